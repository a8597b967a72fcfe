"""Where a table's header is: under titles, in several rows, missing, or in the first row as it should be."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from services.agent.ingest.footer import is_rule
from services.agent.ingest.grid import Merge, Row
from services.agent.ingest.kinds import NULL_WORDS
from services.agent.ingest.levels import completes_names, join_names, lower_level, parent_level

TITLE_SHARE = 0.6
"""A row that fills less of the table's usual width than this, above the header, is a title."""
SENTENCE_WORDS = 2.5
"""Words between two commas of a sentence, on average."""
CLAUSE_WORDS = 4
"""Words of which some part of a sentence has as many."""
MOST_LEVELS = 4
"""Header rows above each other; more is a form, not a table."""

NUMBER = re.compile(r"[-+(]?\s?[$€£¥]?\s?\d[\d.,'\s]*\s?[%€$£]?\)?-?")
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d\d:.*)?|\d{1,2}:\d\d(?::\d\d)?")
YEAR = re.compile(r"(?:19|20)\d\d")
FEWEST_NUMBERED = 4
"""Columns that count up from 0 or 1 before their numbers are taken for names: hours, wells of a plate."""


@dataclass(frozen=True)
class Header:
    """Rows are counted in the block, from 0."""

    rows: tuple[int, ...]
    """The header's rows, mostly one; none where the columns have no names."""
    first_data_row: int
    titles: tuple[int, ...]
    """Rows above the header that hold something."""
    names: tuple[str | None, ...]
    """The header's cells, those of several rows joined: ``2023 Q1``."""


def find_header(head: Sequence[Row], merges: Sequence[Merge] = ()) -> Header:
    """Find the header in a table's first rows, of which at least one holds something."""
    rows = [number for number, row in enumerate(head) if _filled(row)]
    counts = sorted(_filled(head[number]) for number in rows)
    # Titles and notes may be more than the rows: single cells only count where nothing is wider.
    counts = [count for count in counts if count > 1] or counts
    typical = counts[int(0.75 * (len(counts) - 1))]
    wide = [number for number in rows if _filled(head[number]) >= ceil(TITLE_SHARE * typical)]
    wide = [number for number in wide if not is_rule(head[number])] or wide
    row = _past_captions(head, rows, wide)
    above = [number for number in rows if number < row]
    if not is_data(head[row], _body(head, rows, row)):
        return _with_levels(head, merges, row, above)
    narrow = above[-1] if above and above[-1] == row - 1 else None
    if narrow is not None and _names_some(head[narrow], _body(head, rows, narrow)):
        return _with_levels(head, merges, narrow, above[:-1])
    return Header((), row, tuple(above), (None,) * len(head[row]))


def _names_some(row: Row, body: Sequence[Row]) -> bool:
    """Tell whether a row that is too short for a header is one all the same, right above the data."""
    filled = [place for place, cell in enumerate(row) if cell and cell.strip()]
    return not is_data(row, body) and (len(filled) > 1 or (filled[0] > 0 and has_contrast(row, body)))


def header_at(head: Sequence[Row], merges: Sequence[Merge], row: int) -> Header:
    """Take the header's last row as given."""
    above = [number for number in range(row) if _filled(head[number])]
    found = _with_levels(head, merges, row, above)
    rows = tuple(number for number in found.rows if number <= row)
    return Header(rows, row + 1, found.titles, join_names([head[number] for number in rows], merges, rows[0]))


def _with_levels(head: Sequence[Row], merges: Sequence[Merge], row: int, above: Sequence[int]) -> Header:
    """Add the header's further rows, above and below the one that was found."""
    top = bottom = row
    while bottom + 1 < len(head) and bottom - row < MOST_LEVELS - 1:
        below = [other for other in head[bottom + 2 :] if _filled(other)]
        lower = head[bottom + 1]
        completes = completes_names(head[bottom], lower, below)
        level = lower_level(head[bottom], lower, below, merges, bottom)
        if not completes and (is_data(lower, below) or not level):
            break
        bottom += 1
    while top - 1 in above and bottom - top < MOST_LEVELS - 1:
        if not parent_level(head[top - 1], head[top], merges, top - 1):
            break
        top -= 1
    rows = tuple(range(top, bottom + 1))
    names = join_names([head[number] for number in rows], merges, top)
    return Header(rows, bottom + 1, tuple(number for number in above if number < top), names)


def _past_captions(head: Sequence[Row], rows: Sequence[int], wide: Sequence[int]) -> int:
    """Pass over rows that stand apart above a blank one when a better header follows."""
    row = wide[0]
    while True:
        if row + 1 in wide and _is_fact(head[row], head[row + 1], _body(head, rows, row + 1)):
            row += 1
            continue
        end = row
        while end in rows:
            end += 1
        following = next((number for number in wide if number > end), None)
        if following is None or not _is_caption(head, rows, (row, end), following):
            return row
        row = following


def _is_fact(row: Row, below: Row, body: Sequence[Row]) -> bool:
    """Tell whether a row right above a header is of facts, such as the day of the report, and no header."""
    has_value = any(cell_class(cell) in ("number", "date") and not YEAR.fullmatch((cell or "").strip())
                    for cell in row)  # fmt: skip
    return has_value and _filled(row) != _filled(below) and has_contrast(below, body)


