"""Adjectives of the lexicon in all their degrees: what they compare, and which way."""

import re
from collections.abc import Iterator

from services.agent.question.language.everyday.concepts import CONCEPTS
from services.agent.question.language.words import stem

_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLING = re.compile(r"[^aeiou][aeiou][bdgmnpt]$")
_VAGUE = frozenset(
    map(
        stem,
        [
            "total",
            "number",
            "value",
            "count",
            "amount",
            "day",
            "date",
            "year",
            "month",
            "rate",
            "content",
            "level",
        ],
    )
)
"""Headers of too many things to be what an adjective compares."""


def _is_short(adjective: str) -> bool:
    """Whether an adjective has endings for its degrees: ``heavier``, and no ``expensiver``."""
    syllables = len(_VOWELS.findall(adjective.removesuffix("e") or adjective))
    ends = syllables == 1 or (syllables == 2 and adjective.endswith(("y", "ow")))
    return ends and "-" not in adjective and not adjective.endswith("ed")


def _with_ending(adjective: str, ending: str) -> str:
    if adjective.endswith("y"):
        return f"{adjective.removesuffix('y').removesuffix('e')}i{ending}"
    if adjective.endswith("e"):
        return adjective + ending[1:]
    return adjective + (adjective[-1] if _DOUBLING.search(adjective) else "") + ending


def _degrees() -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    for concept in CONCEPTS:
        words = tuple(word for word in concept.words if word not in _VAGUE)
        for mark in ("+", "-"):
            for adjective in concept.ways.get(mark, ()):
                yield adjective.replace("-", " "), mark == "+", words


HINTS: dict[str, tuple[str, ...]] = {}
"""Adjective in any degree -> the headers that it may be about, in order of preference."""
SUPERLATIVES: dict[str, bool] = {}
"""Superlative of one word or two -> whether it asks for the largest."""
DOWN: set[str] = set()
"""Adjectives of which the most is the least of what they compare: ``affordable``, of a price."""
COMPARATIVES: dict[str, bool] = {}
"""Comparative with ``than`` -> whether it asks for more."""
for _adjective, _more, _words in _degrees():
    if not _more:
        DOWN.add(_adjective)
    _forms = {"most": _more, "least": not _more}
    _pairs = [
        (f"{_word} {_adjective}", _up) for _word, _up in _forms.items() if not (_up and _word == "most")
    ]
    _compared = [(f"more {_adjective} than", _more), (f"less {_adjective} than", not _more)]
    if _is_short(_adjective):
        _pairs.append((_with_ending(_adjective, "est"), _more))
        _compared.append((f"{_with_ending(_adjective, 'er')} than", _more))
    SUPERLATIVES.update(_pairs)
    COMPARATIVES.update(_compared)
    _said = [_adjective, *(pair[0] for pair in _pairs), *(each.split()[0] for each, _ in _compared[2:])]
    for _form in _said:
        HINTS[_form] = tuple(dict.fromkeys((*HINTS.get(_form, ()), *_words)))
