"""What a tenant teaches, as the API takes and shows it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.api.file_options import MAX_COLUMN_NAME
from services.api.models import MAX_QUESTION_CHARACTERS, MAX_SQL_CHARACTERS, Id, Text


class GoldenQueryRequest(BaseModel):
    """A question, and the SELECT that answers it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "question": "net revenue of Germany",
                    "sql": "SELECT sum(amount) / 1.19 FROM orders WHERE country = 'Germany'",
                }
            ]
        },
    )

    question: Annotated[
        Text,
        Field(
            description="Asked again, also with another value, number or period where the SQL has one.",
            json_schema_extra={"minLength": 1, "maxLength": MAX_QUESTION_CHARACTERS, "pattern": r"\S"},
        ),
    ]
    sql: Annotated[
        Text,
        Field(
            description="One SELECT over your tables, in DuckDB's SQL.",
            json_schema_extra={"minLength": 1, "maxLength": MAX_SQL_CHARACTERS, "pattern": r"\S"},
        ),
    ]


class GoldenQueryShown(BaseModel):
    """A golden query that is used."""

    golden_id: Id
    question: str
    sql: str
    approved_at: datetime


class GoldenQueryList(BaseModel):
    """All golden queries of the tenant, newest first."""

    golden_queries: list[GoldenQueryShown]


class SynonymRequest(BaseModel):
    """A word or phrase of yours, and what it is called in the data."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"phrase": "turnover", "means": "amount"}]}
    )

    phrase: Annotated[Text, Field(min_length=1, max_length=100, pattern=r"\w")]
    means: Annotated[
        Text,
        Field(
            description="A table, a header, a value, or any words that questions understand.",
            min_length=1,
            max_length=200,
            pattern=r"\w",
        ),
    ]


class SynonymShown(BaseModel):
    """A synonym that is used."""

    synonym_id: Id
    phrase: str
    means: str


class SynonymList(BaseModel):
    """All synonyms of the tenant, by phrase."""

    synonyms: list[SynonymShown]


TableName = Annotated[Text, Field(min_length=1, max_length=200)]
ColumnName = Annotated[Text, Field(min_length=1, max_length=MAX_COLUMN_NAME)]


class JoinRequest(BaseModel):
    """Two columns of two tables, and whether questions may join them."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "table": "orders",
                    "column": "Buyer",
                    "to_table": "customers",
                    "to_column": "Customer No",
                    "verdict": "confirmed",
                }
            ]
        },
    )

    table: TableName
    column: ColumnName
    to_table: TableName
    to_column: ColumnName
    verdict: Literal["confirmed", "forbidden"]


class JoinShown(JoinRequest):
    """A join that was confirmed or forbidden."""

    join_id: Id


class JoinList(BaseModel):
    """All verdicts of the tenant on joins, by table and column."""

    joins: list[JoinShown]


class TaughtFile(BaseModel):
    """The file that all of it is exported to and imported from."""

    model_config = ConfigDict(extra="forbid")

    golden_queries: list[GoldenQueryRequest] = []
    synonyms: list[SynonymRequest] = []
    joins: list[JoinRequest] = []


class Imported(BaseModel):
    """How much an import added or replaced."""

    golden_queries: int
    synonyms: int
    joins: int = 0
