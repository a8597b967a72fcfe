"""Figures of the rows that the figure before them is of: the number of late orders and their total amount."""

from collections.abc import Mapping
from dataclasses import replace

from services.agent.question.plans.plan import Condition, Output, Plan
from services.agent.question.shaping.elements import Element, Part


def of_the_same(told: Mapping[Element, list[Output]]) -> dict[Element, list[Output]]:
    """Compute a figure that names no rows of those of the figure before it."""
    found, when = dict(told), tuple[Condition, ...]()
    for element, outputs in told.items():
        if element.part is not Part.FIGURE or len(outputs) != 1 or not outputs[0].function:
            continue
        bare = element.measure is not None and not element.measure.tables and not outputs[0].rows
        if when and bare and not outputs[0].when:
            found[element] = [replace(outputs[0], when=when)]
        when = found[element][0].when
    return found


def said_once(plan: Plan) -> Plan:
    """Say of the rows what holds for each of several figures of groups: no group has none of these rows."""
    figures = [output for output in plan.outputs if output.function]
    shared = {output.when for output in figures}
    plain = plan.grouped and len(figures) > 1 and len(shared) == 1
    if not plain or not figures[0].when or any(each.rows or each.combination for each in figures):
        return plan
    outputs = tuple(replace(each, when=()) if each.function else each for each in plan.outputs)
    conditions = tuple(dict.fromkeys((*plan.rows.conditions, *figures[0].when)))
    return replace(plan, outputs=outputs, rows=replace(plan.rows, conditions=conditions))
