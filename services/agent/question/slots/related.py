"""Conditions on what things did or never did: never, neither, both, at least once, more than 3."""

from collections.abc import Iterator, Sequence

from services.agent.question.composing.comparisons import comparison_of
from services.agent.question.composing.nodes import lookups_for
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import TIMES
from services.agent.question.language.words import root
from services.agent.question.linking.deeds import run_together, tables_of_deed
from services.agent.question.linking.happenings import is_general
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Comparison, Condition, CountRelated, InSet, Missing
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.events import made_by
from services.agent.question.slots.phrases import Phrase, phrases_in
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column

_TIMES = {**TIMES, "one": 1}
_LIMITS = (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.MORE, Comparison.LESS, Comparison.EQUAL)
_SURE = 0.98
"""For a word such as never or both, with all that follows it explained."""
_BARE = 0.95
"""For a verb alone."""
_FARTHEST = 5
"""Pieces before how often something was done among which its verb is looked for."""
_STOPS = (Sense.AND, Sense.OR, Sense.BY, Sense.WHO, Sense.THAT)


def related_at(view: View, index: int) -> list[Binding]:
    """Return the conditions on related rows that begin at the piece, each with all that it explains."""
    if len(view.catalog.tables) < 2 or index == 0:
        return []
    return [each for reader in (_never, _neither, _both, _often, _did) for each in reader(view, index)]


def _never(view: View, index: int) -> Iterator[Binding]:
    """Read ``have never bought a car``, ``without any tickets``, ``not booked even once``."""
    if not view.items[index].has(Sense.NOT, Sense.WITHOUT) or view.items[index].is_link:
        return
    if view.ends_clause(index + 1):
        return
    for end in _ends(view, index):
        phrases = phrases_in(view, view.items[index + 1 : end])
        for phrase in phrases:
            yield _bind(
                view, range(index, end), phrase.key, [_known(phrase, denied=True)], _SURE * phrase.score
            )
        if phrases:
            return
    missing = _unfilled(view, index)
    if missing:
        column, end = missing
        yield _bind(view, range(index, end), column, [Missing(column)], _BARE)


def _neither(view: View, index: int) -> Iterator[Binding]:
    """Read ``neither sold nor test driven``."""
    if view.items[index].normal == "neither":
        for first, second, end in _pairs(view, index, "nor"):
            conditions = [_known(each, denied=True) for each in (first, second)]
            yield _bind(view, range(index, end), first.key, conditions, _SURE * first.score * second.score)


def _both(view: View, index: int) -> Iterator[Binding]:
    """Read ``both a completed and a cancelled booking``, ``both bought a car and had a service visit``."""
    if view.items[index].normal != "both":
        return
    does = view.items[index - 1 : index] if _is_done(view, index - 1) else []
    verb = view.items[index - 1]
    start = index - 1 if does or (index > 1 and not verb.is_known) else index  # "Owners who keep both …".
    for first, second, end in _pairs(view, index, "and", does):
        conditions = [_known(each) for each in (first, second)]
        yield _bind(view, range(start, end), first.key, conditions, _SURE * first.score * second.score)


def _is_done(view: View, index: int) -> bool:
    """Whether a piece says of which other rows both things are: "returned both a car and a van"."""
    named = {*_named_at(view, index)} | {
        table.name for table in tables_of_deed(view.items[index], view.catalog)
    }
    return bool(named) and view.home.name not in named


def _pairs(
    view: View, index: int, link: str, does: Sequence[Item] = ()
) -> Iterator[tuple[Phrase, Phrase, int]]:
    """Read two phrases around a link, each of what was done; what the second names, the first may lack."""
    for middle in range(index + 2, len(view.items)):
        if view.items[middle].normal != link:
            continue
        for end in _ends(view, middle):
            for second in phrases_in(view, [*does, *view.items[middle + 1 : end]]):
                pieces = [*does, *view.items[index + 1 : middle]]
                first = phrases_in(view, pieces) or phrases_in(view, pieces, table=second.rows.table)
                yield from ((each, second, end) for each in first)
                if first:
                    return


def _often(view: View, index: int) -> Iterator[Binding]:
    """Read ``more than 4 test drives``, ``booked at least twice``, ``employ at least six people``."""
    limit = _limit(view, index)
    if limit is None:
        return
    how, number, after = limit
    start = _verb_before(view, index)
    if any(view.home in tables_of_deed(item, view.catalog) for item in view.items[start:index]):
        return  # "Ordered 15 times": so many orders, and no orders of so many rows.
    times = _says_times(view, index)
    named = [] if times else _named_at(view, after)
    for begin in (start, *(_deed_before(view, index) if times else ())):
        for end in [*_ends(view, after - 1), after]:
            phrases = phrases_in(view, [*view.items[begin:index], *view.items[after:end]])
            for phrase in phrases:
                condition = _counted(view, phrase, named, how, number)
                if condition:
                    yield _bind(view, range(begin, end), phrase.key, [condition], _SURE * phrase.score)
            if phrases:
                return


def _limit(view: View, index: int) -> tuple[Comparison, int | float, int] | None:
    """Return a comparison with a number of rows, and the place after it."""
    item, following = view.items[index], view.item(index + 1)
    how = comparison_of(item) if not item.is_link else None
    if how in _LIMITS and following:
        number = following.number if following.number is not None else _TIMES.get(following.normal)
        return (how, number, _after_times(view, index + 2)) if number is not None else None
    return None


