"""Asks the only table as if it had another one beside it, of the things that one of its columns names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from services.agent.question.bytold import interpret as interpret_plainly
from services.agent.question.candidates import Reading, print_reading
from services.agent.question.composing.joins import join_by
from services.agent.question.doubts.denials import leaves_none
from services.agent.question.doubts.mistaken import passes_result
from services.agent.question.doubts.soundness import all_conditions
from services.agent.question.interpretation import PLAIN
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.outcomes import Interpretation, Outcome
from services.agent.question.plans.parts import parts_of, with_columns
from services.agent.question.plans.plan import CountRelated, InSet, Plan, RowSet
from services.agent.question.plans.printer import to_sql
from services.agent.question.refusing import refuse
from services.agent.question.tables.columns import Column
from services.agent.question.tables.drawn import Drawn, draw_table, is_drawable
from services.agent.question.tables.persons import sole_person
from services.agent.question.tables.schema import Catalog

_LEADING = (Sense.WHICH, Sense.HOW_MANY, Sense.LIST, Sense.ALL)
"""What stands before the things that a question is about."""


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question; of the only table also with what its columns name as things of their own."""
    found = interpret_plainly(question, catalog, now=now)
    if len(catalog.tables) > 1 or catalog.tables[0].source.parts:
        return found
    items = link(question, catalog)
    found = _believed(found, items, catalog)
    sure = found.readings[0].confidence if found.outcome is Outcome.ANSWERED else 0.0
    if sure >= PLAIN:
        return found
    for column in _things(items, catalog):
        drawn = draw_table(column, catalog)
        if drawn is None:
            continue
        other = interpret_plainly(question, join_by(drawn.catalog, [drawn.edge]), now=now)
        other = _believed(other, link(question, drawn.catalog), drawn.catalog)
        if not other.readings or not all(_reads(each.plan, drawn) for each in other.readings):
            continue
        first = other.readings[0]
        surer = other.outcome is Outcome.ANSWERED and first.confidence > sure and _says_more(first.plan)
        if surer or found.outcome is Outcome.REFUSED:
            return replace(other, readings=tuple(_printed(each, drawn) for each in other.readings))
    return found


def _believed(found: Interpretation, items: list[Item], catalog: Catalog) -> Interpretation:
    """Doubt an answer to the question in other words, where these left out what it denies or who won.

    Args:
        found: What was understood.
        items: The question as it was asked.
        catalog: The tables that it was asked of.
    """
    if found.outcome is not Outcome.ANSWERED:
        return found
    (reading,) = found.readings
    if any(isinstance(part, Column) and part.formula for part in parts_of(reading.plan)):
        return found  # "Hours times rate, no tax" leaves nothing out.
    lost = leaves_none(reading.plan, list(all_conditions(reading.plan.rows)), items)
    lost = lost or passes_result(reading.plan, items)
    return refuse(items, catalog, doubtful=reading) if lost else found


def _things(items: Sequence[Item], catalog: Catalog) -> Iterator[Column]:
    """Yield the column whose things a question is about: those it opens with, or persons after ``who``."""
    if items and items[0].has(Sense.WHO):
        person = sole_person(catalog)
        if person and is_drawable(person):
            yield person
        return
    for at, item in enumerate(items):
        named = [hit.column for hit in item.columns if hit.strength >= NAMED and is_drawable(hit.column)]
        if len(named) == 1 and not item.tables and not item.values and _is_led(items, at):
            yield named[0]
            return


def _is_led(items: Sequence[Item], at: int) -> bool:
    """Whether the piece opens the question, behind a word for it at most."""
    return at == 0 or any(item.has(*_LEADING) for item in items[max(at - 2, 0) : at])


def _reads(plan: Plan, drawn: Drawn) -> bool:
    """Whether a plan is about the things, or about groups by them: else it lists the log's own rows."""
    if any(isinstance(part, RowSet) and part.table == drawn.table for part in parts_of(plan)):
        return True
    named = any(output.column and output.column.table == drawn.table.name for output in plan.outputs)
    return plan.grouped and named


def _says_more(plan: Plan) -> bool:
    """Whether a plan says of things what none of their rows says alone: of none, of several, of all."""
    sets = [each for each in plan.rows.conditions if isinstance(each, InSet)]
    counted = any(isinstance(each, CountRelated) for each in plan.rows.conditions)
    return counted or len(sets) > 1 or any(each.negated for each in sets)


def _printed(reading: Reading, drawn: Drawn) -> Reading:
    """Print a plan over a drawn table: the log's own column stands for the things where it holds them."""
    plan = reading.plan
    sets = (part.table for part in parts_of(plan) if isinstance(part, RowSet))
    apart = any(table == drawn.table for table in sets)

    def at_home(column: Column) -> Column:
        home = drawn.home(column)
        return home if apart or home != drawn.edge.one else drawn.column

    lookups = plan.lookups if apart else tuple(each for each in plan.lookups if each.one != drawn.edge.one)
    plan = with_columns(replace(plan, lookups=lookups), at_home)
    return print_reading(plan, to_sql(plan, [drawn.table]), reading.confidence, reading.matches)
