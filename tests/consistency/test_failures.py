"""The table of failures names the tests that show each row, and all of them exist."""

import re

import pytest

from tests.consistency.sources import python_files, table_rows

ROWS = table_rows("ARCHITECTURE.md", "what fails")
TESTS = {
    name
    for path in python_files("tests")
    for name in re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE)
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_failure_says_all_and_is_shown_by_tests_that_exist(row: list[str]) -> None:
    what, seen, healed, seconds, shown = row
    named = re.findall(r"`(\w+)`", shown)

    assert all((what, seen, healed, seconds))
    assert named
    assert set(named) <= TESTS


def test_the_table_is_no_stub() -> None:
    assert len(ROWS) > 20
