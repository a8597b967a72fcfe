"""Questions whose question word stands last, brought to the order that is read."""

import pytest

from services.agent.question.rewording.ends.fronted import ask_first
from services.agent.question.rewording.ends.inversions import turn_round


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("the highest fee: which 3 pupils have it", "which 3 pupils has the highest fee"),
        ("the boat with the longest hull lies in which port",
         "what is the port of the boat with the longest hull"),
        ("between 3 and 9 in mark, inclusive: give the names", "list the names with mark between 3 and 9"),
        ("Oslo as port and a hull of 9: which boats are those",
         "which boats have Oslo as port and a hull of 9"),
        ("boats of that port: fees paid in total", "what is the total fees paid of boats of that port"),
        ("for this port, the fee was at most how much on a trip", "what is the highest fee for this port"),
        ("in this port, boats with a mast - how many are there", "how many boats with a mast in this port"),
        ("what fell in May", "what fell in May"),
    ],
)  # fmt: skip
def test_what_is_said_first_is_put_behind(question: str, plain: str) -> None:
    assert ask_first(question) == plain


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
        ("per port, the boat with the longest hull", "which boat has the longest hull in each port"),
        ("in Oslo, the boat with the longest hull", "in Oslo, the boat with the longest hull"),
        ("by 2024, which pupil has the best mark", "by 2024, which pupil has the best mark"),
        ("for each ward, list the nurses", "for each ward, list the nurses"),
    ],
)  # fmt: skip
def test_a_question_is_turned_round(question: str, plain: str) -> None:
    assert turn_round(question) == plain
