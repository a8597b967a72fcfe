"""Text files: encodings, dialects, and lines that are not like the others."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from services.agent.ingest.job import run
from services.common.errors import FileTooComplexError
from tests.data.ingested import ingest_text

CHINESE = "城市,人口,备注\n北京,2189,首都\n上海,2487,港口城市\n广州,1868,南方\n"
JAPANESE = "都市,人口,メモ\n東京,1396,首都です\n大阪,275,たこやき\n名古屋,232,カタカナ\n"
WESTERN = "ville,café,prix\nOrléans,crème brûlée,5\nBesançon,thé à la menthe,3\nMâcon,naïveté,4\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(WESTERN, "utf-8", id="utf-8"),
        pytest.param(WESTERN, "utf-8-sig", id="utf-8 with BOM"),
        pytest.param(WESTERN, "utf-16", id="utf-16 with BOM"),
        pytest.param(WESTERN, "utf-16-le", id="utf-16 little-endian"),
        pytest.param(WESTERN, "utf-16-be", id="utf-16 big-endian"),
        pytest.param(CHINESE, "utf-8", id="Chinese utf-8"),
        pytest.param(CHINESE, "utf-16", id="Chinese utf-16 with BOM"),
        pytest.param(CHINESE, "gb18030", id="gb18030"),
        pytest.param(JAPANESE, "shift_jis", id="shift_jis"),
        pytest.param(WESTERN, "cp1252", id="cp1252"),
        pytest.param(WESTERN.replace("naïveté", "5 € – “viel”"), "cp1252", id="cp1252 with euro"),
    ],
)
def test_letters_arrive_in_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    table = ingest_text(text.encode(encoding), tmp_path)

    header, *rows = csv.reader(io.StringIO(text))
    assert table.columns == header
    assert [[str(value) for value in row] for row in table.rows] == rows


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("name,note,n\nAda,x y,1\nBob,z,2\n", id="commas"),
        pytest.param("name;note;n\nAda;x y;1\nBob;z;2\n", id="semicolons"),
        pytest.param("name\tnote\tn\nAda\tx y\t1\nBob\tz\t2\n", id="tabs"),
        pytest.param("name|note|n\nAda|x y|1\nBob|z|2\n", id="bars"),
        pytest.param("name,note,n\r\nAda,x y,1\r\nBob,z,2\r\n", id="CR LF"),
        pytest.param("name,note,n\rAda,x y,1\rBob,z,2\r", id="CR only"),
        pytest.param("name,note,n\r\nAda,x y,1\nBob,z,2\r\n", id="mixed line ends"),
        pytest.param("name,note,n\nAda,x y,1\nBob,z,2", id="no last line end"),
        pytest.param('"name","note","n"\n"Ada","x y","1"\n"Bob","z","2"\n', id="all quoted"),
        pytest.param("'name','note','n'\n'Ada','x y','1'\n'Bob','z','2'\n", id="single quotes"),
        pytest.param("name, note, n\nAda, x y, 1\nBob, z, 2\n", id="spaces behind delimiters"),
        pytest.param("name,note,n\nAda,x\0 y,1\nBob,z\0,2\n", id="NUL bytes"),
        pytest.param("Report of May\n\nname,note,n\nAda,x y,1\nBob,z,2\n", id="preamble"),
        pytest.param("# made by hand\nname,note,n\nAda,x y,1\nBob,z,2\n", id="comment"),
        pytest.param("name,note,n\n\nAda,x y,1\n\nBob,z,2\n\n", id="blank lines"),
    ],
)
def test_cells_are_divided_as_written(tmp_path: Path, content: str) -> None:
    table = ingest_text(content, tmp_path)

    assert table.columns == ["name", "note", "n"]
    assert table.rows == [("Ada", "x y", 1), ("Bob", "z", 2)]


def test_quoted_line_ends_and_quotes_stay_in_their_cell(tmp_path: Path) -> None:
    table = ingest_text('a,b\n"two\nlines","say ""hi"", she said"\nx,y\n', tmp_path)

    assert table.rows == [("two\nlines", 'say "hi", she said'), ("x", "y")]


def test_escaped_quotes_stay_in_their_cell(tmp_path: Path) -> None:
    table = ingest_text('a,b\n"say \\"hi\\", she said",1\n"x",2\n', tmp_path)

    assert table.rows == [('say "hi", she said', 1), ("x", 2)]


def test_decimal_commas_between_semicolons_are_numbers(tmp_path: Path) -> None:
    table = ingest_text("Artikel;Preis\nA;1.234,56\nB;7,10\nC;12,00\n", tmp_path)

    assert table.column("Preis") == [1234.56, 7.1, 12.0]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        pytest.param(
            "a,b,c\n1,2\n3,4,5,6\n7,8,9\n",
            [(1, 2, None, None), (3, 4, 5, 6), (7, 8, 9, None)],
            id="each width once or twice",
        ),
        pytest.param("id,name\n1,Ann,x\n2,Bob\n", [(1, "Ann", "x"), (2, "Bob", None)], id="two rows"),
    ],
)
def test_a_few_ragged_rows_are_divided_as_their_header_is(
    tmp_path: Path, content: str, rows: list[tuple[Any, ...]]
) -> None:
    table = ingest_text(content, tmp_path)

    assert table.rows == rows
    assert "ragged_rows" in table.codes


def test_sentences_of_several_widths_are_not_divided(tmp_path: Path) -> None:
    table = ingest_text("Dear all, hello\nI came, I saw, I won\nBye,now,then,all\n", tmp_path)

    assert len(table.columns) == 1


def test_a_comment_under_the_first_row_does_not_make_it_a_row_of_column_numbers(tmp_path: Path) -> None:
    table = ingest_text("id,v,w\n1,2,3\n# checked by X\n5,6,7\n8,9,10\n", tmp_path)

    assert table.rows == [(1, 2, 3), (5, 6, 7), (8, 9, 10)]


def test_ragged_rows_lose_no_cell_and_are_told(tmp_path: Path) -> None:
    table = ingest_text("a,b,c\n1,2,3\n4,5\n6,7,8,nine\n10,11,12\n", tmp_path)

    assert table.columns == ["a", "b", "c", "column_4"]
    assert table.rows == [(1, 2, 3, None), (4, 5, None, None), (6, 7, 8, "nine"), (10, 11, 12, None)]
    assert table.warning("ragged_rows")["count"] == 2


def test_one_column_is_a_table(tmp_path: Path) -> None:
    table = ingest_text("city\nParis\nRome\n", tmp_path)

    assert (table.columns, table.rows) == (["city"], [("Paris",), ("Rome",)])


def test_a_long_regular_file_is_read_in_order(tmp_path: Path) -> None:
    lines = [f"{number},name {number % 100},{number / 4}" for number in range(200_000)]

    table = ingest_text("\n".join(["id,name,quarter", *lines]) + "\n", tmp_path)

    assert table.types == ["BIGINT", "VARCHAR", "DOUBLE"]
    assert table.column("id") == list(range(200_000))
    assert table.rows[-1] == (199_999, "name 99", 49_999.75)


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path, out = tmp_path / "line.csv", tmp_path / "out"
    path.write_bytes(b"x" * 3_000_000)
    out.mkdir()

    with pytest.raises(FileTooComplexError, match="line"):
        run(
            {"path": str(path), "name": path.name, "limits": {"max_line_bytes": 1_000_000}},
            out,
            lambda *_: None,
        )


def test_nothing_but_tables_is_left_in_the_folder(tmp_path: Path) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "out"
    path.write_bytes("a;b\r1;ü\r".encode("cp1252"))
    out.mkdir()

    run({"path": str(path), "name": path.name}, out, lambda *_: None)

    assert sorted(str(made.relative_to(out)) for made in out.rglob("*")) == [
        "0",
        "0/part-0.parquet",
        "0/preview.json",
        "0/profile.json",
    ]
