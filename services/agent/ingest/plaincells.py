"""Cells of an OpenDocument sheet that the native reader cannot take as they are written.

It refuses a whole document for blanks between its cells, as they make XML readable, and takes the text of a
box that hangs on a cell for the cell's. Such a document is read from a copy without.
"""

import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from services.agent.ingest.archive import READ_ERRORS, damaged, read_chunks
from services.common.errors import FileCorruptError

CONTENT = "content.xml"
LOOSE = re.compile(rb"(</?table:[^<>]*>(?=\s+<)|>(?=\s+</?table:))\s+")
"""Blanks beside the beginning or the end of a row, a cell or a sheet, where no text stands."""
SHAPE = re.compile(rb"""<(/?)draw:(?:[^<>"']|"[^"<]*"|'[^'<]*')*?(/?)>""")
LONGEST_BYTES = 1 << 16
"""Of a tag and the blanks behind it that are looked for; longer ones are left."""


def with_plain_cells(path: Path, name: str, folder: Path, *, shapes: bool) -> Path:
    """Return the document, or a copy of it with nothing between or over its cells.

    Args:
        path: The document.
        name: What its user calls it.
        folder: Where a copy may be written.
        shapes: Whether shapes hang on its cells.
    """
    with zipfile.ZipFile(path) as archive:
        if not shapes and not any(LOOSE.search(piece) for piece in read_chunks(archive, CONTENT, name)):
            return path
        copy = folder / f"plain{path.suffix}"
        try:
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
                for member in dict.fromkeys(archive.namelist()):
                    pieces = read_chunks(archive, member, name)
                    if member == CONTENT:
                        pieces = _tightened(_without_shapes(pieces) if shapes else pieces)
                    with target.open(member, "w", force_zip64=True) as part:
                        part.writelines(pieces)
        except READ_ERRORS as error:
            raise FileCorruptError(damaged(name)) from error
    return copy


def _without_shapes(pieces: Iterator[bytes]) -> Iterator[bytes]:
    depth, rest = 0, b""
    for piece in chain(pieces, [b"<"]):
        # The last tag may be cut; it is looked at with the next piece.
        whole, begun, rest = (rest + piece).rpartition(b"<")
        rest, place = begun + rest, 0
        for tag in SHAPE.finditer(whole):
            yield whole[place : tag.start()] if depth == 0 else b""
            depth, place = depth + (0 if tag[2] else -1 if tag[1] else 1), tag.end()
        yield whole[place:] if depth == 0 else b""


def _tightened(pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        tight = LOOSE.sub(rb"\1", rest + piece)
        # The last two tags are looked at again: what stands behind the one, and where the other may be cut.
        end = max(tight.rfind(b"<", 0, max(tight.rfind(b"<"), 0)), len(tight) - LONGEST_BYTES, 0)
        yield tight[:end]
        rest = tight[end:]
    yield LOOSE.sub(rb"\1", rest)
