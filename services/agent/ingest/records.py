"""Lines into rows of cells, also where quotes are not closed or not doubled.

A strict reader that meets a quote too many swallows the lines up to the next one. Here a quote that is not
closed on its line is followed over the next lines only as long as these do not look like rows by themselves.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from services.agent.ingest.aligned import cut

MAX_JOINED_LINES = 500
"""Lines of one cell; more are rows behind a quote too many."""
HIDDEN_ROWS = 3
"""Lines of a cell that are no chance where each has as many cells as the rows."""
OTHER_MARKS = (",", ";", "\t", "|")
"""Delimiters that one row of a file may have in place of its own."""
SURE = 3
"""How much more often than the file's delimiter another one must stand in a row that has both."""
STAND_IN = "\ue0f1"
"""Stands for a longer delimiter while a line is split: a character of private use, in no real text."""


@dataclass(frozen=True)
class Dialect:
    """How to split a line into cells."""

    delimiter: str = ","
    quote: str = '"'
    """Empty where no cell is quoted."""
    escape: str | None = None
    """A character that takes the meaning of the next; None where quotes are doubled."""
    skip_space: bool = False
    """Whether a space follows each delimiter."""
    wrapped: bool = False
    """Whether each line as a whole is quoted once more."""
    framed: bool = False
    """Whether rows stand between two delimiters, and cells between blanks, as programs draw tables."""
    starts: tuple[int, ...] = ()
    """Where columns begin that are aligned by blanks, without a delimiter."""

    @property
    def is_plain(self) -> bool:
        """Whether delimiters and quotes are all there is to a line."""
        return not (self.wrapped or self.framed or self.starts)

    @cached_property
    def options(self) -> dict[str, Any]:
        """The same for the csv module, which knows delimiters of one character."""
        mark = self.delimiter if len(self.delimiter) == 1 else STAND_IN
        options: dict[str, Any] = {"delimiter": mark, "skipinitialspace": self.skip_space}
        if self.quote:
            options["quotechar"] = self.quote
        else:
            options["quoting"] = csv.QUOTE_NONE
        if self.escape:
            options.update(escapechar=self.escape, doublequote=False)
        return options

    @cached_property
    def quoted_cells(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Quoted cells that end where a delimiter or the line does: quotes inside doubled, or as they are."""
        quote, mark = re.escape(self.quote), re.escape(self.delimiter)
        space = " ?" if self.skip_space else ""
        end = rf"{quote}[ \t]*(?={mark}|$)"
        return (
            re.compile(rf"{space}{quote}((?:[^{quote}]|{quote}{quote})*){end}", re.DOTALL),
            re.compile(rf"{space}{quote}(.*?){end}", re.DOTALL),
        )

    def reader(self, lines: Iterable[str], width: int | None = None) -> Iterator[list[str]]:
        """Split lines into rows; a blank line is an empty row.

        Args:
            lines: With their ends.
            width: How many cells most rows have, where it is known.
        """
        source = (unwrap(line) for line in lines) if self.wrapped else iter(lines)
        if not self.framed:
            return self.rows(Lines(source), width)
        rows = self.rows(Lines(unframe(line, self.delimiter) for line in source), width)
        return ([cell.strip() for cell in row] for row in rows)

    def rows(self, lines: "Lines", width: int | None = None) -> Iterator[list[str]]:
        """Split lines into rows, and leave those that were only looked at."""
        if self.starts:
            return (cut(body, self.starts) if (body := line.rstrip()) else [] for line in lines.source)
        return _Reader(self, width, lines).rows()

    def is_closed(self, text: str) -> bool:
        """Tell whether every quote in a text has its partner."""
        if not self.quote:
            return True
        if self.escape:
            text = re.sub(re.escape(self.escape) + ".", "", text, flags=re.DOTALL)
        return text.count(self.quote) % 2 == 0

    def split(self, record: str, *, strict: bool = False) -> list[str] | None:
        """Split one record as the csv module does; None where it cannot, or strictly may not."""
        if len(self.delimiter) > 1:
            record = record.replace(self.delimiter, STAND_IN)
        try:
            row = next(csv.reader([record], strict=strict, **self.options), [])
        except csv.Error:
            return None
        return [cell.replace(STAND_IN, self.delimiter) for cell in row] if len(self.delimiter) > 1 else row

    def split_leniently(self, line: str, *, inner_quotes: bool = False) -> list[str]:
        """Split one line where a quote counts only if another closes it before a delimiter.

        Args:
            line: Without its end.
            inner_quotes: Whether quotes inside a quoted cell need not be doubled.
        """
        cells: list[str] = []
        place, doubled = 0, self.quote * 2
        patterns = self.quoted_cells if inner_quotes else self.quoted_cells[:1]
        while True:
            found = next((match for each in patterns if (match := each.match(line, place))), None)
            if found:
                cells.append(found[1].replace(doubled, self.quote))
                end = found.end()
            else:
                end = line.find(self.delimiter, place)
                end = len(line) if end < 0 else end
                cell = line[place:end]
                cells.append(cell.removeprefix(" ") if self.skip_space else cell)
            if end >= len(line):
                return cells
            place = end + len(self.delimiter)

    def split_best(self, line: str, width: int | None) -> list[str]:
        """Split one line in the way that gives as many cells as most rows have."""
        usual = self.split(line, strict=True)
        if usual is not None and (width is None or len(usual) == width):
            return usual
        ways = (
            [] if self.escape else [self.split_leniently(line, inner_quotes=True), self.split_leniently(line)]
        )
        ways += [row for row in (usual, self.split(line)) if row is not None]
        return next((row for row in ways if len(row) == width), ways[-1])


def unwrap(line: str) -> str:
    """Take off the quotes around a whole line."""
    body = line.rstrip("\r\n")
    if len(body) < 2 or not body.startswith('"') or not body.endswith('"'):
        return line
    return body[1:-1].replace('""', '"') + line[len(body) :]


def unframe(line: str, mark: str) -> str:
    """Take off the delimiters around a row."""
    body = line.strip()
    return body[1:-1] + "\n" if len(body) > 1 and body[0] == mark == body[-1] else line


def _is_spaced(row: Sequence[str]) -> bool:
    """Tell whether a space follows each delimiter, as in a sentence."""
    return all(cell.startswith(" ") for cell in row[1:])


@dataclass
class Lines:
    """Lines of a text, some of which were looked at and not yet read."""

    source: Iterator[str]
    ahead: list[str] = field(default_factory=list)
    """Lines that were looked at, the next one last."""

    def take(self) -> str | None:
        """Return the next line; None behind the last one."""
        return self.ahead.pop() if self.ahead else next(self.source, None)

    def give_back(self, lines: Sequence[str]) -> None:
        """Put lines before those that follow."""
        self.ahead += reversed(lines)


@dataclass(frozen=True)
class _Reader:
    """Goes through lines, with a look at those ahead."""

    dialect: Dialect
    width: int | None
    lines: Lines

    def rows(self) -> Iterator[list[str]]:
        """Yield rows."""
        dialect = self.dialect
        quick = "" if dialect.escape or dialect.skip_space else dialect.delimiter
        while (line := self.lines.take()) is not None:
            body = line.rstrip("\r\n")
            if quick and (not dialect.quote or dialect.quote not in body):
                row = body.split(quick) if body else []
            else:
                row = self._careful(line, body)
            yield self._otherwise(body, row) if 0 < len(row) < (self.width or 0) > 2 else row

    def _careful(self, line: str, body: str) -> list[str]:
        if not body:
            return []
        if self.dialect.is_closed(body):
            return self.dialect.split_best(body, self.width)
        return self._unclosed(line, body)

    def _otherwise(self, body: str, row: list[str]) -> list[str]:
        """Split a short line in another way, if that gives as many cells as most rows have.

        A line may have another delimiter than the rest, or be quoted as a whole.
        """
        usual = body.count(self.dialect.delimiter)
        ways = [
            (replace(self.dialect, delimiter=mark), body)
            for mark in OTHER_MARKS
            if body.count(mark) >= max((self.width or 0) - 1, SURE * usual)
        ]
        if len(row) == 1 and (inner := unwrap(body)) != body:
            ways.append((self.dialect, inner))
        rows = (dialect.split_best(text, self.width) for dialect, text in ways)
        return next((other for other in rows if len(other) == self.width and not _is_spaced(other)), row)

    def _unclosed(self, line: str, body: str) -> list[str]:
        """Decide whether a cell goes on in the next lines, or has a quote too many."""
        taken: list[str] = []
        closed = False
        while not closed and len(taken) < MAX_JOINED_LINES and (following := self.lines.take()) is not None:
            taken.append(following)
            closed = not self.dialect.is_closed(following)
        record = "".join([line, *taken]).rstrip("\r\n")
        row = self.dialect.split(record, strict=True) if closed else None
        if row is not None and self.width in (None, len(row)) and not self._hide_rows(taken[:-1]):
            return row  # a quote too many would have met one that closes nothing
        row = self.dialect.split(record) if closed else None
        alone = self.dialect.split_best(body, self.width)
        if row is None or self._hide_rows(taken[:-1]) or self._are_rows(taken, len(alone), joined=len(row)):
            self.lines.give_back(taken)
            return alone
        return row

    def _hide_rows(self, lines: list[str]) -> bool:
        """Tell whether the lines inside a cell are rows without exception, between two quotes too many."""
        width = self.width or 0
        return (
            width > 2
            and len(lines) >= HIDDEN_ROWS
            and all(len(self.dialect.split_leniently(line.rstrip("\r\n"))) == width for line in lines)
        )

    def _are_rows(self, lines: list[str], alone: int, *, joined: int) -> bool:
        """Tell whether the lines that would be joined to one cell are rows by themselves.

        Args:
            lines: Those after the one with the quote.
            alone: Cells of that line by itself.
            joined: Cells of all lines together.
        """
        width = self.width or alone
        if width < 2 or (joined == width and alone != width):
            return False
        widths = [len(self.dialect.split_leniently(line.rstrip("\r\n"))) for line in lines]
        return sum(each == width for each in widths) >= 0.5 * len(widths)
