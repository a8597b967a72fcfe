"""From a question and a catalogue to one of three outcomes: answered, ambiguous, refused."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from weakref import WeakKeyDictionary

from services.agent.question.composer import compose
from services.agent.question.draft import Draft, Match
from services.agent.question.finish import finish
from services.agent.question.form import Form, read_form
from services.agent.question.items import Item
from services.agent.question.joins import known_joins
from services.agent.question.lexicon import Sense
from services.agent.question.linker import covers, link
from services.agent.question.nodes import Graph, NotUnderstoodError
from services.agent.question.plan import InSet, Plan
from services.agent.question.printer import to_sql
from services.agent.question.reading import to_words
from services.agent.question.schema import Catalog, Table
from services.agent.question.slots import Reader
from services.agent.question.soundness import is_sound
from services.agent.question.suggestions import suggest
from services.common.errors import QuestionEmptyError, QuestionTooLongError

LONGEST_QUESTION = 2_000
"""Characters. Nobody asks a table a longer question; reading one would cost seconds."""
MOST_TOKENS = 150
"""Words beyond which a text is no question that a plan could explain."""
CUT = 0.72
"""Confidence below which nothing is answered; one cut for all data."""
OFFERED = 0.55
"""Confidence from which readings that are about as sure are offered, though none is sure enough to answer."""
LONE = 0.78
"""What a reading of a single table keeps that was found in one of two ways only."""
MARGIN = 0.08
"""A second reading this near to the first, with another SQL, makes the question ambiguous."""
MOST_CUTS = 4
"""Ways to cut the question into pieces that are followed."""
RELATED = 0.92
"""What a flat reading of several tables keeps: what one clause says may be meant of another's rows."""
MOST_HOMES = 8
"""Tables that are tried as the one whose rows an answer is made of."""
MOST_PRINTED = 6
"""Candidates whose SQL is printed and compared."""
MOST_READINGS = 3
"""Readings offered to pick from."""


_GRAPHS: WeakKeyDictionary[Catalog, Graph] = WeakKeyDictionary()


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"


@dataclass(frozen=True)
class Reading:
    """One way to understand the question."""

    id: str
    plan: Plan
    sql: str
    words: str
    confidence: float
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True)
class Interpretation:
    """Everything that the engine made of a question."""

    outcome: Outcome
    readings: tuple[Reading, ...] = ()
    """The surest first; exactly one when answered, two or three when ambiguous."""
    unknown_words: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = field(default=())
    doubtful: Reading | None = None
    """Of a refused question, the surest reading below the cut: for measuring what the cut does."""


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question about the tables of a catalogue."""
    check_question(question)
    form = read_form(question)
    items = link(form.question, catalog)
    if not items or len(items) > MOST_TOKENS:
        return _refused(items, catalog, ())
    graph = _graph(catalog)
    cuts = covers(form.question, catalog, most=MOST_CUTS, now=now or catalog.newest_day)
    readings, unknown = _readings(items, catalog, graph, now)
    slots, missed = _slot_readings(cuts, catalog, graph, now)
    readings, slots = _written(readings, form), _written(slots, form)
    certain = bool(slots and slots[0].confidence >= CUT)
    if certain and (len(catalog.tables) == 1 or not readings or readings[0].confidence < CUT):
        readings, unknown = slots, missed
    elif certain and _prefers_slots(readings[0], _near(slots)):
        readings = slots
    elif not certain and len(catalog.tables) == 1:
        readings = _doubted(readings, slots)
    if not readings or readings[0].confidence < CUT:
        offered = _near(slots[:MOST_READINGS]) if slots and slots[0].confidence >= OFFERED else []
        if len(offered) > 1 and not missed:
            return Interpretation(Outcome.AMBIGUOUS, tuple(offered))
        best = max([*readings[:1], *slots[:1]], key=lambda each: each.confidence, default=None)
        return replace(_refused(items, catalog, unknown), doubtful=best)
    near = _near(readings)
    if len(near) > 1:
        return Interpretation(Outcome.AMBIGUOUS, tuple(near[:MOST_READINGS]))
    return Interpretation(Outcome.ANSWERED, (readings[0],))


def _written(readings: Sequence[Reading], form: Form) -> list[Reading]:
    """Write the answers of readings as the question wants them; those that cannot be are none."""
    if form.is_free:
        return list(readings)
    plans = ((each, form.write(each.plan)) for each in readings)
    return [_reading(plan, to_sql(plan), each.confidence, each.matches) for each, plan in plans if plan]


def _graph(catalog: Catalog) -> Graph:
    """Infer the joins of a catalogue once, however many questions it is asked."""
    if catalog not in _GRAPHS:
        _GRAPHS[catalog] = Graph(known_joins(catalog))
    return _GRAPHS[catalog]


def _doubted(composed: list[Reading], slots: list[Reading]) -> list[Reading]:
    """Believe less what one of the two ways to read a single table says, and the other does not."""
    if not composed or (slots and slots[0].sql == composed[0].sql and len(_near(slots)) == 1):
        return composed
    return [replace(each, confidence=round(LONE * each.confidence, 4)) for each in composed]


def _prefers_slots(composed: Reading, near: list[Reading]) -> bool:
    """Whether both are about one table's rows, and the slots say one thing, or by which of its dates."""
    if not all(_stay_home(composed.plan, each.plan) for each in near):
        return False
    dated = composed.plan.rows.table.rival_dates and any(each.sql == composed.sql for each in near)
    return len(near) == 1 or bool(dated)


