"""Joins headers that follow each other bare: "name room Arts", as the name and the room of those in Arts.

Words behind which a header is a condition, and headers of the very cells that stand behind, stay as they are.
"""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import normalise, spoken
from services.agent.question.tables.calling import begins_with
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_WORD = re.compile(r"[^\s,]+")
_PLAIN = re.compile(r"[\w.'\u2019&-]+(?:\s+[\w.'\u2019&-]+)+")
"""Words and nothing else: no comma parts what is listed."""
_TIES = """
    over under above below more less fewer greater at between before after since until is are
"""
_TIED = frozenset(_TIES.split())
"""Words behind a header that make a condition of it."""
_OTHERS = "per by each every for and or of to vs versus"
_GROUPED = frozenset(_OTHERS.split())
"""Words that say of the headers before them something else than that they are wanted."""
_BEHIND = frozenset(["with", "in", "at", "from", "on", "where", "who", "that", "whose"])
"""Words that begin a condition of their own."""
_END = re.compile(rf"(?:{EST}|most|least)$", re.IGNORECASE)
_MOST_WORDS = 12
"""Words of a question that may still be a list of headers."""


def say_header_list(question: str, catalog: Catalog) -> str:
    """Put bare headers of the only table as a list of what is wanted; most questions stay as they are."""
    text = question.strip().rstrip("?.!")
    if len(catalog.tables) != 1 or not _PLAIN.fullmatch(text):
        return question
    words = text.split()
    headers, at = _headers(words, catalog)
    rest = words[at:]
    if rest and headers and _limits(rest[0]):
        *headers, last = headers  # "Name city age over 65": the age says which.
        rest = ["with", *spoken(last.name).split(), *rest]
    if len(headers) < 2 or len(words) > _MOST_WORDS:
        return question
    said = _behind(rest, headers, catalog)
    return question if said is None else f"show the {_listed(headers)}{said}"


def _listed(headers: list[Column]) -> str:
    names = [spoken(each.name) for each in headers]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _headers(words: list[str], catalog: Catalog) -> tuple[list[Column], int]:
    """Return the headers that the first words are, one after the other, and where these end."""
    found, at = list[Column](), 0
    longest = sorted((each for each in catalog.columns if each.words), key=lambda each: -len(each.words))
    while column := next((each for each in longest if begins_with(words[at:], each)), None):
        found.append(column)
        at += len(column.words)
    return found, at


def _limits(word: str) -> bool:
    """Whether a word behind a header makes a condition of it: ``over``, a number."""
    return word.casefold() in _TIED or word[0].isdigit()


def _behind(rest: list[str], headers: list[Column], catalog: Catalog) -> str | None:
    """Say what stands behind the headers, as of which rows they are wanted; None where it is none."""
    lowered = [word.casefold() for word in rest]
    if not rest:
        return ""
    if lowered[0] in _BEHIND:
        return f" {' '.join(rest)}"
    if lowered[0] in _GROUPED:
        return None
    if _END.match(lowered[0]):
        return _of_end(rest, catalog)
    held = [
        _cells_of(lowered[at:size], catalog)
        for at in range(len(rest))
        for size in range(at + 1, len(rest) + 1)
    ]
    columns = {column for each in held for column in each}
    return f" of {' '.join(rest)}" if columns and columns.isdisjoint(headers) else None


def _of_end(rest: list[str], catalog: Catalog) -> str | None:
    """Say whose end is wanted: "with the lowest price", or "of the oldest member"."""
    if len(rest) < 2:
        return None
    named = (each for each in catalog.columns if each.words)
    figures = any(begins_with(rest[-len(each.words) :], each) for each in named)
    return f" {'with' if figures else 'of'} the {' '.join(rest)}"


def _cells_of(words: list[str], catalog: Catalog) -> set[Column]:
    return {hit.column for hit in catalog.values(normalise(" ".join(words)))}
