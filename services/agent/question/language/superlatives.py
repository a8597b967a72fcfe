"""Superlatives as a question writes them, and which end each of them means."""

from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.vocabulary import SUPERLATIVES

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
