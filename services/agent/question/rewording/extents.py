"""Says of both ends what they are the ends of: "the difference between the highest and lowest price"."""

import re

from services.agent.question.language.superlatives import EST

_END = rf"(?:{EST}|maximum|minimum|max|min|average|mean|median|most\s+\w+|least\s+\w+)"
_ENDS = re.compile(
    rf"\b(?:difference|gap|spread|range|margin)\s+between\s+(?:the\s+)?(?P<one>{_END})\s+and\s+"
    rf"(?:the\s+)?(?P<other>{_END})\s+(?P<what>(?!and\b)[^?!]+)",
    re.IGNORECASE,
)


def say_extents(question: str) -> str:
    """Repeat what two superlatives stand before; a question without both stays as it is."""
    if " between " not in question:
        return question
    return _ENDS.sub(_repeated, question)


def _repeated(found: re.Match[str]) -> str:
    what = found["what"].rstrip(" .")
    return f"difference between the {found['one']} {what} and the {found['other']} {what}"
