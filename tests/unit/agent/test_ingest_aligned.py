"""Text whose columns are aligned by blanks, and habits of single programs."""

import datetime
from pathlib import Path

import pytest

from services.agent.ingest.aligned import cut, find_starts
from tests.data.cell_score import cell_f1, cells_of
from tests.data.ingested import ingest

DAY = datetime.date
NAMES = ["Ann O'Brien", "J. Smith & Sons", "Peña, Luis", "Kim"]
ROWS = [[7 + 31 * n, NAMES[n % 4], DAY(2024, n % 12 + 1, 5), n * 12.5] for n in range(16)]
HEADER = ["No", "Full name", "Day", "Open amount"]


def aligned(
    rows: list[list[object]], *, gap: int = 2, rule: bool = False, header: list[str] = HEADER
) -> list[str]:
    cells = [header, *(["" if cell is None else str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        (" " * gap)
        .join(
            cell.rjust(width) if place in (0, 3) else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        .rstrip()
        for row in cells
    ]
    drawn = [(" " * gap).join("-" * width for width in widths)] if rule else []
    return [lines[0], *drawn, *lines[1:]]


GAPS = [[*row[:2], None if number % 3 else row[2], row[3]] for number, row in enumerate(ROWS)]
COMMAS = [line.replace(".", ",") for line in aligned(ROWS)]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param(aligned(ROWS), ROWS, id="two blanks"),
        pytest.param(["Open accounts", "", *aligned(ROWS, gap=4)], ROWS, id="a title"),
        pytest.param([*aligned(ROWS, gap=1, rule=True), "", "(16 rows affected)"], ROWS, id="a drawn line"),
        pytest.param(aligned(GAPS), GAPS, id="empty cells"),
        pytest.param(aligned(GAPS, gap=1, rule=True), GAPS, id="empty cells below a line"),
        pytest.param(
            COMMAS, [[*row[:1], str(row[1]).replace(".", ","), *row[2:]] for row in ROWS], id="decimal commas"
        ),
    ],
)
def test_aligned_columns_are_divided(tmp_path: Path, lines: list[str], rows: list[list[object]]) -> None:
    path = tmp_path / "x.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    tables = ingest(path, tmp_path, name="x.csv")

    truth = [*HEADER, *(cell for row in rows for cell in row if cell is not None)]
    assert cell_f1(cells_of(tables), truth) == 1.0


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["at", *(f"2024-01-{day:02d} 10:00" for day in range(1, 20))], id="days and times"),
        pytest.param(["A page of words.  It goes on.", "And on,  and on", "to  the end"] * 3, id="prose"),
        pytest.param(["name", *(f"  {name}" for name in NAMES * 4)], id="indented"),
        pytest.param(["a\tb", *(f"{n}\t  x   y" for n in range(20))], id="tabs"),
    ],
)
def test_blanks_by_chance_divide_nothing(lines: list[str]) -> None:
    assert find_starts(lines) == ()


def test_a_line_across_the_columns_stays_whole() -> None:
    assert cut("A remark", (4, 7)) == ["A remark", "", ""]
    assert cut("ab  c  d", (4, 7)) == ["ab", "c", "d"]


EXTF = '"EXTF";700;21;"Stapel";12;;"RE";1001;1;2023;4;"EUR"'
BOOKED = "".join(f'{n},50;"S";{8000 + n};"Miete {n}"\n' for n in range(20))
VISITS = "".join(f"/page/{n},{n},{n * 7 % 90}.50%\n" for n in range(1, 21))
AMOUNTS = "".join(f"{n},Köln {n},{n / 4}\n" for n in range(1, 21))


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        pytest.param(
            f"{EXTF}\nUmsatz;Kennzeichen;Konto;Text\n{BOOKED}",
            ["Umsatz", "Kennzeichen", "Konto", "Text"], 20, id="a wider row of facts above",
        ),
        pytest.param(f"Page,Views,Share\n{VISITS}Total: pages,210,4.00%\n",
                     ["Page", "Views", "Share"], 20, id="a total beside a share"),
        pytest.param(f"No,City,Amount\n{AMOUNTS}--------\n20 in all\nEarned by 3\n",
                     ["No", "City", "Amount"], 20, id="notes below a line"),
    ],
)  # fmt: skip
def test_habits_of_programs_are_known(tmp_path: Path, text: str, columns: list[str], rows: int) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")

    (table,) = ingest(path, tmp_path)

    assert (table.columns, len(table.rows)) == (columns, rows)


def test_moments_of_forms_are_moments(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        "at,n\n2024/01/31 9:12:33 PM GMT+1,1\n2024/02/01 12:00:00 AM GMT-10,2\n", encoding="utf-8"
    )

    (table,) = ingest(path, tmp_path)

    assert table.column("at") == [
        datetime.datetime(2024, 1, 31, 20, 12, 33), datetime.datetime(2024, 2, 1, 10, 0)
    ]  # fmt: skip


def test_spanish_with_a_german_name_is_not_thai(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("Año;Población\n2020;San José\n2021;Köln\n".encode("latin-1"))

    (table,) = ingest(path, tmp_path)

    assert table.columns == ["Año", "Población"]


DRAWN = {
    "psql": " id | name \n----+------\n  1 | Ann\n  2 | Bo\n(2 rows)\n",
    "mysql": "+----+------+\n| id | name |\n+----+------+\n|  1 | Ann  |\n|  2 | Bo   |\n"
    "+----+------+\n2 rows in set (0.00 sec)\n",
    "markdown": "# People\n\n| id | name |\n|---:|:-----|\n| 1  | Ann  |\n| 2  | Bo   |\n",
    "narrow markdown": "| id | name |\n|-:|:-|\n| 1  | Ann  |\n| 2  | Bo   |\n",
    "narrow database": "id,name\n--,--\n1,Ann\n2,Bo\n",
    "grid": "+----+------+\n| id | name |\n+====+======+\n|  1 | Ann  |\n"
    "+----+------+\n|  2 | Bo   |\n+----+------+\n",
    "box": "┌────┬──────┐\n│ id │ name │\n├────┼──────┤\n│  1 │ Ann  │\n│  2 │ Bo   │\n└────┴──────┘\n",
    "rst": "===  ====\nid   name\n===  ====\n1    Ann\n2    Bo\n===  ====\n",
}


@pytest.mark.parametrize("text", DRAWN.values(), ids=DRAWN.keys())
def test_a_drawn_table_has_only_its_own_columns(tmp_path: Path, text: str) -> None:
    path = tmp_path / "people.txt"
    path.write_text(text, encoding="utf-8")

    (table,) = ingest(path, tmp_path)

    assert (table.columns, table.types) == (["id", "name"], ["BIGINT", "VARCHAR"])
    assert table.rows == [(1, "Ann"), (2, "Bo")]
