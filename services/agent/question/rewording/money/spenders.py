"""Says by which column those are told who "spent more than 500", and whose orders "add up to" so much.

What each of them spent is the total of their rows, and no row's own amount.
"""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.worth import worth_of

_LIMIT = r"(?P<limit>(?:more|less|fewer)\s+than|over|under|above|below|at\s+least|at\s+most|exceeding)"
_AMOUNT = r"(?P<n>[$€£]?\s?\d[\d.,]*\d|\d)(?P<unit>\s+(?:dollars|euros?|pounds))?"
_ALL = r"(?:\s+(?:in\s+total|in\s+all|in\s+sum|altogether|overall|all\s+together|so\s+far))?"
_SPENT = re.compile(
    rf"\b(?:(?:who|that|which)\s+)?(?:(?:have|has|had)\s+)?(?:spent|spend|spends)\s+(?:a\s+total\s+of\s+)?{_LIMIT}\s+"
    rf"{_AMOUNT}{_ALL}(?=\s*(?:[?.!,]|$)|\s+(?:in|during|since)\s+(?:\w+\s+)?\d{{4}}\b)",
    re.IGNORECASE,
)
_ADDED_UP = re.compile(
    r"\bwhose\s+(?P<rows>[\w-]+)\s+(?:add\s+up\s+to|amount\s+to|come\s+to|total|sum\s+up\s+to|sum\s+to)\s+"
    rf"(?:a\s+total\s+of\s+)?{_LIMIT}\s+{_AMOUNT}{_ALL}",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r"\b(?P<have>with|whose|have|has|having)\s+(?:an\s+|the\s+)?average\s+(?P<rows>[\w-]+?)(?:\s+(?:value|amount|size))?"
    rf"\s+(?P<be>(?:is\s+|are\s+|of\s+)?{_LIMIT}\s+{_AMOUNT})",
    re.IGNORECASE,
)


_TELLING = re.compile(r"(?:who|that|which|whose)\b", re.IGNORECASE)
_EACH = re.compile(
    r"^how\s+much\s+(?:(?:money\s+)?(?:has|have|did|does|do))\s+each\s+(?P<who>[\w-]+)\s+(?:spent|spend)\b"
    r"(?:\s+(?:in\s+total|altogether|overall))?",
    re.IGNORECASE,
)


def say_spenders(question: str, catalog: Catalog) -> str:
    """Say whose total or whose average amount is limited, where one column alone says what rows come to."""
    found = _SPENT.search(question) or _ADDED_UP.search(question)
    worth = _worth(found, catalog) if found else None
    if found and worth:
        told = "" if "total" in worth.words and len(catalog.tables) == 1 else "total "
        said = f"{_have(found)} {told}{spoken(worth.name)} of {found['limit']} {found['n']}"
        return f"{question[: found.start()]}{said}{question[found.end() :]}"
    each = _EACH.match(question)
    worth = _worth(each, catalog) if each else None
    if each and worth:
        return f"total {spoken(worth.name)} per {each['who']}{question[each.end() :]}"
    found = _MEAN.search(question)
    worth = _worth(found, catalog) if found else None
    if found and worth:
        said = f"{found['have']} average {spoken(worth.name)} {found['be']}"
        return f"{question[: found.start()]}{said}{question[found.end() :]}"
    return question


def _have(found: re.Match[str]) -> str:
    """Return what the total is said with: of those who are asked for, or of those who are told by it."""
    if found.start() == 0:
        return "who has a"
    return "with a" if _TELLING.match(found.group()) else "have a"


def _worth(found: re.Match[str], catalog: Catalog) -> Column | None:
    """Return what the rows are worth that are named, or the only worth that any rows have."""
    rows = found.groupdict().get("rows")
    if rows:
        return worth_of(stem(rows.casefold()), catalog)
    worths = [table.worth for table in catalog.tables if table.worth and len(table.columns) > 2]
    return worths[0] if len(worths) == 1 else None
