"""Asks the engine every question of a workbook, read by our own ingest, and judges what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.agent.answer import run
from services.common.errors import SqlAgentError
from tests.business.cases import Case, sheets_of
from tests.business.score import Rows, Verdict, judge
from tests.data.business.sheets import NOW, write_workbook
from tests.fakes.question_tables import ingest_files

Tables = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Judged:
    """A case, what the engine made of it, and what that is worth."""

    case: Case
    answer: Mapping[str, Any]
    verdict: Verdict


def ask_all(workbook: str, cases: Sequence[Case], folder: Path) -> list[Judged]:
    """Ingest the workbook and ask each of the cases of it."""
    file = write_workbook(folder / f"{workbook}.xlsx", sheets_of(workbook))
    tables = ingest_files([file], folder / workbook)
    return [ask(case, tables, folder) for case in cases]


def ask(case: Case, tables: Tables, folder: Path) -> Judged:
    """Ask one question; an error counts as a refusal that says why."""
    try:
        answer = _run({"question": case.question, "previous": case.previous}, tables, folder)
    except SqlAgentError as error:
        answer = {"outcome": "refused", "rows": [], "readings": [], "sql": None, "error": error.code}
    readings = [_reading(reading["sql"], tables, folder) for reading in answer["readings"]]
    return Judged(case, answer, judge(case, answer, readings))


def _reading(sql: str, tables: Tables, folder: Path) -> Rows:
    rows: Rows = _run({"sql": sql}, tables, folder)["rows"]
    return rows


def _run(asked: Mapping[str, Any], tables: Tables, folder: Path) -> dict[str, Any]:
    payload = {**asked, "tables": tables, "save": False, "now": NOW.isoformat()}
    return run(payload, folder, lambda _stage, _percent: None)
