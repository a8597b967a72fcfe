"""Tables that a sheet declares (Excel's table objects): which rows of theirs are a header or totals."""

import re
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

from services.agent.ingest.archive import XML_ERRORS, damaged
from services.agent.ingest.grid import TableObject
from services.agent.ingest.relations import Relation, related_contents
from services.agent.ingest.sheetxml import column_number
from services.common.errors import FileCorruptError

RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")


def table_objects(
    archive: zipfile.ZipFile, relations: Sequence[Relation], name: str
) -> tuple[TableObject, ...]:
    """List the tables that a sheet declares; of an xlsb they are written in another way and not looked at."""
    found = [
        _table_object(content, name)
        for member, content in related_contents(archive, relations, ("table",), name)
        if member.lower().endswith(".xml")
    ]
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
