"""An answer as text for a terminal: the reading, the SQL and the rows as a table."""

from decimal import Decimal
from typing import Any

MAX_ROWS = 20
MAX_CELL = 40


def describe_answer(answer: dict[str, Any]) -> str:
    """Return what a person wants to see of an answer, whatever its outcome."""
    return "\n\n".join([*answer.get("notes", ()), _describe(answer)])


def _describe(answer: dict[str, Any]) -> str:
    if answer["outcome"] == "answered":
        table = format_rows(answer["columns"], answer["rows"][:MAX_ROWS])
        parts = [answer["reading"], answer["sql"], table, _rest(answer)]
        return "\n\n".join(part for part in parts if part)
    if answer["outcome"] == "ambiguous":
        readings = "\n".join(f"  {reading['id']}  {reading['reading']}" for reading in answer["readings"])
        return f"This can be read in more than one way; ask again with READING= and one's id:\n{readings}"
    unknown = ", ".join(answer["unknown_words"])
    plain = "" if answer.get("notes") else " No one reading explains all its words."
    reason = f" Words that match nothing: {unknown}." if unknown else plain
    instead = "".join(f"\n  - {suggestion}" for suggestion in answer["suggestions"])
    return f"This question was not understood.{reason}" + (
        f"\nWhat could be asked:{instead}" if instead else ""
    )


def format_rows(columns: list[str], rows: list[list[Any]]) -> str:
    """Return rows as a table with aligned columns; numbers to the right."""
    decimals = [_decimals(column) for column in zip(*rows, strict=True)]
    cells = [[_cell(value, places) for value, places in zip(row, decimals, strict=True)] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    is_number = [
        all(value is None or isinstance(value, int | float | Decimal) for value in column)
        for column in (zip(*rows, strict=True) if rows else ([] for _ in columns))
    ]

    def line(texts: list[str]) -> str:
        padded = [
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(texts, widths, is_number, strict=True)
        ]
        return "  " + "  ".join(padded).rstrip()

    return "\n".join([line(list(columns)), line(["-" * width for width in widths]), *map(line, cells)])


def _decimals(column: tuple[Any, ...]) -> int:
    """How many decimals a column's numbers get: the same for all, two unless all are small."""
    fractions = [abs(value) for value in column if isinstance(value, float) and not value.is_integer()]
    if not fractions:
        return 0
    return 2 if max(fractions) >= 1 else 6


def _cell(value: Any, decimals: int) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.{decimals}f}"
    text = " ".join(str(value).split())
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"


def _rest(answer: dict[str, Any]) -> str:
    count = answer["row_count"]
    if count == 0:
        return "  No rows fit."
    if all(cell is None for row in answer["rows"] for cell in row):
        return "  There is no value to compute with."
    return f"  … {count - MAX_ROWS} more rows" if count > MAX_ROWS else ""
