"""Questions about things that are themselves asked for: ``the capital of the state with the most lakes``.

The inner thing is asked for in a question of its own, and the outer question with the name of one such
thing in its place. Whatever the engine understands of a thing that is named it so understands of one that
is described.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from services.agent.question.composing.nodes import Graph
from services.agent.question.contrasts import Ask, Figure
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import normalise, tokenise
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.parts import answering, rebuild
from services.agent.question.plans.plan import Compare, Comparison, InSet, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

MOST_DEPTH = 3
"""Things within things that are followed."""
NESTED = 0.97
"""What is left of the less sure of the two questions."""
_MOST_NAMES = 200
"""Names that are looked through for one that means nothing else."""
_OPENING = (Sense.THAT, Sense.WITH, Sense.WHICH, Sense.WHO, Sense.WHERE, Sense.HAVE)
"""What may follow a noun that is described."""


def read_nested(
    question: str, items: Sequence[Item], ask: Ask, *, catalog: Catalog, graph: Graph
) -> Figure | None:
    """Read a question that ends in a description of a thing; None where it does not, or not surely."""
    for outer, inner in _cuts(question, items):
        described = _only(ask(f"what is the {inner}")) or _only(ask(f"which {inner}"))
        column = _answer(described.plan) if described else None
        if described is None or column is None:
            continue
        name = _plain_name(column, catalog, graph)
        asked = _only(ask(f"{outer} {name}")) if name else None
        plan = _put(asked.plan, name, column, described.plan, graph) if asked and name else None
        if asked and plan:
            return replace(
                asked.beside(described, plan), confidence=NESTED * min(asked.confidence, described.confidence)
            )
    return None


def _only(figures: Sequence[Figure]) -> Figure | None:
    return figures[0] if len(figures) == 1 else None


def _cuts(question: str, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Yield the question cut before each thing that is described up to its end, the longest first."""
    tokens = tokenise(question)
    for at in range(2, len(items)):
        item, start = items[at], at
        if item.values or not any(hit.strength >= NAMES for hit in item.tables):
            continue
        ranked = items[at - 1].has(Sense.HIGHEST, Sense.LOWEST) and not items[at - 1].is_link
        described = at + 1 < len(items) and _opens(items[at + 1])
        if not ranked and not described:
            continue
        start -= ranked
        outer = start
        while outer > 0 and items[outer - 1].has(Sense.FILLER) and not items[outer - 1].is_link:
            outer -= 1
        if outer and items[outer - 1].has(Sense.BY) and not items[outer - 1].is_link:
            continue  # "By plan that is sold" asks for groups, and tells no rows by them.
        if not any(each.is_noun or each.has(Sense.HOW_MANY, Sense.HOW) for each in items[:outer]):
            continue
        said = question[: tokens[items[outer].start].start]
        yield said.strip(), question[tokens[items[start].start].start :].strip(" ?.!")


def _opens(item: Item) -> bool:
    return item.has(*_OPENING) or item.normal.endswith("ing")


def _answer(plan: Plan) -> Column | None:
    """Return the one column that a plain list of things gives; None for every other plan."""
    shown = answering(plan)
    plain = all(output.function is None and not output.bucket for output in plan.outputs)
    if plan.grouped or plan.lookups or plan.limit or plan.ties or plan.having or not plain or len(shown) != 1:
        return None
    column = shown[0].column
    return column if column is not None and column.is_text else None


def _plain_name(column: Column, catalog: Catalog, graph: Graph) -> str | None:
    """Return a value that stands for such a thing and for nothing else."""
    label = catalog.by_name[column.table].label
    if label != column and not _joined(column, graph):
        return None
    for value in (column.values or ())[:_MOST_NAMES]:
        hits = catalog.values(normalise(value))
        if (
            hits
            and value.replace(" ", "").isalpha()
            and all(hit.column == column or hit.column in _joined(column, graph) for hit in hits)
        ):
            return value
    return None


def _joined(column: Column, graph: Graph) -> set[Column]:
    """Return the columns that hold the same names, be it over a third one."""
    found = {hop.other for hop in graph.hops(column.table) if hop.own == column}
    for each in tuple(found):
        found |= {hop.other for hop in graph.hops(each.table) if hop.own == each}
    return found


def _put(plan: Plan, name: str, column: Column, inner: Plan, graph: Graph) -> Plan | None:
    """Put the described things where the name stands; None where it does not stand just once."""
    joined = {column, *_joined(column, graph)}
    places: list[Compare] = []

    def put(part: Any) -> Any:
        if isinstance(part, Compare) and part.value == name:
            places.append(part)
            return InSet(part.column, inner.rows, column)
        return part

    found: Plan = rebuild(plan, put)
    fits = all(each.comparison is Comparison.EQUAL and each.column in joined for each in places)
    return found if places and fits else None
