"""Which column has a role: what a thing costs, where it is, who looks after it, whatever its header says."""

import re
from collections.abc import Mapping, Sequence, Set

from services.agent.question.language.roles import Role
from services.agent.question.language.vocabulary import TIME_WORDS
from services.agent.question.language.words import stem
from services.agent.question.linking.items import NAMES
from services.agent.question.linking.linker import link
from services.agent.question.linking.parlance import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

_OTHER_WORDS = """
    total average avg mean max min maximum minimum previous former first last old new other tax density growth
    rank
"""
_OTHERS = frozenset(map(stem, _OTHER_WORDS.split()))
"""Words of a header by which it is about something else than its other words say."""
_VAGUE_WORDS = (
    "size time rate length place level stage value hour minute unit name number type room to from area"
)
_VAGUE = frozenset(map(stem, _VAGUE_WORDS.split()))
"""Names that are one only as a whole header, or beside its unit."""
_UNIT_WORDS = """
    sqm m km cm kg g lb min minut hour hr day usd eur gbp mio million billion square meter kilometer
    dollar euro year mile ft sq km2 m2 2 name number of the in us
"""
_UNITS = frozenset(map(stem, _UNIT_WORDS.split()))
_UNDONE = re.compile(
    r"(?:not\s.*|un\w+|none|no|pending|due|overdue|awaiting.*|waiting|outstanding|incomplete|in\s+progress|open|to\s+do|"
    r"missing|needed|required|still\s.*)",
    re.IGNORECASE,
)
"""Cells by which something has not been done."""
_MOST_STATES = 8
_PAID_BY = {"month": {"rent", "salary", "fee", "wage"}, "year": {"salary", "tuition", "fee"}}
"""Stretches of time for which something is paid, whether its header says so or not."""


def has_role(role: Role, catalog: Catalog) -> bool:
    """Whether any column has a role."""
    return any(map(any, _named(role, catalog)))


def column_of_role(
    role: Role, texts: Sequence[str], catalog: Catalog, own: Set[Column] = frozenset()
) -> Column | None:
    """Return the only column of a role, in the tables that a question speaks of, or else in any.

    Args:
        role: What is asked for.
        texts: The parts of the question that say of what.
        catalog: Whose columns may be meant.
        own: Columns that hold what it is asked of: no place is where it is.
    """
    named = [[[each for each in hit if each not in own] for hit in hits] for hits in _named(role, catalog)]
    spoken = {table.name for table in _tables(" ".join(text for text in texts if text), catalog)}
    for tables in (spoken, set(catalog.by_name)):
        kept = ([[each for each in hit if each.table in tables] for hit in hits] for hits in named)
        hits = next((found for found in kept if any(found)), [])
        if hits:
            found = list(dict.fromkeys(each for hit in hits for each in hit))
            alone = found if role.kind == "n" else next(hit for hit in hits if hit)
            if role.kind == "t" and len(alone) > 1:  # A list of doctors says nothing of whose doctor each is.
                alone = [each for each in alone if not each.unique]
            return alone[0] if len(alone) == 1 else None
    return None


def columns_with(role: Role, catalog: Catalog) -> list[Column]:
    """Return all columns of the first name of a role that any header has."""
    for tier in _named(role, catalog):
        for hits in tier:
            if hits:
                return hits
    return []


def _named(role: Role, catalog: Catalog) -> list[list[list[Column]]]:
    """Return the columns for each name of the tiers, whole headers of a tier first.

    Names are looked at before cells: hardly any column of a wide catalogue has one of the names.
    """
    by_word = _by_word(catalog)
    return [
        [
            [
                each
                for each in by_word.get(name[0], ())
                if matches(name, each, role) and _fits(each, role.kind)
            ]
            for name in tier
        ]
        for tier in role.tiers
        for matches in (_is_whole, _is_part)
    ]


@remembered
def _by_word(catalog: Catalog) -> Mapping[str, Sequence[Column]]:
    """Return the columns whose headers have a word."""
    found: dict[str, list[Column]] = {}
    for column in catalog.columns:
        for word in {*column.words, *column.plain, *column.core}:
            found.setdefault(word, []).append(column)
    return found


def fits_unit(unit: str, column: Column) -> bool:
    """Whether what is paid for a stretch of time is what a header says: a price is none for a night."""
    words = {*column.words, *column.spelt}
    return not unit or stem(unit) in words or bool(words & _PAID_BY.get(unit, set()))


def _tables(text: str, catalog: Catalog) -> list[Table]:
    """Return the tables of the values and nouns of a text."""
    if len(catalog.tables) == 1:
        return list(catalog.tables)
    named: dict[str, Table] = {}
    for item in link(text, catalog):
        hits = [hit.table for hit in item.tables if hit.strength >= NAMES]
        hits += [catalog.by_name[hit.column.table] for hit in item.values if not hit.is_part]
        hits += [] if hits or item.is_link else [hit.table for hit in tables_called(item.normal, catalog)]
        named.update({table.name: table for table in hits})
    return list(named.values())


def _fits(column: Column, kind: str) -> bool:
    """Whether the cells of a column may be what a role has."""
    if kind == "s":
        return column.is_flag or bool(column.nulls) or undone_cell(column) is not None
    if column.is_flag:
        return False
    if kind == "n":
        return (column.is_number and column.role != "id" and not column.is_year) or column.looks_counted
    if kind == "d":
        told = column.is_text and (column.looks_counted or not TIME_WORDS.isdisjoint(column.words))
        return column.is_date or column.is_year or column.type.startswith("TIME") or told
    return kind == "x" or (column.is_text and not column.looks_counted) or column.role == "category"


def undone_cell(column: Column) -> str | None:
    """Return the only cell of a column of states by which something has not been done: ``pending``."""
    if not column.is_text or not column.repeats or column.distinct > _MOST_STATES:
        return None
    cells = [cell for cell in column.values or () if _UNDONE.fullmatch(cell.strip())]
    return cells[0] if len(cells) == 1 else None


def _is_whole(name: Sequence[str], column: Column, _: Role) -> bool:
    return tuple(name) in (column.words, column.plain, column.core)


def _is_part(name: Sequence[str], column: Column, role: Role) -> bool:
    rest = set(column.words) - set(name)
    if not set(name) <= set(column.words) or _OTHERS & rest:
        return False
    if "per" in rest and (role.adds or name[0] in column.words[column.words.index("per") :]):
        return False  # "Price per night" tells no nights.
    return rest <= _UNITS if len(name) == 1 and name[0] in _VAGUE else True
