"""What a column's type cost, and which cells hold errors: told with place and raw text, never hidden."""

from collections.abc import Sequence

import duckdb

from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.grid import ErrorCell, Grid
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.vote import Verdict, is_null_word, reading


def tell_column(
    connection: duckdb.DuckDBPyConnection, grid: Grid, verdict: Verdict, name: str, findings: Findings
) -> None:
    """Tell what a column's type cost: misfits, words for nothing, assumptions."""
    if verdict.kind is TEXT:
        return
    if verdict.misfits:
        _list_cells(connection, grid, verdict, name, findings, misfits=True)
    if verdict.null_words:
        _list_cells(connection, grid, verdict, name, findings, misfits=False)
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
            f"{second}. If that is wrong, write the dates as 2024-12-31 and upload the file again.",
            column=name,
            read_as=verdict.kind.name[:3],
        )
    elif grid.decimal_comma:
        mark = "decimals" if verdict.kind.name == "comma_decimal" else "thousands"
        sign = "point" if verdict.kind.name == "dotted_integer" else "comma"
        findings.add(
            "ambiguous_numbers",
            f"Every {sign} in column “{name}” can divide thousands or decimals; it was read as {mark}.",
            column=name,
            read_as=mark,
        )


def _list_cells(
    connection: duckdb.DuckDBPyConnection,
    grid: Grid,
    verdict: Verdict,
    name: str,
    findings: Findings,
    *,
    misfits: bool,
) -> None:
    column, word = verdict.column, is_null_word(verdict.column)
    test = f"NOT {word} AND ({reading(verdict.kind, column)}) IS NULL" if misfits else word
    rows = connection.execute(
        f"SELECT r, c{column} FROM body WHERE c{column} IS NOT NULL AND {test} ORDER BY r LIMIT {MAX_LISTED}"  # noqa: S608
    ).fetchall()
    cells = [
        {"cell": cell_reference(grid.first_row + row, grid.first_column + column), "raw": text[:200]}
        for row, text in rows
    ]
    count = verdict.misfits if misfits else verdict.null_words
    what = f"do not read as {verdict.kind.type}" if misfits else "stand for nothing (“n/a”, “-”, spaces)"
    findings.add(
        "values_not_read" if misfits else "null_words",
        f"{count:,} cells of column “{name}” {what} and are empty in the table.",
        column=name,
        count=count,
        cell=cells[0]["cell"],
        cells=cells,
    )


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
