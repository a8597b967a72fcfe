"""Whether two answers say the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

MOST_COLUMNS = 6
"""Of the narrower answer; whether wider ones agree is not worth finding out."""


def agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether the columns of the narrower answer are found, row by row, among those of the other.

    Names and orders do not matter; columns that only one of the two shows are context.
    """
    if one["row_count"] != other["row_count"] or len(one["rows"]) != len(other["rows"]):
        return False
    narrow, wide = sorted((_answered(one), _answered(other)), key=lambda rows: len(rows[0]) if rows else 0)
    if not narrow:
        return True
    width = len(narrow[0])
    if width > MOST_COLUMNS or len(wide[0]) > 2 * MOST_COLUMNS:
        return False
    expected = Counter(map(tuple, narrow))
    columns = [Counter(column) for column in zip(*wide, strict=True)]
    fits = [
        {place for place, column in enumerate(columns) if column == Counter(needed)}
        for needed in zip(*narrow, strict=True)
    ]
    return any(
        all(place in fits[position] for position, place in enumerate(places))
        and Counter(tuple(row[place] for place in places) for row in wide) == expected
        for places in permutations(range(len(wide[0])), width)
    )


def _answered(answer: Mapping[str, Any]) -> list[list[str]]:
    """Return the cells that answer the question, as texts that are equal where the values are."""
    shown: Sequence[int] | None = answer.get("answer_columns")
    rows = answer["rows"]
    kept = rows if shown is None else [[row[place] for place in shown] for row in rows]
    return [[_plain(cell) for cell in row] for row in kept]


def _plain(cell: Any) -> str:
    is_number = isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
    return f"{cell:.9g}" if is_number else str(cell)
