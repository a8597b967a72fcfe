"""The questions as written, and their gold answers as the hand-written SQL gives them."""

import importlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tests.data.business.sheets import Sheet, load

DATA = Path(__file__).parent.parent / "data" / "business"
GOLD = DATA / "gold.jsonl"

WORKBOOKS = ("hr", "sales", "shop", "finance", "operations", "school")

_QUESTION = re.compile(r"-- (?:\[(?P<tag>\w+)\] )?(?P<question>.+)")
_TAGS = {
    None: "answered",
    "share": "answered",
    "after": "answered",
    "refused": "refused",
    "ambiguous": "ambiguous",
}


@dataclass(frozen=True)
class Case:
    """One question with what must become of it."""

    id: str
    workbook: str
    question: str
    expect: str
    """``answered``, ``ambiguous`` or ``refused``."""
    is_share: bool
    """Whether the last number is a share, right as a fraction and in percent."""
    previous: str | None
    """The question that this one follows."""
    gold: list[list[list[Any]]]
    """Rows that are right; of an ambiguous question those of each reading, of a refused one none."""


def sheets_of(workbook: str) -> list[Sheet]:
    """Make the sheets of a workbook."""
    sheets: list[Sheet] = importlib.import_module(f"tests.data.business.{workbook}").sheets()
    return sheets


def compute_cases(workbook: str) -> list[Case]:
    """Read a workbook's questions and run their SQL over its sheets as made."""
    with duckdb.connect() as connection:
        load(connection, sheets_of(workbook))
        blocks = (DATA / f"{workbook}.sql").read_text(encoding="utf-8").strip().split("\n\n")
        cases: list[Case] = []
        for block in blocks:
            cases.append(_case(workbook, cases, block, connection))
        return cases


def _case(workbook: str, before: Sequence[Case], block: str, connection: duckdb.DuckDBPyConnection) -> Case:
    head, *statements = block.splitlines()
    found = _QUESTION.fullmatch(head)
    if found is None:
        raise ValueError(f"{workbook}.sql: no question in {head!r}")
    gold = [_rows(connection.execute(statement).fetchall()) for statement in statements]
    tag = found["tag"]
    previous = before[-1].question if tag == "after" else None
    name = f"{workbook}-{len(before) + 1:02}"
    return Case(name, workbook, found["question"], _TAGS[tag], tag == "share", previous, gold)


def _rows(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Cells as JSON has them, numbers to ten digits, rows in one order."""
    plain = [[_cell(cell) for cell in row] for row in rows]
    return sorted(plain, key=lambda row: json.dumps(row))


def _cell(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return float(f"{cell:.10g}") if isinstance(cell, float) else cell


def read_cases() -> list[Case]:
    """Return every case as kept in the gold file."""
    return [Case(**json.loads(line)) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def gold_text() -> str:
    """Return what the gold file must hold."""
    cases = [case for workbook in WORKBOOKS for case in compute_cases(workbook)]
    return "".join(json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in cases)
