"""Files of every kind, and files that are not what they say."""

import datetime
import struct
import zipfile
from pathlib import Path

import pytest

from services.common.errors import (
    FileContentMismatchError,
    FileCorruptError,
    FileEmptyError,
    FileEncryptedError,
    FileTypeUnsupportedError,
    FileWithoutTablesError,
    SqlAgentError,
)
from tests.data.ingested import ingest, ingest_one
from tests.data.workbooks import WRITERS, write_ods, write_xls, write_xlsx

ROWS = [["name", "count", "share"], ["Ada", 3, 0.25], ["Łukasz", 40, 1.5], ["李", 500, 0.125]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


@pytest.mark.parametrize("extension", sorted(WRITERS))
def test_every_workbook_format_gives_the_same_table(tmp_path: Path, extension: str) -> None:
    path = WRITERS[extension](tmp_path / f"book.{extension}", {"People": ROWS})

    table = ingest_one(path, tmp_path)

    assert (table.name, table.sheet) == ("people", "People")
    assert table.columns == ["name", "count", "share"]
    assert table.types == ["VARCHAR", "BIGINT", "DOUBLE"]
    assert table.rows == [tuple(row) for row in ROWS[1:]]


@pytest.mark.parametrize(("extension", "mark"), [("csv", ","), ("tsv", "\t"), ("txt", ";"), ("tab", "\t")])
def test_every_text_format_gives_the_same_table(tmp_path: Path, extension: str, mark: str) -> None:
    path = tmp_path / f"people.{extension}"
    path.write_text("\n".join(mark.join(str(cell) for cell in row) for row in ROWS), encoding="utf-8")

    table = ingest_one(path, tmp_path)

    assert (table.name, table.sheet) == ("people", None)
    assert table.rows == [tuple(row) for row in ROWS[1:]]


@pytest.mark.parametrize("writer", [write_xlsx, write_xls, write_ods], ids=["xlsx", "xls", "ods"])
def test_dates_of_every_format_are_dates(tmp_path: Path, writer) -> None:  # type: ignore[no-untyped-def] # a writer
    day = datetime.date(2024, 2, 29)
    path = writer(tmp_path / f"days.{writer.__name__.removeprefix('write_')}", {"Days": [["day"], [day]]})

    table = ingest_one(path, tmp_path)

    assert table.types == ["DATE"]
    assert table.rows == [(day,)]


def test_every_sheet_of_sixty_four_becomes_a_table(tmp_path: Path) -> None:
    sheets = {f"Month {number}": [["day", "sold"], [number, number * 10]] for number in range(1, 65)}

    tables = ingest(write_xlsx(tmp_path / "months.xlsx", sheets), tmp_path)

    assert [table.name for table in tables] == [f"month_{number}" for number in range(1, 65)]
    assert tables[-1].rows == [(64, 640)]


def test_empty_sheets_are_left_out_and_the_one_left_is_named_after_the_file(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "Kunden 2024.xlsx", {"Sheet1": [["id", "name"], [1, "Ada"]], "Sheet2": [], "Sheet3": []}
    )

    assert [table.name for table in ingest(path, tmp_path)] == ["kunden_2024"]


def test_sheets_of_the_same_slug_get_numbers(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx", {"Q 1": [["x"], ["y"]], "Q-1": [["x"], ["y"]], "売上": [["x"], ["y"]]}
    )

    assert [table.name for table in ingest(path, tmp_path)] == ["q_1", "q_1_2", "売上"]


def test_an_upload_without_an_ending_on_disk_is_read_by_its_name(tmp_path: Path) -> None:
    stored = write_xlsx(tmp_path / "x.xlsx", {"People": ROWS}).rename(tmp_path / "original")

    assert ingest_one(stored, tmp_path, name="people.xlsx").columns == ["name", "count", "share"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        pytest.param("empty.csv", b"", FileEmptyError, id="no bytes"),
        pytest.param("empty.xlsx", b"", FileEmptyError, id="no bytes in a workbook"),
        pytest.param("blank.csv", b"\n\n  \n", FileWithoutTablesError, id="blank lines"),
        pytest.param("notes.pdf", b"%PDF-1.7", FileTypeUnsupportedError, id="unsupported ending"),
        pytest.param("noending", b"a,b\n1,2\n", FileTypeUnsupportedError, id="no ending"),
        pytest.param("photo.xlsx", PNG, FileContentMismatchError, id="image named xlsx"),
        pytest.param("photo.csv", PNG, FileContentMismatchError, id="image named csv"),
        pytest.param(
            "page.xls", b"<html><table><tr><td>1", FileContentMismatchError, id="web page named xls"
        ),
        pytest.param("page.csv", b"\n <!DOCTYPE html><p>", FileContentMismatchError, id="web page named csv"),
        pytest.param("table.xls", b"a\tb\n1\t2\n", FileContentMismatchError, id="text named xls"),
        pytest.param("old.xlsx", OLE + b"\0" * 600, FileContentMismatchError, id="old workbook named xlsx"),
        pytest.param("broken.xls", OLE + b"\0" * 600, FileCorruptError, id="broken old workbook"),
        pytest.param("noise.csv", bytes(range(256)) * 40, FileContentMismatchError, id="binary named csv"),
        pytest.param(
            "cut.xlsx", b"PK\x03\x04" + b"\0" * 50, FileCorruptError, id="first bytes of a zip only"
        ),
        pytest.param(
            "locked.xlsx",
            OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            FileEncryptedError,
            id="workbook with a password",
        ),
    ],
)
def test_a_bad_file_is_named_for_what_it_is(
    tmp_path: Path, name: str, content: bytes, error: type[SqlAgentError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(error) as refused:
        ingest(path, tmp_path)

    assert type(refused.value) is error
    assert name in refused.value.message


def test_a_workbook_named_csv_is_not_read_as_text(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": ROWS}).rename(tmp_path / "x.csv")

    with pytest.raises(FileContentMismatchError, match="zip"):
        ingest(path, tmp_path)


def test_an_ods_named_xlsx_is_named_for_what_it_is(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "x.ods", {"S": ROWS}).rename(tmp_path / "x.xlsx")

    with pytest.raises(FileContentMismatchError, match=r"\.ods"):
        ingest(path, tmp_path)


def test_a_truncated_workbook_is_corrupt(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": ROWS * 200})
    path.write_bytes(path.read_bytes()[:-400])

    with pytest.raises(FileCorruptError, match="cut short"):
        ingest(path, tmp_path)


def test_an_encrypted_ods_asks_for_the_password_to_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
        archive.writestr("content.xml", b"\x13\x37")

    with pytest.raises(FileEncryptedError, match="password"):
        ingest(path, tmp_path)


def test_an_encrypted_xls_asks_for_the_password_to_be_removed(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "x.xls", {"S": [["a"], [1]]})
    content = path.read_bytes()
    author = content.index(struct.pack("<HH", 0x5C, 112))
    locked = struct.pack("<HHH", 0x2F, 112, 1)
    path.write_bytes(content[:author] + locked + content[author + len(locked) :])

    with pytest.raises(FileEncryptedError, match="password"):
        ingest(path, tmp_path)


def test_a_workbook_of_empty_sheets_holds_no_table(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"One": [], "Two": [[None, None]]})

    with pytest.raises(FileWithoutTablesError, match="every sheet is empty"):
        ingest(path, tmp_path)
