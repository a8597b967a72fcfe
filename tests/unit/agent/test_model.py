"""The conversation with a language model, and whose answer counts, without any server."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from services.agent.frame import Engine, make_frame
from services.agent.model import (
    Budget,
    Completion,
    Message,
    Mode,
    ModelFailedError,
    ModelReport,
    ask_model,
    decide,
)
from services.agent.model.agreement import agree
from services.agent.model.reply import ReplyError, read_reply
from services.agent.model.shortlist import make_shortlist
from services.common.errors import QueryTimeoutError, StatementNotAllowedError
from tests.fakes.question_tables import catalog_of, ingest_domain

GOOD = '{"sql": "SELECT 1"}'


class Scripted:
    """A language model that says what it is told to."""

    def __init__(self, *replies: str, tokens: int = 10) -> None:
        self.replies = list(replies)
        self.tokens = tokens
        self.seen: list[list[Message]] = []
        self.budgets: list[Budget] = []

    def complete(self, messages: Sequence[Message], *, budget: Budget) -> Completion:
        self.seen.append(list(messages))
        self.budgets.append(budget)
        return Completion(self.replies.pop(0), self.tokens)


def guarded(sql: str) -> dict[str, Any]:
    """Stand for guard and engine: one statement is fine."""
    if sql != "SELECT 1":
        raise StatementNotAllowedError("Only SELECT is allowed.")
    return {"sql": sql}


def ask(model: Any, run: Any = guarded, **budget: Any) -> ModelReport:
    limits = Budget(**{"seconds": 5.0, "tokens": 5_000, **budget})
    return ask_model(model, "how many?", {"tables": []}, today="2025-04-01", run=run, budget=limits)


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        (GOOD, "SELECT 1"),
        ("```json\n" + GOOD + "\n```", "SELECT 1"),
        ("Here you are:\n```sql\nSELECT 1\n```\nHave fun.", "SELECT 1"),
        ("with x as (select 1) select * from x", "with x as (select 1) select * from x"),
        (f"Sure! {GOOD} That counts them.", "SELECT 1"),
        ('{"sql": null}', None),
    ],
)
def test_sql_is_found_in_a_reply(text: str, sql: str | None) -> None:
    assert read_reply(text) == sql


@pytest.mark.parametrize(
    "text", ["", "I cannot do that.", "{", '{"sql": 5}', '{"query": "x"}', "[1]", "{" * 9_999]
)
def test_nonsense_is_no_reply(text: str) -> None:
    with pytest.raises(ReplyError):
        read_reply(text)


def test_the_model_repairs_its_sql_with_the_error() -> None:
    model = Scripted("DROP TABLE x", '{"sql": "DROP TABLE x"}', GOOD)

    assert ask(model).answer == {"sql": "SELECT 1"}
    assert [message.role for message in model.seen[-1]] == ["system", *["user", "assistant"] * 2, "user"]
    assert "Only SELECT is allowed." in model.seen[-1][-1].content


def test_there_are_two_repairs_and_no_third() -> None:
    model = Scripted(*['{"sql": "DROP TABLE x"}'] * 3, GOOD)

    report = ask(model)

    assert (report.answer, len(model.seen)) == (None, 3)
    assert report.problem is not None
    assert "2 repairs (statement_not_allowed)" in report.problem


def test_sql_that_runs_too_long_is_not_tried_again() -> None:
    def run(sql: str) -> dict[str, Any]:
        raise QueryTimeoutError("too long")

    model = Scripted(GOOD, GOOD)

    assert "query_timeout" in str(ask(model, run).problem)
    assert len(model.seen) == 1


def test_the_budget_of_tokens_ends_the_conversation() -> None:
    model = Scripted(*["nonsense"] * 3, tokens=900)

    report = ask(model, tokens=1_300)

    assert (len(model.seen), report.answer) == (1, None)
    assert "more than 1,300 tokens" in str(report.problem)
    assert "tokens" in str(ask(Scripted(), tokens=100).problem)


def test_the_budget_of_seconds_shrinks_from_try_to_try_and_ends_it() -> None:
    model = Scripted("nonsense", GOOD)

    ask(model)

    assert model.budgets[1].seconds < model.budgets[0].seconds <= 5.0
    assert "within 0 s" in str(ask(Scripted(GOOD), seconds=0.0).problem)


def test_a_model_that_fails_is_a_problem_and_no_error() -> None:
    class Broken:
        def complete(self, messages: Sequence[Message], *, budget: Budget) -> Completion:
            raise ModelFailedError("cannot be reached")

    assert ask(Broken()).problem == "cannot be reached"


def answered(rows: list[list[Any]], engine: str = "rules", **more: Any) -> dict[str, Any]:
    frame = make_frame("answered", Engine(engine), words="words")
    return {**frame, "sql": f"SELECT {engine}", "rows": rows, "row_count": len(rows), **more}


REFUSED = {**make_frame("refused", Engine.RULES), "unknown_words": ["happy"], "suggestions": ["How many?"]}
SAME, OTHER = [["a", 1], ["b", 2]], [["a", 1], ["b", 3]]


@pytest.mark.parametrize(
    ("mode", "rules", "model", "outcome", "engine"),
    [
        (Mode.MODEL, answered(SAME), answered(OTHER, "model"), "answered", "model"),
        (Mode.BOTH, answered(SAME), answered(SAME, "model"), "answered", "rules"),
        (Mode.BOTH, answered(SAME), answered(OTHER, "model"), "ambiguous", "both"),
        (Mode.BOTH, REFUSED, answered(OTHER, "model"), "answered", "model"),
        (Mode.BOTH, answered(SAME), None, "answered", "rules"),
        (Mode.MODEL, answered(SAME), None, "refused", "model"),
        (Mode.MODEL, REFUSED, None, "refused", "rules"),
    ],
)
def test_whose_answer_counts(
    mode: Mode, rules: dict[str, Any], model: dict[str, Any] | None, outcome: str, engine: str
) -> None:
    report = ModelReport(answer=model) if model else ModelReport(is_declined=True)

    result = decide(mode, rules, report)

    assert (result["outcome"], result["engine"]) == (outcome, engine)
    assert set(result) == set(rules)


@pytest.mark.parametrize("mode", [Mode.MODEL, Mode.BOTH])
def test_without_the_model_the_rules_answer_and_say_so(mode: Mode) -> None:
    result = decide(mode, answered(SAME), ModelReport(problem="cannot be reached"))

    assert result["rows"] == SAME
    assert result["notes"] == [
        "The language model cannot be reached. This is what the rules alone make of it."
    ]


def test_answers_that_differ_are_both_shown() -> None:
    result = decide(Mode.BOTH, answered(SAME), ModelReport(answer=answered(OTHER, "model")))

    assert [(each["engine"], each["rows"]) for each in result["readings"]] == [
        ("rules", SAME),
        ("model", OTHER),
    ]
    assert len({each["id"] for each in result["readings"]}) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (answered([["a", 1]]), answered([[1, "a"]]), True),
        (answered([["a"], ["b"]]), answered([["b", 5], ["a", 7]]), True),
        (answered([["a", 9]], answer_columns=[0]), answered([["a"]]), True),
        (answered([[0.1 + 0.2]]), answered([[0.3]]), True),
        (answered([["a"], ["a"]]), answered([["a"]]), False),
        (answered(SAME), answered([["a", 2], ["b", 1]]), False),
        (answered([[None]]), answered([[0]]), False),
        (answered([]), answered([]), True),
    ],
)
def test_answers_agree_when_one_is_found_in_the_other(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    assert agree(one, other) is same
    assert agree(other, one) is same


def test_the_short_list_is_short_and_holds_no_other_cells(tmp_path: Path) -> None:
    catalog = catalog_of(ingest_domain("shop", tmp_path))
    golden = [{"question": f"question {n}", "sql": "SELECT 1"} for n in range(9)]

    told = make_shortlist("total amount of customers in Germany", catalog, golden)

    assert [table["name"] for table in told["tables"]] == ["customers", "orders", "products"]
    assert {"many": "orders.customer_id", "one": "customers.customer_id"} in told["joins"]
    assert told["values"] == [{"words": "Germany", "column": "customers.country", "value": "Germany"}]
    assert len(told["golden"]) <= 3
    text = json.dumps(told)
    assert "Portugal" not in text
    assert "Anna Weber" not in text
