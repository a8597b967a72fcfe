"""What a condition looks like while it is tried, and what stands around the piece that it compares with."""

from collections.abc import Iterator, Sequence
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
MOST_UNREAD = 2
"""Nouns before a header that may say no more than the header does."""
_UNREAD = 0.93
"""For each of them, and for one behind: the literal bears out which column is meant."""
MOST_PHRASE = 3
"""Words of a phrase that calls a column what no header does."""
CALLED = 0.85
"""For such a phrase: the value says which column is meant."""
_LINKS = ("than", "as", "to")
_WEAK = 0.85
"""Strength above which a header that is named is meant, whatever value follows."""
_MOST_KINDS = 40
"""Different texts of a column beyond which a value may stand in it by chance, as names do."""
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
        if view.describes(at) or _names_kind(view, at, index):
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
    if header is not None and any(view.items[each].has(Sense.BE, Sense.EQUAL) for each in between):
        between += _said_before(view, header)
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


def _names_kind(view: View, at: int, index: int) -> bool:
    """Whether an unknown noun stands behind a part of the literal's own header: ``alarm class is red``."""
    before, literal = view.item(at - 1), view.items[index]
    if before is None or not _is_unread(view, at):
        return False
    told = {hit.column for hit in literal.values}
    numbers = literal.number is not None
    return any(hit.column in told or (numbers and hit.column.is_number) for hit in before.columns)


def _said_before(view: View, header: int) -> list[int]:
    """Return the nouns before a header that only say more of it: ``where the part painted is the door``."""
    first = header
    while first > header - MOST_UNREAD and _is_unread(view, first - 1):
        first -= 1
    lead = view.item(first - 1)
    opens = lead is not None and lead.has(Sense.WHERE, Sense.WITH, Sense.AND, Sense.FILLER)
    return [*range(first, header)] if opens else []


def _is_unread(view: View, at: int) -> bool:
    """Whether a piece is a word in small letters that means nothing in the only table."""
    item = view.item(at)
    if item is None or len(view.catalog.tables) > 1 or item.is_known or item.is_left:
        return False
    return item.normal.isalpha() and item.text.islower() and item.normal not in _LINKS


def phrase_before(view: View, index: int, column: Column) -> frozenset[int]:
    """Return the pieces that call a value's column what no header does: ``whose skin tone is dark``.

    A weak link to another header is none beside the value, which that other column does not have.
    """
    at, being = index - 1, False
    while (item := view.item(at)) and not item.is_link and item.has(Sense.BE, Sense.EQUAL, Sense.FILLER):
        being = being or item.has(Sense.BE, Sense.EQUAL)
        at -= 1
    last = at
    while last - at < MOST_PHRASE and (_is_unread(view, at) or _is_weakly_linked(view, at)):
        at -= 1
    while (item := view.item(at)) and item.normal in ("the", "their"):
        at -= 1
    lead = view.item(at)
    opens = lead is not None and not lead.is_link and lead.has(Sense.WHERE, Sense.WITH)
    kinds = column.repeats and column.distinct <= _MOST_KINDS
    return frozenset(range(at, index)) if being and opens and kinds and at < last else frozenset()


def _is_weakly_linked(view: View, at: int) -> bool:
    item = view.item(at)
    if item is None or len(view.catalog.tables) > 1 or item.values or item.tables or item.senses:
        return False
    return bool(item.columns) and all(hit.strength <= _WEAK for hit in item.columns)


def unread_share(view: View, between: Sequence[int]) -> float:
    """Return what the nouns between a header and a literal that nothing explains leave of the score."""
    unread = sum(_is_unread(view, at) and not view.describes(at) for at in between)
    return float(_UNREAD**unread)


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
