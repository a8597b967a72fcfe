"""Reads the unit behind ``how many``: the figure that is measured in it is asked for, nothing is counted."""

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.units import UNIT_HINTS
from services.agent.question.language.vocabulary import PEOPLE
from services.agent.question.slots.adjectives import compared_column, hinted_column
from services.agent.question.slots.nouns import is_about_people
from services.agent.question.slots.units import names_more
from services.agent.question.slots.view import has_any
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Want
from services.agent.question.tables.columns import Column
from services.agent.question.tables.measuring import measured_in

_SURE = 0.85
"""Strength of a column that only the unit of its header says."""


def count_unit(walk: Walk) -> None:
    """Read the unit after ``how many``, where a header is measured in it: ``how many days``."""
    unit = walk.view.item(walk.at)
    if unit is None or names_more(unit) or unit.senses:
        return
    if unit.normal in PEOPLE and is_about_people(walk.view.home):
        return  # The rows are the people.
    column, hints = _measured(walk, unit.normal), UNIT_HINTS.get(unit.normal, ())
    if column and has_any(walk.view.items[walk.at :], Sense.HIGHEST, Sense.LOWEST):
        walk.counting, walk.wishes.asks, walk.wishes.hint = False, Sense.HOW, hints or column.words
        walk.at += 1  # "How many kilos is the lightest": how heavy it is.
    elif column and column.is_number:
        walk.add(Want(walk.at, column, None, None, _SURE))  # "How many days" for a header of lengths.
        walk.at += 1


def _measured(walk: Walk, unit: str) -> Column | None:
    """Return the column that is measured in a unit: the one that is ranked, the only or likeliest one."""
    found = [each for each in walk.view.home.columns if each.is_number and measured_in(each, unit)]
    rank = walk.wishes.rank
    ranked = (rank.column or compared_column(rank.word, walk.view)) if rank else None
    if ranked in found or len(found) == 1:
        return ranked if ranked in found else found[0]
    hints = UNIT_HINTS.get(unit)
    return hinted_column(walk.view, hints) if hints else None
