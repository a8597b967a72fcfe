"""Private folders for work in progress, gone when the work is over, however it ends."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "sqlagent-scratch-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a folder that only this process's user can enter, and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def sweep_scratch() -> int:
    """Remove the folders of processes that were killed; return how many."""
    swept = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).split("-")[0]
        if not Path("/proc", owner).exists():
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
    return swept
