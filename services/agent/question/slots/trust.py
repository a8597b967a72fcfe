"""How much a reading is to be believed: what it leaves unexplained, and how sure its links are."""

from services.agent.question.lexicon import Sense
from services.agent.question.slots.search import Bound
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Wishes

_UNKNOWN = 0.62
"""For each word that means nothing here."""
_MEANINGFUL = 0.4
"""For each word left over that does mean something: a number, a value, a not."""
_ROW_NOUN = 0.93
"""For a noun that stands for a row: the only table has nothing else to speak of."""
_LIGHT = 0.985
"""For each verb that is passed over."""


def judge(view: View, bound: Bound, wishes: Wishes) -> float:
    """Return the confidence in a set of conditions and wishes, 0 to 1, before any plan is made."""
    confidence = bound.score * wishes.strength * _LIGHT ** len(wishes.light)
    for index in wishes.unexplained:
        item = view.items[index]
        weighty = item.number is not None or item.values or item.has(*_WEIGHTY)
        if not weighty and _names_a_row(view, index):
            confidence *= _ROW_NOUN
        else:
            confidence *= _MEANINGFUL if weighty else _UNKNOWN
    return confidence


def _names_a_row(view: View, index: int) -> bool:
    """Whether an unknown noun only stands for a row of the one table: ``the episode that …``."""
    item, before, after = view.items[index], view.item(index - 1), view.item(index + 1)
    if len(view.catalog.tables) > 1 or item.is_known or before is None or len(item.normal) < 3:
        return False
    article = before.normal in ("the", "a", "an", "all the", "any")
    clause = (
        after is not None and not after.is_link and after.has(Sense.THAT, Sense.WITH, Sense.WHERE, Sense.WHO)
    )
    return bool(article and clause)


_WEIGHTY = (
    Sense.NOT, Sense.WITHOUT, Sense.UNEQUAL, Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.OR,
    Sense.BETWEEN, Sense.ONLY, Sense.BY, Sense.HIGHEST, Sense.LOWEST, Sense.AFTER, Sense.BEFORE,
    Sense.MISSING,
)  # fmt: skip
"""Senses that change the answer when they are overlooked."""
