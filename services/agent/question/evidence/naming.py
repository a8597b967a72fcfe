"""Finds the column that an exact header names, as evidence writes it: ``paid_on``, ``orders.paid_on``."""

import re
from collections.abc import Collection, Iterator

from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_QUOTES = "\"'`\u2018\u2019\u201c\u201d[] "
_OF_TABLE = re.compile(r"^(?P<table>\w+)\.(?P<name>.+)$")
_IN_TABLE = re.compile(r"^(?P<name>.+?)\s+(?:in|of|from)\s+the\s+(?P<table>\w+)\s+table$", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:column|field|value|values)$|^(?:the|its|their|a|an)\s+", re.IGNORECASE)
_MOST_WORDS = 8


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a header or of what names one, whatever parts them."""
    return tuple(word.casefold() for word in re.findall(r"[^\W_]+", text))


def columns_named(text: str, catalog: Catalog) -> list[Column]:
    """Return the columns whose header is exactly this."""
    text = _BEHIND.sub("", text.strip(_QUOTES)).strip(_QUOTES)
    owned = _IN_TABLE.match(text) or _OF_TABLE.match(text)
    if owned:
        found = columns_named(owned["name"], catalog)
        return [each for each in found if each.table.casefold() == owned["table"].casefold()]
    said = words_of(text)
    own = [each for each in catalog.columns if each.role != "order" and words_of(each.name) == said]
    return own if said and not any(each.span or each.formula for each in own) else []


def leading_headers(text: str, catalog: Catalog) -> Iterator[tuple[list[Column], str]]:
    """Yield the columns that the first words of a text name, and the rest; the longest names first."""
    ends = [found.end() for found in re.finditer(r"[^\s=<>!]+", text)][:_MOST_WORDS]
    for end in reversed(ends):
        if columns := columns_named(text[:end], catalog):
            yield columns, text[end:].strip()


def nearest(columns: Collection[Column], said: Collection[str], catalog: Catalog) -> Column | None:
    """Return the only column, or the only one of a table that is spoken of.

    Args:
        columns: Of the same header.
        said: Stems of the words of the question.
        catalog: Whose columns they are.
    """
    if len(columns) == 1:
        return next(iter(columns))
    tables = {each.table: catalog.by_name[each.table] for each in columns}
    called = {name for name, table in tables.items() if any(is_called(table, word) for word in said)}
    whole = {name for name in called if {*map(stem, name_words(name))} <= {*said}}
    near = [each for each in columns if each.table in (whole if len(whole) == 1 else called)]
    near = near if len(near) == 1 else [each for each in columns if _is_spoken_of(tables[each.table], said)]
    return near[0] if len(near) == 1 else None


def _is_spoken_of(table: Table, said: Collection[str]) -> bool:
    """Whether a question says another header of a table, which no number of rows is called by."""
    return any({*each.words} <= {*said} for each in table.columns if each.is_measure)
