"""Questions that ask for two things, or whose words fit several headers: answered in full, or not at all."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

Tables = list[dict[str, Any]]
SHEETS = {
    "bouts": [
        "day,boxer,rival,venue,crowd,gym",
        "2021-05-01,Ito,Ray,Dome,4000,North", "2021-06-01,Ito,Bell,Arena,9000,North",
        "2021-07-01,Cole,Ray,Dome,5000,South", "2021-08-01,Cole,Ito,Arena,7000,South",
    ],
    "stock": [
        "product,depot,crates_sold,crates_returned,price",
        "Lamp,Rye,120,4,24.5", "Desk,Rye,30,1,60.0", "Sofa,Hove,12,2,96.5", "Vase,Hove,200,25,3.5",
    ],
    "lands": [
        "Country,Capital,Built,Tower height in meters (ft)",
        "Avalia,Washington,1901,12 m (39 ft)", "Borland,Ottawa,1950,18 m (59 ft)",
        "Cree,Salem,1960,30 m (98 ft)",
    ],
    "orders": [
        "Order No,Order Date,Customer,Region,Amount",
        "1001,2023-01-04,Harlow & Sons,North,120.5", "1002,2023-02-11,Pinewood Ltd,South,89",
        "1003,2024-05-14,Quayside Inn,North,310.1",
    ],
    "leases": [
        "lease_no,town,signed_on,yearly_rent",
        "A1,Hove,2022-04-01,1000", "A2,Hove,2023-04-01,2000", "A3,Rye,2023-05-01,900",
    ],
    "managers": [
        "Name,Nationality,Played,Won,Lost",
        "Ada Holt,Wales,90,41,30", "Bo Sowerby,Scotland,197,70,83", "Cy Ramsay,Scotland,60,33,20",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tables]:
    return {
        name: ingest_tables({name: lines}, tmp_path_factory.mktemp(name)) for name, lines in SHEETS.items()
    }


@pytest.mark.parametrize(
    ("sheet", "question", "rows"),
    [
        ("bouts", "Which venue had the lowest crowd and on what date?", [["Dome", "2021-05-01"]]),
        ("stock", "What is the total price and how many crates were sold?", [[184.5, 362]]),
        ("lands", "Which country has Washington as its capital?", [["Avalia"]]),
        ("lands", "how many countries have a tower at least 18 meters tall", [[2]]),
        ("lands", "names of capitals built before 1940", [["Washington"]]),
        # A column may count what was done; rows are counted where their number is asked for.
        ("managers", "What is the number of games played for the manager from Wales?", [[90]]),
        ("managers", "How many games did Ada Holt win?", [[41]]),
        ("managers", "Which manager won the most games?", [["Bo Sowerby"]]),
        ("managers", "how many managers won more than 40 games", [[2]]),
        ("orders", "What is the number of orders in 2023?", [[2]]),
        (
            "orders",
            "customers from the North and their region",
            [["Harlow & Sons", "North"], ["Quayside Inn", "North"]],
        ),
        (
            "leases",
            "number of leases by year and town",
            [[2022, "Hove", 1], [2023, "Hove", 1], [2023, "Rye", 1]],
        ),
        ("leases", "yearly rent by town", [["Hove", 3000], ["Rye", 900]]),
    ],
)
def test_both_of_two_things_are_told(
    sheets: dict[str, Tables], tmp_path: Path, sheet: str, question: str, rows: list[list[Any]]
) -> None:
    found = [[str(cell) if "-" in str(cell) else cell for cell in row] for row in
             shown_rows(answer(question, sheets[sheet], tmp_path))]  # fmt: skip
    assert found == rows


@pytest.mark.parametrize(
    ("sheet", "question"),
    [
        ("bouts", "Who was the rival on 1 July 2021 and where was it?"),
        ("bouts", "Which boxers are of the North gym and when did they last box?"),
        ("bouts", "How many boxers are of the South gym and who are they?"),
        ("bouts", "Who was the rival and by how much did he lose on 1 May 2021?"),
        # What is asked for by its header is shown, and nothing beside it.
        ("bouts", "what year comes after 2021"),
        ("lands", "What is the capital of Washington?"),
        # No rows say yes or no.
        ("bouts", "did Ito box in the Arena"),
        ("bouts", "is the Dome the venue of Cole"),
        # The things are asked for, and no figure over all of them.
        ("stock", "products with average price"),
        # What became of some rows, of which no header tells.
        ("orders", "How many orders were cancelled in 2023?"),
        ("orders", "orders cancelled in 2023"),
        ("orders", "which customers from the North complained?"),
        ("orders", "total amount of orders returned in the South"),
        ("orders", "Show the order no and total of Pinewood Ltd's orders"),
        ("orders", "How many orders were unpaid in 2023?"),
        ("managers", "How many games did Ada Holt win and how many did she lose?"),
        # A difference from what is not there.
        ("stock", "what is the difference in price between Lamp and Stool"),
    ],
)
def test_half_of_an_answer_is_none(
    sheets: dict[str, Tables], tmp_path: Path, sheet: str, question: str
) -> None:
    assert answer(question, sheets[sheet], tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize(
    "question", ["total crates", "average crates per depot", "which product has the most crates"]
)
def test_each_of_two_headers_that_a_word_fits_is_offered(
    sheets: dict[str, Tables], tmp_path: Path, question: str
) -> None:
    found = answer(question, sheets["stock"], tmp_path)

    assert found["outcome"] == "ambiguous"
    assert [f"crates_{each}" in found["readings"][at]["sql"] for at, each in enumerate(("sold", "returned"))]
    assert len(found["readings"]) == 2
