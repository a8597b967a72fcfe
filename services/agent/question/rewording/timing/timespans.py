"""Speaks of stretches of time by the header that holds them: "the talk time in seconds", of talk seconds."""

import re
from collections.abc import Sequence

from services.agent.question.language.units import convert
from services.agent.question.language.words import name_words, stem, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told, ends_of
from services.agent.question.tables.hours import is_length
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_UNITS = {
    word: unit
    for unit, words in (
        ("seconds", "second seconds sec secs"), ("minutes", "minute minutes min mins"),
        ("hours", "hour hours hr hrs"), ("days", "day days"),
    )
    for word in words.split()
}  # fmt: skip
_SPAN = re.compile(
    r"\b(?P<what>[\w-]+(?:\s+[\w-]+)?)\s+(?:times?|durations?|lengths?)\b"
    r"(?:\s+(?:\(\s*)?in\s+(?P<unit>seconds|secs|minutes|mins|hours|hrs|days)\b(?:\s*\))?)?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\bin\s+(?:seconds|minutes|hours|days|nights|weeks)\b", re.IGNORECASE)
_MEAN = r"(?:on\s+average|typically|usually|normally)"
_TO_DO = re.compile(
    rf"^(?:{_MEAN},?\s+)?how\s+long\s+(?:does|did|do)\s+(?:it|(?P<who>[\w' -]+?))\s+(?:{_MEAN}\s+)?takes?\s+"
    rf"(?:us\s+)?(?:{_MEAN},?\s+)?to\s+(?P<does>\w+)(?P<rest>[^?]*?)(?:,?\s+{_MEAN})?\s*\??$",
    re.IGNORECASE,
)
"""``How long does it take to close a ticket``: what it takes on average, as one figure is asked for."""
_TO_BE_DONE = re.compile(
    rf"^(?:{_MEAN},?\s+)?how\s+(?:long|many\s+(?P<unit>days|weeks|hours|months))\s+(?:does|did|do)\s+"
    rf"(?:it\s+(?:{_MEAN}\s+)?takes?\s+(?:{_MEAN},?\s+)?(?:for|until|before)\s+(?P<who>[\w' -]+?)|"
    rf"(?P<whose>(?!it\b)[\w' -]+?)\s+(?:{_MEAN}\s+)?takes?)\s+(?:{_MEAN}\s+)?"
    rf"(?:to\s+(?:be|get)|is|are|gets?|was|were)\s+(?P<done>[a-z]+)(?P<rest>[^?]*?)(?:,?\s+{_MEAN})?\s*\??$",
    re.IGNORECASE,
)
"""``How many days does it take until an order is shipped``, ``for an order to be shipped``."""
_BEFORE = re.compile(
    rf"^(?:{_MEAN},?\s+)?how\s+long\s+(?:do|did|does)\s+(?P<who>[\w' -]+?)\s+(?:{_MEAN}\s+)?"
    rf"(?:stay|remain|last|wait)s?(?:\s+with\s+us)?\s+(?:{_MEAN}\s+)?(?:before|until)\s+(?:they\s+|it\s+is\s+|being\s+)?(?P<does>[a-z]+)"
    rf"(?:,?\s+{_MEAN})?\s*\??$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"^(?:{_MEAN},?\s+)?how\s+long\s+(?:do|did|does)\s+(?:(?:the|an?|our)\s+)?(?P<who>[\w'-]+(?:\s+[\w'-]+)?)\s+"
    rf"(?P<how>{_MEAN}\s+)?(?:takes?|lasts?|go\s+on)(?P<mean>\s+{_MEAN})?"
    r"(?P<rest>\s+(?:by|per|for\s+each|in)\s+[\w' -]+?)?\s*\??$",
    re.IGNORECASE,
)
_SLOWEST = re.compile(
    rf"^(?P<asks>(?:which|what)\s+[\w' -]+?)\s+takes?\s+(?:the\s+)?(?P<way>longest|shortest)\s+"
    rf"to\s+(?P<does>[^?]+?)\s+{_MEAN}\s*\??$",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    r"^(?P<asks>(?:which|what)\s+[\w' -]+?)\s+(?:(?:was|were|is|are|got)\s+(?P<done>[a-z]+(?:ed|id|nt|ld))\s+"
    r"(?:the\s+)?(?P<fast>fastest|quickest|slowest)|took\s+(?:the\s+)?(?P<way>longest|shortest)\s+to\s+(?:be|get)\s+(?P<does>[a-z]+))\s*\??$",
    re.IGNORECASE,
)
"""``Which order was shipped the fastest``, ``took the longest to be shipped``: how long that took."""
_FIGURE = r"(?P<figure>average|mean|median|longest|shortest|maximum|minimum|fastest|slowest|quickest)"
_FIGURES = {
    "longest": "maximum", "slowest": "maximum",
    "shortest": "minimum", "fastest": "minimum", "quickest": "minimum",
}  # fmt: skip
_OF_EVENT = re.compile(rf"\b{_FIGURE}\s+(?P<what>(?:first\s+)?[a-z]+)\s+times?\b", re.IGNORECASE)
"""``Average first response time``: the time to the first response."""
_TIME_TO = re.compile(
    rf"\b{_FIGURE}\s+time\s+"
    r"(?:(?:it\s+takes|it\s+took|taken|needed)\s+)?(?=to\s+[^\W\d_]+)",
    re.IGNORECASE,
)
_NIGHTS = re.compile(
    r"\b(?P<figure>total|average|mean|median|sum\s+of)\s+(?:the\s+)?(?:number\s+of\s+)?nights(?:\s+(?:stayed|spent|booked))?\b",
    re.IGNORECASE,
)
"""``The total number of nights`` of stays."""
_NIGHT = stem("night")
_ARRIVING = frozenset(map(word_root, ["checkin", "arrive"]))
_SAYING = frozenset(map(stem, ["time", "times", "duration", "length"]))


