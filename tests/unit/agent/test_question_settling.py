"""Readings that answer the same are no ambiguity; those that differ are offered."""

from pathlib import Path

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

LINES = ["city,district,shops,rent", "Avon,North,4,100", "Avon,South,6,300", "Brill,North,5,200"]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("how many districts in Brill", [[1]]),
        ("how many districts in Avon", [[2]]),
    ],
)
def test_a_count_that_no_reading_doubts_is_answered(
    question: str, rows: list[list[int]], tmp_path: Path
) -> None:
    tables = ingest_files([write_csv(tmp_path, "places", LINES)], tmp_path / "out")

    assert answer(question, tables, tmp_path)["rows"] == rows


def test_counting_things_or_rows_is_asked_where_it_matters(tmp_path: Path) -> None:
    tables = ingest_files([write_csv(tmp_path, "places", LINES)], tmp_path / "out")

    result = answer("how many districts with rent over 50", tables, tmp_path)

    assert result["outcome"] == "ambiguous"
    assert {"COUNT(*)" in reading["sql"] for reading in result["readings"]} == {True, False}


def test_naming_different_things_settles_it(tmp_path: Path) -> None:
    tables = ingest_files([write_csv(tmp_path, "places", LINES)], tmp_path / "out")

    assert answer("how many different districts with rent over 50", tables, tmp_path)["rows"] == [[2]]
