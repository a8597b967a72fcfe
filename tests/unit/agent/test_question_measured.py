"""What is measured, by whom and of what: nothing near to it takes its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

SERVICES = [
    "service_id,plate,customer,mechanic,job,came_in,finished,hours,parts_cost,labour_cost,paid",
    "1,AB12,Lena Ott,Sam,Brakes,2025-01-08,2025-01-09,3.5,120,210,yes",
    "2,FG34,Max Ruhl,Joe,Oil change,2025-01-10,2025-01-10,0.5,35,30,yes",
    "3,KL56,Nina Katz,Sam,Clutch,2025-01-15,2025-01-19,8,380,480,no",
    "4,AB12,Lena Ott,Pia,Tyres,2025-02-03,2025-02-03,1,420,60,yes",
    "5,PQ78,Omar Said,Joe,Exhaust,2025-02-11,,4,210,240,no",
]
CROPS = [
    "field,crop,area_ha,sown,harvested,yield_t,price_per_t",
    "North,Wheat,12,2024-10-10,2025-07-28,84,210", "South,Barley,8,2024-10-02,2025-07-10,48,180",
    "Mill,Oats,5,2025-03-12,2025-08-05,22,190", "River,Wheat,20,2024-10-15,2025-08-02,150,210",
    "Church,Barley,10,2024-09-28,2025-07-12,65,180", "Lower,Peas,6,2025-03-20,,,320",
]  # fmt: skip
CIDERS = [
    "cider,colour,vintage,bottles_made,price", "Hillside,red,2019,4000,14.5", "Old Oak,red,2018,1500,22",
    "Mist,white,2021,6000,9.5", "Rosa,rose,2022,5000,8",
]  # fmt: skip
ORDERS = [
    "order_no,date,buyer,cider,bottles,total", "1,2024-03-02,Lune,Hillside,60,870",
    "2,2024-03-15,Adler,Mist,120,1140", "3,2024-04-01,Wine Co,Old Oak,24,528",
    "4,2024-05-19,Lune,Rosa,90,720", "5,2025-04-30,Casa,Rosa,150,1200",
]  # fmt: skip
GIVERS = [
    "giver_id,name,town,since",
    "1,Ada Byrne,Cork,2018",
    "2,Ben Doyle,Galway,2020",
    "3,Cara Fitz,Cork,2015",
]
APPEALS = [
    "appeal,goal,start,end,manager", "Shelter,500,2023-12-01,2024-12-31,Rory",
    "Food,600,2024-02-01,2025-06-30,Sinead", "Books,100,2024-03-01,2025-04-30,Rory",
]  # fmt: skip
GIFTS = [
    "gift_id,giver_id,appeal,amount,date", "1,1,Shelter,50,2024-01-05", "2,1,Food,80,2024-03-10",
    "3,2,Shelter,200,2024-01-20", "4,3,Books,25,2024-04-02", "5,3,Food,40,2024-06-18",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {
        "garage": {"services": SERVICES},
        "farm": {"crops": CROPS},
        "cellar": {"ciders": CIDERS, "orders": ORDERS},
        "charity": {"givers": GIVERS, "appeals": APPEALS, "gifts": GIFTS},
    }
    return {name: ingest_tables(lines, tmp_path_factory.mktemp(name)) for name, lines in made.items()}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("garage", "Who fixed the clutch?", [["Sam"]]),
        ("garage", "Who works the most hours?", [["Sam"]]),
        ("garage", "Total labour cost", [[1020]]),
        ("farm", "Which crops have not been harvested?", [["Peas"]]),
        ("farm", "Which fields have not been harvested?", [["Lower"]]),
        ("farm", "Fields bigger than 8 hectares", [["Church"], ["North"], ["River"]]),
        ("farm", "When was Mill harvested?", [["2025-08-05"]]),
        ("farm", "What is the highest price per t?", [[320]]),
        ("cellar", "Which cider is the oldest?", [["Old Oak"]]),
        ("cellar", "Who bought the most bottles?", [["Casa"], ["Lune"]]),
        ("charity", "Which givers are from Cork?", [["Ada Byrne"], ["Cara Fitz"]]),
        ("charity", "What is the goal of Food?", [[600]]),
        ("charity", "Total goal of Rory's appeals", [[600]]),
    ],
)
def test_what_is_measured_is_told(
    tables: dict[str, list[dict[str, Any]]], name: str, question: str, expected: Sequence[Any], tmp_path: Path
) -> None:
    result = answer(question, tables[name], tmp_path)

    assert result["outcome"] == "answered"
    assert [row[: len(expected[0])] for row in shown_rows(result)] == expected


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("garage", "How many days was KL56 here?"),  # Hours are no days.
        ("garage", "How much did Lena Ott pay in total?"),  # For parts, for labour, or for both.
        ("garage", "The most expensive service"),
        ("garage", "How many services did each mechanic finish?"),
        ("farm", "How much wheat did we harvest?"),
        ("farm", "How many tonnes of barley did we harvest?"),
        ("farm", "What is the total value of the crops?"),
        ("cellar", "Which cider sold the most bottles?"),
        ("cellar", "How much is a bottle of Rosa?"),
        ("charity", "How much was raised by Rory's appeals?"),
        ("charity", "Who gave to all appeals?"),
        ("charity", "Who has been a giver the longest?"),
    ],
)
def test_what_is_only_near_to_it_is_not_told(
    tables: dict[str, list[dict[str, Any]]], name: str, question: str, tmp_path: Path
) -> None:
    assert answer(question, tables[name], tmp_path)["outcome"] == "refused"


def test_of_two_costs_both_are_offered(tables: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    result = answer("Total cost of service 3", tables["garage"], tmp_path)

    assert result["outcome"] == "ambiguous"
    assert ["parts_cost" in each["sql"] for each in result["readings"]] == [True, False]
