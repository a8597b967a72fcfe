import pytest
from celery.exceptions import SoftTimeLimitExceeded

from services.common.errors import FileEmptyError, StoreUnavailableError
from services.worker.retry import is_worth_retrying, to_task_error


@pytest.mark.parametrize(
    ("error", "retries", "expected"),
    [
        (StoreUnavailableError("x"), 0, True),
        (StoreUnavailableError("x"), 2, True),
        (StoreUnavailableError("x"), 3, False),
        (FileEmptyError("x"), 0, False),
    ],
)
def test_only_what_may_pass_is_tried_again(
    error: StoreUnavailableError, retries: int, expected: bool
) -> None:
    assert is_worth_retrying(error, retries=retries) is expected


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (FileEmptyError("x"), "file_empty"),
        (SoftTimeLimitExceeded(), "timeout"),
        (KeyError("k"), "internal_error"),
    ],
)
def test_every_exception_has_a_code(cause: BaseException, code: str) -> None:
    assert to_task_error(cause).code == code


def test_an_unexpected_error_tells_users_nothing_of_itself() -> None:
    assert "hunter2" not in to_task_error(RuntimeError("hunter2")).message
