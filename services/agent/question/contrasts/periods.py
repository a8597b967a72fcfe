"""Periods that a figure is asked for in, one beside the other: "in 2022 and in 2023 for each country".

Only the text is read here: the figure, its groups, the periods, and what is to be shown of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.agent.question.contrasts.phrases import figure_questions
from services.agent.question.language.words import stem
from services.agent.question.plans.plan import Bucket, Combination
from services.agent.question.rewording.timing.growths import PERIOD

_SENTENCE = re.compile(
    r"[.?!:]\s+(?=[A-Z])|;\s+(?=(?:the\s+)?(?:[a-z]+\s+)?(?:growth|change|difference)\s+(?:is|means)\b)"
)
_NOTE = re.compile(
    r"^(?:use|using|count|only|consider|leave|ignore|exclude|take|(?:the\s+)?(?:[\w-]+\s+){1,3}(?:is|are|means?|counts?))\s",
    re.IGNORECASE,
)
"""A sentence that says what a word means, or of which rows all is."""
_ASIDES = re.compile(
    r",?\s+and\s+(?=(?:leaving\s+out|counting|excluding|ignoring|omitting|dating|going\s+by|using|considering)\b)",
    re.IGNORECASE,
)
_ASKS = r"(?:please\s+)?(?:return|give|show|list|report|display|include|provide)(?:\s+(?:me|us))?"
_LIST = re.compile(rf"^{_ASKS}\s+(?P<list>.+)$", re.IGNORECASE)
_LISTED_AFTER = re.compile(
    r"[,;]?\s+(?:returning|giving|showing|listing|reporting|return|show|give)\s+(?=the\b)", re.IGNORECASE
)
_FOR_EACH = re.compile(
    r"^(?P<by>(?:for|per|by|in)\s+(?:each\s+|every\s+)?[^,]+),\s*(?P<rest>.+)$", re.IGNORECASE
)
_OPENING = re.compile(
    rf"^(?:{_ASKS}\s+|compare\s+|what\s+(?:is|are|was|were)\s+|count\s+)(?:the\s+)?", re.IGNORECASE
)
_HOW_DID = re.compile(
    r"^how\s+(?:did|does|do|has|have)\s+(?:the\s+)?(?P<what>.+?)\s+(?:develop|evolve|change|grow|compare|differ|move)(?:ed|d)?$",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"^how\s+many\s+", re.IGNORECASE)
_COMPARE = re.compile(r"^compare\s", re.IGNORECASE)
_DEVELOPED = re.compile(
    r"^(?:(?:show|tell|look\s+at|see)\s+)?how\s.+?\s(?:develop|chang|evolv|grow|gr[eo]w|compar)\w*\s+"
    r"(?P<by>(?:by|per|(?:for|in)\s+each)\s.+)$",
    re.IGNORECASE,
)
"""A sentence before, of which only the groups are not said again: ``how sales developed by region``."""
_BETWEEN = re.compile(
    r"^\s*(?:,|,?\s*and|with|versus|vs\.?|against|to|(?:as\s+)?compared\s+(?:with|to|against))\s+(?P<said>.*?)$",
    re.IGNORECASE,
)
_AND = re.compile(r"^\s*(?:,|,?\s*and\b)", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?P<lead>.+?)\s+(?:(?:in|for|of|during|per|by)\s+(?:each|every)\s+(?P<unit>quarter|month)\s+)?"
    r"(?:in|for|of|during|from|between)$",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:the\s+)?(?:same|corresponding|respective)\s+(?P<unit>quarter|month)s?\b", re.IGNORECASE
)
_SPAN = re.compile(r"\b(?:from|between|since|until)\s*$", re.IGNORECASE)
_SMALL = {
    *(
        "the",
        "in",
        "for",
        "of",
        "during",
        "and",
        "a",
        "an",
        "that",
        "those",
        "these",
        "one",
        "number",
        "count",
    ),
    *("figur", "total", "year"),
}
"""Words that may stand between two periods and say nothing new."""
_GROWTH = r"(?:growth(?:\s+rate)?|change|increase|difference|development)"
_GROWS = re.compile(rf"\b{_GROWTH}\b", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\b(?:difference|absolute)\b", re.IGNORECASE)
_GROUPS = re.compile(r"\s(?:per|(?:for|in|at|by|of|within)\s+(?:each|every)|by)\s+\w", re.IGNORECASE)
_STRETCH = re.compile(r"\b(?:per|by|(?:for|in)\s+(?:each|every))\s+(?P<unit>quarter|month)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\bpercent(?:age)?\b|\bpct\b|%", re.IGNORECASE)
_CHANGE = re.compile(
    rf",?\s*(?:\band\s+)?(?:(?:{_ASKS}|compute|calculate|what\s+(?:is|was)|with|as\s+well\s+as|plus)\s+)?(?:the\s+)?"
    rf"(?:(?:resulting|relative|percent(?:age)?|absolute)\s+)*{_GROWTH}\b(?P<told>[^,]*)$",
    re.IGNORECASE,
)
_DEFINED = re.compile(rf"^(?:the\s+)?(?:\w+\s+)?{_GROWTH}\s+(?:is|means|=)\s+(?P<told>.+)$", re.IGNORECASE)
_BASE = re.compile(
    rf"\b(?:from|minus|over|divided\s+by|against|relative\s+to|compared\s+(?:with|to)|percent(?:age)?\s+of)\s+(?:the\s+)?(?P<base>{PERIOD})",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+(?=the\b|their\b|its\b|both\b)")
_BOTH = re.compile(
    r"^(?:the\s+)?(?:both|two|(?:figure|count|number|total|sum)s?\s+(?:for|of)\s+(?:both|each))\b",
    re.IGNORECASE,
)
_OF_CHANGE = {
    *("from", "to", "between", "against", "over", "compar", "with", "relat", "previous", "former", "earlier"),
    *("two", "minus", "less", "divid", "by", "percent", "pct", "as", "differ", "growth", "chang"),
    *("increas", "is", "comput", "calcul", "what"),
}
"""Words that a change between two periods may be told with, besides those of the question."""


class Shown(StrEnum):
    """What a list of columns names besides the periods."""

    GROUP = "group"
    CHANGE = "change"


@dataclass(frozen=True)
class Beside:
    """A figure that is asked for in several periods."""

    ways: tuple[str, ...]
    """Ways to ask for it, with ``{period}`` where the period stands."""
    periods: tuple[str, ...]
    """In the order in which they are said."""
    shown: tuple[Shown | str, ...]
    """What is listed, in its order; a period stands for its figure."""
    unit: Bucket | None = None
    """Stretches of each period that are set beside those of the other: ``the same quarter of 2022``."""
    change: Combination | None = None
    percent: bool = False
    bases: tuple[str, ...] = ()
    """Periods that a change is said to be told from: the earlier one, or it is another change."""


@dataclass(frozen=True)
class _Core:
    text: str
    by: str
    listed: tuple[str, ...]
    told: str
    notes: str
    """Sentences that are said of each figure alike."""


def read_beside(question: str) -> Beside | None:
    """Read a figure that is asked for in periods beside each other; None where a part is not understood."""
    core = _core(" ".join(question.split()).strip(" ?.!"))
    return _beside(core) if core else None


def _core(text: str) -> _Core | None:
    """Tell the sentence with the periods from the groups before it, and from what is listed behind it."""
    listed, by, told, cores, notes = list[str](), "", "", list[str](), list[str]()
    for sentence in _SENTENCE.split(text):
        plain = sentence.strip(" .?!")
        as_list, defined, developed = _LIST.match(plain), _DEFINED.match(plain), _DEVELOPED.match(plain)
        if defined:
            told = defined["told"]
        elif cores and as_list:
            listed += _LISTED.split(as_list["list"])
        elif developed and not cores and not re.search(PERIOD, plain):
            by = f" {developed['by']}"
        elif cores and _NOTE.match(plain):
            notes.append(plain)
        else:
            cores.append(plain)
    if len(cores) != 1:
        return None
    text = cores[0]
    after = None if listed else _LISTED_AFTER.search(text)
    if after and re.search(PERIOD, text[: after.start()]):
        text, listed = text[: after.start()], _LISTED.split(text[after.end() :])
    if first := _FOR_EACH.match(text):
        text, by = first["rest"], f"{by} {first['by']}"
    return _Core(
        text, by, tuple(each.strip() for each in listed), told, "".join(f". {each}" for each in notes)
    )


def _beside(core: _Core) -> Beside | None:
    listed = _listed_periods(core)
    if listed is None:
        return None
    change = _CHANGE.search(listed.tail)
    tail = listed.tail[: change.start()] if change else listed.tail
    wanted = [each for each in core.listed if _GROWS.search(each)]
    told = " ".join([*([change.group()] if change else []), core.told, *wanted])
    wants = bool(change or wanted)
    known = listed.said | _OF_CHANGE | _SMALL | _words(" ".join(listed.periods))
    if not (listed.apart or wants) or re.search(PERIOD, tail):
        return None  # "The orders of 2022 and 2023 by region" may well be those of both years together.
    percent, absolute = bool(_PERCENT.search(told)), bool(_ABSOLUTE.search(told))
    if core.told and not wants:
        return None  # A change is defined that nothing lists.
    if wants and (len(listed.periods) > 2 or not _words(told) <= known or not (percent or absolute)):
        return None
    shown = _shown(core.listed, listed.periods, wants=wants)
    grouped = _STRETCH.search(f"{core.by} {tail}")
    unit = (listed.unit or (grouped["unit"] if grouped else "")).lower()
    by = f"{core.by} per {unit}" if unit and not grouped else core.by
    if shown is None or not (by or _GROUPS.search(f" {listed.lead} {tail}")):
        return None
    behind = f"{by}{_ASIDES.sub(', ', tail)}{core.notes}"
    ways = tuple(f"{way} in {{period}}{behind}" for way in _ways(listed.lead))
    bases = tuple(each["base"] for each in _BASE.finditer(told))
    combination = (Combination.GROWTH if percent else Combination.DIFFERENCE) if wants else None
    return Beside(ways, listed.periods, shown, Bucket(unit) if unit else None, combination, percent, bases)


@dataclass(frozen=True)
class _Listed:
    """Periods that stand one after the other, and what stands around them."""

    lead: str
    periods: tuple[str, ...]
    tail: str
    unit: str
    said: set[str]
    apart: bool
    """Whether something tells that each is meant by itself."""


def _listed_periods(core: _Core) -> _Listed | None:
    found = list(re.finditer(PERIOD, core.text, re.IGNORECASE))
    head = core.text[: found[0].start()].strip() if len(found) > 1 else ""
    before = _BEFORE.match(head)
    named = all(any(each.group() in part for part in core.listed) for each in found)
    if not before or (_SPAN.search(head) and not named):
        return None  # "From 2022 to 2023" is one stretch, where no list names each of them.
    said = _words(head)
    periods, unit, end = [found[0].group()], before["unit"] or "", found[0].end()
    apart = bool(_COMPARE.match(head) or any(re.search(PERIOD, each) for each in core.listed))
    for each in found[1:]:
        link = _BETWEEN.match(core.text[end : each.start()])
        if not link or not _repeats(link["said"], said, unit):
            break
        apart = apart or bool(link["said"].strip()) or not _AND.match(link.group())
        periods.append(each.group())
        end = each.end()
    if len(periods) < 2 or len({_grain(each) for each in periods}) > 1:
        return None
    return _Listed(before["lead"], tuple(periods), core.text[end:], unit, said, apart)


def _repeats(between: str, said: set[str], unit: str) -> bool:
    """Whether what stands before another period only repeats what was said before the first."""
    same = _SAME.search(between)
    if bool(same) != bool(unit) or (same and same["unit"].lower() != unit.lower()):
        return False
    return _words(_SAME.sub(" ", between)) <= said | _SMALL


def _words(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"\w+", text.lower())}


def _grain(period: str) -> str:
    return re.sub(r"\d", "#", re.sub(r"[a-z]{3,}", "@", period.lower()))


def _ways(lead: str) -> tuple[str, ...]:
    if _HOW_MANY.match(lead):
        return (lead,)
    developed = _HOW_DID.match(lead)
    return figure_questions(developed["what"] if developed else _OPENING.sub("", lead))


def _shown(listed: Sequence[str], periods: Sequence[str], *, wants: bool) -> tuple[Shown | str, ...] | None:
    """Return what is listed; None where a period is not, or something else is."""
    if not listed:
        return (Shown.GROUP, *periods, *([Shown.CHANGE] if wants else []))
    shown: list[Shown | str] = []
    for each in listed:
        named = [period for period in periods if period in each]
        if _GROWS.search(each):
            shown.append(Shown.CHANGE)
        elif len(named) == 1:
            shown += named
        elif _BOTH.match(each) and len(periods) == 2:
            shown += periods
        elif named:
            return None
        else:
            shown.append(Shown.GROUP)
    complete = all(shown.count(period) == 1 for period in periods) and shown.count(Shown.CHANGE) == wants
    return tuple(shown) if complete else None
