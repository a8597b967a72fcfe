"""Words beside the name of a table that say no more than it: "faculty members", "the mean price of boats"."""

import re

from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.tables.calling import is_called, tables_called
from services.agent.question.tables.schema import Catalog, Table

_MEMBERS = re.compile(r"\b(?P<who>[a-z]+)\s+(?P<member>members?)\b", re.IGNORECASE)
_MEAN = re.compile(
    r"\b(?P<mean>average|maximum|minimum|highest|lowest|total)\s+(?P<what>[a-z]+)\s+(?P<of>of|for|in)\s+"
    r"(?P<each>(?:all\s+)?(?:of\s+)?(?:the\s+|our\s+)?)(?P<rows>[a-z]+)\b",
    re.IGNORECASE,
)
_CELL = re.compile(r"\b(?P<kind>cell|mobile)\s*phones?(?:\s+numbers?)?\b", re.IGNORECASE)
_SAID = {
    "average": "mean", "maximum": "highest", "minimum": "lowest", "highest": "maximum", "lowest": "minimum",
    "total": "sum of",
}  # fmt: skip
"""Other words for figures that are the beginning of a header."""
_TIES = frozenset(["in", "of", "on", "at", "for", "to", "with", "from", "by"])


def say_table_words(question: str, catalog: Catalog) -> str:
    """Speak of rows by the name of their table, and of their own figures; most questions stay as they are."""
    if len(catalog.tables) < 2:
        return question
    said = _MEMBERS.sub(lambda found: _without_members(found, catalog), question)
    said = _CELL.sub(lambda found: _header_of(found, catalog), said)
    said = _MEAN.sub(lambda found: _own_figure(found, catalog), said)
    for table in catalog.tables:
        said = _in_others(said, table, catalog)
    return said


def _without_members(found: re.Match[str], catalog: Catalog) -> str:
    """Leave the word out where a table of persons is called by the one before it, and nothing by this."""
    known = any("member" in (*each.words, *each.row_words) for each in catalog.tables)
    known = known or any("member" in column.words for column in catalog.columns)
    rows = any(table.words == (stem(found["who"].casefold()),) for table in catalog.tables)
    return found["who"] if rows and not known else found.group()


def _header_of(found: re.Match[str], catalog: Catalog) -> str:
    """Say a telephone by the only header of its kind that says no telephone: a cell number."""
    kind = stem(found["kind"].casefold())
    headers = {column.words: column for column in catalog.columns if kind in column.words}
    phones = [words for words in headers if "phone" in words]
    return spoken(next(iter(headers.values())).name) if len(headers) == 1 and not phones else found.group()


def _own_figure(found: re.Match[str], catalog: Catalog) -> str:
    """Say by another word that a figure is wanted, where both words are a header of other rows."""
    said = (stem(found["mean"].casefold()), stem(found["what"].casefold()))
    tables = tables_called(stem(found["rows"].casefold()), catalog)
    if said not in catalog.headers or len(tables) != 1:
        return found.group()
    headers = {column.words: column for column in tables[0].columns}
    own = headers.get(said[1:])
    if said in headers or own is None or not own.is_measure:
        return found.group()
    mean = _SAID[found["mean"].casefold()]
    return f"{mean} {found['what']} {found['of']} {found['each']}{found['rows']}"


def _in_others(question: str, table: Table, catalog: Catalog) -> str:
    """Say of things that they are in others, where a table of pairs is called so: "singers in concerts"."""
    words = name_words(table.name)
    if len(words) != 3 or words[1] not in _TIES:
        return question
    ends = [
        any(is_called(each, stem(word)) for each in catalog.tables if each != table) for word in words[::2]
    ]
    if not all(ends):
        return question
    one, tie, other = words
    both = re.compile(
        rf"(?<!the )(?<!each )(?<!every )\b(?P<one>{one.removesuffix('s')}s?)\s+"
        rf"(?P<rest>{tie}\s+(?:the\s+|an?\s+)?{other.removesuffix('s')}s?)\b",
        re.IGNORECASE,
    )
    return both.sub(r"\g<one> that are \g<rest>", question)
