"""Golden queries and a tenant's own words, as the answer job uses them."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.synonyms import part_lost, read_synonyms
from tests.fakes.question_tables import answer, catalog_of, ingest_domain, ingest_tables

NET = {
    "question": "What is the net revenue of Germany?",
    "sql": "SELECT sum(amount) / 1.19 FROM orders JOIN customers USING (customer_id) "
    "WHERE country = 'Germany'",
}
YEAR = {
    "question": "big orders in 2024",
    "sql": "SELECT count(*) FROM orders WHERE order_date >= DATE '2024-01-01' AND order_date < '2025-01-01'",
}
TOP = {"question": "our 3 heroes", "sql": "SELECT name FROM customers ORDER BY name LIMIT 3"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_domain("shop", tmp_path_factory.mktemp("shop"))


@pytest.fixture
def ask(shop: list[dict[str, Any]], tmp_path: Path) -> Any:
    def asking(question: str, *approved: dict[str, str], **more: Any) -> dict[str, Any]:
        return answer(question, shop, tmp_path, golden_queries=list(approved), **more)

    return asking


@pytest.mark.parametrize(
    "question", ["what is the net revenue of germany", "What  is net revenue of “Germany”!", NET["question"]]
)
def test_an_approved_question_is_answered_as_approved(question: str, ask: Any) -> None:
    result = ask(question, NET)

    assert (result["engine"], result["outcome"]) == ("approved", "answered")
    assert result["rows"][0][0] == pytest.approx(3500.2 / 1.19)
    assert result["reading"] == "As approved for “What is the net revenue of Germany?”."


def test_another_value_of_the_same_column_takes_its_place(ask: Any) -> None:
    result = ask("what is the net revenue of the United Kingdom?", NET)

    assert result["rows"][0][0] == pytest.approx(304.8 / 1.19)
    assert "“United Kingdom” in place of “Germany”" in result["reading"]


def test_another_year_moves_both_bounds(ask: Any) -> None:
    assert ask("big orders in 2024", YEAR)["rows"] == [[9]]
    assert ask("big orders in 2023", YEAR)["rows"] == [[1]]


@pytest.mark.parametrize("number", ["2", "two"])
def test_another_number_takes_its_place(number: str, ask: Any) -> None:
    assert ask(f"our {number} heroes", TOP)["rows"] == [["Anna Weber"], ["Bruno Silva"]]


@pytest.mark.parametrize(
    ("question", "approved"),
    [
        ("What is the net revenue of Berlin?", NET),  # a value of another column
        ("What is the gross revenue of Germany?", NET),  # another word
        ("big orders in March 2024", YEAR),  # a period of another length
        ("our 2 heroes", {**TOP, "sql": TOP["sql"] + " OFFSET 3"}),  # which 3?
        ("our 2 heroes", {**TOP, "sql": "SELECT name FROM customers"}),  # no 3 at all
        ("big orders in 2023", {**YEAR, "sql": YEAR["sql"] + " AND order_date <> '2023-07-01'"}),  # its year?
        ("big orders in 2023", {**YEAR, "sql": f"SELECT 2022, ({YEAR['sql']})"}),
        ("What is the net revenue of Italy?", {**NET, "sql": f"SELECT 'in Germany', ({NET['sql']})"}),
    ],
)
def test_what_is_not_beyond_doubt_is_not_used(question: str, approved: dict[str, str], ask: Any) -> None:
    assert ask(question, approved)["engine"] == "rules"


def test_the_question_itself_comes_before_one_with_other_slots(ask: Any) -> None:
    own = {**TOP, "question": "our 2 heroes", "sql": "SELECT 'own' AS own FROM customers LIMIT 1"}

    assert ask("our 2 heroes", TOP, own)["rows"] == [["own"]]


def test_approved_sql_that_no_longer_runs_is_passed_over_and_said(ask: Any) -> None:
    result = ask("how many orders", {"question": "how many orders", "sql": "SELECT count(*) FROM gone"})

    assert (result["engine"], result["rows"]) == ("rules", [[10]])
    assert "cannot be used: " in result["notes"][0]


def test_a_tenants_word_is_read_as_the_word_of_the_data_and_said(ask: Any) -> None:
    result = ask("total turnaround by country", synonyms=[{"phrase": "Turnaround", "means": "amount"}])

    assert result["rows"][0] is not None
    assert result["columns"] == ["country", "sum of amount"]
    assert result["notes"] == ["“turnaround” was read as “amount”."]


def test_the_longest_phrase_wins_and_quoted_text_is_left_alone() -> None:
    words = [{"phrase": "net", "means": "amount"}, {"phrase": "net takings", "means": "revenue"}]

    assert read_synonyms('Net takings of "net" by net', words) == (
        'revenue of "net" by amount',
        [("Net takings", "revenue"), ("net", "amount")],
    )


MONEY = {
    "invoices": ["Invoice date,Revenue", "2024-01-02,30", "2024-02-02,12"],
    "items": ["item,Amount", "a,1", "b,2"],
}
NET_AMOUNT = {"phrase": "revenue", "means": "Net amount", "is_name": True}


def test_a_word_whose_column_is_renamed_or_gone_is_read_as_it_stands_and_said(tmp_path: Path) -> None:
    tables = ingest_tables(MONEY, tmp_path)

    result = answer("total revenue", tables, tmp_path, synonyms=[NET_AMOUNT])

    assert (result["outcome"], result["rows"]) == ("answered", [[42]])
    (note,) = result["notes"]
    assert note.startswith("“revenue” was read as it stands: no table or column asked is called “Net amount”")


def test_a_question_that_does_not_say_the_lost_word_hears_nothing_of_it(tmp_path: Path) -> None:
    tables = ingest_tables(MONEY, tmp_path)

    assert answer("how many items", tables, tmp_path, synonyms=[NET_AMOUNT])["notes"] == []


@pytest.mark.parametrize("means", ["ITEMS", "invoice date", "Invoice_Date"])
def test_a_name_is_found_again_whatever_its_case(means: str, tmp_path: Path) -> None:
    catalog = catalog_of(ingest_tables(MONEY, tmp_path))
    synonym = {"phrase": "x", "means": means, "is_name": True}

    assert part_lost([synonym], catalog) == ([synonym], [])
