"""Text files as statistics offices, databases and office programs export them; the truth beside each."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.data.portal_files import PortalFile, Style, write_lines
from tests.data.portal_tables import Cell, PortalTable, make_table

TOWNS = [
    "Köln",
    "Aachen",
    "Bonn",
    "Essen",
    "Düren",
    "Hamm",
    "Witten",
    "Soest",
    "Unna",
    "Neuss",
    "Marl",
    "Ahlen",
]
DAYS = [datetime.date(2023, month, month + 12) for month in range(1, 13)]
GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]


def export_files() -> Iterator[PortalFile]:
    """Make the files."""
    yield from _of_offices()
    yield from _of_databases()
    yield from _of_programs()
    yield from _numbers()
    yield from _dates()


def _file(
    name: str, lines: list[str], header: list[str], rows: list[list[Cell]], *, encoding: str = "utf-8"
) -> PortalFile:
    return PortalFile(name, ("\n".join(lines) + "\n").encode(encoding), [PortalTable(name, header, rows)])


def _of_offices() -> Iterator[PortalFile]:
    counts = [
        [f"0{5300 + n}", town, 10000 + 37 * n, 5000 + 17 * n, 5000 + 20 * n] for n, town in enumerate(TOWNS)
    ]
    body = [";".join(map(str, row)) for row in counts]
    titles = ["Statistischer Bericht;;;;", "Bevölkerung nach Kreisen;;;;", "Stichtag: 31.12.2022;;;;", ";;;;"]
    levels = [
        ";;Bevölkerung;Bevölkerung;Bevölkerung",
        ";;insgesamt;männlich;weiblich",
        ";;Anzahl;Anzahl;Anzahl",
    ]
    names = [f"Bevölkerung {each} Anzahl" for each in ("insgesamt", "männlich", "weiblich")]
    end = ["__________", "© Statistisches Landesamt, 2023 | Stand: 01.02.2023 / 10:11:12"]
    yield _file("three-levels", [*titles, *levels, *body, *end], names, counts, encoding="cp1252")
    weather = [[town, 10 + n + 0.5, 1000 + n, n + 0.2] for n, town in enumerate(TOWNS)]
    lines = [",".join(map(str, row)) for row in weather]
    header = ["Temperature °C", "Pressure hPa", "Wind m/s"]
    yield _file(
        "units-below",
        ["Station,Temperature,Pressure,Wind", ",°C,hPa,m/s", *lines],
        ["Station", *header],
        weather,
    )
    wide = [["A,PC,DE", 0.5, 0.7], ["A,PC,FR", 1.5, 1.7], ["A,PC,IT", 2.5, None], ["A,PC,ES", 3.5, None]]
    shares = ["\t".join(f"{':' if cell is None else cell} " for cell in row) for row in wide]
    yield _file(
        "years-and-colons",
        ["unit,geo\\TIME\t2019 \t2020 ", *shares],
        ["unit,geo\\TIME", "2019", "2020"],
        wide,
    )
    notes = ["", "Notes:", "1. Data are provisional, and subject to revision.", "Source: survey, 2023."]
    simple = [[town, n, n + 0.5] for n, town in enumerate(TOWNS)]
    plain = ["a,b,c", *(",".join(map(str, row)) for row in simple)]
    yield _file("notes-with-commas", [*plain, *notes], ["a", "b", "c"], simple)
    yield _file("source-at-once", [*plain, "Source: survey, 2023."], ["a", "b", "c"], simple)
    yield _file("copyright", [*plain, "", "© Crown copyright 2023"], ["a", "b", "c"], simple)
    yield _file("comment-between", [*plain[:4], "# second part", *plain[4:]], ["a", "b", "c"], simple)


def _of_databases() -> Iterator[PortalFile]:
    rows = [[n, town, n + 0.5] for n, town in enumerate(TOWNS)]
    barred = [f" {n:2} | {town:7} | {value}" for n, town, value in rows]
    drawn = [" a  |    b    |  c", "----+---------+-----", *barred, "(12 rows)"]
    yield _file("psql", drawn, ["a", "b", "c"], rows)
    plain = [",".join(map(str, row)) for row in rows]
    yield _file("rows-affected", ["a,b,c", *plain, "", "(12 rows affected)"], ["a", "b", "c"], rows)
    drawn = ["a,b,c", "---,---,---", *plain]
    yield _file("line-below-names", drawn, ["a", "b", "c"], rows)
    table = ["| a | b | c |", "|---|---|---|", *(f"| {n} | {town} | {value} |" for n, town, value in rows)]
    yield _file("markdown", table, ["a", "b", "c"], rows)
    nulls = [[town, n if n % 3 else None, n * 2] for n, town in enumerate(TOWNS)]
    dumped = ["\t".join("\\N" if cell is None else str(cell) for cell in row) for row in nulls]
    yield _file("dump", ["town\tn\tm", *dumped], ["town", "n", "m"], nulls)
    rated = [[n, 100 + n, n % 5] for n in range(12)]
    yield _file("colons", ["u::m::r", *("::".join(map(str, row)) for row in rated)], ["u", "m", "r"], rated)
    yield _file("end-mark", ["a,b,c", *plain, "\x1a"], ["a", "b", "c"], rows)
    yield _file("end-words", ["a,b,c", *plain, "End of file"], ["a", "b", "c"], rows)


def _of_programs() -> Iterator[PortalFile]:
    codes = [[n, f"00{10 + n}", town] for n, town in enumerate(TOWNS)]
    formulas = [f'{n},="{code}",{town}' for n, code, town in codes]
    yield _file("formulas", ["id,zip,town", *formulas], ["id", "zip", "town"], codes)
    quoted = [f'{n},"=""{code}""",{town}' for n, code, town in codes]
    yield _file("formulas-quoted", ["id,zip,town", *quoted], ["id", "zip", "town"], codes)
    texts = [[f"{town}, Stadt"] for town in TOWNS]
    yield _file("quoted-texts", ['"name"', *(f'"{text}"' for (text,) in texts)], ["name"], texts)
    table = make_table("schools", 61, 20)
    lines = write_lines(table, Style())
    yield PortalFile("two-marks", ("\ufeff\ufeff" + "\n".join(lines) + "\n").encode(), [table])
    misread = ("ï»¿" + "\n".join(lines) + "\n").encode()
    yield PortalFile("mark-as-letters", misread, [table])
    named = replace(table, header=[f"{name} " for name in table.header])
    yield PortalFile(
        "tabs-told", ("sep=\t\n" + "\n".join(write_lines(named, Style(delimiter="\t")))).encode(), [table]
    )


