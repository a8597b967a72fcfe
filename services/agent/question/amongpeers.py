"""Rows against the mean of their own group: "a price above the average of their category".

What lies above the mean of all rows is asked for, then of which group each row is: the mean is that of rows
of the same group.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.contrasts import Ask, Figure
from services.agent.question.language.words import spoken
from services.agent.question.plans.plan import CompareFigure, Plan
from services.agent.question.tables.columns import Column

_SURE = 0.97
"""What is left of the less sure of the two questions."""
_MEAN = r"(?:average|mean|median)"
_IN = r"(?:of|for|in|within|among)"
_OWN = r"(?:their|its|his|her|the\s+same)(?:\s+own)?"
_WAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?P<before>.+\b{_MEAN}(?:\s+[\w -]+?)?)\s+{_IN}\s+{_OWN}\s+(?P<group>[\w-]+)$",
        rf"^(?P<before>.+?)\s+{_OWN}\s+(?P<group>[\w-]+?)(?:'s?|s')\s+(?P<rest>{_MEAN}\b.*)$",
    )
)


def read_among_peers(question: str, ask: Ask) -> Figure | None:
    """Read which rows lie above or below the mean of their own group; None where nothing surely asks so."""
    for plain, group in _cuts(question.strip(" ?.!")):
        figures = ask(plain)
        if len(figures) != 1 or not _compared(figures[0].plan):
            continue
        rows = spoken(figures[0].plan.rows.table.name)
        groups = ask(f"how many {rows} per {group}")
        own = {by for each in groups if (by := _group_of(each.plan, figures[0].plan))}
        if len(own) == 1:
            plan = _among(figures[0].plan, own.pop())
            both = figures[0].beside(groups[0], plan)
            return replace(both, confidence=_SURE * min(figures[0].confidence, groups[0].confidence))
    return None


def _cuts(question: str) -> Iterator[tuple[str, str]]:
    """Yield the question about the mean of all rows, and what the rows' own group is called."""
    for way in _WAYS:
        found = way.match(question)
        if found:
            rest = found.groupdict().get("rest")
            yield f"{found['before']} the {rest}" if rest else found["before"], found["group"]


def _compared(plan: Plan) -> list[CompareFigure]:
    """Return what sets rows of a list against a figure of the same rows."""
    found = [each for each in plan.rows.conditions if isinstance(each, CompareFigure)]
    return [each for each in found if each.rows.table == plan.rows.table] if len(found) == 1 else []


def _group_of(groups: Plan, rows: Plan) -> Column | None:
    """Return the rows' own column that says of which group they are: a key, or what stands there itself."""
    if not groups.grouped or groups.rows.table != rows.rows.table or len(groups.lookups) > 1:
        return None
    if groups.lookups:
        return groups.lookups[0].many
    keys = [each.column for each in groups.outputs if each.function is None]
    return keys[0] if len(keys) == 1 else None


def _among(plan: Plan, by: Column) -> Plan:
    conditions = tuple(
        replace(each, by=by) if isinstance(each, CompareFigure) else each for each in plan.rows.conditions
    )
    return replace(plan, rows=replace(plan.rows, conditions=conditions))
