"""Rules that read one condition each, from the words at a draft's position."""

from collections.abc import Callable
from dataclasses import dataclass

from services.agent.question.draft import Draft, is_comparable
from services.agent.question.items import Item
from services.agent.question.lexicon import ATTRIBUTE_HINTS, Sense
from services.agent.question.nodes import Node, deny
from services.agent.question.plan import (
    Between,
    Comparison,
    Condition,
    Missing,
    TextMatch,
    TextTest,
)
from services.agent.question.schema import Column
from services.agent.question.times import date_condition, dated
from services.agent.question.values import read_value

_COMPARISONS = {
    Sense.AT_LEAST: Comparison.AT_LEAST,
    Sense.AT_MOST: Comparison.AT_MOST,
    Sense.MORE: Comparison.MORE,
    Sense.LESS: Comparison.LESS,
    Sense.UNEQUAL: Comparison.UNEQUAL,
    Sense.EQUAL: Comparison.EQUAL,
    Sense.AFTER: Comparison.MORE,
    Sense.BEFORE: Comparison.LESS,
    Sense.SINCE: Comparison.AT_LEAST,
    Sense.UNTIL: Comparison.AT_MOST,
}
_TEXT_TESTS = {
    Sense.CONTAINS: TextTest.CONTAINS,
    Sense.STARTS: TextTest.STARTS,
    Sense.ENDS: TextTest.ENDS,
}
_MONEY_WORDS = ("amount", "total", "price", "revenu", "sale", "valu", "cost")
"""Stems of headers that a bare number is most likely about."""


def comparison_of(item: Item | None) -> Comparison | None:
    """Return the comparison that a piece asks for."""
    if item is None:
        return None
    return next((how for sense, how in _COMPARISONS.items() if sense in item.senses), None)


@dataclass(frozen=True)
class _Spot:
    """A column with the index after it."""

    column: Column
    strength: float
    item: Item
    after: int


def _column_at(draft: Draft, index: int, fits: Callable[[Column], bool]) -> _Spot | None:
    if index >= len(draft.items):
        return None
    item = draft.items[index]
    chosen = draft.choose(item, fits)
    if chosen and any(hit.strength > chosen[1] for hit in item.tables):
        return None
    return _Spot(chosen[0], chosen[1], item, index + 1) if chosen else None


def _place(draft: Draft, column: Column, condition: Condition, *, negated: bool = False) -> None:
    """Put a condition on the rows of its column, reached from the rows described now."""
    node = next((each for each in draft.node.up() if each.table.name == column.table), None)
    node = node or draft.reach(draft.node, draft.catalog.by_name[column.table])
    draft.add(node, deny(node, condition) if negated else condition)


def read_comparison(draft: Draft) -> bool:
    """Read ``amount over 500``, ``more than 10 matches``, ``year is 2004``, ``over 500``."""
    item = draft.items[draft.at]
    how = comparison_of(item)
    if how is None or _is_plain(item):
        return False
    index = draft.after_glue(draft.at + 1)
    number = draft.items[index] if index < len(draft.items) else None
    if number is None or (number.number is None and number.period is None):
        return False
    before = _waiting_column(draft)
    if number.period and (number.number is None or _means_date(draft, number, before)):
        return _compare_period(draft, number, how, index, before)
    if number.number is None:
        return False
    after = None if before else _column_at(draft, draft.after_glue(index + 1, Sense.HOW_MANY), is_comparable)
    if after and after.item.start - number.end > 2:
        after = None
    column = before or (after.column if after else None)
    if column is None and not item.has(Sense.AFTER, Sense.BEFORE, Sense.SINCE, Sense.UNTIL):
        column = _bare_number_column(draft, item)
    if column is None or not is_comparable(column):
        return False
    _place(draft, column, compare(column, how, number.number), negated=draft.negated)
    draft.negated = False
    draft.at = after.after if after and not before else index + 1
    if after and not before:
        draft.matched(after.item, "column", f"{column.table}.{column.name}", after.strength)
    _or_more(draft, column)
    return True


