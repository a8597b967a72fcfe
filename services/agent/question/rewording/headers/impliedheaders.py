"""Names the column of a value where a question calls it by words of its own: "where craft sort is ketch".

A value that stands in one column alone says which column is meant. The words before it are only taken for
that column's name where they may be none of another's: a "departure town" may be any column of towns.
"""

import re

from services.agent.question.language.lexicon import SENSES
from services.agent.question.language.thesaurus import SYNONYMS
from services.agent.question.language.words import name_words, normalise, spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_STATED = re.compile(
    r"\b(?P<where>where|and|whose)\s+(?:the\s+|their\s+|its\s+)?(?P<said>[^\W\d_]+(?:\s+[^\W\d_]+){0,2}?)\s+"
    r"(?P<be>is|are|was|were)\s+(?P<value>[^\W_][^?,.!]*?)(?=\s+(?:and|or)\s+|\s*[?.!,]|$)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?P<where>where|and|whose|with|has|have|having)\s+(?:the\s+|their\s+|its\s+|an?\s+)?"
    r"(?P<said>[^\W\d_]+\s+(?P<head>[^\W\d_]+))\s+"
    r"(?P<rest>(?:(?:is|are|was|were|of)\s+)?(?:(?:above|below|over|under|before|after|at\s+(?:least|most)|"
    r"(?:more|less|fewer|greater|higher|lower|larger|smaller)\s+than)\s+)?(?P<n>\d+(?:\.\d+)?)\b)(?!\s*%)",
    re.IGNORECASE,
)
"""A figure by a name of two words, of which the header has the last: "where acquisition year is 2010"."""
_HOUSES = (
    r"hospital|clinic|hotel|restaurant|museum|theat(?:re|er)|cinema|zoo|farm|factory|library|school|college|"
    r"university|company|firm|airline|club|bank|shop"
)
_HOUSE = re.compile(
    rf"(?<!did )(?<!does )(?<!do )(?<!has )(?<!have )\b(?P<each>each|every|per)\s+(?P<house>{_HOUSES})\s+"
    r"(?=(?!(?:on|in|at|by|for|of|per|over|with|last|this|next|and|or|is|are|was|were)\b)"
    r"(?:[^\W\d_]+\s+)?[^\W\d_]+\s*(?:[?.!,]|$))",
    re.IGNORECASE,
)
"""What all rows are of is said before what it has several of, and nothing more: "every hospital ward"."""
_UNNAMED = """
    what which who where how when there that it they and or nothing nobody none anything everything anyone
    everyone somebody something all any no not
"""
_NO_NAME = frozenset(_UNNAMED.split())
"""Words that no header is called by."""
_ANOTHER = """
    average avg mean median total sum overall combined maximum max minimum min highest lowest largest smallest
    biggest first last latest earliest net gross
"""
_FIGURED = frozenset(_ANOTHER.split())
"""Words before a header by which another figure is meant than the one in each row."""


def say_implied_headers(question: str, catalog: Catalog) -> str:
    """Call columns by their headers, where a value says which column unknown words before it mean."""
    said = _STATED.sub(lambda found: _stated(found, catalog), question)
    if len(catalog.tables) == 1:
        said = _MEASURED.sub(lambda found: _measured(found, catalog), said)
    return _HOUSE.sub(lambda found: _of_house(found, catalog), said)


def _of_house(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out the house that all rows are of, where neither a header nor a cell or a table names it."""
    house = stem(found["house"].casefold())
    named = any(house in each.spelt for each in catalog.columns)
    named = named or any(house in map(stem, name_words(table.name)) for table in catalog.tables)
    if named or catalog.values(found["house"].casefold()) or len(catalog.tables) > 1:
        return found.group()
    return f"{found['each']} "


def _stated(found: re.Match[str], catalog: Catalog) -> str:
    said = [stem(word) for word in found["said"].casefold().split()]
    column = _holder(found["value"], catalog)
    if column is None or not _NO_NAME.isdisjoint(found["said"].casefold().split()):
        return found.group()
    meant = set(said).union(*(SYNONYMS.get(word, ()) for word in said))
    others = (each for each in catalog.columns if each != column and each.is_text)
    if set(said) & {*column.spelt, *column.words} or any(not meant.isdisjoint(each.spelt) for each in others):
        return found.group()
    return f"{found['where']} {spoken(column.name)} {found['be']} {found['value']}"


def _measured(found: re.Match[str], catalog: Catalog) -> str:
    """Call the only figure with such a last word by its header, if it can be what is said before the word."""
    words = found["said"].casefold().split()
    if words[0] in _FIGURED:
        return found.group()
    first, head = map(stem, words)
    figures = [each for each in catalog.columns if each.is_number and head in each.words]
    column = figures[0] if len(figures) == 1 else None
    if (found["said"].split()[0].casefold(),) in SENSES:
        return found.group()  # "Have no salary above 30": the word says something of its own.
    if column is None or first in column.spelt or not _reaches(column, float(found["n"])):
        return found.group()
    meant = {first, *SYNONYMS.get(first, ())}
    tables = {word for table in catalog.tables for word in (*table.words, *table.row_words)}
    named = first in tables or any(first in map(stem, name_words(verb)) for verb in _NO_NAME)
    if named or catalog.values(first) or any(not meant.isdisjoint(each.spelt) for each in catalog.columns):
        return found.group()
    return f"{found['where']} {spoken(column.name)} {found['rest']}"


def _reaches(column: Column, number: float) -> bool:
    ends = (column.minimum, column.maximum)
    low, high = (float(end) if isinstance(end, int | float) else None for end in ends)
    return low is not None and high is not None and low <= number <= high


def _holder(value: str, catalog: Catalog) -> Column | None:
    """Return the only column of kinds that has a value."""
    found = {(hit.column.table, hit.column.name): hit.column for hit in catalog.values(normalise(value))}
    held = [*found.values()]
    return held[0] if len(held) == 1 and held[0].is_text and held[0].repeats else None
