"""Golden queries, questions whose SQL a person approved: found again up to normalisation and slot values.

A slot is a value, a number or a period. When the asked question differs from an approved one in slots only,
the approved SQL is used with exactly those literals exchanged; where it does not hold a slot's literal, or
holds it where it may mean something else, it is not used.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlglot
from rapidfuzz import fuzz, process
from sqlglot import exp

from services.agent.pieces import Piece, cut
from services.agent.question import Catalog
from services.agent.question.language.periods import Period
from services.agent.question.language.words import normalise

MOST_COMPARED = 20
"""Golden queries that are looked at closely; the likeness of their words chooses them."""
LEAST_LIKENESS = 40
"""Of 100; where only slots differ, questions are far more alike."""
_DATE = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_IDLE = frozenset(["the", "a", "an", "please", "!"])
"""Words that make no other question of a question."""


@dataclass(frozen=True)
class GoldenFit:
    """A golden query that fits, and the SQL that answers what was asked."""

    question: str
    sql: str
    exchanged: tuple[tuple[str, str], ...] = ()
    """Slot texts of the approved question, and what stands there in the asked one."""


def find_golden(question: str, golden: Sequence[Mapping[str, Any]], catalog: Catalog) -> GoldenFit | None:
    """Find the golden query that this is; the same words before the same but for slots.

    Args:
        question: As asked.
        golden: Entries with ``question`` and ``sql``.
        catalog: Where values are looked up.
    """
    if not golden:
        return None
    asked = _pieces(question, catalog)
    found = [_fit(entry, asked, catalog) for entry in nearest(question, golden, most=MOST_COMPARED)]
    fitting = [each for each in found if each is not None]
    return min(fitting, key=lambda each: len(each.exchanged), default=None)


def nearest(question: str, golden: Sequence[Mapping[str, Any]], *, most: int) -> list[Mapping[str, Any]]:
    """Return the golden queries whose words are most like the question's, the likest first."""
    questions = [entry["question"] for entry in golden]
    found = process.extract(
        question,
        questions,
        scorer=fuzz.token_sort_ratio,
        processor=normalise,
        score_cutoff=LEAST_LIKENESS,
        limit=most,
    )
    return [golden[place] for _, _, place in found]


def _fit(entry: Mapping[str, Any], asked: Sequence[Piece], catalog: Catalog) -> GoldenFit | None:
    known = _pieces(entry["question"], catalog)
    if len(known) != len(asked):
        return None
    changed = [(old, new) for old, new in zip(known, asked, strict=True) if old.normal != new.normal]
    sql = _with_slots(entry["sql"], changed) if changed else entry["sql"]
    if sql is None:
        return None
    return GoldenFit(entry["question"], sql, tuple((old.text, new.text) for old, new in changed))


def _pieces(question: str, catalog: Catalog) -> list[Piece]:
    return [piece for piece in cut(question, catalog) if piece.normal not in _IDLE]


def _with_slots(sql: str, changed: Sequence[tuple[Piece, Piece]]) -> str | None:
    """Exchange each slot's literals; None where the statement does not have them, or not beyond doubt."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    literals = list(tree.find_all(exp.Literal))
    exchanged: dict[int, str] = {}
    for old, new in changed:
        exchange = _exchange(old, new)
        found = [literal for literal in literals if literal.this in exchange]
        if not found or any(id(literal) in exchanged for literal in found):
            return None
        if old.number is not None and len(found) > 1:
            return None  # Which of the two the number was is anybody's guess.
        exchanged |= {id(literal): exchange[literal.this] for literal in found}
    kept = [literal for literal in literals if id(literal) not in exchanged]
    if any(_may_depend(literal, old) for literal in kept for old, _ in changed):
        return None
    for literal in literals:
        if id(literal) in exchanged:
            literal.set("this", exchanged[id(literal)])
    return tree.sql(dialect="duckdb")


def _may_depend(literal: exp.Literal, old: Piece) -> bool:
    """Whether a literal that stays may have been chosen because of the slot: the year before it, a label."""
    text = str(literal.this)
    if old.period:
        return bool(_DATE.match(text)) if literal.is_string else bool(_YEAR.fullmatch(text))
    return bool(literal.is_string and old.columns) and f" {old.normal} " in f" {normalise(text)} "


def _exchange(old: Piece, new: Piece) -> dict[str, str]:
    """Map what the old slot may be in SQL to the new one; empty where the two are unlike."""
    if old.period and new.period and old.period.grain == new.period.grain:
        return dict(zip(_period_literals(old.period), _period_literals(new.period), strict=True))
    if old.number is not None and new.number is not None:
        return {old.number: new.number}
    shared = [column for column in old.columns if column in new.columns]
    if len(shared) != 1 or len(new.columns[shared[0]]) != 1:
        return {}
    return dict.fromkeys(old.columns[shared[0]], new.columns[shared[0]][0])


def _period_literals(period: Period) -> list[str]:
    """First day, the day after the last, the last day, and the number of a year."""
    if period.start is None or period.end is None:
        return []
    days = [period.start, period.end, period.end - timedelta(days=1)]
    year = [str(period.start.year)] if period.grain == "year" else []
    return [*dict.fromkeys(day.isoformat() for day in days), *year]
