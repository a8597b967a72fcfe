"""Text files with exactly one fault each, and what a person would read from them all the same."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.data.portal_files import PortalFile, Style, write_lines
from tests.data.portal_tables import PortalTable, make_table

ROWS = 60
Lines = list[str]


def _base(seed: int) -> PortalTable:
    return make_table(("spending", "schools", "stations")[seed % 3], seed, ROWS)


def _file(
    name: str, lines: Lines, table: PortalTable, *, end: str = "\n", encoding: str = "utf-8"
) -> PortalFile:
    return PortalFile(name, (end.join(lines) + end).encode(encoding), [table])


def _with_row(table: PortalTable, row: int, cells: list[object]) -> PortalTable:
    return replace(table, rows=[*table.rows[:row], cells, *table.rows[row + 1 :]])


def _styled(seed: int) -> Iterator[PortalFile]:
    """Another delimiter, quote, escape, line end or encoding than usual."""
    table = _base(seed)
    for name, style in {
        "tab": Style(delimiter="\t"),
        "semicolon": Style(delimiter=";"),
        "space": Style(delimiter=" "),
        "bar": Style(delimiter="|"),
        "colon": Style(delimiter=":"),
        "comma-space": Style(delimiter=", "),
        "apostrophe": Style(quote="'"),
        "backslash": Style(escape="\\"),
        "cr": Style(line_end="\r"),
        "lf": Style(line_end="\n"),
        "utf-16": Style(encoding="utf-16"),
        "utf-16-be": Style(encoding="utf-16-be"),
        "latin-1": Style(encoding="latin-1"),
        "bom": Style(encoding="utf-8-sig"),
    }.items():
        style = replace(style, quoting=csv.QUOTE_ALL if name in ("space", "apostrophe") else style.quoting)
        text = style.line_end.join(write_lines(table, style)) + style.line_end
        yield PortalFile(f"style-{name}-{seed}", text.encode(style.encoding), [table])


def _framed(seed: int) -> Iterator[PortalFile]:
    """Something above, below or missing."""
    table = _base(seed)
    lines = write_lines(table, Style())
    yield _file(f"preamble-{seed}", ["Council spending", "", *lines], table)
    yield _file(
        f"preamble-long-{seed}", [f"Remark {number} on the data" for number in range(6)] + lines, table
    )
    yield _file(f"preamble-delimited-{seed}", ["Council spending,,,,", *lines], table)
    yield _file(f"comment-{seed}", ["# exported 2024-01-31", *lines], table)
    yield _file(f"footer-{seed}", [*lines, "", "Source: the council's books"], table)
    yield _file(f"blank-end-{seed}", [*lines, "", ""], table)
    yield _file(f"no-header-{seed}", lines[1:], replace(table, header=[]))
    yield _file(f"header-only-{seed}", lines[:1], replace(table, rows=[]))
    yield _file(f"one-row-{seed}", lines[:2], replace(table, rows=table.rows[:1]))
    yield PortalFile(f"no-last-end-{seed}", "\n".join(lines).encode(), [table])
    more = make_table("datasets", seed, 10)
    both = "\n".join([*lines, "", *write_lines(more, Style()), ""])
    yield PortalFile(f"two-tables-{seed}", both.encode(), [table, more])
    double = [table.header[0], *table.header[:1], *table.header[2:]]
    yield _file(
        f"names-twice-{seed}", [",".join(double), *lines[1:]], replace(table, header=[double[0], *double[2:]])
    )


def _in_one_row(seed: int) -> Iterator[PortalFile]:
    """One row is not like the others."""
    table = make_table("schools", seed, ROWS)
    lines = write_lines(table, Style(quoting=csv.QUOTE_MINIMAL))
    for row in (0, ROWS // 2, ROWS - 1):
        cells = table.rows[row]
        place = row + 1
        plain = write_lines(replace(table, rows=[cells]), Style())[1]
        edits: dict[str, tuple[Callable[[str], str], list[object]]] = {
            "less": (lambda line: line.replace(",", "", 1), [f"{cells[0]}{cells[1]}", *cells[2:]]),
            "more": (lambda line: line.replace(",", ",,", 1), [cells[0], None, *cells[1:]]),
            "more-end": (lambda line: line + ",", list(cells)),
            "cut": (lambda line: line.rpartition(",")[0], cells[:-1]),
            "quote-opens": (lambda line: line.replace(",", ',"', 1), [cells[0], f'"{cells[1]}', *cells[2:]]),
            "quote-inside": (lambda line: line.replace(" School", '" School', 1),
                             [cells[0], str(cells[1]).replace(" School", '" School'), *cells[2:]]),
            "other-mark": (lambda _, cells=cells: "|".join(map(str, cells)), list(cells)),
            "quote-ends": (lambda line: line + '"', [*cells[:-1], f'{cells[-1]}"']),
        }  # fmt: skip
        for name, (edit, truth) in edits.items():
            changed = [*lines[:place], edit(plain), *lines[place + 1 :]]
            yield _file(f"row-{name}-{row}-{seed}", changed, _with_row(table, row, truth))


def single_fault_files() -> Iterator[PortalFile]:
    """Make files that would be clean but for one thing."""
    for seed in (1, 2):
        yield from _styled(seed)
        yield from _framed(seed)
    yield from _in_one_row(3)
