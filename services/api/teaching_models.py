"""What a tenant teaches, as the API takes and shows it."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

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


class TaughtFile(BaseModel):
    """The file that all of it is exported to and imported from."""

    model_config = ConfigDict(extra="forbid")

    golden_queries: list[GoldenQueryRequest] = []
    synonyms: list[SynonymRequest] = []


class Imported(BaseModel):
    """How much an import added or replaced."""

    golden_queries: int
    synonyms: int
