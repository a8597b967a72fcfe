"""How an answer is to be written, read out of the question: in percent, as a fraction, rounded."""

import pytest

from services.agent.question.shaping.form import read_form


@pytest.mark.parametrize(
    "question",
    [
        "What percentage of orders were returned?",
        "return rate per month, as a percentage",
        "what share of the orders, in percent, was returned",
        "share of returned orders (0-100)",
    ],
)
def test_percent_is_asked_for(question: str) -> None:
    assert read_form(question).percent


@pytest.mark.parametrize(
    "question",
    [
        "what share of orders was returned",
        "what fraction of orders (between 0 and 1) was returned",
        "return rate as a fraction between 0 and 1",
        "orders with a discount over 20 percent",
        "orders with more than 20% discount",
    ],
)
def test_percent_is_not_asked_for(question: str) -> None:
    assert not read_form(question).percent


def test_the_form_is_no_part_of_the_question() -> None:
    assert read_form("return rate per month, as a percentage").question == "return rate per month"
    assert read_form("what share, in percent, was returned").question == "what share was returned"


@pytest.mark.parametrize(
    ("said", "decimals"),
    [
        ("rounded to two decimals", 2),
        ("(rounded to 1 decimal place)", 1),
        ("Round to the nearest whole number.", 0),
        ("", None),
    ],
)
def test_rounding_is_read(said: str, decimals: int | None) -> None:
    assert read_form(f"average price of lamps {said}").decimals == decimals
