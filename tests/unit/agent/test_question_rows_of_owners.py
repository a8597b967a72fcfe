"""Rows called by whose they are, levels, second asks, games that were played, ages told, copied names."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "kennel": [
        "kennel_id,kennel_name,shire,toll_1995,toll_1996",
        *("1,Alder,Kent,10,20", "2,Birch,Kent,30,10", "3,Cedar,Fife,40,60", "4,Dogwood,Fife,50,50"),
        *("5,Elder,Down,15,45", "6,Fir,Down,35,25"),
    ],
    "hound": [
        "hound_id,hound_name,kennel_id,born_on,joined_on",
        *("1,Ace,1,1950-02-01,2001-03-01", "2,Bix,1,1961-05-01,2011-06-02", "3,Cob,2,1972-07-01,2002-01-09"),
        *("4,Doc,3,1983-01-02,2013-05-05", "5,Eno,3,1954-03-01,2004-02-01", "6,Fax,4,1995-09-01,2015-01-01"),
    ],
    "bill": [
        "bill_id,hound_id,paid_by,sum_due",
        *("1,1,card,10", "2,1,cash,20", "3,2,card,30", "4,3,card,40", "5,4,cash,50", "6,4,card,60"),
        *("7,5,cash,70", "8,1,card,80"),
    ],
    "assay": [
        "assay_id,hound_id,iron",
        *("1,1,3", "2,1,4", "3,2,3", "4,3,5", "5,4,2", "6,6,3"),
    ],
    "rating": [
        "kennel_no,kname,stars",
        *("1,Alder,4", "2,Birch,2", "3,Cedar,5", "4,Dogwood,1", "5,Elder,3", "6,Fir,3"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def kennels(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("kennels"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # Rows that are called by whose they are.
        ("How many hound bills are there?", [[8]]),
        ("What percentage of hound bills have a sum due above 40?", [[50]]),
        ("Which hound has the most hound bills?", [["Ace"]]),
        # A level of a header that says of no level.
        ("List the hounds whose assay showed an iron level of 3.", [["Ace"], ["Bix"], ["Fax"]]),
        # What else is asked of the one that is described.
        ("What is the birth date of the oldest hound? Indicate its name.", None),
        # How many of some did something.
        ("Among the hounds born between 1950 and 1965, how many received a bill paid by cash?", [[2]]),
        # What a term is said of, and the years that headers tell.
        ("List the kennels where the toll increased from 1995 to 1996. Increased refers to "
         "toll_1996 > toll_1995.", [["Alder"], ["Cedar"], ["Elder"]]),
        ("What is the increment of the toll of the Alder kennel from 1995 to 1996? "
         "Increment = toll_1996 - toll_1995.", [[10]]),
        # Years between two days, of those that are so old.
        ("List the names of the hounds who were at least 50 years old, "
         "where age = year of joined_on - year of born_on.", [["Ace"], ["Bix"], ["Eno"]]),
        # A name that is copied beside a number joins nothing by itself.
        ("What is the average stars of kennels in Kent?", [[3]]),
    ],
)  # fmt: skip
def test_rows_of_owners(
    question: str, rows: list[list[Any]] | None, kennels: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, kennels, tmp_path)

    assert found["outcome"] == "answered", found.get("refusal")
    assert rows is None or shown_rows(found) == rows
    assert rows is not None or len(shown_rows(found)[0]) == 2
