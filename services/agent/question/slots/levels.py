"""Conditions on what there is against what there should be: below their reorder level."""

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import CompareColumns, Comparison
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.selling import LEVELS, is_stored

_LEADS = (Sense.BE, Sense.HAVE, Sense.LIGHT, Sense.THAT)
_THAN = {"less": Comparison.LESS, "fewer": Comparison.LESS, "more": Comparison.MORE}
_SURE, _INFERRED = 0.95, 0.9


def level_at(view: View, index: int) -> Binding | None:
    """Compare what there is with the level that is named behind the piece: ``below their minimum``."""
    item = view.items[index]
    if item.is_link:
        return None
    if item.normal == "than":
        return _counted_against(view, index)
    how, before = _limit(view, index), view.item(index - 1)
    if how is None or before is None or not (before.has(*_LEADS) or _names_rows(view, before)):
        return None
    after = view.after_glue(index + 1)
    level = _level(view, after)
    there = [each for each in view.home.columns if is_stored(each)]
    if level is None or len(there) != 1:
        return None
    end = after + 1
    if (last := view.item(end)) and last.normal in ("level", "levels", "limit") and not last.is_link:
        end += 1
    used = frozenset(range(index, end))
    return Binding(
        there[0], CompareColumns(there[0], how, level), _INFERRED, used, item.text, explicit=True, at=index
    )


def _names_rows(view: View, item: Item) -> bool:
    return any(hit.table == view.home for hit in item.tables)


def _limit(view: View, index: int) -> Comparison | None:
    item = view.items[index]
    if item.has(Sense.LESS):
        return Comparison.LESS
    return Comparison.MORE if item.has(Sense.MORE) else None


def _counted_against(view: View, index: int) -> Binding | None:
    """Read ``have fewer units in stock than their reorder level``."""
    lead, after = view.item(index - 2), view.after_glue(index + 1)
    how, level = _THAN.get(lead.normal) if lead else None, _level(view, after)
    there = _measure(view, index - 1)
    if how is None or level is None or there is None or there == level:
        return None
    used = frozenset(range(index - 2, after + 1))
    return Binding(there, CompareColumns(there, how, level), _SURE, used, "than", explicit=True, at=index)


def _level(view: View, index: int) -> Column | None:
    """Return the level of the home that a piece names."""
    found = _measure(view, index)
    return found if found and not LEVELS.isdisjoint(found.words) else None


def _measure(view: View, index: int) -> Column | None:
    """Return the measure of the home that a piece names best."""
    named = (column for column, strength in view.columns(index) if strength >= NAMED)
    return next((each for each in named if each.table == view.home.name and each.is_measure), None)
