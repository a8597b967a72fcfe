"""Which cells of a sheet are links, by its XML; where to, its relations say, or a formula does."""

import re
from collections.abc import Iterator
from html import unescape

LINK_MARK = b"hyperlink "
LINK = re.compile(rb"<(?:\w+:)?hyperlink ([^>]*)>")
CELL = re.compile(rb"""\bref=["']([A-Z]{1,3})(\d{1,7})["':]""")
RELATION = re.compile(rb"""\w:id=["']([^"']{1,255})["']""")
FORMULA_MARK = b"HYPERLINK("
FORMULA = re.compile(
    rb"""<(?:\w+:)?c [^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""<f>HYPERLINK\((?:"|&quot;)([^"<]+?)(?:"|&quot;)"""
)
CALCULATED = "="
"""Before an address that a formula gives, in the place of a relation."""


def linked_cells(window: bytes) -> Iterator[tuple[bytes, int, str]]:
    """Yield column letters, row, and relation or address of cells that are links, in a piece of a sheet."""
    if FORMULA_MARK in window:
        for letters, row, address in FORMULA.findall(window):
            yield letters, int(row), CALCULATED + unescape(address.decode("utf-8", "replace"))
    if LINK_MARK not in window:
        return
    for attributes in LINK.findall(window):
        if (cell := CELL.search(attributes)) and (relation := RELATION.search(attributes)):
            yield cell[1], int(cell[2]), relation[1].decode("utf-8", "replace")
