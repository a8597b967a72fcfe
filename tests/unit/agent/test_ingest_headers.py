"""Where the table is on its sheet: titles, headers, totals and notes around it."""

from pathlib import Path
from typing import Any

import pytest

from tests.data.ingested import Table, ingest_one
from tests.data.workbooks import write_xlsx

HEADER = ["Region", "Units", "Price"]
DATA = [["North", 5, 1.5], ["South", 7, 2.25], ["East", 9, 0.5], ["West", 4, 3.0]]
ROWS = [tuple(row) for row in DATA]


def sheet(folder: Path, rows: list[list[Any]]) -> Table:
    return ingest_one(write_xlsx(folder / "x.xlsx", {"Sales": rows}), folder)


@pytest.mark.parametrize(
    "above",
    [
        pytest.param([], id="nothing"),
        pytest.param([["Sales 2024"]], id="a title"),
        pytest.param([["Sales 2024"], ["all regions"], []], id="two titles and a blank row"),
        pytest.param([[], [], [None, "Sales 2024"], []], id="blank rows and a title further right"),
        pytest.param([["Printed on:"], ["2024-05-01"]], id="a date above"),
    ],
)
def test_the_header_is_found_under_what_stands_above(tmp_path: Path, above: list[list[Any]]) -> None:
    table = sheet(tmp_path, [*above, HEADER, *DATA])

    told = [warning for warning in table.warnings if warning["code"] == "title_skipped"]
    assert (table.columns, table.rows) == (HEADER, ROWS)
    assert len(told) == len([row for row in above if any(row)])


def test_a_block_away_from_the_corner_is_read_whole(tmp_path: Path) -> None:
    rows = [[], [], *([None, None, *row] for row in [HEADER, *DATA])]

    table = sheet(tmp_path, rows)

    assert (table.columns, table.rows) == (HEADER, ROWS)


def test_blank_columns_and_rows_inside_are_dropped(tmp_path: Path) -> None:
    rows = [[row[0], None, *row[1:]] for row in [HEADER, *DATA[:2], [None, None, None], *DATA[2:]]]

    table = sheet(tmp_path, rows)

    assert (table.columns, table.rows) == (HEADER, ROWS)


def test_repeated_and_missing_names_are_made_unique_and_told(tmp_path: Path) -> None:
    table = sheet(tmp_path, [["Name", "name", None, "Name", "a\nb "], ["x", "y", "z", "u", "v"]])

    assert table.columns == ["Name", "name_2", "column_3", "Name_3", "a b"]
    assert {"header_missing", "header_repeated"} <= table.codes


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[1, 2.5], [3, 4.5], [5, 6.5]], id="only numbers"),
        pytest.param([["Ada", 36], ["Grace", 45], ["Edsger", 40]], id="a name and a number"),
        pytest.param([["2024-01-01", "x"], ["2024-01-02", "y"], ["2024-01-03", "x"]], id="dates"),
    ],
)
def test_a_first_row_of_values_is_data(tmp_path: Path, rows: list[list[Any]]) -> None:
    table = sheet(tmp_path, rows)

    assert table.columns == ["column_1", "column_2"]
    assert len(table.rows) == len(rows)
    assert "no_header" in table.codes


def test_years_across_the_top_are_names(tmp_path: Path) -> None:
    table = sheet(tmp_path, [["Region", 2022, 2023], ["North", 510, 480], ["South", 77, 91]])

    assert table.columns == ["Region", "2022", "2023"]


def test_a_table_of_texts_has_its_header_in_the_first_row(tmp_path: Path) -> None:
    table = sheet(tmp_path, [["country", "capital"], ["France", "Paris"], ["Spain", "Madrid"]])

    assert table.columns == ["country", "capital"]


def test_a_header_without_rows_is_a_table_without_rows(tmp_path: Path) -> None:
    table = sheet(tmp_path, [HEADER])

    assert (table.columns, table.rows) == (HEADER, [])


@pytest.mark.parametrize("label", ["Total", "Grand total", "TOTAL:", "Summe", "合计", "합계"])
def test_a_totals_row_is_kept_out_and_told(tmp_path: Path, label: str) -> None:
    table = sheet(tmp_path, [HEADER, *DATA, [label, 25, 7.25]])

    assert table.rows == ROWS
    assert table.warning("totals_skipped")["values"] == [label, "25", "7.25"]
    assert table.warning("totals_skipped")["cell"] == "A6"


def test_a_row_called_total_that_sums_nothing_stays(tmp_path: Path) -> None:
    table = sheet(tmp_path, [HEADER, *DATA, ["Total", 3, 9.5]])

    assert table.rows == [*ROWS, ("Total", 3, 9.5)]


def test_a_total_in_the_middle_that_sums_nothing_stays(tmp_path: Path) -> None:
    table = sheet(tmp_path, [HEADER, DATA[0], ["Total", 6, 1.5], *DATA[1:]])

    assert len(table.rows) == 5


@pytest.mark.parametrize(
    "below",
    [
        pytest.param([["* provisional"]], id="an asterisk"),
        pytest.param([[], ["Source: the ministry"]], id="a source"),
        pytest.param([[], ["Figures of the last two quarters are estimated."]], id="a sentence apart"),
    ],
)
def test_notes_under_the_table_are_kept_out_and_told(tmp_path: Path, below: list[list[Any]]) -> None:
    table = sheet(tmp_path, [HEADER, *DATA, *below])

    assert table.rows == ROWS
    assert str(below[-1][0]) in table.warning("footnote_skipped")["message"]


def test_a_last_row_with_one_cell_is_data(tmp_path: Path) -> None:
    table = sheet(tmp_path, [HEADER, *DATA, ["Overseas", None, None]])

    assert table.rows[-1] == ("Overseas", None, None)


def test_totals_above_notes_are_found(tmp_path: Path) -> None:
    table = sheet(tmp_path, [HEADER, *DATA, ["Total", 25, 7.25], [], ["Source: books"]])

    assert table.rows == ROWS
    assert {"totals_skipped", "footnote_skipped"} <= table.codes


def test_two_header_rows_lose_no_name(tmp_path: Path) -> None:
    rows = [[None, "2023", None, "2024", None], ["Region", "Q1", "Q2", "Q1", "Q2"], ["North", 1, 2, 3, 4]]

    table = sheet(tmp_path, rows)

    assert table.rows == [("North", 1, 2, 3, 4)]
    assert len(set(table.columns)) == 5
