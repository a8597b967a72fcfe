"""The pieces of a question as a table of events sees them: what happens to things is counted by its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.grouping import BUCKETS, is_done_by
from services.agent.question.composing.nodes import Graph
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import OFTEN, PERSON_WORDS
from services.agent.question.linking.happenings import Event, acts_of, verb_of
from services.agent.question.linking.items import Item, TableHit
from services.agent.question.slots.events import refers
from services.agent.question.tables.schema import Catalog, Table

_OBJECT = 0.95
"""Strength of a thing that something happens to, where the happenings are counted."""
_DOER = 0.8
"""Strength from which a header names those who do what a verb says."""
_AUXILIARY = (Sense.BE, Sense.DO, Sense.HAVE, Sense.FILLER, Sense.NOT, Sense.ALL, Sense.THAT, Sense.ONLY)
_COUNTING = (
    Sense.HOW_MANY, Sense.BY, Sense.HIGHEST, Sense.LOWEST, Sense.TOP, Sense.BOTTOM, Sense.SHARE, Sense.RATIO,
    Sense.DIFFERENCE, Sense.GROWTH, Sense.AVERAGE, Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST,
)  # fmt: skip
_BEFORE_OBJECT = (
    Sense.FILLER, Sense.HIGHEST, Sense.LOWEST, Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST,
    Sense.ALL, Sense.OF, Sense.HOW_MANY, Sense.NOT,
)  # fmt: skip


def with_events(
    items: Sequence[Item], catalog: Catalog, graph: Graph, home: Table
) -> tuple[tuple[Item, ...], int | None]:
    """Return the pieces as a table of events sees them, and the verb whose events its rows are.

    Where the home's rows are what happened, the things that it happened to are counted by them: "how many
    cars did we sell" counts sales. In any other table the verb asks for a related row.
    """
    found = list(items)
    verb: int | None = None
    for at, item in enumerate(items):
        events = acts_of(item, catalog)
        if not events:
            continue
        own = next((each for each in events if each.table == home), None)
        if own is None:
            related = _related(events, home, graph)
            if related and not item.values:
                found[at] = replace(
                    item, columns=(), tables=(TableHit(related.table, 0.9),), verb=verb_of(item)
                )
            continue
        asked = at > 0 and items[at - 1].has(Sense.WHO)  # "Who teaches X": whoever stands under "Teacher".
        kept = tuple(hit for hit in item.columns if hit.strength >= (_DOER if asked else 0.95))
        found[at] = replace(item, columns=kept, senses=item.senses or (Sense.LIGHT,))
        for thing in _objects(items, at) if _is_counted(list(_agents(items))) else ():
            if _is_thing_of(items[thing], home, graph, catalog):
                verb = at
                if items[thing].tables:
                    found[thing] = replace(items[thing], columns=(), tables=(TableHit(home, _OBJECT),))
    return tuple(_agents(found)), verb


def _agents(items: Sequence[Item]) -> Iterator[Item]:
    """Take ``by`` as what it is after a verb and before a name: ``sold by the Leeds branch``."""
    for at, item in enumerate(items):
        rest = [each for each in items[at + 1 : at + 3] if not each.has(Sense.FILLER) or each.is_link]
        acted = at > 0 and item.normal == "by" and verb_of(items[at - 1]) is not None
        named = bool(rest) and bool(rest[0].values) and not rest[0].is_noun
        yield replace(item, senses=(Sense.IN,)) if (acted and named) or is_done_by(items, at) else item


def _is_counted(items: Sequence[Item]) -> bool:
    """Whether things are counted, grouped or ranked, and not listed."""
    if any(item.has(Sense.DISTINCT) and not item.is_link for item in items):
        return False  # "How many different plans were booked": each plan once.
    if any(item.normal in OFTEN for item in items):
        return False  # "Which book was borrowed most often": the books, and no loans.
    return any(item.has(*_COUNTING) or item.normal in BUCKETS for item in items)


def _related(events: Sequence[Event], home: Table, graph: Graph) -> Event | None:
    """Return the event that the home's rows take part in, where one is the nearest."""
    near = [each for each in events if graph.direct(home.name, each.table.name)]
    top = max((each.strength for each in near), default=0.0)
    best = [each for each in near if each.strength == top]
    return best[0] if len(best) == 1 else None


def _is_thing_of(item: Item, home: Table, graph: Graph, catalog: Catalog) -> bool:
    tables = [hit.table for hit in item.tables if hit.strength >= 0.8]
    tables = tables or [catalog.by_name[hit.column.table] for hit in item.values]
    return any(table != home and refers(graph, home, table) for table in tables)


def _objects(items: Sequence[Item], verb: int) -> Iterator[int]:
    """Yield the pieces that name what something happens to: ``cars sold``, ``bought the most cars``."""
    at = verb - 1
    while at >= 0 and not items[at].is_link and items[at].has(*_AUXILIARY):
        at -= 1
    between = items[at + 1 : verb]
    after = next(_nouns_after(items, verb), None)
    if at >= 0 and (items[at].tables or items[at].values):
        passive = any(each.has(Sense.BE) for each in between)
        asked = any(each.has(Sense.DO, Sense.HAVE) for each in between) and any(
            each.normal in ("we", "they", "you", "i") for each in between
        )
        people = any(set(hit.table.words) & set(PERSON_WORDS) for hit in items[at].tables)
        if passive or asked or (not between and after is None and not people):
            yield at
    if after is not None:
        yield after


def _nouns_after(items: Sequence[Item], verb: int) -> Iterator[int]:
    at = verb + 1
    while at < len(items) and (items[at].number is not None or items[at].has(*_BEFORE_OBJECT)):
        if items[at].tables:
            break
        at += 1
    if at < len(items) and items[at].tables and not items[at].values:
        yield at
