"""What a request refers back to: a reading that an earlier answer offered.

The id of a reading begins with the id of the task that offered it, so whether it exists is one look-up among
the tenant's own tasks, and what then runs is what was shown.
"""

from dataclasses import dataclass
from typing import Any

from services.api.context import ApiContext
from services.api.task_views import whole_result
from services.common.errors import ReadingUnknownError, TaskNotFoundError


@dataclass(frozen=True)
class OfferedReading:
    """A reading as it was offered, and the tables that its question was about."""

    offered: dict[str, Any]
    """``sql``, ``reading`` and ``engine``."""
    tables: list[str] | None


def find_reading(context: ApiContext, tenant: str, question: str, reading_id: str) -> OfferedReading:
    """Find a reading that was offered for this question.

    Raises:
        ReadingUnknownError: It was not, or its answer expired, or is another tenant's.
    """
    result = _result(context, tenant, reading_id.partition("-")[0]) or {}
    asked = result.get("asked") or {}
    if _plain(asked.get("question") or "") == _plain(question):
        for each in result.get("readings") or ():
            if each["id"] == reading_id:
                offered = {key: each[key] for key in ("sql", "reading", "engine")}
                return OfferedReading(offered, asked["tables"])
    raise ReadingUnknownError(
        "No such reading was offered for this question, or that was too long ago. Ask the question again "
        "without “reading”, and take an id from the readings of its answer."
    )


def _result(context: ApiContext, tenant: str, task_id: str) -> dict[str, Any] | None:
    try:
        record = context.ledger.read(task_id, tenant=tenant)
    except TaskNotFoundError:
        return None
    return whole_result(context, record)


def _plain(text: str) -> str:
    return " ".join(text.split())
