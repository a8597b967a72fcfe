"""The members that every answer has, whatever became of the question."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any


class Engine(StrEnum):
    """Who answers."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"
    """Rules and model, where they differ."""
    APPROVED = "approved"
    """A person, by a golden query."""
    SQL = "sql"
    """Whoever wrote the statement."""


def make_frame(
    outcome: str, engine: Engine, *, words: str | None = None, notes: Sequence[str] = ()
) -> dict[str, Any]:
    """Return an answer without rows.

    Args:
        outcome: ``answered``, ``ambiguous`` or ``refused``.
        engine: Who answers.
        words: The SQL in plain words.
        notes: What else the asker should know.
    """
    return {
        "question": None,
        "outcome": outcome,
        "engine": engine.value,
        "sql": None,
        "reading": words,
        "confidence": None,
        "columns": [],
        "types": [],
        "rows": [],
        "row_count": 0,
        "truncated": False,
        "answer_columns": None,
        "chart": None,
        "readings": [],
        "unknown_words": [],
        "suggestions": [],
        "matches": [],
        "tables": [],
        "joins": [],
        "notes": list(notes),
    }
