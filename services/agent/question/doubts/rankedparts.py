"""Whether a kind of rows is told by its largest row, where no such row is said."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.parts import answering, spans_rows
from services.agent.question.plans.plan import Condition, InSet, MostRelated, Plan
from services.agent.question.tables.columns import Column


def ranks_parts(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a group of rows is named by what its largest row has: the country of the busiest customer.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    if plan.grouped:
        return False
    columns = [each.column for each in answering(plan) if each.column and each.function is None]
    groups = [column for column in columns if spans_rows(column, plan.rows)]
    by_key = plan.rows.table.key in columns or _says_of(plan, items)  # Told beside its number, or by a row.
    return bool(groups) and not by_key and any(_ranks_keys(each, groups) for each in plan.rows.conditions)


def _says_of(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a cell is asked for "of" one of its rows: the kind of the van that took the longest trip."""
    told = [item for item in items if item.is_link or not item.has(Sense.FILLER)]
    rows = (after for item, after in pairwise(told) if item.has(Sense.OF) and not item.is_link)
    return any(hit.table == plan.rows.table and hit.strength >= NAMES for each in rows for hit in each.tables)


def _ranks_keys(condition: Condition, groups: Sequence[Column]) -> bool:
    match condition:
        case MostRelated(column):
            return column not in groups and all(each.table == column.table for each in groups)
        case InSet(column, rows, key):
            return rows.extreme is not None and column.unique and not key.unique
    return False
