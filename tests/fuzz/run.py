"""Runs mutated files through the sandbox and judges how each one ends."""

import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.errors import FileError, SqlAgentError
from tests.fuzz.mutation import mutate, sound_files

MAX_SECONDS = 20.0
"""Longest that a small file may take; none is stuck."""


@dataclass
class Verdict:
    """What became of the cases."""

    ends: Counter[str] = field(default_factory=Counter)
    """How many ended as tables, and with which errors."""
    faults: list[str] = field(default_factory=list)
    """Cases that ended otherwise: each can be made again by its seed."""
    slowest: float = 0.0


def run_cases(seeds: Iterable[int]) -> Verdict:
    """Read the mutated files of all seeds, one after the other."""
    verdict = Verdict()
    sandbox = Sandbox(SandboxLimits())
    try:
        with tempfile.TemporaryDirectory() as folder:
            files = sound_files(Path(folder))
            for seed in seeds:
                name, content = mutate(files, seed)
                _judge(sandbox, seed, name, content, verdict)
    finally:
        sandbox.close()
    return verdict


def _judge(sandbox: Sandbox, seed: int, name: str, content: bytes, verdict: Verdict) -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "upload", Path(folder) / "out"
        path.write_bytes(content)
        out.mkdir()
        payload = {"path": str(path), "name": name}
        try:
            result = sandbox.run("ingest", payload, folder=out, timeout_seconds=MAX_SECONDS)
            verdict.ends["tables"] += 1
            missing = [each for each in result["tables"] if not (out / each["parquet"]).is_file()]
            if missing or not result["tables"]:
                verdict.faults.append(f"seed {seed} ({name}): no table was written")
        except FileError as error:
            verdict.ends[error.code] += 1
        except SqlAgentError as error:
            notes = "; ".join(getattr(error, "__notes__", []))
            verdict.faults.append(f"seed {seed} ({name}): {error.code} {notes}")
    seconds = time.monotonic() - started
    verdict.slowest = max(verdict.slowest, seconds)
    if seconds > MAX_SECONDS:
        verdict.faults.append(f"seed {seed} ({name}): took {seconds:.0f} s")
