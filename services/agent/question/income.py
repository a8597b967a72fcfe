"""Words for the money that rows bring in, where no header is called so: they say a total by themselves."""

from services.agent.question.lexicon import SENSES, Sense
from services.agent.question.money import INCOME_WORDS, MONEY_EACH
from services.agent.question.schema import Catalog
from services.agent.question.words import stem, tokenise

_PLAIN = frozenset(map(stem, ("sales", "gross")))
"""Words before one for money coming in that say no more than it does."""
_MOST = {"most": "highest", "least": "lowest", "fewest": "lowest"}
_FIGURES = frozenset([Sense.SUM, Sense.AVERAGE, Sense.MEDIAN, Sense.MINIMUM, Sense.MAXIMUM])
_NEAR = 2
"""Words that may stand between a superlative and what it ranks: ``the least completed payment volume``."""


def say_totals(question: str, catalog: Catalog) -> str:
    """Write ``by revenue`` as ``by total revenue``, ``the most revenue`` as ``the highest total revenue``."""
    tokens = tokenise(question)
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        volume = token.normal == "volume" and before is not None and before.stem in MONEY_EACH
        if not (volume or token.stem in INCOME_WORDS):
            continue
        if any(token.stem in column.words for column in catalog.columns):
            continue
        first = place - 1 if before and (volume or before.stem in _PLAIN) else place
        said = question[(token if before and before.stem in _PLAIN else tokens[first]).start :]
        for led in reversed(tokens[max(0, first - _NEAR) : first]):
            if led.normal in _MOST:
                between = question[led.end : tokens[first].start]
                return f"{question[: led.start]}{_MOST[led.normal]} total{between}{said}"
        figured = first and _FIGURES.intersection(SENSES.get((tokens[first - 1].normal,), ()))
        return f"{question[: tokens[first].start]}{'' if figured else 'total '}{said}"
    return question
