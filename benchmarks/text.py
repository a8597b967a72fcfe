"""Ingest of a text file, against pandas with its dates parsed, in one run; and memory as rows grow."""

import datetime
import random
import sys
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.sides import Reader, be_side, load_ingest, run_side

ROWS = 1_000_000
FEW_ROWS = 300_000
"""The smaller of the two files whose peaks are compared; the larger has ten times as many rows."""
SEED = 20261123
HEADER = "id,customer,city,amount,quantity,day,moment,paid,code,note"
CITIES = ("Aachen", "Brno", "Córdoba", "Derby", "Espoo", "Graz", "Łódź")
MISFIT = "n/a"
"""A word for nothing in the amounts of the untidy file: too rare for a sample to show it."""


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


def load_pandas() -> Reader:
    """Import pandas; it reads the file as most programs do, and writes it as Parquet."""
    import pandas

    def read(path: Path, out: Path) -> None:
        pandas.read_csv(path, parse_dates=["day", "moment"]).to_parquet(out / "whole.parquet")

    return read


def measure(folder: Path) -> list[Figure]:
    """Return ratios of times, our peaks, and how much the peak grows with the rows."""
    tidy, untidy = folder / "tidy.csv", folder / "untidy.csv"
    write_text(tidy, rows=ROWS)
    write_text(untidy, rows=ROWS, untidy=True)
    # The best of five, one of theirs after one of ours: ours needs both cores, and anything else shows.
    pairs = [(_in_process("ingest", tidy), _in_process("pandas", tidy)) for _ in range(5)]
    theirs = min(other["seconds"] for _, other in pairs)
    ours, peak = min(run["seconds"] for run, _ in pairs), max(run["peak_mb"] for run, _ in pairs)
    slow = _in_process("ingest", untidy)
    name = f"ingest CSV {ROWS:,} × 10"
    return [
        Figure(f"{name} against pandas", ours / theirs, "<=", 1.5),
        Figure(f"{name}, peak memory", peak, "<=", 300, unit=" MB"),
        Figure(f"{name} with words for nothing against pandas", slow["seconds"] / theirs, "<=", None),
        Figure(f"{name} with words for nothing, peak memory", slow["peak_mb"], "<=", 300, unit=" MB"),
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
    return run_side("benchmarks.text", reader, path)


if __name__ == "__main__":
    be_side({"pandas": load_pandas, "ingest": load_ingest}, sys.argv[1:])
