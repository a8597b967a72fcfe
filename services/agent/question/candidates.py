"""Every way in which the engine reads a question of one figure or list, the surest first."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.agent.question.composing.apart import is_idle, set_apart
from services.agent.question.composing.bypasses import along_pairs
from services.agent.question.composing.composer import compose
from services.agent.question.composing.draft import Draft, Match
from services.agent.question.composing.finish import finish
from services.agent.question.composing.graphs import counts_pairs
from services.agent.question.composing.nodes import Graph, NotUnderstoodError, is_part
from services.agent.question.composing.placed import placed
from services.agent.question.composing.roles import Roles
from services.agent.question.doubts.soundness import is_sound, mixes_rows
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import HEADS, PEOPLE
from services.agent.question.language.words import word_root
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.happenings import events_of
from services.agent.question.linking.items import Item
from services.agent.question.linking.periodic import is_periodic
from services.agent.question.plans.parts import are_printed_alike, computes_rival, said_by, shows_less
from services.agent.question.plans.plan import Function, InSet, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.plans.reading import to_words
from services.agent.question.shaping.numbered import tell_by_number
from services.agent.question.shaping.shaping import Shape
from services.agent.question.slots import Reader
from services.agent.question.slots.carriers import is_of_people
from services.agent.question.slots.nouns import is_about_people
from services.agent.question.slots.timing import misses_events
from services.agent.question.slots.view import View
from services.agent.question.tables.schema import Catalog, Table

CUT = 0.72
"""Confidence below which nothing is answered; one cut for all data."""
LONE = 0.78
"""What a reading of a single table keeps that was found in one of two ways only."""
MARGIN = 0.08
"""A second reading this near to the first, with another SQL, makes the question ambiguous."""
_FAR = 0.3
"""The same of a figure of the same header in another table: a way to its day makes it no less likely."""
MOST_CUTS = 4
"""Ways to cut the question into pieces that are followed."""
EVERYDAY = 0.95
"""What a reading keeps that rests on what people may call a thing."""
RELATED = 0.92
"""What a flat reading of several tables keeps: what one clause says may be meant of another's rows."""
MOST_HOMES = 8
"""Tables that are tried as the one whose rows an answer is made of."""
MOST_PRINTED = 6
"""Candidates whose SQL is printed and compared."""


@dataclass(frozen=True)
class Reading:
    """One way to understand the question."""

    id: str
    plan: Plan
    sql: str
    words: str
    confidence: float
    matches: tuple[Match, ...] = ()
    is_related: bool = False
    """Whether it rests on what things did, which the slots alone read with all that follows."""


@dataclass(frozen=True)
class Found:
    """The readings that one question has, and the words that they leave out."""

    readings: Sequence[Reading]
    """The surest first."""
    slots: Sequence[Reading]
    """Those read by slots, which are offered where none is sure enough."""
    unknown: tuple[str, ...]
    missed: tuple[str, ...]
    """Words that the slots leave out."""


def read_question(items: list[Item], shape: Shape, now: date | None) -> Found:
    """Read a question in both ways, and choose which of them is to be believed."""
    catalog, cuts = shape.catalog, shape.cuts(MOST_CUTS, now)
    roles = Roles(shape.graph, catalog, cuts[0])
    shape = replace(shape, graph=(graph := along_pairs(shape.graph, roles, catalog, cuts[0])))
    items, *cuts = (placed(roles.merged(each), graph) for each in (items, *cuts))
    readings, unknown = _readings(items, catalog, graph, now)
    slots, missed = _slot_readings(cuts, catalog, graph, now, readings)
    if shape.everyday:
        slots = [replace(each, confidence=round(EVERYDAY * each.confidence, 4)) for each in slots]
    readings, slots = write_all(readings, shape), write_all(slots, shape)
    readings = _of_people([each for each in readings if not roles.mistakes(each.plan)], items, catalog)
    slots = _of_people([each for each in slots if not roles.mistakes(each.plan)], items, catalog)
    certain = bool(slots and slots[0].confidence >= CUT)
    if certain and (len(catalog.tables) == 1 or not readings or readings[0].confidence < CUT):
        readings, unknown = slots, missed
    elif certain and (slots[0].is_related or _prefers_slots(readings[0], near_best(slots))):
        readings = slots
    elif not certain and len(catalog.tables) == 1:
        readings = _doubted(readings, slots)
    else:
        rivals = (each for each in slots if readings and computes_rival(readings[0].plan, each.plan))
        readings = [*readings, *rivals]
    return Found(readings, slots, unknown, missed)


