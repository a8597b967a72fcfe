"""Reads ``scored enrollments``, ``rated films``: rows that have such a figure, where others have none."""

from services.agent.question.language.doings import VERB_HINTS
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Missing
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

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
    given = figures_given(item, view.home)
    named = {column for column, strength in view.columns(index) if strength >= _LEAST}
    found = given or [each for each in _partial(view.home) if each in named and each.words[-1:] == item.stems]
    if len(found) != 1 or _is_verb(view, index):
        return None
    return Binding(found[0], Missing(found[0], negated=True), _SURE, frozenset([index]), item.text)


def figures_given(item: Item, rows: Table) -> list[Column]:
    """Return the figures that only some rows have, and that a participle says they were given: ``rated``."""
    said = item.has(Sense.LIGHT) and not item.is_link and item.normal.endswith("ed")
    given = VERB_HINTS.get(item.stems[0], ()) if said and item.stems else ()
    return [each for each in _partial(rows) if not set(given).isdisjoint(each.words)]


def _partial(rows: Table) -> list[Column]:
    return [each for each in rows.columns if each.is_measure and each.nulls]


def _is_verb(view: View, index: int) -> bool:
    """Whether somebody before it did so: ``who scored enrollments``."""
    before = view.item(index - 1)
    return before is not None and (bool(before.tables) or before.has(Sense.WHO, Sense.THAT, Sense.HAVE))
