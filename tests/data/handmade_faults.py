"""Text files with faults that hands, old programs and joined exports leave behind; the truth beside each."""

import csv
import datetime
import io
from collections.abc import Callable, Iterator, Sequence

from tests.data.portal_files import PortalFile
from tests.data.portal_tables import Cell, PortalTable

STREETS = ["Mill Lane", "High Street", "Dock Road", "Castle Hill", "Station Road", "Park Avenue"]
OWNERS = ["Ann O'Brien", "J. Smith & Sons", "Müller GmbH", "Société Générale", "Peña, Luis", "Kim Lee"]
KINDS = ["café", "shop", "school", "garage"]
HEADER = ["Licence", "Owner", "Street", "Kind", "Granted", "Fee", "Seats"]
Row = list[Cell]
Lines = list[str]


def licences(count: int = 40) -> list[Row]:
    """Make rows of a register: codes, names, words, a day, an amount, and a number that may be missing."""
    return [
        [
            f"L{1000 + 7 * n}",
            OWNERS[n % 6],
            f"{n * 3 % 97 + 1} {STREETS[n * 5 % 6]}",
            KINDS[n * n % 4],
            datetime.date(2021, n % 12 + 1, n % 28 + 1),
            round(20 + n * 13.37 % 400, 2),
            None if n % 9 == 4 else 4 + n * 11 % 90,
        ]
        for n in range(count)
    ]


def text(cell: Cell) -> str:
    """Write a cell."""
    return "" if cell is None else str(cell)


