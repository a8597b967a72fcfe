"""How a text file's cells are divided: delimiter, quotes, escapes, told from a sample.

Each candidate divides the sample; the best is the one under which most rows have as many cells as each other
and the cells look like values. Detection only chooses: the file is then read with explicit settings.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.ingest.aligned import find_starts
from services.agent.ingest.footer import RULE
from services.agent.ingest.records import Dialect, unwrap

SAMPLE_LINES = 300
SAMPLE_CHARACTERS = 60_000

USUAL = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0}
"""Delimiters that nearly all files have, and how much they are believed."""
UNUSUAL = {
    "^": 0.9,
    "~": 0.9,
    "\x1f": 0.9,
    "\x01": 0.9,
    "§": 0.9,
    "¬": 0.9,
    "│": 0.9,
    "#": 0.8,
    "!": 0.8,
    ":": 0.75,
    " ": 0.7,
}
"""Those that stand inside cells more often than between them."""
BARS = ("|", "│")
"""Delimiters that programs draw."""
NO_DELIMITER = "\ue0f2"
"""Divides nothing: a character of private use, in no real text."""
WEAK = (NO_DELIMITER, " ", ":", ",")
"""Those that stand in dates, times and decimals too."""
CERTAIN_SHARE = 0.95
"""Share of rows that must agree before an unusual delimiter is believed."""
LEAST_SHARE = 0.4
"""Share of rows that must agree before any delimiter is believed: texts have commas too."""
TITLE_COST = 0.1
"""What a line around the rows costs, in rows."""
SENTENCE_COST = 0.5
"""What such a line costs where it is divided, as sentences are at their commas."""
STRAY_COST = 0.5
"""What a row of another width costs between rows that agree."""
HEADER_COST = 0.6
"""What is left of a delimiter's score where the header seems to have another one."""
WIDTH_COST = 0.8
"""Two cells in a row may be chance, five are not."""
SURROUNDINGS = 25
"""Lines that may stand above the rows, and below them."""
SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)
"""The first line by which a spreadsheet program is told the delimiter."""
WRAPPED_LINE = re.compile(r'"(?:[^"]|"")+"')
"""A line that is one quoted cell."""
FEW_ROWS = 8
"""With more of them some width prevails, or it is no table."""
NAME = re.compile(r"(?!\d)\w[\w ()/%#.-]{0,40}")
"""What a column may be called."""
VALUE = re.compile(
    r"""\s*(?:[-+(]?\s?[$€£]?\s?\d[\d.,' ]*\s?[%€$£]?\)?"""
    r"""|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ][\d:.,Z+-]+)?"""
    r"""|\d\d?:\d\d(?::\d\d)?|[\w.+-]+@[\w.-]+|https?://\S+)?\s*"""
)
"""A cell that is empty, a number, a date, a time, or an address."""


def detect_dialect(sample: str, *, tabs: bool, delimiter: str | None = None) -> Dialect:
    """Find the dialect of a file from its beginning.

    Args:
        sample: Text that ends at a line's end.
        tabs: Whether the file's name says that tabs divide its cells.
        delimiter: As the user gave it.
    """
    lines = list(io.StringIO(sample[:SAMPLE_CHARACTERS], newline=""))[:SAMPLE_LINES]
    if delimiter is None and (inner := _unwrapped(lines)):
        return replace(detect_dialect(inner, tabs=tabs), wrapped=True)
    quote, escape = _quote(sample)
    rows = [line for line in lines if not RULE.fullmatch(line.strip())]
    best = Dialect(delimiter, quote, escape) if delimiter else _best(rows, quote, escape, tabs=tabs)
    if _is_framed(lines, best.delimiter.strip()):
        return replace(best, delimiter=best.delimiter.strip(), skip_space=False, framed=True)
    if delimiter is None and (starts := _aligned(lines, best)):
        return Dialect(NO_DELIMITER, quote="", starts=starts)
    plain = replace(best, skip_space=False)
    cells = [cell for row in plain.reader(lines) for cell in row[1:] if cell]
    spaced = bool(cells) and plain.delimiter.strip() != "" and _share(cells, " ") >= 0.9
    return replace(plain, skip_space=spaced)


