"""Turns how a job's process ended into its result or into the right error."""

import logging
import re
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.common.errors import FatalError, SandboxLostError, SqlAgentError, TaskCancelledError, from_code

_log = logging.getLogger(__name__)

_OUT_OF_LIMITS = frozenset(
    {signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP}
)
"""How native code dies that asked for too much: an abort, a trap, a null it did not check, or the
kernel's choice when memory ran out. Kills of our own are known before this is looked at."""

_NO_TRACE = re.compile(r"[^A-Za-z0-9_.:;<>() -]")
_TRACE_CHARACTERS = 4000


@dataclass
class Ending:
    """What is known of a job that is over."""

    message: Mapping[str, Any] | None = None
    """The job's last word."""

    status: int = 0
    """Exit code, negative for a signal."""

    is_late: bool = False
    is_cancelled: bool = False
    errors: bytes = b""
    """The end of what the libraries printed."""


def result_of(ending: Ending, job: Mapping[str, str]) -> dict[str, Any]:
    """Return the job's result, or raise what went wrong.

    Args:
        ending: How it ended.
        job: The job's own codes and sentences for time and memory.
    """
    if ending.errors:
        _log.debug("job printed: %s", ending.errors.decode(errors="replace"))
    if ending.is_cancelled:
        raise TaskCancelledError("The task was cancelled while it ran.")
    if ending.message is not None and ending.message.get("kind") == "result":
        result: dict[str, Any] = ending.message["result"]
        return result
    raise _error(ending, job)


def _printable(trace: object) -> str:
    """Take from a job's word on its own fault what a trace can hold: a log is no place for anything else."""
    return _NO_TRACE.sub("?", str(trace))[:_TRACE_CHARACTERS]


def _error(ending: Ending, job: Mapping[str, str]) -> SqlAgentError:
    message = ending.message or {}
    kind = message.get("kind")
    if kind == "error":
        return from_code(str(message["code"]), str(message["message"]))
    if kind == "fault":
        error = FatalError(
            "Something went wrong on our side while doing this work. Trying again will not help."
        )
        error.add_note(f"in the sandbox: {_printable(message.get('trace'))}")
        return error
    if ending.is_late or ending.status == -signal.SIGXCPU:
        return from_code(job["timeout_code"], job["timeout_message"])
    if kind == "out_of_memory" or -ending.status in _OUT_OF_LIMITS:
        return from_code(job["memory_code"], job["memory_message"])
    lost = SandboxLostError(
        "The process that did this work ended without saying why; the work can be tried again."
    )
    lost.add_note(f"exit status {ending.status}")
    return lost
