"""What things did: ``bought a car``, ``had a cancelled booking``, as rows of another table that name them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.agent.question.composing.nodes import Hop, NotUnderstoodError, freeze
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import ROWS_OF
from services.agent.question.language.vocabulary import PEOPLE, PERSON_WORDS
from services.agent.question.language.words import root
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import InSet, RowSet
from services.agent.question.slots.clauses import clauses_at
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.literals import bindings_at
from services.agent.question.slots.recast import with_events
from services.agent.question.slots.search import Bound, best_sets
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Wishes
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_MOST_SETS = 4
"""Sets of conditions within a phrase that are looked at."""
_NAMED = 0.65
"""Strength from which a piece names a table: one word of two is enough beside a verb."""
_STEP = 0.985
"""For each join between things and what they did."""
_PASSED = 0.985
"""For each verb that says no more than its object does: ``raised a ticket``."""
_ALL = 0.9
"""Share of things that have rows in a table, from which these are taken for parts of each."""
_SMALL = frozenset(
    [
        "a", "an", "any", "one", "single", "even", "once", "ever", "yet", "us", "anything", "something",
        "at all", "at", "all", "so far", "of", "our", "ours", "the", "in", "from", "with", "before",
        "own", "to", "on",
    ]
)  # fmt: skip
"""Words of a phrase that say nothing of which rows are meant."""
_NO = "no"
_GLUE = (Sense.BE, Sense.HAVE, Sense.DO, Sense.FILLER, Sense.OF, Sense.WITH, Sense.IN, Sense.THAT, Sense.WHO)


@dataclass(frozen=True)
class Phrase:
    """Rows of another table that say what things of the home did, or what was done with them."""

    hops: tuple[Hop, ...]
    """From the home to the rows, each step to many."""
    rows: RowSet
    score: float
    between: tuple[Table, ...]
    """The tables that the steps start from; the first is the home."""

    @property
    def key(self) -> Column:
        """The column of the home that the rows refer to."""
        return self.hops[0].own

    @property
    def nearest(self) -> RowSet:
        """The rows of the first table on the way that lead to the rows themselves."""
        rows = self.rows
        for table, hop in list(zip(self.between, self.hops, strict=True))[:0:-1]:
            rows = RowSet(table, (InSet(hop.own, rows, hop.other),))
        return rows


def phrases_in(view: View, items: Sequence[Item], *, table: Table | None = None) -> list[Phrase]:
    """Read pieces as what the home's things did, in every way that is about as likely.

    Args:
        view: The question, as the home sees it.
        items: The pieces; each has to say something.
        table: Whose rows they are, where other words than these say so.
    """
    if any(item.normal == _NO and item.has(Sense.NOT, Sense.WITHOUT) for item in items):
        return []  # "Had no late trips": there are none, and not such as are not late.
    meant = {table.name} if table else _meant(view, items)
    found = [
        phrase
        for there in view.catalog.tables
        if there.name in meant - {view.home.name}
        for hops in _ways_down(view, there)
        for phrase in _read(view, items, there, hops)
    ]
    best = max((each.score for each in found), default=0.0)
    return [each for each in found if each.score >= 0.97 * best]


def _meant(view: View, items: Sequence[Item]) -> set[str]:
    deeds = {table.name for item in items for table in tables_of_deed(item, view.catalog)}
    people = any(item.normal in PEOPLE for item in items)
    persons = {table.name for table in view.catalog.tables if people and _is_of_persons(table)}
    named = {name for item in items for name in _named(item)}
    back = [hop.other.table for hop in view.graph.hops(view.home.name) if hop.is_back]
    if deeds or named & set(back):
        return deeds | persons | named
    # "Missed a class": the members' bookings, each of which is of a class; "both a dog and a cat": pets.
    told = {hit.column.table for item in items for hit in item.values if not hit.is_part}
    told = set() if named or persons else told
    links = _links(view, named | told)
    return persons | named | links | (told & set(back))


def _links(view: View, others: set[str]) -> set[str]:
    """Return the tables whose rows say which of the others belong to the home's: its rows, or their lines.

    Lines that each of the rows has are meant, and not such as few have: the items of orders, not the returns.
    """
    back = [hop for hop in view.graph.hops(view.home.name) if hop.is_back]
    lines = [each for hop in back for each in view.graph.hops(hop.other.table) if each.is_back]
    ways = ([each for each in hops if _leads_to_any(view, each, others)] for hops in (back, lines))
    meant = next((each for each in ways if each), [])
    full = [hop for hop in meant if hop.other.distinct >= _ALL * hop.own.distinct]
    return {hop.other.table for hop in full or meant}


def _leads_to_any(view: View, hop: Hop, others: set[str]) -> bool:
    return any(_refers(view, hop.other.table, other) for other in others)


def _refers(view: View, name: str, other: str) -> bool:
    return any(hop.to_one and not hop.is_back for hop in view.graph.direct(name, other))


def _named(item: Item) -> set[str]:
    best = max((hit.strength for hit in item.tables), default=0.0)
    return {hit.table.name for hit in item.tables if hit.strength >= max(_NAMED, best - 0.1)}


def _is_of_persons(table: Table) -> bool:
    return bool(set(table.words) & set(PERSON_WORDS))


def _ways_down(view: View, there: Table) -> list[tuple[Hop, ...]]:
    """Return the shortest ways from the home to many rows of a table, by keys alone."""
    frontier: list[tuple[Hop, ...]] = [()]
    for _ in range(3):
        frontier = [(*way, hop) for way in frontier for hop in _steps_down(view, way)]
        arrived = [way for way in frontier if way[-1].other.table == there.name]
        if arrived:
            return arrived
    return []


def _steps_down(view: View, way: tuple[Hop, ...]) -> list[Hop]:
    start = way[-1].other.table if way else view.home.name
    seen = {view.home.name, *(hop.other.table for hop in way)}
    hops = [hop for hop in view.graph.hops(start) if hop.is_back and hop.other.table not in seen]
    return [hop for hop in hops if hop.own.role == "id"]


def _read(view: View, items: Sequence[Item], there: Table, hops: tuple[Hop, ...]) -> Iterator[Phrase]:
    known = [_before(view, item, there) for item in items]
    seen, verb = with_events(known, view.catalog, view.graph, there)
    inner = View(seen, view.catalog, view.graph, there, view.now, verb)
    between = tuple(view.catalog.by_name[hop.own.table] for hop in hops)
    for bound in best_sets(inner, (clauses_at, bindings_at))[:_MOST_SETS]:
        passed = _passed(inner, bound, view.home)
        if passed is None or any(each.column.table == view.home.name for each in bound.bindings):
            continue
        try:
            rows = freeze(Ground(inner, bound.bindings, Wishes()).root)
        except NotUnderstoodError:
            continue
        yield Phrase(hops, rows, bound.score * passed * _STEP ** len(hops), between)


def _before(view: View, item: Item, there: Table) -> Item:
    """Take a value for what the rows refer to, where it also stands in rows that refer to these."""
    paths = [(hit, view.graph.path(there.name, hit.column.table)) for hit in item.values]
    told = tuple(hit for hit, path in paths if path is not None and not any(hop.is_back for hop in path))
    return replace(item, values=told) if told else item


def _passed(inner: View, bound: Bound, home: Table) -> float | None:
    """Return how sure it is that what is no condition only names the rows; None if it does not."""
    score = 1.0
    for index, item in enumerate(inner.items):
        if index in bound.used or _is_small(item) or _names_rows(inner, item):
            continue
        if tables_of_deed(item, inner.catalog) and any(root(each) in ROWS_OF for each in item.stems):
            return None  # "Bought" is a sale, and no test drive.
        if any(_leads_to(inner, name) for name in _named(item) - {home.name}):
            continue  # The car that was bought: each sale is of one.
        light = item.has(Sense.LIGHT)
        if light and _tells_kind(inner, index):
            return None
        if not light and (item.is_link or not item.has(*_GLUE)):
            return None
        score *= _PASSED if light else 1.0
    return score


def _tells_kind(inner: View, index: int) -> bool:
    """Whether a participle says which of the rows are meant: of ``more than 10 rated films``, such as are."""
    before, rows = inner.item(index - 1), inner.item(index + 1)
    opens = before is None or before.has(Sense.WITH, Sense.OF)
    kind = inner.items[index].normal.endswith("ed") and rows is not None and _names_rows(inner, rows)
    return opens and kind and index > 0


def _is_small(item: Item) -> bool:
    """Whether a piece is a small word; the letter of a name, ``project A``, is none."""
    return item.normal in _SMALL and bool(item.senses or item.normal != "a")


def _names_rows(inner: View, item: Item) -> bool:
    """Whether a piece is a word or a verb for the rows themselves."""
    if item.normal in PEOPLE and _is_of_persons(inner.home):
        return True
    return inner.home.name in _named(item) or inner.home in tables_of_deed(item, inner.catalog)


def _leads_to(inner: View, name: str) -> bool:
    return bool(inner.graph.path(inner.home.name, name, to_one=True))
