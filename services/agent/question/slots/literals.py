"""Binds what a question compares with - values, numbers, dates - to columns, in every way that fits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.agent.question.comparisons import COMPARISONS, UNITS
from services.agent.question.items import Item
from services.agent.question.lexicon import Sense
from services.agent.question.plan import Compare, Comparison, Condition, OneOf
from services.agent.question.schema import Column
from services.agent.question.slots.view import View
from services.agent.question.times import date_condition

_Kind = TypeVar("_Kind")

NEGATED = {
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.MORE,
}
_BRIDGE = (
    Sense.BE, Sense.OF, Sense.FILLER, Sense.EQUAL, Sense.NAMED, Sense.HAVE, Sense.DO, Sense.NOT,
    Sense.UNEQUAL,    Sense.IN, Sense.WITH, Sense.THAT, Sense.LIGHT, *COMPARISONS,
)  # fmt: skip
_AFTER_BRIDGE = (Sense.BE, Sense.FILLER, Sense.OF)
_BARE = 0.9
"""A value whose column the question does not name, when only one column holds it."""
_IN_LISTS = 0.78
"""For a value that other cells of the column hold beside others: ``A & B``."""
_OUT_OF_RANGE = 0.45
"""For a number that the column cannot hold."""


@dataclass(frozen=True)
class Binding:
    """One condition that the question may ask for, with the pieces that it explains."""

    column: Column
    condition: Condition
    score: float
    used: frozenset[int]
    text: str
    explicit: bool = False
    """Whether the question names the column."""


def bindings_at(view: View, index: int) -> list[Binding]:
    """Return every way to bind the piece at the index, the likeliest first."""
    item = view.items[index]
    found: list[Binding] = []
    if item.values:
        found += _bind_values(view, index)
    if item.period:
        found += _bind_period(view, index)
    if item.number is not None:
        found += _bind_number(view, index)
    return sorted(found, key=lambda each: (-each.score, each.column.path))


@dataclass(frozen=True)
class _Left:
    """What stands before a literal: perhaps a header, and the words between."""

    header: int | None
    between: tuple[int, ...]
    how: Comparison
    negated: bool
    op: int | None


def _look_left(view: View, index: int) -> _Left:
    between: list[int] = []
    how, op, negated = Comparison.EQUAL, None, False
    at = index - 1
    while at >= 0:
        item = view.items[at]
        if item.columns and not _is_operator(item):
            break
        if (item.is_link and not item.has(Sense.LIGHT)) or not item.has(*_BRIDGE):
            break
        found = next((each for sense, each in COMPARISONS.items() if sense in item.senses), None)
        if found and found not in (Comparison.UNEQUAL, Comparison.EQUAL) and op is None:
            how, op = found, at
        negated = negated != (found is Comparison.UNEQUAL or item.has(Sense.NOT))
        between.append(at)
        at -= 1
    header = at if at >= 0 and view.items[at].columns else None
    if header is None and op is None and not negated:
        between = []
    elif header is None:
        # Without a header only the operator itself is explained, not every word before it.
        edge = min(each for each in between if each == op or view.items[each].has(Sense.NOT, Sense.UNEQUAL))
        between = [each for each in between if each >= edge]
    return _Left(header, tuple(between), how, negated, op)


def _is_operator(item: Item) -> bool:
    if any(hit.strength >= 0.9 for hit in item.columns):
        return False
    return item.has(Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.NOT, Sense.UNEQUAL)


def _look_right(view: View, index: int, *, far: bool) -> tuple[int | None, tuple[int, ...]]:
    """Return the header after a literal: ``5 wins``, ``Guard as the position``."""
    between: list[int] = []
    at = index + 1
    while far and (item := view.item(at)) and not item.is_link and item.has(*_AFTER_BRIDGE):
        between.append(at)
        at += 1
    item = view.item(at)
    return (at, tuple(between)) if item and item.columns else (None, ())


def _bind_values(view: View, index: int) -> Iterator[Binding]:
    item = view.items[index]
    left, (right, gap) = _look_left(view, index), _look_right(view, index, far=True)
    hits = [hit for hit in item.values if view.cost(hit.column.table) < 1]
    if left.op is not None:
        return  # "Over 7psi" compares; a text can only be the same or not.
    for hit in hits:
        column, raws = hit.column, _spelt_like(item.text, hit.values)
        more = _listed(view, index, column)
        raws += [raw for each in more for raw in _raws(view.items[each], column) if raw not in raws]
        own = frozenset([index, *_joined(view, index, more)])
        condition = _equal(column, raws, negated=left.negated)
        base = (1.0 - view.cost(column.table)) * (_IN_LISTS if hit.stands_in_lists() else 1.0)
        for header, between in _headers((left.header, left.between), (right, gap)):
            strength = _strength(view, header, column)
            if strength:
                score = base * (0.75 + 0.25 * strength) * (1.0 if header == left.header else 0.98)
                used = own | {header, *between}
                yield Binding(column, condition, score, used, item.text, explicit=True)
        if item.senses and set(item.senses) - {Sense.LIGHT}:
            continue
        bare = base * _BARE * _bare_share(view, hits, column)
        yield Binding(column, condition, bare, own | set(left.between if left.negated else ()), item.text)


def _spelt_like(text: str, raws: Sequence[str]) -> list[str]:
    """Of values that only differ in signs or case, keep those that are spelt as in the question."""
    exact = [raw for raw in raws if raw == text]
    text = text.removesuffix("'s").removesuffix("\u2019s")
    same = [raw for raw in raws if " ".join(raw.casefold().split()) == " ".join(text.casefold().split())]
    return exact or same or list(raws)


def _bare_share(view: View, hits: Sequence[object], column: Column) -> float:
    """How likely a value that several columns hold is meant in this one."""
    if len(hits) == 1:
        return 1.0
    return 0.8 if column == view.home.label else 0.7


def _strength(view: View, header: int, column: Column) -> float:
    return next((hit.strength for hit in view.items[header].columns if hit.column == column), 0.0)


def _raws(item: Item, column: Column) -> tuple[str, ...]:
    return next((hit.values for hit in item.values if hit.column == column), ())


def _listed(view: View, index: int, column: Column) -> tuple[int, ...]:
    """Return the pieces of ``X, Y or Z`` after the first that are values of the same column."""
    found: list[int] = []
    at = index + 1
    joined = False
    while item := view.item(at):
        if item.has(Sense.OR, Sense.AND) and not item.is_link:
            joined = True
        elif _raws(item, column):
            found.append(at)
        elif not (item.has(Sense.FILLER) and not item.is_link):
            break
        at += 1
    return tuple(found) if joined else ()


def _joined(view: View, index: int, more: Sequence[int]) -> range:
    return range(index, more[-1] + 1) if more else range(index, index + 1)


def _equal(column: Column, raws: Sequence[str], *, negated: bool) -> Condition:
    if len(raws) == 1:
        return Compare(column, Comparison.UNEQUAL if negated else Comparison.EQUAL, raws[0])
    return OneOf(column, tuple(raws), negated)


def _bind_number(view: View, index: int) -> Iterator[Binding]:
    item = view.items[index]
    assert item.number is not None
    left, (right, _) = _look_left(view, index), _look_right(view, index, far=False)
    how = NEGATED[left.how] if left.negated else left.how
    own = frozenset([index, *_unit(view, index)])
    if right is None and (following := view.item(index + 1)) and following.normal in ("as", "as the"):
        right, gap = _look_right(view, index, far=True)
        own |= set(gap)
    for header, near in _headers((left.header, True), (right, False)):
        for column, strength in view.columns(header, lambda c: c.is_number):
            if near and _is_preposition(view, left, column):
                continue
            score = (0.75 + 0.25 * strength) * _range_factor(column, how, item.number)
            used = own | {header, *left.between}
            score *= 1.0 if near else 0.97
            condition = Compare(column, how, item.number)
            yield Binding(column, condition, score, used, item.text, explicit=True)


def _headers(*places: tuple[int | None, _Kind]) -> Iterator[tuple[int, _Kind]]:
    """Yield the places where there is a header."""
    for header, kind in places:
        if header is not None:
            yield header, kind


def _is_preposition(view: View, left: _Left, column: Column) -> bool:
    """Whether ``points in 2006`` stands there, where the number says when and not how many."""
    words = [view.items[at] for at in left.between]
    return left.op is None and not column.is_year and any(word.has(Sense.IN) for word in words)


def _range_factor(column: Column, how: Comparison, number: float) -> float:
    if how is not Comparison.EQUAL or not isinstance(column.minimum, int | float):
        return 1.0
    return 1.0 if column.minimum <= number <= float(column.maximum) else _OUT_OF_RANGE


def _unit(view: View, index: int) -> tuple[int, ...]:
    """Return the word after a number that only says what it counts: ``500 euros``."""
    following = view.item(index + 1)
    return (index + 1,) if following and following.normal in UNITS and not following.is_link else ()


def _bind_period(view: View, index: int) -> Iterator[Binding]:
    item = view.items[index]
    assert item.period
    left, (right, gap) = _look_left(view, index), _look_right(view, index, far=True)
    seen: set[str] = set()
    for header, between in _headers((left.header, left.between), (right, gap)):
        for column, strength in view.columns(header, _holds_time):
            condition = date_condition(column, item.period, left.how)
            if condition and not left.negated and column.path not in seen:
                seen.add(column.path)
                used = frozenset([index, header, *between, *([left.op] if left.op is not None else [])])
                yield Binding(column, condition, 0.75 + 0.25 * strength, used, item.text, explicit=True)
    for column, score in _dates(view):
        condition = date_condition(column, item.period, left.how)
        if condition and not left.negated:
            used = frozenset([index, *([left.op] if left.op is not None else [])])
            yield Binding(column, condition, score, used, item.text)


def _holds_time(column: Column) -> bool:
    return column.is_date or column.is_year


def _dates(view: View) -> list[tuple[Column, float]]:
    """Return the columns that a period without a header may be about."""
    dates = [column for column in view.home.columns if column.is_date]
    dates = dates or [column for column in view.home.columns if column.is_year]
    if len(dates) == 1:
        return [(dates[0], _BARE)]
    main = view.home.main_date
    return [(column, 0.84 if column == main else 0.7) for column in dates]
