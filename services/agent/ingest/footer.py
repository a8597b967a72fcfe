"""What stands under a table: footnotes and totals. Careful: what may be data stays data."""

import re
from dataclasses import dataclass

from services.agent.ingest.grid import Row

_ELSEWHERE = "итого|всего|合计|合計|小计|小計|总计|總計|総計|总额|總額|共计|共計|합계|총계|소계|σύνολο"
"""Words for totals in other letters than Latin: patterns find no end of a word there."""

TOTAL_WORDS = re.compile(
    r"(?:grand |sub-?|overall )?totals?:?|sum:?|(?:gesamt|summe|"
    r"insgesamt|total(?:es?)? g[eé]n[eé]ral(?:es?)?|"
    rf"suma|somme|totale|totaal|{_ELSEWHERE})[: \u3000]*",
    re.IGNORECASE,
)
"""A totals row's label, the whole cell."""

TOTAL_LABEL = re.compile(
    r"(?:grand |sub-?|overall )?(?:totals?|sum|summe|gesamt(?:summe)?|suma|somme|totale|totaal)\b.*"
    r"|.*\b(?:totals?|summe|gesamt|insgesamt)"
    rf"|(?:{_ELSEWHERE})(?:[^\w].*)?|.*(?:{_ELSEWHERE})",
    re.IGNORECASE,
)
"""A longer label, such as Total 2024: only sums that all agree make it a totals row."""

NOTE_WORD = re.compile(
    r"(?:(?:data )?sources?|notes?|nb|legend|footnotes?|disclaimer|copyright|licen[cs]e|"
    r"last updated?|updated|exported|generated|"
    r"(?:daten)?quellen?|datenbasis|hinweise?|anmerkung(?:en)?|fu(?:ß|ss)noten?|legende|lizenz|stand|"
    r"fuentes?|notas?|remarques?|fontes?|bron|kilde|källa|contact|"
    r"(?:total )?(?:number of )?(?:records|rows|entries))\s?[:.]|©",
    re.IGNORECASE,
)
"""Words with which a source, a licence or a remark begins."""

NOTE_START = re.compile(
    rf"[*†‡¹²³※]|\uff08?[注註](?:\d*[)\uff09:\uff1a])|\[\w{{1,3}}\]|\(\w\) |\d\) |{NOTE_WORD.pattern}",
    re.IGNORECASE,
)

LAST_LINE = re.compile(
    r"\(?[\d,. ]+(?:rows?|records?|zeilen|lignes)(?: (?:affected|selected|returned|in set.*))?\.?\)?|"
    r"-*\s*(?:end(?: of (?:file|table|report|data))?|eof|<eof>)\s*-*|\x1a|"
    r"page \d+(?: of \d+)?|(?:generated|exported|created|printed|extracted) (?:on|at|by|from) .*",
    re.IGNORECASE,
)
"""What programs write behind the last row."""

AMOUNT = re.compile(r"[-+(]?\s?[$€£]?\s?\d[\d.,'\s]*\s?[$€£]?\)?")

DURATION = re.compile(r"\d+:\d\d(?::\d\d)?")

RULE = re.compile(r"[-=_+|:\s]*[-=_]{3,}[-=_+|:\s]*|[─═┌┬┐├┼┤└┴┘╞╪╡│]*─{3,}[─═┌┬┐├┼┤└┴┘╞╪╡│]*")
"""A cell of a line that is drawn."""

UNDERLINE = re.compile(r":?-+:?")
"""A cell of a line as wide as its column, as Markdown and databases draw them; elsewhere it may be a gap."""


@dataclass(frozen=True)
class Footer:
    """Rows are counted in the tail, from 0."""

    end: int
    """One past the last row that may be data or totals."""
    notes: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    """Rows at the bottom labelled as totals."""


def find_footer(tail: list[Row], start: int) -> Footer:
    """Find notes and totals at the end of a table whose data begins at or before ``start`` of the tail."""
    end = _before_rule(tail, start)
    notes = [place for place in range(len(tail) - 1, end - 1, -1) if not _is_empty(tail[place])]
    while end > start and (_is_empty(tail[end - 1]) or _is_note(tail, end - 1, start)):
        end -= 1
        if not _is_empty(tail[end]):
            notes.append(end)
    totals: list[int] = []
    place = end
    while place > start and (
        _is_empty(tail[place - 1])
        or is_total(tail[place - 1])
        or (not totals and _has_only_numbers(tail[place - 1]))
    ):
        place -= 1
        if not _is_empty(tail[place]):
            totals.append(place)
    return Footer(end, tuple(reversed(notes)), tuple(reversed(totals)))


