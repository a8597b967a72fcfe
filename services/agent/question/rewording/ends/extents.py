"""Says of both ends what they are the ends of: "the difference between the highest and lowest price"."""

import re

from services.agent.question.language.superlatives import EST

_END = rf"(?:{EST}|maximum|minimum|max|min|average|mean|median|most\s+\w+|least\s+\w+)"
_ENDS = re.compile(
    rf"\b(?:difference|gap|spread|range|margin)\s+between\s+(?:the\s+)?(?P<one>{_END})\s+and\s+"
    rf"(?:the\s+)?(?P<other>{_END})\s+(?P<what>(?!and\b)[^?!]+)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"^(?:(?:what|which)\s+(?:is|are|was|were)\s+|(?:show|give|tell)\s+(?:me\s+)?)?(?:the|our)\s+range\s+of\s+"
    r"(?:(?:the|our|all)\s+)?(?P<what>(?!product|good|service|model|item)[^?!]+?)\s*\??$",
    re.IGNORECASE,
)
"""``What is the range of salaries``: from the lowest to the highest."""
_BOTH_ENDS = re.compile(
    r"\b(?P<one>minimum|lowest|maximum|highest)\s+and\s+(?:the\s+)?(?P<other>maximum|highest|minimum|lowest)\s+"
    r"(?P<what>[a-z][\w ]*?)(?=\s*(?:[,.?!)]|$|\band\b))",
    re.IGNORECASE,
)

_ENDS_OF_EACH = re.compile(
    rf"^(?:what|which)\s+(?:are|is|were|was)\s+the\s+(?P<one>{EST}|maximum|minimum)(?P<first>(?:\s+(?!and\b)[a-z]+){{0,3}})\s+"
    rf"and\s+(?:the\s+)?(?P<other>{EST}|maximum|minimum)\s+(?P<what>(?:(?!and\b)[a-z]+\s+){{1,3}}?)(?:in|of|for|at|per)\s+"
    r"(?:each|every)\s+(?P<each>[a-z]+(?:\s+(?!in\b|of\b)[a-z]+)??)(?P<rest>\s+(?:in|during)\s+[^?]+)?\s*\?*$",
    re.IGNORECASE,
)
"""``What are the highest and the lowest price of each item``: no item's lowest price is the highest."""


def say_extents(question: str) -> str:
    """Repeat what two superlatives stand before; a question without both stays as it is."""
    question = _RANGE.sub(r"what is the minimum and maximum \g<what>", question)
    question = _ENDS_OF_EACH.sub(_of_each, question)
    if " between " not in question:
        return question
    return _ENDS.sub(_repeated, question)


def _of_each(found: re.Match[str]) -> str:
    other = f"{'the ' if found['first'] else ''}{found['other']} {found['what'].strip()}"
    return (
        f"for each {found['each']}, show the {found['one']}{found['first']} and {other}{found['rest'] or ''}"
    )


def _repeated(found: re.Match[str]) -> str:
    what = found["what"].rstrip(" .")
    return f"difference between the {found['one']} {what} and the {found['other']} {what}"


def both_ends(text: str) -> str:
    """Say ``minimum and maximum price`` as two figures, on a list."""
    return _BOTH_ENDS.sub(r"\g<one> \g<what>, \g<other> \g<what>", text)
