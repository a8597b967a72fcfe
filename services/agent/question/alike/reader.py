"""Reads questions for the rows of which two ways lead to the same thing, or to different ones.

Each word must be one of what is the same, of one of two ways to it, or of none of anything; and no other two
ways may be told as well by these words.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations

from services.agent.question.alike.lapsed import soon_after
from services.agent.question.alike.levels import dealt_above
from services.agent.question.alike.paired import twice_done
from services.agent.question.alike.spoken import Spoken, spoken_of
from services.agent.question.alike.ways import Joined, Way, akin, rows_of, ways_from
from services.agent.question.candidates import Reading
from services.agent.question.composing.joins import known_joins
from services.agent.question.kin import read_kin
from services.agent.question.kin.naming import Ask, printed
from services.agent.question.language.verbs import ROWS_OF
from services.agent.question.plans.plan import (
    CompareColumns,
    Comparison,
    Condition,
    CountRelated,
    Plan,
    RowSet,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import Edge
from services.agent.question.tables.schema import Catalog, Table

_SURE = 0.9
Pair = tuple[Way, Way]


def read_related(plain: str, question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    """Read a question about rows of one table and others of it, or of which two ways lead to the same.

    Args:
        plain: What is asked.
        question: The same in plainer words.
        catalog: Whose rows are meant.
        ask: Understands a question for rows of a kind.
    """
    return read_kin(question, catalog, ask) or _read_alike(plain, catalog, ask)


def _read_alike(question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    if len(catalog.tables) < 2:
        return None
    told = chain(
        _told_alike(question, catalog),
        twice_done(question, catalog, ask),
        dealt_above(question, catalog, ask),
        soon_after(question, catalog),
    )
    for text, table, condition in told:
        found = ask(text)
        plan = _restricted(found.plan, table, condition) if found else None
        if found and plan:
            return printed(plan, min(_SURE, found.confidence))
    return None


def _told_alike(question: str, catalog: Catalog) -> Iterator[tuple[str, Table, Condition]]:
    """Yield a question for all rows, their table, and what two ways from them lead to."""
    for spoken in spoken_of(question, catalog):
        condition = _condition(spoken, catalog)
        if condition:
            yield from ((text, spoken.table, condition) for text in spoken.plain)


def _restricted(plan: Plan, table: Table, condition: Condition) -> Plan | None:
    """Add a condition to a plan that tells or counts the rows of a table; None where it does neither."""
    picked = plan.limit or plan.having or plan.ties or plan.rows.extreme
    if plan.rows.table != table or picked:
        return None
    rows = replace(plan.rows, conditions=(*plan.rows.conditions, condition))
    return replace(plan, rows=rows)


def _condition(spoken: Spoken, catalog: Catalog) -> Condition | None:
    """Return what holds for the rows; None where no two ways are told, or more than two."""
    edges = known_joins(catalog)
    told = (spoken.said, spoken.said - spoken.thing, spoken.said - spoken.loose)
    for said in dict.fromkeys(told):
        condition = _condition_of(replace(spoken, said=said), catalog, edges)
        if condition:
            return condition
    return None


def _condition_of(spoken: Spoken, catalog: Catalog, edges: list[Edge]) -> Condition | None:
    found = list(_pairs(spoken, spoken.table, frozenset(), catalog, edges))
    if found:
        pair = _only(found)
        return _of_row(spoken, pair, catalog) if pair else None
    reached = [
        (edge.many, edge.one, pair)
        for edge in edges
        if edge.one == spoken.table.key and edge.many.table != spoken.table.name
        for pair in _pairs_of(edge, spoken, catalog, edges)
    ]
    if len(reached) != 1:
        return None
    ((many, one, pair),) = reached
    return _of_others(spoken, many, one, pair, catalog)


def _pairs_of(edge: Edge, spoken: Spoken, catalog: Catalog, edges: list[Edge]) -> Iterator[Pair]:
    """Yield the pair of ways from rows that refer to those asked for: one by way of these, one not."""
    there = catalog.by_name[edge.many.table]
    named = {
        word for word in spoken.said if word in rows_of(there) or ROWS_OF.get(word, set()) & rows_of(there)
    }
    if not named:
        return
    pairs = []
    for one, other in _pairs(spoken, there, frozenset(named) | rows_of(spoken.table), catalog, edges):
        through = [bool(way.keys) and way.keys[0] == (edge.many, edge.one) for way in (one, other)]
        if sum(through) == 1:
            pairs.append((one, other))
    pair = _only(pairs)
    if pair:
        yield pair


def _pairs(
    spoken: Spoken, table: Table, known: frozenset[str], catalog: Catalog, edges: list[Edge]
) -> Iterator[Pair]:
    """Yield each two ways from a table's rows that the words tell and that explain all of them."""
    ways = list(ways_from(table, spoken.asked, catalog, edges))
    known |= spoken.asked | rows_of(spoken.table)
    said = spoken.said | spoken.asked | known
    for one, other in combinations(ways, 2):
        words = one.words | other.words | known
        unknown = [word for word in spoken.said if not any(akin(word, each) for each in words)]
        if unknown or not _comparable(one.end, other.end):
            continue
        between = spoken.is_between and _are_fork(one, other, ways)
        if between or (one.is_told(said) and other.is_told(said) and _are_apart(one, other, spoken.said)):
            yield one, other


