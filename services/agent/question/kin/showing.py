"""Names the rows that an answer would tell by their numbers alone: each employee with the manager's name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.kin.references import Reference, person_meant, references_of
from services.agent.question.kin.wordings import up_words
from services.agent.question.language.words import name_words, word_root
from services.agent.question.plans.parts import answering
from services.agent.question.plans.plan import (
    Between,
    Compare,
    CompareFigure,
    Condition,
    InSet,
    Lookup,
    Order,
    Output,
    Plan,
)
from services.agent.question.plans.printer import to_sql
from services.agent.question.shaping.arranging import arranged, renamed
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_BY_NUMBER = re.compile(r"\b(?:ids?|numbers?|nrs?|nos?|codes?|keys?)\b", re.IGNORECASE)
"""Words by which the number itself is asked for."""
_THE_ONE = re.compile(r"who(?:\s+is|'s|\s+was)\s+the\b", re.IGNORECASE)
"""Asks for a single one, and is not answered by a list of all."""
_WHOM = re.compile(r"\b(?:who|whom|whose|their|each|names?|which)\b", re.IGNORECASE)
_NUMBERS = frozenset(["id", "no", "nr", "number", "num", "code", "key", "ref"])


@dataclass(frozen=True)
class Referred:
    """The rows of a table that others of it refer to, joined under a name of their own."""

    lookup: Lookup
    names: tuple[Column, ...]


def referred(reference: Reference, catalog: Catalog) -> Referred:
    """Join a table to itself by a reference, and return what names the rows that are referred to."""
    called = renamed(reference.column, catalog.by_name)
    one = replace(reference.key, table=called)
    names = tuple(replace(column, table=called) for column in reference.table.names)
    return Referred(Lookup(reference.column, one, reference.table.name), names)


def told_by_name(reading: Reading, question: str, catalog: Catalog) -> Reading | None:
    """Return a reading that names what it would show the number of; None where that is no answer."""
    plan: Plan | None = _with_persons(_by_part(reading.plan, question, catalog), question, catalog)
    if plan == reading.plan and references_of(catalog):
        plan = _with_names(reading.plan, question, catalog)
    if plan is None or plan == reading.plan:
        return reading if plan else None
    return print_reading(plan, to_sql(plan), reading.confidence, reading.matches)


def _with_names(plan: Plan, question: str, catalog: Catalog) -> Plan | None:
    """Put names in the place of numbers that an answer shows.

    ``The manager of the project`` is not whoever manages those who work on it, and of a manager's manager
    nothing was read; whose figure it is that picks rows, nothing says.
    """
    references = {each.column: each for each in references_of(catalog)}
    shown = [output.column for output in answering(plan) if _is_plain(output)]
    asked = [references[each] for each in shown if each in references and not references[each].is_named]
    if not asked or _BY_NUMBER.search(question) or asked[0].column.name.casefold() in question.casefold():
        return plan
    reference = asked[0]
    home = reference.table.name
    elsewhere = any(isinstance(each, InSet) and each.rows.table.name != home for each in plan.rows.conditions)
    twice = len(up_words(reference).findall(question)) > 1
    if _THE_ONE.match(question) and not plan.rows.conditions:
        return None
    measured = plan.rows.extreme or any(_is_measured(each) for each in plan.rows.conditions)
    if len(asked) > 1 or plan.rows.table.name != home or plan.lookups or elsewhere or twice or measured:
        return None
    return _renamed(plan, reference.column, referred(reference, catalog))


def _by_part(plan: Plan, question: str, catalog: Catalog) -> Plan:
    """Look for persons by the part that is said of them: who manages projects, and not who works on them."""
    said = set(map(word_root, name_words(question)))
    told = [each for each in plan.rows.table.columns if not said.isdisjoint(each.roots - _NUMBERS)]
    meant = [(column, key) for column in told for key, _ in filter(None, [person_meant(column, catalog)])]
    if len(meant) != 1:
        return plan
    ((column, key),) = meant
    conditions = tuple(_of_part(each, column, key) for each in plan.rows.conditions)
    if conditions == plan.rows.conditions:
        return plan
    changed = replace(plan, rows=replace(plan.rows, conditions=conditions))
    kept = [each for each in plan.outputs if each.column != column or not _is_plain(each)]
    if not kept or len(kept) == len(plan.outputs):
        return changed
    order = tuple(each for each in plan.order if plan.outputs[each.output] in kept)
    keyed = plan.grouped and any(map(_is_plain, kept))
    return arranged(replace(changed, grouped=keyed, order=order), kept, range(len(kept)))


def _of_part(condition: Condition, column: Column, key: Column) -> Condition:
    """Put a column in the place of the way by which a condition reaches the persons that it refers to."""
    within: Condition = condition
    while isinstance(within, InSet) and within.rows.table.name != key.table and within.rows.conditions:
        within = within.rows.conditions[0] if len(within.rows.conditions) == 1 else condition
        if within is condition:
            return condition
    if within is condition or not isinstance(within, InSet) or not isinstance(condition, InSet):
        return condition
    return InSet(column, within.rows, key, negated=condition.negated)


def _with_persons(plan: Plan, question: str, catalog: Catalog) -> Plan:
    """Name the persons of another table for whose numbers ``who`` is answered."""
    shown = [each.column for each in answering(plan) if each.column and _is_plain(each)]
    if len(catalog.tables) < 2 or plan.lookups or not _WHOM.search(question) or _BY_NUMBER.search(question):
        return plan
    meant = [(each, person_meant(each, catalog)) for each in shown if each.table == plan.rows.table.name]
    told = [(column, found) for column, found in meant if found]
    if len(told) != 1 or told[0][0].name.casefold() in question.casefold():
        return plan
    ((column, (key, names)),) = told
    return _renamed(plan, column, Referred(Lookup(column, key), names))


def _is_measured(condition: Condition) -> bool:
    """Whether rows are picked by a figure, be it theirs or that of those they refer to."""
    return isinstance(condition, Compare | Between | CompareFigure) and condition.column.is_measure


def _is_plain(output: Output) -> bool:
    return not (output.function or output.bucket or output.combination)


def _renamed(plan: Plan, column: Column, there: Referred) -> Plan:
    """Put names in the place of a column, and move what speaks of the outputs by their places."""
    outputs: list[Output] = []
    places: dict[int, tuple[int, ...]] = {}
    for place, output in enumerate(plan.outputs):
        told = [replace(output, column=name) for name in there.names]
        put = told if output.column == column and _is_plain(output) else [output]
        places[place] = tuple(range(len(outputs), len(outputs) + len(put)))
        outputs += put

    def moved(found: Sequence[int]) -> tuple[int, ...]:
        return tuple(new for old in found for new in places[old])

    order = tuple(Order(new, each.descending) for each in plan.order for new in places[each.output])
    having = tuple(replace(each, output=places[each.output][0]) for each in plan.having)
    return replace(
        plan,
        outputs=tuple(outputs),
        lookups=(*plan.lookups, there.lookup),
        order=order,
        having=having,
        within=moved(plan.within),
        answer=None if plan.answer is None else moved(plan.answer),
    )
