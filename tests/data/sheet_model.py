"""A messy sheet and its truth, and the plain tables that such sheets are made from."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Rows = list[list[Any]]


@dataclass(frozen=True)
class Truth:
    """One table as it should arrive."""

    columns: list[str]
    rows: Rows


@dataclass(frozen=True)
class MessySheet:
    """The cells of one sheet, and what they mean."""

    name: str
    cells: Rows = field(repr=False)
    tables: list[Truth] = field(repr=False)
    merges: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    """Warnings that must be told."""
    formats: dict[str, str] = field(default_factory=dict)
    """Number formats by cell."""
    mac_dates: bool = False

    def write(self, path: Path) -> Path:
        """Write the sheet as a workbook of its own."""
        book = openpyxl.Workbook()
        if self.mac_dates:
            book.epoch = CALENDAR_MAC_1904
        sheet = book.active
        assert sheet is not None
        sheet.title = "Data"
        for row, cells in enumerate(self.cells, 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    sheet.cell(row, column, value)
        for cells_merged in self.merges:
            sheet.merge_cells(cells_merged)
        for place, number_format in self.formats.items():
            sheet[place].number_format = number_format
        book.save(path)
        return path


SALES = Truth(
    ["Region", "Units", "Price"], [["North", 5, 1.5], ["South", 7, 2.25], ["East", 9, 0.5], ["West", 4, 3.0]]
)
STAFF = Truth(
    ["Name", "Team", "Since", "Hours"],
    [
        ["Ann", "Sales", datetime.date(2019, 3, 1), 40],
        ["Bob", "Sales", datetime.date(2021, 7, 15), 32],
        ["Cy", "Stock", datetime.date(2020, 1, 31), 40],
        ["Di", "Stock", datetime.date(2022, 12, 24), 20],
        ["Ed", "Office", datetime.date(2018, 5, 5), 38],
    ],
)
TOWNS = Truth(
    ["Town", "Country", "River"],
    [["Köln", "DE", "Rhein"], ["Wien", "AT", "Donau"], ["Basel", "CH", "Rhein"], ["Linz", "AT", "Donau"]],
)
BASES = {"sales": SALES, "staff": STAFF, "towns": TOWNS}
NUMERIC = {"sales": SALES, "staff": STAFF}


def cells_of(table: Truth) -> Rows:
    """Lay a table out, header first."""
    return [list(table.columns), *(list(row) for row in table.rows)]


def beside(*blocks: Rows, gap: int = 1) -> Rows:
    """Lay blocks side by side with blank columns between."""
    widths = [max(len(row) for row in block) for block in blocks]
    height = max(len(block) for block in blocks)
    rows: Rows = []
    for number in range(height):
        row: list[Any] = []
        for block, width in zip(blocks, widths, strict=True):
            cells = block[number] if number < len(block) else []
            row += [*cells, *[None] * (width - len(cells)), *[None] * gap]
        rows.append(row)
    return rows


def shifted(cells: Rows, right: int, down: int = 0) -> Rows:
    """Move cells away from the corner."""
    return [[] for _ in range(down)] + [[None] * right + row for row in cells]
