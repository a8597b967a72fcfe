"""The ingest job: one file in, its tables out, inside one folder."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from services.agent.ingest.archive import check_archive
from services.agent.ingest.build import PARQUET, Part, Place, build_tables
from services.agent.ingest.delimited import prepare_text, read_delimited
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat, detect_format
from services.agent.ingest.naming import table_slug, unique
from services.agent.ingest.profile import name_profile
from services.agent.ingest.regular import build_regular
from services.agent.ingest.terms import Terms
from services.agent.ingest.workbook import Workbook, open_workbook, read_sheet
from services.common.errors import FileOptionsError, FileTooComplexError, FileWithoutTablesError

Progress = Callable[[str, float], None]

SIDE_BY_SIDE_BYTES = 64 * 1024 * 1024
"""Unpacked sheet sizes up to which two sheets are read at once: two larger ones break the memory goal."""


def run(payload: Mapping[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    """Read the upload at ``path`` as what ``name`` says, and write one sub folder per table.

    Raises:
        FileError: The file cannot be read, or should not be; a subclass says why.
    """
    path, name = Path(payload["path"]), str(payload["name"])
    try:
        terms = Terms.from_json(payload)
        return _run(path, name, terms, folder, progress)
    except (MemoryError, duckdb.OutOfMemoryException, pa.ArrowMemoryError) as error:
        raise FileTooComplexError(
            f"“{name}” needs more memory than one file may take. Split it into several files, or save its "
            "sheets as CSV."
        ) from error


def _run(path: Path, name: str, terms: Terms, folder: Path, progress: Progress) -> dict[str, Any]:
    kind = detect_format(path, name)
    findings = Findings(name)
    progress("checking", 0.0)
    if kind.is_text:
        parts = _ingest_text(path, kind, folder, findings, terms, progress)
        only_sheet = True
    else:
        if kind is not FileFormat.XLS:
            check_archive(path, name, kind, terms.limits)
        workbook = open_workbook(_with_ending(path, kind, folder), name, kind, terms)
        parts = _ingest_sheets(workbook, folder, findings, progress)
        only_sheet = len(parts) == 1
    if not parts:
        raise FileWithoutTablesError(
            f"“{name}” holds no data: every sheet is empty. Add data and upload it again."
        )
    _check_options(parts, name, terms, is_text=kind.is_text)
    result = _result(parts, name, findings, only_sheet=only_sheet)
    progress("done", 100.0)
    return result


def _check_options(parts: list[Part], name: str, terms: Terms, *, is_text: bool) -> None:
    """Refuse what was said of a sheet or of columns that the file does not have."""
    options = terms.options
    if is_text and options.sheet is not None:
        raise FileOptionsError(f"“{name}” has no sheets: it is text. Leave the option sheet out.")
    names = {column.casefold() for built, _ in parts for column, _ in built.columns}
    unknown = [column for column in options.column_types if column.strip().casefold() not in names]
    if unknown:
        raise FileOptionsError(f"“{name}” has no column “{unknown[0]}”, whose type was given.")


def _with_ending(path: Path, kind: FileFormat, folder: Path) -> Path:
    """Give the native reader a name that ends as the format does; stored uploads have none."""
    link = folder / f"upload.{kind}"
    link.unlink(missing_ok=True)
    link.symlink_to(path.resolve())
    return link


def _ingest_text(
    path: Path, kind: FileFormat, folder: Path, findings: Findings, terms: Terms, progress: Progress
) -> list[Part]:
    target = folder / "0"
    target.mkdir(parents=True, exist_ok=True)
    progress("reading", 5.0)
    part = Findings(findings.file)
    with prepare_text(path, kind, target, findings, terms) as source:
        progress("typing", 25.0)
        if built := build_regular(source, target, part, terms):
            return [(built, part)]
        progress("reading", 40.0)
        grid = read_delimited(source, target, findings, terms.limits)
    if grid is None:
        return []
    progress("typing", 70.0)
    made = build_tables(grid, Place(target, terms.limits.threads), part, terms)
    if isinstance(grid.cells, Path):
        grid.cells.unlink()
    return made


def _ingest_sheets(workbook: Workbook, folder: Path, findings: Findings, progress: Progress) -> list[Part]:
    """Read one sheet while the one before is typed and written, where two fit into memory.

    All reading stays in this thread: each thread has its own heap, and several would each keep what a large
    sheet once needed.
    """
    overlap = _small_sheets(workbook)
    parts: list[Future[list[Part]]] = []
    with ThreadPoolExecutor(1) as builder:
        for position, sheet in enumerate(workbook.sheets):
            progress(f"sheet {sheet[:60]}", 100.0 * position / len(workbook.sheets))
            part = Findings(findings.file, sheet)
            grid = read_sheet(workbook, sheet, part)
            if parts:
                parts[-1].result()
            if grid:
                target = folder / str(position)
                threads = 1 if overlap else workbook.terms.limits.threads
                parts.append(builder.submit(build_tables, grid, Place(target, threads), part, workbook.terms))
            if parts and not overlap:
                parts[-1].result()
            del grid
        return [made for part in parts for made in part.result()]


def _small_sheets(workbook: Workbook) -> bool:
    return len(workbook.sheets) > 1 and workbook.largest_part_bytes() <= SIDE_BY_SIDE_BYTES


def _result(parts: list[Part], name: str, findings: Findings, *, only_sheet: bool) -> dict[str, Any]:
    tables: list[dict[str, Any]] = []
    for built, part in parts:
        table = unique(
            table_slug(built.sheet, name, only_sheet=only_sheet), [known["name"] for known in tables]
        )
        name_profile(built.folder, table, name)
        tables.append(
            {
                "name": table,
                "sheet": built.sheet,
                "file": name,
                "rows": built.rows,
                "columns": [{"name": column, "type": kind} for column, kind in built.columns],
                "folder": built.folder.name,
                "parquet": f"{built.folder.name}/{PARQUET}",
                "warnings": part.items,
            }
        )
    return {"tables": tables, "warnings": findings.items}
