"""Which column an adjective compares: the longest, the oldest, the most expensive."""

from services.agent.question.draft import is_rankable
from services.agent.question.schema import Column
from services.agent.question.slots.view import View
from services.agent.question.vocabulary import ATTRIBUTE_HINTS, SIZE_HINTS, SIZE_WORDS, WORTH_WORDS


def compared_column(word: str, view: View) -> Column | None:
    """Find what an adjective compares in the home table."""
    own = ATTRIBUTE_HINTS.get(word)
    if own:
        return _hinted(view, own)
    if word in ("highest", "lowest"):
        return _hinted(view, ATTRIBUTE_HINTS["high"])
    if word not in SIZE_WORDS:
        return None
    measures = [each for each in view.home.columns if each.is_measure]
    worth = [each for each in measures if set(each.words) & WORTH_WORDS]
    found = _hinted(view, SIZE_HINTS)
    return found or (worth[0] if len(worth) == 1 else measures[0] if len(measures) == 1 else None)


def _hinted(view: View, words: tuple[str, ...]) -> Column | None:
    said = view.said()
    for word in words:
        found = [column for column in view.home.columns if word in column.words and is_rankable(column)]
        if word == "date" and found:
            return view.home.main_date
        if found:
            return max(found, key=lambda c: (len(said & set(c.words)), -len(c.words), -c.position))
    return None
