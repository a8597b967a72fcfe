"""Text files with habits that are rarer, or worse, than those of `portal_files`; the truth beside each."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from tests.data.portal_files import PortalFile, Style, spell, write_lines
from tests.data.portal_tables import Cell, PortalTable, make_table


def _file(name: str, lines: list[str], table: PortalTable, end: str = "\n") -> PortalFile:
    return PortalFile(name, (end.join(lines) + end).encode(), [table])


def _joined(table: PortalTable, mark: str) -> list[str]:
    """Write cells as they are, without a quote anywhere."""
    return [mark.join(spell(cell, Style()) for cell in row) for row in [table.header, *table.rows]]


def odd_files() -> Iterator[PortalFile]:
    """Make the files."""
    yield from _around_the_table()
    yield from _inside_the_table()
    yield from _badly_quoted()


def _around_the_table() -> Iterator[PortalFile]:
    table = make_table("schools", 31, 9)
    lines = write_lines(table, Style())
    sentence = "Schools, as counted by the council, in spring"
    yield _file(
        "long-preamble", [f"Line {number} of the terms of use" for number in range(15)] + ["", *lines], table
    )
    yield _file("preamble-of-sentences", [sentence, "Contact: office, room 4", "", *lines], table)
    yield _file("preamble-quoted", [f'"{sentence}"', "", *lines], table)
    yield _file("preamble-of-pairs", ["Title,Schools", "Year,2024", "Unit,pupils", "", *lines], table)
    yield _file("preamble-padded", ["Schools of the town" + "," * 4, "," * 4, *lines], table)
    yield _file("footer-padded", [*lines, "," * 4, "Source: council" + "," * 4], table)
    yield _file(
        "footer-of-many", [*lines, "", "Notes:", "1. Pupils in spring.", "2. Without nurseries."], table
    )
    yield _file(
        "footer-sentence", [*lines, "", "This file was made by the statistics office, with care."], table
    )
    yield from _between_and_below(lines, table)


def _between_and_below(lines: list[str], table: PortalTable) -> Iterator[PortalFile]:
    sentence = "Data is provided as it is, without a warranty of any kind, by the council"
    yield _file("footer-quoted", [*lines, f'"{sentence}",,,,'], table)
    counts = make_table("counts", 32, 14)
    sums = ["Total", *(sum(row[place] for row in counts.rows) for place in range(1, 5))]
    with_sums = [*write_lines(counts, Style()), ",".join(map(str, sums)) + ","]
    yield _file("total-and-source", [*with_sums, "", "Source: census"], counts)
    yield _file("blank-lines-above", ["", "", *lines], table)
    yield _file("rows-of-commas-below", [*lines, ",,,,", ",,,,", ",,,,"], table)
    page = [*lines[:5], lines[0], *lines[5:]]
    yield _file("header-again", page, table)


def _inside_the_table() -> Iterator[PortalFile]:
    table = make_table("stations", 41, 30)
    index = replace(table, header=["", *table.header], rows=[[n, *row] for n, row in enumerate(table.rows)])
    yield _file("index-column", write_lines(index, Style()), replace(index, header=table.header))
    padded = [",".join(f"{spell(cell, Style()):12}" for cell in row) for row in [table.header, *table.rows]]
    yield _file("padded-cells", padded, table)
    barred = [" | ".join(spell(cell, Style()) for cell in row) for row in [table.header, *table.rows]]
    yield _file("spaced-bars", barred, table)
    short = [line.rstrip(",") for line in write_lines(make_table("spending", 42, 30), Style())]
    yield _file("short-rows", short, make_table("spending", 42, 30))
    grouped = make_table("counts", 43, 30)
    grouped_rows = [
        [row[0], *(f"{value * 1000:,}" for value in row[1:5]), f"{row[5]}%"] for row in grouped.rows
    ]
    truth = [[row[0], *(value * 1000 for value in row[1:5]), round(row[5] / 100, 6)] for row in grouped.rows]
    yield _file(
        "thousands", write_lines(replace(grouped, rows=grouped_rows), Style()), replace(grouped, rows=truth)
    )
    money: list[list[Cell]] = [
        [row[0], *(f"${value:,}.50" for value in row[1:5]), row[5]] for row in grouped.rows
    ]
    paid = [[row[0], *(value + 0.5 for value in row[1:5]), row[5]] for row in grouped.rows]
    yield _file("dollars", write_lines(replace(grouped, rows=money), Style()), replace(grouped, rows=paid))
    broken = replace(table, header=["Station", "Latitude", "Longitude", "Height\n(m)", "Since", "Status"])
    yield _file("name-on-two-lines", write_lines(broken, Style()), broken)
    yield from _lines_in_cells()
    yield from _few_columns(table)


def _lines_in_cells() -> Iterator[PortalFile]:
    long = make_table("datasets", 44, 40)
    notes = ["one\n\ntwo, three", 'a "word"', "x;y;z", ""]
    rows = [[*row, notes[place % 4] or None] for place, row in enumerate(long.rows)]
    noted = replace(long, header=[*long.header, "Notes"], rows=rows)
    yield _file("lines-in-cells", write_lines(noted, Style()), noted)
    yield _file("lines-in-cells-crlf", write_lines(noted, Style(quoting=csv.QUOTE_ALL)), noted, end="\r\n")
    listed = [[*row[:-1], "a;b;c" if place % 2 else "d;e"] for place, row in enumerate(noted.rows)]
    lists = replace(noted, rows=listed)
    yield _file("lists-in-cells", _joined(lists, ","), lists)


def _few_columns(table: PortalTable) -> Iterator[PortalFile]:
    pairs = make_table("datasets", 45, 20)
    tags = [[row[0], "x;y;z" if place % 3 else "u;v;w"] for place, row in enumerate(pairs.rows)]
    tagged = replace(pairs, header=["name", "tags"], rows=tags)
    yield _file("lists-in-two-columns", _joined(tagged, ","), tagged)
    words = ["hello, world", "foo", "bar, baz, qux", "one more line", "and, so on"]
    texts = replace(pairs, header=["text"], rows=[[word] for word in words])
    yield _file("commas-in-one-column", ["text", *words], texts)
    one = replace(table, header=["Town"], rows=[[row[0]] for row in table.rows])
    yield _file("one-column", _joined(one, ","), one)
    two = replace(table, header=["Town", "Height"], rows=[[row[0], row[3]] for row in table.rows])
    yield _file("two-columns-semicolon", _joined(two, ";"), two)
    times = [[row[0], f"2024-03-0{n % 9 + 1} 1{n % 10}:30:00", row[3]] for n, row in enumerate(table.rows)]
    timed = replace(table, header=["Town", "At", "Height"], rows=times)
    yield _file("times", _joined(timed, "\t"), timed)


def _badly_quoted() -> Iterator[PortalFile]:
    table = make_table("datasets", 51, 30)
    plain = _joined(table, ",")
    wrapped = []
    for row in [table.header, *table.rows]:
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(row)
        wrapped.append('"' + out.getvalue().replace('"', '""') + '"')
    yield _file("lines-quoted", wrapped, table)
    inches = replace(table, rows=[[row[0], f'{n}" pipe', *row[2:]] for n, row in enumerate(table.rows)])
    yield _file("inches", _joined(inches, ","), inches)
    inner = [[row[0], f'The "{row[2]}" plan', *row[2:]] for row in table.rows]
    told = replace(table, rows=inner)
    lines = [",".join(f'"{cell}"' for cell in row) for row in [told.header, *inner]]
    yield _file("quotes-not-doubled", lines, told)
    apostrophes = replace(table, rows=[[row[0], f"O'{row[1]}", *row[2:]] for row in table.rows])
    yield _file("apostrophes", _joined(apostrophes, ","), apostrophes)
    yield _file("quoted-names-only", [",".join(f'"{name}"' for name in table.header), *plain[1:]], table)
    escaped = replace(table, rows=[[row[0], f'see "{row[2]}", p. 4', *row[2:]] for row in table.rows])
    yield _file("backslash-quotes", write_lines(escaped, Style(escape="\\")), escaped)
    commas = replace(table, rows=[[row[0], f"{row[1]}, new", *row[2:]] for row in table.rows])
    lines = [",".join(cell.replace(",", "\\,") for cell in row) for row in [commas.header, *commas.rows]]
    yield _file("backslash-delimiters", lines, commas)
