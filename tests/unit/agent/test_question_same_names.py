"""Parts of names, quantities, weeks and whole rows in other words than headers have for them."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

GUESTS = {
    "guests": [
        "first_name,last_name,age,gender,wing,length_of_stay,arrived,bill",
        "Ann,Poe,84,female,East,3,2024-01-05,300", "Bo,Ray,35,male,East,9,2024-02-06,900",
        "Cy,Fox,81,male,West,16,2024-03-07,1600", "Di,Orr,33,female,West,8,2024-04-08,800",
        "Flo,Kim,90,female,East,7,2024-05-09,700", "Ed,Low,41,male,East,12,2024-06-10,1200",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def guests(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(GUESTS, tmp_path_factory.mktemp("guests"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the surname of guests whose sex is female and who are older than 80?", [["Kim"], ["Poe"]]),
        ("Give me just the family names of the women over 80.", [["Kim"], ["Poe"]]),
        ("What is the forename of the oldest guest?", [["Flo"]]),
        (
            "For guests where the wing is East, the gender is male and the length of stay is greater than 7, "
            "what are the first name, last name and arrived?",
            [["Bo", "Ray", "2024-02-06"], ["Ed", "Low", "2024-06-10"]],
        ),
        ("How numerous are the guests aged between 30 and 40?", [[2]]),
        ("What is the quantity of guests in the West wing?", [[2]]),
        ("What is the overall bill amount of guests whose wing is West?", [[2400]]),
        ("How many guests stayed for over a week?", [[4]]),
        ("How many guests stayed more than two weeks?", [[1]]),
        (
            "For guests where the wing is West, what are all the details?",
            [
                ["Cy", "Fox", 81, "male", "West", 16, "2024-03-07", 1600],
                ["Di", "Orr", 33, "female", "West", 8, "2024-04-08", 800],
            ],
        ),
        (
            "Show every field of guests older than 85.",
            [["Flo", "Kim", 90, "female", "East", 7, "2024-05-09", 700]],
        ),
    ],
)
def test_names_and_numbers_are_read_by_other_words(
    guests: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, guests, tmp_path)
    assert found["outcome"] == Outcome.ANSWERED
    assert shown_rows(found) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # What is taken from what may be said behind, and the difference be below 0.
        ("What is the difference between the average age of male guests and that of female guests, "
         "male minus female?",
         [[pytest.approx((35 + 81 + 41) / 3 - (84 + 33 + 90) / 3)]]),
        ("What is the difference between the average age of male guests and that of female guests, "
         "female minus male?",
         [[pytest.approx((84 + 33 + 90) / 3 - (35 + 81 + 41) / 3)]]),
        ("With the highest number of guests, what is the wing?", [["East"]]),
        # One reading shows both, another but one of them with the name beside: no other reading.
        ("For guests where the gender is male, the wing is East and the bill is less than 1000, "
         "what are the first name and bill?", [["Bo", 900]]),
    ],
)  # fmt: skip
def test_what_is_said_behind_or_before_is_read(
    guests: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert shown_rows(answer(question, guests, tmp_path)) == rows


def test_a_header_of_quantities_stays_what_is_asked_for(tmp_path: Path) -> None:
    stock = {"stock": ["item,quantity,shelf", "pen,5,A", "ink,9,A", "cap,4,B"]}
    found = answer("What is the quantity of ink?", ingest_tables(stock, tmp_path), tmp_path)
    assert shown_rows(found) == [[9]]
