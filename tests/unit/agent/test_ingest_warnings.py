"""The ingest command tells every warning in one place, each with its file, sheet and table."""

import json
from pathlib import Path

import pytest

from services.agent.__main__ import main


def test_warnings_of_the_file_and_of_its_tables_are_told_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "prices.csv"
    path.write_bytes("a;b\n1;x\nn/a;y\n2;ü\n".encode("cp1252"))

    assert main(["ingest", str(path), "--out", str(tmp_path / "out")]) == 0

    told = json.loads(capsys.readouterr().out)
    assert {warning["code"] for warning in told["warnings"]} == {"encoding_guessed", "null_words"}
    (of_table,) = [warning for warning in told["warnings"] if warning["code"] == "null_words"]
    assert (of_table["file"], of_table["table"], of_table["cell"]) == ("prices.csv", "prices", "A3")
    assert [warning["code"] for warning in told["tables"][0]["warnings"]] == ["null_words"]
