"""What an order comes to, where only its lines have prices: ``average order value``, ``orders by value``."""

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
_RANKED = re.compile(
    r"\b(?P<rows>order|sale|basket|purchase|transaction|invoice|booking|visit)s?\b[^?]*?\s"
    r"(?:(?:the\s+)?(?:highest|lowest|largest|biggest|smallest|most|least|greatest)|by)\s+"
    r"(?P<what>(?:(?:total|order|sales?)\s+)?(?:value|amount|total))(?=\s*[?.,]|\s*$|\s+in\b)",
    re.IGNORECASE,
)
"""``Top 5 orders by value``, ``which order had the highest total``: what they are ranked by."""
_LED = re.compile(
    r"^(?:(?:what|which)\s+(?:is|are|was|were)\s+|(?:show|list|give)\s+(?:me\s+)?)?(?:the\s+|our\s+)?"
    r"(?:(?:top\s+)?(?P<n>\d+)\s+)?(?P<way>biggest|largest|greatest|highest|smallest|lowest)\s+"
    r"(?P<rest>[^?]+?)\s+by\s+revenue\b",
    re.IGNORECASE,
)
_TOTALS = frozenset(map(stem, ["total", "amount", "value", "revenue", "sum"]))
"""Words of headers for what a row comes to."""


def say_order_values(question: str, catalog: Catalog) -> str:
    """Divide what was sold by how many orders it was sold in, or rank these by it.

    A question stays as it stands where orders say themselves what they come to.
    """
    found = _VALUE.search(question) or _RANKED.search(question)
    sold = sold_in(catalog) if found else []
    if found is None or len(sold) != 1:
        return question
    said = stem((found["rows"] or found["per"]).casefold())
    orders = [table for table in catalog.tables if is_called(table, said)]
    orders = [table for table in orders if table.name != sold[0].table]
    if len(orders) != 1 or _tells_value(orders[0]):
        return question
    if found.re is _RANKED:
        ranked = f"{question[: found.start('what')]}revenue{question[found.end('what') :]}"
        return _LED.sub(_ranked, ranked)
    ratio = f"revenue divided by number of {spoken(orders[0].name)}"
    return f"{question[: found.start()]}{ratio}{question[found.end() :]}"


def _ranked(found: re.Match[str]) -> str:
    """Say ``the biggest order by revenue`` as the order with the most of it."""
    least = found["way"].casefold() in ("smallest", "lowest")
    if found["n"]:
        return f"{'bottom' if least else 'top'} {found['n']} {found['rest']} by revenue"
    return f"which {found['rest']} has the {'lowest' if least else 'highest'} revenue"


def _tells_value(table: Table) -> bool:
    """Whether rows say what they come to: a total, an amount, a value."""
    return any(column.is_measure and not _TOTALS.isdisjoint(column.words) for column in table.columns)
