"""Stretches of time that are ranked: the month with the most orders, the year of the highest revenue."""

from dataclasses import replace

from services.agent.question.plans.plan import Function
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.wishes import Want


def rank_stretches(ground: Ground) -> bool:
    """Say what each stretch of time is ranked by; and whether the stretch alone is asked for."""
    wishes, rank = ground.wishes, ground.wishes.rank
    if rank is None or not wishes.groups[0][1] or wishes.wants:
        return False
    if rank.counted == ground.view.home:
        wishes.wants = [Want(rank.at, None, ground.view.home, Function.COUNT, rank.strength)]
        wishes.rank = replace(rank, counted=None)
    elif rank.column:
        wishes.wants = [Want(rank.at, rank.column, None, rank.function or Function.SUM, rank.strength)]
    return bool(wishes.wants)
