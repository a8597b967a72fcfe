import pytest
from celery.exceptions import SoftTimeLimitExceeded
from structlog.testing import capture_logs

from services.common.errors import FatalError, FileEmptyError, StoreUnavailableError
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


@pytest.mark.parametrize("cause", [RuntimeError("hunter2"), FatalError("hunter2")])
def test_the_log_tells_where_a_fault_came_from_and_nothing_of_what_was_asked(cause: Exception) -> None:
    def raise_it() -> None:
        try:
            raise ValueError("a cell's hunter2")
        except ValueError as inner:
            raise cause from inner

    with pytest.raises(type(cause)) as caught:
        raise_it()
    with capture_logs() as logged:
        to_task_error(caught.value)

    (line,) = logged
    assert (line["log_level"], line["code"]) == ("error", "internal_error")
    assert f"{type(cause).__name__} at test_retry.py:" in line["trace"]
    assert "caused by ValueError at test_retry.py:" in line["trace"]
    assert "raise_it" in line["trace"]
    assert "hunter2" not in str(line)


def test_what_users_did_wrong_is_no_error_in_the_log() -> None:
    with capture_logs() as logged:
        to_task_error(FileEmptyError("x"))

    assert logged == []
