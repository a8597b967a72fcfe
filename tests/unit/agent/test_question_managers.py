"""Short questions of a manager over several tables: what happened and how fast, of whom, and by what."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

GYM = {
    "tiers": ["tier_id,tier_name,monthly_fee", "1,Plain,20", "2,Plus,35", "3,Gold,60"],
    "members": [
        "member_id,member_name,tier_id,town,enrolled_on,terminated_on",
        "1,Ida Voss,1,Bath,2022-02-10,", "2,Jo Kern,1,Bath,2022-03-11,2023-02-01",
        "3,Max Aber,2,York,2022-03-29,2022-12-24", "4,Pia Lund,2,York,2023-05-02,2023-09-15",
        "5,Tom Reil,1,Hull,2023-06-12,", "6,Uma Sand,1,Hull,2023-06-30,",
        "7,Kim Ross,3,Bath,2023-01-15,",
    ],
    "complaints": [
        "complaint_id,member_id,raised_on,fixed_on,kind,handled_by,rating",
        "1,1,2023-01-01,2023-01-04,noise,Ben,4", "2,2,2023-01-02,2023-01-03,noise,Eve,2",
        "3,3,2023-02-01,,heat,,", "4,4,2023-02-02,,heat,,", "5,5,2023-03-01,,heat,,",
        "6,6,2023-03-04,2023-03-14,heat,Ben,5", "7,7,2023-03-05,2023-03-07,water,Eve,3",
        "8,1,2023-04-01,2023-04-09,noise,Ben,1",
    ],
}  # fmt: skip
DEPOT = {
    "staff": ["staff_id,full_name,job", "1,Amy Bell,Supervisor", "2,Bob Nye,Fitter", "3,Cal Orr,Fitter",
              "4,Dee Pym,Fitter", "5,Eli Rae,Fitter", "6,Fay Sim,Fitter"],
    "buildings": [
        "building_id,building_name,supervisor_id,area", "1,North Hall,1,300", "2,South Hall,2,500",
        "3,East Hall,1,200", "4,West Hall,2,100",
    ],
    "shifts": [
        "shift_id,building_id,staff_id,worked_on,minutes",
        "1,2,1,2023-01-02,30", "2,1,3,2023-01-03,45", "3,3,4,2023-01-04,60", "4,4,5,2023-01-05,20",
        "5,1,6,2023-01-06,15",
    ],
}  # fmt: skip
FITTERS = ("Bob Nye", "Cal Orr", "Dee Pym", "Eli Rae", "Fay Sim")
TRADER = {
    "makers": ["maker_id,maker_name,country", "1,Holm,Norway", "2,Duval,France"],
    "goods": ["good_id,good_name,kind,maker_id,price", "1,Kettle,Kitchen,1,40", "2,Rug,Home,2,90",
              "3,Bowl,Kitchen,2,15"],
    "buyers": ["buyer_id,buyer_name,city", "1,Ann Low,Bergen", "2,Ben Moe,Oslo"],
    "orders": [
        "order_id,buyer_id,order_date,sent_date,way",
        "1,1,2022-12-31,2023-01-02,web", "2,2,2023-01-07,2023-01-17,shop", "3,1,2023-03-08,2023-03-09,web",
        "4,2,2023-03-12,,web",
    ],
    "order_lines": [
        "line_id,order_id,good_id,quantity,unit_price",
        "1,1,1,1,40", "2,2,2,2,90", "3,2,3,4,15", "4,3,1,3,40", "5,4,3,2,15",
    ],
    "refunds": [
        "refund_id,order_id,good_id,quantity,refunded_on", "1,1,1,1,2023-02-01", "2,2,3,1,2023-03-02",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    sets = {"gym": GYM, "depot": DEPOT, "trader": TRADER}
    return {name: ingest_tables(each, tmp_path_factory.mktemp(name)) for name, each in sets.items()}


@pytest.mark.parametrize(
    ("of", "question", "rows"),
    [
        # What happened, by its noun: rows to which it did, and no others.
        ("gym", "Which tier has the most terminations?", [["Plus"]]),
        ("gym", "Terminations by town", [["Bath", 1], ["York", 2]]),
        ("gym", "total terminations", [[3]]),
        ("gym", "enrolments in 2023", [[4]]),
        ("gym", "Enrolments by year", [[2022, 3], [2023, 4]]),
        ("gym", "enrolments in 2022 vs 2023", [[2022, 3], [2023, 4]]),
        # Nobody handles the most, though most were handled by nobody; a month is no monthly fee.
        ("gym", "Who handled the most complaints?", [["Ben"]]),
        ("gym", "Which kind has the worst rating?", [["noise"]]),
        ("gym", "which kind has the best average rating?", [["heat"]]),
        # How fast something was done.
        ("gym", "Which complaint of kind noise was fixed the fastest?", [[2]]),
        ("gym", "Which complaint took the longest to be fixed?", [[6]]),
        ("trader", "How long does sending take on average by way?", [["shop", 10], ["web", 1.5]]),
        # Who has a part in what, and who only works on it.
        ("depot", "buildings supervised by Amy Bell", [["East Hall"], ["North Hall"]]),
        # A header of what rows refer to.
        ("depot", "staff with job", [["Amy Bell", "Supervisor"], *([n, "Fitter"] for n in FITTERS)]),
        ("trader", "goods with maker name", [["Bowl", "Duval"], ["Kettle", "Holm"], ["Rug", "Duval"]]),
        ("trader", "top 2 goods by price with maker country", [["Rug", "France"], ["Kettle", "Norway"]]),
        ("trader", "units sold per good with maker name",
         [["Bowl", 6, "Duval"], ["Kettle", 4, "Holm"], ["Rug", 2, "Duval"]]),
        # Days that only the order tells, of its lines.
        ("trader", "How many units were sold in 2023?", [[11]]),
        ("trader", "revenue by kind in 2023", [["Home", 180], ["Kitchen", 210]]),
        ("trader", "revenue in 2022 vs 2023", [[2022, 40], [2023, 390]]),
        ("trader", "biggest order by value", [[2]]),
        ("trader", "top 2 orders by total value", [[2, 240], [3, 120]]),
        ("trader", "number of orders on weekends", [[3]]),
        ("trader", "How many orders were placed on a Saturday?", [[2]]),
    ],
)  # fmt: skip
def test_is_answered(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, of: str, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, tables[of], tmp_path)

    assert found["outcome"] == "answered", found["notes"]
    places = found["answer_columns"] or range(len(found["rows"][0]))
    shown = [[row[place] for place in places] for row in found["rows"]]
    assert sorted(row[: len(rows[0])] for row in shown) == sorted(rows)


@pytest.mark.parametrize(
    ("of", "question"),
    [
        ("gym", "number of members who enrolled in 2023 and number of members who terminated in 2023"),
        ("gym", "In which month did the most members enrol, by monthly fee?"),
        ("gym", "members and their complaints"),
        ("trader", "total quantity in March 2023"),
    ],
)
def test_is_not_guessed(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, of: str, question: str
) -> None:
    found = answer(question, tables[of], tmp_path)

    assert found["outcome"] != "answered", found["sql"]
