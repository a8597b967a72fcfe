"""Sheets that are no worksheets: a chart, a dialog or macros that fill a sheet. They are told, not read."""

import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from services.agent.ingest.archive import READ_ERRORS, damaged, read_chunks
from services.agent.ingest.findings import Findings
from services.common.errors import FileCorruptError

FOLDERS = {"chartsheets": "chart", "dialogsheets": "dialog", "macrosheets": "macro"}
"""Where in a workbook such sheets lie, and what they are."""
WHY = {
    "chart": "is a chart, which draws cells of other sheets and has none of its own",
    "dialog": "is a dialog box of Excel 95",
    "macro": "holds macros of Excel 4, which were not run",
    "module": "holds the text of macros, which were not run",
}
PLURALS = {
    "chart": "charts",
    "dialog": "dialog boxes",
    "macro": "macros",
    "module": "texts of macros",
    "drawing_text_skipped": "text boxes or shapes",
    "pictures_skipped": "pictures",
    "notes_skipped": "notes",
    "formula_without_value": "formulas without a stored value",
}
"""What there may be in a workbook without a table: kinds of sheets, and codes of warnings."""
RELATIONS = ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.bin.rels")
UNKNOWN, KNOWN = b"macrosheets/", b"chartsheets/../macrosheets/"
"""The native reader refuses a whole workbook for a part in a folder that it does not know."""


def other_sheets(parts: Mapping[str, str]) -> dict[str, str]:
    """Say of each sheet that is no worksheet what it is, by where its member lies in the archive."""
    folders = {sheet: PurePosixPath(member).parent.name for sheet, member in parts.items()}
    return {sheet: FOLDERS[folder] for sheet, folder in folders.items() if folder in FOLDERS}


def tell_other_sheets(others: Mapping[str, str], findings: Findings) -> None:
    """Tell which sheets are left out, and why."""
    for sheet, what in others.items():
        findings.add(
            "sheet_skipped",
            f"Sheet “{sheet[:60]}” {WHY[what]}; it was left out.",
            sheet=sheet,
            text=what,
        )


def only_others(name: str, others: Collection[str], findings: Findings) -> str:
    """Say of a workbook without a table what it holds instead."""
    codes = {item["code"] for item in findings.items}
    held = [plural for kind, plural in PLURALS.items() if kind in others or kind in codes]
    if not held:
        return f"“{name}” holds no data: every sheet is empty. Add data and upload it again."
    listed = " and ".join(filter(None, [", ".join(held[:-1]), held[-1]]))
    return f"“{name}” holds {listed}, and no cells with data. Add a sheet with the data and upload it again."


def with_known_folders(path: Path, name: str, folder: Path) -> Path:
    """Return the workbook, or a copy of it that the native reader opens in spite of its macros."""
    with zipfile.ZipFile(path) as archive:
        members = archive.namelist()
        relations = next((each for each in members if each.lower() in RELATIONS), None)
        if relations is None or not any(f"/{UNKNOWN.decode()}" in member.lower() for member in members):
            return path
        copy = folder / f"known{path.suffix}"
        try:
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
                for member in dict.fromkeys(members):
                    with target.open(member, "w", force_zip64=True) as part:
                        pieces = read_chunks(archive, member, name)
                        if member == relations:
                            pieces = iter([b"".join(pieces).replace(UNKNOWN, KNOWN)])
                        part.writelines(pieces)
        except READ_ERRORS as error:
            raise FileCorruptError(damaged(name)) from error
    return copy
