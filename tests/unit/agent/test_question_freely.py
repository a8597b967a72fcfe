"""Free wordings of questions about one table, as a colleague would put them."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

CABINS = [
    "cabin_no,address,valley,beds,night_price,floor_area_sqm,heated,elevator,owner,guest_score,built",
    "C1,1 Fir Path,Upper Dale,2,60,30,yes,no,Snow Stays,8.1,1962",
    "C2,9 Elm Path,Upper Dale,4,95,55,no,no,Ida Roth,7.2,1985",
    "C3,4 Oak Path,Low Glen,4,120,70,yes,yes,Snow Stays,9.3,1987",
    "C4,7 Ash Path,Low Glen,6,150,90,yes,no,Ida Roth,6.4,2004",
    "C5,3 Yew Path,Low Glen,2,48,28,no,no,Ida Roth,8.8,1971",
]
SWIMS = [
    "swim_no,swim_name,lake,country,distance_km,entry_cost,finishers,champion",
    "1,Heron Mile,Alder Lake,Wales,2,20,140,Una Cross",
    "2,Otter Dash,Alder Lake,Wales,1,15,310,Ole Strand",
    "3,Pike Crossing,Birch Loch,Scotland,6,44,75,Una Cross",
]
HOISTS = [
    "model,serial_no,maker,weight_g,lift_kg,price,in_stock,colour,cordless",
    "Ram,H7,Bronto,900,300,150,4,grey,yes",
    "Elf,H8,Bronto,640,120,99,0,green,no",
    "Titan,H9,Kessel,1500,800,410,2,grey,no",
]
PUPS = [
    "name,breed,age_years,fee,arrived,good_with_children,times_walked",
    "Max,Beagle,2,120,2023-04-02,yes,41",
    "Tilly,Poodle,5,90,2021-08-19,no,12",
    "Rufus,Beagle,9,60,2024-01-30,yes,77",
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {}
    for name, lines in {"cabins": CABINS, "swims": SWIMS, "hoists": HOISTS, "pups": PUPS}.items():
        folder: Path = tmp_path_factory.mktemp(name)
        made[name] = ingest_files([write_csv(folder, name, lines)], folder / "out")
    return made


@pytest.mark.parametrize(
    ("table", "question", "expected"),
    [
        ("cabins", "What's the least I'd have to pay per night for a place with 4 beds?", [95]),
        ("cabins", "How little a night can I get away with for a heated place?", [60]),
        ("cabins", "How much would it cost to buy every cabin in Low Glen?", [318]),
        ("cabins", "At what address would I pay more per night than anywhere else?", ["7 Ash Path"]),
        ("cabins", "My aunt only wants 6 beds. Which addresses could we look at?", ["7 Ash Path"]),
        ("cabins", "Which addresses could I rent from Snow Stays?", ["1 Fir Path", "4 Oak Path"]),
        ("cabins", "Which addresses have at least 4 beds for under 100 a night?", ["9 Elm Path"]),
        ("cabins", "Give the address of the cabin that is priced most highly per night.", ["7 Ash Path"]),
        ("cabins", "How roomy is the biggest place in Upper Dale?", [55]),
        ("cabins", "What's the most expensive place in Low Glen?", ["C4"]),
        ("cabins", "How many places were built in the eighties?", [2]),
        ("cabins", "How many places were built in the 20th century?", [4]),
        ("cabins", "Do we have any heated cabins in Upper Dale? Which ones?", ["C1"]),
        ("cabins", "address night price 4 beds Low Glen", [("4 Oak Path", 120)]),
        ("cabins", "How much does Ida Roth take in every night from all her cabins?", [293]),
        ("swims", "Who came first in the Otter Dash?", ["Ole Strand"]),
        ("swims", "Who has won swims in Scotland or Wales?", ["Ole Strand", "Una Cross"]),
        ("swims", "How many people made it to the end in Wales altogether?", [450]),
        ("swims", "Which swim had the most people cross the line?", ["Otter Dash"]),
        ("swims", "How many times did Una Cross come first?", [2]),
        ("hoists", "Which ones weigh no more than 700 g?", ["Elf"]),
        ("hoists", "Which hoists have run out?", ["Elf"]),
        ("hoists", "What is the serial no of hoists where colour is grey?", ["H7", "H9"]),
        ("hoists", "Give me the hoists other than the grey ones.", ["Elf"]),
        ("pups", "How much does it cost to adopt Max?", [120]),
        ("pups", "Which pup has been here the longest?", ["Tilly"]),
        ("pups", "What kinds of breed are there?", ["Beagle", "Poodle"]),
    ],
)
def test_a_free_wording_is_answered(
    tables: dict[str, list[dict[str, Any]]], table: str, question: str, expected: list[Any], tmp_path: Path
) -> None:
    found = answer(question, tables[table], tmp_path)
    assert found["outcome"] == "answered", found["unknown_words"]
    width = len(expected[0]) if isinstance(expected[0], tuple) else 1
    shown = found["answer_columns"] or range(width)
    rows = [tuple(row[at] for at in shown) for row in found["rows"]]
    assert sorted(rows) == sorted(each if isinstance(each, tuple) else (each,) for each in expected)


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("pups", "How long is a typical Beagle?"),  # no length: how often one was walked
        ("cabins", "What's our oldest bed?"),  # beds have no age
        ("pups", "Which breed has the most walks by year?"),
    ],
)
def test_what_no_header_tells_is_not_answered(
    tables: dict[str, list[dict[str, Any]]], table: str, question: str, tmp_path: Path
) -> None:
    assert answer(question, tables[table], tmp_path)["outcome"] != "answered"
