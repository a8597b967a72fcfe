"""Text files as open-data portals publish them, written from known tables in many odd ways."""

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.data.portal_tables import SCHEMAS, Cell, PortalTable, make_table

DAY_FORMATS = {"iso": "%Y-%m-%d", "dmy": "%d/%m/%Y", "dots": "%d.%m.%Y", "mdy": "%m/%d/%Y"}


@dataclass(frozen=True)
class Style:
    """How a table is written."""

    delimiter: str = ","
    quote: str = '"'
    quoting: int = csv.QUOTE_MINIMAL
    escape: str | None = None
    """None: quotes are doubled."""
    line_end: str = "\r\n"
    encoding: str = "utf-8"
    days: str = "iso"
    comma: bool = False
    """Whether decimals are written with a comma."""
    preamble: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    trailing: str = ""
    """What every line ends with, such as a delimiter too many."""
    header: bool = True
    last_line_end: bool = True
    blank_every: int = 0
    """A blank line after so many rows."""


@dataclass(frozen=True)
class PortalFile:
    """A messy file and the tables that a person would read from it."""

    name: str
    content: bytes
    tables: list[PortalTable] = field(repr=False)

    @property
    def truth(self) -> list[Cell]:
        """The cells of all tables."""
        return [cell for table in self.tables for cell in table.cells]


def spell(cell: Cell, style: Style) -> str:
    """Write one value."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return cell.strftime(DAY_FORMATS[style.days])
    if isinstance(cell, float):
        return str(cell).replace(".", ",") if style.comma else str(cell)
    return str(cell)


def write_lines(table: PortalTable, style: Style) -> list[str]:
    """Write a table's lines, without their ends; a cell with a line end makes one longer line."""
    rows: list[Sequence[Any]] = [table.header, *table.rows] if style.header else table.rows
    lines = []
    for row in rows:
        out = io.StringIO()
        options: dict[str, Any] = {
            "quoting": style.quoting,
            "quotechar": style.quote,
            "lineterminator": "\r\n",
        }
        if style.escape:
            options.update(escapechar=style.escape, doublequote=False)
        long = len(style.delimiter) > 1
        if long:  # a cell that holds the delimiter must be quoted, which the writer cannot know
            options["quoting"] = csv.QUOTE_ALL
        csv.writer(out, delimiter="\x1f" if long else style.delimiter, **options).writerow(
            [spell(cell, style) for cell in row]
        )
        lines.append(out.getvalue().removesuffix("\r\n").replace("\x1f", style.delimiter) + style.trailing)
    return lines


def write_file(name: str, table: PortalTable, style: Style) -> PortalFile:
    """Write a table into a file of its own."""
    lines = write_lines(table, style)
    if style.blank_every:
        lines = [line for place, each in enumerate(lines, 1)
                 for line in ([each, ""] if place % style.blank_every == 0 else [each])]  # fmt: skip
    text = style.line_end.join([*style.preamble, *lines, *style.footer])
    text += style.line_end if style.last_line_end else ""
    truth = table if style.header else replace(table, header=[])
    return PortalFile(name, text.encode(style.encoding), [truth])


