"""What a made workbook consists of, and how it becomes a file or the tables of a plain DuckDB."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import openpyxl

NOW = date(2025, 4, 1)
"""When every question is asked: the day after the data ends, so that "last quarter" has one meaning."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its tab, its headers with DuckDB's types, its rows, and what stands above the header."""

    tab: str
    columns: Mapping[str, str]
    rows: Sequence[Sequence[Any]]
    above: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The table's name in gold SQL, and as the product names it."""
        return self.tab.lower().replace(" ", "_")


_TYPES = {"text": "VARCHAR", "day": "DATE", "amount": "DOUBLE", "whole": "BIGINT"}


def read_headers(listed: str) -> dict[str, dict[str, str]]:
    """Read lines of ``Tab: First header text, Second header amount``; long ones go on indented."""
    lines = listed.strip().replace("\n    ", " ").splitlines()
    return {tab: _columns(columns) for tab, columns in (line.split(": ") for line in lines)}


def _columns(listed: str) -> dict[str, str]:
    pairs = (entry.rsplit(" ", 1) for entry in listed.split(", "))
    return {header: _TYPES[kind] for header, kind in pairs}


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the sheets as a user would have them: perhaps a title, the header, the rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.tab)
        for line in sheet.above:
            page.append([line])
        if sheet.above:
            page.append([])
        page.append(list(sheet.columns))
        for row in sheet.rows:
            page.append(list(row))
    book.save(path)
    return path


def load(connection: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet]) -> None:
    """Make a table of each sheet, with the types that its maker meant."""
    for sheet in sheets:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in sheet.columns.items())
        connection.execute(f'CREATE TABLE "{sheet.table}" ({columns})')
        marks = ", ".join("?" for _ in sheet.columns)
        connection.executemany(
            f'INSERT INTO "{sheet.table}" VALUES ({marks})', [list(row) for row in sheet.rows]
        )


def pick(random: Random, weighted: Mapping[Any, int]) -> Any:
    """Choose a key by its weight."""
    return random.choices(list(weighted), weights=list(weighted.values()))[0]


def day_between(random: Random, first: date, last: date) -> date:
    """Choose a day, both ends included."""
    return first + timedelta(days=random.randint(0, (last - first).days))


def money(random: Random, low: float, high: float) -> float:
    """Choose an amount with cents, small ones more often than large ones."""
    return round(low + (high - low) * random.random() ** 2, 2)
