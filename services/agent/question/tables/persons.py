"""Which columns name persons, of rows that may be none themselves: the tenants of flats."""

from services.agent.question.language.doers import DOERS, Deed
from services.agent.question.language.vocabulary import PERSON_WORDS
from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_SIDES = frozenset(map(stem, ["opponent", "winner", "champion", "partner"]))
"""Words for persons that teams are called as well."""
PERSONS = frozenset(PERSON_WORDS) - _SIDES


def columns_of_persons(table: Table) -> list[Column]:
    """Return the texts of a table whose headers are for persons."""
    return [each for each in table.columns if each.is_text and PERSONS & set(each.words)]


def does_other(column: Column, deed: Deed) -> bool:
    """Whether a header is of those who do something else: of sellers, where it is asked who bought."""
    named = DOERS.intersection(column.words)
    return bool(named) and named.isdisjoint(deed.doers)


def sole_person(catalog: Catalog) -> Column | None:
    """Return the only column for persons of the only table, where its rows are called something else."""
    if len(catalog.tables) != 1:
        return None
    (table,) = catalog.tables
    found = columns_of_persons(table)
    other = not PERSONS & set(table.words) and table.label not in found and len(table.names) < 2
    return found[0] if len(found) == 1 and other else None
