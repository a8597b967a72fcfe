"""The records of an older binary workbook (xls) that lie over its cells: shapes, their texts, and links."""

import struct

from services.agent.ingest.drawings import Drawn

OBJECT, TEXT, MORE, LINK = 0x5D, 0x01B6, 0x3C, 0x01B8
PICTURE, NOTE = 0x08, 0x19
"""Kinds of objects. A note's text follows as that of a box does, and is told as a note."""
ADDRESS = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
"""What a link's target begins with if it is an address of the web; its length follows, in bytes."""


class XlsDrawing:
    """Takes the records of objects, one after the other."""

    def __init__(self) -> None:
        self._kind = 0
        self._rest = 0
        """Characters that are still to come of the present text."""
        self._text = ""

    def take(self, kind: int, content: bytes, drawn: Drawn) -> None:
        """Take in one record of an object."""
        if kind == OBJECT:
            self._kind, self._rest = int.from_bytes(content[4:6], "little"), 0
            drawn.pictures += self._kind == PICTURE
        elif kind == TEXT:
            self._rest, self._text = int.from_bytes(content[10:12], "little"), ""
        elif self._rest:
            is_wide = content[:1] == b"\x01"
            more = content[1:].decode("utf-16-le" if is_wide else "latin-1", "replace")[: self._rest]
            self._text, self._rest = self._text + more, self._rest - len(more) if more else 0
            if not self._rest and self._kind != NOTE:
                drawn.note(self._text)


def link_target(content: bytes) -> str | None:
    """Return the address of the web that a link leads to."""
    place = content.find(ADDRESS)
    if place < 0:
        return None
    start = place + len(ADDRESS) + 4
    (size,) = struct.unpack_from("<I", content, start - 4)
    return content[start : start + size].decode("utf-16-le", "replace").partition("\0")[0]
