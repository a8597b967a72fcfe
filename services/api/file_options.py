"""What a request says of a file, so that it need not be found out, and where the file's rows shall go."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from services.api.models import Text
from services.api.upload_checks import TEXT_EXTENSIONS, WORKBOOK_EXTENSIONS, extension_of
from services.common.errors import FileOptionsError

COLUMN_TYPES = ("VARCHAR", "BIGINT", "DECIMAL(38,0)", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "TIME")
"""What a column can be given; a consistency test compares this with what the worker takes."""

DATE_ORDERS = ("dmy", "mdy")
MAX_TYPES_CHARACTERS = 64 * 1024
"""Of all column types of one request together: they wait in Redis with their task."""

MAX_COLUMN_NAME = 200
MAX_SHEET_NAME = 255
HIGHEST_ROW = 1_048_576
_SHOWN_FAULTS = 3


def check_type(text: str) -> str:
    """Return a column type as the worker takes it: ``DOUBLE``, or ``DATE dmy``."""
    name, _, order = text.strip().partition(" ")
    is_dated = name.upper() in ("DATE", "TIMESTAMP") and order.strip().lower() in DATE_ORDERS
    if name.upper() not in COLUMN_TYPES or (order and not is_dated):
        raise ValueError(
            f"“{text[:40]}” is no column type. Use one of {', '.join(COLUMN_TYPES)}; after DATE or TIMESTAMP "
            "may follow dmy or mdy"
        )
    return f"{name.upper()} {order.strip().lower()}".strip()


ColumnType = Annotated[
    str, AfterValidator(check_type), Field(max_length=100, examples=["DOUBLE", "DATE dmy"])
]


class FileOptions(BaseModel):
    """What is known of a file; what is left out is found out."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"sheet": "Orders", "header_row": 3}]}
    )

    sheet: Annotated[Text | None, Field(description="Read only this one.", min_length=1, max_length=255)] = (
        None
    )
    header_row: Annotated[
        int | None,
        Field(
            description="The row that names the columns, counted from 1; 0 where none does.",
            ge=0,
            le=HIGHEST_ROW,
        ),
    ] = None
    encoding: Annotated[
        str | None, Field(description="Of a text file.", max_length=40, examples=["cp1252"])
    ] = None
    delimiter: Annotated[Text | None, Field(description="Of a text file.", examples=[";"])] = None
    decimal_mark: Annotated[str | None, Field(description="`.` or `,`", examples=[","])] = None
    column_types: Annotated[
        dict[Annotated[Text, Field(min_length=1, max_length=MAX_COLUMN_NAME)], ColumnType] | None,
        Field(
            description="A type for each column named.",
            examples=[{"Price": "DOUBLE"}],
        ),
    ] = None

    @field_validator("sheet")
    @classmethod
    def _is_named(cls, name: str | None) -> str | None:
        if name is not None and not 1 <= len(name) <= MAX_SHEET_NAME:
            raise ValueError(
                f"A sheet's name has 1 to {MAX_SHEET_NAME} characters. Leave it out for all sheets"
            )
        return name

    @field_validator("encoding")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        if name is None:
            return None
        try:
            "a".encode(name)
            b"a".decode(name, errors="replace")
        except (LookupError, ValueError, TypeError) as error:
            raise ValueError(
                f"There is no encoding “{name[:40]}”. Use a name such as utf-8, cp1252 or shift_jis"
            ) from error
        return name.lower()

    @field_validator("delimiter")
    @classmethod
    def _separates(cls, mark: str | None) -> str | None:
        if mark is not None and (not 1 <= len(mark) <= 4 or any(char in mark for char in "\"'\r\n\0")):
            came = "" if mark else "; it came empty"
            raise ValueError(f"The delimiter has 1 to 4 characters, and neither quotes nor line ends{came}")
        return mark

    @field_validator("column_types")
    @classmethod
    def _are_few(cls, types: dict[str, str] | None) -> dict[str, str] | None:
        if sum(len(name) + len(kind) for name, kind in (types or {}).items()) > MAX_TYPES_CHARACTERS:
            raise ValueError(f"All types together may have {MAX_TYPES_CHARACTERS:,} characters")
        return types

    @field_validator("decimal_mark")
    @classmethod
    def _marks(cls, mark: str | None) -> str | None:
        if mark not in (None, ".", ","):
            raise ValueError("The decimal mark is a point or a comma")
        return mark

    @property
    def given(self) -> dict[str, Any]:
        """Those that were given, as the task takes them."""
        return {name: value for name, value in self.model_dump().items() if value not in (None, {})}

    def demand_fit(self, name: str) -> None:
        """Refuse options that say something which a file of this kind does not have.

        Raises:
            FileOptionsError: There is one.
        """
        extension = extension_of(name)
        if extension in WORKBOOK_EXTENSIONS:
            for field in ("encoding", "delimiter"):
                if getattr(self, field) is not None:
                    raise FileOptionsError(
                        f"{field}: “{name}” is a workbook, and only text files have one. Leave it out."
                    )
        if extension in TEXT_EXTENSIONS and self.sheet is not None:
            raise FileOptionsError(f"sheet: “{name}” is a text file, which has no sheets. Leave it out.")


