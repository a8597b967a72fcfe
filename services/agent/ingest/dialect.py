"""How a text file's cells are divided: delimiter, quotes, escapes."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import clevercsv

SAMPLE_LINES = 300
SAMPLE_CHARACTERS = 60_000
CLEVER_CHARACTERS = 12_000
"""What clevercsv is shown: its time grows fast with the sample, and it stays below a second here."""

STAND_IN = "\ue0f1"
"""Stands for a longer delimiter while a line is split: a character of private use, in no real text."""

DELIMITERS = (",", ";", "\t", "|")
MIN_CONSISTENT = 0.9
"""Share of the sampled rows that must have as many cells as most."""


@dataclass(frozen=True)
class Dialect:
    """How to split a line into cells."""

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    """A character that takes the meaning of the next; None where quotes are doubled."""
    skip_space: bool = False
    """Whether a space follows each delimiter."""

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Split lines as Python's csv module does."""
        if len(self.delimiter) > 1:
            yield from self._read_long(lines)
            return
        options: dict[str, Any] = {"delimiter": self.delimiter, "skipinitialspace": self.skip_space}
        if self.quote:
            options["quotechar"] = self.quote
        else:
            options["quoting"] = csv.QUOTE_NONE
        if self.escape:
            options.update(escapechar=self.escape, doublequote=False)
        yield from csv.reader(lines, **options)

    def _read_long(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Split at a delimiter of several characters, which the csv module does not know."""
        single = replace(self, delimiter=STAND_IN)
        for row in single.reader(line.replace(self.delimiter, STAND_IN) for line in lines):
            yield [cell.replace(STAND_IN, self.delimiter) for cell in row]


def detect_dialect(sample: str, *, tabs: bool, delimiter: str | None = None) -> Dialect:
    """Find the dialect of a file from its beginning.

    Args:
        sample: Text that ends at a line's end.
        tabs: Whether the file's name says that tabs divide its cells.
        delimiter: As the user gave it.
    """
    quote, escape = _quote(sample)
    delimiter = delimiter or _delimiter(sample, quote, escape, tabs=tabs)
    plain = Dialect(delimiter, quote, escape)
    rows = [row for row in plain.reader(_lines(sample)) if len(row) > 1]
    cells = [cell for row in rows for cell in row[1:] if cell]
    spaced = (
        bool(cells) and delimiter != " " and sum(cell.startswith(" ") for cell in cells) >= 0.9 * len(cells)
    )
    return Dialect(delimiter, quote, escape, spaced)


def _lines(sample: str) -> list[str]:
    return sample[:SAMPLE_CHARACTERS].splitlines(keepends=True)[:SAMPLE_LINES]


def _quote(sample: str) -> tuple[str, str | None]:
    escape = "\\" if re.search(r'[^\\"]\\"[^,;\t|\r\n]', sample) else None
    double = len(re.findall(r'(?:^|[,;\t|])\s?"', sample, re.MULTILINE))
    single = len(re.findall(r"(?:^|[,;\t|])'[^'\n]*'(?=$|[,;\t|\r])", sample, re.MULTILINE))
    return ("'" if single > 2 and double == 0 else '"'), escape


def _delimiter(sample: str, quote: str, escape: str | None, *, tabs: bool) -> str:
    lines = _lines(sample)
    widths = {each: _widths(Dialect(each, quote, escape), lines) for each in DELIMITERS}
    if tabs and widths["\t"] and widths["\t"][0] > 1:
        return "\t"
    consistent = {
        each: found for each, found in widths.items() if found[0] > 1 and found[1] >= MIN_CONSISTENT
    }
    if len(consistent) == 1:
        return next(iter(consistent))
    clever = _clever(sample)
    if clever in DELIMITERS or (clever and _is_regular(Dialect(clever, quote, escape), lines)):
        return clever
    best = max(widths, key=lambda each: (widths[each][1] if widths[each][0] > 1 else 0.0, widths[each][0]))
    return best if widths[best][0] > 1 else ("\t" if tabs else ",")


def _widths(dialect: Dialect, lines: list[str]) -> tuple[int, float]:
    """Return the usual number of cells in a row, and the share of rows that have it."""
    try:
        counts = Counter(len(row) for row in dialect.reader(lines) if row)
    except csv.Error:
        return 0, 0.0
    if not counts:
        return 0, 0.0
    width, rows = counts.most_common(1)[0]
    return width, rows / counts.total()


def _is_regular(dialect: Dialect, lines: list[str]) -> bool:
    """Trust a delimiter that is common inside cells (a space, a colon) only where rows agree on it."""
    width, share = _widths(dialect, lines)
    return width >= 3 and share >= MIN_CONSISTENT and len(lines) >= 3


def _clever(sample: str) -> str | None:
    """Ask clevercsv, which weighs how the rows look and what the cells hold."""
    part = sample[:CLEVER_CHARACTERS]
    part = part[: part.rfind("\n") + 1] or part
    try:
        found = clevercsv.Detector().detect(part, delimiters=[*DELIMITERS, ":", " "])
    except (clevercsv.exceptions.NoDetectionResult, csv.Error, ValueError):
        return None
    return found.delimiter or None if found is not None else None
