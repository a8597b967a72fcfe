"""Files into a folder: all of them or nothing, and names unique over all."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.agent.ingest.files import ingest_files, read_listing
from services.agent.ingest.job import run
from services.common.errors import FileEmptyError, FileNotKnownError
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


def test_all_tables_of_all_files_lie_in_the_folder(tmp_path: Path, files: list[Path]) -> None:
    out = tmp_path / "out"

    result = ingest_files(files, out, DirectRunner())

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
    assert read_listing(out) == result["tables"]


def test_profiles_bear_the_name_that_the_table_got(tmp_path: Path, files: list[Path]) -> None:
    ingest_files(files, tmp_path / "out", DirectRunner())

    profile = json.loads((tmp_path / "out" / "orders_2" / "profile.json").read_text(encoding="utf-8"))
    assert (profile["name"], profile["file"], profile["rows"]) == ("orders_2", "orders.csv", 2)


def test_a_second_call_adds_tables_under_new_names(tmp_path: Path, files: list[Path]) -> None:
    out = tmp_path / "out"
    first = ingest_files(files, out, DirectRunner())

    second = ingest_files([files[1]], out, DirectRunner())

    assert [table["name"] for table in second["tables"]] == ["orders_3"]
    assert read_listing(out) == [*first["tables"], *second["tables"]]


def test_one_refused_file_leaves_nothing(tmp_path: Path, files: list[Path]) -> None:
    bad, out = tmp_path / "empty.csv", tmp_path / "out"
    bad.touch()
    told: list[Path] = []

    with pytest.raises(FileEmptyError):
        ingest_files([*files, bad], out, DirectRunner(), on_file=told.append)

    assert not out.exists()
    assert told[-1] == bad


def test_one_refused_file_leaves_what_was_there(tmp_path: Path, files: list[Path]) -> None:
    out = tmp_path / "out"
    ingest_files([files[0]], out, DirectRunner())
    before = content(out)

    with pytest.raises(FileNotKnownError, match="nowhere"):
        ingest_files([files[1], tmp_path / "nowhere.csv"], out, DirectRunner())

    assert content(out) == before


def test_warnings_name_file_and_table(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("Report\n\na,b\n1,2\n3\n", encoding="utf-8")

    result = ingest_files([path], tmp_path / "out", DirectRunner())

    told = {warning["code"]: warning for warning in result["warnings"]}
    assert told["title_skipped"]["table"] == "ragged"
    assert {warning["file"] for warning in result["warnings"]} == {"ragged.csv"}