def _says_times(view: View, index: int) -> bool:
    """Whether it is said how often something was done, and not of how many: ``twice``, ``3 times``."""
    number, behind = view.item(index + 1), view.item(index + 2)
    return bool((number and number.normal in TIMES) or (behind and behind.normal == "times"))


def _deed_before(view: View, index: int) -> list[int]:
    """Return where a verb stands whose object comes before how often it was done: ``took a boat twice``."""
    places = range(index - 1, max(1, index - _FARTHEST), -1)
    return [at for at in places if tables_of_deed(view.items[at], view.catalog)][:1]


def _after_times(view: View, index: int) -> int:
    item = view.item(index)
    return index + bool(item and (item.normal == "times" or item.has(Sense.DISTINCT)))


def _named_at(view: View, index: int) -> list[str]:
    """Return the tables that a piece names, the surest first."""
    item = view.item(index)
    hits = [hit for hit in item.tables if hit.strength >= NAMED] if item else []
    return [hit.table.name for hit in sorted(hits, key=lambda hit: -hit.strength)]


def _counted(
    view: View, phrase: Phrase, named: Sequence[str], how: Comparison, number: int | float
) -> Condition | None:
    """Count rows, or the things that these refer to: ``lessons with more than 2 teachers``."""
    if (how, number) == (Comparison.AT_LEAST, 1):
        return _known(phrase)
    if len(phrase.hops) > 1:
        return None  # The rows of rows are not counted by one key.
    rows = phrase.rows.table.name
    paths = [view.graph.path(rows, name, to_one=True) for name in named if rows not in named]
    way = next((path for path in paths if path), None)
    own, group = phrase.hops[0].own, phrase.hops[0].other
    if way is None or view.home.name in {hop.other.table for hop in way}:
        return CountRelated(own, group, how, number, phrase.rows)
    return CountRelated(own, group, how, number, phrase.rows, way[-1].own, tuple(lookups_for(way[:-1])))


def _verb_before(view: View, index: int) -> int:
    """Return where a phrase begins whose number of rows is said after its verb."""
    at = index
    while at > 1 and _may_open(view, view.items[at - 1]):
        at -= 1
    rows, link = at - 1, at
    if at == index and at > 2 and view.items[at - 1].has(Sense.OF, Sense.BY):
        rows, link = at - 2, at - 1  # "Lessons for more than 2 pupils".
    if rows > 0 and link < index and _is_of_others(view, rows):
        at = rows
        while at > 1 and _may_open(view, view.items[at - 1]):
            at -= 1
    return at


def _is_of_others(view: View, index: int) -> bool:
    """Whether a piece names rows that refer to the home's: the lessons that teachers gave."""
    named = set(_named_at(view, index))
    return any(hop.is_back and hop.other.table in named for hop in view.graph.hops(view.home.name))


def _may_open(view: View, item: Item) -> bool:
    if tables_of_deed(item, view.catalog):
        return True
    opens = item.has(Sense.LIGHT, Sense.HAVE, Sense.WITH, Sense.BE, Sense.IN)
    return opens and not (item.is_link and not item.has(Sense.LIGHT))


def _did(view: View, index: int) -> Iterator[Binding]:
    """Read ``who bought a car in 2023``, ``placed an order``: a verb whose rows are in another table."""
    tables = tables_of_deed(view.items[index], view.catalog)
    made = made_by(view, index) if is_general(view.items[index]) else None
    tables = tables or ((made,) if made else ())
    if not tables or view.home in tables:
        return
    for end in _ends(view, index - 1):
        phrases = phrases_in(view, view.items[index:end])
        for phrase in phrases:
            yield _bind(view, range(index, end), phrase.key, [_known(phrase)], _BARE * phrase.score)
        if phrases:
            return


def _ends(view: View, index: int) -> list[int]:
    """Return the places where a phrase after a piece may end, the farthest first."""
    stops = [at for at in range(index + 2, len(view.items)) if _stops(view.items[at])]
    return [len(view.items), *reversed(stops)]


def _stops(item: Item) -> bool:
    return item.after_comma or (item.has(*_STOPS) and not item.is_link)


def _known(phrase: Phrase, *, denied: bool = False) -> Condition:
    return InSet(phrase.hops[0].own, phrase.nearest, phrase.hops[0].other, denied)


def _bind(
    view: View, pieces: range, column: Column, conditions: Sequence[Condition], score: float
) -> Binding:
    text = " ".join(view.items[at].text for at in pieces)
    first, *also = conditions
    return Binding(
        column, first, score, frozenset(pieces), text, True, pieces.start, also=tuple(also), is_related=True
    )


def _unfilled(view: View, index: int) -> tuple[Column, int] | None:
    """Return the day on which something would have happened, where some rows have none, and what follows."""
    at = index + 1
    while (item := view.item(at)) and item.has(Sense.BE, Sense.HAVE, Sense.FILLER) and not item.is_link:
        at += 1
    if item is None:
        return None
    joined = run_together(view.items, at)
    days = [column for column in view.home.columns if column.is_date and column.nulls]
    for column in days:
        if joined and joined in column.words:
            return column, at + (1 if " " in item.normal else 2)
    for column in days:
        if set(map(root, item.stems)) & column.roots:
            return column, at + 1
    return None
