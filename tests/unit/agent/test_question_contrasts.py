"""Questions that set two figures against each other: shares, ratios, differences, changes."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.contrasts.sharing import share_tail
from tests.fakes.question_tables import answer, ingest_files, write_csv


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("gym")
    members = ["1,Ann,Leeds,yes", "2,Bea,Leeds,no", "3,Cid,York,yes", "4,Dan,York,yes", "5,Eve,York,no"]
    lessons = [
        "11,1,2023-02-01,yoga,attended,10",
        "12,1,2023-05-02,yoga,missed,10",
        "13,2,2023-06-03,boxing,attended,30",
        "14,3,2024-02-04,yoga,attended,12",
        "15,3,2024-03-05,boxing,missed,30",
        "16,3,2024-04-06,yoga,attended,12",
        "17,4,2024-05-07,swimming,attended,20",
        "18,4,2024-06-08,yoga,attended,12",
    ]
    receipts = ["21,11,10,card", "22,13,30,cash", "23,14,6,card", "24,17,14,card"]
    files = [
        write_csv(folder, "members", ["member_id,member_name,city,insured", *members]),
        write_csv(folder, "lessons", ["lesson_id,member_id,lesson_date,sport,status,fee", *lessons]),
        write_csv(folder, "receipts", ["receipt_id,lesson_id,amount,method", *receipts]),
    ]
    return ingest_files(files, folder / "out")


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What percentage of lessons were missed?", [[25]]),
        ("How many lessons cost more than the average of their sport?", [[3]]),
        ("What percentage of lessons were missed in 2024?", [[20]]),
        ("Of the yoga lessons, what percent were attended?", [[80]]),
        ("what fraction of attended lessons has a receipt", [[4 / 6]]),
        ("Of all members who took a lesson, what percentage are insured?", [[75]]),
        (
            "By city, what percentage of members have at least one lesson?",
            [["Leeds", 100], ["York", 200 / 3]],
        ),
        ("What share of the total receipts amount, in percent, was paid by card?", [[50]]),
        ("How many more lessons were there in 2024 than in 2023?", [[2]]),
        ("How many fewer boxing lessons than yoga lessons were there?", [[3]]),
        ("By how much did the total fee of 2024 exceed that of 2023?", [[36]]),
        ("How much did the total fee grow from 2023 to 2024?", [[36]]),
        ("By what percentage did the total fee grow from 2023 to 2024?", [[72]]),
        ("What is the ratio of yoga lessons to boxing lessons?", [[2.5]]),
        ("number of attended lessons minus number of missed lessons in 2024", [[3]]),
        ("difference between yoga lessons and boxing lessons in 2024", [[2]]),
        ("total fee minus the total fee of yoga lessons", [[80]]),
        ("difference between the highest fee and the lowest fee", [[20]]),
        ("number of lessons in 2024 minus number of lessons in 2023 for yoga", [[1]]),
        ("number of lessons for yoga minus number of lessons for boxing in 2024", [[2]]),
        ("What is the total fee minus the total receipts amount?", [[76]]),
        ("How many times as many lessons were attended as missed?", [[3]]),
        ("What percentage of lessons in 2023 were missed, rounded to one decimal?", [[33.3]]),
        ("What is the ratio of attended to missed lessons?", [[3]]),
        ("What share of lessons does boxing make up?", [[0.25]]),
        ("difference in average fee between boxing and swimming lessons", [[10]]),
        ("What fraction of receipts by card were under 7?", [[1 / 3]]),
        ("attendance rate by sport", [["boxing", 0.5], ["swimming", 1], ["yoga", 0.8]]),
        ("What is the attendance rate of yoga lessons in 2023?", [[0.5]]),
        ("percentage of missed lessons per sport", [["boxing", 50], ["swimming", 0], ["yoga", 20]]),
        ("Which sport has the highest attendance rate, and what is it?", [["swimming", 1]]),
        ("Which sport has the lowest average lesson fee and what is that average?", [["yoga", 11.2]]),
        ("top 2 sports by attendance rate in percent", [["swimming", 100], ["yoga", 80]]),
        ("How many lessons cost more than the average lesson?", [[3]]),
        ("How many lessons does each member take on average?", [[2]]),
        ("Average number of lessons per member, including members with no lessons", [[1.6]]),
    ],
)
def test_two_figures_are_set_against_each_other(
    question: str, rows: list[list[Any]], gym: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer(question, gym, tmp_path)

    assert result["outcome"] == "answered", result["unknown_words"]
    assert [[round(c, 6) if isinstance(c, float) else c for c in row] for row in result["rows"]] == [
        [round(c, 6) if isinstance(c, float) else c for c in row] for row in rows
    ], result["sql"]


@pytest.mark.parametrize(
    "question",
    [
        "Of the yoga lessons, what percent were fluffy?",
        "How many more lessons were there in 2024 than in Mordor?",
        "By how much did the total fee of 2024 exceed the weather?",
        "What proportion of lessons over 15 were lost?",
    ],
)
def test_a_figure_that_is_not_understood_leaves_nothing_to_set_against(
    question: str, gym: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer(question, gym, tmp_path)["outcome"] == "refused"


def test_a_difference_says_whether_it_has_a_sign(gym: list[dict[str, Any]], tmp_path: Path) -> None:
    plain = answer("difference between yoga lessons and boxing lessons", gym, tmp_path)
    signed = answer("number of boxing lessons minus number of yoga lessons", gym, tmp_path)

    assert (plain["rows"], signed["rows"]) == ([[3]], [[-3]])
    assert plain["reading"].endswith("without its sign from lessons.")
    assert " minus " in signed["reading"]


def test_a_figure_of_its_own_year_takes_none_from_the_other() -> None:
    left, right = "what is the total fee in 2023", "what is the total fee in 2022 lesson date"

    assert share_tail(left, right) == left
    assert share_tail("how many closed jobs", "how many open jobs in 2023") == "how many closed jobs in 2023"
    assert share_tail("how many jobs", "how many open jobs in 2023") == "how many jobs"