def _before_rule(tail: list[Row], start: int) -> int:
    """Return one past the last row above a drawn line below which only notes stand, of whatever words."""
    for place in range(max(start, 1), len(tail)):
        below = tail[place + 1 :]
        if is_rule(tail[place]) and below and all(map(_is_short, below)):
            return place
    return len(tail)


def _is_short(row: Row) -> bool:
    """Tell whether a row fills its first cells alone, at most half of all, and is no total."""
    filled = len(_texts(row))
    return 2 * filled <= len(row) and filled == len(_texts(row[:filled])) and not is_total(row)


def _texts(row: Row) -> list[str]:
    """Return what stands in a row, without the blanks around it."""
    return [cell.strip() for cell in row if cell and cell.strip()]


def _is_empty(row: Row) -> bool:
    return not _texts(row)


def _is_note(tail: list[Row], place: int, start: int) -> bool:
    """A note fills the first cells of a wider table, and begins as notes do or stands apart from the data."""
    if is_rule(tail[place]):
        return True
    alone = _texts(tail[place])
    if len(alone) == 1 and len(tail[place]) > 1 and NOTE_WORD.match(alone[0]):
        return True
    if place > start and _is_empty(tail[place - 1]) and all(text.endswith(":") for text in alone):
        return True  # lines to be signed
    if not _is_note_shaped(tail[place]):
        return False
    text = (tail[place][0] or "").strip()
    if NOTE_START.match(text) or LAST_LINE.fullmatch(text):
        return True
    if _is_far_longer(tail, place, start):
        return True
    first = place
    while first > start and _is_note_shaped(tail[first - 1]):
        first -= 1
    last = place
    while last + 1 < len(tail) and _is_note_shaped(tail[last + 1]):
        last += 1
    apart = first > start and _is_empty(tail[first - 1])
    return apart and len(tail[place]) > 2 and any(_reads_as_note(row) for row in tail[first : last + 1])


def _is_far_longer(tail: list[Row], place: int, start: int) -> bool:
    """Tell whether a row's only cell is a long sentence where the column above holds short values."""
    text = (tail[place][0] or "").strip()
    above = [len((row[0] or "").strip()) for row in tail[start:place] if _is_wide(row)]
    return (
        len(tail[place]) > 2 and len(text.split()) > 5 and bool(above) and len(text) > max(40, 3 * max(above))
    )


def _is_wide(row: Row) -> bool:
    return len(_texts(row)) > 1


def _is_note_shaped(row: Row) -> bool:
    """Tell whether only the first cell is filled, or a few that are one sentence divided at its commas."""
    filled = [column for column, cell in enumerate(row) if cell and cell.strip()]
    if len(row) < 2 or not filled or filled[0] != 0:
        return False
    if len(filled) == 1:
        return True
    spaced = all((row[place] or "").startswith(" ") for place in filled[1:])
    divided = spaced or (len(filled) <= len(row) / 2 and (_length(row) > 20 or _starts_as_note(row)))
    return divided and filled[-1] == len(filled) - 1


def _starts_as_note(row: Row) -> bool:
    return NOTE_WORD.match((row[0] or "").strip()) is not None


def is_rule(row: Row) -> bool:
    """Tell whether a row of several columns holds nothing but a drawn line, from the first column on."""
    filled = _texts(row)
    return len(row) > 1 and bool((row[0] or "").strip()) and all(RULE.fullmatch(cell) for cell in filled)


def is_underline(row: Row) -> bool:
    """Tell whether a row that stands under a header only draws a line, narrow as it may be: ``:-|--``."""
    cells = _texts(row)
    return len(cells) == len(row) > 1 and all(map(UNDERLINE.fullmatch, cells)) and max(map(len, cells)) > 1


def _reads_as_note(row: Row) -> bool:
    text = (row[0] or "").strip()
    return NOTE_START.match(text) is not None or (_length(row) > 20 and " " in text)


def _length(row: Row) -> int:
    return sum(len((cell or "").strip()) for cell in row)


def is_total(row: Row) -> bool:
    """Tell whether a row's first filled cell may be a word for totals."""
    return is_plain_total(row) or TOTAL_LABEL.fullmatch(_label(row)) is not None


def _has_only_numbers(row: Row) -> bool:
    """Tell whether a row has no label but numbers, as sums that nobody named."""
    filled = _texts(row)
    figures = [cell for cell in filled if not DURATION.fullmatch(cell)]
    return not row[0] and len(figures) > 0 and all(AMOUNT.fullmatch(cell) for cell in figures)


def is_plain_total(row: Row) -> bool:
    """Tell whether a row's first filled cell is a word for totals and nothing else."""
    return TOTAL_WORDS.fullmatch(_label(row)) is not None


def _label(row: Row) -> str:
    return next(iter(_texts(row)), "")
