"""How people word plain questions over one table: ages, kinds, ways, best rows, whole rows."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

SAILORS = {
    "sailors": [
        "sailor_id,first_name,last_name,age,sex,trade,deck,wage,days_at_sea",
        "1,Ada,Lark,40,female,cook,Upper,900,12",
        "2,Ben,Moss,61,male,stoker,Lower,700,30", "3,Cyd,Lark,17,male,cook,Lower,800,21",
        "4,Dot,Vane,84,female,rigger,Upper,650,9", "5,Eli,Reed,40,male,stoker,Lower,720,4",
        "6,Fay,Wren,55,female,rigger,Upper,610,16",
    ]
}  # fmt: skip
BERTHS = {
    "berths": [
        "berth_id,quay,lessee,metres,yearly_fee,mooring", "B1,North,Ann Pike,8,410,buoy",
        "B2,North,Bob Tern,14,980,pontoon",
        "B3,South,Cas Gull,11,1250,pontoon",
        "B4,South,Dee Rail,6,330,buoy", "B5,South,Eve Coot,12,905,pontoon",
    ]
}  # fmt: skip
TENANTED = {"berths": [BERTHS["berths"][0].replace("lessee", "tenant"), *BERTHS["berths"][1:]]}
FERRIES = {
    "crossings": [
        "crossing,origin,destination,captain,minutes,fare,delay_minutes", "C1,Oban,Mull,Ida Voss,50,12,0",
        "C2,Mull,Oban,Jon Ray,55,11,20",
        "C3,Oban,Tiree,Ida Voss,190,29,0", "C4,Tiree,Oban,Kim Sand,205,31,5", "C5,Oban,Mull,Jon Ray,48,14,0",
    ]
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {"crew": SAILORS, "berths": TENANTED, "ferries": FERRIES}
    return {name: ingest_tables(each, tmp_path_factory.mktemp(name)) for name, each in made.items()}


def rows_of(question: str, tables: list[dict[str, Any]], folder: Path) -> list[list[Any]] | None:
    found = answer(question, tables, folder)
    return found["rows"] if found["outcome"] == "answered" else None


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the average wage of people who are 40?", [[810]]),
        ("How many sailors are 40?", [[2]]),
        ("How many over-50s are there?", [[3]]),
        ("How many minors are there?", [[1]]),
        ("How many octogenarians are on the upper deck?", [[1]]),
        ("How many of the sailors are women?", [[3]]),
    ],
)
def test_ages_are_said_in_many_ways(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert rows_of(question, tables["crew"], tmp_path) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How common is each trade?", [["cook", 2], ["rigger", 2], ["stoker", 2]]),
        ("How large is each deck?", [["Lower", 3], ["Upper", 3]]),
        ("How are the sailors spread over the decks?", [["Lower", 3], ["Upper", 3]]),
        ("How common is the cook?", [[2]]),
    ],
)
def test_how_common_is_a_count(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert rows_of(question, tables["crew"], tmp_path) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the average wage of cooks and stokers?", [["cook", 850], ["stoker", 710]]),
        ("How many cooks and stokers are there?", [["cook", 2], ["stoker", 2]]),
        ("What is the total wage of cooks and stokers?", [[3120]]),
        ("How many sailors on the upper and lower deck are there?", [[6]]),
        ("Do cooks or stokers earn more on average?", [["cook", 850]]),
        ("Who earns less on average, cooks or stokers?", [["stoker", 710]]),
        ("Which trade earns the most on average?", [["cook", 850]]),
        ("Are there more men or women on the upper deck?", [["female", 3]]),
    ],
)
def test_two_kinds_are_told_apart_and_summed_together(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert rows_of(question, tables["crew"], tmp_path) == rows


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What does the oldest sailor earn?", 650),
        ("How much does the best paid sailor earn?", 900),
        ("What is the first name of the sailor with the highest wage?", "Ada"),
        ("What is the trade of the sailor with the most days at sea?", "stoker"),
    ],
)
def test_a_cell_of_the_best_row_is_asked_for(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str, first: object
) -> None:
    found = rows_of(question, tables["crew"], tmp_path)
    assert found is not None
    assert found[0][0] == first
    assert len(found) == 1


def test_a_superlative_of_another_figure_is_not_answered_with_itself(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = rows_of("How much is the shortest crossing?", tables["ferries"], tmp_path)
    assert found is None or found[0][0] == 14


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Show all information about the cooks", [1, 3]),
        ("Everything about sailors on the lower deck", [2, 3, 5]),
        ("What do we know about Dot Vane?", [4]),
        ("All details of the oldest sailor", [4]),
    ],
)
def test_all_that_is_told_of_rows_is_shown(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str, numbers: list[int]
) -> None:
    found = answer(question, tables["crew"], tmp_path)
    assert [row[0] for row in found["rows"]] == numbers
    assert len(found["rows"][0]) == 9


def test_a_title_says_which_of_a_name_is_meant(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert rows_of("What is the trade of Mr Lark?", tables["crew"], tmp_path) == [["cook"]]
    assert rows_of("What is the age of Mrs Lark?", tables["crew"], tmp_path) == [[40, "Ada"]]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who pays over 900?", {"Bob Tern", "Cas Gull", "Eve Coot"}),
        ("Who has the longest berth?", {"Bob Tern"}),
        ("Whose yearly fee is above the average?", {"Bob Tern", "Cas Gull", "Eve Coot"}),
        ("Whose fee is the highest?", {"Cas Gull"}),
    ],
)
def test_who_is_the_person_and_no_number_of_a_row(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str, names: set[str]
) -> None:
    found = rows_of(question, tables["berths"], tmp_path)
    assert found is not None
    assert {row[0] for row in found} == names


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many crossings go to Oban?", [[2]]),
        ("How many crossings leave from Oban?", [[3]]),
        ("How many crossings go from Oban to Mull?", [[2]]),
        ("How long does the crossing from Tiree take?", [[205, "C4"]]),
        ("Where did Kim Sand sail to?", [["Oban"]]),
        ("How many crossings were delayed?", [[2]]),
        ("How many crossings from Oban were on time?", [[3]]),
    ],
)
def test_a_way_has_two_ends(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert rows_of(question, tables["ferries"], tmp_path) == rows


def test_one_thing_that_nothing_names_is_not_all_rows(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert rows_of("Where was the swim against the tide?", tables["ferries"], tmp_path) is None


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Do men or women earn more on average on the lower deck?", [["male", 740]]),
        ("Which trade on the lower deck earns the most on average?", None),
        ("How many sailors between 40 and 60 are there?", [[3]]),
    ],
)
def test_what_is_said_of_the_rows_is_not_lost(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str, rows: list[list[Any]] | None
) -> None:
    assert rows_of(question, tables["crew"], tmp_path) == rows
