"""Writes out the name of a person who is called by one part of it: Clara, of the only Clara Weiss.

In a single table a part of a cell is looked for as such; of several tables a name says which row is meant.
"""

import re
from collections.abc import Iterable, Iterator

from services.agent.question.language.periods import MONTH_NAMES, WEEKDAY_NAMES
from services.agent.question.language.vocabulary import PERSONS
from services.agent.question.language.words import fold, normalise, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_SAID = re.compile(r"(?<![\w'\u2019-])(?:(?<=\s)[A-Z][^\W\d_]{2,}|[^\W\d_]{3,}(?=['\u2019]s\b))(?![\w-])")
"""A word with a capital within a question, or one that owns something."""
_FULL_NAME = re.compile(r"\b(?:full|complete|whole) (?=names?\b)", re.IGNORECASE)
_TIMES = frozenset(name.casefold() for name in (*MONTH_NAMES, *WEEKDAY_NAMES))
_MOST_PERSONS = 5000


def say_full_names(question: str, catalog: Catalog) -> str:
    """Write out each name of which a question says a part that only one person has, and nothing else.

    Names are full ones anyway: where no header says that word, a question says it of what rows are called.
    """
    if _FULL_NAME.search(question) and not any("full" in column.words for column in catalog.columns):
        question = _FULL_NAME.sub("", question)
    if len(catalog.tables) < 2 or not _persons(catalog):
        return question
    return _SAID.sub(lambda found: _in_full(found.group(), question, catalog), question)


def _in_full(said: str, question: str, catalog: Catalog) -> str:
    word = normalise(said)
    if word in _TIMES or catalog.values(word) or _is_noun(stem(word), catalog):
        return said
    persons = _having(word, (value for label in _persons(catalog) for value in label.values or ()))
    if len(persons) != 1 or len(_having(word, _names(catalog))) != 1:
        return said
    (name,) = persons
    others = set(normalise(name).split()) - {word}
    return said if others & set(normalise(question).split()) else name


def _having(word: str, names: Iterable[str]) -> list[str]:
    """Keep the names of which a word is a part."""
    return [name for name in names if word in fold(name) and word in normalise(name).split()]


def _is_noun(word: str, catalog: Catalog) -> bool:
    """Whether the data has the word in a header or in the name of a table."""
    return any(word in table.words for table in catalog.tables) or any(
        word in column.words for column in catalog.columns
    )


def _names(catalog: Catalog) -> Iterator[str]:
    """Yield what rows are called, in every table."""
    for table in catalog.tables:
        if table.label and table.label.is_text:
            yield from table.label.values or ()


@remembered
def _persons(catalog: Catalog) -> frozenset[Column]:
    """Find the columns that name persons in full, each but once."""
    labels = [
        table.label
        for table in catalog.tables
        if table.label and {*table.words, *table.row_words} & PERSONS and len(table.names) == 1
    ]
    return frozenset(
        label
        for label in labels
        if label.unique and 0 < len(label.values or ()) <= _MOST_PERSONS and _are_full(label.values or ())
    )


def _are_full(values: tuple[str, ...]) -> bool:
    return all(" " in value.strip() for value in values)
