"""Whom ``who`` asks for in a log, where each person has many rows: of the largest row, or of most in all."""

from services.agent.question.language.vocabulary import PERSONS
from services.agent.question.slots.doing import COUNTING
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.targets import default_target
from services.agent.question.slots.wishes import Rank
from services.agent.question.slots.within import ranks_one_row, stands_for_rows
from services.agent.question.tables.columns import Column


def asks_person_of_row(ground: Ground, rank: Rank) -> bool:
    """Whether rows that go by no name are ranked, and a header of theirs tells who it was."""
    rows = ground.wishes.wants and all(stands_for_rows(ground, want) for want in ground.wishes.wants)
    if not rows or not ranks_one_row(ground, rank):
        return False
    found = default_target(ground.view, ground.wishes, ground.bound)
    person = found[0] if found else None
    return person is not None and person.table == ground.view.home.name and bool(PERSONS & {*person.words})


def sums_persons(ground: Ground, person: Column) -> bool:
    """Whether ``who delivered the most parcels`` is asked of a log, in which each of them has many rows."""
    rank, home = ground.wishes.rank, ground.view.home
    summed = rank is not None and rank.column is not None and rank.word in COUNTING
    summed = summed and bool(PERSONS & {*person.words})
    return bool(rank and summed and home.label is None and person.repeats and not rank.limit)
