"""Says which column the revenue of rows is: "the revenue from paid tickets", of what each ticket costs."""

import re

from services.agent.question.language.money import INCOME_WORDS
from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.schema import Catalog

_OF_ROWS = re.compile(
    r"\b(?P<figure>(?:total|average|mean)\s+)?(?P<money>revenue|turnover|income|takings|earnings)\s+(?:from|of)\s+"
    r"(?P<said>(?:(?:the|all|our|its|their|each)\s+)?(?:[a-z-]+\s+)?)(?P<rows>[a-z]+s)\b",
    re.IGNORECASE,
)


def say_revenue_of_rows(question: str, catalog: Catalog) -> str:
    """Name what each row is worth, where it is said whose revenue is meant and no header is called so."""
    found = _OF_ROWS.search(question)
    if found is None or any(INCOME_WORDS & {*column.words} for column in catalog.columns):
        return question
    tables = tables_called(stem(found["rows"].casefold()), catalog)
    worth = tables[0].worth if len(tables) == 1 else None
    if worth is None:
        return question
    said = f"{found['figure'] or 'total '}{spoken(worth.name)} of {found['said']}{found['rows']}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"
