"""Writes a word with a hyphen as the one that a name is: "check-ins", of a table ``checkins``."""

import re
from itertools import pairwise

from services.agent.question.language.words import stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_HYPHENED = re.compile(r"\b([a-z]{2,})-([a-z]{2,})\b", re.IGNORECASE)

_TWO_WORDS = re.compile(r"\b([a-z]{3,})\s+(?=([a-z]{3,})\b)", re.IGNORECASE)
_LEAST_JOINED = 6
"""Letters of the shortest name that may be two words."""
_STATE = re.compile(
    r"\b(?:(?P<be>is|are|was|were)\s+(?:an?\s+)?)?(?P<one>[a-z]{2,})-(?P<other>[a-z]{2,})\b(?P<rows>\s+[a-z]+\b)?",
    re.IGNORECASE,
)


def say_as_one(question: str, catalog: Catalog) -> str:
    """Leave the hyphen out where a table is called so, or where only such a word is in a header.

    What a yes or no says of rows is said behind them: "walk-in visits" are visits with walk in.
    """
    if len(catalog.tables) > 1:
        question = _joined(question, catalog)
    if "-" not in question:
        return question
    question = _STATE.sub(lambda found: _stated(found, catalog), question)
    return _HYPHENED.sub(lambda found: _said(found, catalog), question)


def _joined(question: str, catalog: Catalog) -> str:
    """Write two words as the one by which a table is called, where one is in no name: "pit stops"."""
    rows, headers = _names(catalog)
    said = {word for words in headers for word in words} | {word for t in catalog.tables for word in t.words}

    def join(found: re.Match[str]) -> str:
        one, other = found[1], found[2]
        whole = stem(f"{one}{other}".casefold())
        apart = stem(one.casefold()) not in said or stem(other.casefold()) not in said
        return one if whole in rows and apart else found.group()

    return _TWO_WORDS.sub(join, question) if any(len(each) >= _LEAST_JOINED for each in rows) else question


def _stated(found: re.Match[str], catalog: Catalog) -> str:
    said = (stem(found["one"].casefold()), stem(found["other"].casefold()))
    flags = [each for each in catalog.columns if each.is_flag and said in [*pairwise(each.words)]]
    if len(flags) != 1:
        return found.group()
    plain = f"{found['one']} {found['other'].removesuffix('s')}"
    if found["be"]:
        return f"{found['be']} {plain}{found['rows'] or ''}"
    rows = (found["rows"] or "").strip()
    named = is_called(catalog.by_name[flags[0].table], stem(rows.casefold())) if rows else False
    return f"{rows} with {plain}" if named else found.group()


def _said(found: re.Match[str], catalog: Catalog) -> str:
    one = f"{found[1]}{found[2]}"
    parts, rows, headers = (stem(found[1].casefold()), stem(found[2].casefold())), *_names(catalog)
    parted = any(parts in [*pairwise(words)] for words in headers)
    whole = stem(one.casefold())
    return (
        one if whole in rows or (not parted and any(whole in words for words in headers)) else found.group()
    )


@remembered
def _names(catalog: Catalog) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    """Return the names of tables as if each were one word, and the words of headers."""
    rows = frozenset(stem(table.name.casefold()) for table in catalog.tables)
    return rows, tuple(column.words for column in catalog.columns)
