"""A zip of text files gives a table for each; what else it holds is told or refused."""

import zipfile
from pathlib import Path

import pytest

from services.common.errors import FileContentMismatchError, FileError, FileOptionsError, FileTooComplexError
from tests.data.ingested import ingest

SALES = "id,amount\n1,5.5\n2,7.25\n"
TOWNS = "id\ttown\n1\tKöln\n2\tWien\n"


def pack(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


def test_each_text_file_becomes_a_table(tmp_path: Path) -> None:
    members = {"sales_dot_csv": SALES, "more__towns_dot_tsv": TOWNS, "readme_dot_pdf": b"%PDF"}
    path = pack(tmp_path / "all.zip", **members, empty_dot_csv="")

    sales, towns = ingest(path, tmp_path)

    assert (sales.name, sales.sheet, sales.rows) == ("sales", "sales", [(1, 5.5), (2, 7.25)])
    assert (towns.name, towns.sheet, towns.rows) == ("more_towns", "more/towns", [(1, "Köln"), (2, "Wien")])
    assert "readme.pdf" in sales.warning("member_skipped")["message"]


def test_one_member_can_be_chosen(tmp_path: Path) -> None:
    path = pack(tmp_path / "all.zip", sales_dot_csv=SALES, towns_dot_tsv=TOWNS)

    (table,) = ingest(path, tmp_path, options={"sheet": "towns.tsv"})

    assert table.columns == ["id", "town"]
    with pytest.raises(FileOptionsError, match="nowhere"):
        ingest(path, tmp_path, options={"sheet": "nowhere"})


@pytest.mark.parametrize(
    ("members", "error"),
    [
        pytest.param({"inner_dot_zip": b"PK", "a_dot_csv": SALES}, FileTooComplexError, id="another archive"),
        pytest.param({"a_dot_txt_dot_gz": b"\x1f\x8b"}, FileTooComplexError, id="a packed file"),
        pytest.param({"book_dot_xlsx": b"PK"}, FileContentMismatchError, id="no text"),
        pytest.param({"a_dot_csv": "x" * 80_000_000}, FileTooComplexError, id="a bomb"),
        pytest.param({"a_dot_csv": bytes(range(256)) * 40}, FileContentMismatchError, id="not text"),
    ],
)
def test_what_is_no_zip_of_text_files_is_refused(
    tmp_path: Path, members: dict[str, str | bytes], error: type[FileError]
) -> None:
    path = pack(tmp_path / "all.zip", **members)

    with pytest.raises(error, match=r"all\.zip"):
        ingest(path, tmp_path)


def test_a_damaged_zip_is_an_error_of_the_file(tmp_path: Path) -> None:
    path = pack(tmp_path / "all.zip", sales_dot_csv=SALES * 1000)
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(30)
    path.write_bytes(content)

    with pytest.raises(FileError):
        ingest(path, tmp_path)