def _is_framed(lines: Sequence[str], mark: str) -> bool:
    """Tell whether rows are drawn between bars: each line with some begins and ends with one."""
    rows = [body for line in lines if mark in (body := line.strip()) and not RULE.fullmatch(body)]
    return mark in BARS and len(rows) > 1 and all(row[0] == mark == row[-1] for row in rows)


def _aligned(lines: Sequence[str], best: Dialect) -> tuple[int, ...]:
    """Find columns that are aligned by blanks, where no delimiter divides more of them."""
    if best.delimiter not in WEAK:
        return ()
    starts = find_starts(lines)
    return starts if len(starts) >= (usual_width(best, "".join(lines)) or 1) else ()


def _unwrapped(lines: Sequence[str]) -> str | None:
    """Take off the quotes around whole lines, as programs write them that take a line for a cell."""
    held = [line.rstrip("\r\n") for line in lines if line.strip()]
    if len(held) < 2 or not all(WRAPPED_LINE.fullmatch(line) for line in held):
        return None
    inner = "".join(unwrap(line) + "\n" for line in held)
    rows = list(detect_dialect(inner, tabs=False).reader(io.StringIO(inner, newline="")))
    width, share, _ = _agreement(rows)
    # A column of quoted texts has a header of one word above cells with commas.
    return inner if width > 1 and share >= CERTAIN_SHARE and len(rows[0]) == width else None


def usual_width(dialect: Dialect, sample: str) -> int | None:
    """Say how many cells most rows of a sample have; None where most are no rows."""
    lines = list(io.StringIO(sample[:SAMPLE_CHARACTERS], newline=""))[:SAMPLE_LINES]
    width, _, _ = _agreement(list(dialect.reader(lines)))
    return width if width > 1 else None


def _share(cells: Sequence[str], start: str) -> float:
    return sum(cell.startswith(start) for cell in cells) / len(cells)


def _quote(sample: str) -> tuple[str, str | None]:
    escape = "\\" if re.search(r'[^\\"]\\"[^,;\t|\r\n]', sample) else None
    marks = r"[,;\t|^~:]"
    double = len(re.findall(rf'(?:^|{marks}|[^\S\r\n])\s?"', sample, re.MULTILINE))
    single = len(re.findall(rf"(?:^|{marks})\s?'[^'\n]*'(?=$|{marks}|\r)", sample, re.MULTILINE))
    return ("'" if single > 2 and double <= 0.1 * single else '"'), escape


def _best(lines: Sequence[str], quote: str, escape: str | None, *, tabs: bool) -> Dialect:
    """Choose delimiter and escape."""
    if lines and (told := SEPARATOR_LINE.match(lines[0])):
        return Dialect(told[1], quote, escape)
    scores: dict[Dialect, float] = {}
    for mark, belief in _candidates("".join(lines)):
        spaced = any(f"{mark} {quote}" in line for line in lines)
        escapes = {escape, "\\"} if any(f"\\{mark}" in line for line in lines) else {escape}
        for each in escapes:
            dialect = Dialect(mark, quote, each, skip_space=spaced)
            scores[dialect] = belief * _score(list(dialect.reader(lines)), unusual=mark not in USUAL)
    if tabs:
        scores = {dialect: score for dialect, score in scores.items() if dialect.delimiter == "\t"} or scores
    best = max(scores, key=lambda dialect: scores[dialect], default=None)
    if best is None:
        return Dialect("\t" if tabs else ",", quote, escape)
    if scores[best] > 0:
        return best
    return next((each for each in scores if _is_short(lines, each)), Dialect(NO_DELIMITER, quote, escape))


