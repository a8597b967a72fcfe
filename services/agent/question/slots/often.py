"""Plans for what most rows have: the most common room type, the payment method that is used most often."""

from collections.abc import Iterator

from services.agent.question.composing.nodes import NotUnderstoodError
from services.agent.question.language.vocabulary import QUANTITY_WORDS
from services.agent.question.plans.plan import Function, Output
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.groups import ranked_groups, subject_of
from services.agent.question.slots.wishes import Rank

_OFTEN = 3
"""Rows for each value, from which what most rows have is what is liked most."""


def plan_often(ground: Ground, rank: Rank) -> Iterator[Draught]:
    """``The most common room type``: the value that most of the home's rows have.

    Raises:
        NotUnderstoodError: It is no value of theirs that repeats.
    """
    subject = subject_of(ground)
    scattered = subject is not None and subject.is_number and subject.rows < _OFTEN * subject.distinct
    if subject is None or scattered or ground.wishes.relations:
        raise NotUnderstoodError
    home = ground.view.home
    path = ground.view.graph.path(home.name, subject.table, to_one=True)
    there = [hop for hop in ground.view.graph.hops(subject.table) if not hop.to_one]
    is_label = len(there) == 1 and subject == ground.view.catalog.by_name[subject.table].label
    if not (is_label and path and len(path) == 1) and not (subject.table == home.name and subject.repeats):
        raise NotUnderstoodError
    if rank.word == "most popular" and subject.rows < _OFTEN * subject.distinct:
        raise NotUnderstoodError  # Hardly any is there more than once: that does not say what is liked.
    amounts = [each for each in home.columns if each.is_measure and set(each.words) & QUANTITY_WORDS]
    if amounts and subject.table != home.name:
        raise NotUnderstoodError  # "The most popular product": in most lines, or with most pieces?
    yield Draught(ranked_groups(ground, rank, subject, Output(None, Function.COUNT)), 0.97 * ground.score)
