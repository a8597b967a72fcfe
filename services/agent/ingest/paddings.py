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
from services.agent.ingest.exact import Cells, Source, overlay
from services.agent.ingest.findings import Findings, column_letters
from services.agent.ingest.sheetxml import column_number, windows
from services.common.errors import FileCorruptError

STYLES = "xl/styles.xml"
CODE = re.compile(r"(?:0|\\.|[- ]){3,40}")
"""A number format of zeros and of signs between them: 00000, 000\\-00\\-0000."""
LEAST_ZEROS = 3


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


def pad(source: Source, table: pa.Table) -> tuple[pa.Table, Counter[int]]:
    """Write whole numbers as their formats show them.

    Returns:
        The table, and how many cells of each of the sheet's columns were changed.
    """
    if source.member is None:
        return table, Counter()
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


def shown(digits: str, code: str) -> str:
    """Write a whole number as a format of zeros shows it."""
    signs = code.replace("\\", "")
    zeros = signs.count("0")
    padded = digits.zfill(zeros)
    rest = iter(padded[len(padded) - zeros :])
    return padded[: len(padded) - zeros] + "".join(next(rest) if sign == "0" else sign for sign in signs)
