"""Which SQL answers a question, and what is told about how it was found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.agent.follow_up import write_out
from services.agent.frame import Engine
from services.agent.golden import GoldenFit, find_golden
from services.agent.guard import TableSchema, guard
from services.agent.question import Catalog, Interpretation, Outcome, interpret
from services.agent.question.candidates import Reading
from services.agent.question.composing.draft import Match
from services.agent.question.composing.joins import unusable_verdicts
from services.agent.question.language.length import LONGEST_QUESTION, check_question
from services.agent.question.plans.plan import Plan
from services.agent.question.settling import Rows, settle
from services.agent.synonyms import part_lost, read_synonyms
from services.common.errors import StatementError


@dataclass(frozen=True)
class Choice:
    """What became of a question before anything runs: SQL that is still to be guarded, or none."""

    engine: Engine
    sql: str | None = None
    words: str | None = None
    plan: Plan | None = None
    """What the rules understood; no other SQL has one."""
    matches: tuple[Match, ...] = ()
    interpretation: Interpretation | None = None
    """Set, without SQL, where the rules do not answer."""
    notes: tuple[str, ...] = ()
    """What else the asker should know."""
    confidence: float | None = None
    """How sure the rules are, 0 to 1; nobody else says."""
    question: str = ""
    """As it was read: in full, and in the words of the data."""


@dataclass(frozen=True)
class Asked:
    """A question with everything that decides how it is read."""

    question: str
    now: date | None = None
    previous: str | None = None
    """The question that this one follows, in full."""
    offered: Mapping[str, Any] | None = None
    """The reading that was picked: ``sql``, ``reading`` and ``engine`` as they were offered."""
    golden: Sequence[Mapping[str, Any]] = ()
    """The tenant's golden queries."""
    synonyms: Sequence[Mapping[str, Any]] = ()
    """The tenant's own words."""


def choose(
    asked: Asked, catalog: Catalog, *, schemas: Sequence[TableSchema], run: Callable[[str], Rows]
) -> Choice:
    """Find the SQL for a question: the reading that was picked, else an approved one, else the rules'.

    Args:
        asked: The question, and what the tenant taught us.
        catalog: The tables that it is asked of.
        schemas: The same tables, as the guard knows them.
        run: Runs the SQL of a reading, guarded, where readings differ perhaps in nothing but their SQL.
    """
    check_question(asked.question)
    question, notes = _in_full(asked, catalog)
    if asked.offered is None:
        approved, more = _golden(question, asked, catalog, schemas)
        if approved:
            return replace(approved, question=question, notes=notes)
        notes += more
    question, more = _in_words_of_the_data(question, asked, catalog)
    notes += more
    interpretation = interpret(question, catalog, now=asked.now)
    if asked.offered is None:
        interpretation = settle(interpretation, run)
    notes += _unusable_joins(interpretation, catalog, schemas)
    return replace(_read(asked, interpretation, schemas), notes=notes, question=question)


def _in_full(asked: Asked, catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    """Write a follow-up out, and say so."""
    if asked.previous is None:
        return asked.question, ()
    full = write_out(asked.question, asked.previous, catalog)
    if full is None or len(full) > LONGEST_QUESTION:
        return asked.question, ("Read as a question of its own, not as a follow-up.",)
    return full, (f"Read as “{full}”.",)


def _in_words_of_the_data(question: str, asked: Asked, catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    """Put what the tenant's words mean in their place; say which were read so, and which no longer are."""
    known, lost = part_lost(asked.synonyms, catalog)
    _, passed = read_synonyms(question, lost)
    question, used = read_synonyms(question, known)
    notes = [
        f"“{word}” was read as it stands: no table or column asked is called “{means}” any more."
        for word, means in passed
    ]
    return question, (*notes, *(f"“{word}” was read as “{means}”." for word, means in used))


def _unusable_joins(
    interpretation: Interpretation, catalog: Catalog, schemas: Sequence[TableSchema]
) -> tuple[str, ...]:
    """Say which confirmed joins cannot be used of the tables that are read; of all, where none is."""
    if not catalog.verdicts:
        return ()
    read = {name for reading in interpretation.readings for name in guard(reading.sql, schemas).tables}
    near = [each for each in catalog.verdicts if not read or any(table in read for table, _ in each.ends)]
    return tuple(unusable_verdicts(Catalog(catalog.tables, near)))


def _read(asked: Asked, interpretation: Interpretation, schemas: Sequence[TableSchema]) -> Choice:
    if asked.offered:
        return _pick(asked.offered, interpretation, schemas)
    if interpretation.outcome is not Outcome.ANSWERED:
        return Choice(Engine.RULES, interpretation=interpretation)
    return _from_rules(interpretation.readings[0])


def _pick(
    offered: Mapping[str, Any], interpretation: Interpretation, schemas: Sequence[TableSchema]
) -> Choice:
    """Take the reading that was picked, with the SQL that was shown, even if the data has changed since."""
    for reading in interpretation.readings:
        if guard(reading.sql, schemas).sql == offered["sql"]:
            return _from_rules(reading)
    return Choice(Engine(offered["engine"]), sql=str(offered["sql"]), words=offered.get("reading"))


def _from_rules(reading: Reading) -> Choice:
    return Choice(
        Engine.RULES,
        reading.sql,
        reading.words,
        reading.plan,
        tuple(reading.matches),
        confidence=reading.confidence,
    )


def _golden(
    question: str, asked: Asked, catalog: Catalog, schemas: Sequence[TableSchema]
) -> tuple[Choice | None, tuple[str, ...]]:
    """Return the approved SQL for the question, or why one that fits cannot be used."""
    found = find_golden(question, asked.golden, catalog)
    if found is None:
        return None, ()
    try:
        guard(found.sql, schemas)
    except StatementError as error:
        return None, (f"The approved SQL for “{found.question}” cannot be used: {error.message}",)
    return Choice(Engine.APPROVED, sql=found.sql, words=_say(found)), ()


def _say(found: GoldenFit) -> str:
    exchanged = ", ".join(f"“{new}” in place of “{old}”" for old, new in found.exchanged)
    return f"As approved for “{found.question}”" + (f", with {exchanged}." if exchanged else ".")
