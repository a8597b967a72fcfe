"""Damaged files never break the child that reads them; `make fuzz` tries ten thousand, this some hundred."""

from tests.fuzz.run import run_cases

CASES = 300


def test_damaged_files_end_as_tables_or_as_errors_of_the_file() -> None:
    verdict = run_cases(range(CASES))

    assert verdict.faults == []
    assert verdict.ends.total() == CASES
    assert verdict.ends["tables"] > CASES / 10
