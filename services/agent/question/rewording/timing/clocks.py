"""Writes every time of the day in one way: ``6:30 pm``, ``18h30`` and ``18:30`` as ``18h30``.

One of the morning has two digits, ``06h30``; one that may be of the evening too has one, ``6h30``.
"""

import re

from services.agent.question.language.clocks import MIDNIGHT
from services.agent.question.language.words import normalise
from services.agent.question.tables.hours import days_in, hours_of
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_HALF = (
    r"(?:[ap]\.m\.|[ap]\.?m\b|o['\u2019]?\s?clock\b|in\s+the\s+(?:morning|afternoon|evening)\b|at\s+night\b)"
)
_CLOCK = (
    r"(?<![\w.,:/$€£+])(?<!\D-)(?:(?P<hour>\d{1,2})"
    rf"(?:(?:[:h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?|(?P<hours>h))(?:\s*(?P<half>{_HALF}))?"
    rf"|(?:\.(?P<dotted>[0-5]\d))?\s*(?P<whole>{_HALF}))|(?P<name>noon|midday|midnight)\b)(?![\w:/]|[.,]\d)"
)
_SAID = re.compile(_CLOCK, re.IGNORECASE)
_SIGN = re.compile(
    r"\d\s*(?:[:h]|[ap]\.?m|o['\u2019]?\s?clock|in\s+the|at\s+night)|\d\.\d\d\s*[ap]|\b(?:noon|mid(?:day|night))\b",
    re.I,
)
"""What no question without a time of the day has."""
_WORDS = (" time ", "hour", " of the day", " times")
_DONE = r"(?:\d{1,2}h\d\d(?:s\d\d)?)"
_BARE_LOW = re.compile(
    rf"\b(?P<lead>between|from)\s+(?P<bare>\d{{1,2}})\s*(?P<link>and|to|until|till|[-–])\s*(?P<done>{_DONE})\b",
    re.IGNORECASE,
)
_BARE_HIGH = re.compile(
    rf"\b(?P<lead>between|from)\s+(?P<done>{_DONE})\s*(?P<link>and|to|until|till|[-–])\s*(?P<bare>\d{{1,2}})(?![\w:.,-])",
    re.IGNORECASE,
)
_TO = re.compile(rf"(?<!from )(?<!between )\b(?P<low>{_DONE})\s*[-–]\s*(?P<high>{_DONE})\b", re.IGNORECASE)


_TIME = re.compile(r"^(?:at\s+)?what\s+time\s+(?=(?:is|are|was|were|does|do|did|will|can)\b)", re.IGNORECASE)
_NEXT = re.compile(r"\bnext\b(?=.*\b(?:after|from|since)\s+\d+h\d\d)", re.IGNORECASE)
_OF_DAY = re.compile(r"(?<=\w)\s+of\s+the\s+day\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:first|last|earliest|latest)\b.*\s+of\s+the\s+day\b", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:opening|business|visiting)\s+(?:hours|times)\b", re.IGNORECASE)
_HOURS = (
    (
        re.compile(r"\b(?:one\s+and\s+a\s+half\s+hours|an\s+hour\s+and\s+a\s+half)\b", re.IGNORECASE),
        "90 minutes",
    ),
    (re.compile(r"\b(?:half\s+an|half-an?|a\s+half)\s+hour\b", re.IGNORECASE), "30 minutes"),
    (re.compile(r"(?<=\bthan )an\s+hour\b", re.IGNORECASE), "1 hour"),
)


def say_clocks(question: str, catalog: Catalog) -> str:
    """Write times of the day in one way, where some column holds any; a value of a cell stays."""
    folded = question.casefold()
    timed = any(word in folded for word in _WORDS) or _SIGN.search(question)
    if not timed or not _tells_clock(catalog):
        return question
    for pattern, minutes in _HOURS if "hour" in folded else ():
        question = pattern.sub(minutes, question)
    if not any(column.is_date or "time" in column.words for column in catalog.columns):
        question = _TIME.sub("When ", question)
    hours = {pair for table in catalog.tables if (pair := hours_of(table))}
    if len(hours) == 1:
        start, end = hours.pop()
        question = _OPENING.sub(lambda _: f"{start.name} and {end.name}", question)
    if _ENDS.search(question) and not any(map(days_in, catalog.tables)):
        question = _OF_DAY.sub("", question)
    said = _SAID.sub(lambda found: _written(found, question, catalog), question)
    if said == question:
        return question
    said = _BARE_HIGH.sub(_with_high, _BARE_LOW.sub(_with_low, said))
    said = _NEXT.sub("first", said)
    return _TO.sub(r"between \g<low> and \g<high>", said)


@remembered
def _tells_clock(catalog: Catalog) -> bool:
    return any(column.tells_clock for column in catalog.columns)


def _written(found: re.Match[str], question: str, catalog: Catalog) -> str:
    quoted = question.count('"', 0, found.start()) % 2
    if quoted or catalog.values(normalise(found[0])):
        return found[0]
    if found["name"]:
        return MIDNIGHT if found["name"].lower() == "midnight" else "12h00"
    hour, half = int(found["hour"]), (found["half"] or found["whole"] or "").lower()
    clock = half.startswith("o") or not half
    if hour > 23 or (half and not 1 <= hour <= 12):
        return MIDNIGHT if found[0] == "24:00" else found[0]
    minute, second = found["minute"] or found["dotted"] or "00", found["second"]
    tail = f"h{minute}" + (f"s{second}" if second and second != "00" else "")
    if clock:
        return f"{hour if hour and len(found['hour']) == 1 else f'{hour:02}'}{tail}"
    late = half.startswith("p") or "noon" in half or "evening" in half or "night" in half
    if "night" in half and (hour == 12 or hour < 6):
        return found[0]
    return f"{hour % 12 + 12 * late:02}{tail}"


def _with_low(found: re.Match[str]) -> str:
    """Read the ``5`` of ``between 5 and 7 pm`` in the half of the day of the other, or in that before."""
    low, (high, *_) = int(found["bare"]), found["done"].split("h")
    if low > 23:
        return found[0]
    if low < 12 < int(high) and low + 12 < int(high) and low > 0:
        low += 12  # "Between 5 and 7 pm", or 17h and 19h.
    if low > int(high):
        return found[0]
    return f"{found['lead']} {low:02}h00 {_link(found)} {found['done']}"


def _with_high(found: re.Match[str]) -> str:
    """Read the ``10`` of ``between 8:30 and 10`` after the other: ``9 am and 5`` are of two halves."""
    (low, *_), high = found["done"].split("h"), int(found["bare"])
    high += 12 if high <= int(low) and high < 12 else 0
    if not int(low) < high < 24:
        return found[0]
    return f"{found['lead']} {found['done']} {_link(found)} {high:02}h00"


def _link(found: re.Match[str]) -> str:
    said = found["link"].lower()
    return ("and" if found["lead"].lower() == "between" else "to") if said in "-–" else said