def _is_caption(head: Sequence[Row], rows: Sequence[int], apart: tuple[int, int], following: int) -> bool:
    """Tell whether rows set apart are no table: the row behind them is a header, and they have none."""
    run = [head[number] for number in range(*apart)]
    if are_captions(run):
        return True
    body = _body(head, rows, following)
    narrower = max(map(_filled, run)) < _filled(head[following])
    if len(run) > 1 and (not narrower or (len(run) > 2 and has_contrast(run[0], run[1:]))):
        return False
    pairs = narrower and max(map(_filled, run)) <= 2
    has_value = any(cell_class(cell) in ("number", "date") for row in run for cell in row)
    return has_contrast(head[following], body) or (pairs and (len(run) > 1 or has_value))


def are_captions(rows: Sequence[Row]) -> bool:
    """Tell whether each row is of names with colons and their values, as the top of a form."""
    return all(any((cell or "").rstrip().endswith(":") for cell in row) for row in rows)


def _body(head: Sequence[Row], rows: Sequence[int], row: int) -> list[Row]:
    return [head[number] for number in rows if number > row]


def is_sentence(row: Row) -> bool:
    """Tell whether a row is a sentence that was divided at its commas: spaces behind them, and many words."""
    filled = [place for place, cell in enumerate(row) if cell and cell.strip()]
    if len(filled) < 2 or filled[-1] != len(filled) - 1:
        return False
    cells = [row[place] or "" for place in filled]
    spaced = not cells[0].startswith(" ") and all(cell.startswith(" ") for cell in cells[1:])
    words = [len(cell.split()) for cell in cells]
    return spaced and (sum(words) >= SENTENCE_WORDS * len(cells) or max(words) >= CLAUSE_WORDS)


def _filled(row: Row) -> int:
    return 1 if is_sentence(row) else sum(1 for cell in row if cell and cell.strip())


def cell_class(cell: str | None) -> str | None:
    """Say what a cell looks like: number, date or text; None for nothing."""
    text = (cell or "").strip()
    if not text or text.lower() in NULL_WORDS:
        return None
    if DATE.fullmatch(text):
        return "date"
    return "number" if NUMBER.fullmatch(text) else "text"


def usual_class(body: Sequence[Row], place: int) -> str | None:
    """Say what most of a column's cells look like; None where they do not agree."""
    kinds = Counter(kind for row in body if (kind := cell_class(row[place])))
    if not kinds:
        return None
    kind, votes = kinds.most_common(1)[0]
    return kind if votes >= 0.8 * kinds.total() else None


def has_contrast(row: Row, body: Sequence[Row]) -> bool:
    """Tell whether a row names columns for sure: text alone, above numbers or dates in some column."""
    classes = [cell_class(cell) for cell in row]
    if any(kind in ("number", "date") and not YEAR.fullmatch((cell or "").strip())
           for kind, cell in zip(classes, row, strict=True)):  # fmt: skip
        return False
    return any(
        kind == "text" and usual_class(body, place) in ("number", "date")
        for place, kind in enumerate(classes)
    )


def is_data(row: Row, body: Sequence[Row]) -> bool:
    """Tell whether a row holds values as the rows below it do, rather than names."""
    if not body:
        return all(cell_class(cell) in ("number", "date") for cell in row if cell) and any(row)
    fitting, differing = [], 0
    for place, cell in enumerate(row):
        kind = usual_class(body, place)
        if kind in (None, "text") or cell_class(cell) is None:
            continue
        if cell_class(cell) == kind:
            fitting.append(place)
        else:
            differing += 1
    if differing:
        return False
    if fitting:
        years = [place for place, cell in enumerate(row) if YEAR.fullmatch((cell or "").strip())]
        if set(fitting) <= set(years) and _are_year_names(row, body, years):
            return False
        return not _counts_up(row, body)
    return _recurs(row, body)


def _are_year_names(row: Row, body: Sequence[Row], places: list[int]) -> bool:
    """Years across the top, perhaps the same ones under each group, are names when no years stand below."""
    names = [(row[place] or "").strip() for place in places]
    cycle = len(set(names))
    if cycle < 2 or names != names[:cycle] * (len(names) // cycle):
        return False
    has_label = any(cell_class(cell) == "text" for cell in row) or any(not cell for cell in row)
    below = [(other[place] or "").strip() for other in body for place in places if other[place]]
    years = sum(1 for text in below if YEAR.fullmatch(text))
    return has_label and years < 0.5 * max(len(below), 1)


def _counts_up(row: Row, body: Sequence[Row]) -> bool:
    """Tell whether a row numbers the columns behind the rows' labels, 1, 2, 3 and on, as none below does."""
    if len(row) <= FEWEST_NUMBERED or not body or cell_class(row[0]) not in (None, "text"):
        return False
    if not all(cell_class(other[0]) == "text" for other in body):
        return False
    numbers = [(cell or "").strip().removesuffix(".0") for cell in row[1:]]
    counts = [[str(number) for number in range(start, start + len(numbers))] for start in (0, 1)]
    others = [[(cell or "").strip().removesuffix(".0") for cell in other[1:]] for other in body]
    return numbers in counts and not any(other in counts for other in others)


def _recurs(row: Row, body: Sequence[Row]) -> bool:
    """Among texts only, a first row whose values come again below it in their columns is data."""
    cells = [(place, cell) for place, cell in enumerate(row) if cell and cell.strip()]
    if len(body) < 3 or not cells:
        return False
    again = sum(1 for place, cell in cells if any(other[place] == cell for other in body))
    return again >= max(0.6 * len(cells), 1)
