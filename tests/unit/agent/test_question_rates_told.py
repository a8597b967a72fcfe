"""Rates and margins that a second sentence defines, and states that are no other table's words."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, check_rows, ingest_tables


@pytest.fixture(scope="module")
def kilns(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A pottery: firings and what they earned, kilns, and the people who were hired to run them."""
    firings = [
        *("1,1,10,100.0,60.0,glaze,OK,2024-01-05", "2,1,11,50.0,40.0,bisque,CRACK,2024-01-09"),
        *("3,2,10,200.0,50.0,glaze,OK,2024-02-01", "4,2,11,40.0,50.0,bisque,OK,2024-02-03"),
        *("5,1,10,100.0,70.0,glaze,CRACK,2024-03-01", "6,2,11,60.0,30.0,bisque,CRACK,2024-03-05"),
    ]
    sheets = {
        "kilns": ["kiln_id,kiln_name,site", "1,Ember,East", "2,Flue,West"],
        "firings": ["fire_id,kiln_id,pot_id,frt_fee,frt_cost,kind,result_cd,fired_on", *firings],
        "refunds": ["ref_id,fire_id,ref_amt", "71,2,9.0", "72,5,4.0", "73,6,2.0"],
        "recruiters": ["rec_id,rec_name,hired_dt", "10,Ana,2021-03-01", "11,Ben,2022-05-01"],
        "requests": [
            "req_id,rec_id,source,stage,asked_on",
            *(
                "201,10,web,HIRED,2024-01-01",
                "202,10,web,REJECTED,2024-01-02",
                "203,11,fair,HIRED,2024-01-03",
            ),
            *("204,11,fair,OPEN,2024-01-04", "205,11,web,OPEN,2024-01-05", "206,10,web,OPEN,2024-01-06"),
        ],
        "potters": [
            "potter_id,potter_name,pot_status,submitted_on,approved_on",
            *("1,Eva,wdrn,2023-01-01,", "2,Fay,lost,2023-02-01,", "3,Gus,appr,2023-03-01,2023-04-01"),
            *(
                "4,Hal,appr,2023-03-02,2023-05-01",
                "5,Ira,rej,2023-03-03,",
                "6,Jon,appr,2023-03-04,2023-05-02",
            ),
            *("7,Kim,rej,2023-03-05,", "8,Lou,wdrn,2023-03-06,", "9,Mia,lost,2023-03-07,"),
            *("10,Ned,lost,2023-03-08,", "11,Oda,wdrn,2023-03-09,", "12,Pia,wdrn,2023-03-10,"),
        ],
    }
    return ingest_tables(sheets, tmp_path_factory.mktemp("kilns"))


_MARGINS = [["bisque", 30 / 150], ["glaze", 220 / 400]]
_CRACKS = [["bisque", 200 / 3], ["glaze", 100 / 3]]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the margin by kind? Margin = (freight fee - freight cost) / freight fee.", _MARGINS),
        ("Margin is (freight fee - freight cost) / freight fee. Show the margin for each kind.", _MARGINS),
        ("Margin by kind. Margin is freight fee minus freight cost, divided by freight fee.", _MARGINS),
        (
            "Show the margin by kind, highest first. Margin = (freight fee - freight cost) / freight fee.",
            _MARGINS[::-1],
        ),
        (
            "Show margin by kind. Margin is (freight fee - freight cost) / freight fee, in percent. "
            "Return the kind and the margin, highest margin first.",
            [["glaze", 55], ["bisque", 20]],
        ),
        (
            "What is the markup by kind? Markup = 100 * (freight fee - freight cost) / freight fee.",
            [["bisque", 20], ["glaze", 55]],
        ),
        ("What is the overall margin? Margin = (freight fee - freight cost) / freight fee.", [[250 / 550]]),
        (
            "Which kind has the highest margin? Margin = (freight fee - freight cost) / freight fee.",
            [["glaze", 0.55]],
        ),
        (
            "What is the average margin by kind? Margin = (freight fee - freight cost) / freight fee.",
            [["bisque", (0.2 - 0.25 + 0.5) / 3], ["glaze", (0.4 + 0.75 + 0.3) / 3]],
        ),
        ("Total freight fee by kind, highest first", [["glaze", 400], ["bisque", 150]]),
    ],
)
def test_quotients_of_rows_are_those_of_their_sums_for_groups(
    question: str, rows: list[list[Any]], kilns: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, kilns, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "What is the firing failure rate by kind? The rate is the number of firings with result crack "
            "divided by all firings, in percent.",
            _CRACKS,
        ),
        (
            "Compare crack rates by kind. The crack rate is cracked firings divided by all firings "
            "of that kind, in percent. Return the kind and the rate, highest rate first.",
            _CRACKS,
        ),
        (
            "What is the web hiring rate? The rate is hired requests divided by all requests.",
            [[0.25]],
        ),
    ],
)
def test_a_rate_is_called_by_its_last_word_where_it_is_told(
    question: str, rows: list[list[Any]], kilns: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, kilns, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many requests were hired?", [[2]]),
        ("What percent of requests were hired, by source?", [["fair", 50], ["web", 25]]),
        ("What share of requests reached the hired stage for each source?", [["fair", 0.5], ["web", 0.25]]),
        ("How many recruiters were hired in 2021?", [[1]]),
        ("How many requests were hired or rejected?", [[3]]),
        ("How many firings were cracked?", [[3]]),
    ],
)
def test_what_cells_say_was_done_is_a_state(
    question: str, rows: list[list[Any]], kilns: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, kilns, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Return the source and its rejection rate.", [["fair", 0], ["web", 0.25]]),
        (
            "Return each recruiter's name and the percent of their requests that were hired.",
            [["Ana", 100 / 3], ["Ben", 100 / 3]],
        ),
        ("What is the fee/cost ratio of each kind?", [["bisque", 150 / 120], ["glaze", 400 / 180]]),
    ],
)
def test_figures_are_told_of_each_that_a_list_names(
    question: str, rows: list[list[Any]], kilns: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, kilns, tmp_path)


@pytest.mark.parametrize(
    "question",
    [
        "What is the ratio of hired to other requests?",
        "Show the hiring rate by source. The rate is the number of hired requests divided by the number of "
        "all requests. Return the source, the number of all requests and the rate.",
    ],
)
def test_what_is_left_and_what_else_is_counted_is_not_passed_over(
    question: str, kilns: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer(question, kilns, tmp_path)

    assert result["outcome"] != "answered" or len(result["rows"][0]) > 2


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many potters withdrew?", [[4]]),
        ("What percent of potters withdrew or were lost to follow-up?", [[700 / 12]]),
        ("How many potters were approved or rejected?", [[5]]),
        ("What percent of the potters that were either approved or rejected were approved?", [[60]]),
        ("What percent of potter submissions were rejected?", [[200 / 12]]),
    ],
)
def test_states_are_told_by_any_form_of_their_verbs(
    question: str, rows: list[list[Any]], kilns: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, kilns, tmp_path)


def test_a_state_is_dated_by_no_day_of_those_who_had_to_do_with_it(
    kilns: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer("How many requests were hired in 2021?", kilns, tmp_path)

    assert result["outcome"] != "answered" or "hired_dt" not in result["sql"]
