"""Says groups by their own name alone: of ``by product category`` the categories, or a header of products."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_GROUPED = re.compile(
    r"\b(?P<by>by|per|for\s+each|each|every)\s+(?P<rows>[a-z]+)\s+(?P<group>[a-z]+)(?=\s*(?:[,?.!]|$)|\s+(?:in|for|from|since|and|of|on)\b)",
    re.IGNORECASE,
)


def say_owned(question: str, catalog: Catalog) -> str:
    """Leave out the rows that have groups, where both are tables and no header is called by both."""
    found = _GROUPED.search(question) if len(catalog.tables) > 1 else None
    if found is None:
        return question
    rows, group = stem(found["rows"].casefold()), stem(found["group"].casefold())
    homes = [table for table in catalog.tables if table.words == (rows,)]
    groups = [table for table in catalog.tables if table.words == (group,)]
    own = _own(homes[0], group, catalog) if len(homes) == 1 and not groups else None
    if own and not any({rows, group} <= {*column.words} for column in catalog.columns):
        return f"{question[: found.start('rows')]}{spoken(own.name)}{question[found.end() :]}"
    if len(homes) != 1 or len(groups) != 1 or rows == group:
        return question
    if any({rows, group} <= {*column.words} for column in catalog.columns):
        return question
    if not any(column.role == "id" and group in column.words for column in homes[0].columns):
        return question
    return f"{question[: found.start('rows')]}{found['group']}{question[found.end() :]}"


def _own(table: Table, group: str, catalog: Catalog) -> Column | None:
    """Return the only kind of the rows that is called so: ``jar type``, of jars with a ``glass_type``."""
    named = [each for each in table.columns if len(each.words) > 1 and each.words[-1] == group]
    alike = [each for each in catalog.columns if named and each.words == named[0].words]
    return named[0] if len(named) == 1 == len(alike) and named[0].repeats else None
