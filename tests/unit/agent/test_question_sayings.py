"""Whole wordings that ask for one thing of a row, in tables like those of an encyclopedia."""

import json
from pathlib import Path

import pytest

from services.agent.question import Catalog, Outcome, interpret
from services.agent.question.language.everyday.concepts import lines_of
from services.agent.question.language.sayings import pattern_of, read_saying
from tests.consistency.sources import ROOT
from tests.fakes.question_tables import ingest_tables

TABLES = {
    "season": [
        "Week,Date,Opponent,Result,Venue,Attendance,Record",
        '1,"March 2, 1981",Dover Gulls,W 3-1,Quay Park,9120,1-0',
        '2,"March 9, 1981",@ Selby Owls,L 0-2,Owl Lane,7340,1-1',
        '3,"March 16, 1981",Ripon Larks,W 2-0,Quay Park,8450,2-1',
    ],
    "ships": [
        "Ship,Builder,Built,Laid down,Commissioned,Fate",
        "Petrel,Moray Yard,1912,3 May 1911,9 June 1913,Scrapped 1931",
        "Curlew,Tay Works,1913,8 April 1912,2 July 1914,Sunk 1917",
    ],
    "picks": [
        "Pick,Player,Position,Nationality,NHL team,College/junior team",
        "1,Arvo Kask,Centre,Estonia,Tampa Rays,Tartu IK",
        "2,Bo Lund,Defence,Sweden,Utah Elks,Lund HC",
    ],
    "race": [
        "Driver,Constructor,Laps,Time/Retired,Grid",
        "Ivo Brandt,Lotus,60,1:31:07,2",
        "Sam Orr,Matra,41,Gearbox,1",
    ],
    "managers": [
        "Club,Outgoing manager,Date of vacancy,Incoming manager,Date of appointment",
        "Selby,Al Brand,1 May 2011,Cy Holt,9 May 2011",
        "Dover,Bo Lund,4 June 2011,Di Marsh,7 June 2011",
    ],
    "flights": [
        "No,Day,Vehicle,Payload,Outcome,Height (m),Females",
        "F1,2001-02-03,Heron 1,Mapsat,Failure,210,12",
        "F2,2001-05-06,Heron 2,Weathersat,Success,240,15",
    ],
}
SAID = [
    ("season", "Where did they play on March 9, 1981?", "Venue"),
    ("season", "Where was the March 16 game played?", "Venue"),
    ("season", "Who did they face in the 2nd week?", "Opponent"),
    ("season", "How many people turned out for the Ripon Larks game?", "Attendance"),
    ("season", "Who were they up against in week 3?", "Opponent"),
    ("season", "How did the March 2, 1981 game end up?", "Result"),
    ("season", "What was their record after week 2?", "Record"),
    ("season", "When did they face the Owls?", "Date"),
    ("season", "Who did the Terns play in week 2?", "Opponent"),
    ("ships", "What became of the Petrel?", "Fate"),
    ("ships", "When did the Curlew enter service?", "Commissioned"),
    ("ships", "Who built the Curlew?", "Builder"),
    ("ships", "When did work begin on the Curlew?", "Laid down"),
    ("picks", "Who drafted Bo Lund?", "NHL team"),
    ("picks", "Where is Arvo Kask from?", "Nationality"),
    ("race", "What knocked Sam Orr out of the race?", "Time/Retired"),
    ("race", "What did Ivo Brandt drive?", "Constructor"),
    ("race", "Where did Ivo Brandt line up?", "Grid"),
    ("race", "Who started from pole?", "Driver"),
    ("managers", "Who replaced Bo Lund?", "Incoming manager"),
    ("managers", "Which club did Cy Holt take over?", "Club"),
    ("managers", "When did Di Marsh get the job?", "Date of appointment"),
    ("flights", "Did the Mapsat launch work out?", "Outcome"),
    ("flights", "What rocket flew on 2001-05-06?", "Vehicle"),
    ("flights", "How many women were on F2?", "Females"),
    ("flights", "How many metres high was F1?", "Height (m)"),
]


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Catalog]:
    found = {}
    for name, lines in TABLES.items():
        tables = ingest_tables({name: lines}, tmp_path_factory.mktemp(name))
        profiles = [(table["name"], json.loads(Path(table["profile"]).read_text())) for table in tables]
        found[name] = Catalog.from_profiles(profiles, {})
    return found


@pytest.mark.parametrize(("table", "question", "header"), SAID, ids=[each[1] for each in SAID])
def test_a_saying_asks_for_its_column_of_one_row(
    table: str, question: str, header: str, catalogs: dict[str, Catalog]
) -> None:
    found = interpret(question, catalogs[table])

    assert found.outcome is Outcome.ANSWERED
    plan = found.readings[0].plan
    assert [output.column and output.column.name for output in plan.outputs][:1] == [header]
    assert len(plan.rows.conditions) == 1


@pytest.mark.parametrize(
    "question", ["What became of the Heron?", "Where is Lars Holm from?", "Who won the race?"]
)
def test_a_saying_about_what_is_not_there_is_refused(question: str, catalogs: dict[str, Catalog]) -> None:
    assert all(interpret(question, each).outcome is Outcome.REFUSED for each in catalogs.values())


def test_each_line_of_the_sayings_is_well_formed_and_no_wording_is_there_twice_for_one_header() -> None:
    path = ROOT / "services" / "agent" / "question" / "language" / "sayings.txt"
    seen: set[tuple[str, str]] = set()
    for line in lines_of(path.read_text(encoding="utf-8")):
        saying = read_saying(line)
        for wording in saying.wordings:
            assert wording.split().count("_") <= 2, wording
            pattern_of(wording)
            assert (saying.headers[0], wording) not in seen, wording
            seen.add((saying.headers[0], wording))
