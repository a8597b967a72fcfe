"""Formulas of a sheet whose value nobody calculated: they stand in the file without one, or all with 0.

Programs that write workbooks do not calculate. Some leave the value out, others store 0 everywhere and ask
the spreadsheet program to calculate when it opens the file, which happens to no file that is sent at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from services.agent.ingest.findings import MAX_LISTED, Findings

UNCACHED_CELL = re.compile(
    rb"""<(?:\w+:)?c [^>]*?\br=["']([A-Z]{1,3}\d{1,7})["'][^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)"""
    rb"""(?:<v></v>|<v ?/>)?</c>"""
)
ZERO_CELL = re.compile(
    rb"""<(?:\w+:)?c [^>]*?\br=["']([A-Z]{1,3}\d{1,7})["'][^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)<v>0</v></c>"""
)
NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v></v>|<v ?/>)?</c>")
ZERO = re.compile(rb"(?:</f>|<f[^>]*/>)<v>0</v></c>")
CALCULATED = re.compile(rb"(?:</f>|<f[^>]*/>)<v>(?!0</v>)[^<]")
"""A value that no program writes without calculating."""


@dataclass
class Formulas:
    """What was seen of a sheet's formulas."""

    uncached: int = 0
    """Those without a stored value."""
    uncached_cells: list[str] = field(default_factory=list)
    """The first of them."""
    zeros: int = 0
    """Those with the value 0, as long as no other value was seen."""
    zero_cells: list[str] = field(default_factory=list)
    """The first of them."""
    calculated: bool = False
    """Whether one has another value than 0."""

    def look(self, window: bytes, last: bytes) -> None:
        """Take in a piece of a sheet's XML, which begins with the end of the one before."""
        missing = len(NO_VALUE.findall(window)) - len(NO_VALUE.findall(last))
        self.uncached += missing
        _list(self.uncached_cells, UNCACHED_CELL, window, found=missing)
        self.calculated = self.calculated or CALCULATED.search(window) is not None
        if not self.calculated:
            zeros = len(ZERO.findall(window)) - len(ZERO.findall(last))
            self.zeros += zeros
            _list(self.zero_cells, ZERO_CELL, window, found=zeros)

    def miss(self, cell: str) -> None:
        """Count one formula without a value."""
        self.uncached += 1
        if len(self.uncached_cells) < MAX_LISTED:
            self.uncached_cells.append(cell)

    def tell(self, findings: Findings, *, asks: bool) -> None:
        """Tell of formulas without a value, and of zeros in a workbook that asks to be calculated."""
        if self.uncached:
            findings.add(
                "formula_without_value",
                f"{self.uncached:,} formulas have no stored value and were read as empty. Open the file in "
                "your spreadsheet program and save it, so that their values are stored.",
                count=self.uncached,
                **_listed(self.uncached_cells),
            )
        if self.zeros and asks and not self.calculated:
            findings.add(
                "formulas_not_calculated",
                f"All {self.zeros:,} formulas with a value have the value 0, and the file asks to be "
                "calculated when it is opened: the program that wrote it has hardly calculated them. Open it "
                "in your spreadsheet program and save it, so that their values are stored.",
                count=self.zeros,
                **_listed(self.zero_cells),
            )


def _list(cells: list[str], pattern: re.Pattern[bytes], window: bytes, *, found: int) -> None:
    if found and len(cells) < MAX_LISTED:
        known = set(cells)
        new = [cell for each in pattern.findall(window) if (cell := each.decode("ascii")) not in known]
        cells.extend(new[: MAX_LISTED - len(cells)])


def _listed(cells: Sequence[str]) -> dict[str, Any]:
    return {"cell": cells[0], "cells": [{"cell": cell} for cell in cells]} if cells else {}
