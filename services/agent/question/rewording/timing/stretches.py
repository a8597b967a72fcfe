"""Says whose months or years groups are, which a clause, a bracket or a later sentence tells.

``In each month of 2023 (by check-in)`` is by month of check-in in 2023.
"""

import re

from services.agent.question.language.words import name_words, spoken, word_root
from services.agent.question.rewording.timing.datedby import day_called, has_in_short, without_verb
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_GOING = (
    r"(?:going\s+by|based\s+on|judged\s+by|according\s+to|counted\s+by|dated\s+by|(?:year|month|quarter)s?\s+by|by|"
    r"using|taking)"
)
_SAID_DAY = re.compile(
    rf"(?:\s*[,(;]\s*{_GOING}|\s+by(?=\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+)?\s+(?:date|day)\b)|(?<=[.?!])\s+(?:please\s+)?(?:use|take|go\s+by|count\s+by))\s+"
    r"(?:the\s+|its\s+|their\s+)?"
    r"(?:(?:year|quarter|month|week|date|day)s?\s+(?:of|in|when|on\s+which)\s+(?:the\s+)?)?"
    r"(?P<said>[a-z][\w-]*(?:\s+[\w-]+){0,3}?)\s*[)]?(?:\.(?=\s|$))?(?=\s*(?:[,;?]|\.|$)|\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""What a day is said by, in a clause, a bracket or a sentence of its own."""
_STRETCH = re.compile(
    r"(?:\b(?:in|on|by|per|for|during)\s+(?:each\s+|every\s+|the\s+)?|(?:^|(?<=\b(?:in|on)\s))(?P<asks>which|what)\s+)(?:calendar\s+)?"
    r"(?P<unit>(?:year|quarter|month|week)(?:\s+numbers?)?|weekday|day\s+of\s+(?:the\s+)?week)\b"
    r"(?:\s+(?:of|in)\s+(?P<year>(?:19|20)\d\d)\b)?(?!\s+of\b)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"day\s.*", re.IGNORECASE)
_MARKS = re.compile(r"([?.!])\s*[?.!]+")
_SMALL = frozenset(["the", "it", "they", "its", "their", "on", "was", "were", "of", "at"])
_DAYS = frozenset(map(word_root, ["date", "day"]))


_HAVING = re.compile(
    r"\s+(?P<have>had|have|has|with)\s+(?:an?|the|their|its)\s+(?P<said>[\w-]+(?:\s+[\w-]+)?\s+(?:date|day))\s+"
    r"(?P<when>(?:in|for|during)\s+(?:each|every)\s+(?:calendar\s+)?(?:year|quarter|month)\b[^?.,;(]*)",
    re.IGNORECASE,
)
"""``Bookings had a check-in date in each month``, where that is the day they go by."""


def say_whose_stretch(question: str, catalog: Catalog) -> str:
    """Put the day behind the only stretch of time that a question groups by."""
    question = _HAVING.sub(_by_their_day, question)
    for aside in _SAID_DAY.finditer(question):
        stretches = list(_STRETCH.finditer(question[: aside.start()]))
        column = day_called(aside["said"], catalog, question[: aside.start()])
        words = [word for word in name_words(aside["said"]) if word not in _SMALL]
        if len(stretches) != 1 or column is None:
            continue
        if not all(_tells(column, word, catalog) for word in words):
            continue
        found = stretches[0]
        year = f" in {found['year']}" if found["year"] else ""
        lead = found["asks"] or "per"
        said = f"{lead} {_WEEKDAY.sub('weekday', found['unit'])} of {spoken(column.name)}{year}"
        head = question[: found.start()] + said + without_verb(question[found.end() : aside.start()], catalog)
        mark = "." if aside.group().endswith(".") else ""
        return _MARKS.sub(r"\1", head + mark + question[aside.end() :])
    return question


def _tells(column: Column, word: str, catalog: Catalog) -> bool:
    """Whether the header of a day says a word, or in short what its rows are called."""
    return word_root(word) in column.roots | _DAYS or has_in_short(column, word, catalog)


def _by_their_day(found: re.Match[str]) -> str:
    were = "" if found["have"].casefold() == "with" else " were there"
    return f"{were} {found['when'].rstrip()}, by {found['said']}"
