"""Headers of several rows: which rows belong together, and the names they make."""

import re
from collections.abc import Sequence

from services.agent.ingest.grid import Merge, Row

UNIT = re.compile(r"[(\[][^()\[\]]{1,20}[)\]]|%|‰")
"""A cell of a row that only states units."""
NUMBER = re.compile(r"[-+]?[\d.,\s]*\d")
LONG_NUMBER = re.compile(r"\d{5,}")
"""A day written in digits, or an id: it names no group of columns."""
IMPORT_ID = re.compile(r'\{\s*"ImportId"\s*:.*\}', re.DOTALL)
"""What survey programs write below the header for themselves."""
CODE = re.compile(r"[\w.:/#-]+")
"""A name without blanks, as programs name a question."""
YEAR = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d)?")
TYPE_WORD = re.compile(
    r"(?:u?(?:tiny|small|medium|big|huge)?int(?:eger)?\d{0,3}|u?int\d{1,3}|[iuf](?:8|16|32|64)|long|float\d{0,2}"
    r"|double(?: precision)?|real|numeric|decimal|number|money|n?(?:var)?char2?|character(?: varying)?|text"
    r"|str(?:ing)?|utf8|bool(?:ean)?|date|datetime(?:64)?|time|timestamp(?:tz| with(?:out)? time zone)?"
    r"|interval|uuid|blob|bytea|json|object|category)(?: ?\(\d+(?:, ?\d+)?\)|\[\w*\])?",
    re.IGNORECASE,
)
"""A column's type, as programs print it below the name."""
WORD = re.compile(r"[^\W\d_]")
DIGIT = re.compile(r"\d")
SHORTEST_SAYING = 8
"""Letters from which a text below a code is taken for what the code stands for."""
FIGURE = re.compile(r"[-+]?[\d.,]+e[-+]?\d+", re.IGNORECASE)
"""A number that is written with a letter: ``1.5e+38``."""
UNIT_START = re.compile(r"[^\W\d_]|[%‰°€$£/([]")
LONGEST_UNIT = 12
FEWEST_ROWS = 3
"""Rows without which nobody can say that a row is different."""
MOSTLY = 0.7
"""Share of a column's cells that must agree."""


def lower_level(upper: Row, lower: Row, body: Sequence[Row], merges: Sequence[Merge], upper_row: int) -> bool:
    """Tell whether the row below a header's row belongs to the header too.

    Args:
        upper: The header's row.
        lower: The row below it, which does not look like data.
        body: The rows below both.
        merges: Merged cells, in the block's rows and columns.
        upper_row: Where ``upper`` stands in the block.
    """
    filled = [cell.strip() for cell in lower if cell and cell.strip()]
    if not filled or not body or any(NUMBER.fullmatch(cell) and not YEAR.fullmatch(cell) for cell in filled):
        return False
    if all(UNIT.fullmatch(cell) for cell in filled) or all(map(IMPORT_ID.fullmatch, filled)):
        return True
    if states_types(lower) or _spells_out(upper, lower, body):
        return True
    if any(merge.first_row <= upper_row < merge.last_row for merge in merges) or _states_units(lower, body):
        return True
    evident = _repeats(filled) or _stands_above_numbers(lower, body)
    if spans := [merge for merge in merges if _spans(merge, upper_row)]:
        return evident or _shares_columns(upper, lower, spans)
    groups = [cell.strip() for cell in upper if cell and cell.strip()]
    named_again = not upper[0] and bool(lower[0]) and _repeats(groups)
    return (named_again or _has_gaps(upper, lower)) and evident


def completes_names(upper: Row, lower: Row, body: Sequence[Row]) -> bool:
    """Tell whether a row fills every gap of the names above it and leaves out columns that no row leaves out.

    Where a question stands once above its several answers, each of these names a column.
    """
    named = [bool(cell and cell.strip()) for cell in upper]
    below = [bool(cell and cell.strip()) for cell in lower]
    gaps = [place for place, is_named in enumerate(named) if not is_named]
    if len(body) < FEWEST_ROWS or not gaps or not named[0] or not all(below[place] for place in gaps):
        return False
    groups = set(gaps) | {place - 1 for place in gaps}
    if any(DIGIT.match((lower[place] or "").strip()) for place in gaps):
        return False
    alone = [place for place in range(len(upper)) if place not in groups]
    kept_out = [place for place in alone if all(row[place] for row in body)]
    return bool(kept_out) and not any(below[place] for place in alone)


def states_types(row: Row) -> bool:
    """Tell whether a row says of each column which type it has, as databases do below the names."""
    return len(row) > 1 and all(TYPE_WORD.fullmatch((cell or "").strip()) for cell in row)


def parent_level(upper: Row, lower: Row, merges: Sequence[Merge], upper_row: int) -> bool:
    """Tell whether the row above a header's row groups its columns, rather than being a title."""
    cells = [place for place, cell in enumerate(upper) if cell and cell.strip()]
    spans = [merge for merge in merges if _spans(merge, upper_row)]
    if len(cells) == 1 and cells[0] == 0:
        return False
    if spans:
        return any(merge.first_column > 0 for merge in spans) or len(spans) > 1
    if any(LONG_NUMBER.fullmatch((upper[place] or "").strip()) for place in cells):
        return False
    names = [cell.strip() for cell in lower if cell and cell.strip()]
    unnamed = [place for place, cell in enumerate(lower) if not cell or not cell.strip()]
    completes = bool(unnamed) and all(place in cells for place in unnamed)
    return len(cells) > 1 and _has_gaps(upper, lower) and (cells[0] > 0 or _repeats(names) or completes)