def _column(name: str, write: Callable[[int], str], value: Callable[[int], Cell]) -> PortalFile:
    lines = ["Ort;Wert", *(f"{town};{write(n)}" for n, town in enumerate(TOWNS))]
    return _file(name, lines, ["Ort", "Wert"], [[town, value(n)] for n, town in enumerate(TOWNS)])


def _numbers() -> Iterator[PortalFile]:
    for name, mark in (("no-break", "\u00a0"), ("narrow", "\u202f"), ("apostrophe", "'"), ("space", " ")):
        yield _column(
            f"thousands-{name}",
            lambda n, mark=mark: f"{n + 1}{mark}{100 + n}",
            lambda n: 1000 * (n + 1) + 100 + n,
        )
    yield _column(
        "signs",
        lambda n: ("-$1,2{}.50", "$1,2{}.50", "$(1,2{}.50)")[n % 3].format(10 + n),
        lambda n: (1210.5 + n) * (1 if n % 3 == 1 else -1),
    )
    yield _column("lakhs", lambda n: f"{n + 1},23,{456 + n}.00", lambda n: 100000 * (n + 1) + 23456 + n)
    yield _column("suppressed", lambda n: str(n) if n % 4 else "*", lambda n: n if n % 4 else None)
    both = [[town, 1000 * (n + 1) + 100 + n, n + 0.25] for n, town in enumerate(TOWNS)]
    lines = [f"{town};{n + 1}.{100 + n};{n},25" for n, town in enumerate(TOWNS)]
    yield _file("points-and-commas", ["Ort;Summe;Anteil", *lines], ["Ort", "Summe", "Anteil"], both)


def _dates() -> Iterator[PortalFile]:
    for name, write in {
        "german": lambda day: f"{day.day}. {GERMAN[day.month - 1]} {day.year}",
        "german-short": lambda day: f"{day.day:02}.{GERMAN[day.month - 1][:3]}.{day.year}",
        "french": lambda day: f"{day.day} {FRENCH[day.month - 1]} {day.year}",
        "spanish": lambda day: f"{day.day} de {SPANISH[day.month - 1]} de {day.year}",
        "weekday": lambda day: f"{day:%a %d %b %Y}",
        "ordinal": lambda day: f"{day.day}th {day:%B %Y}",
        "american": lambda day: f"{day:%A, %B} {day.day}, {day.year}",
    }.items():
        yield _column(f"days-{name}", lambda n, write=write: write(DAYS[n]), lambda n: DAYS[n])
    noon = datetime.time(16, 5)
    yield _column(
        "moments-short",
        lambda n: f"{DAYS[n]:%m/%d/%y} 4:05 PM",
        lambda n: datetime.datetime.combine(DAYS[n], noon),
    )
    yield _column(
        "moments-zoned-apart",
        lambda n: f"{DAYS[n]} 16:05:00 +0000",
        lambda n: datetime.datetime.combine(DAYS[n], noon),
    )
    yield _column(
        "moments-zoned",
        lambda n: f"{DAYS[n]:%Y/%m/%d} 16:05:00+00",
        lambda n: datetime.datetime.combine(DAYS[n], noon),
    )
