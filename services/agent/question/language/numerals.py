"""Numbers as a question writes them: ``1,200``, ``$3.5m``, ``seven``."""

from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import Token

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_MULTIPLIERS = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


def number_of(token: Token) -> int | float | None:
    """Return the number that a word is, if it is one; signs of money and percent are left out."""
    if token.kind != "number":
        return NUMBER_WORDS.get(token.normal)
    text = token.text.lower().replace(",", "").lstrip("$€£").rstrip("%")
    factor = 1
    for suffix, multiplier in _MULTIPLIERS.items():
        if text.endswith(suffix):
            text, factor = text.removesuffix(suffix), multiplier
    text = text.replace("$", "").replace("€", "").replace("£", "")
    try:
        return int(text) * factor
    except ValueError:
        return float(text) * factor
