"""Follow-ups: what changes one thing of the question before is written out; nothing else is."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.follow_up import write_out
from tests.fakes.question_tables import answer, catalog_of, ingest_domain

TOTAL = "total amount of orders in Germany in 2024"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_domain("shop", tmp_path_factory.mktemp("shop"))


@pytest.mark.parametrize(
    ("before", "follow", "full"),
    [
        (TOTAL, "and in Italy?", "total amount of orders in Italy in 2024"),
        (TOTAL, "What about 2023?", "total amount of orders in Germany in 2023"),
        (TOTAL, "in March 2024", "total amount of orders in Germany in March 2024"),
        (TOTAL, "and for Italy in 2023?", "total amount of orders in Italy in 2023"),
        (TOTAL, "how about last month?", "total amount of orders in Germany in last month"),
        (f"{TOTAL}?", "the average instead", "average amount of orders in Germany in 2024"),
        (TOTAL, "only the shipped ones", f"{TOTAL} where status is shipped"),
        (TOTAL, "by month", f"{TOTAL} by month"),
        ("how many orders", "only by David Kim, please", "how many orders where name is David Kim"),
        (
            "how many orders where status is open",
            "in Germany",
            "how many orders where status is open and country is Germany",
        ),
        ("average price by category", "and by product?", "average price by product"),
        ("average price by category", "per month", "average price by month"),
        ("top 3 customers by revenue", "top 5", "top 5 customers by revenue"),
        ("top 3 customers by revenue", "and the bottom 2?", "bottom 2 customers by revenue"),
        ("total price by category", "as percentage", "total price by category as a percentage"),
        ("total price by category", "and the total?", "total price"),
        ("orders over 500", "and under 100?", "orders under 100"),
        ("orders over 500", "1,000", "orders over 1,000"),
        ("orders over 500", "and more than 1,000?", "orders over 1,000"),
        ("products heavier than 20 kg", "and over 30?", "products heavier than 30 kg"),
        ("products with more stock than 20", "and less than 5?", "products with less stock than 5"),
        ("average price by category", "split it by product", "average price by product"),
        ("average price by category", "sort by category", "average price by category, sorted by category"),
        (
            "total price by category, sorted by category",
            "highest first",
            "total price by category, highest first",
        ),
        ("total price by category", "show only the top 2", "total price by category, top 2"),
        ("total price by category", "average instead of total", "average price by category"),
        (TOTAL, "and the year before?", "total amount of orders in Germany in 2023"),
        ("orders in January 2024", "what about the month before", "orders in December 2023"),
        (TOTAL, "since 2023", "total amount of orders in Germany since 2023"),
        (TOTAL, "from 2022 to 2023", "total amount of orders in Germany from 2022 to 2023"),
        ("orders in 2024", "excluding the open ones", "orders in 2024 where status is not open"),
        ("show all customers in Germany", "how many are there?", "how many customers in Germany"),
        ("which customer has the most orders", "and the fewest?", "which customer has the fewest orders"),
        ("how many orders in 2024", "and customers?", "how many customers in 2024"),
        ("customers in Germany", "only those with an order", "customers in Germany with an order"),
    ],
)
def test_one_thing_changes_and_the_rest_stays(
    before: str, follow: str, full: str, shop: list[dict[str, Any]]
) -> None:
    assert write_out(follow, before, catalog_of(shop)) == full


def test_a_header_of_yes_and_no_narrows_the_question_down(tmp_path: Path) -> None:
    receipts = catalog_of(ingest_domain("receipts", tmp_path))

    assert write_out("only the unpaid ones", "net amount by clerk", receipts) == "net amount by clerk unpaid"
    assert write_out("only unpaid", "paid net amount by clerk", receipts) is None


@pytest.mark.parametrize(
    ("before", "follow"),
    [
        (TOTAL, "How many customers are there?"),
        (TOTAL, "and how happy are they?"),
        (TOTAL, "and why?"),
        (TOTAL, "and"),
        (TOTAL, "?"),
        ("customers in Germany or Italy", "and Portugal?"),  # which of the two is meant?
        ("list all products", "7"),
        ("list all products", "the average"),
        ("list all products", "top 5"),
        ("list all products", "highest"),
        ("customers in Germany", "without Germany"),
        ("customers older than 50", "and under 30?"),  # under 30 of what?
        ("total price by category", "how many are there?"),
        (TOTAL, "and the month before?"),
        (TOTAL, "who placed orders"),
    ],
)
def test_what_is_no_such_change_is_left_alone(before: str, follow: str, shop: list[dict[str, Any]]) -> None:
    assert write_out(follow, before, catalog_of(shop)) is None


def test_a_follow_up_is_answered_as_the_full_question_and_says_so(
    shop: list[dict[str, Any]], tmp_path: Path
) -> None:
    full = answer("total amount of orders in Italy in 2024", shop, tmp_path)

    follow = answer("and in Italy?", shop, tmp_path, previous=TOTAL)

    assert (follow["sql"], follow["rows"]) == (full["sql"], full["rows"])
    assert follow["question"] == "total amount of orders in Italy in 2024"
    assert follow["notes"] == ["Read as “total amount of orders in Italy in 2024”."]


def test_a_whole_question_is_read_as_such(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    result = answer("How many customers are there?", shop, tmp_path, previous=TOTAL)

    assert result["rows"] == [[7]]
    assert result["notes"] == ["Read as a question of its own, not as a follow-up."]
