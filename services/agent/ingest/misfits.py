"""What a column's type cost, and which cells hold errors: told with place and raw text, never hidden."""

from collections.abc import Sequence
from typing import Any

import duckdb

from services.agent.ingest.blanks import is_blank, is_database_null, loses_blanks
from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.grid import ErrorCell, Grid
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.vote import Verdict, is_null_word, reading


def tell_column(
    connection: duckdb.DuckDBPyConnection, grid: Grid, verdict: Verdict, name: str, findings: Findings
) -> None:
    """Tell what a column's type cost: misfits, words for nothing, blanks, assumptions."""
    for tell in (_tell_misfits, _tell_null_words, _tell_blanks):
        tell(connection, grid, verdict, name, findings)
    if verdict.ambiguous:
        _tell_ambiguous(grid, verdict, name, findings)
    if verdict.kind.warning:
        code, message = verdict.kind.warning
        findings.add(code, f"Column “{name}”: {message}", column=name)


def _tell_ambiguous(grid: Grid, verdict: Verdict, name: str, findings: Findings) -> None:
    if verdict.kind.family == "date":
        first, second = ("day", "month") if verdict.kind.name.startswith("dmy") else ("month", "day")
        findings.add(
            "ambiguous_dates",
            f"Every date of column “{name}” can be read in two ways; it was read with the {first} before the "
            f"{second}. If that is wrong, give PATCH /tables/{{table}}/columns/{{column}} the type "
            "“DATE dmy” or “DATE mdy”, or write the dates as 2024-12-31 and upload the file again.",
            column=name,
            read_as=verdict.kind.name[:3],
        )
    elif grid.decimal_comma:
        mark = "decimals" if verdict.kind.name in ("comma_decimal", "decimal") else "thousands"
        sign = "point" if verdict.kind.name in ("dotted_integer", "decimal") else "comma"
        findings.add(
            "ambiguous_numbers",
            f"Every {sign} in column “{name}” can divide thousands or decimals; it was read as {mark}.",
            column=name,
            read_as=mark,
        )


def _tell_misfits(
    connection: duckdb.DuckDBPyConnection, grid: Grid, verdict: Verdict, name: str, findings: Findings
) -> None:
    if not verdict.misfits:
        return
    column, count = verdict.column, verdict.misfits
    test = f"NOT {is_null_word(column)} AND ({reading(verdict.kind, column)}) IS NULL"
    what = f"cells of column “{name}” do not read as {verdict.kind.type} and are empty in the table."
    cells = _cells(connection, grid, column, test)
    findings.add("values_not_read", f"{count:,} {what}", column=name, count=count, **cells)


def _tell_null_words(
    connection: duckdb.DuckDBPyConnection, grid: Grid, verdict: Verdict, name: str, findings: Findings
) -> None:
    if not verdict.null_words:
        return
    is_text, column, count = verdict.kind is TEXT, verdict.column, verdict.null_words
    why = "hold nothing but spaces" if is_text else "stand for nothing (“n/a”, “-”, spaces)"
    if verdict.nulls:
        why = "say NULL, as databases do for nothing, or hold nothing but spaces"
    test = is_blank(column) if is_text else is_null_word(column)
    test = f"({test} OR {is_database_null(column)})" if verdict.nulls else test
    cells = _cells(connection, grid, column, test)
    message = f"{count:,} cells of column “{name}” {why} and are empty in the table."
    findings.add("null_words", message, column=name, count=count, **cells)


def _tell_blanks(
    connection: duckdb.DuckDBPyConnection, grid: Grid, verdict: Verdict, name: str, findings: Findings
) -> None:
    if not verdict.padded:
        return
    column, count = verdict.column, verdict.padded
    cells = _cells(connection, grid, column, loses_blanks(column))
    message = f"Blanks around {count:,} texts of column “{name}” were left out."
    findings.add("blanks_trimmed", message, column=name, count=count, **cells)


def _cells(connection: duckdb.DuckDBPyConnection, grid: Grid, column: int, test: str) -> dict[str, Any]:
    """List the first cells that a test holds for, and name the very first."""
    rows = connection.execute(
        f"SELECT r, c{column} FROM body WHERE c{column} IS NOT NULL AND {test} ORDER BY r LIMIT {MAX_LISTED}"  # noqa: S608
    ).fetchall()
    cells = [
        {"cell": cell_reference(grid.first_row + row, grid.first_column + column), "raw": text[:200]}
        for row, text in rows
    ]
    return {"cell": cells[0]["cell"], "cells": cells}


def tell_errors(grid: Grid, errors: Sequence[ErrorCell], findings: Findings) -> None:
    """List the cells that hold a spreadsheet's error."""
    if not errors:
        return
    cells = [
        {
            "cell": cell_reference(grid.first_row + error.row, grid.first_column + error.column),
            "raw": error.text,
        }
        for error in errors[:MAX_LISTED]
    ]
    findings.add(
        "error_cells",
        f"{len(errors):,} cells hold a spreadsheet error such as {cells[0]['raw']}; they are empty.",
        count=len(errors),
        cell=cells[0]["cell"],
        cells=cells,
    )
