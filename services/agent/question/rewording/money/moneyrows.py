"""Rows that are money, spoken of as what they come to: ``expenses by category``, ``our sales in May``."""

import re
from collections.abc import Set

from services.agent.question.language.money import MONEY_EACH, MONEY_ROWS
from services.agent.question.language.words import normalise, spoken, stem, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.selling import is_price_of_one, sold_columns
from services.agent.question.tables.worth import sold_in, worth_of

_LEAD = (
    r"^(?P<lead>(?:(?:show|give|tell|plot|chart|compare)\s+(?:(?:me|us)\s+)?|(?:what|how)\s+(?:are|were|is|was)\s+)?"
    r"(?:(?:the|our|my|all)\s+)*)"
)
_BY = re.compile(
    rf"{_LEAD}(?P<rows>[^\W\d_]+)(?P<rest>(?:\s+(?:in|during|for|of|from|since|last|this)\s+[^,?]+?)?\s+"
    r"(?:by|per|for\s+each|(?:grouped|split|broken\s+down)\s+by)\s+(?P<what>[^\W\d_]+).*)$",
    re.IGNORECASE,
)
_OUR = re.compile(
    r"^(?P<lead>what\s+(?:are|were|is|was)\s+(?:our|my)\s+|(?:our\s+)?)(?P<rows>sales|expenses|spending)"
    r"(?P<rest>\s+(?:in|during|for|of|from|since|last|this)\s+[^,?]+)\??$",
    re.IGNORECASE,
)
_OF_SALES = re.compile(
    r"(?P<lead>\b(?:share|percent(?:age)?|proportion|fraction|%|growth)\s+(?:of|in)\s+(?:(?:all|the|our|my)\s+)*"
    r"|\b(?:did|have|has|do)\s+(?:(?:the|our|my)\s+)?(?=sales\s+(?:grow|chang|increas|develop|drop|fall|fell|rise|"
    r"declin|decreas))"
    r"|\bby\s+(?=sales(?:\s*[?.!,]|\s*$|\s+(?:in|during|for|from|since|last|this)\b))"
    r"|^(?=sales\s+growth\b))sales\b",
    re.IGNORECASE,
)
"""``Share of sales``, ``how did sales grow``, ``top 3 reps by sales``: sales are money there, and no rows."""
_MOST_SALES = re.compile(
    r"\b(?P<has>has|have|had|with|made|makes|make|generated|generates)\s+(?:the\s+)?"
    r"(?P<end>most|highest|biggest|largest|best|lowest|least|fewest|smallest|worst)\s+sales"
    r"(?=\s*[?.!,]|\s*$|\s+(?:in|during|for|from|since|last|this|of)\b)",
    re.IGNORECASE,
)
_MOST_MONEY = re.compile(
    r"\b(?:brings?|brought|makes?|made|earns?|earned|generates?|generated|yields?|yielded)\s+(?:in\s+)?(?:us\s+)?"
    r"(?:the\s+)?(?P<way>most|least)\s+(?:money|cash)\b",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"^(?P<who>who|(?:which|what)\s+(?:of\s+our\s+)?(?:customer|client|buyer|shopper|member|guest|account)s?)\s+"
    r"(?:have\s+|has\s+)?(?:spent|spends?)\s+(?:the\s+)?(?P<way>most|least)(?:\s+money)?(?P<rest>(?:\s+(?:in|during|on|since|"
    r"this|last)\b.*)?)[?.!]*$",
    re.IGNORECASE,
)
"""What buyers spend is what was sold to them, and no cost beside it."""
_SPENDS = re.compile(
    r"^how\s+much\s+(?:money\s+)?(?:did|do|does|has|have)\s+(?P<who>[^?]+?)\s+spen[dt](?:\s+in\s+total|\s+altogether)?"
    r"(?P<rest>(?:\s+(?:in|during|since|this|last)\b[^?]*)?)[?.!]*$",
    re.IGNORECASE,
)
_SPENT_OVER = re.compile(
    r"\b(?:(?:who|that)\s+)?(?:have\s+|has\s+)?spent\s+(?P<how>(?:more|less)\s+than|over|under|at\s+least)\s+(?=\$?\d)",
    re.IGNORECASE,
)
_BY_TOTAL = re.compile(
    r"\b(?P<lead>(?:by|with\s+the\s+(?:highest|most|largest|biggest|lowest|least)|(?:has|have)\s+the\s+(?:highest|most|"
    r"largest|biggest|lowest|least))\s+(?:their\s+)?total)\s+(?P<rows>[^\W\d_]+s)"
    r"(?=\s*[?.!]*$|\s+(?:in|during|for|from|since)\b)",
    re.IGNORECASE,
)
"""``Top 5 customers by total payments``: what these come to."""
_SUM_OF = re.compile(
    r"\b(?:total|sum)\s+of\s+(?:(?:the|all|our|their)\s+)*(?P<rows>(?:(?P<kind>[\w-]+)\s+)?(?P<noun>[^\W\d_]+s))\b"
    r"(?=\s*[?.!,]|\s*$|\s+(?:in|during|for|from|since|by|per|with|of|each)\b)",
    re.IGNORECASE,
)
"""``The sum of overdue invoices``: of what they come to."""
_LOW = ("bottom", "lowest", "least", "fewest", "smallest", "worst")
_MOST = re.compile(
    r"^(?P<lead>(?:(?:what|which)\s+(?:are|were)\s+|(?:show|list|give)\s+(?:(?:me|us)\s+)?)?(?:(?:the|our|my)\s+)*)"
    r"(?:(?P<top>top|bottom)\s+(?P<n>\d+)|(?P<many>\d+)\s+(?P<size>largest|biggest|highest|smallest|lowest))\s+"
    r"(?P<rows>[^\W\d_]+s)(?P<rest>(?:\s+(?:in|during|for|of|from|since)\s+[^,?]+)?)$",
    re.IGNORECASE,
)
_TIMES = frozenset(map(stem, ["day", "week", "month", "quarter", "year", "weekday"]))
_SALES = stem("sales")
_SPEND = word_root("spent")
_BUYERS = frozenset(map(stem, ["customer", "client", "buyer", "shopper", "member", "guest", "account"]))


