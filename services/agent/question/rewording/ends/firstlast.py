"""Asks for both ends of a day: "the first and last paid date per client" is the least and the greatest."""

import re

from services.agent.question.language.words import spoken
from services.agent.question.rewording.timing.daysaid import TOKEN, days_called
from services.agent.question.tables.schema import Catalog

_FIRST_AND_LAST = re.compile(
    r"\b(?:the\s+)?(?:first|earliest)\s+and\s+(?:the\s+)?(?:last|latest|most\s+recent)\s+"
    r"(?P<day>[a-z]+(?:[\s-](?!(?:per|by|for|of|in|to)\b)[a-z]+){0,2})(?=\s*(?:[,?.]|$|\b(?:per|by|for|of|in)\b))",
    re.IGNORECASE,
)
_SURE = 0.02
"""By how much a day has to be the likelier one."""


def say_first_and_last(question: str, catalog: Catalog) -> str:
    """Say of which header both ends are wanted, where only one day can be meant."""
    return _FIRST_AND_LAST.sub(lambda found: _ends(found, catalog), question)


def _ends(found: re.Match[str], catalog: Catalog) -> str:
    days = days_called(TOKEN.findall(found["day"]), catalog)
    if not days or (len(days) > 1 and days[1].strength > days[0].strength - _SURE):
        return found[0]
    return f"minimum and maximum {spoken(days[0].column.name)}"
