"""What a user says about a file that would otherwise be found out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from services.common.errors import FileOptionsError

TYPES = ("VARCHAR", "BIGINT", "DECIMAL(38,0)", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "TIME")
"""Types that a column can be given, in DuckDB's names."""
ORDERS = {"dmy": "day before month", "mdy": "month before day"}
"""What may follow DATE and TIMESTAMP: how dates that could be read in two ways are read."""
MARKS = (".", ",")
HIGHEST_ROW = 1_048_576
"""Rows of a sheet."""

Value = TypeVar("Value", str, int)


@dataclass(frozen=True)
class ColumnType:
    """The type that a column shall have."""

    name: str
    order: str | None = None
    """``dmy`` or ``mdy``, for dates."""

    @classmethod
    def from_text(cls, text: str) -> "ColumnType":
        """Read ``DOUBLE`` or ``DATE dmy``."""
        name, _, order = text.strip().partition(" ")
        if name.upper() not in TYPES:
            raise FileOptionsError(f"There is no column type “{text}”. Use one of: {', '.join(TYPES)}.")
        if order and (order.lower() not in ORDERS or name.upper() not in ("DATE", "TIMESTAMP")):
            raise FileOptionsError(f"“{text}” is no column type. After DATE or TIMESTAMP write dmy or mdy.")
        return cls(name.upper(), order.lower() or None)


@dataclass(frozen=True)
class IngestOptions:
    """Corrections of one file; what is None is found out."""

    sheet: str | None = None
    """The only sheet to read, or the only member of a zip of text files."""
    header_row: int | None = None
    """The row that names the columns, counted from 1 as a spreadsheet does; 0 where no row does. A sheet is
    then one table, from there to its end."""
    encoding: str | None = None
    """Of a text file, in Python's names."""
    delimiter: str | None = None
    """Of a text file; may have several characters."""
    decimal_mark: str | None = None
    """Point or comma, in numbers that are written as text."""
    column_types: Mapping[str, ColumnType] = field(default_factory=dict)
    """By column name, as the table shows it."""

    @classmethod
    def from_json(cls, raw: Mapping[str, Any] | None) -> "IngestOptions":
        """Check a payload's ``options``.

        Raises:
            FileOptionsError: One is unknown or makes no sense.
        """
        given = {name: value for name, value in (raw or {}).items() if value is not None}
        if unknown := set(given) - set(cls.__dataclass_fields__):
            raise FileOptionsError(f"There is no option “{min(unknown)}”. Leave it out.")
        types = given.get("column_types") or {}
        if not isinstance(types, Mapping) or not all(isinstance(value, str) for value in types.values()):
            raise FileOptionsError("column_types names a type for each column, as in {“Price”: “DOUBLE”}.")
        return cls(
            sheet=_typed(given, "sheet", str),
            header_row=_header_row(given),
            encoding=_encoding(given),
            delimiter=_delimiter(given),
            decimal_mark=_mark(given),
            column_types={str(name): ColumnType.from_text(value) for name, value in types.items()},
        )

    @property
    def shapes_tables(self) -> bool:
        """Whether header or columns were given, so that nothing about them is left to find out."""
        return self.header_row is not None or bool(self.column_types) or self.decimal_mark is not None


def _typed(given: Mapping[str, Any], name: str, kind: type[Value]) -> Value | None:
    value = given.get(name)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise FileOptionsError(f"The option {name} must be a {'number' if kind is int else 'text'}.")
    return value


def _header_row(given: Mapping[str, Any]) -> int | None:
    row = _typed(given, "header_row", int)
    if row is not None and not 0 <= row <= HIGHEST_ROW:
        raise FileOptionsError(f"header_row counts from 1 to {HIGHEST_ROW:,}; 0 says that there is none.")
    return row


def _encoding(given: Mapping[str, Any]) -> str | None:
    name = _typed(given, "encoding", str)
    if name is None:
        return None
    try:
        "a".encode(name)
        b"a".decode(name, errors="replace")  # which a codec of host names cannot
    except (LookupError, ValueError, TypeError) as error:
        raise FileOptionsError(
            f"There is no encoding “{name[:40]}”. Use a name such as utf-8, cp1252 or shift_jis."
        ) from error
    return name.lower()


def _delimiter(given: Mapping[str, Any]) -> str | None:
    mark = _typed(given, "delimiter", str)
    if mark is not None and (not 1 <= len(mark) <= 4 or any(char in mark for char in "\"'\r\n\0")):
        raise FileOptionsError("The delimiter has 1 to 4 characters, and neither quotes nor line ends.")
    return mark


def _mark(given: Mapping[str, Any]) -> str | None:
    mark = _typed(given, "decimal_mark", str)
    if mark is not None and mark not in MARKS:
        raise FileOptionsError("The decimal_mark is a point or a comma.")
    return mark
