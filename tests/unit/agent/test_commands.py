"""The four commands as others call them: their output, their exit status, what they leave behind."""

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from services.agent.__main__ import main
from tests.consistency.sources import ROOT
from tests.data.workbooks import write_xlsx
from tests.fakes.question_tables import DATA, write_csv


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop's tables, made by the command itself."""
    out = tmp_path_factory.mktemp("commands") / "tables"
    assert main(["ingest", *map(str, sorted((DATA / "shop").glob("*.csv"))), "--out", str(out)]) == 0
    return out


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one JSON line that a command printed."""
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_ingest_describes_tables_and_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_csv(tmp_path, "stock", ["item,left", "nut,3", "bolt,4"])

    status = main(["ingest", str(file), "--out", str(tmp_path / "out")])

    (table,) = printed(capsys)["tables"]
    assert status == 0
    assert (table["name"], table["file"], table["rows"]) == ("stock", "stock.csv", 2)
    assert table["columns"] == [{"name": "item", "type": "VARCHAR"}, {"name": "left", "type": "BIGINT"}]
    assert (tmp_path / "out" / table["parquet"]).is_file()


def test_one_refused_file_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write_csv(tmp_path, "good", ["a,b", "1,2"])
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")

    status = main(["ingest", str(good), str(bad), "--out", str(tmp_path / "out")])

    error = printed(capsys)["error"]
    assert status == 1
    assert (error["code"], error["file"]) == ("file_empty", str(bad))
    assert not (tmp_path / "out").exists()


def test_files_of_the_same_name_become_two_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = []
    for place in ("x", "y"):
        (tmp_path / place).mkdir()
        files.append(str(write_csv(tmp_path / place, "stock", ["item,left", "nut,3", "bolt,4"])))

    main(["ingest", *files, "--out", str(tmp_path / "out")])

    assert [table["name"] for table in printed(capsys)["tables"]] == ["stock", "stock_2"]


@pytest.mark.parametrize(
    ("question", "outcome"), [("how many customers", "answered"), ("what is love", "refused")]
)
def test_ask_prints_json_and_succeeds(
    question: str, outcome: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    status = main(["ask", str(folder), question, "--json"])

    answer = printed(capsys)
    assert (status, answer["outcome"]) == (0, outcome)
    assert {"sql", "reading", "columns", "rows", "answer_columns", "readings", "unknown_words"} <= set(answer)


def test_ask_without_json_is_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    main(["ask", str(folder), "customers without orders"])

    assert "Grace Lee" in capsys.readouterr().out


@pytest.mark.parametrize(("question", "code"), [("", "question_empty"), ("a" * 100_000, "question_too_long")])
def test_ask_tells_an_error_by_its_code(
    question: str, code: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    status = main(["ask", str(folder), question, "--json"])

    assert (status, printed(capsys)["error"]["code"]) == (1, code)


def test_ask_of_an_empty_folder_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["ask", str(tmp_path), "how many", "--json"])

    error = printed(capsys)["error"]
    assert (status, error["code"]) == (1, "table_unknown")
    assert "ingest" in error["message"]


def test_check_sql_judges_each_line(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    capsys.readouterr()
    lines = ["select name from customers", "", "drop table customers", "select 1 from nowhere", "select ((("]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))

    status = main(["check-sql", str(folder)])

    verdicts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 0
    assert [(verdict["allowed"], verdict["code"]) for verdict in verdicts] == [
        (True, None),
        (False, "statement_not_allowed"),
        (False, "table_unknown"),
        (False, "statement_syntax"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), ("{", "line 1 is not JSON"), ('\n{"id": "a"}', "line 2 needs the members")],
)
def test_eval_says_what_is_wrong_with_a_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, said: str
) -> None:
    questions = tmp_path / "questions.jsonl"
    if content is not None:
        questions.write_text(content)

    status = main(["eval", str(questions), "--tables", str(DATA), "--out", str(tmp_path / "out.jsonl")])

    assert status == 1
    assert said in json.loads(capsys.readouterr().out)["error"]["message"]


def test_eval_predicts_every_question_and_survives_bad_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        {"id": "a", "database": "shop", "question": "how many customers"},
        {"id": "b", "database": "shop", "question": ""},
        {"id": "c", "database": "nowhere", "question": "how many customers"},
        {"id": "d", "database": "staff", "question": "employees in Munich"},
    ]
    questions = tmp_path / "questions.jsonl.gz"
    questions.write_bytes(gzip.compress("\n".join(map(json.dumps, asked)).encode()))

    status = main(["eval", str(questions), "--tables", str(DATA), "--out", str(tmp_path / "out.jsonl")])

    made = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert status == 0
    assert [(line["id"], line["outcome"]) for line in made] == [
        ("a", "answered"),
        ("b", "refused"),
        ("c", "refused"),
        ("d", "answered"),
    ]
    assert made[0]["rows"] == [[7]]
    assert [line.get("error") for line in made] == [None, "question_empty", "table_unknown", None]
    assert "question_empty" in capsys.readouterr().err


def test_the_commands_of_the_documents_do_what_they_say(tmp_path: Path) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text().partition("## Without a server")[2]
    script = page.partition("```sh\n")[2].partition("```")[0].replace(".venv/bin/python", sys.executable)
    rows = [["order", "city"], *([1000 + number, city] for number, city in enumerate("ABA"))]
    write_xlsx(tmp_path / "sales.xlsx", {"orders": rows})
    (tmp_path / "databases" / "shop").mkdir(parents=True)
    write_csv(tmp_path / "databases" / "shop", "stock", ["item,left", "nut,3", "bolt,4"])
    question = {"id": "1", "database": "shop", "question": "how many items"}
    (tmp_path / "questions.jsonl").write_text(json.dumps(question) + "\n")

    ran = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    read, *answered, judged, _ = ran.stdout.splitlines()
    assert [table["rows"] for table in json.loads(read)["tables"]] == [3]
    assert {"A\t2", "B\t1"} <= set(answered)
    assert json.loads(judged)["allowed"]
    assert (tmp_path / "predictions.jsonl").is_file()
    assert all(f"services.agent {command} " in script for command in ("ingest", "ask", "check-sql", "eval"))
