"""Short cells of an xlsb: they name no column, since they stand right of the cell before them.

The native reader passes over them, so that all but the first column of a sheet would be lost. Such a sheet is
read from a copy in which every cell names its column.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.agent.ingest.archive import READ_ERRORS, damaged, read_chunks
from services.agent.ingest.xlsb import BLANK, HEAD, LAST_CELL, ROW, SHORT_CELLS, record_number
from services.common.errors import FileCorruptError

LONGEST_BYTES = 1 << 24
"""Of one record: far more than any that a program writes into a sheet."""
KEPT_BYTES = 1 << 16
"""Written at once."""
SHEET_PART = re.compile(r"sheets/[^/]*\.bin$", re.IGNORECASE)


@contextmanager
def with_long_cells(path: Path, member: str, name: str, copy: Path) -> Iterator[None]:
    """Give a copy of the workbook in which this sheet, and no other, can be read by the native reader.

    Raises:
        FileCorruptError: A record is longer than the sheet.
    """
    try:
        _write(path, member, name, copy)
        yield
    finally:
        copy.unlink(missing_ok=True)


def _write(path: Path, member: str, name: str, copy: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as target:
            for each in dict.fromkeys(archive.namelist()):
                if each != member and SHEET_PART.search(each):
                    continue
                pieces = read_chunks(archive, each, name)
                with target.open(each, "w", force_zip64=True) as part:
                    part.writelines(_lengthened(pieces, name) if each == member else pieces)
    except READ_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error


def _lengthened(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Yield a sheet's records, each short cell as the long one that it stands for."""
    data, place, column, made = b"", 0, -1, bytearray()
    for piece in pieces:
        data, place = data[place:] + piece, 0
        while head := HEAD.match(data, place):
            size = record_number(head[2])
            end = head.end() + size
            if size > LONGEST_BYTES:
                raise FileCorruptError(damaged(name))
            if end > len(data):
                break
            kind = record_number(head[1])
            if kind in SHORT_CELLS:
                column += 1
                made += _long_cell(kind, column, data[head.end() : end])
            else:
                made += data[place:end]
                if kind == ROW:
                    column = -1
                elif BLANK <= kind <= LAST_CELL:
                    column = int.from_bytes(data[head.end() : head.end() + 4], "little")
            place = end
            if len(made) > KEPT_BYTES:
                yield bytes(made)
                made.clear()
    if place != len(data):
        raise FileCorruptError(damaged(name))
    yield bytes(made)


def _long_cell(kind: int, column: int, content: bytes) -> bytes:
    size, length = len(content) + 4, bytearray()
    while size > 0x7F:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    length.append(size)
    return bytes([SHORT_CELLS[kind]]) + length + (column & 0xFFFFFFFF).to_bytes(4, "little") + content
