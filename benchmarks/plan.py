"""A plan over 50 tables of 20 columns with 100,000 values: from the question to SQL, nothing is run."""

import statistics
import time
from pathlib import Path

from benchmarks.figures import Figure
from services.agent.question import Catalog, interpret
from tests.fakes.many_tables import make_profiles, questions


def measure(folder: Path) -> list[Figure]:
    """Return medians: of a question to tables that are known, and of the first one to tables that are not."""
    del folder
    profiles = make_profiles()
    known = Catalog.from_profiles(profiles)
    interpret("how many goods1 are there", known)
    again = [_seconds(question, known) for question in questions()]
    first = [_seconds(question, Catalog.from_profiles(profiles)) for question in questions()]
    return [
        Figure("plan, 50 tables, 100,000 values, p50", 1000 * statistics.median(again), "<=", 30, unit=" ms"),
        Figure("the first plan of a process, p50", 1000 * statistics.median(first), "<=", None, unit=" ms"),
    ]


def _seconds(question: str, catalog: Catalog) -> float:
    begun = time.perf_counter()
    interpret(question, catalog)
    return time.perf_counter() - begun