def join_names(levels: Sequence[Row], merges: Sequence[Merge], top: int) -> tuple[str | None, ...]:
    """Join the cells of each column from top to bottom: ``2023`` over ``Q1`` is ``2023 Q1``."""
    spread = [
        _spread(row, levels[place + 1 :], merges, top + place)
        for place, row in enumerate(levels)
        if place == 0 or not states_types(row)
    ]
    names: list[str | None] = []
    for cells in zip(*spread, strict=True):
        parts: list[str] = []
        for cell in cells:
            text = _header_part(cell)
            if text and (not parts or _letters(parts[-1]) != _letters(text)):
                parts.append(text)
        names.append(" ".join(parts) or None)
    return tuple(names)


def _spread(row: Row, below: Sequence[Row], merges: Sequence[Merge], number: int) -> Row:
    """Repeat a group's name over its columns: where cells are merged, or where only blanks follow it."""
    cells: Row = list(row)
    if not below:
        return cells
    spans = [merge for merge in merges if _spans(merge, number)]
    for merge in spans:
        for place in range(merge.first_column, min(merge.last_column + 1, len(cells))):
            cells[place] = row[merge.first_column]
    if spans:
        return cells
    name: str | None = None
    for place, cell in enumerate(row):
        if cell and cell.strip():
            name = cell
        elif any(other[place] for other in below):
            cells[place] = name
    return cells


def _letters(name: str) -> str:
    """Reduce a name to what tells it from another: StartDate and Start Date are one."""
    return re.sub(r"[\W_]", "", name).casefold() or name


def _spells_out(upper: Row, lower: Row, body: Sequence[Row]) -> bool:
    """Tell whether a row says in words what the codes above it stand for, as surveys do under each column.

    Nearly all columns have both, no two the same words, and every column of digits has words above it.
    """
    columns = [place for place in range(len(upper)) if upper[place] or lower[place]]
    codes = [place for place in columns if CODE.fullmatch((upper[place] or "").strip())]
    words = {(lower[place] or "").strip().casefold() for place in columns} - {""}
    if len(body) < FEWEST_ROWS or len(words) < len(columns) or len(codes) < MOSTLY * len(columns):
        return False
    data = [row for row in body if not all(IMPORT_ID.fullmatch(cell or "") for cell in row)]
    digits = [place for place in range(len(lower)) if _is_of_digits(data, place)]
    said = [(lower[place] or "").strip() for place in digits]
    # "n/a" and "absent" in a first row of figures are no names of anything.
    long = [text for text in said if len(text) >= SHORTEST_SAYING]
    words_only = all(WORD.search(text) and not FIGURE.fullmatch(text) for text in said)
    return len(digits) >= 2 and words_only and 2 * len(long) >= len(said)


def _states_units(lower: Row, body: Sequence[Row]) -> bool:
    """Tell whether words stand above every column of digits, as units do.

    Where it leaves out the rows' labels it need not fill all of these columns.
    """
    places = [place for place, cell in enumerate(lower) if cell and cell.strip() not in ("", "-")]
    digits = [place for place in range(len(lower)) if _is_of_digits(body, place)]
    above = [place for place in places if place in digits]
    if len(above) < 2 or not all(UNIT_START.match((lower[place] or "").strip()) for place in above):
        return False
    if (lower[0] or "").strip() in ("", "-"):
        behind = [place for place in digits if place >= places[0]]
        return above == places and len(above) >= len(behind) / 2
    short = all(len(lower[place] or "") <= LONGEST_UNIT for place in places)
    return short and len(body) >= FEWEST_ROWS and all(lower[place] for place in digits)


def _is_of_digits(body: Sequence[Row], place: int) -> bool:
    """Tell whether nearly all cells of a column have digits and no letters."""
    texts = [text for row in body if (text := (row[place] or "").strip())]
    digits = [text for text in texts if DIGIT.search(text) and not WORD.search(text)]
    return bool(digits) and len(digits) >= MOSTLY * len(texts)


def _shares_columns(upper: Row, lower: Row, spans: Sequence[Merge]) -> bool:
    """Tell whether every column outside the merged names is named in one of the two rows alone."""
    inside = {place for merge in spans for place in range(merge.first_column, merge.last_column + 1)}
    outside = [place for place in range(len(upper)) if place not in inside]
    return bool(outside) and all(bool(upper[place]) != bool(lower[place]) for place in outside)


def _header_part(cell: str | None) -> str:
    text = " ".join((cell or "").split())
    if IMPORT_ID.fullmatch(text):
        return ""
    return re.sub(r"^(\d{4}-\d\d-\d\d) 00:00:00$", r"\1", text)


def _spans(merge: Merge, row: int) -> bool:
    return merge.first_row <= row <= merge.last_row and merge.last_column > merge.first_column


def _has_gaps(upper: Row, lower: Row) -> bool:
    """Tell whether a name above is followed by blanks that have names below."""
    named = False
    for above, below in zip(upper, lower, strict=True):
        if above and above.strip():
            named = True
        elif named and below and below.strip():
            return True
    return False


def _repeats(names: Sequence[str]) -> bool:
    lowered = [name.casefold() for name in names]
    return len(set(lowered)) < len(lowered)


def _stands_above_numbers(lower: Row, body: Sequence[Row]) -> bool:
    """Tell whether words stand above columns of digits, so that they must be names."""
    for place, cell in enumerate(lower):
        below = [text for row in body if (text := (row[place] or "").strip())]
        digits = below and all(re.search(r"\d", text) and not WORD.search(text) for text in below)
        if cell and WORD.search(cell) and digits:
            return True
    return False
