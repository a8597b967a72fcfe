"""The documents that the API gives about files and tables."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from services.api.models import EXAMPLE_ID, OTHER_ID, Id

MAX_PAGE = 1000
"""Tables or files in one answer: of 5,000 tables with 100 columns all would take 400 MB to write."""

Next = Annotated[int | None, Field(description="The offset of the following page; null on the last.")]
PageLimit = Annotated[int, Query(ge=1, le=MAX_PAGE)]
PageOffset = Annotated[int, Query(ge=0, le=1_000_000, description="`next` of the page before.")]


class Column(BaseModel):
    """A column as read from the file."""

    name: Annotated[str, Field(examples=["Order date"])]
    type: Annotated[str, Field(description="In DuckDB's names.", examples=["DATE"])]


class ReadingWarning(BaseModel):
    """Something to know of how a file was read."""

    model_config = ConfigDict(extra="allow")

    code: str
    message: str


class OlderVersion(BaseModel):
    """What a table was before another version took its place."""

    version: Annotated[str, Field(examples=[f"{OTHER_ID}/1"])]
    until: Annotated[datetime, Field(description="When it can no longer be asked.")]


class Table(BaseModel):
    """A sheet, or a CSV file, that can be asked about."""

    table_id: Id
    name: Annotated[str, Field(description="For SQL and for URLs; unique.", examples=["orders"])]
    file_id: Annotated[str, Field(examples=[OTHER_ID])]
    file: Annotated[str, Field(examples=["sales.xlsx"])]
    sheet: Annotated[str | None, Field(examples=["Orders"])]
    rows: Annotated[int, Field(examples=[1200])]
    columns: list[Column]
    version: Annotated[
        str, Field(description="Named by each answer that used it.", examples=[f"{EXAMPLE_ID}/1"])
    ]
    older_versions: Annotated[
        list[OlderVersion],
        Field(description="Those that can still be asked: name one in `tables` as `orders@<version>`."),
    ]
    warnings: Annotated[
        list[ReadingWarning],
        Field(description="The first 10; the file's report has all, with the cells that they name."),
    ]
    warning_count: int
    created_at: datetime


class TableList(BaseModel):
    """Tables of the tenant."""

    tables: list[Table]
    next: Next


class Preview(BaseModel):
    """The first rows of a table."""

    columns: list[Column]
    rows: Annotated[list[list[Any]], Field(description="At most 200; dates as ISO text.")]


class FileStatus(StrEnum):
    """Whether a file can be asked about."""

    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class File(BaseModel):
    """An upload and what became of it."""

    file_id: Annotated[str, Field(examples=[OTHER_ID])]
    name: Annotated[str, Field(examples=["sales.xlsx"])]
    size_bytes: int
    status: FileStatus
    task_id: Id
    created_at: datetime
    options: Annotated[
        dict[str, Any],
        Field(description="With which it was read last.", examples=[{"sheet": "Orders", "header_row": 3}]),
    ]
    replace: Annotated[
        str | None, Field(description="The id of the table whose rows it took the place of.")
    ] = None
    append: Annotated[str | None, Field(description="The id of the table that its rows were added to.")] = (
        None
    )
    tables: Annotated[list[Table], Field(description="Those that hold rows of it.")]
    warnings: Annotated[list[ReadingWarning], Field(description="About the file as a whole: the first 10.")]
    error: str | None = None
    error_code: str | None = None


class FileWithReport(File):
    """An upload, and all there is to tell of how it was read."""

    report: Annotated[
        dict[str, Any] | None,
        Field(
            description="Of each table: sheet, rows, columns with types, and every warning with the cells "
            "that it names (the first 100 and their count); null until the file has been read.",
            examples=[
                {
                    "tables": [
                        {
                            "source": "orders",
                            "sheet": "Orders",
                            "rows": 1200,
                            "columns": [{"name": "amount", "type": "DOUBLE"}],
                            "warnings": [
                                {
                                    "code": "values_not_read",
                                    "message": "1 cells of column “amount” do not read as DOUBLE and are "
                                    "empty in the table.",
                                    "column": "amount",
                                    "count": 1,
                                    "cells": [{"cell": "C17", "raw": "see below"}],
                                }
                            ],
                        }
                    ],
                    "warnings": [],
                }
            ],
        ),
    ] = None


class FileList(BaseModel):
    """Files of the tenant, newest first."""

    files: list[File]
    next: Next
