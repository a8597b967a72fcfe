"""Shuts the job's process in: limits, identity, files, system calls. There is no way back out."""

import os
import resource
import signal
import site
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from services.agent.limits import SandboxLimits
from services.agent.sandbox.kernel import prctl
from services.agent.sandbox.landlock import confine_files
from services.agent.sandbox.seccomp import install_filter

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_OOM_SCORE = b"900"
"""When the machine runs out of memory the kernel ends a job, not a worker or Redis."""

_MACHINE_FACTS = (
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system", "/sys/fs/cgroup",
    "/dev/urandom", "/dev/random", "/dev/null", "/etc/ld.so.cache", "/etc/localtime", "/etc/timezone",
)  # fmt: skip
"""What libraries look at to size themselves and to tell the time."""


def enter_jail(limits: SandboxLimits, folder: Path, readable: Iterable[Path], parent: int) -> None:
    """Close everything that the job does not need; the job's own folder becomes its home.

    Raises:
        OSError: A wall that must stand could not be built; the job must not run.
    """
    _die_with(parent)
    os.setsid()
    os.umask(0o077)
    os.chdir(folder)
    tempfile.tempdir = str(folder)
    _be_first_to_go()
    _limit(limits)
    prctl(_PR_SET_NO_NEW_PRIVS, 1)
    confine_files(readable=[*_code_folders(), *map(Path, _MACHINE_FACTS), *readable], writable=[folder])
    install_filter()


def _die_with(parent: int) -> None:
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def _be_first_to_go() -> None:
    try:
        descriptor = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    except OSError:
        return  # without /proc there is nothing to say it to
    try:
        os.write(descriptor, _OOM_SCORE)
    finally:
        os.close(descriptor)


def _limit(limits: SandboxLimits) -> None:
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _code_folders() -> list[Path]:
    """Where code lives that a job may still have to import."""
    services = Path(__file__).parents[2]
    return [
        services,
        *map(Path, {sys.prefix, sys.base_prefix, *site.getsitepackages()}),
        Path("/usr"),
        Path("/lib"),
        Path("/lib64"),
    ]
