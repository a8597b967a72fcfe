"""Conditions that say no more than when rows are: in a stretch of time, a year, a term called by one."""

import re

from services.agent.question.plans.dated import InMonth, Within
from services.agent.question.plans.plan import Compare, Comparison, Condition, OneOf

_TERM = re.compile(
    r"(?:(?:spring|summer|autumn|fall|winter|q[1-4]|h[12]|fy|year|term|semester|trimester|quarter|season)\W*)*"
    r"(?:\d\W+)?(?:19|20)\d\d(?:\W+(?:\d\d){1,2}|\W*(?:q[1-4]|h[12]|spring|summer|autumn|fall|winter))?",
    re.IGNORECASE,
)
"""``Spring 2024``, ``2023/24``, ``2024-Q1``."""


def tells_when(condition: Condition) -> bool:
    """Whether a condition is about a time: of a share, it holds for the whole as for the part."""
    if isinstance(condition, Within | InMonth):
        return True
    if isinstance(condition, OneOf):
        values = condition.values
    elif isinstance(condition, Compare) and condition.comparison is Comparison.EQUAL:
        values = (condition.value,)
    else:
        return False
    terms = all(isinstance(value, str) and _TERM.fullmatch(value.strip()) for value in values)
    return terms or (condition.column.is_year and bool(values))
