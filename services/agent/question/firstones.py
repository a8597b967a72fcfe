"""The first of the rows of each: "clients who placed their first order in May", "whose last visit was paid".

The question is asked of any such row, and then of each one's first alone: what stands between "first" and the
name of the rows says among which, and what is said behind it is said of the first.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.contrasts import Ask, Figure
from services.agent.question.language.words import stem
from services.agent.question.linking.happenings import own_day
from services.agent.question.plans.dated import InMonth, Within
from services.agent.question.plans.plan import Condition, Extreme, Function, InSet, Plan, RowSet
from services.agent.question.tables.columns import Column

FIRST_OF_EACH = 0.95
"""What is left of the question for any of the rows."""
_END = r"(?:very\s+)?(?P<end>first|earliest|last|latest|most\s+recent)"
_WHAT = r"(?P<what>(?:[a-z-]+\s+)?[a-z-]+?)"
_PERIOD = r"(?P<period>year|quarter|month)"
_WHOSE = re.compile(
    rf"\bwhose\s+{_END}\s+{_WHAT}\s+(?:was|were|is)\s+(?:(?:placed|made|done|held)\s+)?(?=\w)", re.IGNORECASE
)
_BY_PERIOD = re.compile(
    rf"^(?:the\s+)?(?:number\s+of|how\s+many)\s+(?P<who>[a-z]+)\s+(?:by|per)\s+(?:the\s+)?{_PERIOD}\s+of\s+"
    rf"(?:their|its)\s+{_END}\s+{_WHAT}(?P<rest>\s*)$",
    re.IGNORECASE,
)
_THEIR = re.compile(
    rf"\b(?:their|its|his|her)\s+{_END}\s+(?:ever\s+)?{_WHAT}(?=\s+(?:in|on|before|after|during|since|between|by|per)\b|$)",
    re.IGNORECASE,
)


def read_first_ones(question: str, ask: Ask) -> Figure | None:
    """Read a question about the first or last row of each; None where it is about none, or not surely."""
    for said, plain in _plainly(question.strip(" ?.!")):
        figures = ask(plain)
        plan = _of_firsts(figures[0].plan, said) if len(figures) == 1 else None
        if plan:
            return replace(figures[0], plan=plan, confidence=FIRST_OF_EACH * figures[0].confidence)
    return None


def _plainly(question: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what is said of first rows, and the question for any of them."""
    if found := _BY_PERIOD.match(question):
        yield found, f"how many {found['who']} had {_any(found['what'])} in each {found['period'].lower()}"
    for pattern, verb in ((_WHOSE, "with "), (_THEIR, "")):
        if found := pattern.search(question):
            behind = " " if pattern is _WHOSE else ""
            said = f"{verb}{_any(found['what'])}{behind}"
            yield found, f"{question[: found.start()]}{said}{question[found.end() :]}"


def _any(what: str) -> str:
    return f"{'an' if what[0].lower() in 'aeiou' else 'a'} {what}"


def _of_firsts(plan: Plan, said: re.Match[str]) -> Plan | None:
    """Keep the first rows of each alone; None where the plan is not of such rows, or names none of each."""
    noun = stem(said["what"].split()[-1].casefold())
    within = len(said["what"].split()) > 1
    largest = said["end"].casefold() in ("last", "latest") or said["end"].casefold().startswith("most")
    if noun in plan.rows.table.words:
        group = _group_of(plan)
        rows = _first(plan.rows, group, largest=largest, within=within) if group else None
        return replace(plan, rows=rows) if rows else None
    sets = [
        each for each in plan.rows.conditions if isinstance(each, InSet) and noun in each.rows.table.words
    ]
    if len(sets) != 1 or sets[0].negated:
        return None
    rows = _first(sets[0].rows, sets[0].key, largest=largest, within=within)
    if rows is None:
        return None
    conditions = tuple(replace(each, rows=rows) if each == sets[0] else each for each in plan.rows.conditions)
    return replace(plan, rows=replace(plan.rows, conditions=conditions))


def _group_of(plan: Plan) -> Column | None:
    """Return what refers to those that have the rows: what is counted, or joined to name them."""
    counted = [each.column for each in plan.outputs if each.function is Function.COUNT and each.distinct]
    joined = [each.many for each in plan.lookups if each.many.table == plan.rows.table.name]
    return next(iter([*counted, *joined]), None)


def _first(rows: RowSet, group: Column, *, largest: bool, within: bool) -> RowSet | None:
    """Keep of some rows those that are the first of their group.

    Args:
        rows: What is said of them all; periods are those of the first.
        group: Whose first they are.
        largest: Whether the last is meant.
        within: Whether what else is said tells among which rows it is the first.
    """
    day, keys = own_day(rows.table), [column for column in rows.table.columns if column.unique]
    if day is None or not keys or rows.extreme:
        return None
    dated = [each for each in rows.conditions if isinstance(each, Within | InMonth)]
    if any(each.column != day for each in dated):
        return None
    others = tuple(each for each in rows.conditions if each not in dated)
    among: tuple[Condition, ...] = others if within else ()
    ends = RowSet(rows.table, among, Extreme(day, largest, group=group))
    return replace(rows, conditions=(*rows.conditions, InSet(keys[0], ends, keys[0])))
