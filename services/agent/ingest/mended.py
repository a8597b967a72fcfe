"""A text file whose quotes, widths or line ends are not regular, written again so that they are.

Blocks of lines that a strict reader takes are copied as they stand, at the speed of a search; only the others
are divided with care. So a large file with one quote too many costs little more than one without.
"""

import csv
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from services.agent.ingest.delimited import STRICT_COLUMNS, STRICT_LINE_BYTES, Shape, TextSource
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.lines import LineFacts
from services.agent.ingest.records import HIDDEN_ROWS, Dialect, Lines
from services.agent.ingest.ticker import Ticker

BLOCK_CHARACTERS = 1 << 20


@dataclass(frozen=True)
class Mending:
    """How a file is written again."""

    source: Dialect
    usual: int
    """Cells of most rows."""
    width: int
    """Cells that every row gets."""
    end: str
    """What ends each row."""

    @cached_property
    def target(self) -> Dialect:
        """The dialect that is written: the file's own, as far as the csv module can write it."""
        mark = self.source.delimiter
        return Dialect(mark if len(mark) == 1 and mark.isascii() else ",", self.source.quote or '"')

    @cached_property
    def _strict(self) -> re.Pattern[str]:
        """Rows that every reader divides alike."""
        quote, mark = re.escape(self.target.quote), re.escape(self.target.delimiter)
        cell = f"(?:{quote}[^{quote}]*+(?:{quote}{quote}[^{quote}]*+)*{quote}|[^{quote}{mark}\r\n]*+)"
        return re.compile(f"(?:{cell}(?:{mark}{cell})*{self.end})*")

    def copied(self, lines: list[str]) -> tuple[str, int] | None:
        """Return the text to write for a block of lines, and its rows; None where they need care."""
        text, dialect = "".join(lines), self.target
        if dialect.delimiter != self.source.delimiter or self.source.skip_space:
            return None
        if self.source.escape and self.source.escape in text:
            return None
        if dialect.quote in text:
            rows = self._rows_of_quoted(text, lines)
            return (text, rows) if rows and self.width == self.usual else None
        if any(line.count(dialect.delimiter) != self.usual - 1 for line in lines):
            return None
        if text.count("\r") != (len(lines) if self.end == "\r\n" else 0) or not text.endswith(self.end):
            return None
        missing = dialect.delimiter * (self.width - self.usual)
        return text.replace(self.end, missing + self.end) if missing else text, len(lines)

    def _rows_of_quoted(self, text: str, lines: list[str]) -> int:
        """Count the rows of a block with quotes; 0 where one is not as the others."""
        if self._strict.fullmatch(text) is None:
            return 0
        reader, rows, last = csv.reader(lines, **self.target.options), 0, 0
        for row in reader:
            if len(row) != self.usual or reader.line_num - last > HIDDEN_ROWS + 1:
                return 0
            rows, last = rows + 1, reader.line_num
        return rows


def mend(
    source: TextSource, target: Path, limits: IngestLimits, ticker: Ticker
) -> tuple[TextSource | None, Shape]:
    """Write a file again so that every row has as many cells.

    Args:
        source: The file.
        target: Where to write it.
        limits: Caps.
        ticker: Where the rows are told.

    Returns:
        The file that was written, None where that could not be, and what the rows of the other one are.
    """
    lines = source.facts.lines
    dialect = source.dialect
    if source.width is None or not dialect.is_plain or lines.longest > STRICT_LINE_BYTES:
        return None, Shape()
    end = "\r\n" if 2 * lines.pairs > lines.feeds else "\n"
    mending = Mending(source.dialect, source.width, source.width, end)
    shape = _write(source.path, target, mending, limits, ticker)
    if mending.width < shape.width <= STRICT_COLUMNS:
        mending = replace(mending, width=shape.width)
        shape = _write(source.path, target, mending, limits, ticker)
    if shape.width != mending.width:
        return None, shape
    # Where a no-break space may be has not been looked for.
    facts = replace(source.facts, lines=LineFacts(wide_blanks=True))
    return replace(source, path=target, dialect=mending.target, facts=facts, width=mending.width), shape


def _write(source: Path, target: Path, mending: Mending, limits: IngestLimits, ticker: Ticker) -> Shape:
    """Write a file again, but for rows that are too long, and count its rows."""
    csv.field_size_limit(limits.max_line_bytes)
    shape = Shape()
    with (
        source.open(encoding="utf-8", newline="") as file,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        options = {**mending.target.options, "quoting": csv.QUOTE_ALL, "lineterminator": mending.end}
        writer = csv.writer(out, **options)
        while block := file.readlines(BLOCK_CHARACTERS):
            if not block[-1].endswith(("\n", "\r")):
                block[-1] += mending.end
            if copied := mending.copied(block):
                out.write(copied[0])
                shape.take(mending.usual, copied[1])
                continue
            lines = Lines(file)
            lines.give_back(block)
            for row in mending.source.rows(lines, mending.usual):
                shape.take(len(row))
                if len(row) <= mending.width:
                    writer.writerow(row + [""] * (mending.width - len(row)))
                if not lines.ahead:
                    break
            ticker.rename(f"row {shape.rows:,}")
    return shape
