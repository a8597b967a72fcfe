"""Questions of people who do not know the headers: by what rows do and cost, and by words made of values."""

import json
from pathlib import Path

import pytest

from services.agent.question import Catalog, Outcome, interpret
from services.agent.question.language.dimensions import DIMENSIONS
from services.agent.question.tables.measuring import measured_by
from tests.fakes.question_tables import ingest_tables

TABLES = {
    "cows": [
        "cow,breed,weight_kg,barn,milk_litres_per_day,purchase_price,pregnant",
        *(f"{cow},{breed},{500 + 9 * at},{barn},{20 + at},{900 + 50 * at},{flag}"
          for at, (cow, breed, barn, flag) in enumerate([
              ("Berta", "Jersey", "Nook", "yes"), ("Elsa", "Angus", "Lea", "no"),
              ("Flora", "Jersey", "Nook", "no"), ("Gerda", "Angus", "Lea", "yes"),
              ("Heidi", "Jersey", "Nook", "no"), ("Iris", "Angus", "Lea", "no")])),
    ],
    "berths": [
        "Berth Number,Pier,Length (m),Depth",
        *(f"B{at:02},{'North' if at % 3 else 'South'},{8 + at % 7},{2 + at % 4}" for at in range(12)),
    ],
    "orders": [
        "Order Number,Order Date,Customer,Amount,Added By",
        *(f"{1001 + at},2023-0{1 + at}-11,{('Acme', 'Bolt')[at % 2]},{90 + at},{('Ana', 'Ben')[at % 3 % 2]}"
          for at in range(7)),
    ],
    "boats": [
        "boat,type,owner_origin,built,capacity,daily_rate,harbour,permit,vacation_days",
        *(f"{boat},{kind},{origin},{1990 + at},{4 + at},{90 + 10 * at},{port},{permit},{at}"
          for at, (boat, kind, origin, port, permit) in enumerate([
              ("Aurora", "sailboat", "Turkish", "Selm", "private"),
              ("Breeze", "catamaran", "Spanish", "Orla", "public"),
              ("Calypso", "sailboat", "Spanish", "Selm", "private"),
              ("Dune", "sailboat", "Turkish", "Orla", "public"),
              ("Esker", "catamaran", "Spanish", "Selm", "private"),
              ("Fjord", "sailboat", "Turkish", "Orla", "public")])),
    ],
}  # fmt: skip
PLANS = [
    ("cows", "How much does Berta weigh?", 'SELECT "weight_kg"'),
    ("cows", "Where is Iris kept?", 'DISTINCT "barn"'),
    ("cows", "How much did we pay for Heidi?", 'SELECT "purchase_price"'),
    ("cows", "What did we spend on the Angus cows altogether?", 'SUM("purchase_price")'),
    ("boats", "How much does it cost to rent the Aurora?", '"daily_rate"'),
    ("boats", "What do sailboats usually cost?", 'AVG("daily_rate")'),
    ("boats", "Which is the cheapest boat in Selm?", 'MIN("daily_rate")'),
    ("boats", "Which ones can take more than 7 people?", '"capacity" > 7'),
    ("boats", "How many boats are privately run?", "\"permit\" = 'private'"),
    ("boats", "How many boats come from Turkey?", "\"owner_origin\" = 'Turkish'"),
    ("boats", "What is the newest catamaran?", 'MAX("built")'),
    ("boats", "Show the harbour of the 3 boats with the highest daily rate", "LIMIT 3"),
    ("cows", "Which cow has the lowest weight in kg?", 'MIN("weight_kg")'),
    ("cows", "Purchase prices totalled over the barns", 'SUM("purchase_price") AS'),
    ("cows", "Cows counted barn by barn", 'GROUP BY "barn"'),
    ("boats", "Name the boat with more vacation days than anybody else", 'MAX("vacation_days")'),
    ("cows", "Tally of cows per barn", "COUNT(*)"),
    ("berths", "Berth nos with a length above 11", 'SELECT "Berth Number"'),
    ("orders", "How many orders have an order number over 1003?", '"Order Number" > 1003'),
    ("boats", "Boats whose vacation days number more than 3", '"vacation_days" > 3'),
    ("orders", "What was the first order by Acme?", 'MIN("Order Date")'),
    ("orders", "How many orders were added by Ana?", "\"Added By\" = 'Ana'"),
    ("berths", "Numbers of the berths at pier North", 'SELECT "Berth Number"'),
]
"""Of which table, the question, and what its plan holds."""
REFUSED = [
    ("cows", "Which animals are expecting?"),
    ("boats", "Which ones do you have to pay for?"),
    ("boats", "Who has been with us the longest?"),
]
"""Questions that a word which is not read narrows, or that no column answers."""


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Catalog]:
    tables = ingest_tables(TABLES, tmp_path_factory.mktemp("spoken"))
    profiles = {table["name"]: json.loads(Path(table["profile"]).read_text()) for table in tables}
    return {name: Catalog.from_profiles([(name, profile)]) for name, profile in profiles.items()}


@pytest.mark.parametrize(("table", "question", "part"), PLANS)
def test_what_rows_do_and_cost_is_asked_without_the_words_of_the_headers(
    catalogs: dict[str, Catalog], table: str, question: str, part: str
) -> None:
    found = interpret(question, catalogs[table])
    assert found.outcome is Outcome.ANSWERED
    assert part in " ".join(found.readings[0].sql.split())


@pytest.mark.parametrize(("table", "question"), REFUSED)
def test_a_question_is_refused_where_what_tells_its_rows_is_not_read(
    catalogs: dict[str, Catalog], table: str, question: str
) -> None:
    assert interpret(question, catalogs[table]).outcome is not Outcome.ANSWERED


def test_a_header_measures_what_its_last_word_says(catalogs: dict[str, Catalog]) -> None:
    measured = {column.name: measured_by(column) for column in catalogs["boats"].columns}
    assert measured["daily_rate"] == {"money"}
    assert "place" in measured["harbour"]
    assert not measured["vacation_days"]
    assert measured["capacity"] <= DIMENSIONS.keys()