def compare(column: Column, how: Comparison, number: int | float) -> Condition:
    """Compare a column with a number."""
    from services.agent.question.plan import Compare

    return Compare(column, how, number)


def _is_plain(item: Item) -> bool:
    """``from`` and ``is`` compare only when a date follows; they are prepositions otherwise."""
    return item.is_link and not item.has(Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST)


def _means_date(draft: Draft, item: Item, before: Column | None) -> bool:
    if before is not None:
        return before.is_date
    return dated(draft) is not None


def _compare_period(draft: Draft, item: Item, how: Comparison, index: int, before: Column | None) -> bool:
    column = before if before is not None and (before.is_date or before.is_year) else dated(draft)
    if column is None or item.period is None:
        return False
    condition = date_condition(column, item.period, how)
    if condition is None:
        return False
    _place(draft, column, condition)
    draft.matched(item, "date", f"{column.table}.{column.name}", 1.0)
    draft.at = index + 1
    return True


def _waiting_column(draft: Draft) -> Column | None:
    """Return the column named just before, when it was read as something else to ask for."""
    if not draft.targets or draft.at == 0:
        return None
    index = draft.at - 1
    while index > 0 and draft.items[index].has(Sense.BE, Sense.FILLER, Sense.HAVE, Sense.OF):
        index -= 1
    last = draft.targets[-1]
    named = any(hit.column == last for hit in draft.items[index].columns)
    return last if named and len(draft.targets) > 1 and draft.targets.pop() else None


def _bare_number_column(draft: Draft, item: Item) -> Column | None:
    """Find what ``over 500`` is about when no header is near."""
    word = item.normal.split()[0]
    if word in ATTRIBUTE_HINTS:
        return draft.hinted(ATTRIBUTE_HINTS[word], is_comparable, draft.node.table)
    measures = [column for column in draft.node.table.columns if column.is_measure]
    money = [c for w in _MONEY_WORDS for c in measures if w in c.words]
    if len(measures) > 1:
        draft.doubt(0.8 if money else 0.4, "a number without a header")
    return money[0] if money else (measures[0] if measures else None)


def _or_more(draft: Draft, column: Column) -> None:
    """Pass a unit after the number (``500 euros``) when it is no word of the data."""
    if draft.at < len(draft.items) and draft.items[draft.at].normal in _UNITS:
        draft.at += 1


_UNITS = frozenset(
    ["euros", "euro", "dollars", "dollar", "usd", "eur", "pounds", "people", "points", "times", "km", "miles", "meters", "metres", "feet", "ft", "kg", "percent", "years", "days", "hours", "minutes", "units", "$", "%", "items", "pieces"]
)
"""Words after a number that only say what it counts."""


def read_column_comparison(draft: Draft) -> bool:
    """Read a header followed by a comparison: ``amount [is] over 500``, ``year 2004``, ``rank of 1``."""
    spot = _column_at(draft, draft.at, is_comparable)
    if spot is None:
        return False
    index = draft.after_glue(spot.after)
    if index >= len(draft.items):
        return False
    item = draft.items[index]
    negated = item.has(Sense.NOT)
    if negated:
        index += 1
        item = draft.items[index] if index < len(draft.items) else item
    how = comparison_of(item) if not item.number else None
    number_index = draft.after_glue(index + 1) if how else index
    number = draft.items[number_index] if number_index < len(draft.items) else None
    if number is None or (number.number is None and number.period is None):
        return False
    condition = _compared(spot.column, how or Comparison.EQUAL, number)
    if condition is None:
        return False
    _place(draft, spot.column, condition, negated=negated or draft.negated)
    draft.negated = False
    draft.matched(spot.item, "column", f"{spot.column.table}.{spot.column.name}", spot.strength)
    draft.at = number_index + 1
    _or_more(draft, spot.column)
    return True


def _compared(column: Column, how: Comparison, item: Item) -> Condition | None:
    if column.is_date:
        return date_condition(column, item.period, how) if item.period else None
    return compare(column, how, item.number) if item.number is not None else None


