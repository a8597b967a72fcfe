"""Rules that read one condition on text or on what is missing; and the list of all condition rules."""

from services.agent.question.comparisons import (
    read_between,
    read_column_comparison,
    read_comparison,
    read_counted,
)
from services.agent.question.draft import Draft
from services.agent.question.lexicon import Sense
from services.agent.question.plan import Missing, TextMatch, TextTest
from services.agent.question.spots import column_at, place
from services.agent.question.values import read_value

_TEXT_TESTS = {
    Sense.CONTAINS: TextTest.CONTAINS,
    Sense.STARTS: TextTest.STARTS,
    Sense.ENDS: TextTest.ENDS,
}


def read_text_test(draft: Draft) -> bool:
    """Read ``[name] starts with A``, ``names containing "berg"``."""
    spot = column_at(draft, draft.at, lambda c: c.is_text)
    index = draft.after_glue(spot.after) if spot else draft.at
    if index + 1 >= len(draft.items):
        return False
    negated = draft.items[index].has(Sense.NOT)
    index += negated
    item = draft.items[index]
    test = next((test for sense, test in _TEXT_TESTS.items() if sense in item.senses), None)
    if test is None or index + 1 >= len(draft.items):
        return False
    text = draft.items[index + 1]
    if not text.quoted and text.senses and len(text.normal) > 1 and not text.is_link:
        return False
    column = spot.column if spot else draft.node.table.label
    if column is None:
        return False
    place(draft, column, TextMatch(column, test, text.text, negated or draft.negated))
    draft.negated = False
    draft.at = index + 2
    return True


def read_missing(draft: Draft) -> bool:
    """Read ``without a phone``, ``email is missing``, ``customers without orders``."""
    item = draft.items[draft.at]
    if item.has(Sense.WITHOUT, Sense.MISSING):
        return _without(draft)
    if item.has(Sense.NOT, Sense.UNEQUAL) and _not_yet(draft):
        return True
    spot = column_at(draft, draft.at, lambda _: True)
    if spot is None:
        return False
    index = draft.after_glue(spot.after)
    if index >= len(draft.items):
        return False
    item = draft.items[index]
    negated = item.has(Sense.NOT, Sense.UNEQUAL)
    index += negated
    item = draft.items[index] if index < len(draft.items) else item
    if not item.has(Sense.MISSING, Sense.PRESENT):
        return False
    place(draft, spot.column, Missing(spot.column, negated or item.has(Sense.PRESENT)))
    draft.matched(spot.item, "column", spot.column.path, spot.strength)
    draft.at = index + 1
    return True


def _not_yet(draft: Draft) -> bool:
    """Read ``not closed`` at the end: the day on which it would have been is missing."""
    spot = column_at(draft, draft.at + 1, lambda c: c.is_date and c.nulls > 0)
    if spot is None or spot.after < len(draft.items):
        return False
    place(draft, spot.column, Missing(spot.column))
    draft.matched(spot.item, "column", spot.column.path, spot.strength)
    draft.at = spot.after
    return True


def _without(draft: Draft) -> bool:
    index = draft.after_glue(draft.at + 1)
    spot = column_at(draft, index, lambda _: True)
    thing = draft.items[index] if index < len(draft.items) else None
    table = next((hit for hit in thing.tables), None) if thing else None
    if table and thing and (not spot or table.strength >= spot.strength):
        draft.node = draft.reach(draft.node, table.table, negated=True)
        draft.matched(thing, "table", table.table.name, table.strength)
        draft.at = index + 1
        return True
    if spot is None or spot.column.table != draft.node.table.name:
        return False
    place(draft, spot.column, Missing(spot.column))
    draft.matched(spot.item, "column", spot.column.path, spot.strength)
    draft.at = spot.after
    return True


def read_not(draft: Draft) -> bool:
    """Remember a ``not`` for the condition that follows."""
    item = draft.items[draft.at]
    if not item.has(Sense.NOT, Sense.UNEQUAL) or item.is_link:
        return False
    draft.negated = True
    draft.at += 1
    return True


FILTERS = (
    read_missing,
    read_between,
    read_text_test,
    read_column_comparison,
    read_comparison,
    read_counted,
    read_value,
    read_not,
)
"""In the order in which they are tried."""
