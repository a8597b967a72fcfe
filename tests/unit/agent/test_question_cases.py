"""Questions of several trades, asked of made tables through plan, guard and engine, against gold rows."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, cases, domains, ingest_domain

ASKED = [
    pytest.param(domain, case, id=f"{domain}: {case['question']}")
    for domain in domains()
    for case in cases(domain)
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    return {domain: ingest_domain(domain, tmp_path_factory.mktemp(domain)) for domain in domains()}


def shown(case: dict[str, Any], result: dict[str, Any]) -> list[list[Any]]:
    """The answer's rows as the case gives them: without context columns, or only the first column."""
    rows: list[list[Any]] = result["rows"]
    if "first" in case:
        return [row[:1] for row in rows]
    keep = None if case.get("all") else result["answer_columns"]
    return rows if keep is None else [[row[place] for place in keep] for row in rows]


def plain(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows in any order, numbers to six digits."""
    rounded = [[float(f"{c:.6g}") if isinstance(c, int | float) else c for c in row] for row in rows]
    return sorted(rounded, key=str)


@pytest.mark.parametrize(("domain", "case"), ASKED)
def test_a_question_is_answered_right_or_refused(
    domain: str, case: dict[str, Any], tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    result = answer(case["question"], tables[domain], tmp_path)

    assert result["outcome"] == case.get("outcome", "answered"), result["unknown_words"]
    if result["outcome"] == "answered":
        gold = case.get("first") or case["rows"]
        gold = [row for row in gold if row[-1] is not None] if case.get("drop_null") else gold
        assert plain(shown(case, result)) == plain(gold), result["sql"]
        if "ordered" in case:
            assert [row[0] for row in result["rows"]] == [row[0] for row in gold]


def test_there_are_at_least_eighty_cases() -> None:
    assert len(ASKED) >= 80
