"""A question to tables that are pieces of one, a sheet for each month: is it asked of one of them, or of all.

A question that names one of them is asked of that one, as of any table. All others are asked of the table
that they are together; what is said of sheets is said there of the column that tells which sheet a row is of.
"""

from dataclasses import replace
from datetime import date

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.drawing import interpret as interpret_apart
from services.agent.question.interpretation import OFFERED
from services.agent.question.onceeach import takes_rows_for_things
from services.agent.question.outcomes import Interpretation, Outcome
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.sheetwise import (
    Named,
    asks_for_each,
    named_parts,
    reaches_further,
    say_of_sheets,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.uniting import United, unite


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question about the tables of a catalogue."""
    united = unite(catalog)
    if united is None:
        return interpret_apart(question, catalog, now=now)
    named = named_parts(question, united)
    further = not named or reaches_further(question, named)
    is_single = not further and len({each.table for each in named}) == 1
    apart = interpret_apart(question, catalog, now=now) if is_single else None
    if apart and _is_answered(apart) and _reads_named(apart.readings[0], named, united):
        return apart
    together = _interpret_together(question, united, now)
    if _is_answered(together) or (further and together.outcome is Outcome.AMBIGUOUS):
        return together
    apart = apart or interpret_apart(question, catalog, now=now)
    if apart.outcome is Outcome.AMBIGUOUS:
        return _unsettled(apart, named, united)
    if not _is_answered(apart):
        return together
    read = _parts_read(apart.readings[0], united)
    is_meant = not read or (not further and _reads_named(apart.readings[0], named, united))
    return apart if is_meant else together


def planned_over(plan: Plan, catalog: Catalog) -> Catalog:
    """Return the catalogue whose tables a plan is about: the one asked, or that in which some are one."""
    united = unite(catalog)
    if united is None:
        return catalog
    tables = {part.name for part in parts_of(plan) if isinstance(part, Table)}
    tables |= {part.table for part in parts_of(plan) if isinstance(part, Column)}
    return united.catalog if tables & set(united.families) else catalog


def _is_answered(found: Interpretation) -> bool:
    return found.outcome is Outcome.ANSWERED


def _unsettled(found: Interpretation, named: list[Named], united: United) -> Interpretation:
    """Offer single sheets where none is named even if all answer the same: the sum is something else."""
    if all(_reads_named(each, named, united) for each in found.readings):
        return found
    return replace(found, readings=tuple(replace(each, confidence=OFFERED) for each in found.readings))


def _reads_named(reading: Reading, named: list[Named], united: United) -> bool:
    """Whether a reading of single tables reads those that are named, and no other of their like."""
    read = _parts_read(reading, united)
    return not read or read == {each.table for each in named}


def _parts_read(reading: Reading, united: United) -> set[str]:
    """Return the tables that a reading reads and that are pieces of one."""
    parts = {part.name for family in united.families.values() for part in family.tables}
    return {name for name in parts if f'FROM "{name}"' in reading.sql or f'JOIN "{name}"' in reading.sql}


def _interpret_together(question: str, united: United, now: date | None) -> Interpretation:
    said = say_of_sheets(question, united)
    if said is None:
        return Interpretation(Outcome.REFUSED)
    found = interpret_apart(said, united.catalog, now=now)
    doubtful = _gathered(found.doubtful, united) if found.doubtful else None
    readings = tuple(_gathered(each, united) for each in found.readings)
    named = named_parts(question, united)
    if any(_is_doubtful(each, question, named, united) for each in readings):
        return Interpretation(Outcome.REFUSED, doubtful=readings[0])
    return replace(found, readings=readings, doubtful=doubtful)


def _is_doubtful(reading: Reading, question: str, named: list[Named], united: United) -> bool:
    """Whether a reading leaves out which sheets are meant or that each is, or takes a row for the thing."""
    if takes_rows_for_things(reading.plan, united):
        return True
    tables = [table for table in united.catalog.tables if f'FROM "{table.name}"' in reading.sql]
    for table in tables:
        if table.name not in united.families:
            continue
        chosen = f'"{table.source.teller}"' in reading.sql or any(map(_is_date, table.columns))
        if any(each.family == table.name for each in named) and not chosen:
            return True  # The year 2022 has become an amount.
        if asks_for_each(question, table) and not (reading.plan.grouped or reading.plan.within):
            return True
    return False


def _is_date(column: Column) -> bool:
    return column.is_date


def _gathered(reading: Reading, united: United) -> Reading:
    """Print a reading with what the tables are made of that it reads."""
    sql = to_sql(reading.plan, united.catalog.tables)
    return replace(print_reading(reading.plan, sql, reading.confidence, reading.matches), words=reading.words)
