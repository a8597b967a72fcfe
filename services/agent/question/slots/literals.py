"""Binds what a question compares with - values, numbers, dates - to columns, in every way that fits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.grouping import BUCKETS
from services.agent.question.composing.nodes import Node, deny, is_any
from services.agent.question.language.everyday.doing import ASKED
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import word_root
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.linking.parlance import columns_of
from services.agent.question.plans.opposites import OPPOSITES
from services.agent.question.plans.plan import Compare, Comparison, Condition, OneOf
from services.agent.question.slots.binding import (
    BARE,
    CALLED,
    KIND,
    Binding,
    Left,
    headers_of,
    look_left,
    look_right,
    phrase_before,
    unread_share,
)
from services.agent.question.slots.carriers import carried, is_carried
from services.agent.question.slots.lasted import lasted_at
from services.agent.question.slots.moments import bind_period
from services.agent.question.slots.numbers import bind_number
from services.agent.question.slots.placed import is_place, placed_share, setting_share
from services.agent.question.slots.view import SURE_WAY, View, has_any
from services.agent.question.tables.columns import Column
from services.agent.question.tables.leading import first_number
from services.agent.question.tables.schema import ValueHit

_SIZES = (Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.AFTER, Sense.BEFORE)
_SURE = 0.95
"""For a number with its unit, as a cell of one column has it."""
_IN_PART = 0.92
"""For a phrase that stands among other words in what is meant: a surname."""
_DONE, _NOT_DONE = 1.4, 0.6
"""For one of several headers under which a name stands, where a verb says what is done there."""
_ALONE = ("alone", "only", "solely", "exclusively")
"""What says of a value that no other stands beside it in its cell."""
_IN_LISTS = 0.78
"""For a value that other cells of the column hold beside others: ``A & B``."""


def bindings_at(view: View, index: int) -> list[Binding]:
    """Return every way to bind the piece at the index, the likeliest first."""
    item = view.items[index]
    found: list[Binding] = []
    before = view.item(index - 1)
    stretch = item.normal in BUCKETS and before is not None and before.has(Sense.WHICH)
    if item.values and not stretch:  # "Which day": no shift that is called so.
        found += _bind_values(view, index)
    if item.period:
        found += bind_period(view, index)
    if item.number is not None:
        lasted = lasted_at(view, index)
        found += [lasted] if lasted else bind_number(view, index)
    placed = (replace(each, at=index) for each in found)
    return sorted(placed, key=lambda each: (-each.score, each.column.path))


def _bind_values(view: View, index: int) -> Iterator[Binding]:
    item = view.items[index]
    left, (right, gap) = look_left(view, index), look_right(view, index, far=True)
    hits = _hits_near(view, index)
    spatial = is_place(view, left, hits)
    if left.op is not None and view.items[left.op].has(*_SIZES) and not spatial:
        yield from _bind_leading(view, index, left, hits)
        return  # "Over 7psi" and "after X" compare; a text can only be the same or not.
    for hit in hits:
        if hit.is_part and len(hit.values) > 1 and not has_any(view.items, Sense.HOW_MANY):
            continue  # "Which one did X win": which of those that are called so?
        column, raws = hit.column, _spelt_like(item.text, hit.values)
        more = _listed(view, index, column)
        raws += [raw for each in more for raw in _raws(view.items[each], column) if raw not in raws]
        own = frozenset([index, *_joined(view, index, more), *_alone_behind(view, index, hit)])
        abroad = column.table != view.home.name
        condition = is_any(column, raws)
        if left.negated and not abroad:
            condition = _denied(view, condition, column)
        denied = left.negated and abroad
        base = (1.0 - _way(view, hits, column)) * _listed_share(view, index, hit)
        base *= _IN_PART * setting_share(view, index, raws) if hit.is_part else 1.0
        placed = placed_share(view, index, column)
        for header, between in headers_of((left.header, left.between), (right, gap)):
            strength = _strength(view, header, column)
            if strength:
                score = placed * base * (0.75 + 0.25 * strength) * unread_share(view, between)
                score *= 1.0 if header == left.header else 0.98
                used = own | {header, *between}
                yield Binding(column, condition, score, used, item.text, explicit=True, denied=denied)
        if len(hits) == 1 and (told := own | phrase_before(view, index, column)) != own:
            yield Binding(column, condition, base * CALLED, told, item.text, explicit=True, denied=denied)
        if item.senses and set(item.senses) - {Sense.LIGHT}:
            continue
        used = own | set(left.between if left.negated or spatial else ())
        bare = base * placed * _unnamed_share(view, index, hits, column)
        yield Binding(column, condition, bare, used, item.text, denied=denied)


def _unnamed_share(view: View, index: int, hits: Sequence[ValueHit], column: Column) -> float:
    """How likely a value stands under a header that the question does not name."""
    bare = _bare_share(view, _different(view, hits, column), column)
    bare = max(bare, KIND) if _describes(view, index, hits, column) else bare
    bare *= 0.7 if view.items[index].is_done_by(view.item(index + 1)) else 1.0
    return bare * (0.7 if _is_what_is_counted(view, index) else 1.0) * _done_share(view, hits, column)


def _done_share(view: View, hits: Sequence[ValueHit], column: Column) -> float:
    """How likely a name stands under a header, of several, as the verb has it: who ``won`` is the winner."""
    if len(hits) < 2 or len(view.catalog.tables) > 1:
        return 1.0
    stems = [item.stems[0] for item in view.items if item.stems and not (item.tables or item.values)]
    said = {number for each in stems for number in ASKED.get((Sense.WHO.value, each), ())}
    doers = [each for each in columns_of(said, view.catalog) if any(hit.column == each for hit in hits)]
    verbs = {word_root(item.normal) for item in view.items if item.has(Sense.LIGHT)}
    doers = doers or [hit.column for hit in hits if verbs & hit.column.roots]  # "X won": of a "winning" one.
    return 1.0 if len(doers) != 1 else _DONE if doers[0] == column else _NOT_DONE


def neither_at(view: View, index: int) -> Binding | None:
    """Read ``neither retired nor idle``, ``neither from X nor from Y``: two values of one column."""
    nor = next((at for at in range(index, len(view.items)) if view.items[at].normal == "nor"), None)
    if view.items[index].normal != "neither" or nor is None:
        return None
    places = [_value_after(view, index), _value_after(view, nor)]
    if places[0] is None or places[1] is None or places[0] > nor:
        return None
    for hit in sorted(view.items[places[0]].values, key=lambda hit: view.cost(hit.column.table)):
        more = _raws(view.items[places[1]], hit.column)
        if more and view.cost(hit.column.table) < 1:
            condition = is_any(hit.column, [*hit.values, *more])
            abroad = hit.column.table != view.home.name
            condition = condition if abroad else _denied(view, condition, hit.column)
            used = frozenset(range(index, places[1] + 1))
            return Binding(hit.column, condition, KIND, used, "neither", denied=abroad)
    return None


def _value_after(view: View, index: int) -> int | None:
    """Return the next piece where that is a value, perhaps behind a preposition."""
    at = index + 1
    while (item := view.item(at)) and view.is_glue(at) and not item.values:
        at += 1
    return at if item and item.values else None


def _bind_leading(view: View, index: int, left: Left, hits: Sequence[ValueHit]) -> Iterator[Binding]:
    """Compare the numbers that the cells of a column begin with: ``at least 21 knots``."""
    for hit in hits:
        number = first_number(hit.values[0]) if hit.column.leading else None
        if number is None or hit.column.table != view.home.name:
            continue
        named = left.header is not None and _strength(view, left.header, hit.column)
        header = [left.header] if named and left.header is not None else []
        used = frozenset([index, *left.between, *header])
        how = OPPOSITES[left.how] if left.negated else left.how
        score = _SURE if named or len(hits) == 1 else BARE
        yield Binding(hit.column, Compare(hit.column, how, number), score, used, view.items[index].text)


def _alone_behind(view: View, index: int, hit: ValueHit) -> list[int]:
    """Return where it is said of a value that it stands alone in its cell: ``of X alone``."""
    after = view.item(index + 1)
    return [index + 1] if after and after.normal in _ALONE and hit.stands_in_lists else []


def _listed_share(view: View, index: int, hit: ValueHit) -> float:
    whole = view.items[index].quoted or _alone_behind(view, index, hit)
    return _IN_LISTS if hit.stands_in_lists and not whole else 1.0


def _is_thing(item: Item, hit: ValueHit) -> bool:
    """Whether a word for the rows of a table is also spelt like a level or kind of them: ``patrons``."""
    named = any(each.table.name == hit.column.table and each.strength >= NAMED for each in item.tables)
    return named and not (item.is_proper or item.quoted) and hit.column.role != "id"


def _is_what_is_counted(view: View, index: int) -> bool:
    """Whether a noun that is spelt like a value follows ``how many``: what is counted, and no condition."""
    before, item = view.item(index - 1), view.items[index]
    counts = before is not None and before.has(Sense.HOW_MANY) and item.is_noun
    return counts and not item.describes(view.item(index + 1))


def _spelt_like(text: str, raws: Sequence[str]) -> list[str]:
    """Of values that only differ in signs or case, keep those that are spelt as in the question."""
    exact = [raw for raw in raws if raw == text]
    text = text.removesuffix("'s").removesuffix("\u2019s")
    same = [raw for raw in raws if " ".join(raw.casefold().split()) == " ".join(text.casefold().split())]
    return exact or same or list(raws)


def _denied(view: View, condition: Condition, column: Column) -> Condition:
    """Deny a condition; of a thing that has several rows, none may fulfil it."""
    things = view.home.things
    if things and things.repeats and things != column:
        return deny(Node(view.home), condition)
    if isinstance(condition, OneOf):
        return replace(condition, negated=True)
    assert isinstance(condition, Compare)
    return replace(condition, comparison=Comparison.UNEQUAL)


def _distance(view: View, column: Column) -> float:
    """How much the way to a column costs; less where it is the name of a row that the home refers to."""
    cost = view.cost(column.table)
    path = view.graph.path(view.home.name, column.table) if cost else None
    named = path and all(hop.to_one for hop in path) and column == view.catalog.by_name[column.table].label
    return cost / 2 if named else cost


def _different(view: View, hits: Sequence[ValueHit], column: Column) -> list[ValueHit]:
    """Leave out what the row is called that this column leads to, and what is said of several other rows.

    A manager's place is that of the one branch, and none of all that deliver there.
    """
    if not view.has_one(column.table):
        return list(hits)
    joined = {hop.other.table for hop in view.graph.hops(view.home.name) if hop.own == column}
    same = {hit.column for hit in hits if hit.column.table in joined and hit.column.unique}
    return [hit for hit in hits if hit.column not in same and view.has_one(hit.column.table)]


def _way(view: View, hits: Sequence[ValueHit], column: Column) -> float:
    """How much a value loses for the joins that lead to it; less where it can mean nothing else."""
    if len(hits) == 1:
        return view.cost(column.table) * SURE_WAY
    return _distance(view, column)


def _bare_share(view: View, hits: Sequence[ValueHit], column: Column) -> float:
    """How likely a value without its header is meant in this column."""
    if len(hits) == 1:
        named = column == view.catalog.by_name[column.table].label
        return KIND if len(view.catalog.tables) > 1 and (column.repeats or named) else BARE
    return BARE * (0.8 if column == view.home.label else 0.7)


def _hits_near(view: View, index: int) -> list[ValueHit]:
    """Return the values that a piece may be, in the columns that the verb before it is about."""
    item = view.items[index]
    near = [hit for hit in item.values if view.cost(hit.column.table) < 1 and not _is_thing(item, hit)]
    return carried(view, index, near)


def _describes(view: View, index: int, hits: Sequence[ValueHit], column: Column) -> bool:
    """Whether the rows of a column's table are named beside: ``billing tickets``, ``shops in X``."""
    before = index - 1
    while before > 0 and view.items[before].has(Sense.IN, Sense.BE) and not view.items[before].is_link:
        before -= 1
    beside = (view.item(index + 1), view.item(before) if before < index - 1 else None)
    named = [[hit.table.name for hit in item.tables if hit.strength >= NAMED] for item in beside if item]
    rows = [column.table] in named and set(view.items[index].senses) <= {Sense.LIGHT}
    return rows or is_carried(view, index, hits, column)


