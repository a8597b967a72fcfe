"""The answer job: a question or SQL, and tables, to an answer; plan, guard, run, write.

It runs inside the sandbox, in a process of its own; the only folder it writes is the job's.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from services.agent.cells import csv_line
from services.agent.chart import draw
from services.agent.choice import Asked, Choice, choose
from services.agent.frame import Engine, make_frame
from services.agent.guard import GuardedQuery, QueryResult, TableSchema, guard, run_query
from services.agent.judgement import judge
from services.agent.limits import QueryLimits
from services.agent.model.shortlist import make_shortlist
from services.agent.question import Catalog, Interpretation, Outcome
from services.agent.question.composing.joins import tell_joins
from services.agent.question.language.length import check_question
from services.agent.question.plans.plan import Plan
from services.agent.question.tables.verdicts import read_verdicts
from services.agent.question.together import planned_over
from services.common.errors import QuestionEmptyError, TableUnknownError

PREVIEW_ROWS = 100
"""Rows inside an answer whose whole result is written to files."""

Progress = Callable[[str, float], None]


def run(payload: Mapping[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    """Answer ``question`` or run ``sql`` over ``tables``.

    With ``with_shortlist``, the answer to a question also says what a language model may be told of it; with
    ``with_doubtful``, what would be answered if less confidence were enough.

    Raises:
        QuestionEmptyError: Neither a question nor SQL was given.
        QuestionTooLongError: The question is longer than any that is read.
        TableUnknownError: There are no tables, or the SQL names one that is not there.
        StatementError: The SQL was refused or failed.
    """
    tables = payload["tables"]
    question, sql = payload.get("question"), payload.get("sql")
    if question is not None:
        check_question(question)
    elif not (sql or "").strip():
        raise QuestionEmptyError("Neither a question nor SQL was given. Send one of the two.")
    if not tables:
        raise TableUnknownError("There are no tables to ask yet. Upload a workbook or CSV file first.")
    progress("reading", 5.0)
    schemas = read_schemas(tables)
    if question is None:
        choice = Choice(Engine(payload.get("engine", Engine.SQL)), sql=str(sql))
        return _answer(payload, folder, progress, choice, *_execute(payload, progress, str(sql), schemas))
    profiles = [(table["name"], _profile(table)) for table in tables if not table.get("is_older_copy")]
    catalog = Catalog.from_profiles(profiles, read_verdicts(payload.get("joins") or ()))
    asked = _asked(payload)
    choice = choose(
        asked,
        catalog,
        schemas=schemas,
        run=lambda sql: _run(payload, guard(sql, schemas)).rows(None),
    )
    if choice.sql is not None:
        query, result = _execute(payload, progress, choice.sql, schemas)
        choice = choice if asked.offered else judge(choice, result)
    if choice.sql is not None:
        answer = _answer(payload, folder, progress, choice, query, result)
        answer["joins"] = _joins(choice.plan, catalog) if choice.plan else []
    else:
        answer = _not_answered(choice, schemas)
        if payload.get("with_doubtful"):
            answer["doubtful"] = _doubtful(payload, choice.interpretation, schemas)
    if payload.get("with_shortlist"):
        shortlist = make_shortlist(choice.question, catalog, asked.golden)
        answer["shortlist"] = {"question": choice.question, **shortlist}
    return answer


def _joins(plan: Plan, catalog: Catalog) -> list[dict[str, Any]]:
    return tell_joins(plan, planned_over(plan, catalog))


def _asked(payload: Mapping[str, Any]) -> Asked:
    return Asked(
        question=payload["question"],
        now=_day(payload.get("now")),
        previous=payload.get("previous"),
        offered=payload.get("offered"),
        golden=payload.get("golden_queries") or (),
        synonyms=payload.get("synonyms") or (),
    )


def read_schemas(tables: Sequence[Mapping[str, Any]]) -> list[TableSchema]:
    """Describe the tables of a payload to the guard, from their profiles."""
    return [_schema(table["name"], _profile(table)) for table in tables]


def _schema(name: str, profile: Mapping[str, Any]) -> TableSchema:
    return TableSchema(name, {str(column["name"]): str(column["type"]) for column in profile["columns"]})


def _profile(table: Mapping[str, Any]) -> dict[str, Any]:
    profile: dict[str, Any] = json.loads(Path(table["profile"]).read_text(encoding="utf-8"))
    return profile


def _day(moment: str | None) -> date | None:
    return date.fromisoformat(moment[:10]) if moment else None


def _answer(
    payload: Mapping[str, Any],
    folder: Path,
    progress: Progress,
    choice: Choice,
    query: GuardedQuery,
    result: QueryResult,
) -> dict[str, Any]:
    """Write the result, and put the answer together."""
    progress("writing", 80.0)
    if payload.get("save"):
        _save(result, folder)
    answer = {
        **_frame(Outcome.ANSWERED, choice),
        **_rows(result, limit=PREVIEW_ROWS if payload.get("save") else None),
        "sql": query.sql,
        "tables": _used(payload["tables"], query),
    }
    answer["confidence"] = choice.confidence
    plan = choice.plan
    if plan:
        answer["answer_columns"] = list(plan.answer) if plan.answer is not None else None
        if result.row_count <= PREVIEW_ROWS:
            answer["chart"] = draw(plan, answer["columns"], answer["types"], answer["rows"])
    progress("done", 100.0)
    return answer


def _execute(
    payload: Mapping[str, Any], progress: Progress, sql: str, schemas: Sequence[TableSchema]
) -> tuple[GuardedQuery, QueryResult]:
    """Guard the SQL, and run it."""
    query = guard(sql, schemas)
    progress("running", 30.0)
    return query, _run(payload, query)


def _run(payload: Mapping[str, Any], query: GuardedQuery) -> QueryResult:
    sources = {table["name"]: [Path(path) for path in table["paths"]] for table in payload["tables"]}
    return run_query(query, {name: sources[name] for name in query.tables}, _limits(payload))


def _limits(payload: Mapping[str, Any]) -> QueryLimits:
    limits = QueryLimits()
    known = {"timeout_seconds": float, "max_rows": int}
    return replace(limits, **{k: cast(payload[k]) for k, cast in known.items() if payload.get(k) is not None})


def _frame(outcome: Outcome, choice: Choice) -> dict[str, Any]:
    frame = make_frame(outcome.value, choice.engine, words=choice.words, notes=choice.notes)
    matches = [vars(match) for match in choice.matches]
    return {**frame, "question": choice.question or None, "matches": matches}


def _not_answered(choice: Choice, schemas: Sequence[TableSchema]) -> dict[str, Any]:
    interpretation = choice.interpretation
    assert interpretation is not None
    readings = [
        {
            "id": each.id,
            "reading": each.words,
            "sql": guard(each.sql, schemas).sql,
            "engine": choice.engine,
        }
        for each in interpretation.readings
    ]
    frame = _frame(interpretation.outcome, choice)
    return {
        **frame,
        "notes": [*frame["notes"], *filter(None, [interpretation.reason])],
        "readings": readings,
        "unknown_words": list(interpretation.unknown_words),
        "suggestions": list(interpretation.suggestions),
    }


def _doubtful(
    payload: Mapping[str, Any], interpretation: Interpretation | None, schemas: Sequence[TableSchema]
) -> dict[str, Any] | None:
    """Return what the surest reading would have answered that was not sure enough."""
    assert interpretation is not None
    reading = interpretation.doubtful
    if reading is None:
        return None
    answer = reading.plan.answer
    return {
        "confidence": reading.confidence,
        "rows": _run(payload, guard(reading.sql, schemas)).rows(None),
        "answer_columns": list(answer) if answer is not None else None,
    }


def _used(tables: Sequence[Mapping[str, Any]], query: GuardedQuery) -> list[dict[str, Any]]:
    keys = ("name", "table_id", "version")
    return [{key: table.get(key) for key in keys} for table in tables if table["name"] in query.tables]


def _rows(result: QueryResult, *, limit: int | None) -> dict[str, Any]:
    return {
        "columns": list(result.columns),
        "types": list(result.types),
        "rows": result.rows(limit),
        "row_count": result.row_count,
        "truncated": result.truncated,
    }


def _save(result: QueryResult, folder: Path) -> None:
    """Write the whole result, as Parquet and as CSV that no spreadsheet runs."""
    rows = result.rows()
    parquet.write_table(result.table, folder / "result.parquet")
    with (folder / "result.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line(result.columns))
        file.writelines(map(csv_line, rows))
