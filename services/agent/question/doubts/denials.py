"""Whether a plan leaves out or misplaces what a question denies: a no, a never, or one of two things at once.

``Never late`` is said of all rows of a thing, and not of one that was not late.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import root
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.dated import GoingOn
from services.agent.question.plans.parts import answering, parts_of, spans_rows
from services.agent.question.plans.plan import (
    Compare,
    CompareColumns,
    CompareFigure,
    Comparison,
    Condition,
    CountRelated,
    Having,
    InSet,
    Missing,
    MostRelated,
    Not,
    OneOf,
    Plan,
    RowSet,
)
from services.agent.question.tables.columns import Column

_NOBODY = frozenset(["nobody", "no one", "noone", "none", "never"])
_NONE = _NOBODY | {"nothing", "neither"}
_DENYING = (
    Comparison.UNEQUAL, Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST,
)  # fmt: skip
"""Comparisons that may be what is left of a denied one: "not above 3" is at most 3."""
_OF_ALL = frozenset(["never", "no"])
"""Words that deny of all rows of a thing."""
_CALLED = 0.95
"""Strength from which a word is the name of a table, and no part of one."""
_NEAR = 3
"""Pieces behind such a word among which stands what is denied."""


def leaves_denied(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a plan has become the rows that a question denies, or those with one of two things.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    denied = (Sense.WITHOUT, Sense.NOT)
    return (
        _denies_otherwise(plan, items, denied)
        or _takes_either(conditions, items)
        or _denies_rows(plan, items)
    )


def _denies_rows(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the numbers of things are listed by rows that have none of what the things shall not have.

    Who has no cat has none in any row: the owner of a cat and a dog has a row without a cat.
    """
    shown = plan.outputs[0].column
    denied = any(isinstance(each, InSet) and each.negated for each in plan.rows.conditions)
    if not denied or plan.grouped or shown is None or shown.role != "id" or shown.unique:
        return False
    home = plan.rows.table.name
    named = any(hit.table.name == home and hit.strength >= _CALLED for item in items for hit in item.tables)
    said = [hit.column for item in items for hit in item.columns]
    own = (each for each in said if each.words == shown.words and each.unique and each.table != home)
    return not named and next(own, None) is not None


def leaves_none(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a plan for other words leaves out ``nothing`` or ``both``; a state may tell other denials.

    Args:
        plan: What was understood of the other words.
        conditions: All conditions of its rows.
        items: The question as it was asked.
    """
    return _denies_otherwise(plan, items, ()) or _takes_either(conditions, items)


def _denies_otherwise(plan: Plan, items: Sequence[Item], senses: Sequence[Sense]) -> bool:
    return _denies(items, senses) and not any(map(_is_denial, parts_of(plan)))


def _denies(items: Sequence[Item], senses: Sequence[Sense]) -> bool:
    """Whether a word says that something is not so, and is no part of what a cell or a header says."""
    denying = (
        (at, item)
        for at, item in enumerate(items)
        if (item.normal in _NONE and not item.columns) or item.has(*senses)
    )
    return any(
        not item.values and not item.is_link and not (at and items[at - 1].has(Sense.AND, Sense.OR))
        for at, item in denying
    )  # "With and without a fee", "paid or not": both are meant.


def _is_denial(part: object) -> bool:
    if getattr(part, "negated", False) or isinstance(part, Not | Missing | GoingOn | MostRelated):
        return True
    if isinstance(part, Compare):
        return part.comparison in _DENYING or part.value in (False, 0) or str(part.value).casefold() == "no"
    compared = isinstance(part, CompareColumns | CompareFigure | CountRelated | Having)
    return compared and getattr(part, "comparison", None) in (*_DENYING, Comparison.EQUAL)


def _takes_either(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``with both open and closed orders`` has become all that have one of them."""
    either = {each.column for each in conditions if isinstance(each, OneOf) and not each.negated}
    return any(column in either for column in _both(items))


def _both(items: Sequence[Item]) -> Iterator[object]:
    """Yield the columns of the values that stand behind ``both``, except where each of both is meant."""
    each = any(item.has(Sense.BY) for item in items)
    for before, item in pairwise(items):
        if before.normal == "both" and not each:
            yield from (hit.column for hit in item.values)


def denies_all(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``departments in which nobody earns over 9`` has become those in which somebody earns less."""
    shown = answering(plan)
    column = shown[0].column if len(shown) == 1 and not plan.grouped else None
    spans = spans_rows(column, plan.rows) and shown[0].function is None
    limits = (each for each in plan.rows.conditions if isinstance(each, Compare))
    limited = any(each.comparison is not Comparison.EQUAL for each in limits)
    return spans and limited and any(item.normal in _NOBODY for item in items)


def contradicts(rows: RowSet) -> bool:
    """Whether things would have no rows at all in another table, and some of these: "none, in 2024"."""
    related = [each for each in rows.conditions if isinstance(each, InSet)]
    none = {(each.column, each.key) for each in related if each.negated and not each.rows.conditions}
    return any((each.column, each.key) in none for each in related if not each.negated)


def denies_some(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether the rows of another table than the subject's are such as say no, instead of none that say yes.

    Args:
        conditions: All conditions of the plan's rows, and of the rows that those are about.
        items: The question as it was cut.
    """
    said_no = [column for each in conditions if (column := _says_no(each))]
    for at, item in enumerate(items) if said_no else ():
        if not item.has(Sense.NOT, Sense.WITHOUT) or _OF_ALL.isdisjoint(item.normal.split()):
            continue
        subject = _subject(items[:at])
        denied = {root(each) for after in islice(items, at + 1, at + 1 + _NEAR) for each in after.stems}
        if subject and any(each.table != subject and not denied.isdisjoint(each.roots) for each in said_no):
            return True
    return False


def _says_no(condition: Condition) -> Column | None:
    if not isinstance(condition, Compare) or not condition.column.is_flag:
        return None
    no = condition.comparison is Comparison.EQUAL and condition.value == condition.column.flag(holds=False)
    return condition.column if no else None


def _subject(before: Sequence[Item]) -> str | None:
    """Return the table that a denial is said of: before ``that``, else what the question begins with."""
    relative = False
    for item in reversed(before):
        if relative and (named := _table(item)):
            return named
        if relative or item.is_link or not item.has(Sense.BE, Sense.HAVE, Sense.THAT, Sense.WHO):
            break
        relative = item.has(Sense.THAT, Sense.WHO)
    return next((named for item in before if (named := _table(item))), None)


def _table(item: Item) -> str | None:
    return next((hit.table.name for hit in item.tables if hit.strength >= NAMES), None)
