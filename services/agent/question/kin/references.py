"""Which columns refer to rows of their own table: the manager of an employee, who is an employee too."""

from dataclasses import dataclass

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.kin import Kin, kin_of
from services.agent.question.language.vocabulary import LABEL_WORDS, PERSON_WORDS
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import INCLUSION
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

_CROWDS = "people personnel crew workforce headcount team"
_ABOUT_PEOPLE = (frozenset(PERSON_WORDS) - LABEL_WORDS) | set(map(stem, _CROWDS.split()))
_OWN = "salary wage birth gender sex hire hired surname firstname lastname"
_OF_PEOPLE = frozenset(map(stem, _OWN.split()))
"""Words of headers that only tables of persons have."""


@dataclass(frozen=True)
class Reference:
    """A column whose cells each name a row of the same table."""

    table: Table
    column: Column
    key: Column
    """What the cells are among."""
    kin: Kin


@remembered
def references_of(catalog: Catalog) -> tuple[Reference, ...]:
    """Find the columns that refer to rows of their own table and say what these are to them."""
    found: list[Reference] = []
    for table in catalog.tables:
        rows = name_words(table.name)
        for column in table.columns:
            kin = kin_of(column.name, rows)
            key = _referred(column, table) if kin else None
            if kin and key and _may_be(kin, column, table) and not _leads_elsewhere(column, catalog):
                found.append(Reference(table, column, key, kin))
    return tuple(found)


def _referred(column: Column, table: Table) -> Column | None:
    """Return the column of the table that all cells of another are among."""
    if column.unique and not column.nulls:
        return None
    label, key = table.label, table.key
    if column.is_text:
        own, names = column.values or (), frozenset((label and label.values) or ())
        inside = sum(value in names for value in own) >= INCLUSION * len(own)
        return label if label and label != column and own and label.unique and inside else None
    if key is None or key == column or not (column.is_number and key.is_number and column.distinct):
        return None
    ends = (key.minimum, column.minimum, column.maximum, key.maximum)
    if not all(isinstance(end, int) for end in ends) or list(ends) != sorted(ends):
        return None
    return key if table.names and key not in table.names else None


def _may_be(kin: Kin, column: Column, table: Table) -> bool:
    """Whether rows of the table can be so to each other: no department is another's manager."""
    if not kin.of_people or column.is_text:
        return True
    words = {word for each in table.columns if each != column for word in each.words}
    return bool({*table.words, *table.row_words} & _ABOUT_PEOPLE or words & _OF_PEOPLE)


def _leads_elsewhere(column: Column, catalog: Catalog) -> bool:
    return any(edge.many == column for edge in known_joins(catalog))
