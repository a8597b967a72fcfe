"""Says which day the last or the first one is: ``on the latest count date`` is on that day of the data."""

import re
from dataclasses import dataclass

from services.agent.question.language.words import name_words, spoken, stem, word_root
from services.agent.question.rewording.timing.datedby import day_called
from services.agent.question.tables.calling import is_called, one_row
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_ON_END = re.compile(
    r",?\s+(?:on|at|as\s+of|as\s+at)\s+the\s+(?P<end>latest|last|most\s+recent|newest|first|earliest|oldest)\s+"
    r"(?P<day>[a-z][\w-]*(?:\s+[a-z][\w-]*)?\s+(?:date|day)|(?:[a-z]+\s+)?[a-z]{4,}?)(?=\s*(?:[,.?!]|$)|\s+(?:for|per|by|in)\s)",
    re.IGNORECASE,
)
_FIRST = ("first", "earliest", "oldest")
_MANY_A_DAY = 3
"""Rows that a day has on the average, where all of them are told by their day."""
_PLAIN = frozenset(map(word_root, ["date", "day", "time"]))

_CELL = re.compile(
    r"(?P<lead>^(?:(?:what|show|list|give|return)\s+(?:(?:is|are|was|were|me)\s+)?)?(?:the\s+)?)(?P<end>latest|last|most\s+recent|newest|first|earliest)\s+(?P<cell>[a-z]+(?:\s+[a-z]+){0,2})\s+"
    r"(?P<each>(?:of|for)\s+(?:each|every))\s+(?=[a-z])",
    re.IGNORECASE,
)
"""``The latest balance of each account``: that of its latest row."""


@dataclass(frozen=True)
class EndDay:
    """The last or the first day of a column, which a question is about."""

    day: Column
    is_last: bool
    without: str
    """The question without it."""
    said: str
    """The question with the day itself."""


def end_day_in(question: str, catalog: Catalog) -> EndDay | None:
    """Find the last or first day that a question is about; a word more than a header has is of another."""
    found = _ON_END.search(question)
    day = _end_called(found["day"], catalog, question) if found else None
    if found is None or day is None:
        return None
    before, after = question[: found.start()], question[found.end() :]
    is_last = found["end"].casefold() not in _FIRST
    end = str(day.maximum if is_last else day.minimum)[:10]
    alone = sum(each.is_date for each in catalog.by_name[day.table].columns) == 1
    said = f" on {end}" if alone else f" with {spoken(day.name)} on {end}"
    return EndDay(day, is_last, f"{before}{after}", f"{before}{said}{after}")


def _end_called(said: str, catalog: Catalog, question: str) -> Column | None:
    """Return the day that is called so, or that of rows which are: a snapshot, of many things on one day."""
    words = name_words(said)
    roots, day = set(map(word_root, words)), day_called(said, catalog, question)
    if day and roots <= day.roots | _PLAIN:
        return day
    rows = [table for table in catalog.tables if table.main_date and roots <= table.roots | _PLAIN]
    rows = [table for table in rows if any(is_called(table, stem(word)) for word in words)]
    day = rows[0].main_date if len(rows) == 1 else None
    return day if day and _MANY_A_DAY * day.distinct <= day.rows else None


def say_end_day(question: str, catalog: Catalog) -> str:
    """Say which day the last one is; most questions stay as they are."""
    question = _CELL.sub(lambda found: _of_row(found, catalog), question)
    found = end_day_in(question, catalog)
    return found.said if found else question


def _of_row(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for an amount of the last row of each, of rows that have a day and one amount that is called so."""
    words = [stem(word) for word in found["cell"].lower().split()]
    dated = [table for table in catalog.tables if table.main_date and not _are_each(table, found)]
    named = [each for table in dated for each in table.columns if each.is_measure and [*each.words] == words]
    roots = {word_root(word) for word in found["cell"].lower().split()}
    said = [each for table in dated for each in table.columns if each.is_measure and each.roots & roots]
    named = named or [each for each in said if roots <= each.roots | catalog.by_name[each.table].roots]
    rows = [table for table in dated if len(words) == 1 and is_called(table, words[0])]
    worth = [each for table in rows for each in table.columns if each.is_measure]
    amounts = named or (worth if len(worth) == 1 and words[0] in worth[0].words else [])
    if len(amounts) != 1:
        return found.group()
    table = catalog.by_name[amounts[0].table]
    if len(name_words(table.name)) < len(table.words):
        return found.group()  # Words that are written as one are not read in a question.
    row = one_row(table)
    end = "first" if found["end"].casefold() in _FIRST else "last"
    header = spoken(amounts[0].name)
    marked = len(header.split()) > len(amounts[0].words)  # What all headers of a table begin with.
    return f"{found['lead']}{amounts[0].name if marked else header} of the {end} {row} {found['each']} "


def _are_each(table: Table, found: re.Match[str]) -> bool:
    """Whether the rows behind ``each`` are those of the table itself."""
    behind = re.match(r"[a-z]+", found.string[found.end() :], re.IGNORECASE)
    return behind is not None and is_called(table, stem(behind.group().lower()))