def _is_short(lines: Sequence[str], dialect: Dialect) -> bool:
    """Tell whether a few rows of several widths stand under a header that the delimiter divides into names.

    So few that no width prevails. Sentences have no such header, and a blank behind their commas.
    """
    rows = [row for row in dialect.reader(lines) if row]
    if dialect.delimiter not in USUAL or not 2 < len(rows) <= FEW_ROWS or min(map(len, rows)) < 2:
        return False
    names = [name.strip() for name in rows[0]]
    named = all(NAME.fullmatch(name) for name in names) and len(set(names)) == len(names)
    return named and not any(cell.startswith(" ") for row in rows for cell in row[1:])


def _candidates(text: str) -> Iterator[tuple[str, float]]:
    """List the delimiters that may be meant, and how much each is believed."""
    for mark, belief in (USUAL | UNUSUAL).items():
        if mark not in text:
            continue
        # A mark that never stands alone is half of a delimiter: || or " | ". Two commas hold an empty cell.
        one = re.escape(mark)
        run = re.search(one + "{2,4}", text) if mark not in ",;\t " else None
        if run and not re.search(f"(?<!{one}){one}(?!{one})", text):
            yield run[0], 1.0
            continue
        yield mark, belief
        if mark in "|;,^~" and text.count(f" {mark} ") == text.count(mark):
            yield f" {mark} ", belief + 0.05


def _agreement(rows: Sequence[Sequence[str]]) -> tuple[int, float, int]:
    """Return the usual number of cells in a row, the share of rows that have it, and the place of the first.

    What stands above and below these rows are titles and notes, and speaks little against them.
    """
    places = [place for place, row in enumerate(rows) if row]
    widths = [len(rows[place]) for place in places]
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0, 0.0, 0
    # Sentences have commas too, but the delimiters of a table are more.
    width = max(counts, key=lambda each: (counts[each] * (each - 1), each))
    begin, end = _densest(widths, width)
    count = widths[begin:end].count(width)
    if count == 1 and len(widths) > 2:
        return width, 0.0, places[begin]  # one line that is divided among others that are not: a sentence
    around = [*widths[max(begin - SURROUNDINGS, 0) : begin], *widths[end : end + SURROUNDINGS]]
    cost = sum(TITLE_COST if each == 1 else SENTENCE_COST for each in around)
    return width, count / (len(widths) - len(around) + cost), places[begin]


def _densest(widths: Sequence[int], width: int) -> tuple[int, int]:
    """Find the run of rows in which those of a width prevail most."""
    best, found, begin, sum_ = 0.0, (0, 0), 0, 0.0
    for place, each in enumerate(widths):
        if sum_ <= 0:
            begin, sum_ = place, 0.0
        sum_ += 1 if each == width else -STRAY_COST
        if sum_ > best:
            best, found = sum_, (begin, place + 1)
    return found


def _lacks_header(rows: Sequence[Sequence[str]], first: int) -> bool:
    """Tell whether the line above the first row is left whole, and another delimiter divides it."""
    above = rows[first - 1] if first else []
    return len(above) == 1 and any(mark in above[0] for mark in USUAL)


def _score(rows: Sequence[Sequence[str]], *, unusual: bool) -> float:
    """Say how much a sample looks like a table once it is divided; 0 where it does not."""
    width, share, first = _agreement(rows)
    if (
        width < 2
        or share < LEAST_SHARE
        or (unusual and (width < 3 or share < CERTAIN_SHARE or len(rows) < 3))
    ):
        return 0.0
    cells = [cell for row in rows if len(row) == width for cell in row]
    looks = sum(map(_look, cells)) / len(cells)
    return share * looks * (1 - WIDTH_COST / width) * (HEADER_COST if _lacks_header(rows, first) else 1)


def _look(cell: str) -> float:
    """Say how much a cell looks like one value: 0 to 1."""
    if VALUE.fullmatch(cell):
        return 1.0
    if '"' in cell or cell.endswith("\\"):
        return 0.3
    inside = sum(cell.count(mark) for mark in USUAL)
    inside += sum(cell.count(mark) > 1 for mark in UNUSUAL if mark != " ")
    return 0.9 if inside == 0 else 0.7 if inside == 1 and "," in cell else 0.4