def say_money_rows(question: str, catalog: Catalog) -> str:
    """Add up what rows are worth where they are broken down; rank them by it where the largest are wanted."""
    for pattern in (_BY, _OUR):
        found = pattern.match(question)
        if found and _comes_to(found["rows"], catalog) and _is_told(found, catalog):
            return f"{found['lead']}total {found['rows']}{found['rest']}"
    if "sales" in question.casefold() and _comes_to("sales", catalog):
        said = _OF_SALES.sub(r"\g<lead>total sales", question)
        return _MOST_SALES.sub(_most_in_all, said)
    if "spen" in question and (spent := _say_spent(question, catalog)):
        return spent
    added = _SUM_OF.search(question)
    if added and (column := _added_up(added, catalog)):
        said = f"total {spoken(column.name)} of {added['rows']}"
        return f"{question[: added.start()]}{said}{question[added.end() :]}"
    ranked = _BY_TOTAL.search(question)
    if ranked and (column := _worth_of(ranked["rows"], catalog)):
        said = f"{ranked['lead']} {spoken(column.name)} of {ranked['rows']}"
        return f"{question[: ranked.start()]}{said}{question[ranked.end() :]}"
    money = _MOST_MONEY.search(question)
    if money and any(table.worth is None and sold_columns(table.columns) for table in catalog.tables):
        question = _MOST_MONEY.sub(_most_revenue, question)
    found = _MOST.match(question)
    worth = _worth_of(found["rows"], catalog, MONEY_EACH) if found else None
    if found is None or worth is None:
        return question
    low = (found["top"] or found["size"]).casefold() in _LOW
    header = spoken(worth.name)
    return (
        f"{found['n'] or found['many']} {found['rows']} with the {'lowest' if low else 'highest'} {header}"
        f"{found['rest']}"
    )


def _added_up(found: re.Match[str], catalog: Catalog) -> Column | None:
    """Return what is added up of rows, all or those of a kind that a cell says."""
    column = _worth_of(found["noun"], catalog, MONEY_ROWS | MONEY_EACH)
    known = not found["kind"] or bool(catalog.values(normalise(found["kind"])))
    called = (stem(found["noun"].casefold()) in each.words for each in catalog.columns if each.is_measure)
    return column if column and known and not any(called) else None


def _say_spent(question: str, catalog: Catalog) -> str | None:
    """Speak of what buyers spent as what was sold to them; None where a column says it, or others spend."""
    most, much, over = _SPENT.match(question), _SPENDS.match(question), _SPENT_OVER.search(question)
    buyers = _buyers(catalog) if (most or much or over) and len(sold_in(catalog)) == 1 else None
    if buyers is None:
        return None
    if most:
        who = f"which {spoken(buyers.name)}" if most["who"].casefold() == "who" else most["who"]
        return f"{who} {_most_revenue(most)}{most['rest']}"
    if much:
        each = re.sub(r"^(?:each|every)\s+(?:of\s+(?:the|our)\s+)?", "", much["who"], flags=re.IGNORECASE)
        link = "from" if each == much["who"] else "per"
        return f"total revenue {link} {each}{much['rest']}"
    return _SPENT_OVER.sub(lambda found: f"with a total revenue {found['how']} ", question)


def _buyers(catalog: Catalog) -> Table | None:
    """Return the only table of those who buy, none of whose columns says what they spent."""
    found = [table for table in catalog.tables if not _BUYERS.isdisjoint((*table.words, *table.row_words))]
    told = any(_SPEND in column.roots for column in catalog.columns if column.is_measure)
    return found[0] if len(found) == 1 and not told else None


def _most_in_all(found: re.Match[str]) -> str:
    end = "lowest" if found["end"].casefold() in _LOW else "highest"
    return f"{found['has']} the {end} total sales"


def _most_revenue(found: re.Match[str]) -> str:
    return f"has the {'lowest' if found['way'].casefold() == 'least' else 'highest'} total revenue"


def _is_told(found: re.Match[str], catalog: Catalog) -> bool:
    """Whether it is said by what rows are broken down: by a header, or by a stretch of time."""
    if "what" not in found.re.groupindex:
        return True
    said = stem(found["what"].casefold())
    return said in _TIMES or any(said in column.words for column in catalog.columns if not column.is_measure)


def _comes_to(rows: str, catalog: Catalog) -> bool:
    """Whether rows are so called that are money, and it is said how much."""
    said = stem(rows.casefold())
    if any(said in column.words and column.role != "id" for column in catalog.columns):
        return False
    sold = sold_in(catalog) if said == _SALES else []
    return len(sold) == 1 or _worth_of(rows, catalog) is not None


def _worth_of(rows: str, catalog: Catalog, kinds: Set[str] = MONEY_ROWS) -> Column | None:
    """Return what each row is worth that is money of some kinds, unless that is the price of one of many."""
    said = stem(rows.casefold())
    worth = worth_of(said, catalog) if said in kinds else None
    return None if worth is None or is_price_of_one(worth) else worth
