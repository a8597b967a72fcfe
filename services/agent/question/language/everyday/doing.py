"""Verbs of the lexicon: which concepts they ask for, by the question word; and idioms in plainer words."""

import re

from services.agent.question.language.everyday.concepts import CONCEPTS
from services.agent.question.language.words import stem

ASKED: dict[tuple[str, str], tuple[int, ...]] = {}
"""Mark and the stem of a verb -> the concepts that it asks for."""
IDIOMS: dict[str, str] = {}
"""Verb of several words -> the plainer one beside it: ``tips the scales at`` -> ``weigh``."""
for _number, _concept in enumerate(CONCEPTS):
    for _mark, _verbs in _concept.ways.items():
        _plain = [verb for verb in _verbs if " " not in verb]
        for _verb in _plain:
            _key = (_mark, stem(_verb))
            if _mark not in ("+", "-") and _number not in ASKED.get(_key, ()):
                ASKED[_key] = (*ASKED.get(_key, ()), _number)
        for _verb in _verbs:
            if " " in _verb and _plain:
                IDIOMS.setdefault(_verb, _plain[0])

DOERS = frozenset(number for (mark, _), numbers in ASKED.items() if mark == "who" for number in numbers)
"""The concepts of people and firms that do something."""
_IDIOM = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, IDIOMS), key=len, reverse=True))})\b"
    r"(?!\s+(?:each|every)\b)",
    re.IGNORECASE,
)


def without_idioms(question: str) -> str:
    """Say in one plain verb what a question says in several words."""
    return _IDIOM.sub(lambda found: IDIOMS[found.group().lower()], question)


def hints_of(mark: str) -> dict[str, tuple[str, ...]]:
    """Return for each verb of a mark the headers that it may be about, in order of preference."""
    return {
        verb: tuple(dict.fromkeys(word for number in numbers for word in CONCEPTS[number].words))
        for (of, verb), numbers in ASKED.items()
        if of == mark
    }
