"""Gives the rows that a question is about the cells that it wants of each, from wherever they refer to."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.composing.graphs import graph_of
from services.agent.question.language.words import name_words, stem, word_root
from services.agent.question.plans.plan import Function, Order, Output, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.projecting.columns import Columns, base_of
from services.agent.question.projecting.counts import with_count, with_figure
from services.agent.question.projecting.couples import say_couples
from services.agent.question.projecting.frames import Frame, frames_of
from services.agent.question.projecting.ways import Way, Ways
from services.agent.question.rewording.headers.tablewords import say_table_words
from services.agent.question.shaping.arranging import shown_of
from services.agent.question.tables.schema import Catalog

Surest = Callable[[str], Reading | None]
"""Answers a question of its own; None where it is not answered surely."""
SHOWN = 0.98
"""What is left of the question for the rows."""
_FIGURE = re.compile(
    r"^(?:the\s+|their\s+|its\s+)?(?:(?:total|overall|combined)\s+)?(?:(?:number|count|sum|total|amount)\s+of\b|average\b|mean\b|total\b|"
    r"how\s+(?:many|much)\b|(?:highest|lowest|maximum|minimum|median)\b)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^(?:the\s+|their\s+|its\s+)?(?:total\s+)?(?:number|count)\s+of\s+(?P<of>[\w ]+)$", re.IGNORECASE
)
_OWNED = re.compile(r"^(?:the|its|their)\s+\w", re.IGNORECASE)
_NAMED = re.compile(r"\bnames?\b", re.IGNORECASE)
_PLAIN_WORDS = """
    the number count of how many much different distinct each every one they them these those did do does has
    have had is are was were such total their its that this in for to with at
"""
_SAYING = frozenset(map(word_root, _PLAIN_WORDS.split()))
"""Words of a figure that do not say of what it is."""


def read_projected(question: str, catalog: Catalog, ask: Surest) -> Reading | None:
    """Read what is shown of each of some rows; None where anything of it is not found.

    Args:
        question: As it was asked.
        catalog: What is asked about.
        ask: Answers the questions for the rows and for the figures beside them.
    """
    question = say_table_words(question, catalog)
    found = next(filter(None, (_read(frame, catalog, ask) for frame in frames_of(question))), None)
    couples = None if found else say_couples(question, catalog)
    return ask(couples) if couples else found


def leaves_out(question: str, plan: Plan) -> bool:
    """Whether a question lists more things of each row than a plan shows, or names where that has numbers."""
    lists = [frame for frame in frames_of(question) if all(_OWNED.match(part) for part in frame.parts)]
    shown = shown_of(plan)
    return any(len(shown) < len(frame.parts) or _numbers_one(frame, shown) for frame in lists)


def _numbers_one(frame: Frame, shown: Sequence[Output]) -> bool:
    """Whether a number of something else stands where its name is asked for."""
    if len(shown) != len(frame.parts):
        return False
    columns = [None if each.function else each.column for each in shown]
    pairs = zip(frame.parts, columns, strict=True)
    return any(
        column and column.role == "id" and not column.unique and _NAMED.search(part) for part, column in pairs
    )


def _read(frame: Frame, catalog: Catalog, ask: Surest) -> Reading | None:
    figures = [part for part in frame.parts if _FIGURE.match(part)]
    if len(figures) == len(frame.parts) and not frame.is_asked:
        return None
    if figures and not frame.is_asked:
        told: tuple[str, ...] = (f"{' and '.join(figures)} for each {frame.rows}",)
    else:
        told = frame.questions
    for found in filter(None, map(ask, told)):
        plan = (
            _figured(frame, figures, found.plan, catalog)
            if frame.is_asked and figures
            else _listed(found.plan)
        )
        reading = plan and _shown(frame, figures, replace(found, plan=plan), catalog)
        if reading:
            return reading
    return None


def _figured(frame: Frame, figures: Sequence[str], plan: Plan, catalog: Catalog) -> Plan | None:
    """Tell the figure by which things were picked, where the only one that is wanted is called so."""
    counted = [part for part in figures if (told := _COUNT.match(part)) and _is_of(told["of"], plan)]
    if len(figures) == 2 and len(counted) == 1:
        return with_count(plan, first=figures[0] == counted[0])
    known = set(map(word_root, name_words(frame.rows)))
    said = [set(map(word_root, name_words(part))) - _SAYING for part in figures]
    return with_figure(plan, catalog.by_name) if len(said) == 1 and said[0] <= known else None


def _is_of(noun: str, plan: Plan) -> bool:
    """Whether a plan's rows are called by a noun: payments, of ``merchant_payments``."""
    words = tuple(map(stem, name_words(noun)))
    return bool(words) and plan.rows.table.words[-len(words) :] == words


def _shown(frame: Frame, figures: Sequence[str], found: Reading, catalog: Catalog) -> Reading | None:
    base = base_of(found.plan, len(figures), catalog)
    if base is None:
        return None
    ways = Ways(base.table, catalog, graph_of(catalog), frame.called | base.called)
    cells = {part: ways.find(part) for part in frame.parts if part not in figures}
    if not all(cells.values()):
        return None
    shown = [(part, cells.get(part)) for part in frame.parts]
    if not cells:
        shown = [("", Way((), base.table.names)), *shown]
    plan = _sorted(Columns(found.plan, base, catalog).put(shown), frame, ways)
    if plan is None:
        return None
    return print_reading(plan, to_sql(plan), SHOWN * found.confidence, found.matches)


def _listed(plan: Plan) -> Plan:
    """List the rows that a question counts; all others stay as they are."""
    count = Output(None, Function.COUNT)
    if plan.grouped or plan.lookups or plan.outputs != (count,) or not plan.rows.table.columns:
        return plan
    first = plan.rows.table.key or plan.rows.table.label or plan.rows.table.columns[0]
    return replace(plan, outputs=(Output(first),), answer=None)


def _sorted(plan: Plan, frame: Frame, ways: Ways) -> Plan | None:
    """Sort by what is said, one of the things that are shown; None where it is none of them."""
    if not frame.by:
        return plan
    if plan.limit or plan.ties:
        return None
    shown = plan.answer or tuple(range(len(plan.outputs)))
    said = set(map(stem, name_words(frame.by))) - {"the", "of"}
    columns = [way.columns for way in [ways.find(frame.by)] if way]
    names = [place for place in shown for each in columns if plan.outputs[place].column in each]
    parts = [place for place, part in enumerate(frame.parts) if said <= set(map(stem, name_words(part)))]
    figures = [place for place in shown if plan.outputs[place].function]
    if not names and len(parts) == 1 and len(figures) == 1 and _FIGURE.match(frame.parts[parts[0]]):
        names = figures
    return replace(plan, order=tuple(Order(each, frame.descending) for each in names)) if names else None
