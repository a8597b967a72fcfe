"""Figures that are told before their question: "averaging over the nurses, how much do they earn".

They are asked for as any other figure is: "on average, how much do the nurses earn".
"""

import re

_OVER = r"\s+(?:over|across|out\s+over)\s+(?:all\s+(?:of\s+)?)?"
_FRONTED = re.compile(
    rf"^(?P<way>averaging|summing|totall?ing|adding(?:\s+up)?){_OVER}(?P<rows>[^?]+?),\s+"
    r"(?P<asked>(?:how|what|which)\b[^,?]+?)(?P<end>\s*[?.]*)$",
    re.IGNORECASE,
)
_UP = re.compile(
    r"^(?:summing|adding|totall?ing)\s+up\s+(?P<what>(?:the|all|our)\s[^?]+?),\s+how\s+(?:many|much)\b(?:\s+[a-z]+){0,2}?"
    r"\s+(?:is|are|was|were|does|do)\s+(?:it|that|they|this)(?:\s+(?:make|come\s+to))?(?P<end>\s*[?.]*)$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^averaged\s+(?:by|per|over|for\s+each|across)\s+(?P<by>(?:the\s+)?[a-z]+(?:\s+[a-z]+)?|(?:what|who|how|where)\s[^,?]+),\s+"
    r"(?P<asked>(?:how|what)\b[^,?]+?)(?P<end>\s*[?.]*)$",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"^(?:when\s+)?counting\s+(?:up\s+)?(?:all\s+(?:of\s+)?)?(?:(?:the|our)\s+)?(?P<rows>[^?]+?),\s+how\s+many\s+"
    r"(?:(?:are|were)\s+(?:there|they|those)|do\s+(?:we|you)\s+(?:have|get)|does\s+(?:that|it)\s+make)(?P<end>\s*[?.]*)$",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:they|these|those)\b", re.IGNORECASE)
_DISTINCTLY = re.compile(
    r",?\s+(?:(?:each\s+)?(?:listed|named|told|shown|given)\s+)?(?:distinctly|uniquely|only\s+once(?:\s+each)?|without\s+"
    r"(?:duplicates|repetitions?|repeats))(?:\s+(?:listed|named|told|shown|given))?(?=\s*[?.]*$)",
    re.IGNORECASE,
)
_AMID = re.compile(
    r",\s+(?:listed|named)\s+(?:distinctly|uniquely|without\s+(?:duplicates|repetitions?)),\s+", re.IGNORECASE
)


def _fronted(found: re.Match[str]) -> str:
    """Ask of the rows themselves what is asked of "them", or of what is theirs."""
    way, asked = found["way"].casefold(), found["asked"]
    rows = found["rows"]
    told, times = _THEY.subn(rows, asked, count=1)
    said = told if times else f"{asked} for {rows}"
    return f"on average, {said}" if way == "averaging" else f"{said} in total"


def say_gerunds(question: str) -> str:
    """Ask for a figure that was told before the question as others are; most questions stay as they are."""
    text = _FRONTED.sub(lambda found: f"{_fronted(found)}{found['end']}", question)
    text = _UP.sub(r"what is the sum of \g<what>\g<end>", text)
    text = _BY.sub(r"for each \g<by>, \g<asked> on average\g<end>", text)
    text = _COUNTING.sub(r"how many \g<rows> are there\g<end>", text)
    return _DISTINCTLY.sub("", _AMID.sub(" ", text))
