"""What an order comes to, where only its lines have prices: ``average order value by channel``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.worth import sold_in

_ROWS = r"(?P<rows>order|sale|basket|purchase|transaction|invoice|booking|visit)"
_VALUE = re.compile(
    rf"\baverage\s+(?:{_ROWS}\s+(?:value|size|amount|revenue|total)|(?:revenue|sales|value)\s+(?:per|of\s+an?)\s+"
    rf"{_ROWS.replace('rows', 'per')})\b",
    re.IGNORECASE,
)
_TOTALS = frozenset(map(stem, ["total", "amount", "value", "revenue", "sum"]))
"""Words of headers for what a row comes to."""


def say_order_values(question: str, catalog: Catalog) -> str:
    """Divide what was sold by how many orders it was sold in; as it stands where orders say it themselves."""
    found = _VALUE.search(question)
    sold = sold_in(catalog) if found else []
    if found is None or len(sold) != 1:
        return question
    said = stem((found["rows"] or found["per"]).casefold())
    orders = [table for table in catalog.tables if is_called(table, said)]
    orders = [table for table in orders if table.name != sold[0].table]
    if len(orders) != 1 or _tells_value(orders[0]):
        return question
    ratio = f"revenue divided by number of {spoken(orders[0].name)}"
    return f"{question[: found.start()]}{ratio}{question[found.end() :]}"


def _tells_value(table: Table) -> bool:
    """Whether rows say what they come to: a total, an amount, a value."""
    return any(column.is_measure and not _TOTALS.isdisjoint(column.words) for column in table.columns)
