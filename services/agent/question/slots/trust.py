"""How much a reading is to be believed: what it leaves unexplained, and how sure its links are."""

from math import prod

from services.agent.question.lexicon import Sense
from services.agent.question.slots.rows import unknown_share
from services.agent.question.slots.search import Bound
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Wishes

_UNKNOWN = 0.62
"""For each word that means nothing here."""
_MEANINGFUL = 0.4
"""For each word left over that does mean something: a number, a value, a not."""
_LIGHT = 0.985
"""For each verb that is passed over."""


def judge(view: View, bound: Bound, wishes: Wishes) -> float:
    """Return the confidence in a set of conditions and wishes, 0 to 1, before any plan is made."""
    confidence = bound.score * wishes.strength * _LIGHT ** len(wishes.light)
    known: dict[str, float] = {}
    """Words that only stand for rows: said twice they are no more doubtful than once."""
    for index in wishes.unexplained:
        item = view.items[index]
        weighty = item.number is not None or item.values or item.has(*_WEIGHTY)
        share = None if weighty else unknown_share(view, index)
        if share is None:
            confidence *= _MEANINGFUL if weighty else _UNKNOWN
        else:
            known[item.stems[0] if item.stems else item.normal] = share
    return confidence * prod(known.values())


_WEIGHTY = (
    Sense.NOT, Sense.WITHOUT, Sense.UNEQUAL, Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.OR,
    Sense.BETWEEN, Sense.ONLY, Sense.BY, Sense.HIGHEST, Sense.LOWEST, Sense.AFTER, Sense.BEFORE,
    Sense.MISSING,
)  # fmt: skip
"""Senses that change the answer when they are overlooked."""
