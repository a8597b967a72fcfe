"""Everyday ways to put a question, said in plainer words."""

import pytest

from services.agent.question.rewording.everyday import say_everyday


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how long do eighty-year-olds wait", "how long do 80 years old wait"),
        ("how many tips were left in May", "how many tips were written in May"),
        ("who left a comment", "who wrote a comment"),
        ("who left the firm", "who left the firm"),
        ("ports with no ferries arriving at them", "ports with no arriving ferries"),
        ("nonstop trains to York", "trains with 0 stops to York"),
        ("who rated at least one film of 1999", "who rated a film of 1999"),
        ("who got at least one unpaid bill", "who got at least one unpaid bill"),
        ("what's the longest any guest has been in here", "what is the longest stay of any guest"),
        ("women in the north wing over 70", "women in the north wing aged over 70"),
        ("women over 70 days", "women over 70 days"),
    ],
)
def test_it_is_said_in_plainer_words(question: str, said: str) -> None:
    assert say_everyday(question) == said
