"""Our own questions about six made workbooks: the level that was reached is held."""

import json

import pytest

from tests.business.__main__ import KEPT, count, score
from tests.business.asking import Judged
from tests.business.cases import GOLD, WORKBOOKS, Case, gold_text, read_cases
from tests.business.score import Verdict, judge


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return score(WORKBOOKS)


@pytest.mark.slow
def test_no_fewer_questions_are_right_than_were_before(judged: list[Judged]) -> None:
    reached, kept = count(judged, WORKBOOKS), json.loads(KEPT.read_text())["all"]

    assert reached["right_percent"] >= kept["right_percent"], "make score SCORE_ARGS=<workbook> shows which"
    assert reached["precision_percent"] >= kept["precision_percent"]


@pytest.mark.slow
def test_nothing_is_answered_that_the_data_cannot_tell(judged: list[Judged]) -> None:
    wrong = [each for each in judged if each.case.expect == "refused" and each.verdict is Verdict.WRONG]

    assert not [(each.case.question, each.answer["sql"]) for each in wrong]


@pytest.mark.slow
def test_the_gold_rows_are_what_the_hand_written_sql_gives() -> None:
    assert GOLD.read_text(encoding="utf-8") == gold_text(), 'run make score SCORE_ARGS="gold"'


def test_the_set_is_large_and_every_answerable_question_has_an_answer() -> None:
    cases = read_cases()

    assert len(cases) >= 200
    assert {case.workbook for case in cases} == set(WORKBOOKS)
    assert len({(case.previous, case.question) for case in cases}) == len(cases)
    assert sum(case.expect == "refused" for case in cases) >= 20
    assert all(case.gold[0] for case in cases if case.expect == "answered")
    assert all(len(case.gold) > 1 for case in cases if case.expect == "ambiguous")


def case(expect: str, gold: list[list[list[object]]], *, is_share: bool = False) -> Case:
    return Case("x-1", "x", "?", expect, is_share, None, gold)


@pytest.mark.parametrize(
    ("gold", "rows", "is_share", "verdict"),
    [
        ([["a"], ["b"]], [["b", 2], ["a", 1]], False, "right"),
        ([["a"], ["b"]], [["a"], ["b"], ["b"]], False, "wrong"),
        ([["a", 1], ["b", 2]], [["a", 2], ["b", 1]], False, "wrong"),
        ([["a", 1], ["b", 2]], [[1, "x", "a"], [2, "y", "b"]], False, "right"),
        ([[0.25]], [[25.0]], True, "right"),
        ([[0.25]], [[25.0]], False, "wrong"),
        ([["2024-01-01", 3]], [[2024, 3]], False, "right"),
        ([["2024-03-01", 3]], [["2024-04-01", 3]], False, "wrong"),
        ([[1]], [], False, "wrong"),
    ],
)
def test_rows_are_right_when_some_of_their_columns_are_the_gold(
    gold: list[list[object]], rows: list[list[object]], is_share: bool, verdict: str
) -> None:
    answered = {"outcome": "answered", "rows": rows}

    assert judge(case("answered", [gold], is_share=is_share), answered, []) == verdict


def test_an_answer_where_none_or_several_were_expected_is_wrong() -> None:
    answered = {"outcome": "answered", "rows": [[1]]}

    assert judge(case("refused", []), answered, []) is Verdict.WRONG
    assert judge(case("ambiguous", [[[1]], [[2]]]), answered, []) is Verdict.WRONG
    assert judge(case("ambiguous", [[[1]], [[2]]]), {"outcome": "ambiguous"}, [[[2]]]) is Verdict.RIGHT
    assert judge(case("answered", [[[2]]]), {"outcome": "ambiguous"}, [[[2]]]) is Verdict.OFFERED
