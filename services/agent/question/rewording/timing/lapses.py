"""Asks for the days between two columns where rows of two tables have them, or brackets subtract them.

Of what arrives that is the only date that its table has; "the days it took (end minus start)" says both.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.language.words import normalise, spoken, stem, word_root
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_UNIT = r"(?P<unit>days|weeks|hours|minutes)"
_MEAN = r"(?:on\s+average|typically|usually|normally)"
_REST = r"(?P<rest>(?:,?\s+(?:for\s+(?:each|every)|by|per|in|during|since)\s+[^?,;]+)?)\s*[?.]*$"
_ARRIVED = re.compile(
    r"^(?:(?:taking|counting|considering|over|across|for|of)\s+(?:all|every|each)\s+(?:of\s+)?(?:the\s+|our\s+)?"
    r"(?P<all>[a-z]+)(?P<got>\s+(?:that\s+)?we\s+(?:received|got|have))?,\s*)?"
    rf"(?:{_MEAN},?\s+)?how\s+many\s+{_UNIT}\s+after\s+"
    r"(?P<start>(?:the|its|their)\s+[\w' -]+?)\s+(?:do|does|did)\s+"
    r"(?:it|they|(?:the|an?|our)?\s*(?P<who>[a-z]+))\s+"
    rf"(?:(?:arrive|reach\s+us|come\s+in|get\s+here)(?:\s+with\s+us)?)\s+{_MEAN}{_REST}",
    re.IGNORECASE,
)
_SUBTRACTED = re.compile(
    rf"^(?:{_MEAN},?\s+)?(?:how\s+many\s+{_UNIT}|how\s+long)\b(?P<lead>[^()]*)\(\s*(?P<end>[^()]+?)\s+(?:minus|-|less)\s+"
    r"(?P<start>[^()]+?)\s*\)(?P<rest>.*?)[?.\s]*$",
    re.IGNORECASE,
)
"""``How many days … on average (end minus start)``."""
_REACHED_US = re.compile(r"\b(?:has\s+|have\s+|had\s+)?(?:reached|got\s+to)\s+us\b", re.IGNORECASE)


def say_lapses(question: str, catalog: Catalog) -> str:
    """Ask for the mean of the days from one column to another; most questions stay as they are."""
    said = _REACHED_US.sub(lambda found: _received(found, catalog), question)
    if found := _ARRIVED.match(said):
        return _arrived(found, catalog) or said
    if found := _SUBTRACTED.match(said):
        return _subtracted(found, catalog) or said
    return said


def _subtracted(found: re.Match[str], catalog: Catalog) -> str:
    """Say which days are set against each other, where nothing before them says of which rows."""
    days = [_header(found[side], catalog) for side in ("start", "end")]
    one, other = days
    if one is None or other is None or one.table != other.table or not re.search(_MEAN, found["lead"], re.I):
        return ""
    words = re.findall(r"[\w-]+", found["lead"].casefold())
    some = (*words, *(f"{one} {other}" for one, other in pairwise(words)))
    if re.search(r"\d|\b(?:not|no|never)\b", found["lead"]) or any(
        catalog.values(normalise(each)) for each in some
    ):
        return ""  # Only some of the rows.
    return f"average {found['unit'] or 'days'} from {spoken(one.name)} to {spoken(other.name)}{found['rest']}"


def _header(said: str, catalog: Catalog) -> Column | None:
    """Return the only date whose header has just these words."""
    words = [
        stem(word) for word in re.findall(r"\w+", said.casefold()) if word not in ("the", "its", "their")
    ]
    found = [column for column in catalog.columns if column.is_date and [*column.words] == words]
    return found[0] if len(found) == 1 else None


def _arrived(found: re.Match[str], catalog: Catalog) -> str:
    """Say the day on which a thing came as the only one that its table has."""
    word = found["who"] or found["all"]
    tables = [each for each in catalog.tables if word and is_called(each, stem(word.lower()))]
    days = [column for table in tables for column in table.columns if column.is_date]
    if len(tables) != 1 or len(days) != 1:
        return ""
    what = f"{spoken(tables[0].name)} {spoken(days[0].name)}"
    return f"average {found['unit']} between {found['start']} and {what}{found['rest']}"


def _days(word: str, catalog: Catalog) -> Sequence[Column]:
    root = word_root(word.lower())
    return [column for column in catalog.columns if column.is_date and root in column.roots]


def _received(found: re.Match[str], catalog: Catalog) -> str:
    """What reached us we received, where some day says that."""
    return "was received" if _days("received", catalog) else found[0]
