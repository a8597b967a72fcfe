"""Values that stand for the rows that have them where a question opens: "the managers in …", "which dogs"."""

from collections.abc import Sequence

from services.agent.question.composing.draft import GLUE
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import normalise
from services.agent.question.linking.items import Item

_PICKS = (Sense.HIGHEST, Sense.LOWEST, Sense.TOP, Sense.BOTTOM)


def standing_at(items: Sequence[Item]) -> int | None:
    """Return where a value in the plural opens the question, with no other word for what is asked for."""
    at = 0
    while at < len(items) and (_is_glue(items[at]) or _picks(items[at])):
        at += 1
    if at == len(items) or not standing_tables(items[at]):
        return None
    following = items[at + 1] if at + 1 < len(items) else None
    noun = following and (following.tables or (following.columns and not following.has(Sense.LIGHT)))
    return None if noun else at


def standing_tables(item: Item) -> frozenset[str]:
    """Return the tables whose rows a value in the plural may stand for."""
    whole = [hit for hit in item.values if not hit.is_part and hit.column.repeats]
    plural = all(normalise(value) != item.normal for hit in whole for value in hit.values)
    return frozenset(hit.column.table for hit in whole) if plural and not item.tables else frozenset()


def _is_glue(item: Item) -> bool:
    return bool(item.senses) and not item.is_link and set(item.senses) <= set(GLUE)


def _picks(item: Item) -> bool:
    """Whether a piece says which of the rows are wanted: ``the 3 heaviest``."""
    return not item.is_link and (item.number is not None or item.has(*_PICKS))
