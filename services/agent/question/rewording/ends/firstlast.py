"""Asks for both ends of a day: "the first and last paid date per client" is the least and the greatest."""

import re

from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.words import spoken, stem
from services.agent.question.rewording.timing.daysaid import TOKEN, days_called
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_FIRST = r"(?:the\s+)?(?:very\s+)?(?:first|earliest)"
_LAST = r"(?:the\s+)?(?:very\s+)?(?:last|latest|most\s+recent)"
_BOUND = r"(?!(?:per|by|for|of|in|to|and|with|from|between|during|on|at)\b)"
_DAY = rf"{_BOUND}[a-z]+(?:[\s-]{_BOUND}[a-z]+){{0,2}}"
_END = r"(?=\s*(?:[,?.]|$|\b(?:per|by|for|of|in|from|between|during)\b))"
_FIRST_AND_LAST = re.compile(
    rf"\b{_FIRST}\s+and\s+{_LAST}\s+(?:dates?\s+on\s+which\s+(?:(?:an?|the|any)\s+(?P<rows>[a-z]+)|it|they)\s+(?:was|were)\s+"
    rf"(?P<done>[a-z]+)|(?P<day>{_DAY})){_END}"
    rf"|\b(?:the\s+)?dates?\s+of\s+{_FIRST}\s+(?:(?P<one>[a-z]+)\s+)??(?:(?:and|to)\s+(?:(?:the\s+dates?\s+)?of\s+)?)"
    rf"{_LAST}\s+(?P<other>{_DAY}){_END}",
    re.IGNORECASE,
)
_BOTH = rf"(?:the\s+|their\s+|its\s+|his\s+or\s+her\s+)?(?:very\s+)?first\s+and\s+{_LAST}"
_THINGS = r"(?P<each>[a-z]+(?:\s[a-z]+)?)"
_ROWS = r"(?P<rows>[a-z]+)(?:\s+dates?)?"
_WHEN = r"when\s+(?:was|were|is|are)"
_SHOW = r"(?:(?:show|list|give|return|find|what\s+(?:is|are|was|were))\s+)?"
_OF_EACH = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"(?:{_WHEN}|{_SHOW})\s*(?:each|every)\s+{_THINGS}['\u2019]s?\s+{_BOTH}\s+{_ROWS}",
        rf"{_WHEN}\s+{_BOTH}\s+{_ROWS}\s+(?:of|for|by)\s+(?:each|every)\s+{_THINGS}",
        rf"for\s+(?:each|every)\s+{_THINGS},?\s+(?:{_WHEN}\s+)?{_SHOW}(?:the\s+dates?\s+of\s+)?{_BOTH}\s+{_ROWS}",
        rf"{_SHOW}(?:each|every|all(?:\s+the)?|the)\s+{_THINGS}\s+(?:with|and)\s+(?:the\s+dates?\s+of\s+)?{_BOTH}\s+{_ROWS}",
    )
)
"""``When was each broker's first and last lease``: the ends of the day that a row of these has."""
_DATES = re.compile(r"\b(date|day|time)s$", re.IGNORECASE)
_SURE = 0.02
"""By how much a day has to be the likelier one."""


def say_first_and_last(question: str, catalog: Catalog) -> str:
    """Say of which header both ends are wanted, where only one day can be meant."""
    plain = question.strip(" ?.!")
    for found in filter(None, (pattern.match(plain) for pattern in _OF_EACH)):
        if day := _day_of(stem(found["rows"].casefold()), catalog):
            return f"for each {_one(found['each'])}, show the minimum and maximum {_header(day, catalog)}"
    return _FIRST_AND_LAST.sub(lambda found: _ends(found, catalog), question)


def _ends(found: re.Match[str], catalog: Catalog) -> str:
    said = found["day"] or found["other"] or f"{found['rows'] or ''} {found['done']}"
    if found["one"] and found["one"].casefold() not in said.casefold().split():
        return found[0]  # "The date of the first visit and of the last call".
    days = days_called(TOKEN.findall(_DATES.sub(r"\1", said)), catalog)
    if not days or (len(days) > 1 and days[1].strength > days[0].strength - _SURE):
        return found[0]
    return f"minimum and maximum {_header(days[0].column, catalog)}"


def _day_of(rows: str, catalog: Catalog) -> Column | None:
    """Return the day that a row of the only table called so has."""
    named = tables_called(rows, catalog)
    return named[0].main_date if len(named) == 1 else None


def _one(things: str) -> str:
    return things if things.endswith("ss") else things.removesuffix("s")


def _header(day: Column, catalog: Catalog) -> str:
    """Say a day by its header, and by its table where others have such a header or it says nothing of it."""
    first, *rest = spoken(day.name).split()
    if rest and stem(ABBREVIATIONS.get(first, first)) not in day.words:
        return day.name  # What all headers of the table begin with says nothing in words.
    alone = sum(column.name == day.name for column in catalog.columns) == 1
    header = " ".join(ABBREVIATIONS.get(word, word) for word in (first, *rest))
    return f"{header}{'' if alone else f' of the {spoken(day.table)}'}"
