"""Sizes that are not a row's own: the largest customer of a log of orders is on no row of one order."""

from services.agent.question.language.vocabulary import SIZE_WORDS
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.wishes import Rank


def sizes_kind(ground: Ground, rank: Rank) -> bool:
    """Whether rows would be ranked for the largest of what many of them share: ``our biggest client``."""
    named = [want for want in ground.wishes.wants if want.column and rank.at < want.at <= rank.at + 2]
    kinds = [want.column for want in named if want.column and want.column.is_text and want.column.repeats]
    sized = rank.column is None and rank.word in SIZE_WORDS
    return sized and any(column != ground.view.home.label for column in kinds)
