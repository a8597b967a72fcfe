"""Every hostile statement is refused, with a sentence for the user and the right kind of code."""

import json
from pathlib import Path

import pytest

from services.agent.guard import check_statement
from tests.fakes.guard_tables import SCHEMAS

HOSTILE = [
    json.loads(line)
    for line in Path(__file__).parents[2].joinpath("data/hostile_statements.jsonl").read_text().splitlines()
]

REFUSALS = {"statement_not_allowed", "statement_syntax", "table_unknown"}


def test_there_are_at_least_150_hostile_statements() -> None:
    assert len({item["sql"] for item in HOSTILE}) >= 150


@pytest.mark.parametrize("item", HOSTILE, ids=lambda item: item["sql"][:60])
def test_guard_refuses(item: dict[str, str]) -> None:
    verdict = check_statement(item["sql"], SCHEMAS)

    assert verdict["allowed"] is False
    assert verdict["code"] in REFUSALS
    assert verdict["message"].rstrip().endswith((".", "?", '"')) or len(verdict["message"]) > 10
    assert verdict["sql"] is None


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT " + "(" * 5000 + "1" + ")" * 5000,
        "SELECT " + "NOT " * 5000 + "true",
        "SELECT " + "(SELECT " * 500 + "1" + ")" * 500,
        "SELECT 1" + " + 1" * 5000,
        "SELECT " + "[" * 3000 + "]" * 3000,
        "SELECT " + "abs(" * 400 + "1" + ")" * 400,
        "SELECT 1" + " OR 1" * 30_000,
    ],
    ids=["parentheses", "nots", "subqueries", "sum", "lists", "calls", "length"],
)
def test_guard_refuses_what_is_too_deep_or_too_long(sql: str) -> None:
    verdict = check_statement(sql, SCHEMAS)

    assert verdict["allowed"] is False
    assert verdict["code"] == "statement_too_long"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DROP TABLE customers", "Only SELECT statements can be run, not DROP."),
        ("SELECT * FROM read_csv('x')", "The table function read_csv cannot be used"),
        ("SELECT * FROM custommers", "Did you mean customers?"),
        ("SELECT * FROM x", "There are: customers, orders, Order Items."),
        ("SELECT nme FROM customers", 'Candidate bindings: "name"'),
        ("SELECT repeat('x', 9)", "The function repeat cannot be used."),
        ("SELECT 1; SELECT 2", "Exactly one statement"),
        ("SELECT * FROM other.orders", "write orders, not other.orders"),
        ("SELECT sum(name) FROM customers", "sum(VARCHAR)"),
    ],
)
def test_a_refusal_names_what_is_wrong(sql: str, words: str) -> None:
    assert words in check_statement(sql, SCHEMAS)["message"]
