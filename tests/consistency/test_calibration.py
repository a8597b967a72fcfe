"""The engine's cut is at least the one that the kept scores ask for."""

from benchmarks.calibration import calibrate, read_pool
from services.agent.question.candidates import CUT


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
