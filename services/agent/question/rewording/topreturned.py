"""Asks for as many rows as a sentence of its own says: "Which rooms are booked most? Return the top 3"."""

import re

from services.agent.question.rewording.rules import COUNT

_N = rf"(?P<n>{COUNT})"
_ASKED = re.compile(
    r"^(?P<ask>(?:which|what)(?:\s+(?:are|were)\s+the)?\s+)(?P<said>[^?.!]*?\b(?:most|fewest|least|highest|lowest|largest|"
    r"biggest|smallest|longest|shortest|best|worst)\b[^?.!]*)(?P<end>[?.!]\s+)(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED = re.compile(rf"^(?:the\s+)?(?:top\s+)?{_N}\b", re.IGNORECASE)
_RETURN = r"(?:return|show|list|give|report|include|output|display)"
_OF_TOP = re.compile(
    rf"^(?P<kept>{_RETURN}\b[^.!?]*?),?\s+(?:(?:of|for)\s+)?(?:only\s+)?(?:the\s+)?(?:top|first|best)\s+{_N}(?:\s+[a-z]+)?"
    r"(?P<rest>\s*[.!]?)$",
    re.IGNORECASE,
)
_TOP = re.compile(
    rf"^(?P<kept>{_RETURN})\s+(?:only\s+)?(?P<the>the\s+)(?:top|first|best)\s+{_N}\s+(?P<rest>[a-z][^.!?]*[.!]?)$",
    re.IGNORECASE,
)


def say_top_returned(question: str) -> str:
    """Say before the rows how many of them are to be returned, where only the next sentence says it."""
    asked = _ASKED.match(question)
    if asked is None or _COUNTED.match(asked["said"]):
        return question
    shown = _OF_TOP.match(asked["rest"]) or _TOP.match(asked["rest"])
    if shown is None:
        return question
    the = shown.groupdict().get("the") or ""
    kept = f"{shown['kept']} {the}{shown['rest']}" if the else f"{shown['kept']}{shown['rest']}"
    return f"{asked['ask']}{shown['n']} {asked['said']}{asked['end']}{kept}"
