"""What the job says of a file: its tables, how they were found, and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.agent.ingest.build import PARQUET, BuiltTable, Part
from services.agent.ingest.findings import Findings
from services.agent.ingest.naming import table_slug, unique
from services.agent.ingest.profile import name_profile

SKIPPED = {
    "title_skipped": "title",
    "footnote_skipped": "note",
    "totals_skipped": "totals",
    "header_again": "repeated header",
    "line_skipped": "line",
}
"""Warnings about rows that are in no table, and what the rows are."""
MISFITS = ("values_not_read", "null_words", "error_cells")
"""Warnings about cells that are empty in the table."""


@dataclass(frozen=True)
class FileFacts:
    """How a file was read as a whole."""

    format: str
    sheets: tuple[str, ...] = ()
    """All sheets that were looked at, in order; empty ones too."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Sheets that are no worksheets, and what they are."""
    text: dict[str, Any] = field(default_factory=dict)
    """Encoding, delimiter and quote, of a text file."""


def describe(parts: Sequence[Part], name: str, findings: Findings, facts: FileFacts) -> dict[str, Any]:
    """Name the tables, and put the job's answer together."""
    tables: list[dict[str, Any]] = []
    only_sheet = len({built.sheet for built, _ in parts}) == 1
    for built, part in parts:
        slug = table_slug(built.sheet, name, only_sheet=only_sheet)
        table = unique(slug, [known["name"] for known in tables])
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
                "report": _report(built, part),
            }
        )
    return {"tables": tables, "warnings": findings.items, "read": _read(tables, findings, facts)}


def _report(built: BuiltTable, part: Findings) -> dict[str, Any]:
    """Say where a table stood, and what of it is not in the data."""
    told = [item for item in part.items if item["code"] in SKIPPED]
    skipped = [
        {
            "what": SKIPPED[item["code"]],
            "cell": item.get("cell"),
            "text": item.get("text"),
            "count": item.get("count"),
        }
        for item in told
    ]
    misfits = [
        {"what": item["code"], "column": item.get("column"), "count": item["count"], "cells": item["cells"]}
        for item in part.items
        if item["code"] in MISFITS
    ]
    return {
        "hidden": built.hidden,
        "range": built.range,
        "header_rows": list(built.header_rows),
        "titles": list(built.titles),
        "skipped": skipped,
        "misfits": misfits,
    }


def _read(tables: Sequence[dict[str, Any]], findings: Findings, facts: FileFacts) -> dict[str, Any]:
    """Say how the file was read: every sheet is listed, whether a table came of it or not."""
    sheets = []
    without_table = {item["sheet"] for item in findings.items if item.get("hidden")}
    for sheet in facts.sheets:
        names = [table["name"] for table in tables if table["sheet"] == sheet]
        rows = sum(table["rows"] for table in tables if table["sheet"] == sheet)
        hidden = any(table["report"]["hidden"] for table in tables if table["sheet"] == sheet)
        hidden = hidden or sheet in without_table
        told = {"hidden": hidden, "tables": names, "rows": rows, "empty": not names}
        sheets.append({"sheet": sheet, **told, "skipped": facts.others.get(sheet)})
    return {"format": facts.format, **facts.text, "sheets": sheets}
