"""Numbers that a sheet shows with leading zeros, as 00501: codes, which are kept as they are shown.

A format of two zeros is left alone, for days and months are written so, and counted with.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa

from services.agent.ingest.archive import XML_ERRORS, damaged
from services.agent.ingest.exact import Source, overlay
from services.agent.ingest.findings import Findings, column_letters
from services.agent.ingest.grid import Cells
from services.agent.ingest.sheetxml import SheetScan, column_number, windows
from services.common.errors import FileCorruptError

STYLES = "xl/styles.xml"
CODE = re.compile(r"(?:0|\\.|[- ]){3,40}")
"""A number format of zeros and of signs between them: 00000, 000\\-00\\-0000."""
LEAST_ZEROS = 3
LARGEST = 1e15
"""Longer numbers are no whole ones for sure."""


def padding_styles(archive: zipfile.ZipFile, name: str) -> dict[int, str]:
    """Map the numbers of cell styles that show leading zeros to their formats."""
    return zero_styles(*cell_formats(archive, name))


def cell_formats(archive: zipfile.ZipFile, name: str) -> tuple[dict[Any, str], list[Any]]:
    """Return a workbook's own number formats by their numbers, and the number of each cell style's format."""
    member = next((each for each in archive.namelist() if each.lower() == STYLES), None)
    if member is None:
        return {}, []
    try:
        root = ElementTree.fromstring(archive.read(member))  # noqa: S314 - no DTD: checked before
    except XML_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error
    formats = {
        each.get("numFmtId"): each.get("formatCode", "") for each in root.iterfind(".//{*}numFmts/{*}numFmt")
    }
    return formats, [style.get("numFmtId") for style in root.iterfind("{*}cellXfs/{*}xf")]


def zero_styles(formats: Mapping[Any, str], styles: Iterable[Any]) -> dict[int, str]:
    """Of a list of styles, each told by the number of its format, find those that show leading zeros."""
    codes = {
        number: code
        for number, code in formats.items()
        if CODE.fullmatch(code) and code.count("0") >= LEAST_ZEROS
    }
    return {place: codes[number] for place, number in enumerate(styles) if number in codes}


def pad(source: Source, table: pa.Table, scan: SheetScan) -> tuple[pa.Table, Counter[int]]:
    """Write whole numbers as their formats show them.

    Returns:
        The table, and how many cells of each of the sheet's columns were changed.
    """
    cells = scan.shown
    if source.member is not None:
        with zipfile.ZipFile(source.path) as archive:
            styles = padding_styles(archive, source.file)
            cells = _padded_cells(archive, source.member, styles, source.file) if styles else {}
    return overlay(table, source.in_table(cells)), Counter(column for _, column in cells)


def tell_padded(padded: Counter[int], findings: Findings) -> None:
    """Tell the columns whose numbers were written as they are shown."""
    for column, count in sorted(padded.items()):
        findings.add(
            "zeros_kept",
            f"Column {column_letters(column)}: {count:,} numbers are shown with leading zeros or with signs "
            "between digits; they were taken as shown.",
            count=count,
        )


def _padded_cells(archive: zipfile.ZipFile, member: str, styles: Mapping[int, str], name: str) -> Cells:
    numbers = "|".join(map(str, styles))
    start = rf'<c r="([A-Z]{{1,3}}+)(\d{{1,7}}+)" s="({numbers})"(?: t="n")?>'
    cell = re.compile(rf"{start}(?:<f>[^<]*+</f>)?<v>(\d{{1,15}}+)</v>".encode())
    found: Cells = {}
    for window in windows(archive, member, name):
        for letters, row, style, digits in cell.findall(window):
            text = shown(digits.decode(), styles[int(style)])
            found[int(row) - 1, column_number(letters)] = text
    return found


def shown_number(value: float, code: str) -> str | None:
    """Write a number as a format of zeros shows it; None if it is not whole."""
    return shown(str(int(value)), code) if 0 <= value < LARGEST and value.is_integer() else None


def shown(digits: str, code: str) -> str:
    """Write a whole number as a format of zeros shows it."""
    signs = code.replace("\\", "")
    zeros = signs.count("0")
    padded = digits.zfill(zeros)
    rest = iter(padded[len(padded) - zeros :])
    return padded[: len(padded) - zeros] + "".join(next(rest) if sign == "0" else sign for sign in signs)
