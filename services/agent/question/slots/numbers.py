"""Binds the numbers of a question to columns: by the header, the unit or the adjective beside them."""

from collections.abc import Iterator, Sequence

from services.agent.question.composing.comparisons import TIME_SENSES
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.units import convert
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS, PEOPLE
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.linking.keys import numbers_within
from services.agent.question.plans.opposites import OPPOSITES
from services.agent.question.plans.plan import Compare, Comparison, Condition, OneOf
from services.agent.question.slots.adjectives import compared_column, hinted_of
from services.agent.question.slots.binding import (
    Binding,
    Left,
    headers_of,
    look_left,
    look_right,
    unread_share,
)
from services.agent.question.slots.units import (
    OTHER_UNIT,
    SCALES,
    Unit,
    is_percent,
    is_scaled,
    money_column,
    names_more,
    time_share,
    unit_after,
    unit_share,
)  # fmt: skip
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.selling import is_price_of_one, sold_columns

_OUT_OF_RANGE = 0.45
"""For a number that the column cannot hold."""
_BEYOND = 0.9
"""For a limit that no number of the column, or every one, keeps to."""
_AFTER_ONE = 0.8
"""For rows after one that a number names: "the record after game 70" is that game's own."""
_OF_WHAT_HAS = 0.7
"""For what has more of something that is named behind the number: "trips with over 30 minutes of delay"."""
_IN_UNIT = 0.95
"""For a number in the unit of one column only."""
_PAID = 0.95
"""For a bare sum in the currency of one column only."""
_OTHER_MONEY = 0.6
"""For a sum of money under another header than that of its currency."""
_GRADES = ("better than", "worse than")
_TURNED = {Comparison.MORE: Comparison.LESS, Comparison.LESS: Comparison.MORE}
"""How ranks are compared by what is better: the smaller is."""


def bind_number(view: View, index: int) -> Iterator[Binding]:
    """Yield every way to bind the number at the index."""
    item = view.items[index]
    assert item.number is not None
    left, scaled = look_left(view, index), _scale_after(view, index)
    graded = left.op is not None and view.items[left.op].normal in _GRADES
    said = OPPOSITES[left.how] if left.negated else left.how
    last = index + 1 if scaled else index
    right, _ = look_right(view, last, far=False)
    unit = unit_after(view, last + 1)
    own = frozenset([index, last, *unit.used])
    more = _more_numbers(view, last) if left.op is None and not (unit.used or scaled) else []
    right = look_right(view, more[-1], far=False)[0] if more and right is None else right
    if right is None and (following := view.item(index + 1)) and following.normal in ("as", "as the"):
        right, gap = look_right(view, index, far=True)
        own |= set(gap)
    told = unread_share(view, left.between)
    for header, near in headers_of((left.header, True), (right, False)):
        for column, strength in _numbers_named(view, header):
            how = _TURNED.get(said, said) if graded and column.is_place else said
            often = strength < NAMED and _is_how_often(view, last)
            placed = near and _is_preposition(view, left, column)
            if often or placed or _names_rows(view, header, column, how):
                continue
            if header == right and any(hit.strength > strength for hit in view.items[header].tables):
                continue  # "More than 3 claims" counts claims, and no amount claimed.
            stored = _as_stored(item, column, scaled, unit.word)
            score = (0.75 + 0.25 * strength) * _range_factor(column, how, stored)
            used = own | {header, *left.between}
            score *= (told if near else 0.97) * _measured_share(view, item, column, unit)
            score *= _rows_share(view, left, column, beside=near and right is not None)
            condition: Condition = Compare(column, how, stored)
            if more and not column.is_year:
                condition = _one_of(column, [item, *(view.items[at] for at in more)])
                used |= set(range(index, more[-1] + 1))
            yield Binding(column, condition, score, used, item.text, explicit=True)
    if right is None:
        yield from _bare_number(view, index, left, unit, scaled)
    if left.op is None and isinstance(item.number, int):
        yield from _key(view, index)


def _rows_share(view: View, left: Left, column: Column, *, beside: bool) -> float:
    """How likely a header holds the number, and neither another row's nor more of what follows it."""
    after = _AFTER_ONE if _is_after_one(view, left, column) else 1.0
    return after * (_OF_WHAT_HAS if beside and _has_more_of(view, left) else 1.0)


