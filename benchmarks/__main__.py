"""``make bench``: every benchmark, or the ones named (``make bench BENCH_ARGS="ping ingest"``)."""

import importlib
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import print_figures

BENCHMARKS = (
    "ping",
    "round_trips",
    "durability",
    "mixed",
    "ingest",
    "text",
    "fidelity",
    "question",
    "plan",
    "sender",
    "start",
    "images",
)


def main(names: list[str]) -> int:
    """Run benchmarks one after the other; 1 when a goal was missed."""
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
        return 2
    figures = []
    for name in names or BENCHMARKS:
        with tempfile.TemporaryDirectory() as folder:
            measured = importlib.import_module(f"benchmarks.{name}").measure(Path(folder))
        print_figures(measured)
        figures += measured
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
