"""Files into a folder: all of them or nothing, and names unique over all."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from services.agent.folder import FileRefusedError, ingest_files, tables_of
from services.agent.ingest.job import run
from tests.data.workbooks import write_xlsx


class DirectRunner:
    """Runs the job in this process; the sandbox's own tests cover the closed child."""

    def run(
        self, job: str, payload: dict[str, Any], *, folder: Path, timeout_seconds: float
    ) -> dict[str, Any]:
        assert job == "ingest"
        assert timeout_seconds > 0
        return run(payload, folder, lambda stage, percent: None)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    first = write_xlsx(tmp_path / "shop.xlsx", {"Orders": [["id"], [1]], "Items": [["sku"], ["a"], ["b"]]})
    second = tmp_path / "orders.csv"
    second.write_text("id,city\n1,Paris\n2,Rome\n", encoding="utf-8")
    return [first, second]


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def listed(folder: Path) -> list[str]:
    return [table["name"] for table in tables_of(folder)]


def test_all_tables_of_all_files_lie_in_the_folder(tmp_path: Path, files: list[Path]) -> None:
    out = tmp_path / "out"

    result = ingest_files(DirectRunner(), files, out)

    assert [(table["name"], table["file"], table["rows"]) for table in result["tables"]] == [
        ("orders", "shop.xlsx", 1),
        ("items", "shop.xlsx", 2),
        ("orders_2", "orders.csv", 2),
    ]
    assert result["tables"][2]["columns"] == [
        {"name": "id", "type": "BIGINT"},
        {"name": "city", "type": "VARCHAR"},
    ]
    assert sorted(content(out)) == sorted(
        ["tables.json"]
        + [
            f"{table}/{part}"
            for table in ("orders", "items", "orders_2")
            for part in ("part-0.parquet", "profile.json", "preview.json")
        ]
    )
    assert all((out / table["parquet"]).is_file() for table in result["tables"])
    assert listed(out) == [table["name"] for table in result["tables"]]


def test_profiles_bear_the_name_that_the_table_got(tmp_path: Path, files: list[Path]) -> None:
    ingest_files(DirectRunner(), files, tmp_path / "out")

    profile = json.loads((tmp_path / "out" / "orders_2" / "profile.json").read_text(encoding="utf-8"))
    assert (profile["name"], profile["file"], profile["rows"]) == ("orders_2", "orders.csv", 2)


def test_a_second_call_adds_tables_under_new_names(tmp_path: Path, files: list[Path]) -> None:
    out = tmp_path / "out"
    first = ingest_files(DirectRunner(), files, out)

    second = ingest_files(DirectRunner(), [files[1]], out)

    assert [table["name"] for table in second["tables"]] == ["orders_3"]
    assert listed(out) == [table["name"] for table in [*first["tables"], *second["tables"]]]


def test_one_refused_file_leaves_nothing(tmp_path: Path, files: list[Path]) -> None:
    bad, out = tmp_path / "empty.csv", tmp_path / "out"
    bad.touch()

    with pytest.raises(FileRefusedError) as refusal:
        ingest_files(DirectRunner(), [*files, bad], out)

    assert (refusal.value.file, refusal.value.error.code) == (str(bad), "file_empty")
    assert not out.exists()


def test_one_refused_file_leaves_what_was_there(tmp_path: Path, files: list[Path]) -> None:
    out = tmp_path / "out"
    ingest_files(DirectRunner(), [files[0]], out)
    before = content(out)

    with pytest.raises(FileRefusedError, match="nowhere") as refusal:
        ingest_files(DirectRunner(), [files[1], tmp_path / "nowhere.csv"], out)

    assert refusal.value.error.code == "file_not_found"
    assert content(out) == before


def test_a_full_disk_while_publishing_leaves_what_was_there(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    ingest_files(DirectRunner(), [files[0]], out)
    before = content(out)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        ingest_files(DirectRunner(), [files[1]], out)

    assert content(out) == before


def test_warnings_name_file_and_table(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("Report\n\na,b\n1,2\n3\n", encoding="utf-8")

    result = ingest_files(DirectRunner(), [path], tmp_path / "out")

    told = {warning["code"]: warning for warning in result["warnings"]}
    assert told["title_skipped"]["table"] == "ragged"
    assert {warning["file"] for warning in result["warnings"]} == {"ragged.csv"}
