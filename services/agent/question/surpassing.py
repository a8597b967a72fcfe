"""Groups whose mean lies above that of all rows: "agents with an average fee above the overall average".

What the mean is by groups is asked for, and what it is of all rows; both have to be understood surely. Of
"more orders than the average agent" the orders of each agent are asked for, and set against their mean.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.contrasts import Ask, Figure
from services.agent.question.language.words import stem
from services.agent.question.plans.plan import (
    CompareFigure,
    Comparison,
    Function,
    Having,
    Missing,
    Order,
    Plan,
    RowSet,
)

SURPASSING = 0.97
"""What is left of the less sure of the two questions."""
_UP = r"above|over|(?:higher|greater|more|larger|longer)\s+than|exceed(?:s|ing)?|that\s+exceeds?"
_DOWN = r"below|under|lower\s+than|less\s+than|smaller\s+than|fewer\s+than|shorter\s+than"
_MEAN = r"(?:averages?|mean|avg)"
_THAN = (
    rf"(?:(?:is|are|was|were|that\s+is|which\s+is|lies?|of)\s+)?(?P<way>{_UP}|{_DOWN})\s+(?:the\s+|our\s+)?"
    rf"(?:overall|general|global|total|whole)\s+{_MEAN}(?:\s+(?P<again>[^,.;?]+?))?"
)
_HAVE = r"(?:(?:that|who|which)\s+)?(?:have|has|had|with|having|show|showed)\s+(?:an?\s+|the\s+)?"
_ASKED = r"^(?:(?:which|what|list|show|name|find)\s+(?:(?:me|all|the)\s+)*)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ASKED}(?P<group>[\w -]+?)\s+{_HAVE}{_MEAN}\s+(?P<what>[^,.;?]+?)\s+{_THAN}$",
        rf"{_ASKED}(?P<group>[\w -]+?)(?:'s?|s')\s+{_MEAN}\s+(?P<what>[^,.;?]+?)\s+{_THAN}$",
        rf"{_ASKED}(?P<group>[\w -]+?)\s+(?:whose|where\s+the)\s+{_MEAN}\s+(?P<what>[^,.;?]+?)\s+{_THAN}$",
    )
)
_DID = (
    r"(?:have|has|had|did|do|does|got|gets?|makes?|made|sees?|saw|takes?|took|gives?|gave|places?|placed|"
    r"holds?|held)"
)
"""Verbs that say no more than whose rows they are: of "returned more items", not all items would be meant."""
_COUNTED = re.compile(
    rf"{_ASKED}(?P<group>[\w -]+?)\s+(?:(?:that|who|which)\s+)?{_DID}\s+"
    r"(?:(?P<way>more|fewer|less)\s+(?P<what>(?!than\b)[^,.;?]+?)\s+than\s+(?:the\s+)?average|"
    r"(?P<rows>[^,.;?]+?)\s+(?P<side>above|below)\s+average)(?:\s+(?P<one>[\w-]+(?:\s+[\w-]+)?))??"
    r"(?:\s+(?:did|does|do|has|had|have))?"
    r"(?:\s+(?:(?:in\s+)?(?:that|the\s+same)\s+(?:year|month|quarter|time|period)|then))?$",
    re.IGNORECASE,
)


def read_surpassing(question: str, ask: Ask) -> Figure | None:
    """Read which groups have a mean above that of all rows; None where nothing asks so, or not surely."""
    counted = _COUNTED.match(question.strip(" ?.!"))
    if counted:
        return _read_counted(counted, ask)
    for found in _matches(question.strip(" ?.!")):
        again = found["again"] or ""
        what = found["what"]
        if again and not _is_same(again, what):
            continue
        whole, groups = ask(f"what is the average {what}"), ask(f"average {what} for each {found['group']}")
        if len(whole) != 1 or len(groups) != 1:
            continue
        above = re.fullmatch(_UP, found["way"], re.IGNORECASE)
        plan = _limited(groups[0].plan, whole[0].plan, Comparison.MORE if above else Comparison.LESS)
        if plan:
            both = groups[0].beside(whole[0], plan)
            return replace(both, confidence=SURPASSING * min(whole[0].confidence, groups[0].confidence))
    return None


def _read_counted(found: re.Match[str], ask: Ask) -> Figure | None:
    """Keep the groups with more rows, or a larger sum, than they have on average."""
    group, one = (
        {stem(word) for word in (found[each] or "").casefold().split()} for each in ("group", "one")
    )
    if one and one.isdisjoint(group):
        return None
    groups = ask(f"number of {found['what'] or found['rows']} for each {found['group']}")
    if len(groups) != 1:
        return None
    *keys, count = groups[0].plan.outputs
    plan = groups[0].plan
    plain = plan.grouped and not (plan.having or plan.limit or plan.ties or plan.within)
    if not plain or not keys or count.function not in (Function.COUNT, Function.SUM) or count.combination:
        return None
    if found["rows"] and (count.function is Function.SUM or (count.column and count.column.role != "id")):
        return None  # "Have prices above average": no number of prices.
    up = (found["way"] or found["side"]).casefold() in ("more", "above")
    way = Comparison.MORE if up else Comparison.LESS
    limit = Having(len(keys), way, Function.AVERAGE)
    shown = plan.answer and tuple(place for place in plan.answer if place < len(keys))
    shown = shown or tuple(range(len(keys)))
    limited = replace(plan, having=(limit,), order=(Order(shown[0], descending=False),), answer=shown)
    return replace(groups[0], plan=limited, confidence=SURPASSING * groups[0].confidence)


def _matches(question: str) -> Iterator[re.Match[str]]:
    if "average" not in question.casefold() and "mean" not in question.casefold():
        return iter(())
    return filter(None, (pattern.match(question) for pattern in _PATTERNS))


def _is_same(again: str, what: str) -> bool:
    """Whether the mean of all rows is said to be of the same: "the overall average price of all goods"."""
    head = re.split(
        r"\s+(?:of|across|over|for|among)\s+(?:all\b|every\b|the\s+\w+$|any\b)", again, flags=re.IGNORECASE
    )[0]
    return head.casefold().strip() in (what.casefold(), "")


def _limited(groups: Plan, whole: Plan, way: Comparison) -> Plan | None:
    """Keep the groups whose mean lies beyond that of the same column in all the same rows."""
    *keys, mean = groups.outputs
    plain = groups.grouped and not (groups.having or groups.limit or groups.ties)
    lone = len(whole.outputs) == 1 and not (whole.grouped or whole.lookups or whole.rows.extreme)
    same = mean == whole.outputs[0] and mean.function is Function.AVERAGE and not mean.combination
    column = mean.column
    if not (plain and lone and same and keys) or column is None or not _are_all(groups.rows, whole.rows):
        return None
    if column.table != whole.rows.table.name or column.formula or column.span:
        return None
    limit = Having(len(keys), way, CompareFigure(column, way, Function.AVERAGE, whole.rows))
    answer = groups.answer and tuple(place for place in groups.answer if place < len(keys))
    shown = answer or tuple(range(len(keys)))
    return replace(groups, having=(limit,), order=(Order(shown[0], descending=False),), answer=shown)


def _are_all(rows: RowSet, whole: RowSet) -> bool:
    """Whether groups are made of all the same rows, but for those that belong to none."""
    more = set(rows.conditions) - set(whole.conditions)
    named = all(isinstance(each, Missing) and each.negated for each in more)
    return named and replace(rows, conditions=whole.conditions) == whole
