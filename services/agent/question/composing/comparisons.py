"""Rules that read a comparison with numbers or dates: over 500, between 2010 and 2015, year 2004."""

from services.agent.question.composing.draft import Draft, is_comparable
from services.agent.question.composing.nodes import NotUnderstoodError
from services.agent.question.composing.spots import column_at, place
from services.agent.question.composing.times import any_of, date_condition, dated, more_periods
from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.units import is_unit
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS, PEOPLE
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Between, Compare, Comparison, Condition
from services.agent.question.tables.columns import Column
from services.agent.question.tables.measuring import measured_in

COMPARISONS = {
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

TIME_SENSES = (Sense.AFTER, Sense.BEFORE, Sense.SINCE, Sense.UNTIL)
"""Comparisons of time alone: a number after any other is a figure, even one that could be a year."""

_MONEY_WORDS = ("amount", "total", "price", "revenu", "sale", "valu", "cost")
"""Stems of headers that a bare number is most likely about."""


_UNIT_WORDS = """
    euros euro dollars dollar usd eur pounds people points times km miles meters metres feet ft kg percent
    years days hours minutes units $ % items pieces
"""
UNITS = frozenset(_UNIT_WORDS.split())
"""Words after a number that only say what it counts."""


def comparison_of(item: Item | None) -> Comparison | None:
    """Return the comparison that a piece asks for."""
    if item is None or not item.senses:
        return None
    return next((how for sense, how in COMPARISONS.items() if sense in item.senses), None)


def comparison_in(header: Item) -> Comparison | None:
    """Return the comparison that a header of dates ends with: ``customer since``, ``valid until``."""
    senses = SENSES.get((header.normal.split()[-1],), ())
    return next((how for sense, how in COMPARISONS.items() if sense in senses and sense in TIME_SENSES), None)


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
    if number.period and (number.number is None or _means_date(draft, item, before)):
        return _compare_period(draft, number, how, index, before)
    if number.number is None:
        return False
    after = None if before else column_at(draft, draft.after_glue(index + 1, Sense.HOW_MANY), is_comparable)
    if after and after.item.start - number.end > 2:
        after = None
    column = before or (after.column if after else None)
    if column is None and _counts_rows(draft, index + 1):
        raise NotUnderstoodError
    if column is None and not item.has(*TIME_SENSES, Sense.UNEQUAL, Sense.EQUAL):
        column = _bare_number_column(draft, item, index + 1)
    if column is None or not is_comparable(column):
        return False
    place(draft, column, compare(column, how, number.number), negated=draft.negated)
    draft.negated = False
    draft.at = after.after if after and not before else index + 1
    if after and not before:
        draft.matched(after.item, "column", column.path, after.strength)
    _or_more(draft, column)
    return True


def _compare_period(draft: Draft, item: Item, how: Comparison, index: int, before: Column | None) -> bool:
    if draft.items[draft.at].normal == "from":
        raise NotUnderstoodError  # Since then, or on that day? Only a reader with readings can say.
    column = before if before is not None and (before.is_date or before.is_year) else dated(draft)
    if column is None or item.period is None:
        return False
    condition = date_condition(column, item.period, how)
    if condition is None:
        return False
    place(draft, column, condition)
    draft.matched(item, "date", column.path, 1.0)
    draft.at = index + 1
    return True


def read_column_comparison(draft: Draft) -> bool:
    """Read a header followed by a comparison: ``amount [is] over 500``, ``year 2004``, ``rank of 1``."""
    spot = column_at(draft, draft.at, is_comparable)
    if spot is None:
        return False
    index = draft.after_glue(spot.after)
    if index >= len(draft.items):
        return False
    between = draft.items[spot.after : index]
    if not spot.column.is_date and any(each.has(Sense.IN) for each in between):
        return False
    item = draft.items[index]
    negated = item.has(Sense.NOT)
    if negated:
        index += 1
        item = draft.items[index] if index < len(draft.items) else item
    how = comparison_of(item) if not item.number else None
    number_index = draft.after_glue(index + 1) if how else index
    how = how or (comparison_in(spot.item) if spot.column.is_date else None)
    number = draft.items[number_index] if number_index < len(draft.items) else None
    if number is None or (number.number is None and number.period is None):
        return False
    after, condition = number_index + 1, _compared(spot.column, how or Comparison.EQUAL, number)
    if condition is None:
        return False
    if number.period and spot.column.is_date and how is None:
        periods, after = more_periods(draft, number.period, after)
        each = [date_condition(spot.column, period, Comparison.EQUAL) for period in periods]
        condition = any_of([one for one in each if one])
    place(draft, spot.column, condition, negated=negated or draft.negated)
    draft.negated = False
    draft.matched(spot.item, "column", spot.column.path, spot.strength)
    draft.at = after
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
    spot = column_at(draft, draft.at + 1, lambda c: c.is_number)
    if spot is None or draft.items[draft.at + 1].tables:
        return False
    place(draft, spot.column, compare(spot.column, Comparison.EQUAL, item.number), negated=draft.negated)
    draft.negated = False
    draft.matched(spot.item, "column", spot.column.path, spot.strength)
    draft.at = spot.after
    return True


def read_between(draft: Draft) -> bool:
    """Read ``[amount] between 10 and 20``, ``from 2010 to 2015``."""
    spot = column_at(draft, draft.at, is_comparable)
    start = draft.after_glue(spot.after) if spot else draft.at
    numbers = _range(draft, start)
    if numbers is None:
        return False
    low, high, after = numbers
    column = spot.column if spot else _waiting_column(draft)
    timed = low.period and high.period and (column is None or column.is_date or column.is_year)
    if timed and column is None and low.number is not None and high.number is not None:
        timed = lies_within(dated(draft), low, high)
    if timed and low.period and high.period:
        column = column or dated(draft)
        condition = (
            date_condition(column, low.period, Comparison.EQUAL, until=high.period) if column else None
        )
    elif low.number is not None and high.number is not None:
        column = column or _bare_number_column(draft, draft.items[start], after)
        condition = Between(column, low.number, high.number) if column else None
    else:
        return False
    if column is None or condition is None:
        return False
    place(draft, column, condition, negated=draft.negated)
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


def _means_date(draft: Draft, item: Item, before: Column | None) -> bool:
    if before is not None:
        return before.is_date
    return item.has(*TIME_SENSES) and dated(draft) is not None


def _counts_rows(draft: Draft, index: int) -> bool:
    """Whether a number is followed by what it counts: ``more than 9 orders``, ``over 2 items``."""
    index += index < len(draft.items) and draft.items[index].has(Sense.DISTINCT)
    item = draft.items[index] if index < len(draft.items) else None
    if item is None:
        return False
    unknown = not item.is_known and item.normal.isalpha() and item.normal.endswith("s")
    counted = item.tables or item.normal in PEOPLE or item.has(Sense.LIGHT)
    return bool(counted or (unknown and not is_unit(item.normal)))


def lies_within(column: Column | None, low: Item, high: Item) -> bool:
    """Whether two numbers may be years of a date: not where its days are all before or after them."""
    if column is None or low.number is None or high.number is None:
        return False
    if column.is_year:
        first, last = column.minimum, column.maximum
    else:
        first, last = (str(day or "0")[:4] for day in (column.minimum, column.maximum))
    return int(first) <= high.number and low.number <= int(last)


def _is_plain(item: Item) -> bool:
    """``from`` and ``is`` compare only when a date follows; they are prepositions otherwise."""
    return item.is_link and not item.has(Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST)


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


def _bare_number_column(draft: Draft, item: Item, after: int) -> Column | None:
    """Find what ``over 500`` or ``over 500 km`` is about when no header is near."""
    word = item.normal.split()[0]
    if word in ATTRIBUTE_HINTS:
        return draft.hinted(ATTRIBUTE_HINTS[word], is_comparable, draft.node.table)
    measures = [column for column in draft.node.table.columns if column.is_measure]
    unit = draft.items[after].normal if after < len(draft.items) else ""
    if measured := [column for column in measures if measured_in(column, unit)]:
        return measured[0] if len(measured) == 1 else None
    money = [c for w in _MONEY_WORDS for c in measures if w in c.words]
    if len(measures) > 1:
        draft.doubt(0.8 if money else 0.4, "a number without a header")
    return money[0] if money else (measures[0] if measures else None)


def _or_more(draft: Draft, column: Column) -> None:
    """Pass a unit after the number (``500 euros``) when it is no word of the data."""
    if draft.at < len(draft.items) and draft.items[draft.at].normal in UNITS:
        draft.at += 1


def compare(column: Column, how: Comparison, number: int | float) -> Condition:
    """Compare a column with a number."""
    return Compare(column, how, number)
