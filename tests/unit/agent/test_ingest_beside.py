"""What lies over or beside the cells of a sheet is no data, and it is told: boxes, pictures, links, notes."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt
from odf.draw import CustomShape, Frame, Image, TextBox
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Shapes, Table, TableCell, TableRow
from odf.text import A, P

from services.agent.ingest.drawings import Drawn
from services.agent.ingest.job import run
from services.agent.ingest.xlsdrawing import MORE, OBJECT, TEXT, XlsDrawing, link_target
from services.common.errors import FileWithoutTablesError
from tests.data.ingested import ingest, ingest_one
from tests.data.workbooks import write_xls, write_xlsb

ROWS = [["k", "v"], ["a", 1], ["b", 2], ["me@x.org", 3]]
DATA = [("a", 1), ("b", 2), ("me@x.org", 3)]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000000000500"
    "01a5f645400000000049454e44ae426082"
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = (
    '<d:wsDr xmlns:d="x" xmlns:a="y" xmlns:m="z"><d:twoCellAnchor><m:AlternateContent><m:Choice><d:sp>'
    "<d:txBody><a:p><a:r><a:t>Rates </a:t></a:r><a:r><a:t>are net</a:t></a:r></a:p></d:txBody></d:sp>"
    "</m:Choice><m:Fallback>"
    "<d:sp><d:txBody><a:p><a:t>Rates are net</a:t></a:p></d:txBody></d:sp></m:Fallback>"
    "</m:AlternateContent></d:twoCellAnchor></d:wsDr>"
)


def _fill(sheet: Any) -> None:
    for place, row in enumerate(ROWS):
        sheet.write_row(place, 0, row)


def test_boxes_pictures_and_links_of_a_workbook_are_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("S")
        _fill(sheet)
        sheet.insert_textbox("D2", "Prices before tax,\nnot checked")
        sheet.insert_textbox("D9", "second")
        sheet.insert_textbox("D20", "")
        for cell in ("F2", "F30"):
            sheet.insert_image(cell, "p.png", {"image_data": io.BytesIO(PNG)})
        sheet.write_url("A2", "https://example.com/shop?id=7", string="a")
        sheet.write_url("A4", "mailto:me@x.org", string="me@x.org")
        sheet.write_url("A3", "internal:S!A1", string="b")
        book.add_worksheet("Plain").write_row(0, 0, ["q", "w"])

    table, other = ingest(tmp_path / "x.xlsx", tmp_path)

    assert table.rows == DATA
    told = table.warning("drawing_text_skipped")
    assert (told["sheet"], told["count"], told["text"]) == ("S", 2, "Prices before tax, not checked")
    assert told["texts"] == ["Prices before tax, not checked", "second"]
    assert table.warning("pictures_skipped")["count"] == 2
    link = table.warning("link_targets_skipped")
    assert link["cells"] == [{"cell": "A2", "raw": "https://example.com/shop?id=7"}]
    assert not other.codes & {"drawing_text_skipped", "pictures_skipped", "link_targets_skipped"}


def test_a_sheet_of_addresses_is_silent_whose_texts_say_where_they_lead(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["name", "page"])
        for row in range(1, 40):
            sheet.write(row, 0, f"n{row}")
            sheet.write_url(row, 1, f"https://www.example.com/{row}/", string=f"example.com/{row}")

    assert "link_targets_skipped" not in ingest_one(tmp_path / "x.xlsx", tmp_path).codes


def test_addresses_that_formulas_lead_to_are_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["name", "page"])
        for row, address in enumerate(["https://x.org/?a=1&b=2", "#S!A1", "https://x.org/3"], start=1):
            sheet.write(row, 0, f"n{row}")
            text = address if row == 3 else f"page {row}"
            sheet.write_formula(row, 1, f'=HYPERLINK("{address}","{text}")', None, text)

    table = ingest_one(tmp_path / "x.xlsx", tmp_path)

    assert table.column("page") == ["page 1", "page 2", "https://x.org/3"]
    told = table.warning("link_targets_skipped")
    assert told["cells"] == [{"cell": "B2", "raw": "https://x.org/?a=1&b=2"}]


def test_links_of_a_long_sheet_are_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["name", "n"])
        for row in range(1, 3000):
            sheet.write_row(row, 0, [f"n{row}", row])
        sheet.write_url("A2900", "https://example.com/" + "x" * 900, string="n2899")

    (table,) = ingest(tmp_path / "x.xlsx", tmp_path, long_sheet_bytes=10_000)

    assert table.warning("link_targets_skipped")["cells"][0]["cell"] == "A2900"


def test_what_lies_beside_the_cells_of_a_newer_binary_workbook_is_told(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "x.xlsb", {"S": ROWS}, short=True)
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{TYPES}/{kind}" Target="../{target}"/>'
        for kind, target in [("drawing", "drawings/drawing1.xml"), ("comments", "comments1.bin")]
    )
    note = b"\xfb\x04\x24" + struct.pack("<5I", 0, 2, 2, 0, 0) + bytes(16)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.bin.rels", f"<Relationships>{links}</Relationships>")
        archive.writestr("xl/drawings/drawing1.xml", DRAWING)
        archive.writestr("xl/comments1.bin", note)

    table = ingest_one(path, tmp_path)

    assert table.rows == DATA
    assert table.warning("drawing_text_skipped")["texts"] == ["Rates are net"]
    assert table.warning("notes_skipped")["cells"] == [{"cell": "A3"}]


def _shapes() -> Any:
    shapes = Shapes()
    for text in ("Rates are net", ""):
        frame, box = Frame(), TextBox()
        box.addElement(P(text=text))
        frame.addElement(box)
        shapes.addElement(frame)
    picture = Frame()
    picture.addElement(Image(href="Pictures/x.png"))
    shapes.addElement(picture)
    return shapes


def test_boxes_pictures_and_links_of_a_document_are_told(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="S")
    table.addElement(_shapes())
    for place, (key, value) in enumerate(ROWS):
        row, first, second = TableRow(), TableCell(valuetype="string"), TableCell(valuetype="string")
        words = P(text="" if place == 1 else key)
        if place == 1:
            words.addElement(A(text=key, href="https://example.com/a"))
        first.addElement(words)
        if place == 2:
            shape = CustomShape()
            shape.addElement(P(text="see page 4"))
            first.addElement(shape)
            note = Annotation()
            note.addElement(P(text="checked"))
            second.addElement(note)
        second.addElement(P(text=str(value)))
        row.addElement(first)
        row.addElement(second)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "x.ods"))

    found = ingest_one(tmp_path / "x.ods", tmp_path)

    assert found.rows == DATA
    assert found.warning("drawing_text_skipped")["texts"] == ["Rates are net", "see page 4"]
    assert found.warning("pictures_skipped")["count"] == 1
    assert found.warning("notes_skipped")["cell"] == "B3"
    assert found.warning("link_targets_skipped")["cells"] == [{"cell": "A2", "raw": "https://example.com/a"}]


def test_pictures_of_an_older_workbook_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for place, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(place, column, value)
    header = struct.pack("<IiiHHIIiiII", 40, 8, 4, 1, 24, 0, 96, 0, 0, 0, 0)
    bitmap = b"BM" + struct.pack("<IHHI", 54 + 96, 0, 0, 54) + header + b"\xff" * 96
    sheet.insert_bitmap_data(bitmap, 6, 3)
    book.save(str(tmp_path / "x.xls"))

    table = ingest_one(tmp_path / "x.xls", tmp_path)

    assert table.rows == DATA
    assert table.warning("pictures_skipped")["count"] == 1


def _box(kind: int, text: str, *, wide: bool) -> list[tuple[int, bytes]]:
    content = text.encode("utf-16-le" if wide else "latin-1")
    half = len(content) // 4 * 2
    return [
        (OBJECT, struct.pack("<HHHH", 0x15, 0x12, kind, 1)),
        (TEXT, struct.pack("<HHHHHHHI", 0, 0, 0, 0, 0, len(text), 16, 0)),
        *((MORE, bytes([wide]) + part) for part in (content[:half], content[half:])),
        (MORE, b"\0" * 16),
    ]


def test_texts_of_boxes_in_an_older_workbook_are_put_together() -> None:
    drawn, drawing = Drawn(), XlsDrawing()
    boxes = [
        _box(6, "Rates are net", wide=False),
        _box(25, "a note", wide=False),
        _box(6, "Größe 日本", wide=True),
    ]
    for kind, content in [record for box in boxes for record in box]:
        drawing.take(kind, content, drawn)

    assert drawn.texts == ["Rates are net", "Größe 日本"]


def test_the_address_of_an_older_workbooks_link_is_found() -> None:
    address = "https://example.com/a\0".encode("utf-16-le")
    kind = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")

    assert (
        link_target(bytes(32) + kind + struct.pack("<I", len(address)) + address) == "https://example.com/a"
    )
    assert link_target(bytes(64)) is None


def test_merged_cells_below_a_chart_of_an_older_workbook_are_known(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "x.xls", {"S": ROWS})
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for place, row in enumerate([["k", "v"], ["a", 1], [None, 2], ["c", 3]]):
        for column, value in enumerate(row):
            if value is not None and (place, column) != (1, 0):
                sheet.write(place, column, value)
    sheet.write_merge(1, 2, 0, 0, "a")
    book.save(str(path))
    content = path.read_bytes()
    merges = content.index(struct.pack("<HHH", 0xE5, 10, 1))
    chart = struct.pack("<HHIHH", 0x0809, 4, 0x0020_0600, 0x0A, 0)
    # The stream ends in zeros, of which as many are taken away.
    end = content.index(struct.pack("<HH", 0x0A, 0) + bytes(len(chart)), merges) + 4
    changed = content[:merges] + chart + content[merges:end] + content[end + len(chart) :]
    path.write_bytes(changed)

    table = ingest_one(path, tmp_path)

    assert table.rows == [("a", 1), ("a", 2), ("c", 3)]


def test_a_workbook_of_charts_and_boxes_alone_is_refused_as_such(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Words!$A$1:$A$2"})
        book.add_chartsheet("Graph").set_chart(chart)
        book.add_worksheet("Words").insert_textbox("A1", "nothing but words")

    with pytest.raises(FileWithoutTablesError, match="holds charts and text boxes or shapes, and no cells"):
        ingest(tmp_path / "x.xlsx", tmp_path)


def test_a_sheet_without_a_table_keeps_what_is_told_of_it(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        _fill(book.add_worksheet("S"))
        book.add_worksheet("Words").insert_textbox("A1", "nothing but words")
        book.add_worksheet("Secret").hide()
        book.add_worksheet("Nothing")
    out = tmp_path / "read"
    out.mkdir()

    result = run({"path": str(tmp_path / "x.xlsx"), "name": "x.xlsx"}, out, lambda stage, percent: None)

    told = {(item["code"], item["sheet"]) for item in result["warnings"]}
    assert {("drawing_text_skipped", "Words"), ("hidden_sheet", "Secret")} <= told
    assert [each["hidden"] for each in result["read"]["sheets"]] == [False, False, True, False]
