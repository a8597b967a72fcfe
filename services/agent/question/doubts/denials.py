"""Whether ``never late`` has become one row that was not late, where other rows of the thing may well be."""

from collections.abc import Sequence
from itertools import islice

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import root
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.plan import Compare, Comparison, Condition
from services.agent.question.tables.columns import Column

_OF_ALL = frozenset(["never", "no"])
"""Words that deny of all rows of a thing."""
_NEAR = 3
"""Pieces behind such a word among which stands what is denied."""


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
