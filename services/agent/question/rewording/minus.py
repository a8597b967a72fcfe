"""Says which of two figures is taken from which: a difference told as "A minus B" may be below 0."""

import re

_SIDE = r"[\w-]+(?:\s+[\w-]+){0,2}"
_MINUS = re.compile(
    r"^(?P<lead>(?:in|for|of|among)\s[^,]+,\s*)?what\s+(?:is|was)\s+the\s+difference\s+between\s+(?P<one>.+?)\s+and\s+"
    rf"(?P<other>(?:that|those|the)\s.+?)\s*[,(]\s*(?:as\s+)?(?P<first>{_SIDE})\s+minus\s+(?P<second>{_SIDE})\s*[)]?\s*\?*$",
    re.IGNORECASE,
)


_FIGURE = re.compile(r"^(?P<figure>the\s+.+?)\s+of\s", re.IGNORECASE)
_THAT = re.compile(r"^(?:that|those)\b", re.IGNORECASE)


def say_minus(question: str) -> str:
    """Ask how much higher the one figure is than the other, as the clause behind says; others stay."""
    found = _MINUS.match(question)
    if found is None:
        return question
    one, other = found["one"], found["other"]
    figure = _FIGURE.match(one)
    if _is_in(found["first"], one) and _is_in(found["second"], other):
        pair = one, other
    elif figure and _is_in(found["first"], other) and _is_in(found["second"], one):
        pair = _THAT.sub(figure["figure"], other), f"that{one[figure.end('figure') :]}"
    else:
        return question
    return f"{found['lead'] or ''}how much higher is {pair[0]} than {pair[1]}?"


def _is_in(words: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text, re.IGNORECASE) is not None
