"""Ranks by what rows are worth: "gave the most in donations" is of amounts, not of how many there are."""

import re

from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_GIVE = (
    r"(?:gave|given?|gives|spen[dt]|spends|pa(?:y|id|ys)|donated?|donates|contributed?|contributes|brought|brings?|"
    r"raised?|raises|earn(?:ed|s)?|made|took|did)"
)
_MOST = re.compile(
    rf"\b(?:(?:has|have|had)\s+)?{_GIVE}\s+(?:(?:us|in)\s+)?the\s+(?P<most>most|least)\s+in\s+(?P<rows>[^\W\d_]+s)\b",
    re.IGNORECASE,
)


def say_worths(question: str, catalog: Catalog) -> str:
    """Say which column is added up where rows are spoken of by what they are worth."""
    found = _MOST.search(question)
    worth = _worth_of(stem(found["rows"].casefold()), catalog) if found else None
    if found is None or worth is None:
        return question
    end = "highest" if found["most"].casefold() == "most" else "lowest"
    said = f"has the {end} total {worth.name} of {found['rows']}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"


def _worth_of(rows: str, catalog: Catalog) -> Column | None:
    """Return the column of what each row is worth, of the only table whose rows are called so."""
    tables = [table for table in catalog.tables if table.words[-1:] == (rows,)]
    return tables[0].worth if len(tables) == 1 else None
