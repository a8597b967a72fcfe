"""Results on their way into a task's record; large ones lie in the store: records share Redis' memory."""

from collections.abc import Mapping
from typing import Any

from services.common import layout
from services.common.documents import write_document
from services.common.ledger import INLINE_RESULT_BYTES
from services.common.records import STORED
from services.worker.attempt import Attempt


def fit_record(attempt: Attempt, result: Mapping[str, Any], **kept: Any) -> Mapping[str, Any]:
    """Return a result that a record can hold: itself, or where it lies.

    Args:
        attempt: Whose result it is.
        result: What users are to be shown.
        kept: What the record says in any case.
    """
    content = write_document(result).encode()
    if len(content) <= INLINE_RESULT_BYTES:
        return result
    task = attempt.task
    path = f"{layout.result_folder(task.tenant, task.task_id, task.attempt)}/answer.json"
    attempt.context.store.write(path, content)
    return {STORED: path, "attempt": task.attempt, **kept}
