"""Reads ``scored enrollments``, ``rated films``: rows that have such a figure, where others have none."""

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.headers import NAMED
from services.agent.question.plans.plan import Missing
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View

_LEAST = 0.7
"""Strength from which a participle is a header's noun."""
_SURE = 0.92


def valued_at(view: View, index: int) -> Binding | None:
    """Return that a figure of the home is known, which the word before its rows says was given to them."""
    item = view.items[index]
    if not item.normal.endswith("ed") or item.values or item.end != item.start + 1:
        return None
    rows = view.item(index + 1)
    if rows is None or not any(hit.table == view.home and hit.strength >= NAMED for hit in rows.tables):
        return None
    found = [
        column
        for column, strength in view.columns(index)
        if strength >= _LEAST and column.is_measure and column.nulls and column.table == view.home.name
    ]
    if len(found) != 1 or found[0].words[-1:] != item.stems or _is_verb(view, index):
        return None
    return Binding(found[0], Missing(found[0], negated=True), _SURE, frozenset([index]), item.text)


def _is_verb(view: View, index: int) -> bool:
    """Whether somebody before it did so: ``who scored enrollments``."""
    before = view.item(index - 1)
    return before is not None and (bool(before.tables) or before.has(Sense.WHO, Sense.THAT, Sense.HAVE))