class ColumnChange(BaseModel):
    """A new name or type of a column, or both."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"type": "DOUBLE"}]})

    name: Annotated[
        Text | None,
        Field(
            description="Unique in the table, letter case aside.", min_length=1, max_length=MAX_COLUMN_NAME
        ),
    ] = None
    type: ColumnType | None = None

    @field_validator("name")
    @classmethod
    def _is_one_line(cls, name: str | None) -> str | None:
        if name is not None and (name != " ".join(name.split()) or not name.isprintable()):
            raise ValueError("A name is one line of printable characters, with single spaces inside")
        return name


class UploadQuery(BaseModel):
    """What an upload may say beside its file, as query parameters or as fields of the form."""

    model_config = ConfigDict(extra="forbid")

    replace: Annotated[
        Text | None, Field(description="The table whose rows the file's take the place of.")
    ] = None
    append: Annotated[Text | None, Field(description="The table that the file's rows are added to.")] = None
    sheet: Annotated[str | None, Field(description="Read only this one.")] = None
    header_row: Annotated[
        str | None, Field(description="The row that names the columns, from 1; 0 where none does.")
    ] = None
    encoding: Annotated[str | None, Field(description="Of a text file.")] = None
    delimiter: Annotated[str | None, Field(description="Of a text file.")] = None
    decimal_mark: Annotated[str | None, Field(description="`.` or `,`")] = None
    column_types: Annotated[
        str | None, Field(description='As JSON: `{"Price": "DOUBLE", "Day": "DATE dmy"}`')
    ] = None

    def with_fields(self, fields: Mapping[str, str]) -> Self:
        """Add the fields of the form.

        Raises:
            FileOptionsError: One is a query parameter, too.
        """
        for name in fields:
            if getattr(self, name) is not None:
                raise FileOptionsError(f"{name}: It was given twice. Send it once.")
        return self.model_copy(update=dict(fields))

    def demand_one_target(self) -> None:
        """Refuse two places for the same rows.

        Raises:
            FileOptionsError: Both ``replace`` and ``append`` name a table.
        """
        if self.replace is not None and self.append is not None:
            raise FileOptionsError(
                "replace, append: A file can replace a table's rows or be appended to them. Send one of "
                "the two."
            )

    def options(self) -> FileOptions:
        """Return the options.

        Raises:
            FileOptionsError: One makes no sense.
        """
        texts = self.model_dump(exclude={"replace", "append"}, exclude_none=True)
        if "column_types" in texts:
            texts["column_types"] = _types(texts["column_types"])
        try:
            return FileOptions.model_validate(texts)
        except ValidationError as error:
            faults = "; ".join(_one_line(fault) for fault in error.errors()[:_SHOWN_FAULTS])
            raise FileOptionsError(f"{faults}.") from error


def demand_once(parameters: Sequence[tuple[str, str]]) -> None:
    """Refuse a query that says one thing twice, of which the framework would take the last.

    Raises:
        FileOptionsError: It does.
    """
    names = [name for name, _ in parameters]
    for name in names:
        if names.count(name) > 1:
            raise FileOptionsError(f"{name[:60]}: It was given twice. Send it once.")


UPLOAD_FIELDS = frozenset(UploadQuery.model_fields)
"""What a form may hold beside the file."""


def _types(text: str) -> Any:
    try:
        types = json.loads(text)
    except (ValueError, RecursionError):
        types = None
    if not isinstance(types, dict):
        raise FileOptionsError('column_types: It must be a JSON object such as {"Price": "DOUBLE"}.')
    return types


def _one_line(fault: Any) -> str:
    place = ".".join(str(part)[:60] for part in fault["loc"])
    return f"{place}: {fault['msg'].removeprefix('Value error, ')}"
