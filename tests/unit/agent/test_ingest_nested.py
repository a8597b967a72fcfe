"""Rows that are the sums of others, as a pivot table in its compact form has them above a grand total."""

from pathlib import Path

from tests.data.ingested import ingest_text

PIVOT = """Row Labels,Sum of Sales,Sum of Units
North,300,30
  Desk,100,10
  Lamp,200,20
South,150,15
  Desk,150,15
"""


def test_a_grand_total_over_groups_and_their_parts_is_no_row(tmp_path: Path) -> None:
    table = ingest_text(PIVOT + "Grand Total,450,45\n", tmp_path)

    assert table.column("Row Labels") == ["North", "Desk", "Lamp", "South", "Desk"]
    assert table.warning("totals_skipped")["text"] == "Grand Total | 450 | 45"
    assert table.warning("rows_add_up_others")["count"] == 2


def test_a_total_that_is_no_such_sum_in_one_column_stays(tmp_path: Path) -> None:
    table = ingest_text(PIVOT + "Grand Total,450,44\n", tmp_path)

    assert len(table.rows) == 6
    assert "rows_add_up_others" not in table.codes


def test_few_rows_that_happen_to_be_twice_the_last_one_stay(tmp_path: Path) -> None:
    assert len(ingest_text("k,n\na,5\nb,5\nTotal,5\n", tmp_path).rows) == 3
