"""The parent's side of the sandbox: hands jobs to the helper and ends what outlives its time."""

import threading
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

from services.agent.limits import SandboxLimits
from services.agent.sandbox.conversation import Conversation, Progress
from services.agent.sandbox.frames import FrameError
from services.agent.sandbox.outcome import Ending, result_of
from services.agent.sandbox.process import HelperProcess
from services.agent.sandbox.products import inspect_products
from services.common.errors import SandboxLostError

_KILL_SECONDS = 2.0
"""A killed process is gone long before; a helper that does not say so is ended itself."""


class Sandbox:
    """One helper process and at most one running job.

    The helper starts with the first job, or with ``prepare``, so a Sandbox may be made anywhere but must be
    used in the process that keeps it: make it after Celery's fork. ``run`` belongs to one thread at a time;
    ``cancel`` may come from any.

    Args:
        limits: What each job may take.
        registry: Module whose ``JOBS`` can be run; tests bring their own.
    """

    def __init__(self, limits: SandboxLimits, *, registry: str = "services.agent.sandbox.jobs") -> None:
        self._limits = limits
        self._registry = registry
        self._helper: HelperProcess | None = None
        self._numbers = 0
        self._lock = threading.Lock()
        """Guards the two fields below, which ``cancel`` reads and writes."""
        self._running: int | None = None
        self._is_cancelled = False

    def prepare(self) -> None:
        """Start the helper and do not wait for it: the first job then finds its libraries imported."""
        if self._helper is None:
            self._helper = HelperProcess(self._limits, self._registry)

    def run(
        self,
        job: str,
        payload: Mapping[str, Any],
        *,
        folder: Path,
        timeout_seconds: float,
        on_progress: Progress | None = None,
    ) -> dict[str, Any]:
        """Run one job in a fresh process and return its result.

        Args:
            job: A name of the registry.
            payload: What JSON can say; files are named by absolute paths.
            folder: The only folder that the job may write.
            timeout_seconds: The process is dead at most 2 s later.
            on_progress: Called with the stage and the percentage, in this thread.

        Raises:
            SqlAgentError: What the job raised, or what its end means.
        """
        number = self._begin()
        try:
            helper = self._living_helper()
            if job not in helper.jobs:
                raise ValueError(f"no job named {job!r}")
            request = {"job": job, "payload": dict(payload), "folder": str(folder.resolve())}
            deadline = monotonic() + timeout_seconds + self._limits.grace_seconds
            with Conversation(self._limits.reply_bytes, on_progress) as conversation:
                ending = self._perform(helper, number, request, conversation, deadline)
            result = result_of(ending, helper.jobs[job])
            inspect_products(folder)
            return result
        finally:
            with self._lock:
                self._running = None

    def cancel(self) -> None:
        """Kill the job that runs now, if one does."""
        with self._lock:
            if self._running is None:
                return
            self._is_cancelled = True
            if self._helper is not None:
                self._helper.kill_job(self._running)

    def close(self) -> None:
        """End the helper; the next job would start another."""
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.destroy()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def helper_process_id(self) -> int | None:
        """Process id of the helper that runs now, for whoever watches processes."""
        return None if self._helper is None else self._helper.process_id

    def _begin(self) -> int:
        with self._lock:
            if self._running is not None:
                raise RuntimeError("a sandbox runs one job at a time")
            self._numbers += 1
            self._running, self._is_cancelled = self._numbers, False
            return self._numbers

    def _living_helper(self) -> HelperProcess:
        if self._helper is not None and not self._helper.is_alive():
            self.close()
        self.prepare()
        assert self._helper is not None
        try:
            self._helper.await_greeting()
        except BaseException:
            self.close()
            raise
        return self._helper

    def _perform(
        self,
        helper: HelperProcess,
        number: int,
        request: dict[str, Any],
        conversation: Conversation,
        deadline: float,
    ) -> Ending:
        ending = Ending()
        try:
            helper.start_job(number, request["job"], conversation.their_descriptors)
            if self._is_cancelled:  # it came before there was a job to kill
                helper.kill_job(number)
            conversation.send(request, deadline)
            if not conversation.listen(deadline):
                ending.is_late = True
                helper.kill_job(number)
            ending.status = helper.wait_for_exit(number, monotonic() + _KILL_SECONDS)
            conversation.drain()
        except FrameError as error:
            self._abandon(helper, number)
            raise SandboxLostError(
                "The process that did this work answered with what is no answer."
            ) from error
        except BaseException:
            self._abandon(helper, number)
            raise
        ending.message, ending.errors = conversation.last_message, conversation.errors
        ending.is_cancelled = self._is_cancelled
        return ending

    def _abandon(self, helper: HelperProcess, number: int) -> None:
        """Leave no process behind when the wait is broken off, by a time limit's signal for one."""
        try:
            helper.kill_job(number)
            helper.wait_for_exit(number, monotonic() + _KILL_SECONDS)
        except SandboxLostError:
            self.close()
        except BaseException:
            self.close()
            raise
