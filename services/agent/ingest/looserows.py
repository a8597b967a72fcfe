"""Blanks between the cells of an OpenDocument sheet, which some programs write to make it readable.

The native reader refuses a whole document for them, so that such a one is read from a copy without.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from services.agent.ingest.archive import READ_ERRORS, damaged, read_chunks
from services.common.errors import FileCorruptError

CONTENT = "content.xml"
LOOSE = re.compile(rb"(</?table:[^<>]*>(?=\s+<)|>(?=\s+</?table:))\s+")
"""Blanks beside the beginning or the end of a row, a cell or a sheet, where no text stands."""
LONGEST_BYTES = 1 << 16
"""Of a tag and the blanks behind it that are looked for; longer ones are left."""


def with_tight_rows(path: Path, name: str, folder: Path) -> Path:
    """Return the document, or a copy of it without blanks between its cells."""
    with zipfile.ZipFile(path) as archive:
        if not any(LOOSE.search(piece) for piece in read_chunks(archive, CONTENT, name)):
            return path
        copy = folder / f"tight{path.suffix}"
        try:
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
                for member in dict.fromkeys(archive.namelist()):
                    pieces = read_chunks(archive, member, name)
                    with target.open(member, "w", force_zip64=True) as part:
                        part.writelines(_tightened(pieces) if member == CONTENT else pieces)
        except READ_ERRORS as error:
            raise FileCorruptError(damaged(name)) from error
    return copy


def _tightened(pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        tight = LOOSE.sub(rb"\1", rest + piece)
        # The last two tags are looked at again: what stands behind the one, and where the other may be cut.
        end = max(tight.rfind(b"<", 0, max(tight.rfind(b"<"), 0)), len(tight) - LONGEST_BYTES, 0)
        yield tight[:end]
        rest = tight[end:]
    yield LOOSE.sub(rb"\1", rest)
