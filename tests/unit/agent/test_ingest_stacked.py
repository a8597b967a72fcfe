"""Many short columns are asked about as one, and come out as if each had been asked by itself."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from services.agent.ingest import facts, stack
from tests.data.ingested import ingest
from tests.data.workbooks import write_xlsx

ROWS = 120
WAYS: list[Any] = [
    lambda n: n,
    lambda n: n / 8 if n % 5 else None,
    lambda n: f"{n % 7 + 1},{n % 90 + 10}" if n else "n/a",
    lambda n: datetime.datetime(2024, 1 + n % 12, 1 + n % 28),
    lambda n: f"{n % 12 + 1:02}/{n % 11 + 1:02}/2024",
    lambda n: f"{n % 28 + 1}.{n % 12 + 1}.2023",
    lambda n: "yes" if n % 3 else "no",
    lambda n: f"0{n}" if n % 2 else str(n),
    lambda n: f" word {n % 9} " if n % 4 else "NULL",
    lambda n: f"{n}%",
    lambda n: f"€ {n}.50",
    lambda n: f"12345678901234{n:03}",
    lambda n: f"0.12345678901234567{n:03}",
    lambda n: "many" if n % 110 == 50 else str(n),
    lambda n: None if n % 10 else "seldom",
    lambda n: f"({n}.00)" if n % 2 else f"{n}.00",
    lambda n: "2024-02-30" if n % 110 == 60 else f"2024-02-{n % 28 + 1:02}",
    lambda n: n % 2 == 0,
    lambda n: f"{n % 24:02}:{n % 60:02}",
    lambda n: "  " if n % 9 == 0 else "x" * (n * 3),
]


@pytest.mark.parametrize("width", [60, 640])
def test_columns_come_out_as_if_each_had_been_asked_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    rows = [[f"{number} name" for number in range(width)]]
    rows += [[WAYS[column % len(WAYS)](row + column) for column in range(width)] for row in range(ROWS)]
    path = write_xlsx(tmp_path / "x.xlsx", {"S": rows})

    together = ingest(path, tmp_path)
    monkeypatch.setattr(stack, "FEWEST_COLUMNS", 10**9)
    monkeypatch.setattr(facts, "FEW_ROWS", 0)
    apart = ingest(path, tmp_path)

    assert together == apart
    assert {"values_not_read", "null_words", "blanks_trimmed", "ambiguous_dates"} <= together[0].codes
    assert len(set(together[0].types)) >= 6
