"""A plan over 50 tables of 20 columns with 100,000 values, and look-ups among 1,000,000: nothing is run."""

import statistics
import time
from pathlib import Path

from benchmarks.figures import Figure
from services.agent.question import Catalog, interpret
from tests.fakes.many_tables import make_million, make_profiles, questions


def measure(folder: Path) -> list[Figure]:
    """Return medians: of a question to tables that are known, and of the first one to tables that are not."""
    del folder
    profiles = make_profiles()
    known = Catalog.from_profiles(profiles)
    interpret("how many goods1 are there", known)
    again = [_seconds(question, known) for question in questions()]
    first = [_seconds(question, Catalog.from_profiles(profiles)) for question in questions()]
    return [
        Figure("one look-up among 1,000,000 values, p99", 1000 * _look_up_p99(), "<=", 2, unit=" ms"),
        Figure("plan, 50 tables, 100,000 values, p50", 1000 * statistics.median(again), "<=", 30, unit=" ms"),
        Figure("the first plan of a process, p50", 1000 * statistics.median(first), "<=", None, unit=" ms"),
    ]


def _look_up_p99() -> float:
    """Look single phrases up in a catalogue that has been asked before."""
    catalog = Catalog.from_profiles([make_million()])
    for n in range(2):
        catalog.values(f"town {n} of the north 0")
    spent = []
    for n in range(2, 10_002):
        begun = time.perf_counter()
        catalog.values(f"town {n} of the north {n % 10}")
        spent.append(time.perf_counter() - begun)
    return statistics.quantiles(spent, n=100)[98]


def _seconds(question: str, catalog: Catalog) -> float:
    begun = time.perf_counter()
    interpret(question, catalog)
    return time.perf_counter() - begun
