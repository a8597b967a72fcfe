"""Numbers that are said in another unit than the header's."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.language.units import clashes, convert
from tests.fakes.question_tables import answer, ingest_files, write_csv

TRIPS = [
    "trip,Duration (min),length_km,Load (kg),Driver (lb)",
    "Ada,90,12,800,120", "Bo,150,40,1500,180", "Cy,45,8.5,2200,140", "Di,200,90,400,210",
    "Ed,130,16.5,1000,155",
]  # fmt: skip


@pytest.fixture(scope="module")
def trips(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("trips")
    return ingest_files([write_csv(folder, "trips", TRIPS)], folder / "out")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("trips with a duration over 2 hours", ["Bo", "Di", "Ed"]),
        ("trips with a duration over 100 minutes", ["Bo", "Di", "Ed"]),
        ("Which trips have a length under 10 miles?", ["Ada", "Cy"]),
        ("trips with a load of more than 1 tonne", ["Bo", "Cy"]),
        ("trips with a duration between 1 and 2 hours", ["Ada"]),
        ("trips with a load over 2000 pounds", ["Bo", "Cy", "Ed"]),
        ("trips over 150 pounds", ["Bo", "Di", "Ed"]),
    ],
)
def test_a_number_is_compared_in_the_unit_of_its_header(
    trips: list[dict[str, Any]], tmp_path: Path, question: str, names: list[str]
) -> None:
    assert sorted(row[0] for row in answer(question, trips, tmp_path)["rows"]) == names


def test_what_does_not_compare_is_not_converted() -> None:
    assert convert(2, "hours", ["duration", "min"]) == 120
    assert convert(2, "hours", ["length", "km"]) is None
    assert convert(2, "lessons", ["min"]) is None
    assert clashes("months", ["days"])
    assert not clashes("months", ["years"])


STATIONS = [
    "Call sign,Frequency MHz,ERP W,Class",
    "KAAA,95.9,75,D", "KBBB,106.3,6000,A", "KCCC,104.5,51000,C", "KDDD,88.1,100,D",
]  # fmt: skip
PLACES = [
    "Name,Population Census 1991-11-03,Population Census 2001-11-03,Area",
    "Askim,2900,2897,444", "Brevik,12563,21868,521", "Dalane,962,1036,546",
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "question", "rows"),
    [
        (STATIONS, "what is the call sign with 51,000 watts", [["KCCC"]]),
        (STATIONS, "Which stations run more than 5,000 watts?", [["KBBB"], ["KCCC"]]),
        (PLACES, "what is the population in 2001 for askim", [[2897]]),
        (PLACES, "Which places had more than 20,000 people in 2001?", [["Brevik"]]),
        (PLACES, "what is the population of Brevik in 1991", [[12563]]),
    ],
)
def test_a_unit_and_a_year_stand_in_the_header_alone(
    tmp_path: Path, lines: list[str], question: str, rows: list[list[Any]]
) -> None:
    tables = ingest_files([write_csv(tmp_path, "sheet", lines)], tmp_path / "out")

    assert answer(question, tables, tmp_path)["rows"] == rows
