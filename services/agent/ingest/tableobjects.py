"""Tables that a sheet declares (Excel's table objects): which rows of theirs are a header or totals."""

import posixpath
import re
import zipfile
from xml.etree import ElementTree

from services.agent.ingest.archive import XML_ERRORS, damaged, read_chunks
from services.agent.ingest.grid import TableObject
from services.agent.ingest.sheetxml import column_number
from services.common.errors import FileCorruptError

TABLE_PART = re.compile(rb"""\bTarget=["']([^"']*tables?/[^"']*\.xml)["']""", re.IGNORECASE)
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")


def table_objects(archive: zipfile.ZipFile, member: str, name: str) -> tuple[TableObject, ...]:
    """List the tables that a sheet, given as its part, declares."""
    folder, part = posixpath.split(member)
    members = {each.lower(): each for each in archive.namelist()}
    relations = members.get(f"{folder}/_rels/{part}.rels".lower())
    if relations is None:
        return ()
    found = []
    for target in TABLE_PART.findall(b"".join(read_chunks(archive, relations, name))):
        place = posixpath.normpath(posixpath.join("/", folder, target.decode("utf-8", "replace")))
        if known := members.get(place.lstrip("/").lower()):
            found.append(_table_object(b"".join(read_chunks(archive, known, name)), name))
    return tuple(each for each in found if each)


def _table_object(content: bytes, name: str) -> TableObject | None:
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no DTD: checked before
    except XML_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error
    span = RANGE.fullmatch(root.get("ref", ""))
    if span is None:
        return None
    return TableObject(
        first_row=int(span[2]) - 1,
        first_column=column_number(span[1].encode()),
        last_row=int(span[4]) - 1,
        last_column=column_number(span[3].encode()),
        names=tuple(column.get("name", "") for column in root.iterfind("{*}tableColumns/{*}tableColumn")),
        has_header=root.get("headerRowCount", "1") != "0",
        has_totals=root.get("totalsRowCount", "0") not in ("", "0"),
    )