def _near(readings: list[Reading]) -> list[Reading]:
    """Return the first reading and those that are about as sure."""
    return [reading for reading in readings if reading.confidence >= readings[0].confidence - MARGIN]


def _stay_home(composed: Plan, slots: Plan) -> bool:
    """Whether both plans are about the rows of one table alone, where slots are read more surely."""
    return _is_alone(composed) and _is_alone(slots) and composed.rows.table == slots.rows.table


def _is_alone(plan: Plan) -> bool:
    """Whether the plan is about one table."""
    return not plan.lookups and not any(isinstance(each, InSet) for each in plan.rows.conditions)


def check_question(question: str) -> None:
    """Refuse what is no question before any work is done on it."""
    if len(question) > LONGEST_QUESTION:
        raise QuestionTooLongError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Ask for one thing in one or two sentences."
        )
    if not question.strip():
        raise QuestionEmptyError("The question is empty. Write what you want to know about your tables.")


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
        if not is_sound(plan, items):
            continue
        confidence = draft.confidence * 0.4 ** len(draft.unknown)
        if draft.negated:
            confidence *= 0.3
        sql = to_sql(plan)
        if sql not in found or found[sql].confidence < confidence:
            found[sql] = _reading(plan, sql, confidence, draft.matches)
    ordered = sorted(found.values(), key=lambda reading: (-reading.confidence, reading.sql))
    return ordered, unknown or ()


def _reading(plan: Plan, sql: str, confidence: float, matches: Sequence[Match]) -> Reading:
    """Print a plan; the id follows from the SQL."""
    name = hashlib.sha256(sql.encode()).hexdigest()[:12]
    return Reading(name, plan, sql, to_words(plan), round(confidence, 4), tuple(matches))


def _slot_readings(
    cuts: list[list[Item]], catalog: Catalog, graph: Graph, now: date | None
) -> tuple[list[Reading], tuple[str, ...]]:
    """Read the question by its slots with each table as home; the surest reading of each SQL is kept."""
    reader = Reader(catalog, graph, now)
    found: dict[str, Reading] = {}
    read = reader.read(cuts, _homes(cuts[0], catalog, graph))
    sound = [each for each in read if is_sound(each.plan, cuts[0])]
    for each in sound[:MOST_PRINTED]:
        sql = to_sql(each.plan)
        if sql not in found:
            confidence = each.confidence * (1.0 if _is_alone(each.plan) else RELATED)
            found[sql] = _reading(each.plan, sql, confidence, each.matches)
    ordered = sorted(found.values(), key=lambda reading: (-reading.confidence, reading.sql))
    return ordered, reader.unknown


def _homes(items: list[Item], catalog: Catalog, graph: Graph) -> list[Table]:
    """Return the tables that the question says most of; of persons, those that others refer to."""
    if len(catalog.tables) == 1:
        return list(catalog.tables)
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
        said.update(touched)
    if any(item.has(Sense.WHO) for item in items):
        hops = [hop for name in tuple(said) for hop in graph.hops(name) if hop.to_one]
        said.update({hop.other.table: 0.1 for hop in hops})
    kept = {name for name, _ in sorted(said.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_HOMES]}
    return [table for table in catalog.tables if table.name in kept]


def _refused(items: list[Item], catalog: Catalog, unknown: tuple[str, ...]) -> Interpretation:
    words = unknown or tuple(item.text for item in items if not item.is_known)
    said = Counter(name for item in items for name in _touched(item))
    tables = [catalog.by_name[name] for name, _ in said.most_common()]
    return Interpretation(
        Outcome.REFUSED,
        unknown_words=tuple(dict.fromkeys(words)),
        suggestions=suggest(catalog, words, tables),
    )


def _touched(item: Item) -> set[str]:
    """Return the tables that a piece has to do with."""
    columns = {hit.column.table for hit in item.columns} | {hit.column.table for hit in item.values}
    return {hit.table.name for hit in item.tables} | columns
