"""Which columns refer to rows of their own table: the manager of an employee, who is an employee too."""

from dataclasses import dataclass

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.kin import Kin, kin_of
from services.agent.question.language.vocabulary import ABOUT_PEOPLE
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import INCLUSION
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.rolekeys import AMONG
from services.agent.question.tables.schema import Catalog, Table

_OWN = "salary wage birth gender sex hire hired surname firstname lastname"
_OF_PEOPLE = frozenset(map(stem, _OWN.split()))
"""Words of headers that only tables of persons have."""

_LEADING = (
    "manager leader lead head boss supervisor owner mentor coach captain director author assignee approver"
)
_ROLES = frozenset(map(stem, _LEADING.split()))
"""What persons are to something else, in headers of the numbers of these persons."""

_WORKING = "employee staff person people personnel worker user member colleague"
_STAFF = frozenset(map(stem, _WORKING.split()))


@dataclass(frozen=True)
class Reference:
    """A column whose cells each name a row of the same table."""

    table: Table
    column: Column
    key: Column
    """What the cells are among."""
    kin: Kin

    @property
    def is_named(self) -> bool:
        """Whether the cells are names themselves, and no numbers or codes of rows."""
        return self.column.is_text and self.key != self.table.key


@remembered
def references_of(catalog: Catalog) -> tuple[Reference, ...]:
    """Find the columns that refer to rows of their own table and say what these are to them."""
    found: list[Reference] = []
    for table in catalog.tables:
        rows = (*name_words(table.name), *(name_words(table.key.name)[:-1] if table.key else ()))
        for column in table.columns:
            kin = kin_of(_plain(column), rows)
            key = _referred(column, table) if kin else None
            if kin and key and _may_be(kin, column, table) and not _leads_elsewhere(column, catalog):
                found.append(Reference(table, column, key, kin))
    return tuple(found)


def _plain(column: Column) -> str:
    """Return a header without the short form that all headers of its table begin with: ``emManagerId``."""
    first, *rest = name_words(column.name) or ("",)
    is_mark = rest and len(rest) >= len(column.words) and stem(first) not in column.words
    return " ".join(rest) if is_mark else column.name


def _referred(column: Column, table: Table) -> Column | None:
    """Return the column of the table that all cells of another are among."""
    if column.unique and not column.nulls:
        return None
    label, key = table.label, table.key
    if column.is_text:
        own, names = column.values or (), frozenset((label and label.values) or ())
        inside = sum(value in names for value in own) >= INCLUSION * len(own)
        if label and label != column and own and label.unique and inside:
            return label
        codes = frozenset((key.values if key else None) or ())
        return key if key and own and label and key != label and codes.issuperset(own) else None
    numbers = key != column and column.is_number and column.distinct
    return key if numbers and _holds(table, column) else None


def _may_be(kin: Kin, column: Column, table: Table) -> bool:
    """Whether rows of the table can be so to each other: no department is another's manager."""
    if not kin.of_people or column.is_text or AMONG & {*name_words(column.name)}:
        return True
    words = {word for each in table.columns if each != column for word in each.words}
    rows = {*table.words, *table.row_words}
    called = rows & ABOUT_PEOPLE or any(word.endswith("ist") for word in rows)  # Linguists, therapists.
    return bool(called or words & _OF_PEOPLE)


def _leads_elsewhere(column: Column, catalog: Catalog) -> bool:
    return any(edge.many == column for edge in known_joins(catalog))


def person_meant(column: Column, catalog: Catalog) -> tuple[Column, tuple[Column, ...]] | None:
    """Return the key and the names of the persons whom a number stands for by what its header calls them.

    The manager of a project is one of the only table of persons, where no table is joined by that number.
    """
    if not column.is_number or not _ROLES & {*column.words} or _leads_elsewhere(column, catalog):
        return None
    staff = [each for each in catalog.tables if {*each.words, *each.row_words} & _STAFF]
    if len(staff) != 1 or staff[0].name == column.table or not _holds(staff[0], column):
        return None
    return (staff[0].key, staff[0].names) if staff[0].key else None


def _holds(table: Table, column: Column) -> bool:
    """Whether a column may hold the numbers of a table's rows."""
    key = table.key
    if key is None or not key.is_number or not table.names or key in table.names:
        return False
    ends = (key.minimum, column.minimum, column.maximum, key.maximum)
    return all(isinstance(end, int) for end in ends) and list(ends) == sorted(ends)
