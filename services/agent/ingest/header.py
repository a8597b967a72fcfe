"""Where a table's header is: under title rows, missing, or in the first row as it should be."""

import re
from collections import Counter
from dataclasses import dataclass
from math import ceil

from services.agent.ingest.grid import Row
from services.agent.ingest.kinds import NULL_WORDS

TITLE_SHARE = 0.6
"""A row that fills less of the table's usual width than this, above the header, is a title."""

NUMBER = re.compile(r"[-+(]?\s?[$€£¥]?\s?\d[\d.,'\s]*\s?[%€$£]?\)?")
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d\d:.*)?|\d{1,2}:\d\d(?::\d\d)?")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Header:
    """Rows are counted in the grid, from 0."""

    row: int | None
    """The header's row; None where the columns have no names."""
    first_data_row: int
    titles: tuple[int, ...]
    """Rows above the header that hold something."""


def find_header(head: list[Row]) -> Header:
    """Find the header in a table's first rows, of which at least one holds something."""
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in head]
    rows = [number for number, count in enumerate(filled) if count]
    counts = sorted(filled[number] for number in rows)
    typical = counts[int(0.75 * (len(counts) - 1))]
    wide = [number for number in rows if filled[number] >= ceil(TITLE_SHARE * typical)]
    row = wide[0]
    body = [head[number] for number in rows if number > row]
    if not _is_data(head[row], body):
        return Header(row, row + 1, tuple(number for number in rows if number < row))
    above = [number for number in rows if number < row]
    if (
        above
        and above[-1] == row - 1
        and filled[row - 1] > 1
        and not _is_data(head[row - 1], [head[row], *body])
    ):
        return Header(row - 1, row, tuple(above[:-1]))
    return Header(None, row, tuple(above))


def _class(cell: str | None) -> str | None:
    text = (cell or "").strip()
    if not text or text.lower() in NULL_WORDS:
        return None
    if DATE.fullmatch(text):
        return "date"
    return "number" if NUMBER.fullmatch(text) else "text"


def _is_data(row: Row, body: list[Row]) -> bool:
    """Tell whether a row holds values as the rows below it do, rather than names."""
    if not body:
        return all(_class(cell) in ("number", "date") for cell in row if cell) and any(row)
    fitting, differing = [], 0
    for place, cell in enumerate(row):
        kinds = Counter(kind for other in body if (kind := _class(other[place])))
        if not kinds or _class(cell) is None:
            continue
        kind, votes = kinds.most_common(1)[0]
        if kind == "text" or votes < 0.8 * kinds.total():
            continue
        if _class(cell) == kind:
            fitting.append(place)
        else:
            differing += 1
    if differing:
        return False
    if fitting:
        return not _are_year_names(row, body, fitting)
    return _recurs(row, body)


def _are_year_names(row: Row, body: list[Row], places: list[int]) -> bool:
    """Years across the top are names when the values below them are not years."""
    names = [(row[place] or "").strip() for place in places]
    if len(names) < 2 or len(set(names)) < len(names) or not all(YEAR.fullmatch(name) for name in names):
        return False
    has_label = any(_class(cell) == "text" for cell in row) or any(not cell for cell in row)
    below = [(other[place] or "").strip() for other in body for place in places if other[place]]
    years = sum(1 for text in below if YEAR.fullmatch(text))
    return has_label and years < 0.5 * max(len(below), 1)


def _recurs(row: Row, body: list[Row]) -> bool:
    """Among texts only, a first row whose values come again below it in their columns is data."""
    cells = [(place, cell) for place, cell in enumerate(row) if cell and cell.strip()]
    if len(body) < 3 or not cells:
        return False
    again = sum(1 for place, cell in cells if any(other[place] == cell for other in body))
    return again >= max(0.6 * len(cells), 1)
