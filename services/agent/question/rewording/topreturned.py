"""Asks for as many rows as a sentence of its own says: "Which rooms are booked most? Return the top 3"."""

import re

from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import plural
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


_LONE = re.compile(
    rf"^{_RETURN}\s+(?:only\s+|just\s+)?(?:the\s+)?(?P<end>top|first|highest|best|bottom|lowest|worst)\s+{_N}(?:\s+[a-z]+(?:\s+(?:names?|titles?))?)?"
    r"(?:\s+(?:only|and\s+(?:the|their|its|that)\s+[a-z][\w -]*))?\s*[.!]?$",
    re.IGNORECASE,
)
"""Where nothing before says by what they are the top: by what is asked for of each."""
_LOW = ("bottom", "lowest", "worst")
_OF_EACH = re.compile(
    r"^(?:what\s+(?:is|are|was|were)|show|list|give|return|compute|calculate|find)\s+(?:me\s+)?(?:the\s+)?(?P<figure>[^?.!,]+?)\s+"
    r"(?:(?:of|for|in|at)\s+(?:each|every)|per|by)\s+(?P<group>[a-z]+(?:\s+[a-z]+)?)"
    r"(?P<rest>(?:\s+(?:in|during|for|over|since|from|between)\s[^?.!]*)?)[?.!]$",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.?!])\s+")


def say_top_returned(question: str) -> str:
    """Say before the rows how many of them are to be returned, where only another sentence says it."""
    first, *others = _SENTENCES.split(question.strip())
    for at, sentence in enumerate(others):
        rest = [*others[:at], *others[at + 1 :]]
        told = _with_count(first, sentence) or _ranked(first, sentence)
        if told:
            return " ".join([*told, *rest])
    return question


def told_count(question: str) -> int | None:
    """Return how many rows a sentence of its own says are to be returned; None where none does."""
    sentences = _SENTENCES.split(question.strip())[1:]
    lone = next(filter(None, map(_LONE.match, sentences)), None)
    said = lone["n"].casefold() if lone else ""
    return int(said) if said.isdigit() else NUMBER_WORDS.get(said)


def _with_count(first: str, sentence: str) -> tuple[str, ...] | None:
    asked = _ASKED.match(f"{first} {sentence}")
    if asked is None or _COUNTED.match(asked["said"]):
        return None
    shown = _OF_TOP.match(sentence) or _TOP.match(sentence)
    if shown is None:
        return None
    the = shown.groupdict().get("the") or ""
    kept = f"{shown['kept']} {the}{shown['rest']}" if the else f"{shown['kept']}{shown['rest']}"
    return f"{asked['ask']}{shown['n']} {asked['said']}{asked['end'].strip()}", kept


def _ranked(first: str, sentence: str) -> tuple[str, ...] | None:
    """Rank by the figure that is asked for of each: "What is the fare of each line? Return the top 3"."""
    lone, asked = _LONE.match(sentence), _OF_EACH.match(first)
    if lone is None or asked is None:
        return None
    rows = asked["group"] if asked["group"].endswith("s") else plural(asked["group"])
    end = "bottom" if lone["end"].casefold() in _LOW else "top"
    return (f"Return the {end} {lone['n']} {rows} by {asked['figure']}{asked['rest']}.",)
