"""What counts as the gold answer."""

from typing import Any

import pytest

from services.agent.scoring import is_right


def answered(rows: list[list[Any]], **more: Any) -> dict[str, Any]:
    return {"outcome": "answered", "rows": rows, **more}


@pytest.mark.parametrize(
    ("question", "prediction", "right"),
    [
        ({"gold_values": ["Málaga", "2"]}, answered([["malaga", 2.0]]), True),
        ({"gold_values": ["a", "a"]}, answered([["a"]]), False),
        ({"gold_rows": [["x", 1], ["y", 2]]}, answered([[2, "Y"], [1, "X"]]), True),
        ({"gold_rows": [["x", 1]]}, answered([["x", 1, "more"]]), False),
        ({"gold_rows": [["x"]]}, answered([["x", "context"]], answer_columns=[0]), True),
        ({"gold_rows": [["1,250"]]}, answered([[1250.0000001]]), True),
        ({"gold_rows": [["x"]]}, {"outcome": "refused"}, False),
        ({}, answered([["x"]]), None),
    ],
)
def test_an_answer_is_compared_with_gold(
    question: dict[str, Any], prediction: dict[str, Any], right: bool | None
) -> None:
    assert is_right(question, prediction) is right
