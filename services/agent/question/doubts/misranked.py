"""Whether rows are ranked by what cannot be meant, or not ranked at all: the oldest bottle, the best wine."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import stem, word_root
from services.agent.question.linking.items import Item
from services.agent.question.plans.parts import ends_in
from services.agent.question.plans.plan import Plan
from services.agent.question.tables.columns import Column

_AGED = frozenset(["oldest", "newest", "youngest", "eldest", "most recent", "latest", "earliest"])
_MANY = frozenset(["most", "fewest", "least"])
_GRADED = frozenset(["best", "worst"])
_TIMES = frozenset(map(stem, ["years", "months", "days", "hours", "weeks", "minutes", "ages"]))
_CROWD = frozenset(["people", "crowd", "visitors", "spectators", "fans", "audience"])
_ROOM = frozenset([stem("capacity")])
_SEATING = frozenset(
    ["fit", "fits", "hold", "holds", "seat", "seats", "take", "takes", "room", "space", "accommodate"]
)
"""Words of how many a place can take."""
_FIRST_YEAR = 1000
"""Numbers from here may be years."""


def misranks(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the oldest bottle`` has become most bottles, or ``the best wine`` all of them.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    said = {item.normal for item in items if not (item.is_link or item.values or item.tables)}
    ends = list(ends_in(plan))
    if said & _AGED and ends and all(map(_counts, ends)):
        return True
    if said & _MANY and ends and all(column.is_date or column.is_year for column in ends):
        return True  # "The most works" are no latest year.
    picks = bool(ends) or plan.limit is not None or plan.ties or plan.grouped or bool(plan.order)
    unread = any(item.normal in _GRADED and not item.is_known for item in items)
    if _asks_what_is_done(plan, items):
        return True
    words = {item.normal for item in items}
    if words & _CROWD and not words & _SEATING and any(_ROOM & {*each.words} for each in _figured(plan)):
        return True  # How many may come is not how many came.
    return unread and not picks and not any(output.function for output in plan.outputs)


def _asks_what_is_done(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``what is taught in room 3`` has become who teaches there."""
    said = [item for item in items if not item.has(Sense.FILLER, Sense.BE)][:2]
    if len(said) < 2 or said[0].is_link or not said[0].normal.startswith("what") or len(plan.outputs) > 1:
        return False
    column, verb = plan.outputs[0].column, word_root(said[1].normal)
    doer = column is not None and column.name.casefold().endswith(("er", "or", "ist"))
    done = said[1].normal.endswith(("ed", "t", "n")) and not said[1].tables
    return bool(column and doer and done and verb in {word_root(word) for word in column.words})


def _figured(plan: Plan) -> list[Column]:
    """Return the columns of which a figure is told or an end is found."""
    told = [each.column for each in plan.outputs if each.column and each.function]
    return [*told, *ends_in(plan)]


def _counts(column: Column) -> bool:
    """Whether a header is a plural that its cells count, and no time: bottles, seats."""
    last = column.name.replace("_", " ").casefold().split()[-1:]
    plural = bool(last) and last[0].endswith("s") and stem(last[0]) not in _TIMES
    high = column.maximum
    return plural and column.is_measure and isinstance(high, int | float) and high < _FIRST_YEAR
