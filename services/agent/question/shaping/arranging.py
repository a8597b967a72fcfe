"""Which outputs of a plan are shown, and in which order."""

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import replace

from services.agent.question.composing.nodes import Graph, Hop, lookups_for
from services.agent.question.language.words import name_words, stem
from services.agent.question.plans.plan import Beside, Combination, Function, InSet, Order, Output, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_NUMBERED = re.compile(
    r"(?:\b|_|(?<=[a-z])(?=(?-i:I)))(?:(?:ids?|codes?|keys?)\b|\bnumbers?\b(?!\s+of\b))(?!\s+\S*\d)",
    re.IGNORECASE,
)
"""Words for what numbers things, where that is asked for."""

_COUNT = re.compile(
    r"\b(?:and|with)\s+(?:(?:the|their|its|that)\s+)?number\b(?=\s*(?:[.?!,]|$))", re.IGNORECASE
)
"""``The name and the number``, where things are counted: how many there are."""

_NUMBERS = frozenset(["id", "no", "nr", "number", "num", "code", "key", "ref"])
_ASKS_WHICH = re.compile(r"(?:which|what)\s", re.IGNORECASE)
_FIRST_WORDS = 7
"""Words of a question within which the thing is named that it asks for."""


def name_in_full(plan: Plan, catalog: Catalog, *, asked: bool) -> Plan:
    """Show the first and the last name where the two together name a row; asked for, without its key."""
    shown, answer = shown_of(plan), list[Output]()
    for output in shown:
        table = catalog.by_name[output.column.table] if output.column else None
        is_name = table and output.function is None and output.column == table.label
        answer += [Output(each) for each in table.names] if table and is_name else [output]
    answer = list(dict.fromkeys(answer))
    named = {
        name: catalog.by_name[name].names for name in {each.column.table for each in answer if each.column}
    }
    if asked and plan.grouped:
        whole = [name for name, names in named.items() if {Output(each) for each in names} <= {*answer}]
        answer = [each for each in answer if not _numbers(each, whole)]
    if answer == shown:
        return plan
    outputs = [*answer, *(output for output in plan.outputs if output not in answer)]
    return arranged(plan, outputs, range(len(answer)))


def name_keys(plan: Plan, question: str, *, catalog: Catalog, graph: Graph) -> Plan:
    """Show what things are called where a plan shows what they are numbered by, whatever the header.

    ``For each guide`` and ``who drove it`` want no guide's and no driver's number.
    """
    plan = _with_listed(plan, question)
    if not plan.grouped and _is_whole(plan):
        return _marking_key(plan, question)
    counts = any(output.function is Function.COUNT for output in plan.outputs)
    if _NUMBERED.search(_COUNT.sub("", question) if counts else question):
        return plan
    lookups, outputs, answer = list(plan.lookups), list[Output](), list[int]()
    for output in shown_of(plan):
        hop = _reference(output, graph)
        names = catalog.by_name[hop.other.table].names if hop else ()
        joined = {plan.rows.table.name, *(each.one.table for each in lookups)}
        if hop and names and hop.other not in names and hop.other.table not in joined:
            lookups += lookups_for([hop])
            answer += range(len(outputs), len(outputs) + len(names))
            outputs += [*map(Output, names), output]
        else:
            answer.append(len(outputs))
            outputs.append(output)
    if len(lookups) == len(plan.lookups):
        return plan
    outputs += [output for output in plan.outputs if output not in outputs]
    return arranged(replace(plan, lookups=tuple(lookups)), outputs, answer)


def _with_listed(plan: Plan, question: str) -> Plan:
    """Ask for what rows are ranked by too, where it is also listed: "name and age of the oldest"."""
    if plan.grouped or plan.answer is None:
        return plan
    hidden = [place for place in range(len(plan.outputs)) if place not in plan.answer]
    shown = [place for place in hidden if _is_listed(plan.outputs[place].column, question)]
    answer = tuple(sorted({*plan.answer, *shown}))
    return replace(plan, answer=None if len(answer) == len(plan.outputs) else answer) if shown else plan


def _is_listed(column: Column | None, question: str) -> bool:
    """Whether a header stands behind "and" by its very words."""
    words = r"[\s_-]+".join(map(re.escape, name_words(column.name))) if column else ""
    return bool(words) and bool(re.search(rf"\band\s+(?:the\s+|their\s+)?{words}\b", question, re.IGNORECASE))


def _is_whole(plan: Plan) -> bool:
    """Whether a plan shows rows as they stand: all columns but what they are ranked by, perhaps."""
    return len(shown_of(plan)) >= len(plan.rows.table.columns) - 1 > 1


def _marking_key(plan: Plan, question: str) -> Plan:
    """Answer ``which flat`` with its number, where rows have no names: all else of them stands beside it."""
    home = plan.rows.table
    key = home.key if _ASKS_WHICH.match(question) and home.label is None else None
    if key is None or any(each.function for each in plan.outputs):
        return plan
    said = set(map(stem, question.casefold().split()[1:_FIRST_WORDS]))
    place = plan.outputs.index(Output(key)) if Output(key) in plan.outputs else None
    if place is None or not set(key.core) <= said:
        return plan
    return replace(plan, answer=(place,))


def named_instead(
    shown: Sequence[Output], found: Sequence[Output], catalog: Catalog, graph: Graph
) -> list[Output]:
    """Return what is shown and what was found for it, without codes of which the names were found."""
    names = {each.column for each in found if each.function is None}
    kept = [each for each in shown if not _is_named(each, names, catalog, graph)]
    first = [each for each in found if len(kept) < len(shown) and each.function is None]
    return list(dict.fromkeys([*first, *kept, *found]))


