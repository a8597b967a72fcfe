"""Questions over many values and many sheets; what a plan takes is measured by ``make bench``."""

import subprocess
import sys
from cProfile import Profile
from pathlib import Path
from pstats import Stats
from statistics import quantiles
from time import process_time

from services.agent.question import Catalog, Outcome, interpret
from tests.data.workbooks import write_xlsx
from tests.fakes.many_tables import make_column, make_million, make_profiles, questions
from tests.fakes.question_tables import answer, ingest_files, write_csv

LOOK_UP_SECONDS = 0.002
ANSWER_SECONDS = 20
"""Of the processor; two are enough."""
CALLS = 60_000
"""Of functions for one plan, which unlike seconds are the same on every machine; 53,000 are enough."""
PATTERNS = 20
"""Of several hundred by which a question is read."""


def test_a_phrase_is_found_among_a_million_values_in_two_milliseconds() -> None:
    """Of single look-ups, 99 of 100; the first two of a catalogue get the values ready."""
    catalog = Catalog.from_profiles([make_million()])
    for n in range(2):
        catalog.values(f"town {n} of the north 0")
    spent = []

    for n in range(2, 1002):
        begun = process_time()
        found = catalog.values(f"town {n} of the north {n % 10}")
        spent.append(process_time() - begun)
        assert [hit.column.name for hit in found] == [f"place {n % 10}"]

    assert quantiles(spent, n=100)[98] < LOOK_UP_SECONDS


def test_the_last_of_many_sheets_of_one_shape_is_answered_beside_other_tables(tmp_path: Path) -> None:
    """The sheets share their items: a million ways lead from one to a table that none arrives at."""
    items = ["pen", "ink", "cap"]
    sheets = {f"Store {n}": [["Item", "Qty"], *([each, n + 1] for each in items)] for n in range(64)}
    lines = ["Reason,Qty,Total", *(f"{reason},7,9" for reason in ("broken", "late", "wrong"))]
    files = [write_xlsx(tmp_path / "stores.xlsx", sheets), write_csv(tmp_path, "returns", lines)]
    tables = ingest_files(files, tmp_path / "out")
    begun = process_time()

    found = answer("what is the total Qty in Store 63", tables, tmp_path)

    assert (len(tables), found["rows"]) == (65, [[192]])
    assert process_time() - begun < ANSWER_SECONDS


def test_a_question_to_a_thousand_columns_is_planned_in_some_ten_thousand_calls() -> None:
    catalog = Catalog.from_profiles(make_profiles())
    first, *_, last = questions()
    interpret(first, catalog)
    profile = Profile()

    found = profile.runcall(interpret, last, catalog)

    assert found.outcome is Outcome.ANSWERED
    assert Stats(profile).total_calls < CALLS  # type: ignore[attr-defined] # typeshed leaves it out.


def test_after_the_warm_up_the_first_question_of_a_process_compiles_hardly_a_pattern() -> None:
    """Each question is answered by a fork of the process that was warmed up."""
    script = """
from services.agent.warm import warm
from tests.unit.agent.test_question_speed import compiled_by_a_question
warm()
print(compiled_by_a_question())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert int(done.stdout) <= PATTERNS


def compiled_by_a_question() -> int:
    """Return how many regular expressions a question has compiled that is none of the warm-up's."""
    columns = [{**make_column(0, place), "name": name} for place, name in enumerate(("trade", "wage"))]
    catalog = Catalog.from_profiles([("workers", {"rows": 5_000, "columns": columns})])
    profile = Profile()
    profile.runcall(interpret, "which trade has the highest average wage", catalog)
    calls = Stats(profile).stats  # type: ignore[attr-defined] # typeshed leaves it out.
    return sum(
        n
        for (file, _, name), (n, *_) in calls.items()
        if (file[-15:], name) == ("re/_compiler.py", "compile")
    )


def test_the_index_finds_what_a_pass_over_the_values_found() -> None:
    """Spellings that are compared as one, what stands before brackets, and one value of two columns."""
    cells = ["Oslo", "OSLO", "Lyon (north)", "The Hague"], ["Lyon", "Bern"]
    columns = [{**make_column(0, 0), "name": f"place {n}", "values": each} for n, each in enumerate(cells)]
    profiles = [("towns", {"rows": 6, "columns": columns})]
    phrases = {"oslo", "lyon", "hague", "the hague", "bern", "rome", ""}
    once, again = Catalog.from_profiles(profiles), Catalog.from_profiles(profiles)
    again.expect({"rome"})

    assert once.expect(phrases) == again.expect(phrases) == phrases - {"rome", ""}
    found = {phrase: [(hit.column.name, hit.values) for hit in again.values(phrase)] for phrase in phrases}
    assert found == {
        phrase: [(hit.column.name, hit.values) for hit in once.values(phrase)] for phrase in phrases
    }
    assert found["lyon"] == [("place 0", ("Lyon (north)",)), ("place 1", ("Lyon",))]
    assert found["oslo"] == [("place 0", ("OSLO", "Oslo"))]
