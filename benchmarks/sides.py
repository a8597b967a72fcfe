"""One side of a comparison of readers: a process of its own that reads a file, and what that took."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Reader = Callable[[Path, Path], None]
"""Reads a file and writes Parquet into a folder."""


def load_ingest() -> Reader:
    """Compile the patterns, as the worker's helper does before all jobs, and return the job.

    The rest of ``warm`` would import pandas, which is here and not in the worker, and count as our memory.
    """
    from services.agent.ingest.job import run
    from services.agent.ingest.likely import Writing, likely_kinds

    likely_kinds(["1"], Writing(spreadsheet=False))

    def read(path: Path, out: Path) -> None:
        run({"path": str(path), "name": path.name}, out, lambda stage, percent: None)

    return read


def run_side(module: str, reader: str, path: Path) -> dict[str, float]:
    """Let a benchmark's module be one side; returns its ``seconds`` and ``peak_mb``."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", module, reader, str(path), out]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def be_side(loaders: Mapping[str, Callable[[], Reader]], arguments: Sequence[str]) -> None:
    """Read, in the process that ``run_side`` started, and print the figures as JSON.

    Imports are not counted: the worker's helper keeps them warm.
    """
    reader, path, out = arguments
    read = loaders[reader]()
    started = time.perf_counter()
    read(Path(path), Path(out))
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """Read this program's own peak; ``ru_maxrss`` begins with that of the process which started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
