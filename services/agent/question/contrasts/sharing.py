"""What is said behind two figures is said of both: "plan minus actual for North" is North's plan, too."""

import re

from services.agent.question.language.words import stem

_TAIL = re.compile(
    r"\s(?P<tail>(?:for|in|during|at|since|within|of|on|from(?=\s+(?:the\s+)?\S*\d))\s+"
    r"(?!each\b|every\b|all\b|total\b)[^,?]+)$",
    re.IGNORECASE,
)
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
    plain = _FIGURED.sub(lambda found: found.group().replace(" ", "_"), right)
    found = _TAIL.search(plain)
    if found is None or _LINKED.search(_FIGURED.sub(" ", left)):
        return left
    one, other = (_words(text) for text in (left, right[: found.start()]))
    return left if one <= other else f"{left} {found['tail']}"


def _words(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[\w']+", text.casefold())} - _PLAIN
