"""A task's record, as the ledger keeps it and as users see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.common.documents import read_document

STORED = "stored"
"""The member of a result that was too large for its record: where it lies in the store."""

SHOWN_FIELDS = (
    *("tenant", "kind", "queue", "step", "status", "attempt", "retries"),
    *("created_at", "started_at", "finished_at", "error", "error_code", "progress"),
)
"""Of a record: all but what it was asked and what came of it, which may be large."""


class TaskState(StrEnum):
    """Where a task stands, inside."""

    PENDING = "pending"
    RUNNING = "running"
    DELAYED = "delayed"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class TaskStatus(StrEnum):
    """Where a task stands, as users see it."""

    PENDING = "pending"
    PROCESSING = "processing"
    SUCCESS = "success"
    FAILURE = "failure"


OUTSIDE_STATUS = {
    TaskState.PENDING: TaskStatus.PENDING,
    TaskState.DELAYED: TaskStatus.PENDING,
    TaskState.RUNNING: TaskStatus.PROCESSING,
    TaskState.SUCCEEDED: TaskStatus.SUCCESS,
    TaskState.FAILED: TaskStatus.FAILURE,
    TaskState.CANCELLED: TaskStatus.FAILURE,
}
"""Users need not know of retries in waiting, nor tell a cancelled task from the status alone."""


@dataclass(frozen=True)
class TaskRecord:
    """One task. Times are Unix seconds by Redis' clock."""

    task_id: str
    tenant: str
    kind: str
    """The task's name."""

    queue: str
    step: int
    state: TaskState
    attempt: int
    """How often it was started."""

    retries: int
    created_at: float
    started_at: float | None
    """When its latest attempt started."""

    finished_at: float | None
    payload: dict[str, Any] | None
    """What it was asked to do; gone once it succeeded."""

    result: dict[str, Any] | None
    error: str | None
    error_code: str | None
    progress: dict[str, Any] | None
    """``{"stage", "percent"}`` while it runs."""

    @property
    def status(self) -> TaskStatus:
        """The status as users see it."""
        return OUTSIDE_STATUS[self.state]

    @property
    def is_final(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in (TaskState.SUCCEEDED, TaskState.FAILED, TaskState.CANCELLED)

    @classmethod
    def from_hash(cls, task_id: str, fields: Mapping[str, str]) -> "TaskRecord":
        """Read a record from its Redis hash; unknown fields are a newer release's and are left alone."""
        return cls(
            task_id=task_id,
            tenant=fields["tenant"],
            kind=fields["kind"],
            queue=fields["queue"],
            step=int(fields["step"]),
            state=TaskState(fields["status"]),
            attempt=int(fields.get("attempt", 0)),
            retries=int(fields.get("retries", 0)),
            created_at=int(fields["created_at"]) / 1000,
            started_at=_seconds(fields.get("started_at")),
            finished_at=_seconds(fields.get("finished_at")),
            payload=_document(fields.get("payload")),
            result=_document(fields.get("result")),
            error=fields.get("error"),
            error_code=fields.get("error_code"),
            progress=_document(fields.get("progress")),
        )

    @classmethod
    def from_shown(cls, task_id: str, values: Sequence[str | None]) -> "TaskRecord | None":
        """Read a record from the values of its ``SHOWN_FIELDS``; None where it expired."""
        fields = {name: value for name, value in zip(SHOWN_FIELDS, values, strict=True) if value is not None}
        return cls.from_hash(task_id, fields) if "status" in fields else None


def _seconds(milliseconds: str | None) -> float | None:
    return None if milliseconds is None else int(milliseconds) / 1000


def _document(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(read_document(text))
