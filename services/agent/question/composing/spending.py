"""What was spent on things that are used up, where tables have how many were used and what one costs."""

import re

from services.agent.question.composing.formulas import add_product
from services.agent.question.composing.graphs import graph_of
from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.selling import is_stored
from services.agent.question.tables.worth import sold_in

_COST = stem("cost")
_KEPT = frozenset(map(stem, ["stock", "inventory", "hand", "available"]))
_TOTALS = frozenset(map(stem, ["cost", "expense", "spend", "amount", "total", "price", "value"]))
"""Words of headers that may say by themselves what was spent."""
_USING = re.compile(
    r"[,(]*\s*\b(?:using|based\s+on|going\s+by|at|with|by|from)\s+(?:the|their|its)\s+unit\s+(?:cost|price)s?"
    r"(?:\s+of\s+(?:the\s+)?[a-z]+)?[)]?",
    re.IGNORECASE,
)
_PRICE, _VALUE = stem("price"), stem("value")
_STORED = re.compile(
    r"\b(?:(?:inventory|stock)\s+(?:value|worth)|(?:value|worth)\s+of\s+(?:(?:the|our|all|all\s+the)\s+)?"
    r"(?:(?P<of>[a-z]+)\s+(?:in\s+stock|on\s+hand|in\s+inventory)|(?:current\s+)?(?:stock|inventory)(?:\s+on\s+hand)?))\b",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"^(?:how\s+much(?:\s+money)?|what)\s+(?:did|do|does|have|has|was|is)\s+(?:(?:we|the\s+company|they)\s+)?spen[dt]"
    r"(?:\s+in\s+total)?\s+on\s+(?P<of>[A-Za-z]+\s+)?(?P<what>[a-z]+s)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:(?P<one>[a-z]+)\s+costs?|costs?\s+of\s+(?:the\s+|all\s+)?(?P<other>[a-z]+s)(?:\s+used)?)"
    r"(?=\s*(?:[,?.!]|$)|\s+(?:by|per|for|of|in|on|since|each)\b)",
    re.IGNORECASE,
)


def with_stock_value(catalog: Catalog, question: str) -> tuple[str, Catalog]:
    """Give what is in store its value where that is asked for, by the only price or cost of one."""
    found = (
        _STORED.search(question)
        if " value" in question.casefold() or "worth" in question.casefold()
        else None
    )
    homes = [table for table in catalog.tables if sum(map(_is_kept, table.columns)) == 1] if found else []
    if found is None or len(homes) != 1:
        return question, catalog
    stored = next(filter(_is_kept, homes[0].columns))
    prices = [each for each in homes[0].columns if each.is_measure and {_COST, _PRICE} & {*each.words}]
    valued = any(_VALUE in each.words for each in homes[0].columns)
    told = add_product(catalog, "stock value", stored, prices[0]) if len(prices) == 1 and not valued else None
    if told is None:
        return question, catalog
    total = (
        ""
        if re.search(r"\b(?:total|highest|lowest|average)\s*$", question[: found.start()], re.I)
        else "total "
    )
    of = f" of {found['of']}" if found["of"] else ""
    return f"{question[: found.start()]}{total}stock value{of}{question[found.end() :]}", told


def _is_kept(column: Column) -> bool:
    return is_stored(column) and not _KEPT.isdisjoint(column.words)


def with_spending(catalog: Catalog, question: str) -> tuple[str, Catalog]:
    """Give what is used its cost, where a question asks what was spent on it; all others stay as they are."""
    text = question.casefold()
    if " spen" not in text and " cost" not in text:
        return question, catalog
    plain = _USING.sub("", question)
    spent, costs = _SPENT.match(plain), _COSTS.search(plain)
    noun = spent["what"] if spent else (costs["one"] or costs["other"]) if costs else ""
    used = _used(noun, catalog)
    if used is None or (spent is None and costs is None):
        return question, catalog
    told = add_product(catalog, f"{noun} cost", *used)
    if told is None:
        return question, catalog
    if spent:
        of = (
            f" of {spent['of'].strip()}"
            if spent["of"] and spent["of"].strip().casefold() not in _PLAIN
            else ""
        )
        rest = re.sub(r"\s+in\s+total(?=[\s?.!]*$)", "", spent["rest"])
        return f"total {noun} cost{of}{rest}", told
    assert costs
    lead = plain[: costs.start()].rstrip()
    total = (
        ""
        if re.search(r"\b(?:total|overall|average|highest|lowest|by)(?:\s+the)?$", lead, re.IGNORECASE)
        else "total "
    )
    return f"{lead} {total}{noun} cost{plain[costs.end() :]}".strip(), told


_PLAIN = ("the", "all", "our", "any")


def _used(noun: str, catalog: Catalog) -> tuple[Column, Column] | None:
    """Return how many were used in a row, and what one of them costs, where a noun names such things."""
    sold = sold_in(catalog) if noun else []
    if len(sold) != 1:
        return None
    home = catalog.by_name[sold[0].table]
    if any(column.is_measure and column != sold[0] and _TOTALS & {*column.words} for column in home.columns):
        return None
    hops = [hop for hop in graph_of(catalog).hops(home.name) if hop.to_one]
    things = [catalog.by_name[hop.other.table] for hop in hops]
    named = [table for table in things if table.words == (stem(noun.casefold()),)]
    costs = [
        column for table in named for column in table.columns if column.is_measure and _COST in column.words
    ]
    return (sold[0], costs[0]) if len(named) == 1 and len(costs) == 1 else None