def line(row: Sequence[Cell], mark: str = ",", *, quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Write a row as the csv module does."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=quoting, lineterminator="").writerow(map(text, row))
    return out.getvalue()


def written(rows: list[Row], mark: str = ",", header: Sequence[Cell] = HEADER) -> Lines:
    """Write a header and rows."""
    return [line(row, mark) for row in [list(header), *rows]]


def made(
    name: str,
    lines: Lines,
    rows: list[Row],
    header: Sequence[str] = HEADER,
    *,
    end: str = "\n",
    encoding: str = "utf-8",
) -> PortalFile:
    """Join lines to a file."""
    content = (end.join(lines) + end).encode(encoding)
    return PortalFile(name, content, [PortalTable(name, list(header), rows)])


def changed(lines: Lines, places: Sequence[int], edit: Callable[[str], str]) -> Lines:
    """Edit some lines."""
    return [edit(each) if place in places else each for place, each in enumerate(lines)]


def handmade_faults() -> Iterator[PortalFile]:
    """Make files with one deliberate fault."""
    yield from _quotes()
    yield from _marks()
    yield from _ends()
    yield from _around()


def _quotes() -> Iterator[PortalFile]:
    rows = licences()
    lines = written(rows)
    all_quoted = [line(row, quoting=csv.QUOTE_ALL) for row in [HEADER, *rows]]
    cut = [*rows]
    cut[20] = [*rows[20][:2], f'"{rows[20][2]}', *rows[20][3:]]
    yield made(
        "quote-opened-mid",
        changed(lines, [21], lambda one: one.replace(text(rows[20][2]), f'"{rows[20][2]}')),
        cut,
    )
    yield made("quote-lost-at-end", changed(all_quoted, [11], lambda one: one.replace('café"', "café")), rows)
    yield made("quote-lost-at-start", changed(all_quoted, [9], lambda one: one.replace('"L', "L", 1)), rows)
    yield made("quote-lost-last-row", changed(all_quoted, [40], lambda one: one.rstrip('"')), rows)
    yield made(
        "quote-in-header",
        changed(lines, [0], lambda one: one.replace("Owner", '"Owner')),
        rows,
        [HEADER[0], '"Owner', *HEADER[2:]],
    )
    wrapped = changed(lines, [7, 8, 30], lambda one: '"' + one.replace('"', '""') + '"')
    yield made("rows-wrapped", wrapped, rows)
    some = changed(lines, [4, 12], lambda one: one.replace(",", ", "))
    yield made("space-behind-mark-in-some", some, rows)
    curly = [[row[0], f"“{row[1]}”", *row[2:]] for row in rows]
    yield made("curly", written(curly), curly)
    nicks = [[row[0], f'{str(row[1]).split()[0]} "Kit" Lee', *row[2:]] for row in rows]
    raw = [",".join(HEADER), *(",".join(map(text, row)) for row in nicks if "," not in str(row[1]))]
    yield made("nicknames-bare", raw, [row for row in nicks if "," not in str(row[1])])
    raw = [line(HEADER), *(line([f"{row[0]}", str(row[1]), *row[2:]]).replace('""', '\\"') for row in nicks)]
    yield made("nicknames-backslash", raw, nicks)


def _marks() -> Iterator[PortalFile]:
    rows = licences()
    lines = written(rows)
    yield made(
        "semicolon-in-three",
        changed(lines, [3, 17, 33], lambda one: line(rows[lines.index(one) - 1], ";")),
        rows,
    )
    yield made("tab-in-two", changed(lines, [5, 6], lambda one: line(rows[lines.index(one) - 1], "\t")), rows)
    semi = written(rows, ";")
    yield made("comma-in-one", changed(semi, [12], lambda one: line(rows[11], ",")), rows)
    yield made("bars-in-last", changed(lines, [40], lambda one: line(rows[39], "|")), rows)
    yield made("header-semicolons", [line(HEADER, ";"), *lines[1:]], rows)
    yield made("header-tabs", [line(HEADER, "\t"), *lines[1:]], rows)
    yield made("header-comma-space", [", ".join(HEADER), *lines[1:]], rows)
    row_names = [line(HEADER), *(line([n + 1, *row]) for n, row in enumerate(rows))]
    yield made("row-names", row_names, [[n + 1, *row] for n, row in enumerate(rows)])
    yield made("trailing-in-data", [lines[0], *(f"{one}," for one in lines[1:])], rows)
    yield made("trailing-in-header", [f"{lines[0]},", *lines[1:]], rows)
    yield made("leading-mark", [f",{one}" for one in lines], rows)
    yield made("empty-column-inside", [one.replace(",", ",,", 1) for one in lines], rows)
    cut = [[*row[:5], None, None] if n % 7 == 2 else row for n, row in enumerate(rows)]
    yield made(
        "rows-cut",
        [line(row[:5]) if n and (n - 1) % 7 == 2 else line(row) for n, row in enumerate([HEADER, *cut])],
        cut,
    )
    bare = [",".join(map(text, row)) for row in [HEADER, *rows]]
    split = [[row[0], *str(row[1]).split(","), *row[2:]] if "," in str(row[1]) else row for row in rows]
    split = [[cell.strip() if isinstance(cell, str) else cell for cell in row] for row in split]
    yield made("names-with-bare-commas", bare, split)
    bars = [f"|{'|'.join(map(text, row))}|" for row in [HEADER, *rows]]
    yield made("bars-around", bars, rows)
    spaces = ["\t".join(f"{text(cell)} " for cell in row) for row in [HEADER, *rows]]
    yield made("tabs-and-blanks", spaces, rows)


def _ends() -> Iterator[PortalFile]:
    rows = licences()
    lines = written(rows)
    yield made("cr-cr-lf", lines, rows, end="\r\r\n")
    yield made("blank-between-all", lines, rows, end="\n\n")
    mixed = "".join(one + ("\n", "\r\n", "\r")[n % 3] for n, one in enumerate(lines))
    yield PortalFile("three-ends", mixed.encode(), [PortalTable("", HEADER, rows)])
    half = "".join(one + ("\r\n" if n < 20 else "\n") for n, one in enumerate(lines))
    yield PortalFile("two-ends", half.encode(), [PortalTable("", HEADER, rows)])
    joined = (
        "\ufeff" + "\n".join(lines[:21]) + "\n" + "\ufeff" + "\n".join([lines[0], *lines[21:]]) + "\n"
    ).encode()
    yield PortalFile("mark-in-the-middle", joined, [PortalTable("", HEADER, rows)])
    inner = ("\n".join(lines[:21]) + "\n\ufeff" + "\n".join(lines[21:]) + "\n").encode()
    yield PortalFile("mark-before-a-row", inner, [PortalTable("", HEADER, rows)])
    yield PortalFile(
        "zeros-at-the-end", ("\n".join(lines) + "\n").encode() + bytes(600), [PortalTable("", HEADER, rows)]
    )
    yield PortalFile("end-sign", ("\r\n".join(lines) + "\r\n\x1a").encode(), [PortalTable("", HEADER, rows)])
    yield made("form-feed", [*lines[:20], "\f" + lines[20], *lines[21:]], rows)
    yield made("blank-lines-of-blanks", [*lines[:9], "   ", *lines[9:20], "\t", *lines[20:]], rows)
    yield made("rows-of-marks", [*lines[:9], "," * 6, *lines[9:], "," * 6], rows)


def _around() -> Iterator[PortalFile]:
    rows = licences()
    lines = written(rows)
    yield made("preamble-of-keys", ["Publisher: City of Derby", "Licence: OGL v3", "Rows: 40", *lines], rows)
    yield made("preamble-quoted-lines", ['"Register of licences\nas of 1 May 2022"', "", *lines], rows)
    yield made("preamble-wide", ["Register,,,,,,", ",,,,,,", "As of,2022-05-01,,,,,", *lines], rows)
    yield made("percent-comments", ["% made by exporter 2.1", "% do not edit", *lines], rows)
    yield made("comments-between", [*lines[:11], "# moved from the old register", *lines[11:]], rows)
    yield made("hash-header", ["#" + lines[0], *lines[1:]], rows, ["#" + HEADER[0], *HEADER[1:]])
    pages = [*lines[:15], "", "Register of licences, page 2", lines[0], *lines[15:]]
    yield made("pages", pages, rows)
    yield made(
        "header-each-ten",
        [one for n, each in enumerate(lines[1:]) for one in ([lines[0]] if n % 10 == 0 else []) + [each]],
        rows,
    )
    yield from _below(lines, rows)


def _below(lines: Lines, rows: list[Row]) -> Iterator[PortalFile]:
    fees, seats = (sum(float(str(row[place] or 0)) for row in rows) for place in (5, 6))
    total = line(["Total", None, None, None, None, round(fees, 2), int(seats)])
    yield made("total-below", [*lines, total], rows)
    yield made(
        "footer-many",
        [*lines, "", "1) Fees in pounds, without tax.", "2) Seats, where known.", "Contact: a@example.org"],
        rows,
    )
    yield made("footer-count", [*lines, "Number of records: 40"], rows)
    above = line(["Licence", "Owner", "Premises", None, "Terms", None, None])
    names = [
        "Licence",
        "Owner",
        "Premises Street",
        "Premises Kind",
        "Terms Granted",
        "Terms Fee",
        "Terms Seats",
    ]
    yield made("header-halves", [above, ",,Street,Kind,Granted,Fee,Seats", *lines[1:]], rows, names)
    yield made("types-below-header", [lines[0], "text,text,text,text,date,decimal,integer", *lines[1:]], rows)
