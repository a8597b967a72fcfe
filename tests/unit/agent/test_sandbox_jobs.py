"""What comes back from the sandbox: results, errors, deadlines, cancellations, and no leftovers."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from services.agent.limits import MEBIBYTE, SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.errors import (
    FatalError,
    FileCorruptError,
    QueryMemoryError,
    QueryTimeoutError,
    SandboxLostError,
    TaskCancelledError,
)

REGISTRY = "tests.fakes.sandbox_jobs"

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    limits = SandboxLimits(memory_bytes=1024 * MEBIBYTE, file_bytes=MEBIBYTE, grace_seconds=0.2)
    sandbox = Sandbox(limits, registry=REGISTRY)
    yield sandbox
    sandbox.close()


@pytest.fixture
def run(sandbox: Sandbox, tmp_path: Path) -> Run:
    def run(job: str, /, deadline: float = 20.0, **payload: Any) -> dict[str, Any]:
        return sandbox.run(job, payload, folder=tmp_path, timeout_seconds=deadline)

    return run


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = monotonic() + seconds
    while not condition():
        assert monotonic() < deadline, "waited in vain"
        sleep(0.01)


def test_a_job_gets_its_payload_and_its_folder(run: Run, tmp_path: Path) -> None:
    answer = run("echo", text="grüße\n", numbers=[1, 2.5, None])

    assert answer["payload"] == {"text": "grüße\n", "numbers": [1, 2.5, None]}
    assert answer["folder"] == str(tmp_path)


def test_a_payload_larger_than_a_pipe_arrives_whole(run: Run) -> None:
    text = "x" * 3_000_000

    assert run("echo", text=text)["payload"]["text"] == text


def test_each_job_has_a_process_of_its_own_from_one_helper(run: Run, sandbox: Sandbox) -> None:
    answers = [run("echo") for _ in range(5)]

    assert len({answer["process"] for answer in answers}) == 5
    assert {answer["parent"] for answer in answers} == {sandbox.helper_process_id}


def test_two_hundred_forks_in_a_row_all_answer(run: Run) -> None:
    assert [run("echo", number=number)["payload"]["number"] for number in range(200)] == list(range(200))


def test_progress_is_told_while_the_job_runs(sandbox: Sandbox, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []

    sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20, on_progress=lambda *step: told.append(step))

    assert told == [("echo", 50.0)]


def test_an_error_of_ours_comes_back_as_the_same_class(run: Run) -> None:
    with pytest.raises(FileCorruptError, match=r"The file a\.xlsx is damaged\."):
        run("refuse", name="a.xlsx")


def test_an_unexpected_error_is_a_fault_that_tells_where_but_not_what(run: Run) -> None:
    with pytest.raises(FatalError) as caught:
        run("fail")

    assert "KeyError at sandbox_jobs.py:" in caught.value.__notes__[0]
    assert "secret" not in repr(caught.value) + caught.value.__notes__[0]


def test_a_name_outside_the_registry_is_refused(run: Run) -> None:
    with pytest.raises(ValueError, match=r"no job named 'os\.system'"):
        run("os.system")


@pytest.mark.parametrize("job", ["sleep", "spin"])
def test_a_job_is_dead_within_two_seconds_of_its_deadline(run: Run, tmp_path: Path, job: str) -> None:
    start = monotonic()

    with pytest.raises(QueryTimeoutError, match="too late"):
        run(job, deadline=0.3, seconds=60)

    assert monotonic() - start < 0.3 + 2.0
    if job == "sleep":
        assert not is_alive(int((tmp_path / "pid").read_text()))
    assert run("echo")["payload"] == {}


def test_memory_over_the_limit_is_the_jobs_own_error(run: Run) -> None:
    with pytest.raises(QueryMemoryError, match="too much"):
        run("eat", bytes=2048 * MEBIBYTE)

    assert run("eat", bytes=MEBIBYTE) == {"length": MEBIBYTE}


@pytest.mark.parametrize(
    "number", [signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL, signal.SIGBUS, signal.SIGILL]
)
def test_a_native_crash_reads_as_out_of_limits_and_spares_the_helper(
    run: Run, sandbox: Sandbox, number: signal.Signals
) -> None:
    run("echo")
    helper = sandbox.helper_process_id

    with pytest.raises(QueryMemoryError):
        run("die", signal=int(number))

    assert run("echo")["parent"] == helper


def test_an_end_without_a_word_is_a_lost_job(run: Run) -> None:
    with pytest.raises(SandboxLostError) as caught:
        run("die", signal=0)

    assert "exit status 7" in caught.value.__notes__


def test_processor_time_is_limited(tmp_path: Path) -> None:
    sandbox = Sandbox(SandboxLimits(cpu_seconds=1), registry=REGISTRY)
    try:
        with pytest.raises((QueryTimeoutError, QueryMemoryError)):
            sandbox.run("spin", {}, folder=tmp_path, timeout_seconds=60)
    finally:
        sandbox.close()


def test_what_libraries_print_cannot_disturb_the_answer(run: Run) -> None:
    assert run("shout") == {"stdin": 0}


def test_an_answer_that_is_none_is_a_lost_job_and_the_next_one_works(run: Run) -> None:
    with pytest.raises(SandboxLostError):
        run("babble")

    assert run("echo")["payload"] == {}


def test_a_file_over_the_limit_is_out_of_limits(run: Run, tmp_path: Path) -> None:
    outcome = run("write", target=str(tmp_path / "big"), bytes=2 * MEBIBYTE)

    assert outcome == {"outcome": "errno 27"}


def test_cancel_from_another_thread_ends_the_job(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    started = threading.Event()

    def cancel() -> None:
        started.wait(10)
        sandbox.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    start = monotonic()

    with pytest.raises(TaskCancelledError):
        sandbox.run(
            "sleep",
            {"seconds": 60},
            folder=tmp_path,
            timeout_seconds=60,
            on_progress=lambda *_: started.set(),
        )

    canceller.join()
    assert monotonic() - start < 20
    assert not is_alive(int((tmp_path / "pid").read_text()))
    assert run("echo")["payload"] == {}


def test_cancel_without_a_job_does_nothing_to_the_next(run: Run, sandbox: Sandbox) -> None:
    sandbox.cancel()

    assert run("echo")["payload"] == {}


class SoftLimit(BaseException):
    """What a signal handler raises in the middle of the wait, as Celery's soft limit does."""


def test_an_exception_from_a_signal_kills_the_job_and_goes_on(run: Run, tmp_path: Path) -> None:
    def raise_limit(*_: object) -> None:
        raise SoftLimit

    run("echo")
    before = signal.signal(signal.SIGALRM, raise_limit)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(SoftLimit):
            run("sleep", seconds=60)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    assert not is_alive(int((tmp_path / "pid").read_text()))
    assert run("echo")["payload"] == {}


def test_an_error_of_the_listener_kills_the_job(sandbox: Sandbox, run: Run, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the listener's own")

    with pytest.raises(RuntimeError, match="the listener's own"):
        sandbox.run("sleep", {"seconds": 60}, folder=tmp_path, timeout_seconds=60, on_progress=fail)

    assert not is_alive(int((tmp_path / "pid").read_text()))
    assert run("echo")["payload"] == {}
