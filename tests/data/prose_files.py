"""Small tables with a page of prose above or below, as offices publish them; the truth beside each."""

from collections.abc import Iterator

from tests.data.handmade_faults import Row, made, written
from tests.data.portal_files import PortalFile

TOWNS = ["Leeds", "York", "Hull", "Derby", "Bath", "Ely", "Ripon", "Wells", "Truro", "Stoke"]
PROSE = [
    "Crime survey for the region, 2019 to 2021",
    "Published by the Office; see our site for details",
    "All figures are rounded, so totals may differ.",
    "Contact: data@example.org, telephone 01234 567890",
    "This sheet contains: offences; outcomes; victims",
    "Source: police returns",
    "Some shorthand is used in this table, [x] = not available",
    "[z] = not applicable",
    "Released 12 May 2022; next release May 2023",
    "For methods, see the guide; for quality, see the report, page 3",
    "Note 1: Figures exclude fraud.",
    "Terms of use: open licence",
]
SMALL = ["Area", "Homes", "Share"]
WIDE = ["Area", "2019", "2020", "2021", "2022"]


def small() -> list[Row]:
    """Make six rows of three cells."""
    return [[town, 100 + n * 7, n / 8] for n, town in enumerate(TOWNS[:6])]


def wide() -> list[Row]:
    """Make five rows of five cells."""
    return [[town, 100 + n * 7, n * 31, n * 5, n + 0.5] for n, town in enumerate(TOWNS[:5])]


def prose_files() -> Iterator[PortalFile]:
    """Make the files."""
    yield from _with_prose("small", SMALL, small())
    yield from _with_prose("wide", WIDE, wide())
    yield from _with_semicolons()
    yield from _with_facts()
    yield from _with_last_lines()


def _with_prose(name: str, header: list[str], rows: list[Row]) -> Iterator[PortalFile]:
    lines, quoted = written(rows, header=header), [f'"{one}"' for one in PROSE]
    marks = "," * (len(header) - 1)
    padded = [f'"{one}"{marks}' for one in PROSE]
    for place, shown in {
        "above": [*PROSE, *lines],
        "apart": [*PROSE, "", *lines],
        "quoted-above": [*quoted, "", *lines],
        "padded-above": [*padded, *lines],
        "below": [*lines, "", *PROSE],
        "quoted-below": [*lines, "", *quoted],
        "padded-below": [*lines, marks, *padded],
        "around": [*PROSE[:4], "", *lines, "", *PROSE[4:]],
    }.items():
        yield made(f"prose-{place}-{name}", shown, rows, header)


def _with_semicolons() -> Iterator[PortalFile]:
    rows = small()
    lines = [one.replace(".", ",") for one in written(rows, ";", SMALL)]
    yield made("prose-above-semicolons", [*PROSE, "", *lines], rows, SMALL)
    yield made("prose-below-semicolons", [*lines, "", *PROSE], rows, SMALL)
    yield made("prose-above-tabs", [*PROSE, "", *written(wide(), "\t", WIDE)], wide(), WIDE)


def _with_facts() -> Iterator[PortalFile]:
    rows, lines = small(), written(small(), header=SMALL)
    yield made("a-day-above", ["Report date,2022-01-05,", *lines], rows, SMALL)
    yield made("a-title-in-the-middle", [",Homes in the region,", *lines], rows, SMALL)
    yield made("columns-before", [f",,{one}" for one in lines], rows, SMALL)
    noted = [*rows[:-1], [*rows[-1], "* provisional"]]
    yield made("a-note-beside", [*lines[:-1], f"{lines[-1]},* provisional"], noted, SMALL)
    years: list[Row] = [[town, n * 3, n * 5, n / 4, n / 2] for n, town in enumerate(TOWNS)]
    grouped = [",Homes,Homes,Share,Share", *written(years, header=["Area", "2019", "2020", "2019", "2020"])]
    names = ["Area", "Homes 2019", "Homes 2020", "Share 2019", "Share 2020"]
    yield made("groups-named-again", grouped, years, names)
    quarters: list[Row] = [[town, n, n + 1, n + 2, n + 3] for n, town in enumerate(TOWNS)]
    below = written(quarters, header=["Area", "Q1", "Q2", "Q1", "Q2"])
    names = ["Area", "2020 Q1", "2020 Q2", "2021 Q1", "2021 Q2"]
    yield made("years-over-quarters", [",2020,,2021,", *below], quarters, names)
    words: list[Row] = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
    yield made("numbered-columns", written(words, header=["1", "2", "3"]), words, ["1", "2", "3"])
    contacts: list[Row] = [[f"{town} Hall", f"0{n}1234 56789", f"{n}@a.org"] for n, town in enumerate(TOWNS)]
    yield made("contacts-without-header", written(contacts)[1:], contacts, [])


def _with_last_lines() -> Iterator[PortalFile]:
    rows, lines = small(), written(small(), header=SMALL)
    for name, last in {
        "rule": ["-----", "Source: police returns"],
        "end": ["END"],
        "page": ["Page 1 of 1"],
        "generated": ["Generated on 2022-05-01 by admin"],
        "stars": ["** revised", "*** see the notes"],
        "sum": [f",{sum(int(str(row[1])) for row in rows)},"],
        "letters": ["", "a) provisional", "b) estimated, see above", "(1) Without villages"],
    }.items():
        yield made(f"last-line-{name}", [*lines, *last], rows, SMALL)
