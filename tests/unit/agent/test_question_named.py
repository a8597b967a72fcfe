"""Things that are described, named in part, chosen between, or found by what a named one is like."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, ingest_tables, write_csv

TEAMS = [
    "Rank,Skipper,Club,Boat,Launched,Points,Viewers (m)",
    "1,Ada Moore,Harbour,Petrel,1990,70,12.5",
    "2,Bo Lund,Harbour,Gannet,1994,55,8.1",
    "3,Cy Reed,Estuary,Curlew,1990,61,10.2",
    "4,Di Vance,Lagoon,Plover,2001,40,9.4",
]
DEPOTS = ["depot,area,manager", "Avon,10,Ruiz", "Brill,30,Sato", "Corby,20,Tran"]
LINKS = ["depot,linked depot", "Avon,Brill", "Brill,Avon", "Brill,Corby", "Corby,Brill"]
VANS = ["van,depot,load", "Elm,Avon,5", "Oak,Brill,9", "Ash,Brill,7", "Fir,Corby,12"]


@pytest.fixture(scope="module")
def race(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("race")
    return ingest_files([write_csv(folder, "entries", TEAMS)], folder / "out")


@pytest.fixture(scope="module")
def depots(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("depots")
    tables = {"depots": DEPOTS, "links": LINKS, "vans": VANS}
    return ingest_tables(tables, folder)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is the area of the depot with the van with the highest load", [20]),
        ("which vans are at the depot with the smallest area", ["Elm"]),
        ("how many vans does the depot with the largest area have", [2]),
        ("which depot is linked to the most depots", ["Brill"]),
    ],
)
def test_a_thing_may_be_described_instead_of_named(
    question: str, expected: list[Any], depots: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert _said(answer(question, depots, tmp_path)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("which skipper had more points, bo lund or cy reed", ["Cy Reed"]),
        ("did bo lund or cy reed have fewer points", ["Bo Lund"]),
        ("who got a higher number of points, lund or vance", ["Bo Lund"]),
        ("how many points did moore get", [70]),
        ("which skipper is from the same club as ada moore", ["Bo Lund"]),
        ("which boat was launched in the same year as curlew", []),
        ("who comes right after bo lund", ["Cy Reed"]),
        ("which boat is listed before reed", ["Gannet"]),
        ("other than ada moore, which other skipper is from harbour", ["Bo Lund"]),
        ("which club is listed the most", ["Harbour"]),
        ("which skipper is the only one with 61 points", ["Cy Reed"]),
        ("how many skippers had over 10 million viewers", [2]),
        ("how many more points did ada moore get than bo lund", [15]),
        ("how many more points did ada moore win over cy reed", [9]),
        ("what is the difference in points between ada moore and di vance", [30]),
        ("ada moore and bo lund both sail for which club", ["Harbour"]),
        ("how many points did ada moore and bo lund score together", [125]),
        ("according to this chart, how many skippers are from harbour", [2]),
    ],
)
def test_a_row_may_be_found_by_what_is_said_of_another(
    question: str, expected: list[Any], race: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer(question, race, tmp_path)

    assert _said(result) == expected if expected else result["outcome"] != "answered"


def test_a_part_of_several_names_says_none(race: list[dict[str, Any]], tmp_path: Path) -> None:
    lines = [*TEAMS, "5,Eva Moore,Lagoon,Tern,2003,30,7.0"]
    tables = ingest_files([write_csv(tmp_path, "entries", lines)], tmp_path / "out")

    assert answer("how many points did moore get", tables, tmp_path)["outcome"] != "answered"


def _said(result: dict[str, Any]) -> list[Any]:
    """Return the first column of the answer."""
    place = (result.get("answer_columns") or [0])[0]
    return [row[place] for row in result.get("rows", [])]
