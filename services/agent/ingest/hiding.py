"""Rows and columns that a workbook hides, as by a filter or a closed group: they are read too, and told."""

import re
from collections.abc import Iterable, Iterator, Sequence

from services.agent.ingest.findings import MAX_LISTED, Findings, column_letters

HIDDEN_MARK = b' hidden="'
HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row [^>]*\bhidden="(?:1|true)"[^>]*(?<!/)>\s*<(?:\w+:)?c """)
HIDDEN_COLUMNS = re.compile(rb"""<(?:\w+:)?col ([^>]*\bhidden="(?:1|true)"[^>]*)>""")
FIRST, LAST = re.compile(rb"""\bmin=["'](\d{1,5})["']"""), re.compile(rb"""\bmax=["'](\d{1,5})["']""")
ROWS_BEGIN = b"sheetData"

Span = tuple[int, int]
"""First and last of some columns, counted from 0."""


def hidden_rows(window: bytes, last: bytes) -> int:
    """Count hidden rows with cells in a piece of a sheet, which begins with the end of the one before."""
    if HIDDEN_MARK not in window:
        return 0
    return len(HIDDEN_ROW.findall(window)) - len(HIDDEN_ROW.findall(last))


def hidden_columns(window: bytes) -> Iterator[Span]:
    """Yield hidden columns that are listed in a piece of a sheet, above its rows."""
    for attributes in HIDDEN_COLUMNS.findall(window.partition(ROWS_BEGIN)[0]):
        if (first := FIRST.search(attributes)) and (last := LAST.search(attributes)):
            yield int(first[1]) - 1, int(last[1]) - 1


def in_grid(spans: Iterable[Span], *, first_column: int, width: int) -> frozenset[int]:
    """Place hidden columns of a sheet in a grid."""
    return frozenset(
        column - first_column
        for first, last in spans
        for column in range(max(first, first_column), min(last + 1, first_column + width))
    )


def tell_hidden_rows(count: int, findings: Findings) -> None:
    """Tell how many rows are hidden."""
    if count:
        findings.add(
            "hidden_rows",
            f"{count:,} rows are hidden in the workbook, as by a filter; they were read too.",
            count=count,
        )


def tell_hidden_columns(columns: Sequence[int], findings: Findings) -> None:
    """Tell which of the sheet's columns are hidden."""
    if columns:
        letters = [column_letters(column) for column in columns]
        listed = ", ".join(letters[:10]) + (" and so on" if len(letters) > 10 else "")
        what = "Column {} is" if len(letters) == 1 else "Columns {} are"
        findings.add(
            "hidden_columns",
            f"{what.format(listed)} hidden in the workbook; what is in them was read too.",
            count=len(letters),
            columns=letters[:MAX_LISTED],
        )