def _are_fork(one: Way, other: Way, ways: list[Way]) -> bool:
    """Whether two ways part at once and lead alike to the rows of one table, and no third does."""
    if not (one.keys and other.keys) or one.keys[0] == other.keys[0]:
        return False
    alike = [
        way
        for way in ways
        if way.end == one.end and [key.table for _, key in way.keys] == [key.table for _, key in one.keys]
    ]
    return one in alike and other in alike and len(alike) == 2


def _are_apart(one: Way, other: Way, said: frozenset[str]) -> bool:
    """Whether each of two ways has a word of its own, as far as it needs one."""
    shared = one.roles & other.roles
    ways = [(way.roles - shared, way.needed) for way in (one, other)]
    return all(
        not (own and needed) or any(akin(word, each) for word in said for each in own) for own, needed in ways
    )


def _only(pairs: list[Pair]) -> Pair | None:
    """Return the pair of the shortest ways; None where two are as short."""
    by_length = sorted(pairs, key=_length)
    if len(by_length) > 1 and _length(by_length[0]) == _length(by_length[1]):
        return None
    return by_length[0] if by_length else None


def _length(pair: Pair) -> int:
    return sum(len(way.keys) for way in pair)


def _comparable(one: Column, other: Column) -> bool:
    """Whether two columns hold the same kind of thing."""
    shared = set(one.values or ()) & set(other.values or ())
    return one.is_number == other.is_number and bool(shared or not (one.values and other.values))


def _compared(spoken: Spoken, pair: Pair, joined: Joined) -> CompareColumns:
    one, other = (joined.end_of(way) for way in pair)
    return CompareColumns(one, Comparison.EQUAL if spoken.is_same else Comparison.UNEQUAL, other)


def _of_row(spoken: Spoken, pair: Pair, catalog: Catalog) -> Condition | None:
    """Compare what two ways lead to from the rows themselves."""
    joined = Joined(spoken.table, catalog)
    condition, key = _compared(spoken, pair, joined), spoken.table.key
    if not joined.lookups:
        return condition
    return _counted(key, key, spoken.table, condition, joined) if key else None


def _of_others(spoken: Spoken, many: Column, one: Column, pair: Pair, catalog: Catalog) -> Condition:
    """Compare what two ways lead to from rows that refer to those asked for."""
    there = catalog.by_name[many.table]
    joined = Joined(there, catalog)
    condition = _compared(spoken, pair, joined)
    return _counted(one, many, there, condition, joined)


def _counted(key: Column, group: Column, table: Table, condition: Condition, joined: Joined) -> Condition:
    rows, lookups = RowSet(table, (condition,)), tuple(joined.lookups)
    return CountRelated(key, group, Comparison.AT_LEAST, 1, rows, lookups=lookups)
