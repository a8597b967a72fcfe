"""Questions whose question word stands last, brought to the order that is read."""

import pytest

from services.agent.question.rewording.inversions import turn_round


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("the highest price is that of which dish", "which dish has the highest price"),
        ("of the red ones, the lowest fee was that of which lesson",
         "which lesson has the lowest fee of the red ones"),
        ("the start day of which trainee is the earliest", "which trainee has the earliest start day"),
        ("for cats, the weight is what on average", "what is the average weight for cats"),
        ("breed by breed, the weight is what on average", "what is the average weight per breed"),
        ("for every ward, count the patients who have it", "count the patients per ward"),
        ("within each form, which pupil has the best mark", "which pupil has the best mark in each form"),
        ("what does the stay of tourists come to on average", "what is the average stay of tourists"),
        ("which nurses, by name, work at night", "which nurses work at night"),
        ("which are the boats, by hull no, whose length is over 9",
         "list the hull no of the boats whose length is over 9"),
        ("by 2024, which pupil has the best mark", "by 2024, which pupil has the best mark"),
        ("for each ward, list the nurses", "for each ward, list the nurses"),
    ],
)  # fmt: skip
def test_a_question_is_turned_round(question: str, plain: str) -> None:
    assert turn_round(question) == plain
