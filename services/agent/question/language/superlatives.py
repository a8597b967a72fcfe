"""Superlatives as a question writes them, and which end each of them means."""

from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS, SUPERLATIVES

EST = (
    r"(?!(?:gu|qu|ch|cr|inter|requ|inqu|conqu|bequ|inv|harv|for|arr|cont|prot|dig|sugg|hon|mod|earn|manif|"
    r"att|inc|temp|north-?w|south-?w|midw|ever|unr)est\b)\w{2,}est"
)
"""A superlative in ``-est`` as a pattern; ``guest`` and ``request`` are none."""


def is_largest(word: str) -> bool | None:
    """Return whether a superlative means the upper end; None where a word is none."""
    senses = SENSES.get((word,), ())
    known = (
        True
        if Sense.HIGHEST in senses or word == "best"
        else False
        if Sense.LOWEST in senses or word == "worst"
        else None
    )
    return SUPERLATIVES.get(word, known)


_IRREGULAR = {"more": "most", "less": "least", "better": "best", "worse": "worst", "further": "furthest"}


def superlative_of(word: str) -> str | None:
    """Return the superlative of a comparative; None where a word is none: ``other``, ``rather``."""
    best = _IRREGULAR.get(word) or f"{word.removesuffix('er')}est"
    known = word.endswith("er") and (best in ATTRIBUTE_HINTS or is_largest(best) is not None)
    return best if word in _IRREGULAR or known else None