def _strength(view: View, header: int, column: Column) -> float:
    item = view.items[header]
    if item.has(Sense.LIGHT) and not item.tables and not _is_named(view, header):
        return 0.0  # "The X runs": a verb beside a value is what the value does, not where it stands.
    return next((hit.strength for hit in item.columns if hit.column == column), 0.0)


def _is_named(view: View, header: int) -> bool:
    """Whether a verb stands as a noun: ``a score of``, ``the record is``."""
    before, after = view.item(header - 1), view.item(header + 1)
    article = before is not None and before.normal in ("a", "an", "the")
    return article and after is not None and after.has(Sense.OF, Sense.BE)


def _raws(item: Item, column: Column) -> tuple[str, ...]:
    return next((hit.values for hit in item.values if hit.column == column), ())


def _listed(view: View, index: int, column: Column) -> tuple[int, ...]:
    """Return the pieces of ``X, Y or Z`` after the first that are values of the same column."""
    found: list[int] = []
    at = index + 1
    joined = False
    while item := view.item(at):
        if item.has(Sense.OR, Sense.AND) and not item.is_link:
            joined = True
        elif _raws(item, column):
            found.append(at)
        elif not (item.has(Sense.FILLER) and not item.is_link):
            break
        at += 1
    return tuple(found) if joined else ()


def _joined(view: View, index: int, more: Sequence[int]) -> range:
    return range(index, more[-1] + 1) if more else range(index, index + 1)
