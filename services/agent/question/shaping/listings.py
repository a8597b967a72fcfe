"""What is listed with a figure of each: "the name of every singer and the number of concerts they gave".

Such a list is asked for as "the name and number of concerts for each singer"; and "the age for each singer",
where a singer is what a row is, as the age of all singers.
"""

import re

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.periods import MONTH_NAMES
from services.agent.question.language.superlatives import EST
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.linking.linker import link
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.selling import tells_store

_LEAD = (
    r"^(?P<lead>(?:(?:please|also)\s+)?(?:list|show|give|find|return|display|get|tell|what\s+(?:is|are|were|was))"
    r"(?:\s+(?:me|us))?)\s+(?:all\s+(?:of\s+)?)?(?:the\s+|their\s+)?(?:different\s+|distinct\s+)?"
)
_NOUN = r"[\w'-]+(?:\s+(?!(?:of|and|for|in|that|who|they|with|each|their|its|it|have|has)\b)[\w'-]+){0,2}"
_FIGURE = r"(?P<figure>(?:total\s+)?number\s+of|count\s+of|total|average|maximum|minimum)"
_AND = (
    r"\s*,?\s+(?:and|with|along\s+with|together\s+with|as\s+well\s+as)\s+(?:also\s+)?"
    r"(?:the\s+|their\s+|its\s+)?(?:corresponding\s+)?"
)
_ALL = r"(?:(?:all|every|each)\s+)?(?:of\s+)?(?:the\s+|our\s+|different\s+|distinct\s+)*"
_EACH = (
    r"(?P<each>\s+(?:that\s+|which\s+)?(?:they|it|he|she|each(?:\s+of\s+them)?)\s+"
    r"(?:(?:have|has|had|are|is|were|was)\s+)?"
    r"[\w'-]+(?:\s+(?:to\s+\w+|in|to|for|on|at))?|"
    r"\s+(?:in|for|from|at|on|by|using|of)\s+(?:each|every)(?:\s+[\w'-]+){0,3}|"
    r"\s+of\s+(?:their|its)\s+[\w'-]+|\s+(?:using|having|with|sharing|in|for|of|from)\s+(?:it|them|each(?:\s+one)?))?"
)
_TIMED = (
    r"(?P<timed>\s+(?:in|during|since|before|after|on)\s+"
    rf"(?:the\s+year\s+)?(?:\d{{4}}|(?:{'|'.join(MONTH_NAMES)})(?:\s+\d{{4}})?))?"
)
"""When what is counted happened: ``the number of calls they made in March``."""
_WITH_FIGURE = re.compile(
    rf"(?:{_LEAD}|^(?=(?:the\s+)?names?\s+of\b)(?:the\s+)?)"
    rf"(?P<columns>[\w'-][\w' ,-]*?)\s+(?:of|for)\s+{_ALL}(?P<rows>{_NOUN}){_AND}{_FIGURE}\s+"
    rf"(?P<what>{_NOUN})"
    rf"{_EACH}{_TIMED}[\s.?!]*$",
    re.IGNORECASE,
)
"""``The names of all singers and the number of concerts they gave``."""
_COLUMN_FIGURE = re.compile(
    rf"{_LEAD}(?:each\s+|every\s+)?(?P<column>{_NOUN}){_AND}(?P<figure>(?:total\s+)?number\s+of)\s+(?P<what>{_NOUN})"
    rf"{_EACH}[\s.?!]*$",
    re.IGNORECASE,
)
"""``The record companies and the corresponding number of orchestras``."""
_OF_EACH = re.compile(
    rf"^(?!.*\b(?:how|numbers?|counts?|totals?|sums?|averages?|mean|max\w*|min\w*|most|least|fewest|"
    rf"percent\w*|ratio|shares?|fraction|proportion|{EST})\b)"
    rf"(?P<head>.*?)\s+(?:of|for)\s+(?:each|every)\s+(?P<rows>{_NOUN})(?P<tail>(?:\s+(?:sorted|that|who|whose|with|(?:in|from|at)(?!.*\b(?:each|every|per)\b))\s.*)?)"
    r"[\s.?!]*$",
    re.IGNORECASE,
)
"""``The name and age of every singer``."""
_IN_PART = 0.6
"""Strength from which a word names a header by one of its words."""
_SIGN = re.compile(r"\b(?:number|count|total|average|maximum|minimum|each|every)\b", re.IGNORECASE)


