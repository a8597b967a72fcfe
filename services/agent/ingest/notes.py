"""Notes on cells: they are no data, and are left out; which cells have one is told."""

import posixpath
import re
import zipfile
from collections.abc import Sequence

from services.agent.ingest.archive import read_chunks
from services.agent.ingest.findings import MAX_LISTED, Findings

NOTES_PART = re.compile(rb"""\bTarget=["']([^"']*comments[^"']*\.xml)["']""", re.IGNORECASE)
"""Where a sheet's relations say that its notes are; threads of comments are kept as notes too."""
NOTE = re.compile(rb"""<(?:\w+:)?comment [^>]*?\bref=["']([A-Z]{1,3}\d{1,7})["']""")


def noted_cells(archive: zipfile.ZipFile, member: str, name: str) -> list[str]:
    """List the cells of a sheet, given as its part, that have a note."""
    folder, part = posixpath.split(member)
    members = {each.lower(): each for each in archive.namelist()}
    relations = members.get(f"{folder}/_rels/{part}.rels".lower())
    if relations is None:
        return []
    cells: list[str] = []
    for target in NOTES_PART.findall(b"".join(read_chunks(archive, relations, name))):
        place = posixpath.normpath(posixpath.join("/", folder, target.decode("utf-8", "replace")))
        if found := members.get(place.lstrip("/").lower()):
            content = b"".join(read_chunks(archive, found, name))
            cells.extend(cell.decode("ascii") for cell in NOTE.findall(content))
    return list(dict.fromkeys(cells))


def tell_notes(cells: Sequence[str], findings: Findings) -> None:
    """Tell which cells of a sheet have a note."""
    if cells:
        findings.add(
            "notes_skipped",
            f"{len(cells):,} cells have a note, the first of them {cells[0]}. Notes are no data and were "
            "left out; the cells were read.",
            count=len(cells),
            cell=cells[0],
            cells=[{"cell": cell} for cell in cells[:MAX_LISTED]],
        )
