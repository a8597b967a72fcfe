"""What is said behind two figures is said of both: "plan minus actual for North" is North's plan, too."""

import re

from services.agent.question.language.periods import MONTH_NAMES
from services.agent.question.language.units import UNIT_HINTS
from services.agent.question.language.words import stem

_LINK = r"(?:for|in|during|at|since|within|of|on)"
_WHEN = re.compile(
    rf"\s(?P<tail>(?:{_LINK}|before|after|until|from)\s+(?:the\s+)?(?:(?:year|month|quarter)\s+(?:of\s+)?)?"
    rf"(?:(?:{'|'.join(MONTH_NAMES)})\b(?:\s+\d{{4}})?|q[1-4]\b(?:\s+(?:of\s+)?\d{{4}})?|\d{{4}}\b"
    r"|(?:last|this)\s+(?:year|quarter|month|week)))$",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:\d{{4}}|q[1-4]|{'|'.join(MONTH_NAMES)}|(?:last|this)\s+(?:year|quarter|month|week))\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"\s(?P<tail>{_LINK}\s+(?!each\b|every\b|all\b|total\b)(?:(?!\b(?:{_LINK}|from)\b)[^,?])+)$",
    re.IGNORECASE,
)
_IN_UNIT = re.compile(rf"in\s+(?:{'|'.join(map(re.escape, UNIT_HINTS))})", re.IGNORECASE)
"""What one figure is measured in, as the other need not be: "stops divided by distance in km"."""
_FIGURED = re.compile(
    r"\b(?:number|count|sum|total|average|mean|median|maximum|minimum|amount)\s+of\b", re.IGNORECASE
)
_LINKED = re.compile(
    r"\b(?:for|in|during|at|since|within|of|on|from|with|where|whose|that|who|which)\b", re.IGNORECASE
)
_SAYING_LITTLE = """
    total all overall entire sum of the number count how many much what is are was were there
"""
_PLAIN = frozenset(map(stem, _SAYING_LITTLE.split()))
"""Words that say no more of a figure than that it is one."""


def share_tail(left: str, right: str) -> str:
    """Return the first of two questions for figures with what is said behind the other, where it is of both.

    A figure set against a part of itself stays: "all sales minus the sales in 2023".

    Args:
        left: The question for the first figure.
        right: The question for the second.
    """
    rest, tails = _FIGURED.sub(lambda found: found.group().replace(" ", "_"), right), list[str]()
    said = _FIGURED.sub(" ", left)
    timed, linked = _TIME.search(said), _LINKED.search(_WHEN.sub("", said))
    while found := _WHEN.search(rest) or _TAIL.search(rest):
        if timed if _TIME.search(found["tail"]) else linked or _IN_UNIT.fullmatch(found["tail"]):
            break
        tails.insert(0, found["tail"])
        rest = rest[: found.start()]
    if not tails or _words(left) <= _words(rest.replace("_", " ")):
        return left
    return " ".join([left, *tails])


def _words(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[\w']+", text.casefold())} - _PLAIN
