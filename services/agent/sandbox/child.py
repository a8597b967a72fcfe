"""What happens in the process that is forked for one job, from the fork to its end."""

import errno
import faulthandler
import logging
import os
import signal
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import duckdb

from services.agent.limits import SandboxLimits
from services.agent.sandbox.frames import read_frame, write_frame
from services.agent.sandbox.jail import enter_jail
from services.agent.sandbox.jobs import Job, JobFunction
from services.common.errors import FatalError, SqlAgentError, StoreFullError, trace

_CHANNEL = 3
"""The descriptor on which the job talks to the parent; all later ones are closed."""

_HIGHEST_DESCRIPTOR = 4096
"""The helper never holds as many."""


def live(
    job: Job, function: JobFunction, limits: SandboxLimits, *, channel: int, errors: int, parent: int
) -> NoReturn:
    """Do the job and end the process, whatever happens."""
    status = 1
    try:
        _take_descriptors(channel, errors)
        for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        faulthandler.enable(file=2)
        _answer(job, function, limits, parent)
        status = 0
    except BaseException:  # the process's edge: nothing may run on into the helper's own loop
        traceback.print_exc()
    finally:
        # Neither atexit nor destructors: what the libraries hold dies with the process.
        os._exit(status)


def _take_descriptors(channel: int, errors: int) -> None:
    """Give the channel its number, and send what libraries print to the debug pipe."""
    channel = os.dup(channel)  # out of the way of the numbers set below
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(errors, 1)
    os.dup2(errors, 2)
    os.dup2(channel, _CHANNEL)
    os.closerange(_CHANNEL + 1, _HIGHEST_DESCRIPTOR)


def _answer(job: Job, function: JobFunction, limits: SandboxLimits, parent: int) -> None:
    request = read_frame(_CHANNEL)
    folder, payload = Path(request["folder"]), request["payload"]
    enter_jail(limits, folder, map(Path, _paths_in(payload, job.path_keys)), parent)
    logging.disable(logging.CRITICAL)  # the job's words go through the channel, not through inherited logs

    def progress(stage: str, percent: float) -> None:
        write_frame(_CHANNEL, {"kind": "progress", "stage": stage, "percent": percent})

    try:
        message: dict[str, Any] = {"kind": "result", "result": function(payload, folder, progress)}
        write_frame(_CHANNEL, message)
    except Exception as error:
        write_frame(_CHANNEL, _describe(error))


def _paths_in(value: Any, keys: frozenset[str], *, is_path: bool = False) -> Iterator[str]:
    """Find the files that a payload names, and no text that merely looks like a path."""
    if isinstance(value, str):
        yield from [value] if is_path else []
    elif isinstance(value, list):
        for item in value:
            yield from _paths_in(item, keys, is_path=is_path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _paths_in(item, keys, is_path=is_path or key in keys)


def _describe(error: Exception) -> dict[str, Any]:
    traceback.print_exception(error)
    if isinstance(error, SqlAgentError) and not isinstance(error, FatalError):
        return {"kind": "error", "code": error.code, "message": error.message}
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
        return {"kind": "out_of_memory"}
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        full = StoreFullError("The worker's scratch disk has no room left. Try again later.")
        return {"kind": "error", "code": full.code, "message": full.message}
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return {"kind": "out_of_memory"}
    return {"kind": "fault", "trace": trace(error)}
