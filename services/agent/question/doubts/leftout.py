"""Kinds and states that a question says in the plural or by a verb, which no plan may leave out."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.composing.nodes import condition_column
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import name_words, word_root
from services.agent.question.linking.callings import is_outcome
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.parts import answering, parts_of
from services.agent.question.plans.plan import (
    Compare,
    CompareColumns,
    Comparison,
    Condition,
    CountRelated,
    Function,
    InSet,
    MostRelated,
    Not,
    OneOf,
    Plan,
)
from services.agent.question.slots.valued import figures_given
from services.agent.question.tables.columns import Column
from services.agent.question.tables.measuring import measured_by
from services.agent.question.tables.selling import tells_store

_DOERS = ("er", "or", "ist", "ant")
_TIMES = ("times", "multiplied by")
_VALUES = frozenset(["value", "worth"])
_TIMED = ("late", "early", "overdue")
"""What two days say of rows: a shift that is called so is another matter."""
_RELATED = InSet | Not | MostRelated | CountRelated
"""Conditions that speak of rows of another table."""
MOST_STATES = 30
"""Different texts of a column beyond which none of them is a state that rows are in."""


def leaves_said(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether rows of all kinds or states are taken where some are spoken of.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    return (
        _leaves_counted(plan, conditions, items)
        or _leaves_done(plan, conditions, items)
        or _counts_amount(plan, items)
        or _adds_stock(plan, items)
        or _averages_money(plan, items)
        or _leaves_product(plan, items)
        or _tells_object(plan, items)
        or _leaves_given(plan, items)
    )


def _leaves_counted(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``how many wins``, ``minutes of visits`` are of all rows, though some cells say ``Win``."""
    used = {condition_column(each) for each in conditions} | {output.column for output in plan.outputs}
    timed = any(isinstance(each, CompareColumns) and each.column.is_date for each in conditions)
    for before, item in pairwise(items):
        said = {hit.column for hit in item.values if hit.column.repeats}
        counted = before.has(Sense.HOW_MANY) or (before.has(Sense.OF) and item.has(Sense.LIGHT))
        named = item.tables or item.columns or before.is_link or not counted
        if said and not named and said.isdisjoint(used) and not (timed and item.normal in _TIMED):
            return True
    return False


def _leaves_given(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``rated tickets`` are all tickets, where some have no rating."""
    for item, after in pairwise(items):
        rows = next((hit.table for hit in after.tables if hit.strength >= NAMES), None)
        given = figures_given(item, rows) if rows else []
        if given and set(given).isdisjoint(parts_of(plan)):
            return True
    return False


def _counts_amount(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how much`` has become how many rows there are in each group."""
    asked = any(item.has(Sense.HOW_MUCH) for item in items) and not any(
        item.has(Sense.HOW_MANY, Sense.SHARE, Sense.RATIO, Sense.DIFFERENCE) for item in items
    )
    counts = (each.function is Function.COUNT and not each.combination for each in plan.outputs)
    return asked and plan.grouped and plan.rows.table.worth is not None and any(counts)


def _adds_stock(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the value of what is in store has become how much there is."""
    value = any(set(item.normal.split()) & _VALUES and not item.columns for item in items)
    return value and any(
        each.column and not each.column.formula and tells_store(each.column) and not each.when
        for each in plan.outputs
    )


def _leaves_product(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether of ``nights times nightly rate`` only the rate is told."""
    said = any(
        sign.normal in _TIMES and not sign.columns and other.columns and one.number is None and not one.senses
        for one, sign, other in zip(items, items[1:], items[2:], strict=False)
    )
    return said and all(each.column is None or each.column.formula is None for each in plan.outputs)


def _averages_money(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the average number of nights`` has become the nightly rate."""
    mean = any(item.has(Sense.AVERAGE) and not item.is_link for item in items)
    if not (mean and any(item.has(Sense.HOW_MANY) for item in items)):
        return False
    means = [each.column for each in plan.outputs if each.function is Function.AVERAGE and each.column]
    counts = any(each.function is Function.COUNT for each in plan.outputs)
    return not counts and any("money" in measured_by(column) for column in means)


def _tells_object(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``who advises the club with …`` is answered with the club, of which a header says who does."""
    if len(items) < 4 or not items[0].has(Sense.WHO) or items[1].has(Sense.BE, Sense.HAVE):
        return False
    thing = next((item for item in items[2:4] if not item.has(Sense.FILLER)), None)
    named = {hit.table for hit in thing.tables if hit.strength >= NAMES} if thing else set()
    shown = [each.column for each in answering(plan) if each.column and not each.function]
    labels = {table.label for table in named if any(map(_says_who, table.columns))}
    return len(shown) == 1 and shown[0] in labels


def _says_who(column: Column) -> bool:
    words = [word for word in name_words(column.name) if word not in ("id", "no", "code", "name")]
    return len(words) < len(name_words(column.name)) and bool(words) and words[-1].endswith(_DOERS)


def _leaves_done(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``how many did each finish`` has become how many they have, though some are ``Finished``.

    Nor may ``won amount`` be all amounts, where the states are ``Closed Won`` and ``Closed Lost``.
    """
    verbs = [item for item in items if item.has(Sense.LIGHT) and not (item.tables or item.columns)]
    if not verbs:
        return False
    known = [*conditions, *(each for output in plan.outputs for each in output.when)]
    used = {condition_column(each) for each in known} | {output.column for output in plan.outputs}
    tables = {plan.rows.table, *(each.rows.table for each in conditions if isinstance(each, _RELATED))}
    tables |= {hit.table for item in items for hit in item.tables if hit.strength >= NAMES}
    done = verbs[-1] is items[-1] and any(item.has(Sense.DO) for item in items[:-1])
    for column in (column for table in tables for column in table.columns if _holds_states(column)):
        said = _values_of(column, known)
        for value in column.values or ():
            words = value.lower().split()
            came_out = any(_came_out(words, item.normal) for item in verbs)
            if came_out and (value not in said if said else column not in used):
                return True
            if done and column not in used and _is_state(value, verbs[-1].normal):
                return True
    return False


def _holds_states(column: Column) -> bool:
    return column.is_text and column.repeats and column.distinct <= MOST_STATES


def _values_of(column: Column, conditions: Sequence[Condition]) -> set[object]:
    """Return the values that conditions ask a column for."""
    found = set[object]()
    for each in conditions:
        if isinstance(each, OneOf) and each.column == column:
            found.update(each.values)
        elif isinstance(each, Compare) and each.column == column and each.comparison is Comparison.EQUAL:
            found.add(each.value)
    return found


def _came_out(words: Sequence[str], verb: str) -> bool:
    """Whether a state says by its last word what the verb does: ``closed won``."""
    return is_outcome(words) and (words[1] == verb or word_root(words[1]) == word_root(verb))


def _is_state(value: str, verb: str) -> bool:
    return value.endswith(("ed", "en")) and word_root(value.lower()) == word_root(verb)
