"""Takes the file system away from a process, but for the folders that it is given.

Landlock is a second wall: kernels before 5.13, and kernels that were started without it, have
none. The first wall (a guarded statement, DuckDB's closed door) stands without it.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from services.agent.sandbox.kernel import syscall

_CREATE_RULESET = 444
_ADD_RULE = 445
_RESTRICT_SELF = 446
_ASK_VERSION = 1
_PATH_BENEATH = 1

_WRITE_FILE = 1 << 1
_READ_FILE = 1 << 2
_READ_DIR = 1 << 3
_TRUNCATE = 1 << 14
_EXECUTE = 1 << 0
_MAKE_SPECIAL = (1 << 6) | (1 << 9) | (1 << 10) | (1 << 11) | (1 << 12)
"""Character devices, sockets, pipes, block devices; symbolic links, which the parent would follow."""

_RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_NEWEST_RIGHTS = (1 << 16) - 1
_NETWORK = 0b11
"""TCP bind and connect."""
_SCOPE = 0b11
"""Abstract sockets and signals of processes outside."""


def landlock_version() -> int:
    """Tell which version the kernel offers; 0 is none."""
    try:
        return syscall(_CREATE_RULESET, 0, 0, _ASK_VERSION)
    except OSError:
        return 0


def confine_files(*, readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Leave this process only these files and folders, and say whether the kernel could."""
    version = landlock_version()
    if version == 0:
        return False
    rights = _RIGHTS_BY_VERSION.get(version, _NEWEST_RIGHTS)
    ruleset = _create_ruleset(version, rights)
    try:
        for path in readable:
            _allow(ruleset, path, _READ_FILE | _READ_DIR)
        for path in writable:
            _allow(ruleset, path, rights & ~_EXECUTE & ~_MAKE_SPECIAL)
        syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return True


def _create_ruleset(version: int, rights: int) -> int:
    fields = [rights]
    if version >= 4:
        fields.append(_NETWORK)
    if version >= 6:
        fields.append(_SCOPE)
    attributes = ctypes.create_string_buffer(struct.pack(f"={len(fields)}Q", *fields))
    return syscall(_CREATE_RULESET, ctypes.addressof(attributes), 8 * len(fields), 0)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what does not exist needs no permission
    try:
        if not path.is_dir():
            rights &= _READ_FILE | _WRITE_FILE | _TRUNCATE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, descriptor))
        syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.addressof(rule), 0)
    finally:
        os.close(descriptor)