def _more_numbers(view: View, index: int) -> list[int]:
    """Return where further numbers stand of ``a score of 1, 2 or 3``, each of which will do."""
    found: list[int] = []
    at, joined = index + 1, False
    while (item := view.item(at)) and (item.number is not None or item.has(Sense.OR)):
        if item.number is not None and (item.values or not (joined or item.after_comma)):
            break
        found += [at] if item.number is not None else []
        joined = joined or item.has(Sense.OR)
        at += 1
    return found if joined else []


def _measured_share(view: View, item: Item, column: Column, unit: Unit) -> float:
    """How likely a column holds what a number is measured in: its unit, percent or money."""
    share = unit_share(view, column, unit)
    share *= time_share(column, unit.word, item.number or 0) * (
        OTHER_UNIT if item.text.endswith("%") and not is_percent(column) else 1.0
    )
    return share * (_OTHER_MONEY if money_column(view, item) not in (None, column) else 1.0)


def _one_of(column: Column, items: Sequence[Item]) -> Condition:
    return OneOf(column, tuple(_as_stored(each, column) for each in items))


def _is_how_often(view: View, index: int) -> bool:
    """Whether a number says how often something was done: "claimed more than 2 times" is no amount."""
    after = view.item(index + 1)
    return after is not None and after.normal in ("times", "occasions")


def _numbers_named(view: View, header: int) -> list[tuple[Column, float]]:
    """Return the columns of numbers that a piece may name; beside a whole header none by a synonym."""
    found, said = view.columns(header, lambda column: column.is_number), set(view.items[header].stems)
    whole = {column.table for column, strength in found if strength == 1.0}
    return [
        (column, strength)
        for column, strength in found
        if strength >= NAMED
        or column.table not in whole
        or not (said.isdisjoint(column.words) or numbers_within(column.words))
    ]


def _scale_after(view: View, index: int) -> int:
    """Return by what the word after a number multiplies it; 0 where none does."""
    following = view.item(index + 1)
    return SCALES.get(following.normal, 0) if following and not names_more(following) else 0


def _key(view: View, index: int) -> Iterator[Binding]:
    """Bind ``order 105``: a number right after a table's name is the key of one of its rows."""
    before, item = view.item(index - 1), view.items[index]
    for hit in before.tables if before else ():
        keys = [column for column in hit.table.columns if column.role == "id" and column.unique]
        if len(keys) == 1 and keys[0].is_number and hit.strength >= 0.9 and view.cost(hit.table.name) < 1:
            assert item.number is not None
            score = 0.93 * _range_factor(keys[0], Comparison.EQUAL, item.number)
            condition = Compare(keys[0], Comparison.EQUAL, item.number)
            yield Binding(keys[0], condition, score, frozenset([index]), item.text)


def _bare_number(view: View, index: int, left: Left, unit: Unit, scaled: int) -> Iterator[Binding]:
    """Bind ``cheaper than 50``, ``5 days``, ``over 500``: an adjective, a unit or a row's worth says what."""
    item = view.items[index]
    assert item.number is not None
    last = index + 1 if scaled else index
    following = view.item(last + 1)
    if following and following.has(Sense.DISTINCT):
        following = view.item(last + 2)
    if following and (following.tables or following.normal in PEOPLE) and not unit.used:
        return  # "More than 9 orders" counts rows.
    word = view.items[left.op].normal.split()[0] if left.op is not None else ""
    column, score = unit.column, 0.92 if unit.is_adjective else _IN_UNIT if len(unit.measured) == 1 else 0.85
    paid = money_column(view, item) if column is None and left.op is not None else None
    if paid:
        column, score = paid, _PAID
    elif len(unit.measured) > 1 and (told := hinted_of(unit.measured, ATTRIBUTE_HINTS.get(word, ()))):
        column, score = told, 0.92
    elif column is None and word in ATTRIBUTE_HINTS:
        column, score = compared_column(word, view), 0.92
    elif column is None and left.op is not None and _is_free(view, left) and not unit.used:
        column, score = usual_column(view, left.how, item.number), 0.8
        counted = following is not None and not following.is_known and following.normal.endswith("s")
        column = column if column and not counted and _tells_apart(column, left.how, item.number) else None
    if column is None or not column.is_number:
        return
    how = OPPOSITES[left.how] if left.negated else left.how
    between = [at for at in left.between if left.header is None or at >= (left.op or index)]
    used = frozenset([index, last, *unit.used, *between])
    stored = _as_stored(item, column, scaled, unit.word)
    score *= _range_factor(column, how, stored) * time_share(column, unit.word, item.number)
    yield Binding(column, Compare(column, how, stored), score, used, item.text)


