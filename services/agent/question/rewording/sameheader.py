"""Says a header once where it is said of each of two cells: "where town is Ely or town is Wells"."""

import re

_TWICE = re.compile(
    r"\b(?P<head>(?!where\b|whose\b|the\b|and\b|or\b)[a-z]+(?:\s+[a-z]+){0,2})\s+(?P<be>is|are|was|were)\s+"
    r"(?P<one>(?!less\b|more\b|greater\b|higher\b|lower\b|between\b|at\b|above\b|below\b|over\b|under\b|not\b|before\b|after\b)"
    r"[^,?]+?),?\s+or\s+(?:(?:where|whose|if)\s+)?(?:the\s+|its\s+|their\s+)?(?P=head)\s+(?:is|are|was|were)\s+",
    re.IGNORECASE,
)
"""Limits are left: of two of them each has a way of its own."""


def say_header_once(question: str) -> str:
    """Leave a header out before all cells of it but the first; most questions stay as they are."""
    said = _TWICE.sub(r"\g<head> \g<be> \g<one> or ", question)
    return said if said == question else say_header_once(said)
