"""Names the column of numbers as its header does: ``plot nos``, ``the numbers of the late sailings``."""

import re
from collections.abc import Iterator
from itertools import pairwise

from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_SHORT = re.compile(r"\b(?P<of>[^\W\d_]+)\s+(?P<no>nos?)\b\.?(?!\s+\d)", re.IGNORECASE)
_WRITTEN = ("number", "num", "nr", "nbr")
"""What headers write for a number, besides ``no``."""
_ENDS = frozenset(["no", *_WRITTEN])
_NUMBERS = re.compile(
    r"^(?P<ask>(?:(?:list|show|give|name|tell|find|return|enumerate|what\s+are)\s+(?:(?:me|us)\s+)?)?(?:the\s+)?)"
    r"numbers\s+of\s+(?=(?P<rest>[^?]+))",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\b(?:per|by|each|every)\b", re.IGNORECASE)


def say_numbers(question: str, catalog: Catalog) -> str:
    """Write out a short ``no`` as the header has it, and say which numbers those of rows are."""
    said = _SHORT.sub(lambda found: _written(found, catalog), question)
    found = _NUMBERS.match(said)
    key = _key(found["rest"], catalog) if found and not _GROUPED.search(found["rest"]) else None
    return f"{found['ask']}{key.name} of {said[found.end() :]}" if found and key else said


def _written(found: re.Match[str], catalog: Catalog) -> str:
    of = stem(found["of"].casefold())
    ends = {end for column in catalog.columns for end in _ends_behind(of, column)}
    if "no" in ends or (not ends and found["no"].casefold() == "no"):
        return f"{found['of']} no"
    plural = "s" if found["no"].casefold() == "nos" else ""
    return f"{found['of']} number{plural}"


def _ends_behind(of: str, column: Column) -> Iterator[str]:
    """Yield the words for a number that stand right behind another word of a header."""
    words = name_words(column.name)
    return (end for word, end in pairwise(words) if end in _ENDS and stem(word) == of)


def _key(rest: str, catalog: Catalog) -> Column | None:
    """Return the only column that numbers the rows of the only table, where these are spoken of."""
    if len(catalog.tables) != 1:
        return None
    (table,) = catalog.tables
    rows = {stem(word) for word in re.findall(r"[^\W\d_]+", rest.casefold())[:4] if word.endswith("s")}
    numbers = [each for each in table.columns if each.unique and _ENDS & {*name_words(each.name)[-1:]}]
    return numbers[0] if len(numbers) == 1 and rows & {*table.words, *table.row_words} else None
