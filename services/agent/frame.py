"""The keys that every answer has, whatever became of the question."""

from collections.abc import Sequence
from typing import Any


def make_frame(
    outcome: str, engine: str, *, words: str | None = None, notes: Sequence[str] = ()
) -> dict[str, Any]:
    """Return an answer without rows.

    Args:
        outcome: ``answered``, ``ambiguous`` or ``refused``.
        engine: Who decided: ``rules``, ``model``, ``both``, ``approved`` or ``sql``.
        words: The SQL in plain words.
        notes: What else the asker should know.
    """
    return {
        "question": None,
        "outcome": outcome,
        "engine": engine,
        "sql": None,
        "reading": words,
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
        "notes": list(notes),
    }
