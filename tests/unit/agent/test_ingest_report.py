"""The report says where each table stood, what was left out, and how far the reading is."""

import datetime
import json
import time
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from services.agent.__main__ import main
from services.agent.ingest.ticker import Ticker
from tests.data.ingested import ingest
from tests.data.workbooks import rewrite_member, write_xlsx


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the command says of a workbook with all sorts of sheets."""
    folder = tmp_path_factory.mktemp("report")
    body = [["Town", "n"], *([f"town {number}", number] for number in range(60)), ["x", "many"], ["y", "n/a"]]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Main"
    for row in [
        ["Towns"],
        [],
        *body,
        ["Total", 1770],
        [],
        ["Source: us"],
        [],
        ["Who", "Hours", "Day"],
        ["Ann", 5, 1],
    ]:
        sheet.append(row)
    book.create_sheet("Nothing")
    hidden = book.create_sheet("Secret")
    hidden.append(["a"])
    hidden.append([1])
    hidden.sheet_state = "hidden"
    book.save(folder / "book.xlsx")
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builtins.print", lines.append)
        assert main(["ingest", str(folder / "book.xlsx"), "--out", str(folder / "out")]) == 0
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def test_every_sheet_is_listed_with_its_tables(printed: dict[str, Any]) -> None:
    (file,) = printed["files"]

    assert (file["file"], file["format"]) == ("book.xlsx", "xlsx")
    assert [(each["sheet"], each["tables"], each["empty"]) for each in file["sheets"]] == [
        ("Main", ["main", "main_2"], False),
        ("Nothing", [], True),
        ("Secret", ["secret"], False),
    ]
    assert file["sheets"][2]["hidden"]


def test_a_table_says_where_it_stood_and_what_was_left_out(printed: dict[str, Any]) -> None:
    table, second, secret = printed["tables"]

    assert (table["rows"], table["report"]["range"], table["report"]["header_rows"]) == (62, "A1:B68", [3])
    assert [(each["what"], each["cell"]) for each in table["report"]["skipped"]] == [
        ("title", "A1"),
        ("note", "A68"),
        ("totals", "A66"),
    ]
    misfits = {each["what"]: each["cells"] for each in table["report"]["misfits"]}
    assert misfits["values_not_read"] == [{"cell": "B64", "raw": "many"}]
    assert (second["report"]["range"], secret["report"]["hidden"]) == ("A70:C71", True)


def test_a_text_file_says_how_it_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.csv").write_bytes("a;b\né;1\n".encode("cp1252"))

    main(["ingest", str(tmp_path / "x.csv"), "--out", str(tmp_path / "out")])

    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["encoding"], file["delimiter"], file["sheets"]) == ("cp1252", ";", [])


def test_macros_links_and_long_names_are_told_and_not_followed(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsm", {"S": [["a"], [1]]})
    rewrite_member(
        path, "xl/workbook.xml", lambda xml: xml.replace(b'name="S"', b'name="' + b"S" * 200 + b'"')
    )

    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"code")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    (table,) = ingest(path, tmp_path)

    assert table.rows == [(1,)]
    assert {"macros_ignored", "external_links_ignored", "sheet_name_long"} <= table.codes


def test_a_profile_says_of_every_column_what_questions_need(tmp_path: Path) -> None:
    days = [datetime.datetime(2024, 1, 1 + number % 10) for number in range(40)]
    towns, places = ("Brno", "Graz", "Oslo"), range(40)
    amounts = [place / 4 if place % 4 else None for place in places]
    rows = [[1000 + n, towns[n % 3], amounts[n], days[n], n % 2 == 0] for n in places]
    path = write_xlsx(tmp_path / "x.xlsx", {"sales": [["order id", "city", "amount", "day", "paid"], *rows]})

    (table,) = ingest(path, tmp_path)
    columns = table.profile["columns"]
    order, city, amount, day, paid = columns

    roles = ["id", "category", "measure", "date", "boolean"]
    assert [column["role"] for column in columns] == roles
    assert [column["distinct"] for column in columns] == [40, 3, 30, 10, 2]
    assert [column["nulls"] for column in columns] == [0, 0, 10, 0, 0]
    assert (order["unique"], order["min"], order["max"], table.profile["keys"]) == (
        True,
        1000,
        1039,
        ["order id"],
    )
    assert (city["values"], city["top"]) == (
        ["Brno", "Graz", "Oslo"],
        [["Brno", 14], ["Graz", 13], ["Oslo", 13]],
    )
    assert (amount["min"], amount["max"], amount["values"]) == (0.25, 9.75, None)
    assert (day["min"], day["max"], day["top"][0]) == ("2024-01-01", "2024-01-10", ["2024-01-01", 4])
    assert paid["top"] == [[False, 20], [True, 20]]


def test_tables_that_refer_to_each_other_say_so(tmp_path: Path) -> None:
    orders = [["order_id", "customer_id"], *([100 + number, number % 4 + 1] for number in range(12))]
    customers = [["id", "name"], *([number, f"Ann {number}"] for number in range(1, 6))]
    path = write_xlsx(tmp_path / "x.xlsx", {"orders": orders, "customers": customers})

    first, second = ingest(path, tmp_path)

    assert first.profile["references"] == [
        {"column": "customer_id", "table": "customers", "to": "id", "share": 1.0}
    ]
    assert (first.profile["keys"], second.profile["keys"]) == (["order_id"], ["id", "name"])


def test_progress_moves_while_a_reader_says_nothing() -> None:
    told: list[tuple[str, float, float]] = []

    with Ticker(lambda stage, percent: told.append((stage, percent, time.monotonic()))) as ticker:
        ticker.stage("sheet 1 of 2", 10.0, 50.0, seconds=1.0)
        time.sleep(1.2)
        ticker.stage("sheet 2 of 2", 20.0, 90.0)

    percents = [percent for _, percent, _ in told]
    assert len(told) >= 4
    assert percents == sorted(percents)
    assert 25 < percents[-1] < 50
    assert max(later[2] - earlier[2] for earlier, later in pairwise(told)) < 1.0
