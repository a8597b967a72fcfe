"""The answer job: SQL or a question in, rows and files out."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from services.agent.answer import run
from services.agent.cells import csv_line
from services.common.errors import QuestionEmptyError, StatementNotAllowedError, TableUnknownError
from tests.fakes.question_tables import ingest_domain, ingest_files, write_csv

KEYS = {
    "question", "outcome", "engine", "sql", "reading", "columns", "types", "rows", "row_count", "truncated",
    "answer_columns", "chart", "readings", "unknown_words", "suggestions", "matches", "tables", "joins",
    "notes", "confidence",
}  # fmt: skip


def quiet(_stage: str, _percent: float) -> None:
    """Nobody waits for progress here."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_domain("shop", tmp_path_factory.mktemp("shop"))


@pytest.mark.parametrize("question", ["how many orders", "which colour is best"])
def test_every_answer_has_every_key(question: str, shop: list[dict[str, Any]], tmp_path: Path) -> None:
    assert set(run({"question": question, "tables": shop}, tmp_path, quiet)) == KEYS


def test_sql_is_guarded_and_run(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    answer = run({"sql": "select count(*) as n from orders", "tables": shop}, tmp_path, quiet)

    assert (answer["engine"], answer["columns"], answer["rows"]) == ("sql", ["n"], [[10]])


def test_sql_that_writes_is_refused(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    with pytest.raises(StatementNotAllowedError):
        run({"sql": "drop table orders", "tables": shop}, tmp_path, quiet)


def test_neither_question_nor_sql_is_an_error(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    with pytest.raises(QuestionEmptyError):
        run({"question": None, "sql": " ", "tables": shop}, tmp_path, quiet)


def test_without_tables_the_asker_is_told_to_upload(tmp_path: Path) -> None:
    with pytest.raises(TableUnknownError, match="Upload a workbook"):
        run({"question": "how many orders", "tables": []}, tmp_path, quiet)


def test_only_used_tables_are_named_with_their_versions(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    tables = [{**table, "table_id": f"t-{table['name']}", "version": "v1"} for table in shop]

    answer = run({"question": "how many customers", "tables": tables}, tmp_path, quiet)

    assert answer["tables"] == [{"name": "customers", "table_id": "t-customers", "version": "v1"}]


def test_dates_are_iso_text(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    answer = run({"sql": "select min(order_date) from orders", "tables": shop}, tmp_path, quiet)

    assert answer["rows"] == [["2023-12-20"]]


def test_a_saved_result_is_whole_in_files_and_short_in_the_answer(tmp_path: Path) -> None:
    lines = ["code,points", *(f"c{number:03},{number}" for number in range(250))]
    tables = ingest_files([write_csv(tmp_path, "codes", lines)], tmp_path / "in")

    answer = run(
        {"sql": "select * from codes order by points", "tables": tables, "save": True}, tmp_path, quiet
    )

    assert (len(answer["rows"]), answer["row_count"], answer["truncated"]) == (100, 250, False)
    assert pq.read_table(tmp_path / "result.parquet").num_rows == 250
    with (tmp_path / "result.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 251


def test_cells_that_a_spreadsheet_would_run_are_escaped(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    cells = "'=1+1' as a, '+x' as b, '@y' as c, '-5' as d, -5 as e, '-z' as f, chr(9) || 'g' as g"
    sql = f"select {cells} from orders limit 1"

    run({"sql": sql, "tables": shop, "save": True}, tmp_path, quiet)

    with (tmp_path / "result.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[1] == ["'=1+1", "'+x", "'@y", "-5", "-5", "'-z", "'\tg"]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (
            ["\n=1+1", "\uff1d1+1", "\uff0b1", "\uff0dx", "\uff20y"],
            """\"'\n=1+1",'\uff1d1+1,'\uff0b1,'\uff0dx,'\uff20y""",
        ),
        (["x;=1+1", "a\tb", 'say "so"', "a,b"], '"x;=1+1","a\tb","say ""so""","a,b"'),
        ([None, True, 1.5, 10**20, "plain"], ",True,1.5,100000000000000000000,plain"),
        ([None], '""'),
    ],
    ids=["beginnings", "marks between cells", "plain", "a row of nothing"],
)
def test_a_line_of_csv_is_run_by_no_spreadsheet_and_read_by_every_reader(cells: list[Any], line: str) -> None:
    assert csv_line(cells) == f"{line}\r\n"
    (read,) = csv.reader([csv_line(cells)])
    assert len(read) == len(cells)


def test_decimals_keep_every_digit_in_rows_and_files(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    digits = ["90071992547409.93", "1234567890123456.78", "12345678901234567.89", "5.50"]
    sql = f"select {', '.join(f'{text}::DECIMAL(38,2)' for text in digits)} from orders limit 1"

    answer = run({"sql": sql, "tables": shop, "save": True}, tmp_path, quiet)

    assert answer["rows"] == [[*map(Decimal, digits[:3]), 5.5]]
    with (tmp_path / "result.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[1] == [*digits[:3], "5.5"]
    assert pq.read_table(tmp_path / "result.parquet").to_pylist()[0].popitem()[1] == Decimal("5.50")