def write_all(readings: Sequence[Reading], shape: Shape) -> list[Reading]:
    """Give the answers of readings the shape that the question wants; those that cannot have it are none."""
    apart = ((each, set_apart(each.plan)) for each in readings)
    shaped = ((each, plan and shape.put_on(plan)) for each, plan in apart)
    plans = ((each, plan and tell_by_number(plan, shape.form.question)) for each, plan in shaped)
    written = [_rewritten(each, plan) for each, plan in plans if plan and not mixes_rows(plan)]
    return list({each.sql: each for each in reversed(written)}.values())[::-1]


def _of_people(readings: list[Reading], items: Sequence[Item], catalog: Catalog) -> list[Reading]:
    """Answer ``who`` with persons, where a sure reading does: no department lives in a town, or works."""
    if len(catalog.tables) < 2 or not items or not items[0].has(Sense.WHO) or items[0].is_link:
        return readings
    persons = [each for each in readings if _tells_persons(each.plan, catalog)]
    if persons and persons[0].confidence >= CUT:
        return persons
    works = any(word_root(item.normal) == "work" for item in items)
    return [] if works and any(map(is_of_people, catalog.tables)) else readings


def _tells_persons(plan: Plan, catalog: Catalog) -> bool:
    shown = (catalog.by_name[output.column.table] for output in plan.outputs if output.column)
    return any(map(is_of_people, (plan.rows.table, *shown)))


def _rewritten(reading: Reading, plan: Plan) -> Reading:
    if plan == reading.plan:
        return reading
    printed = print_reading(plan, to_sql(plan), reading.confidence, reading.matches)
    return replace(printed, is_related=reading.is_related)


def _doubted(composed: list[Reading], slots: list[Reading]) -> list[Reading]:
    """Believe less what one of the two ways to read a single table says, and the other does not."""
    composed = [each for each in composed if not _counts_part(each.plan)]
    if not composed or (slots and slots[0].sql == composed[0].sql and len(near_best(slots)) == 1):
        return composed
    return [replace(each, confidence=round(LONE * each.confidence, 4)) for each in composed]


def _counts_part(plan: Plan) -> bool:
    """Whether rows of a value are counted that other cells hold beside more: ``Miami`` and ``Miami (2)``."""
    counts = any(output.function is Function.COUNT for output in plan.outputs)
    # Beside another condition the few rows that are left hardly hold both.
    return counts and len(plan.rows.conditions) == 1 and is_part(plan.rows.conditions[0])


def _prefers_slots(composed: Reading, near: list[Reading]) -> bool:
    """Whether both are about one table's rows, and the slots say one thing, or by which of its dates."""
    if not all(_stay_home(composed.plan, each.plan) for each in near):
        return False
    if all(_says_less(each, composed) for each in near):
        return False
    dated = composed.plan.rows.table.rival_dates and any(each.sql == composed.sql for each in near)
    return len(near) == 1 or bool(dated)


def near_best(readings: list[Reading]) -> list[Reading]:
    """Return the first reading and those that are about as sure, and say something else."""
    first = readings[0]
    margins = ((each, _FAR if computes_rival(first.plan, each.plan) else MARGIN) for each in readings)
    sure = [each for each, margin in margins if each.confidence >= first.confidence - margin]
    sure = [each for each in sure if not shows_less(each.plan, first.plan)]
    near = [each for each in sure if not is_idle(each.plan)] if not is_idle(first.plan) else sure
    return list({said_by(each.plan): each for each in reversed(near)}.values())[::-1]


def _stay_home(composed: Plan, slots: Plan) -> bool:
    """Whether both plans are about the rows of one table alone, where slots are read more surely."""
    return _is_alone(composed) and _is_alone(slots) and composed.rows.table == slots.rows.table


def _says_less(slots: Reading, composed: Reading) -> bool:
    """Whether slots leave out what a surer reading says of the same rows: all of them instead of the paid."""
    less, more = said_by(slots.plan), said_by(composed.plan)
    return slots.confidence < composed.confidence and less[0] == more[0] and less[1] < more[1]


def _is_alone(plan: Plan) -> bool:
    return not plan.lookups and not any(isinstance(each, InSet) for each in plan.rows.conditions)


