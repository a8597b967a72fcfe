"""Jobs that misbehave, for tests of the sandbox; a registry in the form of the product's own."""

import ctypes
import mmap
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.agent.sandbox.jobs import Job, JobFunction, Progress
from services.common.errors import FileCorruptError, QueryMemoryError, QueryTimeoutError


def _attempt(action: Any) -> str:
    """Do it and tell how it went, by the name of the error."""
    try:
        action()
    except OSError as error:
        return f"errno {error.errno}"
    return "done"


def echo(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    progress("echo", 50.0)
    return {"payload": payload, "folder": str(folder), "process": os.getpid(), "parent": os.getppid()}


def refuse(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    raise FileCorruptError(f"The file {payload['name']} is damaged.")


def fail(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    raise KeyError("a secret of the user")


def sleep(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    (folder / "pid").write_text(str(os.getpid()))
    progress("sleeping", 0.0)
    time.sleep(payload["seconds"])
    return {}


def spin(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    while True:
        progress("spinning", 1.0)


def eat(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    return {"length": len(b"x" * payload["bytes"])}


def die(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    sys.stderr.write("a last word\n")
    sys.stderr.flush()
    number = payload["signal"]
    if number:
        signal.signal(number, signal.SIG_DFL) if number != signal.SIGKILL else None
        os.kill(os.getpid(), number)
    os._exit(7)


def shout(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    for descriptor in (1, 2):
        os.write(descriptor, b"noise " * 100_000)
    return {"stdin": len(sys.stdin.buffer.raw.read()) if sys.stdin else 0}


def babble(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    os.write(3, b"\xff" * 100)
    return {}


def write(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    return {"outcome": _attempt(lambda: Path(payload["target"]).write_bytes(b"x" * payload.get("bytes", 1)))}


def read(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    return {key: _attempt(Path(payload[key]).read_bytes) for key in ("path", "other") if key in payload}


def threads(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    done: list[int] = []
    workers = [threading.Thread(target=done.append, args=(index,)) for index in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return {"done": len(done)}


def _system_call(number: int, *arguments: int) -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.syscall(ctypes.c_long(number), *(ctypes.c_long(item) for item in arguments))
    return f"errno {ctypes.get_errno()}" if result == -1 else "done"


def escape(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    """Try each way out and tell what the kernel said."""
    x86 = os.uname().machine == "x86_64"
    return {
        "socket": _attempt(lambda: socket.socket(socket.AF_INET)),
        "unix socket": _attempt(lambda: socket.socket(socket.AF_UNIX)),
        "socket pair": _attempt(socket.socketpair),
        "fork": _attempt(os.fork),
        "exec": _attempt(lambda: os.execv("/bin/true", ["true"])),
        "kill the helper": _attempt(lambda: os.kill(os.getppid(), 0)),
        "kill the group": _attempt(lambda: os.kill(0, 0)),
        "kill everyone": _attempt(lambda: os.kill(-1, 0)),
        "limit another": _system_call(302 if x86 else 261, os.getppid(), 7, 0, 0),
        "new session": _attempt(os.setsid),
        "other user": _attempt(lambda: os.setuid(12345)),
        "ptrace": _system_call(101 if x86 else 117, 16, os.getppid(), 0, 0),
        "io_uring": _system_call(425, 1, 0),
        "bpf": _system_call(321 if x86 else 280, 0, 0, 0),
        "unshare": _system_call(272 if x86 else 97, 0x10000000),
        "clone3": _system_call(435, 0, 0),
        "x32 call": _system_call(0x40000000 + 39) if x86 else "errno 1",
        "vfork": _system_call(58) if x86 else "errno 1",
        "clone": _system_call(56 if x86 else 220, 17, 0, 0, 0, 0),
        "symbolic link": _attempt(lambda: os.symlink("/etc/passwd", folder / "link")),
        "hard link": _attempt(lambda: os.link("/etc/passwd", folder / "link")),
        "own signal": _attempt(lambda: os.kill(os.getpid(), 0)),
        "mmap": _attempt(lambda: mmap.mmap(-1, 4096)),
    }


def facts(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        "environment": dict(os.environ),
        "descriptors": sorted(int(name) for name in os.listdir("/proc/self/fd")),
        "no_new_privs": status["NoNewPrivs"].strip(),
        "seccomp": status["Seccomp"].strip(),
        "threads": status["Threads"].strip(),
        "uid": os.getuid(),
        "session": os.getsid(0) == os.getpid(),
        "cwd": os.getcwd(),
        "oom": Path("/proc/self/oom_score_adj").read_text().strip(),
    }


_FUNCTIONS: tuple[JobFunction, ...] = (
    echo, refuse, fail, sleep, spin, eat, die, shout, babble, write, read, threads, escape, facts,
)  # fmt: skip

JOBS: Mapping[str, Job] = {
    function.__name__: Job(
        module=__name__,
        function=function.__name__,
        path_keys=frozenset({"path"}),
        timeout_error=QueryTimeoutError,
        timeout_message="too late",
        memory_error=QueryMemoryError,
        memory_message="too much",
    )
    for function in _FUNCTIONS
}
