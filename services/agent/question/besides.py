"""Several figures by one group, each asked for by itself: "how many are there and how late, per town".

Whatever the engine understands of one figure by groups it so understands beside another, where both are of
the same rows in the same groups.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.contrasts import Ask, Figure
from services.agent.question.contrasts.meeting import set_beside
from services.agent.question.plans.plan import Compare, Condition, Output, Plan
from services.agent.question.shaping.arranging import shown_of
from services.agent.question.shaping.elements import Part
from services.agent.question.shaping.shaping import Shape
from services.agent.question.shaping.wanted import Wanted
from services.agent.question.tables.schema import Catalog

BESIDE = 0.98
"""What is left of the less sure of the figures."""
_SUBJECT = re.compile(r"^(?:for|of|among)\s+(?!each\b|every\b)(?P<rows>[^,]+?)\s*,\s*", re.IGNORECASE)
_AND = re.compile(
    r",?\s+and\s+(?=how\s+(?:many|much|long)\b|what\s+(?:is|are|was|were)\b|(?:the\s+|their\s+)?"
    r"(?:average|mean|median|total|number\s+of)\b)",
    re.IGNORECASE,
)
_FIGURE = r"(?:average|mean|median|total|minimum|maximum|(?:high|low|larg|small|long|short|great)est)"
_PAIR = re.compile(
    rf"^(?:what\s+(?:is|are|was|were)\s+)?(?:the\s+)?(?P<one>{_FIGURE})\s+and\s+(?:the\s+)?(?P<two>{_FIGURE})\s+"
    r"(?P<what>\w.*)$",
    re.IGNORECASE,
)
_ARE_THERE = re.compile(
    r"^how\s+many\s+(?:of\s+(?:them|these|those)\s+)?(?:are|were)\s+(?:there|they)$", re.I
)
_THEY = re.compile(r"\b(?:they|them|these|those|such)\b", re.IGNORECASE)
_THEIR = re.compile(r"^(?:what\s+(?:is|was|are|were)\s+)?their\s+(?P<what>\w.*)$", re.IGNORECASE)
_THE = re.compile(r"^(?:all\s+)?(?:the|our)\s+", re.IGNORECASE)


def read_besides(plain: str, group: str, ask: Ask, catalog: Catalog) -> Figure | None:
    """Read each figure of a question for each group; None where one is not read surely, or of other groups.

    Args:
        plain: The question without its group.
        group: What its rows are grouped by.
        ask: Reads a question for one figure by groups.
        catalog: What is asked about.
    """
    for parts in _parts(plain):
        found = [ask(f"{part} per {group}") for part in parts]
        plans = [each[0].plan for each in found if len(each) == 1]
        plan = (_joined(plans) or _of_several(plans, catalog)) if len(plans) == len(found) else None
        if plan:
            sure = min(each[0].confidence for each in found)
            matches = tuple(dict.fromkeys(match for each in found for match in each[0].matches))
            return Figure(plan, BESIDE * sure, matches)
    return None


def naming(shape: Shape, plan: Plan) -> Shape:
    """Return a shape without a list that only names, in their order, the figures that a plan shows."""
    shown, elements = shown_of(plan), shape.wanted.elements
    several = sum(output.function is not None for output in shown) > 1
    alike = len(shown) == len(elements) and all(
        bool(output.function) == (each.part in (Part.FIGURE, Part.LEFT))
        for output, each in zip(shown, elements, strict=True)
    )
    return replace(shape, wanted=Wanted(shape.question)) if several and alike else shape


def _parts(plain: str) -> Iterator[list[str]]:
    """Yield the figures as questions of their own, with what all of them are of."""
    subject = _SUBJECT.match(plain)
    rows = _THE.sub("", subject["rows"]) if subject else ""
    body = plain[subject.end() :] if subject else plain
    pair = _PAIR.match(body)
    if pair:
        of = f" of {rows}" if rows else ""
        yield [f"what is the {pair[each]} {pair['what']}{of}" for each in ("one", "two")]
        return
    said = _AND.split(body)
    if len(said) > 1:
        yield [_of_rows(each.strip(), rows) for each in said]


def _of_rows(said: str, rows: str) -> str:
    """Say of which rows a figure is."""
    if not rows:
        return said
    if _ARE_THERE.match(said):
        return f"how many {rows} are there"
    their = _THEIR.match(said)
    if their:
        return f"what is the {their['what']} of {rows}"
    named = _THEY.sub(rows, said, count=1)
    return named if named != said else f"{said} of {rows}"


def _joined(plans: Sequence[Plan]) -> Plan | None:
    """Set the figures of plans side by side, that are of the same rows in the same groups."""
    first = plans[0]
    keys = _keys(first)
    figures = list[Output]()
    for plan in plans:
        more = _of_some(first, plan)
        picked = plan.having or plan.limit or plan.ties or plan.within or not plan.grouped
        own = [output for output in plan.outputs if output.function]
        if more is None or picked or set(_keys(plan)) != set(keys) or len(own) != 1:
            return None
        figure = replace(own[0], when=(*own[0].when, *more))
        if figure in figures:
            return None
        figures.append(figure)
    outputs = (*first.outputs, *figures[1:])
    shown = first.answer or tuple(range(len(first.outputs)))
    lookups = tuple(dict.fromkeys(each for plan in plans for each in plan.lookups))
    if len({each.one.table for each in lookups}) < len(lookups):
        return None
    answer = (*shown, *range(len(first.outputs), len(outputs)))
    return replace(first, outputs=outputs, lookups=lookups, answer=answer)


def _of_several(plans: Sequence[Plan], catalog: Catalog) -> Plan | None:
    """Set figures side by side that are of the rows of several tables."""
    picked = any(each.having or each.limit or each.ties or each.within or not each.grouped for each in plans)
    return None if picked else set_beside(plans, catalog)


def _of_some(first: Plan, plan: Plan) -> tuple[Condition, ...] | None:
    """Return which of the first figure's rows another one is of, in a state: cancelled; None for others."""
    more = tuple(each for each in plan.rows.conditions if each not in first.rows.conditions)
    kept = all(each in plan.rows.conditions for each in first.rows.conditions)
    states = all(isinstance(each, Compare) and not each.column.is_date for each in more)
    return more if plan.rows.table == first.rows.table and kept and states and len(more) < 2 else None


def _keys(plan: Plan) -> list[Output]:
    return [output for output in plan.outputs if output.function is None]
