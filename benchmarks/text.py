"""Ingest of a text file, against pandas with its dates parsed, in one run; and memory as rows grow."""

import datetime
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure

ROWS = 1_000_000
FEW_ROWS = 300_000
"""The smaller of the two files whose peaks are compared; the larger has ten times as many rows."""
SEED = 20261123
HEADER = "id,customer,city,amount,quantity,day,moment,paid,code,note"
CITIES = ("Aachen", "Brno", "Córdoba", "Derby", "Espoo", "Graz", "Łódź")
MISFIT = "n/a"
"""A word in the amounts of the untidy file, which keeps it off the fast lane."""


def write_text(path: Path, *, rows: int, untidy: bool = False) -> None:
    """Write ten mixed columns; the same file for the same arguments."""
    numbers = random.Random(SEED)
    start = datetime.datetime(2020, 1, 1)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for row in range(1, rows + 1):
            at = start + datetime.timedelta(seconds=numbers.randrange(150_000_000))
            amount = MISFIT if untidy and row % 50_000 == 0 else round(numbers.random() * 10_000, 2)
            note = f"note {numbers.randrange(1_000)}" if row % 3 else ""
            paid = "true" if numbers.random() < 0.5 else "false"
            file.write(
                f"{row},customer {numbers.randrange(20_000)},{numbers.choice(CITIES)},{amount},"
                f"{numbers.randrange(100)},{at:%Y-%m-%d},{at},{paid},{numbers.randrange(1_000_000):06d},{note}\n"
            )


def read_with_pandas(path: Path, out: Path) -> None:
    """Read the file as most programs do, and write it as Parquet."""
    import pandas

    started = time.perf_counter()
    pandas.read_csv(path, parse_dates=["day", "moment"]).to_parquet(out / "whole.parquet")
    _print_figures(started)


def read_with_ingest(path: Path, out: Path) -> None:
    """Read the file as the ingest job does."""
    from services.agent.ingest.job import run

    started = time.perf_counter()
    run({"path": str(path), "name": path.name}, out, lambda stage, percent: None)
    _print_figures(started)


def _print_figures(started: float) -> None:
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


READERS = {"pandas": read_with_pandas, "ingest": read_with_ingest}


def measure(folder: Path) -> list[Figure]:
    """Return ratios of times, our peaks, and how much the peak grows with the rows."""
    tidy, untidy = folder / "tidy.csv", folder / "untidy.csv"
    write_text(tidy, rows=ROWS)
    write_text(untidy, rows=ROWS, untidy=True)
    # The better of three: one reading takes a second, in which anything else on the machine shows.
    theirs = min(_in_process("pandas", tidy)["seconds"] for _ in range(3))
    runs = [_in_process("ingest", tidy) for _ in range(3)]
    ours, peak = min(run["seconds"] for run in runs), max(run["peak_mb"] for run in runs)
    slow = _in_process("ingest", untidy)
    name = f"ingest CSV {ROWS:,} × 10"
    return [
        Figure(f"{name} against pandas", ours / theirs, "<=", 1.5),
        Figure(f"{name}, peak memory", peak, "<=", 300, unit=" MB"),
        Figure(f"{name} with words for nothing against pandas", slow["seconds"] / theirs, "<=", None),
        Figure(f"{name} with words for nothing, peak memory", slow["peak_mb"], "<=", None, unit=" MB"),
        Figure("ingest CSV, peak memory with ten times the rows", _growth(folder), "<=", 1.25),
    ]


def _growth(folder: Path) -> float:
    peaks = []
    for rows in (FEW_ROWS, 10 * FEW_ROWS):
        path = folder / f"{rows}.csv"
        write_text(path, rows=rows)
        peaks.append(_in_process("ingest", path)["peak_mb"])
        path.unlink()
    return peaks[1] / peaks[0]


def _in_process(reader: str, path: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "benchmarks.text", reader, str(path), out]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main(arguments: Sequence[str]) -> None:
    """Be one side: read a file and print the figures as JSON."""
    reader, path, out = arguments
    READERS[reader](Path(path), Path(out))


if __name__ == "__main__":
    main(sys.argv[1:])
