"""Stretches reckoned from a day that is said: "the 14 days ending 30 June", "the last 60 days as of 5 May".

They are written as "between … and …", and what is done "by" a day as "on or before" it, which is read
everywhere. What ends on a day has just so many days with it; what is "last" as of a day begins where it would
if that were today.
"""

import re
from datetime import date, timedelta

from services.agent.question.language.periods import MONTHS, find_period
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.windows import find_window, months_before
from services.agent.question.language.words import tokenise

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_DAY_OF = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)\b"
_DAY = rf"(?:\d{{4}}-\d\d-\d\d\b|{_DAY_OF},?\s+\d{{4}}\b)"
_SPAN = (
    rf"(?:(?P<number>\d+|{'|'.join(NUMBER_WORDS)})[\s-]+)?(?P<unit>day|week|month|quarter|year)s?"
    r"(?:\s+(?:period|window|stretch))?"
)
_IN = (
    r"(?:\b(?:in|during|within|over|for|from|of)\s+)?\b(?:the\s+(?:(?:last|past|final|previous|first)\s+)?|"
    r"(?:last|past|final|previous|first)\s+)"
)
"""``the`` or the like has to say that a stretch is meant: things are done "14 days before" a day, too."""
_REMARK = r"(?P<remark>\s*[(](?:i\.?e\.?,?\s+|that\s+is,?\s+)?(?:[\w-]+[\s,]*){1,8}[)])?"
_LEFT_OUT = re.compile(
    r"\b(?:(?:not|isn't)\s+(?:included|counted)|excluded|exclusive|excluding)\b", re.IGNORECASE
)
"""How a remark says that the day itself is none of the stretch, as ``before`` does anyway."""
_UNTIL = re.compile(
    rf"{_IN}{_SPAN}\s+(?:(?P<with>ending|ended|that\s+ended|up\s+to(?:\s+and\s+including)?|through|to|until)|"
    r"(?P<before>before|preceding|prior\s+to|leading\s+up\s+to))\s+(?:(?:on|with)\s+)?(?P<day>"
    rf"{_DAY}){_REMARK}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"{_IN}{_SPAN}\s+(?:(?P<with>starting|beginning|from)|(?P<after>after|following))\s+(?:(?:on|with)\s+)?"
    rf"(?P<day>{_DAY})(?!\s*(?:to|until|till|through|[-–])\b){_REMARK}",
    re.IGNORECASE,
)
_BACK = re.compile(
    rf"\b(?:counting|looking|going|reckoning)\s+back(?:wards)?\s+{_SPAN}\s+from\s+(?P<day>{_DAY}),?{_REMARK}",
    re.IGNORECASE,
)
_TODAY = r"(?:today(?:'s\s+date)?|now|the\s+(?:current|present|reference)\s+(?:date|day))"
_AS_OF = re.compile(
    rf"[,(]?\s*\b(?:(?:as\s+(?:of|at)|relative\s+to|seen\s+from|reckoned\s+from|counting\s+from)\s+(?P<day>{_DAY})|"
    r"(?:if|when|with|given|taking|assuming|treating|using|suppose|supposing|say|let)\s+(?:that\s+)?"
    rf"(?:{_TODAY}\s+(?:is|was|were|as|being|to\s+be|be|=)\s+(?P<is>{_DAY})|"
    rf"(?P<as>{_DAY})\s+(?:is|was|were|as|to\s+be)\s+{_TODAY}))[,)]?",
    re.IGNORECASE,
)
_ROLLING = re.compile(
    r"(?:\b(?:in|during|within|over|for)\s+)?(?:\bthe\s+)?\b(?P<window>(?:last|past|previous|this|current|year|"
    rf"quarter|month)\s+[\w]+(?:\s+\w+)?){_REMARK}",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b(?:by|as\s+(?:of|at))\s+(?=(?:the\s+)?{_DAY})", re.IGNORECASE)
_BY_END = re.compile(
    r"\b(?:by|until|till|up\s+(?:to|until)|through|as\s+(?:of|at)|before)\s+(?:the\s+)?end\s+of\s+",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(rf"{_DAY}|{_DAY_OF}", re.IGNORECASE)


def say_reckoned(question: str) -> str:
    """Write stretches that are reckoned from a day as their first and last day; others stay as they are."""
    try:
        return _reckoned(question)
    except OverflowError:
        return question  # "The last 99999999 days" begin before there were any.


def _reckoned(question: str) -> str:
    back = _BACK.search(question)
    if back and (end := _day(back["day"])):
        rest = f"{question[: back.start()]} {question[back.end() :]}".strip(" ?.!")
        return f"{rest} {_between(_first(back, end), end, back)}"
    said = _as_of(_AFTER.sub(_beginning, _UNTIL.sub(_ending, question)))
    return _BY.sub("on or before ", _by_end(said))


def _by_end(question: str) -> str:
    """Write ``by the end of March 2024`` with that day."""
    found = _BY_END.search(question)
    tokens = tokenise(question[found.end() :]) if found else []
    period = find_period(tokens, 0) if tokens else None
    if found is None or period is None or period[0].end is None:
        return question
    last = period[0].end - timedelta(days=1)
    return (
        f"{question[: found.start()]}on or before {last}{question[found.end() + tokens[period[1] - 1].end :]}"
    )


def _as_of(question: str) -> str:
    """Put the window that a question reckons from a day, said anywhere else in it, in days."""
    told = _AS_OF.search(question)
    today = _day(told["day"] or told["is"] or told["as"]) if told else None
    if told is None or today is None:
        return question
    rest = f"{question[: told.start()]} {question[told.end() :]}".strip()
    for found in _ROLLING.finditer(rest):
        tokens = tokenise(found["window"])
        window = find_window(tokens, 0, today)
        if window:
            first, end, _, used = window
            after = found["window"][tokens[used - 1].end :]
            days = _between(first, end - timedelta(days=1), found)
            return f"{rest[: found.start()]} {days}{after}{rest[found.end() :]}".strip()
    return question


def _ending(found: re.Match[str]) -> str:
    day = _day(found["day"])
    if day is None:
        return found[0]
    end = day if found["with"] else day - timedelta(days=1)
    return f" {_between(_first(found, end + timedelta(days=1)), end, found)}"


def _beginning(found: re.Match[str]) -> str:
    day = _day(found["day"])
    if day is None:
        return found[0]
    first = day if found["with"] else day + timedelta(days=1)
    return f" {_between(first, _first(found, first, ahead=True) - timedelta(days=1), found)}"


def _first(found: re.Match[str], day: date, *, ahead: bool = False) -> date:
    """Return the day that lies so long before another, or after it."""
    said = (found["number"] or "1").casefold()
    number = int(NUMBER_WORDS.get(said, said)) * (-1 if ahead else 1)
    unit = found["unit"].casefold()
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    return (
        months_before(day, months * number)
        if months
        else day - timedelta(days=number * (7 if unit == "week" else 1))
    )


def _between(first: date, last: date, found: re.Match[str]) -> str:
    """Say the stretch; a remark that says its first day in brackets is believed before any reckoning."""
    remark = found["remark"] or ""
    if _LEFT_OUT.search(remark) and found.groupdict().get("before"):
        remark = ""
    told = _BARE_DAY.search(remark)
    days = {
        day for year in (last.year, last.year - 1) if told and (day := _day(told[0], year)) and day < last
    }
    return f"between {max(days, default=first)} and {last}{'' if told else remark}"


def _day(text: str, year: int | None = None) -> date | None:
    """Read a day; one without a year is of the year that is given."""
    tokens = tokenise(text if year is None or re.search(r"\d{4}", text) else f"{text} {year}")
    found = find_period(tokens, 0)
    return found[0].start if found and found[0].grain == "day" else None