_SAID = (
    " time",
    " duration",
    " length",
    "how long ",
    "how many ",
    "est to ",
    "fastest",
    "quickest",
    "slowest",
)
"""What is said of stretches of time."""


def say_timespans(question: str, catalog: Catalog) -> str:
    """Say the header of a stretch of time that is called by what it is of; most questions stay."""
    folded = question.casefold()
    if "nights" in folded:
        question = _NIGHTS.sub(lambda found: _nights(found, catalog), question)
    if not any(word in folded for word in _SAID):
        return question
    question = _say_lasting(question, catalog)
    return _SPAN.sub(lambda found: _said(found, catalog), question)


def _nights(found: re.Match[str], catalog: Catalog) -> str:
    """Say the days from arriving to leaving, where the only such rows have no column of their nights."""
    if any(_NIGHT in column.words for column in catalog.columns if column.is_number):
        return found.group()
    days = ([column for column in table.columns if column.is_date] for table in catalog.tables)
    stays = [ends for each in days if (ends := ends_of(each)) and days_told(ends[0]) & _ARRIVING]
    if len(stays) != 1:
        return found.group()
    start, end = stays[0]
    return f"{found['figure']} days from {start.name} to {end.name}"


def _say_lasting(question: str, catalog: Catalog) -> str:
    """Ask for the days or hours between two columns, where no column says how long something took."""
    moments = [column for column in catalog.columns if column.is_date]
    if len(moments) < 2 or _UNIT.search(question):
        return question
    asked = {word_root(word) for word in re.findall(r"[a-z]+", question.lower())} - {"for"}
    told = {column.table for column in moments if asked & days_told(column)}
    if any(is_length(column) and (not told or column.table in told) for column in catalog.columns):
        return question
    told = told or {each.table for each in moments}
    unit = "hours" if all(each.tells_clock for each in moments if each.table in told) else "days"
    question = _OF_EVENT.sub(lambda found: _time_to(found, moments), question)
    if found := _TO_BE_DONE.search(question):
        rows = found["who"] or found["whose"]
        return f"average {found['unit'] or unit} to {_verb(found['done'])} {rows}{found['rest']}"
    if found := _TO_DO.search(question):
        who = f" {found['who']}" if found["who"] else ""
        return f"average {unit} to {found['does']}{who}{found['rest']}"
    if found := _BEFORE.search(question):
        return f"average {unit} to {found['does']} of {found['who']}"
    if (found := _GOES_ON.search(question)) and (found["how"] or found["mean"]):
        rest, days = found["rest"] or "", _to_event(found["who"], moments)
        return f"average {unit} to {days}{rest}" if days else f"average duration of {found['who']}{rest}"
    if found := _DONE_BY.search(question):
        return _done_by(found)
    if found := _SLOWEST.search(question):
        way = "highest" if found["way"].casefold() == "longest" else "lowest"
        return f"{found['asks']} has the {way} average {unit} to {found['does']}"
    return _TIME_TO.sub(
        lambda found: f"{_FIGURES.get(found['figure'].lower(), found['figure'])} {unit} ", question
    )


def _done_by(found: re.Match[str]) -> str:
    way = found["way"] or {"slowest": "longest"}.get(found["fast"].casefold(), "shortest")
    return f"{found['asks']} took the {way} to {_verb(found['done'] or found['does'])}"


def _verb(done: str) -> str:
    done = done.casefold()
    return stem(done) if done.endswith("ed") else word_root(done)


def _time_to(found: re.Match[str], moments: Sequence[Column]) -> str:
    event = _to_event(found["what"], moments)
    return f"{found['figure']} time to {event}" if event else found[0]


def _to_event(what: str, moments: Sequence[Column]) -> str | None:
    """Say what a time goes to where one day alone is called so, and its rows have another: closing time."""
    event = word_root(what.split()[-1].lower())
    days = [column for column in moments if event in column.roots]
    others = [column for column in moments if days and column.table == days[0].table and column != days[0]]
    return what if len(days) == 1 and others else None


def _said(found: re.Match[str], catalog: Catalog) -> str:
    words = found["what"].split()
    spans = _spans(catalog)
    for size in range(len(words), 0, -1):
        column = spans.get(tuple(stem(word.casefold()) for word in words[len(words) - size :]))
        if column is None:
            continue
        header = name_words(column.name)
        unit = found["unit"]
        if unit and convert(1, unit.casefold(), [header[-1]]) != 1:
            return found[0]
        return " ".join([*words[: len(words) - size], *header[:-1], _UNITS[header[-1]]])
    return found[0]


@remembered
def _spans(catalog: Catalog) -> dict[tuple[str, ...], Column]:
    """Return the columns whose header ends in a unit of time, by what it is of, where no other says that."""
    found: dict[tuple[str, ...], list[Column]] = {}
    for column in catalog.columns:
        *rest, last = name_words(column.name) or [""]
        told = tuple(stem(word) for word in rest)
        if column.is_number and rest and last in _UNITS and not _SAYING & {*told}:
            found.setdefault(told, []).append(column)
    said = catalog.headers
    rivals = {told for told in found for word in _SAYING if (*told, word) in said}
    return {told: each[0] for told, each in found.items() if len(each) == 1 and told not in rivals}
