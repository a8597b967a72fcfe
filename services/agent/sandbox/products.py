"""What a job left in its folder, looked at before anything of the parent's touches it.

The parent can read what the job could not: other tenants' files, settings, secrets. So nothing may lie
there through which the parent would reach out of the folder: no link, no name that leads elsewhere. A job
whose code was taken over answers with what it likes, so its answer is checked as input is at any edge.
"""

import os
import stat
from pathlib import Path

from services.common.errors import SandboxViolationError

MOST_PRODUCTS = 200_000
"""Files and folders that one job may leave. A workbook of 64 sheets leaves about 300."""

_MESSAGE = (
    "The process that did this work left what it may not leave, so nothing of it is used. "
    "If the file is your own, tell the operator."
)


def inspect_products(folder: Path) -> None:
    """See that a folder, whose job is over, holds plain files and folders alone.

    Raises:
        SandboxViolationError: It holds a link, a second name of a file, a pipe, or more than may be.
    """
    waiting, seen = [folder], 0
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    seen += 1
                    _demand_plain(entry.stat(follow_symlinks=False))
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry.path))
        except OSError as error:
            raise SandboxViolationError(_MESSAGE) from error
        if seen > MOST_PRODUCTS:
            raise _violation("more files than a job may leave")


def product(folder: Path, name: object) -> Path:
    """Return where something lies that a job named, directly in its folder.

    Raises:
        SandboxViolationError: The name leads elsewhere, or there is no plain file or folder of that name.
    """
    if not isinstance(name, str) or name in ("", ".", "..") or "/" in name or "\0" in name:
        raise _violation("a name that leads out of the folder")
    path = folder / name
    try:
        _demand_plain(path.lstat())
    except OSError as error:
        raise SandboxViolationError(_MESSAGE) from error
    return path


def _demand_plain(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        return
    if not stat.S_ISREG(found.st_mode):
        raise _violation("a link or a special file")
    if found.st_nlink != 1:
        raise _violation("a file of several names")


def _violation(what: str) -> SandboxViolationError:
    error = SandboxViolationError(_MESSAGE)
    error.add_note(what)
    return error
