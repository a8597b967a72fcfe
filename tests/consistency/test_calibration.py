"""The engine's cut is at least the one that the kept scores ask for."""

import pytest

from benchmarks.calibration import calibrate, pool_of, read_pool
from services.agent.question.candidates import CUT
from services.common.errors import UserError


def test_the_cut_is_at_least_what_held_out_questions_ask_for() -> None:
    pool = read_pool()

    assert {point["cut"] for point in pool} >= {CUT}
    assert calibrate(pool) <= CUT


def test_the_lowest_cut_is_the_last_before_too_much_is_wrong() -> None:
    pool = [
        {"cut": 0.9, "answered": 10, "right": 10},
        {"cut": 0.8, "answered": 20, "right": 19},
        {"cut": 0.7, "answered": 30, "right": 28},
        {"cut": 0.6, "answered": 100, "right": 99},
    ]

    assert calibrate(pool) == 0.8


def test_the_pool_adds_up_what_nobody_looked_at() -> None:
    half = {"curve": [{"cut": 0.9, "answered": 10, "right": 9}, {"cut": 0.8, "answered": 12, "right": 10}]}
    whole = {"curve": [{"cut": 0.8, "answered": 5, "right": 4}]}
    answers = {"geography": {"held out": half, "curve": []}, "clinics, held out": whole, "looked at": whole}

    assert pool_of(answers, ["clinics, held out"]) == [
        {"cut": 0.9, "answered": 10, "right": 9},
        {"cut": 0.8, "answered": 17, "right": 14},
    ]
    with pytest.raises(UserError, match="make held-out"):
        pool_of(answers, ["hotels, held out"])
