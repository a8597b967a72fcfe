"""The job in its closed child process, as worker and command line run it."""

import re
import struct
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.ingest import write_workbook
from benchmarks.text import write_text
from services.agent.folder import FileRefusedError, ingest_files
from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.errors import FileEncryptedError, FileTooComplexError
from tests.data.workbooks import write_xls, write_xlsx


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(SandboxLimits())
    yield sandbox
    sandbox.close()


def test_workbooks_and_text_files_are_read_inside_the_sandbox(tmp_path: Path, sandbox: Sandbox) -> None:
    rows = [["id", "note"], *([number, f"note {number % 9}"] for number in range(5_000))]
    book = write_xlsx(tmp_path / "book.xlsx", {"One": rows, "Two": rows})
    text = tmp_path / "text.csv"
    text.write_bytes("Straße;Größe\nA;1,5\nB;2,5\n".encode("cp1252"))

    result = ingest_files(sandbox, [book, text], tmp_path / "out")

    assert [(table["name"], table["rows"]) for table in result["tables"]] == [
        ("one", 5000),
        ("two", 5000),
        ("text", 2),
    ]
    assert result["tables"][2]["columns"] == [
        {"name": "Straße", "type": "VARCHAR"},
        {"name": "Größe", "type": "DOUBLE"},
    ]


@pytest.mark.slow  # some ten seconds of processor time each: sixteen thousand columns vote
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_sheet_as_wide_as_can_be_is_read_whole_within_the_limits(
    tmp_path: Path, sandbox: Sandbox, kind: str
) -> None:
    names = [f"n{number}" for number in range(16_384)]
    rows: list[list[object]] = [[*names], *([row * place for place in range(16_384)] for row in range(1, 4))]
    path = tmp_path / f"wide.{kind}"
    if kind == "xlsx":
        write_xlsx(path, {"S": rows})
    else:
        path.write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n")

    (table,) = ingest_files(sandbox, [path], tmp_path / "out")["tables"]

    assert table["rows"] == 3
    assert [(column["name"], column["type"]) for column in table["columns"]] == [(n, "BIGINT") for n in names]
    assert "wide_table" in {warning["code"] for warning in table["warnings"]}


@pytest.mark.slow  # reads for several seconds, since only that shows gaps
@pytest.mark.parametrize("kind", ["xlsx", "csv", "careful"])
def test_progress_moves_at_least_once_a_second_by_sheet_and_row(
    tmp_path: Path, sandbox: Sandbox, kind: str
) -> None:
    path = tmp_path / ("large.xlsx" if kind == "xlsx" else "large.csv")
    if kind == "xlsx":
        write_workbook(path, sheets=2, rows=60_000)
    else:
        write_text(path, rows=500_000, untidy=kind == "careful")
    told: list[tuple[float, str, float]] = []

    sandbox.run(
        "ingest",
        {"path": str(path), "name": path.name},
        folder=tmp_path,
        timeout_seconds=200,
        on_progress=lambda stage, percent: told.append((time.monotonic(), stage, percent)),
    )
    moments = [*(moment for moment, _, _ in told), time.monotonic()]

    assert max(after - before for before, after in pairwise(moments)) <= 1.0
    assert [percent for _, _, percent in told] == sorted(percent for _, _, percent in told)
    stages = " / ".join(stage for _, stage, _ in told)
    what = r"sheet 2 of 2, “Region 2”: (row )?\d" if kind == "xlsx" else r"\d+,\d{3} rows of “large.csv”"
    assert re.search(what, stages)


def test_an_error_of_the_file_comes_back_as_itself(tmp_path: Path, sandbox: Sandbox) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))

    with pytest.raises(FileRefusedError, match=r"locked\.xlsx") as refusal:
        ingest_files(sandbox, [path], tmp_path / "out")

    assert isinstance(refusal.value.error, FileEncryptedError)


def test_a_bomb_that_no_check_sees_ends_its_own_process_only(tmp_path: Path, sandbox: Sandbox) -> None:
    path = write_xls(tmp_path / "bomb.xls", {"S": [[1.0]]})
    content = path.read_bytes()
    extent = content.index(struct.pack("<HH", 0x0200, 14)) + 4
    far = struct.pack("<IIHH", 0, 0x7FFFFFFF, 0, 0xFFFF)
    path.write_bytes(content[:extent] + far + content[extent + len(far) :])

    with pytest.raises(FileRefusedError) as refusal:
        ingest_files(sandbox, [path], tmp_path / "out")

    assert isinstance(refusal.value.error, FileTooComplexError)

    sound = write_xlsx(tmp_path / "sound.xlsx", {"S": [["a"], [1]]})
    assert ingest_files(sandbox, [sound], tmp_path / "out")["tables"][0]["rows"] == 1