def read_counted(draft: Draft) -> bool:
    """Read a number before its header: ``with 6 losses``."""
    item = draft.items[draft.at]
    if item.number is None or draft.at == 0:
        return False
    spot = _column_at(draft, draft.at + 1, lambda c: c.is_number)
    if spot is None or draft.items[draft.at + 1].tables:
        return False
    _place(draft, spot.column, compare(spot.column, Comparison.EQUAL, item.number), negated=draft.negated)
    draft.negated = False
    draft.matched(spot.item, "column", f"{spot.column.table}.{spot.column.name}", spot.strength)
    draft.at = spot.after
    return True


def read_between(draft: Draft) -> bool:
    """Read ``[amount] between 10 and 20``, ``from 2010 to 2015``."""
    spot = _column_at(draft, draft.at, is_comparable)
    start = draft.after_glue(spot.after) if spot else draft.at
    numbers = _range(draft, start)
    if numbers is None:
        return False
    low, high, after = numbers
    column = spot.column if spot else _waiting_column(draft)
    if low.period and high.period and (column is None or column.is_date or column.is_year):
        column = column or dated(draft)
        condition = (
            date_condition(column, low.period, Comparison.EQUAL, until=high.period) if column else None
        )
    elif low.number is not None and high.number is not None:
        column = column or _bare_number_column(draft, draft.items[start])
        condition = Between(column, low.number, high.number) if column else None
    else:
        return False
    if column is None or condition is None:
        return False
    _place(draft, column, condition, negated=draft.negated)
    draft.negated = False
    draft.at = after
    return True


def _range(draft: Draft, start: int) -> tuple[Item, Item, int] | None:
    items = draft.items
    if start + 3 >= len(items) or not items[start].has(Sense.BETWEEN, Sense.SINCE):
        return None
    low, link, high = items[start + 1 : start + 4]
    joins = (
        link.has(Sense.AND)
        if items[start].has(Sense.BETWEEN)
        else link.has(Sense.UNTIL) or link.normal == "to"
    )
    if not joins or not all(each.number is not None or each.period for each in (low, high)):
        return None
    return low, high, start + 4


def read_text_test(draft: Draft) -> bool:
    """Read ``[name] starts with A``, ``names containing "berg"``."""
    spot = _column_at(draft, draft.at, lambda c: c.is_text)
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
    _place(draft, column, TextMatch(column, test, text.text, negated or draft.negated))
    draft.negated = False
    draft.at = index + 2
    return True


def read_missing(draft: Draft) -> bool:
    """Read ``without a phone``, ``email is missing``, ``customers without orders``."""
    item = draft.items[draft.at]
    if item.has(Sense.WITHOUT, Sense.MISSING):
        return _without(draft)
    spot = _column_at(draft, draft.at, lambda _: True)
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
    _place(draft, spot.column, Missing(spot.column, negated or item.has(Sense.PRESENT)))
    draft.matched(spot.item, "column", f"{spot.column.table}.{spot.column.name}", spot.strength)
    draft.at = index + 1
    return True


def _without(draft: Draft) -> bool:
    index = draft.after_glue(draft.at + 1)
    spot = _column_at(draft, index, lambda _: True)
    thing = draft.items[index] if index < len(draft.items) else None
    table = next((hit for hit in thing.tables), None) if thing else None
    if table and thing and (not spot or table.strength >= spot.strength):
        draft.node = draft.reach(draft.node, table.table, negated=True)
        draft.matched(thing, "table", table.table.name, table.strength)
        draft.at = index + 1
        return True
    if spot is None or spot.column.table != draft.node.table.name:
        return False
    _place(draft, spot.column, Missing(spot.column))
    draft.matched(spot.item, "column", f"{spot.column.table}.{spot.column.name}", spot.strength)
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


def restrict(draft: Draft, node: Node, condition: Condition) -> None:
    """Add a condition to a node, turned round after a ``not``."""
    draft.add(node, deny(node, condition) if draft.negated else condition)
    draft.negated = False


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
