"""What a request refers back to: a reading that an earlier answer offered, or the answer that it follows.

The id of a reading begins with the id of the task that offered it, so whether it exists is one look-up among
the tenant's own tasks, and what then runs is what was shown.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from services.api.context import ApiContext
from services.api.task_views import whole_result
from services.common.errors import AnswerUnknownError, ReadingUnknownError, TaskNotFoundError


def find_reading(context: ApiContext, tenant: str, question: str, reading_id: str) -> dict[str, Any]:
    """Return what the worker is told of a reading that was offered for this question.

    Raises:
        ReadingUnknownError: It was not, or its answer expired, or is another tenant's.
    """
    with _result(context, tenant, reading_id.partition("-")[0]) as result:
        asked = result.get("asked") or {}
        if _plain(asked.get("question") or "") == _plain(question):
            for each in result.get("readings") or ():
                if each["id"] == reading_id:
                    offered = {key: each[key] for key in ("sql", "reading", "engine")}
                    return {"offered": offered, "tables": asked["tables"], "previous": asked["previous"]}
    raise ReadingUnknownError(
        "No such reading was offered for this question, or that was too long ago. Ask the question again "
        "without “reading”, and take an id from the readings of its answer."
    )


def find_answer(context: ApiContext, tenant: str, task_id: str) -> dict[str, Any]:
    """Return what the worker is told of the answer that a question follows.

    Raises:
        AnswerUnknownError: There is none of a question, or it expired, or is another tenant's.
    """
    with _result(context, tenant, task_id) as result:
        if result.get("outcome") == "answered" and result.get("question"):
            return {"previous": result["question"], "tables": result["asked"]["tables"]}
    raise AnswerUnknownError(
        "There is no answered question under this task id to follow, or it was too long ago. "
        "Ask the whole question."
    )


def _result(context: ApiContext, tenant: str, task_id: str) -> AbstractContextManager[dict[str, Any]]:
    try:
        record = context.ledger.read(task_id, tenant=tenant)
    except TaskNotFoundError:
        return nullcontext({})
    return whole_result(context, record)


def _plain(text: str) -> str:
    return " ".join(text.split())
