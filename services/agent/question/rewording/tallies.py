"""Brings "number and sum of X" and "X: number and sum" to a count with another figure beside it."""

import re

_COUNT = r"(?:the\s+|their\s+)?(?:total\s+)?(?:number|count|how\s+many)"
_AND = r"\s*(?:,|&|\+|\band\b|\bplus\b|\bas\s+well\s+as\b)\s*(?:and\s+)?(?:the\s+|their\s+)?"
_OTHER = r"(?P<other>(?:total|sum|average|mean|combined)(?:\s+(?!of\b|by\b|per\b|for\b|in\b)[\w-]+){0,2}?)"
_OF_BOTH = re.compile(
    rf"\b{_COUNT}{_AND}{_OTHER}\s+of\s+(?:all\s+|the\s+|our\s+)*(?P<rows>[^,;:.?()]+?)(?=\s*[;:.?()]|\s*$)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:(?:list|show|give|report)\s+(?:me\s+)?)?(?:all\s+|the\s+|our\s+)*(?P<rows>(?!how\b|what\b|which\b|who\b|for\b)\w[^:;?(]*?)"
    r"\s*(?:[:;?(]|\s[-\u2013\u2014]\s|\.\s)\s*(?:(?:i|we)\s+(?:want|need)\s+|(?:please\s+)?(?:give|show|report|return)\s+(?:me\s+)?|"
    rf"just\s+)?{_COUNT}{_AND}{_OTHER}[\s).?!]*$",
    re.IGNORECASE,
)


_OPENING = "show give list report return find tell me us want need what is are with and plus"
_OPENS = frozenset(_OPENING.split())
"""Words behind which a number is asked for: behind a noun it is a header, ``the order number``."""


def say_tallies(question: str) -> str:
    """Ask how many rows there are, and for another figure of them; most questions stay as they are."""
    said = _OF_BOTH.sub(_tally, question)
    return said if said != question else _AFTER.sub(r"number of \g<rows>, and the \g<other>", question)


def _tally(found: re.Match[str]) -> str:
    before = re.findall(r"[^\W\d_]+", found.string[: found.start()].casefold())[-1:]
    if before and before[0] not in _OPENS:
        return found.group()
    return f"number of {found['rows']}, and the {found['other']}"
