"""The ingest job: one file in, its tables out, inside one folder."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any

import duckdb
import pyarrow as pa

from services.agent.ingest.archive import check_archive
from services.agent.ingest.build import Part
from services.agent.ingest.dialect import NO_DELIMITER
from services.agent.ingest.differing import listed_columns
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat, detect_format
from services.agent.ingest.members import ingest_members
from services.agent.ingest.othersheets import only_others, with_known_folders
from services.agent.ingest.references import note_references
from services.agent.ingest.report import FileFacts, describe
from services.agent.ingest.sheets import ingest_sheets
from services.agent.ingest.terms import Terms
from services.agent.ingest.texts import ingest_text
from services.agent.ingest.ticker import Progress, Ticker
from services.agent.ingest.workbook import open_workbook
from services.agent.ingest.xlsformats import with_known_formats
from services.common.errors import FileOptionsError, FileTooComplexError, FileWithoutTablesError


def run(payload: Mapping[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    """Read the upload at ``path`` as what ``name`` says, and write one sub folder per table.

    Args:
        payload: ``path`` and ``name``; ``limits`` and ``options`` where they differ from the usual.
        folder: The only one to write to.
        progress: Where stage and percentage are told, at least once a second.

    Raises:
        FileError: The file cannot be read, or should not be; a subclass says why.
    """
    path, name = Path(payload["path"]), str(payload["name"])
    try:
        terms = Terms.from_json(payload)
        with Ticker(progress) as ticker:
            return _run(path, name, terms, folder, ticker)
    except (MemoryError, duckdb.OutOfMemoryException, pa.ArrowMemoryError) as error:
        raise FileTooComplexError(
            f"“{name}” needs more memory than one file may take. Split it into several files, or save its "
            "sheets as CSV."
        ) from error


def _run(path: Path, name: str, terms: Terms, folder: Path, ticker: Ticker) -> dict[str, Any]:
    kind = detect_format(path, name)
    findings = Findings(name)
    ticker.stage("checking", 0.0)
    if kind.is_text:
        parts, facts = _read_text(path, kind, folder, findings, terms, ticker)
    elif kind is FileFormat.ZIP:
        parts, facts = _read_members(path, name, folder, terms, ticker)
    else:
        parts, facts = _read_workbook(path, kind, folder, findings, terms, ticker)
    if not parts:
        raise FileWithoutTablesError(only_others(name, facts.others.values(), findings))
    _check_columns(parts, name, terms)
    result = describe(parts, name, findings, facts)
    note_references([built.folder for built, _ in parts])
    ticker.stage("done", 100.0)
    return result


def _read_text(
    path: Path, kind: FileFormat, folder: Path, findings: Findings, terms: Terms, ticker: Ticker
) -> tuple[list[Part], FileFacts]:
    if terms.options.sheet is not None:
        raise FileOptionsError(f"“{findings.file}” has no sheets: it is text. Leave the option sheet out.")
    parts, source = ingest_text(path, kind, folder / "0", findings, terms, ticker)
    dialect = source.dialect
    mark = None if dialect.delimiter == NO_DELIMITER else dialect.delimiter
    text = {"encoding": source.facts.encoding, "delimiter": mark, "quote": dialect.quote}
    return parts, FileFacts(kind.value, text=text)


def _read_members(
    path: Path, name: str, folder: Path, terms: Terms, ticker: Ticker
) -> tuple[list[Part], FileFacts]:
    parts = ingest_members(path, name, folder, terms, ticker)
    sheets = tuple(dict.fromkeys(built.sheet for built, _ in parts if built.sheet))
    return parts, FileFacts(FileFormat.ZIP.value, sheets)


def _read_workbook(
    path: Path, kind: FileFormat, folder: Path, findings: Findings, terms: Terms, ticker: Ticker
) -> tuple[list[Part], FileFacts]:
    if kind is not FileFormat.XLS:
        check_archive(path, findings.file, kind, terms.limits)
    path = _with_ending(path, kind, folder)
    if kind in (FileFormat.XLSX, FileFormat.XLSM, FileFormat.XLSB):
        path = with_known_folders(path, findings.file, folder)
    if kind is FileFormat.XLS:
        path = with_known_formats(path, folder)
    workbook = open_workbook(path, kind, folder, findings, terms)
    facts = FileFacts(kind.value, workbook.sheets, workbook.others)
    return ingest_sheets(workbook, folder, findings, ticker), facts


def _check_columns(parts: list[Part], name: str, terms: Terms) -> None:
    """Refuse types for columns that no table has."""
    names = {column.casefold(): column for built, _ in parts for column, _ in built.columns}
    unknown = [column for column in terms.options.column_types if column.strip().casefold() not in names]
    if unknown:
        listed = listed_columns(names.values())
        raise FileOptionsError(
            f"“{name}” has no column “{unknown[0]}”, whose type was given. It has: {listed}."
        )


def _with_ending(path: Path, kind: FileFormat, folder: Path) -> Path:
    """Give the native reader a name that ends as the format does; stored uploads have none."""
    if path.suffix == f".{kind}":
        return path
    # A copy, since a job may make no links; it costs a hundredth of what reading the workbook does.
    copy = folder / f"upload.{kind}"
    copyfile(path, copy)
    return copy
