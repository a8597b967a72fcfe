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
