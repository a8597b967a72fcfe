"""Counts each of what is most common: "what are the most common reasons? Give the number for each reason"."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_COMMONEST = re.compile(
    r"^(?:what|which)\s+(?:are|were)\s+the\s+most\s+(?:common|frequent|popular|usual)\s+(?P<what>[\w -]+?s)"
    r"(?P<rest>\s+(?:in|for|of|from|among|during)\s+[^?.,;]+?)?[?.,;:]\s*(?:and\s+|please\s+)?"
    r"(?:give|show|list|include|return|tell)\s+(?:me\s+|us\s+)?(?:the\s+)?(?:number|count)"
    r"(?:\s+of\s+(?P<rows>[\w -]+?))?\s+(?:for|per|of|by|with)\s+each(?:\s+(?P<again>[\w-]+))?[\s.?!]*$",
    re.IGNORECASE,
)


def say_commonest(question: str, catalog: Catalog) -> str:
    """Ask how many there are of each, the most first, where a number is wanted of each and not of one."""
    found = _COMMONEST.match(question) if "common" in question or "most" in question else None
    column = _named(found["what"], catalog) if found else None
    if found is None or column is None:
        return question
    again = stem((found["again"] or "one").casefold())
    if again not in (*column.words, "one", "of"):
        return question
    header, rest = spoken(column.name), found["rest"] or ""
    rows = found["rows"] or spoken(column.table)
    told = f" where {header} is not empty" if column.nulls else ""
    return f"How many {rows} per {header}{rest}{told}, highest first"


def _named(what: str, catalog: Catalog) -> Column | None:
    """Return the only column of texts that is called so, or whose header ends so."""
    said = tuple(stem(word) for word in what.casefold().split())
    texts = [column for column in catalog.columns if column.is_text and column.repeats]
    for size in (len(said), *range(len(said) - 1, 0, -1)):
        rest = said[: len(said) - size]
        named = [each for each in texts if each.words == said[-size:] and _is_of(each, rest, catalog)]
        if len(named) == 1:
            return named[0]
    return None


def _is_of(column: Column, rest: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether the words before a header name its table: ``complaint topics``."""
    return set(rest) <= set(catalog.by_name[column.table].words)
