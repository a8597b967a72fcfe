"""Asks for both ends of a day: "the first and last paid date per client" is the least and the greatest."""

import re

from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.words import spoken
from services.agent.question.rewording.timing.daysaid import TOKEN, days_called
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
_DATES = re.compile(r"\b(date|day|time)s$", re.IGNORECASE)
_SURE = 0.02
"""By how much a day has to be the likelier one."""


def say_first_and_last(question: str, catalog: Catalog) -> str:
    """Say of which header both ends are wanted, where only one day can be meant."""
    return _FIRST_AND_LAST.sub(lambda found: _ends(found, catalog), question)


def _ends(found: re.Match[str], catalog: Catalog) -> str:
    said = found["day"] or found["other"] or f"{found['rows'] or ''} {found['done']}"
    if found["one"] and found["one"].casefold() not in said.casefold().split():
        return found[0]  # "The date of the first visit and of the last call".
    days = days_called(TOKEN.findall(_DATES.sub(r"\1", said)), catalog)
    if not days or (len(days) > 1 and days[1].strength > days[0].strength - _SURE):
        return found[0]
    day = days[0].column
    alone = sum(column.name == day.name for column in catalog.columns) == 1
    header = " ".join(ABBREVIATIONS.get(word, word) for word in spoken(day.name).split())
    return f"minimum and maximum {header}{'' if alone else f' of the {spoken(day.table)}'}"
