"""Says which day the last or the first one is: ``on the latest count date`` is on that day of the data."""

import re
from dataclasses import dataclass

from services.agent.question.language.words import name_words, spoken, word_root
from services.agent.question.rewording.timing.datedby import day_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_ON_END = re.compile(
    r",?\s+(?:on|at|as\s+of|as\s+at)\s+the\s+(?P<end>latest|last|most\s+recent|newest|first|earliest|oldest)\s+"
    r"(?P<day>[a-z][\w-]*(?:\s+[a-z][\w-]*)?\s+(?:date|day)|[a-z]{4,})(?=\s*(?:[,.?!]|$))",
    re.IGNORECASE,
)
_FIRST = ("first", "earliest", "oldest")
_PLAIN = frozenset(map(word_root, ["date", "day", "time"]))


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
    day = day_called(found["day"], catalog, question) if found else None
    roots = {word_root(word) for word in name_words(found["day"])} if found else set()
    if found is None or day is None or not roots <= day.roots | _PLAIN:
        return None
    before, after = question[: found.start()], question[found.end() :]
    is_last = found["end"].casefold() not in _FIRST
    end = str(day.maximum if is_last else day.minimum)[:10]
    alone = sum(each.is_date for each in catalog.by_name[day.table].columns) == 1
    said = f" on {end}" if alone else f" with {spoken(day.name)} on {end}"
    return EndDay(day, is_last, f"{before}{after}", f"{before}{said}{after}")


def say_end_day(question: str, catalog: Catalog) -> str:
    """Say which day the last one is; most questions stay as they are."""
    found = end_day_in(question, catalog)
    return found.said if found else question
