"""Numbers that a sheet shows with leading zeros, as 00501: codes, which are kept as they are shown.

Only in workbooks whose sheets are XML; a format of two zeros is left alone, for days and months are written
so, and counted with.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from xml.etree import ElementTree

import pyarrow as pa

from services.agent.ingest.archive import XML_ERRORS, damaged
from services.agent.ingest.exact import overlay
from services.agent.ingest.findings import Findings, column_letters
from services.agent.ingest.sheetxml import column_number, windows
from services.common.errors import FileCorruptError

STYLES = "xl/styles.xml"
CODE = re.compile(r"(?:0|\\.|[- ]){3,40}")
"""A number format of zeros and of signs between them: 00000, 000\\-00\\-0000."""
LEAST_ZEROS = 3

Cells = dict[tuple[int, int], str]


def padding_styles(archive: zipfile.ZipFile, name: str) -> dict[int, str]:
    """Map the numbers of cell styles that show leading zeros to their formats."""
    member = next((each for each in archive.namelist() if each.lower() == STYLES), None)
    if member is None:
        return {}
    try:
        root = ElementTree.fromstring(archive.read(member))  # noqa: S314 - no DTD: checked before
    except XML_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error
    codes = {
        each.get("numFmtId"): code
        for each in root.iterfind(".//{*}numFmts/{*}numFmt")
        if CODE.fullmatch(code := each.get("formatCode", "")) and code.count("0") >= LEAST_ZEROS
    }
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return {place: codes[style.get("numFmtId")] for place, style in styles if style.get("numFmtId") in codes}


def pad(
    archive: zipfile.ZipFile, member: str, table: pa.Table, first_column: int, findings: Findings
) -> pa.Table:
    """Write whole numbers as their formats show them, and tell it.

    Args:
        archive: The workbook.
        member: The sheet's XML in it.
        table: Its cells; the first row is the sheet's first.
        first_column: The sheet's column, counted from 0, where the table begins.
        findings: Where it is told.
    """
    styles = padding_styles(archive, findings.file)
    if not styles:
        return table
    cells = _padded_cells(archive, member, styles, findings.file)
    moved = {(row, column - first_column): text for (row, column), text in cells.items()}
    padded = Counter(column for _, column in moved if 0 <= column < table.num_columns)
    for place, count in sorted(padded.items()):
        letters = column_letters(place + first_column)
        findings.add(
            "zeros_kept",
            f"Column {letters}: {count:,} numbers are shown with leading zeros or with signs between digits; "
            "they were taken as shown.",
            count=count,
        )
    return overlay(table, moved)


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


def shown(digits: str, code: str) -> str:
    """Write a whole number as a format of zeros shows it."""
    signs = code.replace("\\", "")
    zeros = signs.count("0")
    padded = digits.zfill(zeros)
    rest = iter(padded[len(padded) - zeros :])
    return padded[: len(padded) - zeros] + "".join(next(rest) if sign == "0" else sign for sign in signs)
