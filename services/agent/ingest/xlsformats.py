"""Number formats of an older binary workbook (xls) under numbers that Excel does not give to them.

The native reader does not look at such a format, so that days under it would be read as numbers. Such a
workbook is read from a copy in which they have other numbers.
"""

import struct
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile

import olefile

from services.agent.ingest.xls import END, FORMAT, LOCK, READ_ERRORS, START, STREAMS, STYLE, read_stream

KNOWN = frozenset([*range(27), *range(37, 50), *range(63, 67), *range(164, 383)])
"""Numbers that a workbook's formats have, its own and those of every workbook."""
FIRST_FREE = 164


def with_known_formats(path: Path, folder: Path) -> Path:
    """Return the workbook, or a copy of it whose formats the native reader knows."""
    try:
        stream = bytearray(read_stream(path))
        numbers = _places(stream)
        formats = {number for _, kind, number in numbers if kind == FORMAT}
        free = iter(sorted(set(range(FIRST_FREE, max(KNOWN) + 1)) - formats))
        renamed = dict(zip(sorted(formats - KNOWN), free, strict=False))
        if not renamed:
            return path
        _rename(stream, numbers, renamed)
        copy = folder / f"formats{path.suffix}"
        copyfile(path, copy)
        with olefile.OleFileIO(str(copy), write_mode=True) as file:
            file.write_stream(next(name for name in STREAMS if file.exists(name)), bytes(stream))
    except READ_ERRORS:
        return path  # what is wrong with the file is told where it is read
    return copy


def _places(stream: bytearray) -> list[tuple[int, int, int]]:
    """List where the numbers of formats stand, in which kind of record, and the numbers."""
    found, place, depth = [], 0, 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        depth += kind == START
        if kind in (END, LOCK) or depth > 1:
            break
        if kind in (FORMAT, STYLE):
            at = place + (4 if kind == FORMAT else 6)
            found.append((at, kind, int.from_bytes(stream[at : at + 2], "little")))
        place += 4 + size
    return found


def _rename(stream: bytearray, numbers: list[tuple[int, int, int]], renamed: Mapping[int, int]) -> None:
    for at, _, number in numbers:
        if number in renamed:
            struct.pack_into("<H", stream, at, renamed[number])