STYLES: dict[str, Style] = {
    "plain": Style(),
    "unix": Style(line_end="\n"),
    "all-quoted": Style(quoting=csv.QUOTE_ALL),
    "texts-quoted": Style(quoting=csv.QUOTE_NONNUMERIC),
    "semicolons": Style(delimiter=";"),
    "german": Style(delimiter=";", comma=True, days="dots", encoding="cp1252"),
    "german-all-quoted": Style(delimiter=";", comma=True, days="dots", quoting=csv.QUOTE_ALL),
    "tabs": Style(delimiter="\t", line_end="\n"),
    "bars": Style(delimiter="|"),
    "comma-space": Style(delimiter=", ", quoting=csv.QUOTE_ALL),
    "utf-16": Style(delimiter="\t", encoding="utf-16"),
    "bom": Style(encoding="utf-8-sig"),
    "latin": Style(encoding="cp1252"),
    "macintosh": Style(line_end="\r", encoding="mac-roman"),
    "british-days": Style(days="dmy"),
    "american-days": Style(days="mdy", quoting=csv.QUOTE_ALL),
    "single-quotes": Style(quote="'", quoting=csv.QUOTE_ALL),
    "backslashes": Style(escape="\\", quoting=csv.QUOTE_ALL),
    "title": Style(preamble=("Published by the council",)),
    "title-and-blank": Style(preamble=("Published by the council", "Figures as of 31 March 2024", "")),
    "title-with-commas": Style(preamble=("Published by the council,,,", ",,,")),
    "facts-above": Style(preamble=("Owner,Finance department", "Updated,2024-03-31", "")),
    "comments": Style(preamble=("# licence: OGL", "# contact: data@example.org")),
    "sep": Style(delimiter=";", preamble=("sep=;",)),
    "source-below": Style(footer=("", "Source: council accounts")),
    "notes-below": Style(footer=("", "* provisional figures", "Note: amounts include tax, where due.")),
    "title-and-source": Style(preamble=("Open data of the city", ""), footer=("", "Source: own survey")),
    "trailing-delimiter": Style(trailing=","),
    "empty-columns": Style(trailing=",,,"),
    "blank-lines": Style(blank_every=5, line_end="\n"),
    "no-last-end": Style(last_line_end=False),
    "no-header": Style(header=False),
    "carets": Style(delimiter="^", line_end="\n"),
    "double-bars": Style(delimiter="||", line_end="\n"),
    "german-title": Style(
        delimiter=";", comma=True, days="dots", encoding="cp1252", preamble=("Haushalt der Stadt Köln;;", "")
    ),
}  # fmt: skip
"""By name; each is tried on two tables."""


def survey_files() -> Iterator[PortalFile]:
    """Make files with the habits of real ones, several at a time."""
    schemas = list(SCHEMAS)
    for number, (name, style) in enumerate(STYLES.items()):
        for turn in range(2):
            schema = schemas[(number + 3 * turn) % len(schemas)]
            table = make_table(schema, number, rows=12 + 17 * turn + number % 5)
            if not style.header and schema in ("counts",):
                table = make_table("schools", number, rows=20)
            yield write_file(f"{name}-{table.name}", table, style)
    yield from _several_tables()
    yield _multi_row_header()
    yield from _totals()


def _several_tables() -> Iterator[PortalFile]:
    for name, (first, second) in {
        "two": ("counts", "schools"),
        "two-alike": ("counts", "counts"),
        "two-texts": ("datasets", "contacts"),
    }.items():
        tables = [make_table(first, 91, rows=9), make_table(second, 92, rows=14)]
        parts = ["\n".join(write_lines(table, Style())) for table in tables]
        yield PortalFile(f"tables-{name}", "\n\n".join(parts).encode() + b"\n", tables)
        titled = [
            f"Table {place}: {table.name}\n{part}"
            for place, (table, part) in enumerate(zip(tables, parts, strict=True), 1)
        ]
        yield PortalFile(f"tables-titled-{name}", "\n\n".join(titled).encode() + b"\n", tables)


def _multi_row_header() -> PortalFile:
    table = make_table("counts", 95, rows=15)
    above = ",Women,,Men,,"
    text = "\n".join([above, *write_lines(table, Style())]) + "\n"
    header = ["Area", "Women 2019", "Women 2020", "Men 2021", "Men 2022", "Men Share"]
    return PortalFile("header-two-rows", text.encode(), [replace(table, header=header)])


def _totals() -> Iterator[PortalFile]:
    for seed in (96, 97):
        table = make_table("counts", seed, rows=15)
        sums = [sum(row[place] for row in table.rows) for place in range(1, 5)]
        text = "\n".join([*write_lines(table, Style()), "Total," + ",".join(map(str, sums)) + ","]) + "\n"
        yield PortalFile(f"totals-{seed}", text.encode(), [table])
