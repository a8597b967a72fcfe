"""Damaged files never break the child that reads them; `make fuzz` tries ten thousand, this some hundred."""

import pytest

from tests.fuzz.run import run_cases

CASES = 292
FOUND = (1085, 1251, 1669, 1824, 1971, 1972, 51066, 410703)
"""Seeds that once broke the child."""


@pytest.mark.timeout(1200)
def test_damaged_files_end_as_tables_or_as_errors_of_the_file() -> None:
    verdict = run_cases([*range(CASES), *FOUND])

    assert verdict.faults == []
    assert verdict.ends.total() == CASES + len(FOUND)
    assert verdict.ends["tables"] > CASES / 10
