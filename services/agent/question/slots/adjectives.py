"""Which column an adjective compares: the longest, the oldest, the most expensive."""

from services.agent.question.columns import Column
from services.agent.question.draft import is_rankable
from services.agent.question.schema import Table
from services.agent.question.slots.view import View
from services.agent.question.vocabulary import (
    ATTRIBUTE_HINTS,
    PRICE_WORDS,
    SIZE_HINTS,
    SIZE_WORDS,
    WORTH_WORDS,
)


def compared_column(word: str, view: View) -> Column | None:
    """Find what an adjective compares in the home table."""
    own = ATTRIBUTE_HINTS.get(word)
    if own:
        return hinted_column(view, own)
    if word in ("highest", "lowest"):
        return hinted_column(view, ATTRIBUTE_HINTS["high"])
    if word not in SIZE_WORDS:
        return None
    return hinted_column(view, SIZE_HINTS) or worth_column(view.home)


def worth_column(table: Table) -> Column | None:
    """Find what says how much a row is worth, where exactly one column does."""
    measures = [each for each in table.columns if each.is_measure]
    for words in (WORTH_WORDS, PRICE_WORDS):
        worth = [each for each in measures if set(each.words) & words]
        if len(worth) == 1:
            return worth[0]
    return measures[0] if len(measures) == 1 else None


def hinted_column(view: View, words: tuple[str, ...]) -> Column | None:
    """Find the home's column for the first of the words that some header has."""
    """Find the home's column for the first of the words that some header has."""
    said = view.said()
    for word in words:
        found = [column for column in view.home.columns if word in column.words and is_rankable(column)]
        if word == "date" and (found or view.home.main_date):
            return view.home.main_date
        if found:
            return max(found, key=lambda c: (len(said & set(c.words)), -len(c.words), -c.position))
    return None
