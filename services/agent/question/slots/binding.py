"""What a condition looks like while it is tried, and what stands around the piece that it compares with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from services.agent.question.composing.comparisons import COMPARISONS
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Comparison, Condition
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column

Kind = TypeVar("Kind")

BARE = 0.9
"""A value whose column the question does not name, when only one column holds it."""
KIND = 0.96
"""The same for what rows of one of several tables often share: a city, a status, a role."""
_BRIDGE = (
    Sense.BE, Sense.OF, Sense.FILLER, Sense.EQUAL, Sense.NAMED, Sense.HAVE, Sense.DO, Sense.NOT,
    Sense.WITHOUT, Sense.UNEQUAL, Sense.IN, Sense.WITH, Sense.THAT, Sense.LIGHT, *COMPARISONS,
)  # fmt: skip
_AFTER_BRIDGE = (Sense.BE, Sense.FILLER, Sense.OF, Sense.HAVE)


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
    at: int = -1
    """Where the literal stands."""
    denied: bool = False
    """Whether no related row may fulfil it."""
    also: tuple[Condition, ...] = ()
    """Further conditions that hold with it."""
    is_related: bool = False
    """Whether it says what things did, as rows of another table."""


@dataclass(frozen=True)
class Left:
    """What stands before a literal: perhaps a header, and the words between."""

    header: int | None
    between: tuple[int, ...]
    how: Comparison
    negated: bool
    op: int | None


def look_left(view: View, index: int) -> Left:
    """Look for a header, an operator and a negation before a literal."""
    between: list[int] = []
    how, op, negated = Comparison.EQUAL, None, False
    at = index - 1
    while at >= 0:
        item = view.items[at]
        if view.describes(at):
            between.append(at)
            at -= 1
            continue
        if item.columns and not (_is_operator(item) or _is_verb(item)):
            break
        if (item.is_link and not item.has(Sense.LIGHT)) or not (item.has(*_BRIDGE) or item.normal == "by"):
            break
        found = next((each for sense, each in COMPARISONS.items() if sense in item.senses), None)
        if found and found not in (Comparison.UNEQUAL, Comparison.EQUAL) and op is None:
            how, op = found, at
        negated = negated != (found is Comparison.UNEQUAL or item.has(Sense.NOT, Sense.WITHOUT))
        between.append(at)
        at -= 1
    header = at if at >= 0 and view.items[at].columns else None
    if header is not None and op is None and (outer := _limit_before(view, header)):
        op, how = outer
        between.append(op)
    if header is None and op is None and not negated:
        between = []
    elif header is None:
        # Without a header only the operator itself is explained, not every word before it.
        edge = min(
            each
            for each in between
            if each == op or view.items[each].has(Sense.NOT, Sense.WITHOUT, Sense.UNEQUAL)
        )
        between = [each for each in between if each >= edge]
    return Left(header, tuple(between), how, negated, op)


def _limit_before(view: View, header: int) -> tuple[int, Comparison] | None:
    """Return a comparison that stands before the header: ``after week 10``, ``before pick # 60``."""
    at = header - 1
    while at > 0 and view.items[at].has(Sense.FILLER) and not view.items[at].is_link:
        at -= 1
    item = view.item(at)
    if item is None or item.is_link or not item.has(Sense.AFTER, Sense.BEFORE):
        return None
    return at, COMPARISONS[Sense.AFTER if item.has(Sense.AFTER) else Sense.BEFORE]


def _is_verb(item: Item) -> bool:
    """Whether a verb is only by the way like a header: ``sold`` is hardly the sales rep."""
    return item.has(Sense.LIGHT) and not item.tables and all(hit.strength < 0.75 for hit in item.columns)


def _is_operator(item: Item) -> bool:
    if any(hit.strength >= 0.9 for hit in item.columns):
        return False
    return item.has(Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.NOT, Sense.UNEQUAL)


def look_right(view: View, index: int, *, far: bool) -> tuple[int | None, tuple[int, ...]]:
    """Return the header after a literal: ``5 wins``, ``Guard as the position``."""
    between: list[int] = []
    at = index + 1
    while far and (item := view.item(at)) and not item.is_link and item.has(*_AFTER_BRIDGE):
        between.append(at)
        at += 1
    item = view.item(at)
    if item is None or not item.columns or (item.has(Sense.LIGHT) and item.columns[0].strength < 0.95):
        return None, ()
    return at, tuple(between)


def headers_of(*places: tuple[int | None, Kind]) -> Iterator[tuple[int, Kind]]:
    """Yield the places where there is a header."""
    for header, kind in places:
        if header is not None:
            yield header, kind
