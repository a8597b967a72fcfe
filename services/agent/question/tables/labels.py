"""How likely a column is what the rows of its table are called by people."""

import re
from collections.abc import Collection, Sequence

from services.agent.question.language.vocabulary import LABEL_WORDS, REMARK_WORDS, TIME_WORDS
from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column

_DESCRIPTION = stem("description")
_LONGEST_DESCRIPTION = 30
"""Letters that descriptions have on average up to which they are names: longer ones are prose."""

NAME_PARTS = (("first", "given", "forename", "firstname"), ("last", "family", "surname", "lastname"))
"""First words of the headers of the two parts of a person's name."""
TELLING = 0.9
"""Score from which a text is surely what a row is called: nearly each has its own."""
_TOLD = 0.5
"""Share of different cells from which a name of something else may still be what tells rows apart."""
_CODE = re.compile(r"[A-Z]{1,4}[-_/]?[0-9]{2,}")
_SAMPLED = 50
_LEAST = 0.6
"""Score below which a column names nothing."""
MOST_SEARCHED = 5_000
"""Values of a column that are searched for a part."""
LONGEST_NAME = 40
"""Letters that the values of a column have on average, beyond which they are prose."""


def is_part(column: Column, words: Sequence[str]) -> bool:
    """Whether a header is that of a part of a name: one word for it, or with the word name."""
    said = column.words
    return said[:1] != () and said[0] in map(stem, words) and said[1:] in ((), ("name",)) and column.is_text


def names_part(column: Column) -> bool:
    """Whether a header is that of a person's first or last name."""
    return any(is_part(column, words) for words in NAME_PARTS)


def parted_names(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return first and last name of a person, where they stand apart and no column holds both."""
    first, last = ([each for each in columns if is_part(each, words)] for words in NAME_PARTS)
    whole = [each for each in columns if set(each.words) <= {"full", "name", "fullnam"}]
    if last and not first and [each.words for each in whole] == [("name",)]:
        return (whole[0], last[0])  # Beside a surname a name is the first one.
    return () if whole or not (first and last) else (first[0], last[0])


def label_score(column: Column, words: Collection[str], rows: int) -> float:
    """Return how well a column names the rows of a table of that name; 0 where it does not at all."""
    if not column.is_text or (column.distinct < 2 and rows > 1):
        return 0.0
    own = bool(column.core) and set(column.core) <= set(words)
    if column.looks_counted and not (own and column.unique and column.role != "id"):
        return 0.0  # Classes may be called 5A and 5B.
    if set(column.words) & (REMARK_WORDS | TIME_WORDS):
        return 0.0
    told = column.distinct / max(rows - column.nulls, 1)
    score = told - 0.02 * column.position
    if own:
        score += 1.0
    if set(column.words) & LABEL_WORDS and (told >= _TOLD or set(column.core) - LABEL_WORDS <= set(words)):
        score += 0.5  # A vehicle's station name is none of its own.
    if column.role == "id" or _holds_codes(column):
        score -= 0.4
    return score if score >= _LEAST else 0.0


def _holds_codes(column: Column) -> bool:
    """Whether each cell is letters with a number behind them, such as ``ST500``: people call nothing so."""
    values = (column.values or ())[:_SAMPLED]
    return column.unique and bool(values) and all(map(_CODE.fullmatch, values))


def is_short_description(column: Column) -> bool:
    """Whether the cells of a column describe each row in a few words, as those of a list of codes do."""
    values = column.values or ()
    short = 0 < sum(map(len, values)) <= _LONGEST_DESCRIPTION * len(values)
    return short and column.is_text and column.unique and column.words[-1:] == (_DESCRIPTION,)


def holds_names(column: Column) -> bool:
    """Whether the cells of a column are names that a person says in part, and neither prose nor numbers."""
    values = column.values or ()
    short = sum(map(len, values)) < LONGEST_NAME * len(values)
    return column.is_text and len(values) <= MOST_SEARCHED and short and not column.looks_counted
