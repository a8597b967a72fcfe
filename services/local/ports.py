"""The ports of a local run, and who holds one that is not free."""

import contextlib
import errno
import os
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from services.common.errors import SettingsError

LOOPBACK = "127.0.0.1"
"""A local run is for this machine only."""

_SETTINGS = {"api_port": "SQLAGENT_API_PORT", "exporter_port": "SQLAGENT_EXPORTER_PORT"}
"""The product's own settings of ports: they hold where a local run's variable is not set."""

_LISTEN = "0A"
"""TCP_LISTEN, as /proc/net/tcp writes it."""


@dataclass(frozen=True)
class Ports:
    """Each is changed by the variable of its name in capitals: ``make up API_PORT=8002``."""

    redis_port: int = 6379
    api_port: int = 8001
    api_second_port: int = 3001
    """The api again, where front ends in development look for it."""

    flower_port: int = 5555
    exporter_port: int = 9808

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Ports":
        """Read the ports; defaults for those that are not set.

        Raises:
            SettingsError: One is no port number, or two are the same.
        """
        chosen: dict[str, int] = {}
        for field in fields(cls):
            variable = field.name.upper()
            if variable not in environment and _SETTINGS.get(field.name) in environment:
                variable = _SETTINGS[field.name]
            text = environment.get(variable, str(field.default))
            if not text.isdecimal() or not 0 < int(text) < 65536:
                raise SettingsError(f"{variable}={text} is no port number.")
            if int(text) in chosen.values():
                raise SettingsError(f"{variable}={text}: another process is to have that port.")
            chosen[field.name] = int(text)
        return cls(**chosen)

    def demand_free(self) -> None:
        """Check that we can have every port.

        Raises:
            SettingsError: One is taken; names it and what holds it.
        """
        for field in fields(self):
            port = getattr(self, field.name)
            problem = _why_not_free(port)
            if problem:
                raise SettingsError(
                    f"Port {port} {problem}. Stop it, or choose another: make up {field.name.upper()}=…"
                )


def _why_not_free(port: int) -> str | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"is in use by {describe_holder(port)}"
            return f"cannot be used ({error.strerror})"
    return None


def describe_holder(port: int) -> str:
    """Name the process that listens on a port."""
    inodes = set(_listening_inodes(port))
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended, or it is another user's
            if any(_target(link) in inodes for link in (process / "fd").iterdir()):
                return f"{(process / 'comm').read_text().strip()} (pid {process.name})"
    return "a process of another user" if inodes else "a process that cannot be seen from here"


def _target(link: Path) -> str:
    try:
        return os.readlink(link)
    except FileNotFoundError:  # closed meanwhile
        return ""


def _listening_inodes(port: int) -> Iterator[str]:
    """Yield the sockets that listen on a port, as links in /proc/<pid>/fd name them."""
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        if not table.exists():
            continue
        for line in table.read_text().splitlines()[1:]:
            local, state, inode = (line.split()[column] for column in (1, 3, 9))
            if state == _LISTEN and int(local.rpartition(":")[2], 16) == port:
                yield f"socket:[{inode}]"
