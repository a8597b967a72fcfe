"""Notes on cells: they are no data, and are left out; which cells have one is told."""

import re
import struct
import zipfile
from collections.abc import Iterator, Sequence

from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.relations import Relation, related_contents
from services.agent.ingest.xlsb import records

KINDS = ("comments", "threadedcomment")
"""Threads of comments are mostly kept as notes too."""
NOTE = re.compile(rb"""<(?:\w+:)?(?:threadedC|c)omment [^>]*?\bref=["']([A-Z]{1,3}\d{1,7})["']""")
BINARY_NOTE = 635
"""The record of an xlsb that begins one; first and last row and column of its cell follow the author."""


def noted_cells(archive: zipfile.ZipFile, relations: Sequence[Relation], name: str) -> list[str]:
    """List the cells of a sheet that have a note."""
    cells: list[str] = []
    for member, content in related_contents(archive, relations, KINDS, name):
        if member.lower().endswith(".bin"):
            cells.extend(_binary_notes(content, name))
        else:
            cells.extend(cell.decode("ascii") for cell in NOTE.findall(content))
    return list(dict.fromkeys(cells))


def _binary_notes(content: bytes, name: str) -> Iterator[str]:
    for kind, note in records([content], name):
        if kind == BINARY_NOTE and len(note) >= 20:
            row, _, column, _ = struct.unpack_from("<4I", note, 4)
            yield cell_reference(row, column)


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
