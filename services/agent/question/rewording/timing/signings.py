"""Says the day of a thing by its header: ``signed their contract before 2012``, of CONTRACT DATE."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_BEGUN = (
    r"(?:signed|conclude[ds]?|closed|made|placed|got|received|issued|opened|took\s+out|taken\s+out|"
    r"entered(?:\s+into)?|begun|began)"
)
"""What is done to a thing on its day: nothing that ends it."""
_WHEN = r"(?=\s+(?:before|after|in|on|since|between|during|until)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}\d)"
_DONE = re.compile(
    rf"\b(?:(?:who|that|which)\s+)?(?:(?:have|has|had)\s+)?{_BEGUN}\s+(?:their|its|his|her|the|an?)\s+(?P<noun>[a-z]+){_WHEN}"
    rf"|\b(?:whose|with\s+an?)\s+(?P<thing>[a-z]+)\s+(?:(?:that|which)\s+)?(?:(?:was|were|is)\s+)?{_BEGUN}{_WHEN}",
    re.IGNORECASE,
)
_DAY = frozenset(map(stem, ["date", "day"]))


def say_signed(question: str, catalog: Catalog) -> str:
    """Name the only header that is the date of a thing, where something was begun with that then."""
    return _DONE.sub(lambda found: _said(found, catalog), question)


def _said(found: re.Match[str], catalog: Catalog) -> str:
    noun = stem((found["noun"] or found["thing"]).casefold())
    days = [each for each in catalog.columns if each.is_date and _is_of(each, noun)]
    rows = any(noun in table.words for table in catalog.tables)  # Contracts have their own rows and days.
    return f"with {spoken(days[0].name)}" if len(days) == 1 and not rows else found.group()


def _is_of(column: Column, noun: str) -> bool:
    return noun in column.words and {*column.words} - {noun} <= _DAY and len(column.words) > 1