def _is_named(output: Output, names: Set[Column | None], catalog: Catalog, graph: Graph) -> bool:
    hops = graph.hops(output.column.table) if output.column and not output.function else []
    tables = (catalog.by_name[hop.other.table] for hop in hops if hop.own == output.column and hop.to_one)
    return any(table.names and names >= {*table.names} for table in tables)


def ranked_by(plan: Plan) -> Output | None:
    """Return at which place each row or group of a plan stands; None where it is in no order."""
    if not plan.order or plan.within or (plan.distinct and not plan.grouped):
        return None
    first = plan.order[0]
    ranked = plan.outputs[first.output]
    if ranked.combination or ranked.bucket or not (ranked.function or ranked.column):
        return None
    return replace(ranked, combination=Combination.RANK if first.descending else Combination.RANK_UP)


def _reference(output: Output, graph: Graph) -> Hop | None:
    """Return the way from what numbers things to the things, where a plain output is such a number."""
    column = output.column if not (output.function or output.bucket or output.combination) else None
    if column is None:
        return None
    hops = [hop for hop in graph.hops(column.table) if hop.own == column and hop.to_one and not hop.is_back]
    return hops[0] if len(hops) == 1 else None


def renamed(column: Column, taken: Collection[str]) -> str:
    """Return a name that no table has for the rows that a column refers to: ``sender``, of its number."""
    called = "_".join(word for word in name_words(column.name) if word not in _NUMBERS) or "referred"
    names = {each.casefold() for each in taken}
    while called in names:
        called += "_row"
    return called


def under(column: Column, table: str) -> Column:
    """Return a column as it is called where its table has another name."""
    return column if column.table == table else replace(column, table=table)


def _numbers(output: Output, tables: Sequence[str]) -> bool:
    """Whether an output is the number of a row of one of these tables, and nothing else of it."""
    column = output.column
    return bool(
        column and not output.function and column.unique and column.role == "id" and column.table in tables
    )


def shown_of(plan: Plan) -> list[Output]:
    """Return the outputs that answer the question, in their order."""
    return [plan.outputs[place] for place in plan.answer or range(len(plan.outputs))]


def arranged(plan: Plan, outputs: Sequence[Output], answer: Sequence[int]) -> Plan:
    """Give the plan other outputs, among which are those that it orders and limits by."""
    where = {output: place for place, output in enumerate(outputs)}
    order = tuple(Order(where[plan.outputs[each.output]], each.descending) for each in plan.order)
    having = tuple(replace(each, output=where[plan.outputs[each.output]]) for each in plan.having)
    within = tuple(where[plan.outputs[place]] for place in plan.within)
    places = None if list(answer) == list(range(len(outputs))) else tuple(answer)
    return replace(plan, outputs=tuple(outputs), order=order, having=having, within=within, answer=places)


def is_needed(plan: Plan, place: int) -> bool:
    """Whether a plan cannot do without an output, shown or not."""
    used = {each.output for each in plan.order} | {each.output for each in plan.having} | {*plan.within}
    return place in used or (plan.grouped and plan.outputs[place].function is None)


def asks_more(plan: Plan, things: Table, found: Sequence[Output]) -> bool:
    """Whether a plan has cells of its things that are not among those found: ``and the price``.

    By what it picks some of them it shows anyway: ``the names of the 3 largest``.
    """
    own = {*things.names, things.key, things.label}
    picked = [plan.outputs[each.output] for each in plan.order[:1] if plan.limit is not None]
    asked = [each for each in plan.outputs if not each.function and each.column not in own]
    return not plan.grouped and any(each not in (*found, *picked) for each in asked)


def is_one_each(column: Column, plan: Plan, graph: Graph) -> bool:
    """Whether each group of a plan has one cell of a column: of the thing that it is, or refers to."""
    keys = [output.column for output in plan.outputs if output.function is None and output.column]
    one = {key.table for key in keys if key.unique}
    named = {hop.own for key in keys for hop in graph.direct(key.table, column.table) if hop.to_one}
    path = graph.path(plan.rows.table.name, column.table, to_one=True) or []
    return bool(named & {*keys} or one & {column.table, *(hop.other.table for hop in path)})


def names_of(key: Column, plan: Plan, catalog: Catalog) -> list[Output]:
    """Return the names of what a key refers to, where a plan shows them."""
    shown = shown_of(plan)
    tables = [catalog.by_name[way.one.table] for way in plan.lookups if way.many == key]
    named = [[Output(name) for name in table.names] for table in tables]
    return [name for names in named if set(names) <= set(shown) for name in names]


def hinted_column(table: Table, hints: Sequence[str]) -> Column | None:
    """Return the only number of a table whose header has the first of some words that one header has."""
    for word in hints:
        found = [column for column in table.columns if word in column.words and column.is_number]
        if len(found) == 1:
            return found[0]
    return None


def stands_beside(plan: Plan, output: Output) -> Column | None:
    """Return the key of the groups that a figure of other rows stands beside; None where there are none."""
    rows = None if output.combination else output.rows
    while rows:
        inner = next((each for each in rows.conditions if isinstance(each, Beside | InSet)), None)
        if isinstance(inner, Beside):
            return inner.other if plan.grouped else None
        rows = inner.rows if inner else None
    return None
