"""Says of which day a period is: "by contract year" is by year of the contract, a column ``contract_dt``."""

import re

from services.agent.question.language.words import normalise, word_root
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Catalog

_PERIOD = r"(?P<period>years?|months?|quarters?|weeks?)"
_OF_DAY = re.compile(
    rf"\b(?P<by>by|per|(?:for|in|during)\s+(?:each|every)|each|every)\s+(?:the\s+)?(?P<noun>[a-z]+)\s+{_PERIOD}\b",
    re.IGNORECASE,
)
_DAY_OF = re.compile(
    r"\b(?P<of>(?:year|month|quarter|week)s?\s+of)\s+(?:the|its|their)\s+(?=[\w-]+\s+(?:date|day)\b)"
)


def say_period_of(question: str, catalog: Catalog) -> str:
    """Say first the period and then the day, where the noun before it names a day, and no header is so."""
    question = _DAY_OF.sub(lambda found: f"{found['of']} ", question)
    return _OF_DAY.sub(lambda found: _said(found, catalog), question)


def _said(found: re.Match[str], catalog: Catalog) -> str:
    noun, period = found["noun"], found["period"]
    if any(normalise(f"{noun} {period}") == normalise(" ".join(each.words)) for each in catalog.columns):
        return found.group()
    named = any(each.is_date and word_root(noun.casefold()) in days_told(each) for each in catalog.columns)
    return f"{found['by']} {period} of {noun}" if named else found.group()
