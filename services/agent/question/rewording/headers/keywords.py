"""Lists headers that stand bare before what limits the rows: ``address rent 3 rooms``."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import normalise, spoken, stem
from services.agent.question.tables.calling import begins_with, tells_rows
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_FUNCTION_WORDS = """
    what which who whose whom how when where why is are was were be do does did has have had list show give
    find count tell get return display can could will would per by each every all any for of to not without no
    total sum average mean median number amount maximum minimum max min share percent percentage different
    distinct most least top bottom last there that with from in at on
"""
_SENTENCES = frozenset(_FUNCTION_WORDS.split())
"""Words of sentences, and of figures: a bare list of headers and cells has none of them."""
_LIMITS = frozenset(
    [
        "over",
        "under",
        "above",
        "below",
        "more",
        "less",
        "fewer",
        "at",
        "between",
        "before",
        "after",
        "since",
        "until",
    ]
)
_WORD = re.compile(r"[^\s,]+")
_SHARED = re.compile(r"^first\s+(?:and|&)\s+last\s+names?\b", re.IGNORECASE)
_END = re.compile(rf"(?:{EST})$", re.IGNORECASE)
_MOST_WORDS = 14


def say_keywords(question: str, catalog: Catalog) -> str:
    """List the headers that a bare question begins with, of the rows that the rest of it tells."""
    text = _SHARED.sub("first name last name", question.strip().rstrip("?.!"))
    words = [word for word in _WORD.findall(text) if word.casefold() not in ("and", "&")]
    if len(catalog.tables) != 1 or not 1 < len(words) <= _MOST_WORDS or re.search(r"[;:?]\s*\S", question):
        return question
    if words[0].casefold() in _SENTENCES:
        return question  # Before any header is looked at: there may be a thousand.
    table = catalog.tables[0]
    headers, at = _headers(words, catalog)
    rest = words[at:]
    if headers and rest and rest[0].casefold() in _LIMITS:
        at = _start_of_last(words[:at], catalog)
        headers, rest = headers[:-1], words[at:]  # "Name age over 65": the age says which.
    elif len(headers) > 1 and rest and _holds(headers[-1], rest, catalog):
        at = _start_of_last(words[:at], catalog)
        headers, rest = headers[:-1], words[at:]  # "Name town Leeds": the header of the cell behind it.
    told = len(headers) > 1 or not {table.label, *table.names}.isdisjoint(headers)
    if not (rest and headers and told and tells_rows(table)) or not _is_bare(rest):
        return question
    rows = spoken(table.name)
    said = f"with the {' '.join(rest)}" if _END.match(rest[0]) else " ".join(rest)
    return f"list the {' and '.join(spoken(each.name) for each in headers)} of {rows} {said}"


def _holds(column: Column, rest: list[str], catalog: Catalog) -> bool:
    """Whether the words right behind a header are one of its cells."""
    runs = (normalise(" ".join(rest[:size])) for size in range(1, len(rest) + 1))
    return any(hit.column == column for run in runs for hit in catalog.values(run))


def _is_bare(words: list[str]) -> bool:
    return _SENTENCES.isdisjoint(word.casefold() for word in words)


def _headers(words: list[str], catalog: Catalog) -> tuple[list[Column], int]:
    """Return the headers that the first words are, one after the other, and where these end."""
    found, at = list[Column](), 0
    while at < len(words) and (hit := _header(words[at:], catalog)):
        found.append(hit[0])
        at += hit[1]
    return found, at


def _start_of_last(words: list[str], catalog: Catalog) -> int:
    """Return where the last of the headers begins."""
    at = last = 0
    while at < len(words) and (hit := _header(words[at:], catalog)):
        last = at
        at += hit[1]
    return last


def _header(words: list[str], catalog: Catalog) -> tuple[Column, int] | None:
    """Return the header that words begin with, by all of its words or by its last, if no other ends so."""
    longest = sorted((each for each in catalog.columns if each.words), key=lambda each: -len(each.words))
    whole = next((each for each in longest if begins_with(words, each)), None)
    if whole:
        return whole, len(whole.words)
    first = stem(words[0].casefold())
    ending = [each for each in catalog.columns if each.words[-1:] == (first,)]
    return (ending[0], 1) if len(ending) == 1 else None
