"""OpenDocument sheets whose XML is indented: the native reader refuses blanks between cells."""

import re
from pathlib import Path

import pytest

from tests.data.ingested import ingest
from tests.data.workbooks import rewrite_member, write_ods

ROWS = [["key", "n", "note"], ["a", 1, " two  blanks "], ["b", 2.5, "<kept> & so on"], ["c", None, "> <"]]


@pytest.mark.parametrize("between", [rb">(?=</?table:)", rb">(?=</?(?:table:|text:p))"])
def test_an_indented_document_is_read_as_any_other(tmp_path: Path, between: bytes) -> None:
    sheets = {"First": ROWS, "Second": [["k", "v"], *([f"t{n}" * 100, n] for n in range(2_000))]}
    loose = write_ods(tmp_path / "loose.ods", sheets)
    rewrite_member(loose, "content.xml", lambda xml: re.sub(between, b">\n     ", xml))

    read, plain = ingest(loose, tmp_path), ingest(write_ods(tmp_path / "plain.ods", sheets), tmp_path)

    assert [(table.sheet, table.columns, table.types) for table in read] == [
        (table.sheet, table.columns, table.types) for table in plain
    ]
    assert [table.rows for table in read] == [table.rows for table in plain]
    assert read[0].column("key") == ["a", "b", "c"]
