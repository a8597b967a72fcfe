"""What is shown of each row and of what it refers to, in which part; and things told by their part."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "employees": [
        "emp_id,emp_name,crew_id,manager_id",
        "1,Ada,1,", "2,Bo,1,1", "3,Cy,2,1", "4,Di,2,3", "5,Eve,1,3", "6,Flo,2,1",
    ],
    "crews": ["crew_id,crew_name,skipper_id", "1,Gulls,2", "2,Terns,5"],
    "ports": ["port_cd,port_name", "OS,Oslo", "BG,Bergen", "TR,Tromso", "ST,Stord", "AL,Alta", "MO,Moss"],
    "passages": [
        "passage_id,passage_no,lead_pilot_id,second_pilot_id,src_port,tgt_port,passage_status",
        "1,P1,1,2,OS,BG,done", "2,P2,2,3,BG,TR,cancelled", "3,P3,1,6,TR,ST,done", "4,P4,6,1,ST,AL,cancelled",
        "5,P5,5,4,AL,OS,done", "6,P6,1,5,OS,BG,done", "7,P7,3,6,BG,OS,done",
    ],
    "loads": [
        "load_id,passage_id,good_id,tons",
        "1,1,1,5", "2,1,2,3", "3,2,3,4", "4,3,1,2", "5,3,3,6", "6,4,2,1", "7,5,2,9", "8,6,2,2", "9,7,3,3",
    ],
    "goods": ["good_id,good_name", "1,Salt", "2,Timber", "3,Herring", "4,Wool"],
}  # fmt: skip


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("port"))


CANCELLED = [["P2", "Bo", "Cy"], ["P4", "Flo", "Ada"]]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "For each cancelled passage, return the passage number, the name of the lead pilot and the name "
            "of the second pilot.",
            CANCELLED,
        ),
        (
            "What are the passage number, the lead pilot's name and the second pilot's name of each "
            "cancelled passage?",
            CANCELLED,
        ),
        (
            "Which passages were cancelled? Return the passage number, the name of the lead pilot and the "
            "name of the second pilot.",
            CANCELLED,
        ),
        (
            "Return the passage number and the lead pilot name of every cancelled passage, sorted by passage "
            "number descending.",
            [["P4", "Flo"], ["P2", "Bo"]],
        ),
        (
            "Return the crew name and the name of the skipper of each crew.",
            [["Gulls", "Bo"], ["Terns", "Eve"]],
        ),
        (
            "Return the crew name, the name of the crew's skipper and the number of members of each crew.",
            [["Gulls", "Bo", 3], ["Terns", "Eve", 3]],
        ),
        (
            "List the load id and the passage number of each load of Salt.",
            [[1, "P1"], [4, "P3"]],
        ),
        ("Which managers have at least two employees, and how many does each have?", [["Ada", 3], ["Cy", 2]]),
        (
            "Which managers have at least two employees? Return the name of the manager and the number of "
            "employees.",
            [["Ada", 3], ["Cy", 2]],
        ),
    ],
)  # fmt: skip
def test_cells_of_what_rows_refer_to_stand_beside_their_own(
    question: str, rows: list[Any], port: Any, tmp_path: Path
) -> None:
    assert shown_rows(answer(question, port, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which lead pilots have more than two passages?", [["Ada", "Ada"]]),
        (
            "How many passages does each second pilot have?",
            [["Ada", 1], ["Bo", 1], ["Cy", 1], ["Di", 1], ["Eve", 1], ["Flo", 2]],
        ),
        (
            "How many loads are there for each target port?",
            [["Alta", 1], ["Bergen", 3], ["Oslo", 2], ["Stord", 2], ["Tromso", 1]],
        ),
        ("How many members does each crew have?", [["Gulls", 3], ["Terns", 3]]),
    ],
)
def test_things_are_told_by_the_part_that_they_have(
    question: str, rows: list[Any], port: Any, tmp_path: Path
) -> None:
    found = answer(question, port, tmp_path)
    assert [[row[0], row[-1]] for row in shown_rows(found)] == rows


@pytest.mark.parametrize(
    "question",
    [
        "For each cancelled passage, return the passage number and the name of the pilot.",  # Which of two?
        "For each cancelled passage, return the passage number and the colour of the lead pilot.",
        "For each painted passage, return the passage number and the name of the lead pilot.",
        "Return the passage number and the lead pilot's nice name of each cancelled passage.",
        "Which employees have passages?",  # In which part?
    ],
)
def test_what_is_not_found_of_the_rows_is_refused(question: str, port: Any, tmp_path: Path) -> None:
    assert answer(question, port, tmp_path)["outcome"] != "answered"


SHOP = {
    "clients": ["client_id,client_name", "1,Ada", "2,Bo", "3,Cy"],
    "orders": ["order_id,client_id,ordered_on", "1,1,2024-01-02", "2,2,2024-01-03", "3,1,2024-02-04"],
    "order_lines": [
        "line_id,order_id,product_id,qty",
        "1,1,1,2", "2,1,2,1", "3,2,1,4", "4,2,1,1", "5,3,3,2",
    ],
    "products": ["product_id,product_name", "1,Cup", "2,Bowl", "3,Dish"],
    "drivers": [
        "driver_id,driver_name,invited_by_driver_id,team_lead_id",
        "1,Mo,,", "2,Ned,1,1", "3,Oz,1,1", "4,Pia,2,3", "5,Quin,,3",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(SHOP, tmp_path_factory.mktemp("shop"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which clients ordered at least two different products?", [["Ada"]]),
        (
            "Which clients ordered at least two different products? Return the client name and the number of "
            "products.",
            [["Ada", 3]],
        ),
        (
            "Which clients ordered at least two different products (client name and count)?",
            [["Ada", 3]],
        ),
        ("How many different products did each client order?", [["Ada", 3], ["Bo", 1]]),
        ("Which drivers invited at least two other drivers, and how many did each invite?", [["Mo", 2]]),
        ("How many drivers does each team lead have?", [["Mo", 2], ["Oz", 2]]),
    ],
)
def test_how_many_there_are_is_told_beside_those_who_have_them(
    question: str, rows: list[Any], shop: Any, tmp_path: Path
) -> None:
    assert shown_rows(answer(question, shop, tmp_path)) == rows


def test_persons_are_joined_under_headers_of_several_words_and_in_short(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    staff = ["emp_id,emp_name", *(f"{at},N{at:02}" for at in range(1, 21))]
    jobs = [
        "job_id,head_baker_id,asst_baker_id,pm_id,checked_by_id,approved_by_id",
        *(
            f"{at},{at % 20 + 1},{20 - at % 20},{at % 19 + 1},{at % 18 + 2},{at % 3 + 1}"
            for at in range(1, 61)
        ),
    ]
    tables = ingest_tables({"employees": staff, "jobs": jobs}, tmp_path_factory.mktemp("bakery"))
    asked = (
        "Return the job id, the name of the head baker, the name of the assistant baker, the name of the "
        "project manager, the name of the employee who checked it and the name of the employee who approved "
        "it of each job."
    )
    assert shown_rows(answer(asked, tables, tmp_path))[0] == [1, "N02", "N19", "N02", "N03", "N02"]