def say_listings(question: str, catalog: Catalog) -> str:
    """Ask for what is listed with a figure by each, and for cells of every row as a list."""
    if not _SIGN.search(question):
        return question
    return (
        _figured(question, catalog) or _by_value(question, catalog) or _of_each(question, catalog) or question
    )


def _figured(question: str, catalog: Catalog) -> str | None:
    found = _WITH_FIGURE.match(question)
    if not found or (not found["each"] and found["figure"].casefold().endswith(("average", "total"))):
        return None
    rows = _tables(link(found["rows"], catalog))
    told = _tables(link(found["what"], catalog))
    counts = found["figure"].casefold().endswith("of")
    if not rows or (counts and (not told or rows & told)):
        return None
    if not counts and not (found["each"] and " of " in f" {found['each']} "):
        return None
    if counts and found["each"] and _other_group(found["each"], rows, catalog):
        return None
    of = found["each"] if not counts else ""
    columns = re.sub(r"\s*,?\s+and\s+", ", ", found["columns"]).strip(" ,")
    of = re.sub(r"\bof\s+(?:their|its)\b", "of", of)
    figure = f"{found['figure']} {found['what']}{of}{found['timed'] or ''}"
    return f"{found['lead'] or 'list'} the {columns} and {figure} for each {found['rows']}"


def _other_group(each: str, rows: set[str], catalog: Catalog) -> bool:
    """Whether the figure is asked for each of something else than what is listed."""
    said = re.search(r"\b(?:each|every)\s+(?P<what>[\w' -]+)$", each, re.IGNORECASE)
    tables = _tables(link(said["what"], catalog)) if said else set[str]()
    return said is not None and not tables & rows


def _by_value(question: str, catalog: Catalog) -> str | None:
    """Count the rows of each value that is listed: ``each language and the number of channels using it``."""
    found = _COLUMN_FIGURE.match(question)
    if not found or not (found["each"] or "corresponding" in question):
        return None
    rows = _tables(link(found["what"], catalog))
    items = link(found["column"], catalog)
    columns = {hit.column.table for item in items[-1:] for hit in item.columns if hit.strength >= NAMED}
    said = re.search(r"\b(?:each|every)\s+\w", found["each"] or "", re.IGNORECASE)
    if not rows & columns or said:
        return None
    return f"number of {found['what']} for each {found['column']}"


def _of_each(question: str, catalog: Catalog) -> str | None:
    """Take ``each`` for all where everything that is listed is a cell of the rows that are named."""
    found = _OF_EACH.match(question)
    tables = _tables(link(found["rows"], catalog)) if found else set[str]()
    if not found or not tables:
        return None
    rows = tables if re.search(r",|\band\b", found["head"]) else set[str]()
    told = [each for item in link(found["head"], catalog) if (each := _owners(item, rows))]
    if not told or not all(each & tables for each in told):
        return None
    if any(tells_store(hit.column) for item in link(found["head"], catalog) for hit in item.columns):
        return f"{found['head']} per {found['rows']}{found['tail']}"  # Of all it would be one sum.
    return f"{found['head']} of all {found['rows']}{found['tail']}"


def _owners(item: Item, rows: set[str]) -> set[str]:
    """Return the tables of the headers that a piece names; in part, as ``salary``, that of the rows alone."""
    named = {hit.column.table for hit in item.columns if hit.strength >= NAMED}
    own = {hit.column.table for hit in item.columns if hit.strength >= _IN_PART} & rows
    return named or (set() if item.has(Sense.FILLER) else own)


def _tables(items: list[Item]) -> set[str]:
    """Return the tables that a phrase names as a whole."""
    told = [item for item in items if not item.is_link or item.tables]
    if len(told) != 1:
        return set()
    return {hit.table.name for hit in told[0].tables if hit.strength >= NAMES}
