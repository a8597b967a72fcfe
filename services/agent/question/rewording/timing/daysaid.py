"""Which day a few words speak of: by its header, by what was done on it, or by the rows whose day it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.verbs import SAID_BY
from services.agent.question.language.words import name_words, root, stem, word_root
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import BIRTH, DEADLINES, days_told
from services.agent.question.tables.schema import Catalog, Table

TOKEN = re.compile(r"\s*(?:(?:check|sign)[- ](?:in|out|up)\b|\w[\w'\u2019-]*|[^\w\s])", re.IGNORECASE)
"""Words and marks with the space before them; verbs of two words are one."""
_MOST_WORDS = 7
"""Of a noun and what is said of it."""
_STOP_WORDS = """
    and to until till for per by with where whose who which in during since do does did average over only take
    takes took after before as from between is are was were
"""
_STOPS = frozenset(_STOP_WORDS.split())
"""Words that no day goes on behind."""
_PRONOUNS = frozenset(["they", "it", "he", "she"])
_BEEN = frozenset(["was", "were", "is", "are"])
_DAY_NOUNS = frozenset(["date", "day", "time"])
_OF_VERBS = {"publication": "published", "application": "applied"}
"""Nouns for what is done on a day that have another sense, or no more of the verb than its beginning."""
_SMALL_WORDS = "the a an its their his her our it they we of on at that when date day time day's"
_SMALL = frozenset(_SMALL_WORDS.split())
_ROUGH_WORDS = "planned scheduled actual real effective stated respective original very own"
_ROUGHLY = frozenset(_ROUGH_WORDS.split())
"""What is said of a day whose header does not say it, where no other header of the table does."""
_HEADER, _VERB, _OF_ROWS = 1.0, 0.9, 0.85
"""How sure a word is: of the header, another verb for it, or of the table."""
_ROUGH, _MORE, _UNSAID_DEADLINE = 0.97, 0.96, 0.7
"""What is left for a word that no header has, one of the header that is not said, a day that is only due."""
_NEAR = 0.02


@dataclass(frozen=True)
class DaySaid:
    """A day that words may speak of."""

    column: Column
    strength: float


def days_at(tokens: Sequence[str], at: int, catalog: Catalog) -> tuple[list[DaySaid], int]:
    """Return the days that the words from a place on speak of, and where these end: as many as do."""
    for end in range(min(at + _MOST_WORDS, len(tokens)), at, -1):
        if _is_header(tokens[at:end], catalog):
            return days_called(tokens[at:end], catalog), end
    if _low(tokens, at) in _PRONOUNS:
        at += 1 + (_low(tokens, at + 1) in _BEEN)  # "After they were opened".
    stop = at
    while stop < min(len(tokens), at + _MOST_WORDS) and _goes_on(tokens[stop]):
        stop += 1
    for end in range(stop, at, -1):
        found = days_called(tokens[at:end], catalog)
        if found and not _parts_noun(tokens, at, end, catalog):
            return found, end
    return [], at


def _parts_noun(tokens: Sequence[str], at: int, end: int, catalog: Catalog) -> bool:
    """Whether a run ends in the midst of what has the day: ``the end date of completed`` treatments."""
    noun = stem(_low(tokens, end))
    return "of" in (_low(tokens, place) for place in range(at, end)) and bool(tables_called(noun, catalog))


def _low(tokens: Sequence[str], at: int) -> str:
    return tokens[at].strip().lower() if at < len(tokens) else ""


def _goes_on(token: str) -> bool:
    word = token.strip().lower()
    return (word[0].isalpha() or word[0] == "_") and word not in _STOPS


def days_called(tokens: Sequence[str], catalog: Catalog) -> list[DaySaid]:
    """Return the days that all of some words speak of."""
    words = [word for token in tokens for word in _words(token) if word not in _SMALL]
    last = tokens[-1].strip().lower()
    again = len(set(map(word_root, words))) < len(words)  # "Closing of closed ones": of which it is said.
    if not words or again or (last in _SMALL - _DAY_NOUNS and not _is_header(tokens, catalog)):
        return []
    found = (
        DaySaid(column, strength)
        for table in catalog.tables
        for column in table.columns
        if column.is_date and (strength := _strength(words, column, table))
    )
    return sorted(found, key=lambda each: -each.strength)


def _is_header(tokens: Sequence[str], catalog: Catalog) -> bool:
    if not tokens[-1].strip()[0].isalnum():
        return False
    header = tuple(part for token in tokens for part in name_words(token.strip()))
    return any(column.is_date and name_words(column.name) == header for column in catalog.columns)


def _words(token: str) -> tuple[str, ...]:
    lowered = token.strip().lower()
    if re.fullmatch(r"(?:check|sign)[- ](?:in|out|up)", lowered):
        return (re.sub(r"[- ]", "", lowered),)
    words = (_OF_VERBS.get(word, word) for word in name_words(lowered))
    return tuple(part for word in words for part in ABBREVIATIONS.get(word, word).split())


def _strength(words: Sequence[str], column: Column, table: Table) -> float:
    """Return how surely words speak of a day; 0 where one of them says something else."""
    told = days_told(column)
    own, strength, said = False, 1.0, set[str]()
    for word in words:
        spoken = {word_root(word), word_root(word.removesuffix("s"))}
        if spoken & (told | column.roots):
            own, said = True, said | spoken
        elif others := told & {other for each in spoken for other in SAID_BY.get(each, ())}:
            own, strength, said = True, strength * _VERB, said | others
        elif root(word) in table.roots or root(word) in map(root, table.row_words):
            whole = len(table.words) == 1 or word in table.row_words
            strength *= (_OF_ROWS if whole else _OF_ROWS * _ROUGH) if len(words) == 1 else 1.0
        elif word in _ROUGHLY and not any(word_root(word) in each.roots for each in table.columns):
            strength *= _ROUGH
        else:
            return 0.0
    if not own and column != table.main_date:
        return 0.0
    if told & (DEADLINES | BIRTH) - said:
        strength *= _UNSAID_DEADLINE
    return strength * (_MORE ** len(told - said) if own else 1.0)


def pairs_of(
    starts: Sequence[DaySaid], ends: Sequence[DaySaid], named: Sequence[Table]
) -> tuple[Column, Column] | None:
    """Return the two days of one row that are meant; None where two pairs are about as likely."""
    made = sorted(_pairs(starts, ends, named), key=lambda each: -each[0])
    if not made or (len(made) > 1 and made[1][0] > made[0][0] - _NEAR):
        return None
    return made[0][1], made[0][2]


def _pairs(
    starts: Sequence[DaySaid], ends: Sequence[DaySaid], named: Sequence[Table]
) -> Iterator[tuple[float, Column, Column]]:
    tables = {table.name for table in named}
    for one in starts:
        for other in ends:
            if one.column.table == other.column.table and one.column != other.column:
                strength = one.strength * other.strength
                yield (
                    (strength * (1.0 if one.column.table in tables or not tables else 0.8)),
                    one.column,
                    other.column,
                )
