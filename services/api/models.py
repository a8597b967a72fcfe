"""The documents that the API takes and gives, with examples for those who read ``/docs``."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.common.messages import Priority, QueueName
from services.common.records import TaskStatus

MAX_QUESTION_CHARACTERS = 2_000
MAX_SQL_CHARACTERS = 20_000
MAX_TABLES = 100
"""That one question may name."""


def _demand_unicode(text: str) -> str:
    """Refuse half a surrogate pair, which JSON can spell and UTF-8 cannot."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ValueError("This text is not valid Unicode") from error
    return text


Text = Annotated[str, AfterValidator(_demand_unicode)]

EXAMPLE_ID = "9f1c2b3a4d5e6f708192a3b4c5d6e7f8"
OTHER_ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"

Id = Annotated[str, Field(examples=[EXAMPLE_ID])]


class Problem(BaseModel):
    """What every error answers (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(examples=["urn:sqlagent:error:task_not_found"])]
    title: Annotated[str, Field(examples=["Not Found"])]
    status: Annotated[int, Field(examples=[404])]
    detail: Annotated[
        str,
        Field(
            description="What is wrong and what to do.",
            examples=["There is no such task, or it has expired."],
        ),
    ]
    code: Annotated[str, Field(description="For programs; never changes.", examples=["task_not_found"])]
    request_id: Annotated[str | None, Field(description="Finds the request in the logs.")]


class TaskAccepted(BaseModel):
    """A task that will run; ask ``GET /task-status/{task_id}`` how it goes."""

    task_id: Id


class UploadAccepted(TaskAccepted):
    """A file that was stored and will be read."""

    file_id: Annotated[str, Field(examples=[OTHER_ID])]


class PriorityName(StrEnum):
    """Before or after the other tasks of its queue."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"

    @property
    def step(self) -> Priority:
        """The step of the queue."""
        return Priority[self.name]


class QueryRequest(BaseModel):
    """A question in plain language, or a SELECT of your own: exactly one of the two."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "oneOf": [
                {"required": ["question"], "properties": {"question": {"type": "string"}}},
                {"required": ["sql"], "properties": {"sql": {"type": "string"}}},
            ],
            "examples": [
                {"question": "total amount by region in 2024"},
                {"sql": "SELECT region, sum(amount) FROM orders GROUP BY region", "priority": "high"},
                {"question": "total amount", "reading": f"{EXAMPLE_ID}-5f0c1d2e3a4b"},
                {"question": "and in 2023?", "follows": EXAMPLE_ID},
            ],
        },
    )

    question: Annotated[
        Text | None,
        Field(
            description=f"At most {MAX_QUESTION_CHARACTERS:,} characters.",
            json_schema_extra={"minLength": 1, "maxLength": MAX_QUESTION_CHARACTERS, "pattern": r"\S"},
        ),
    ] = None
    sql: Annotated[
        Text | None,
        Field(
            description=f"One SELECT of at most {MAX_SQL_CHARACTERS:,} characters, in DuckDB's SQL.",
            json_schema_extra={"minLength": 1, "maxLength": MAX_SQL_CHARACTERS, "pattern": r"\S"},
        ),
    ] = None
    reading: Annotated[
        Text | None,
        Field(
            description="With the same question again: the id of a reading that its answer offered.",
            min_length=1,
            max_length=200,
        ),
    ] = None
    follows: Annotated[
        Text | None,
        Field(
            description="The task whose answered question this one changes in one thing: “and in France?”.",
            min_length=1,
            max_length=200,
        ),
    ] = None
    tables: Annotated[
        list[Annotated[Text, Field(min_length=1, max_length=200)]] | None,
        Field(
            description="Ids or names of the tables to look at, also as `orders@<version>` for one that was "
            "replaced; without it, all of yours.",
            min_length=1,
            max_length=MAX_TABLES,
        ),
    ] = None
    priority: PriorityName = PriorityName.NORMAL


class PingRequest(BaseModel):
    """Which workers to reach."""

    model_config = ConfigDict(extra="forbid")

    queue: QueueName = QueueName.DEFAULT
    priority: PriorityName = PriorityName.NORMAL


class Progress(BaseModel):
    """How far a running task is."""

    model_config = ConfigDict(extra="allow")

    stage: Annotated[str, Field(examples=["reading"])]
    percent: Annotated[float, Field(examples=[40.0])]


class TaskSummary(BaseModel):
    """A task without its result."""

    task_id: Id
    kind: Annotated[str, Field(examples=["sqlagent.answer_question"])]
    status: TaskStatus
    queue: Annotated[str, Field(examples=["query_processing"])]
    error: str | None = None
    error_code: str | None = None
    progress: Progress | None = None
    created_at: datetime
    finished_at: datetime | None = None


class TaskDetail(TaskSummary):
    """A task; its result once its status is ``success``."""

    result: Annotated[
        dict[str, Any] | None,
        Field(
            description="Of a question: outcome, sql, reading, columns, rows (the first 100) and more. "
            "Of a file: its tables and warnings.",
            examples=[
                {
                    "outcome": "answered",
                    "sql": 'SELECT "region", sum("amount") FROM "orders" GROUP BY "region"',
                    "columns": ["region", "sum"],
                    "rows": [["north", 1200.5], ["south", 980.0]],
                }
            ],
        ),
    ] = None


class TaskList(BaseModel):
    """Some of the tenant's recent tasks, newest first."""

    tasks: list[TaskSummary]
    next: Annotated[int | None, Field(description="The offset of the following page; null on the last.")]


class ResultFormat(StrEnum):
    """How a whole result is written."""

    CSV = "csv"
    PARQUET = "parquet"


class Alive(BaseModel):
    """The process answers."""

    status: Annotated[str, Field(examples=["alive"])] = "alive"


class Check(BaseModel):
    """One thing that the api needs."""

    ok: bool
    error: str | None = None


class Ready(BaseModel):
    """The api can do its work."""

    status: Annotated[str, Field(examples=["ready"])] = "ready"
    checks: dict[str, Check]
    workers: Annotated[
        dict[str, Any] | None,
        Field(description="What the workers' last health check found; null when none ran lately."),
    ]
