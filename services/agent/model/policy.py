"""Whose answer counts: the rules', the model's, or both for the asker to choose from."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.agent.frame import Engine, make_frame
from services.agent.model.agreement import agree
from services.agent.model.asking import ModelReport

SHOWN_ROWS = 10
"""Of each of two answers that differ."""


class Mode(StrEnum):
    """Who answers, where a model is configured."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"
    """The rules when they are confident, else the model; both where both answer and differ."""


def decide(mode: Mode, rules: dict[str, Any], report: ModelReport) -> dict[str, Any]:
    """Choose the answer, or make one of both.

    Args:
        mode: ``model`` or ``both``.
        rules: What the rules made of the question.
        report: What came of asking the model.
    """
    return {**_decide(mode, rules, report), "question": rules["question"]}


def _decide(mode: Mode, rules: dict[str, Any], report: ModelReport) -> dict[str, Any]:
    if report.problem is not None:
        return _noting(
            rules, f"The language model {report.problem}. This is what the rules alone make of it."
        )
    if report.answer is None:
        return _declined(mode, rules)
    if mode is Mode.MODEL or rules["outcome"] != "answered":
        return report.answer
    if agree(rules, report.answer):
        return _noting(rules, "The language model gives the same answer.")
    return _both(rules, report.answer)


def _noting(answer: Mapping[str, Any], note: str) -> dict[str, Any]:
    return {**answer, "notes": [*answer["notes"], note]}


def _declined(mode: Mode, rules: dict[str, Any]) -> dict[str, Any]:
    note = "The language model finds no answer in these tables."
    if mode is Mode.BOTH or rules["outcome"] != "answered":
        return _noting(rules, note)
    refused = make_frame("refused", Engine.MODEL, notes=[*rules["notes"], note])
    return {**refused, "suggestions": rules["suggestions"]}


def _both(rules: dict[str, Any], model: dict[str, Any]) -> dict[str, Any]:
    """Make an ambiguous answer: two readings, each with what it gives."""
    note = "The rules and the language model answer differently. Pick one of the two."
    frame = make_frame("ambiguous", Engine.BOTH, notes=[*rules["notes"], note])
    return {**frame, "readings": [_reading(rules), _reading(model)]}


def _reading(answer: Mapping[str, Any]) -> dict[str, Any]:
    shown = ("sql", "reading", "engine", "columns", "row_count")
    name = hashlib.sha256(answer["sql"].encode()).hexdigest()[:12]
    return {"id": name, **{key: answer[key] for key in shown}, "rows": answer["rows"][:SHOWN_ROWS]}