def _readings(
    items: list[Item], catalog: Catalog, graph: Graph, now: date | None
) -> tuple[list[Reading], tuple[str, ...]]:
    """Read the question once with each table as its home; the surest reading of each SQL is kept."""
    found: dict[str, Reading] = {}
    unknown: tuple[str, ...] | None = None
    for home in _homes(items, catalog, graph):
        draft = Draft(catalog, graph, items, home, now)
        try:
            compose(draft)
            missed = tuple(draft.unknown)
            unknown = missed if unknown is None or len(missed) < len(unknown) else unknown
            plan = finish(draft)
        except NotUnderstoodError:
            continue
        if not is_sound(plan, items) or _mistimes(plan, items, catalog, graph):
            continue
        confidence = draft.confidence * 0.4 ** len(draft.unknown)
        if draft.negated:
            confidence *= 0.3
        sql = to_sql(plan)
        if sql not in found or found[sql].confidence < confidence:
            found[sql] = print_reading(plan, sql, confidence, draft.matches)
    return sorted(found.values(), key=lambda each: (-each.confidence, each.sql)), unknown or ()


def _mistimes(plan: Plan, items: list[Item], catalog: Catalog, graph: Graph) -> bool:
    """Whether the plan passes over what the question says that happened."""
    return misses_events(plan, View(tuple(items), catalog, graph, plan.rows.table))


def print_reading(plan: Plan, sql: str, confidence: float, matches: Sequence[Match]) -> Reading:
    """Print a plan; the id follows from the SQL."""
    name = hashlib.sha256(sql.encode()).hexdigest()[:12]
    return Reading(name, plan, sql, to_words(plan), round(confidence, 4), tuple(matches))


def _slot_readings(
    cuts: list[list[Item]],
    catalog: Catalog,
    graph: Graph,
    now: date | None,
    composed: Sequence[Reading],
) -> tuple[list[Reading], tuple[str, ...]]:
    """Read the question by its slots with each table as home; the surest reading of each SQL is kept."""
    reader = Reader(catalog, graph, now)
    found: dict[str, Reading] = {}
    read = reader.read(cuts, _homes(cuts[0], catalog, graph))
    sound = [
        each
        for each in read
        if is_sound(each.plan, cuts[0]) and not _mistimes(each.plan, cuts[0], catalog, graph)
    ]
    for each in sound[:MOST_PRINTED]:
        sql = _sql_of(each.plan, composed)
        if sql not in found:
            is_sure = each.is_related or _is_alone(each.plan) or counts_pairs(each.plan, catalog, graph)
            confidence = each.confidence * (1.0 if is_sure else RELATED)
            reading = print_reading(each.plan, sql, confidence, each.matches)
            found[sql] = replace(reading, is_related=each.is_related)
    return sorted(found.values(), key=lambda each: (-each.confidence, each.sql)), reader.unknown


def _sql_of(plan: Plan, printed: Sequence[Reading]) -> str:
    """Print a plan, or tell how it was printed when it was read before."""
    return next((each.sql for each in printed if are_printed_alike(each.plan, plan)), None) or to_sql(plan)


def _homes(items: list[Item], catalog: Catalog, graph: Graph) -> list[Table]:
    """Return the tables that the question says most of; of persons, those that others refer to."""
    if only := [*catalog.tables] if len(catalog.tables) == 1 else _periodic(items, catalog):
        return only
    said: Counter[str] = Counter()
    for item in items:
        touched: dict[str, float] = {}
        for hit in item.tables:
            touched[hit.table.name] = max(touched.get(hit.table.name, 0.0), 1.5 * hit.strength)
        for column in item.columns:
            name = column.column.table
            touched[name] = max(touched.get(name, 0.0), column.strength)
        for value in item.values:
            touched[value.column.table] = max(touched.get(value.column.table, 0.0), 1.0)
        for table in tables_of_deed(item, catalog):
            touched[table.name] = max(touched.get(table.name, 0.0), 0.5)
        for event in events_of(item, catalog):
            touched[event.table.name] = max(touched.get(event.table.name, 0.0), event.strength)
        said.update(touched)
    if any(item.has(Sense.WHO) for item in items):
        said.update(dict.fromkeys(_of_whom(set(said), catalog, graph), 0.1))
    if any(item.normal in PEOPLE or item.normal.startswith(HEADS) for item in items if not item.is_link):
        said.update({table.name: 0.1 for table in catalog.tables if is_about_people(table)})
    kept = {name for name, _ in sorted(said.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_HOMES]}
    return [table for table in catalog.tables if table.name in kept]


def _periodic(items: list[Item], catalog: Catalog) -> list[Table]:
    """Return the sheet of a stretch of time that holds a shorter one: March 2023, where each year has one."""
    within = [hit.table for item in items if item.period for hit in item.tables]
    return [table for table in within if is_periodic(table, catalog)]


def _of_whom(said: set[str], catalog: Catalog, graph: Graph) -> set[str]:
    """Return the tables that ``who`` may be about: those that others refer to, or those of persons."""
    if not said:
        return {table.name for table in catalog.tables if is_about_people(table)}
    return {hop.other.table for name in said for hop in graph.hops(name) if hop.to_one}
