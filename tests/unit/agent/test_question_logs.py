"""One flat sheet of what happened, a row for each time: hires of boats, with and without their hirers."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

Tables = list[dict[str, Any]]
HIRES = [
    "hire_id,client,lake,amount,state,hired_on",
    "1,Ida Moe,Tarn,40,paid,2023-05-02", "2,Ole Bry,Tarn,90,paid,2023-06-11",
    "3,Ida Moe,Mere,70,open,2023-07-20", "4,Una Fay,Mere,25,paid,2024-03-08",
    "5,Ole Bry,Mere,60,void,2024-03-09", "6,Ida Moe,Tarn,15,paid,2024-08-30",
    "7,Ida Moe,Tarn,30,paid,2024-09-01", "8,Una Fay,Tarn,95,open,2024-09-02",
]  # fmt: skip
CLIENTS = ["client", "Ida Moe", "Ole Bry", "Una Fay"]
CLAIMS = [
    "claim_id,member,kind,amount,agreed,claimed_on",
    "1,Ann Dee,rail,30,yes,2024-01-03", "2,Ann Dee,hotel,310,no,2024-02-03",
    "3,Cal Fox,rail,200,yes,2024-02-09", "4,Cal Fox,hotel,150,yes,2024-04-01",
]  # fmt: skip


@pytest.fixture(scope="module", params=["alone", "with the clients"])
def hires(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    tables = {"hires": HIRES} | ({} if request.param == "alone" else {"clients": CLIENTS})
    return ingest_tables(tables, tmp_path_factory.mktemp("hires"))


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return ingest_tables({"hires": HIRES}, tmp_path_factory.mktemp("lone"))


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return ingest_tables({"claims": CLAIMS}, tmp_path_factory.mktemp("claims"))


@pytest.mark.parametrize(
    "question",
    ["largest hire per lake", "what was the biggest hire at each lake?", "for each lake, the largest hire"],
)
def test_the_largest_row_of_each_group_is_what_it_comes_to(
    question: str, hires: Tables, tmp_path: Path
) -> None:
    assert answer(question, hires, tmp_path).get("rows") == [["Mere", 70], ["Tarn", 95]]


@pytest.mark.parametrize(
    "question",
    ["who made the largest hire at each lake", "largest hire by lake and who made it"],
)
def test_who_made_the_largest_row_of_each_group_is_who_is_on_that_row(
    question: str, hires: Tables, tmp_path: Path
) -> None:
    assert answer(question, hires, tmp_path).get("rows") == [["Mere", "Ida Moe", 70], ["Tarn", "Una Fay", 95]]


@pytest.mark.parametrize("question", ["top 3 hires per lake", "largest hires per lake", "largest lake"])
def test_several_of_the_largest_rows_are_no_counted_groups(
    question: str, hires: Tables, tmp_path: Path
) -> None:
    assert answer(question, hires, tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize(
    "question",
    [
        "when did each client first hire",
        "date of the first hire of each client",
        "first hire of each client",
        "list each client with the date of their first hire",
        "clients and their first hire date",
        "when did each client make their first hire",
    ],
)
def test_the_first_row_of_each_is_its_own_first_day(question: str, hires: Tables, tmp_path: Path) -> None:
    assert answer(question, hires, tmp_path).get("rows") == [
        ["Ida Moe", "2023-05-02"],
        ["Ole Bry", "2023-06-11"],
        ["Una Fay", "2024-03-08"],
    ]


@pytest.mark.parametrize("question", ["latest hire per client", "the date each client last hired"])
def test_the_last_row_of_each_is_its_own_last_day(question: str, hires: Tables, tmp_path: Path) -> None:
    rows = answer(question, hires, tmp_path).get("rows")
    assert rows == [["Ida Moe", "2024-09-01"], ["Ole Bry", "2024-03-09"], ["Una Fay", "2024-09-02"]]


def test_when_we_last_did_something_is_the_last_day_of_it(hires: Tables, tmp_path: Path) -> None:
    assert answer("when did we last hire to Ole Bry", hires, tmp_path).get("rows") == [["2024-03-09"]]


@pytest.mark.parametrize(
    "question",
    [
        "new clients in 2024",
        "how many new clients in 2024",
        "which clients were new in 2024",
    ],
)
def test_who_is_new_is_not_everyone_of_that_year(question: str, hires: Tables, tmp_path: Path) -> None:
    assert answer(question, hires, tmp_path)["outcome"] == "refused"


def test_rows_that_are_new_in_a_year_are_all_of_it(hires: Tables, tmp_path: Path) -> None:
    assert answer("how many new hires in 2023", hires, tmp_path).get("rows") == [[3]]


@pytest.mark.parametrize(
    "question",
    ["hires that were paid online", "how many hires were paid late", "which clients paid promptly"],
)
def test_how_something_was_done_is_not_passed_over(question: str, hires: Tables, tmp_path: Path) -> None:
    assert answer(question, hires, tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize(
    "question",
    [
        "hires that were invoiced",
        "which hires have been completed",
        "how many hires were delivered in March",
        "hires that were reimbursed",
        "hires paid by the client",
        "hires that are urgent",
    ],
)
def test_a_later_stage_that_no_cell_knows_is_not_of_all_rows(
    question: str, hires: Tables, tmp_path: Path
) -> None:
    assert answer(question, hires, tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize("done", ["made", "taken", "recorded"])
def test_what_came_about_is_every_row(done: str, hires: Tables, tmp_path: Path) -> None:
    assert answer(f"how many hires were {done} in March 2024", hires, tmp_path).get("rows") == [[2]]


@pytest.mark.parametrize("question", ["on which lake do we sell the most", "which lake sells the most"])
def test_the_most_sold_may_be_rows_or_money(question: str, lone: Tables, tmp_path: Path) -> None:
    found = answer(question, lone, tmp_path)
    assert found["outcome"] == "ambiguous"
    assert ["COUNT(*)" in each["sql"] for each in found["readings"]] == [True, False]


def test_who_made_the_largest_row_is_no_row(lone: Tables, tmp_path: Path) -> None:
    assert shown_rows(answer("who made the largest hire", lone, tmp_path)) == [["Una Fay"]]


@pytest.mark.parametrize("question", ["who claimed the most", "who spent the most"])
def test_whoever_did_the_most_did_so_in_all(question: str, claims: Tables, tmp_path: Path) -> None:
    assert answer(question, claims, tmp_path).get("rows") == [["Cal Fox", 350]]


def test_how_fast_a_flag_was_set_is_not_passed_over(claims: Tables, tmp_path: Path) -> None:
    assert answer("claims that were agreed quickly", claims, tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize(
    "question", ["how much did we take in 2023", "takings in 2023", "how much did we make in 2023"]
)
def test_what_we_took_is_what_the_rows_are_worth(question: str, lone: Tables, tmp_path: Path) -> None:
    assert answer(question, lone, tmp_path).get("rows") == [[200]]


def test_what_we_took_is_nothing_that_was_spent(tmp_path: Path) -> None:
    costs = ingest_tables({"expenses": CLAIMS}, tmp_path)
    assert answer("how much did we make in 2024", costs, tmp_path)["outcome"] == "refused"


MENDS = [
    "mend_no,owner,mechanic,days,bill,came_on",
    "1,Pia,Vera,2,30,2024-01-03", "2,Quin,Walt,4,90,2024-01-09", "3,Pia,Vera,1,25,2024-02-03",
    "4,Rosa,Vera,3,60,2024-02-20",
]  # fmt: skip


@pytest.fixture(scope="module")
def mends(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return ingest_tables({"mends": MENDS}, tmp_path_factory.mktemp("mends"))


@pytest.mark.parametrize(
    "question",
    [
        "who did the longest mend",
        "who did the most mends",
        "average bill per day",
        "which month had the largest mend",
        "biggest mechanic",
    ],
)
def test_what_a_log_does_not_tell_is_not_guessed(question: str, mends: Tables, tmp_path: Path) -> None:
    assert answer(question, mends, tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize("verb", ["raise", "earn", "collect"])
def test_what_we_raised_is_the_sum(verb: str, mends: Tables, tmp_path: Path) -> None:
    assert answer(f"how much did we {verb} in January 2024", mends, tmp_path).get("rows") == [[120]]
