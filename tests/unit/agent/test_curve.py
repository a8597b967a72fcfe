"""The curve of coverage against precision."""

from services.agent.curve import draw_curve, judge_guess

QUESTION = {"id": "a", "gold_values": ["1"]}


def test_what_was_answered_counts_and_what_was_doubted_counts_below_the_cut() -> None:
    answered = {"outcome": "answered", "rows": [[1]], "confidence": 0.9}
    refused = {"outcome": "refused"}

    assert judge_guess(QUESTION, answered) == [(0.9, True)]
    assert judge_guess(QUESTION, {**refused, "doubtful": {"confidence": 0.5, "rows": [[2]]}}) == [
        (0.5, False)
    ]
    assert judge_guess(QUESTION, refused) == []
    assert judge_guess({"id": "a"}, answered) == []


def test_each_point_is_the_share_that_is_kept_and_the_share_of_it_that_is_right() -> None:
    curve = draw_curve([(0.9, True), (0.8, True), (0.5, False)], total=10)

    points = {point["cut"]: (point["coverage"], point["precision"]) for point in curve}
    assert points[0.9] == (10.0, 100.0)
    assert points[0.8] == (20.0, 100.0)
    assert points[0.0] == (30.0, 66.7)
    assert 1.0 not in points
    assert draw_curve([], total=0) == []
