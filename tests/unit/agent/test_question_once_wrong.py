"""What was once answered wrongly with a straight face: it is answered right now, or not at all."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

BEASTS = [
    "animal_id,animal_name,species,pen,weight_kg,birth_year",
    "1,Milo,goat,Pen 1,30,2015", "2,Nell,goat,Pen 2,24,2018", "3,Otto,llama,Pen 1,80,2010",
    "4,Pip,goose,Pen 2,6,2021", "5,Quill,goose,Pen 1,5,2018",
]  # fmt: skip

PARCELS = [
    "parcel_id,haulier,sent_on,due_on,arrived_on,weight_kg",
    "1,Volt,2024-03-01,2024-03-08,2024-03-12,10", "2,Volt,2024-03-02,2024-03-08,2024-03-06,11",
    "3,Volt,2024-03-03,2024-03-09,,12", "4,Brisk,2024-03-02,2024-03-07,2024-03-10,2",
    "5,Brisk,2024-03-05,2024-03-11,2024-03-09,4", "6,Brisk,2024-03-06,2024-03-12,,8",
]  # fmt: skip

WARES = [
    "product_id,product_name,unit_cost,list_price", "1,Rake,12,20", "2,Saw,60,110", "3,Mower,150,290",
    "4,Hose,30,55",
]  # fmt: skip

GUIDES = [
    "guide_id,name,hut,years_of_service,hourly_wage,course",
    "1,Ada Holt,Fell,4,21.5,5", "2,Bo Lund,Crag,31,19.5,2",
    "3,Cy Voss,Fell,20,30,4",
]  # fmt: skip

BOARDERS = [
    "boarder_name,diet,enclosure,weight_kg,payment_method", "Milo,hay,Barn,30,card", "Nell,hay,Shed,24,cash",
    "Otto,hay,Barn,80,card", "Pip,seed,Shed,6,card", "Quill,seed,Shed,5,cash",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {
        "farm": {"animals": BEASTS},
        "freight": {"parcels": PARCELS},
        "shop": {"products": WARES},
        "guides": {"guides": GUIDES},
        "stable": {"boarders": BOARDERS},
    }
    return {name: ingest_tables(each, tmp_path_factory.mktemp(name)) for name, each in made.items()}


def rows_of(question: str, tables: list[dict[str, Any]], folder: Path) -> list[list[Any]] | None:
    found = answer(question, tables, folder)
    return found["rows"] if found["outcome"] == "answered" else None


@pytest.mark.parametrize(
    "question",
    [
        "how many walruses are in pen 1",
        "how many walruses were born in 2018",
        "which walruses weigh more than 20 kg",
        "which walrus is the heaviest",
        "list the walruses in pen 2",
        "how many crates are in pen 1",
    ],
)
def test_a_noun_that_is_nowhere_is_no_animal(
    question: str, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert rows_of(question, tables["farm"], tmp_path) is None


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("how many animals are in pen 1", [[3]]),
        ("how many goats are in pen 1", [[1]]),
        ("which one is the heaviest", [["Otto", 80]]),
    ],
)
def test_what_stands_in_the_data_is_counted_and_ranked(
    question: str, rows: list[list[Any]], tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert rows_of(question, tables["farm"], tmp_path) == rows


@pytest.mark.parametrize(
    ("name", "question", "rows"),
    [
        ("farm", "Who was the lightest, and what species is that animal?", [["Quill", "goose"]]),
        ("freight", "what percentage of parcels arrived late", [[50.0]]),
        ("freight", "share of late parcels by haulier", [["Brisk", 0.5], ["Volt", 0.5]]),
        ("freight", "how many parcels were late", [[2]]),
    ],
)
def test_what_is_asked_first_is_told_first_and_what_is_open_is_no_part_of_a_share(
    name: str, question: str, rows: list[list[Any]], tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = answer(question, tables[name], tmp_path)
    assert [row[: len(rows[0])] for row in found["rows"]] == rows


@pytest.mark.parametrize(
    "question",
    [
        "which species have no weight above 50",
        "in which pens does nobody weigh more than 50",
        "what is the sum of the average weight per pen",
        "total average weight per species",
        "what do the average weights of the pens add up to",
        "average total weight per pen",
    ],
)
def test_a_limit_is_not_turned_and_means_are_not_added_up(
    question: str, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert rows_of(question, tables["farm"], tmp_path) is None


@pytest.mark.parametrize("question", ["which products cost more than 100", "how many products cost under 50"])
def test_what_things_cost_is_what_either_side_pays(
    question: str, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = answer(question, tables["shop"], tmp_path)
    assert found["outcome"] == "ambiguous"
    assert {"unit_cost" in each["sql"] for each in found["readings"]} == {True, False}


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("products with a unit cost above 100", [["Mower"]]),
        ("products with a list price above 100", [["Mower"], ["Saw"]]),
        ("which product is the most expensive", [["Mower", 290]]),
    ],
)
def test_a_price_that_is_named_is_the_one_meant(
    question: str, rows: list[list[Any]], tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert rows_of(question, tables["shop"], tmp_path) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("who has been with us the longest", ["Bo Lund", 31]),
        ("which guide has been here the longest", ["Bo Lund", 31]),
        ("how long have the Fell guides been with us on average", [12.0]),
        ("which guide is the longest", None),
        ("who has been with us for more than 30 years", ["Bo Lund"]),
        ("whose course took more than 3 weeks", None),
    ],
)
def test_what_goes_on_is_measured_by_the_only_figure_of_time(
    question: str, rows: list[Any] | None, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = rows_of(question, tables["guides"], tmp_path)
    assert (found and found[0]) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("average weight by what they eat", [["hay", 44.666666666666664], ["seed", 5.5]]),
        (
            "average weight, broken down by what the boarders eat",
            [["hay", 44.666666666666664], ["seed", 5.5]],
        ),
        ("number of boarders by where they live", [["Barn", 2], ["Shed", 3]]),
        ("for each way people pay, how many boarders are there", [["card", 3], ["cash", 2]]),
        ("average weight by who feeds them", None),
        ("average weight by boarder name", None),
    ],
)
def test_a_clause_groups_by_the_header_that_it_is_about(
    question: str, rows: list[list[Any]] | None, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert rows_of(question, tables["stable"], tmp_path) == rows