def _is_free(view: View, left: Left) -> bool:
    """Whether no header stands before a comparison, or only a word for the rows: ``orders over 500``."""
    return left.header is None or bool(view.items[left.header].tables)


def usual_column(view: View, how: Comparison, number: float) -> Column | None:
    """Return what a bare ``over 60`` is about: an age, what a row is worth, or what alone is so much."""
    if how in (Comparison.EQUAL, Comparison.UNEQUAL):
        return None
    ages = [column for column in view.home.columns if column.words == ("age",) and column.is_number]
    worth = view.home.worth
    if worth and is_price_of_one(worth) and sold_columns(view.home.columns):
        worth = None  # An order over 500 is one of so much in all, and no price of one piece.
    return ages[0] if ages else worth or _only_holder(view, number)


def _only_holder(view: View, number: float) -> Column | None:
    """Return the only figure of the only table that a number lies within: no flat has a thousand rooms."""
    figures = [
        each for each in view.home.columns if each.is_measure and isinstance(each.minimum, int | float)
    ]
    held = [each for each in figures if each.minimum < number < float(each.maximum)]
    alone = len(view.catalog.tables) == 1 and len(held) == 1
    far = all(float(each.maximum) < number / 2 for each in figures if each not in held)
    return held[0] if alone and far else None


def _tells_apart(column: Column, how: Comparison, number: float) -> bool:
    """Whether not all rows are so by far: "stays above 9" are hardly those that cost more than 9."""
    if not isinstance(column.minimum, int | float):
        return True
    more = how in (Comparison.MORE, Comparison.AT_LEAST)
    return number >= column.minimum if more else number <= float(column.maximum)


def _is_after_one(view: View, left: Left, column: Column) -> bool:
    """Whether what is asked for stands right before ``after``, and the number after it names one row."""
    if not left.op or not column.unique or column.is_year or not view.items[left.op].has(*TIME_SENSES):
        return False
    return any(hit.column.is_text and hit.strength >= NAMED for hit in view.items[left.op - 1].columns)


def _has_more_of(view: View, left: Left) -> bool:
    links = [at for at in left.between if left.op is None or at < left.op]
    return left.op is not None and any(view.items[at].has(Sense.WITH, Sense.HAVE) for at in links)


def _is_preposition(view: View, left: Left, column: Column) -> bool:
    """Whether ``points in 2006`` stands there, where the number says when and not how many."""
    words = [view.items[at] for at in left.between]
    return left.op is None and not column.is_year and any(word.has(Sense.IN) for word in words)


def _names_rows(view: View, header: int, column: Column, how: Comparison) -> bool:
    """Whether the words before a comparison name a table, and only by the way its key."""
    tables, alone = view.items[header].tables, len(view.catalog.tables) == 1
    compared = how not in (Comparison.EQUAL, Comparison.UNEQUAL) and not alone
    return column.role == "id" and (bool(tables) or compared)


def _as_stored(item: Item, column: Column, scaled: int = 0, said: str = "") -> int | float:
    """Return the number as the column holds it: in its unit, percentages as fractions, millions as such."""
    assert item.number is not None
    converted = convert(item.number, said, column.unit_words)
    if converted is not None and not scaled:
        return converted
    if scaled:
        return item.number if is_scaled(column, scaled) else _whole(item.number * scaled)
    for scale in SCALES.values() if column.leading else ():
        if is_scaled(column, scale) and abs(item.number) >= scale:
            return item.number / scale  # "£20m", where the cells say "£14.4M".
    spoken = "percent" in column.words and abs(item.number) <= 100
    # "0.2%" of cells with that sign; 0.2 itself under a header of fractions.
    large = abs(item.number) > 1 or (item.text.endswith("%") and column.written is not None)
    if (
        (item.text.endswith("%") or spoken)
        and large
        and isinstance(column.maximum, int | float)
        and abs(column.maximum) <= 1
    ):
        return float(f"{item.number / 100:.10g}")
    return item.number


def _whole(number: int | float) -> int | float:
    return int(number) if float(number).is_integer() else number


def _range_factor(column: Column, how: Comparison, number: float) -> float:
    if not isinstance(column.minimum, int | float):
        return 1.0
    low, high = column.minimum, float(column.maximum)
    if how is Comparison.EQUAL:
        return 1.0 if low <= number <= high else _OUT_OF_RANGE
    says_nothing = number >= high if how in (Comparison.MORE, Comparison.AT_LEAST) else number <= low
    return _BEYOND if says_nothing else 1.0
