"""Chooses, over the whole question, which conditions it asks for: the best bindings that fit together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.happenings import verb_of
from services.agent.question.plans.plan import Compare, Comparison
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.states import YET
from services.agent.question.slots.view import View
from services.agent.question.tables.schema import ROW_ORDER

WIDTH = 12
"""Sets of bindings that are followed side by side."""
MOST_BINDINGS = 6
"""Bindings tried for one piece."""
_SKIPPED = 0.5
"""For a value or number that is left without a column: it has to mean something else."""
_SKIPPED_KNOWN = 0.9
"""For the same where the words also name a header or hold the sentence together."""


_MANY = 100
"""A number from which it hardly says how many rows are wanted."""
_SKIPPED_FLAG = 0.75
"""For a header of yes and no that is asked for, and not what a row is, and for a verb that is a value too."""


@dataclass(frozen=True)
class Bound:
    """Some conditions, and the pieces that they explain."""

    bindings: tuple[Binding, ...] = ()
    used: frozenset[int] = frozenset()
    score: float = 1.0


def best_sets(view: View, readers: Sequence[Callable[[View, int], list[Binding]]]) -> list[Bound]:
    """Return the best sets of the bindings that some readers find, the likeliest first."""
    beam = [Bound()]
    for index in range(len(view.items)):
        if _counts_first(view, index):
            continue  # "3 most expensive": how many, and no condition.
        options = [each for reader in readers for each in reader(view, index)][:MOST_BINDINGS]
        if options:
            beam = _extended(view, beam, index, options)
    return beam


def _extended(view: View, beam: Sequence[Bound], index: int, options: Sequence[Binding]) -> list[Bound]:
    item = view.items[index]
    known = item.columns or item.tables or item.senses or verb_of(item)
    is_flag = any(hit.column.is_flag for hit in item.columns)
    skip = _SKIPPED_FLAG if is_flag else _SKIPPED_KNOWN if known else _SKIPPED
    if item.normal in YET:
        skip = _SKIPPED  # "Still employed" are not all who ever were.
    if item.values and item.has(Sense.LIGHT) and not (item.columns or item.tables):
        skip = _SKIPPED_FLAG  # "Shipped" may be only what was done with the orders, or their status.
    following = view.item(index + 1)
    if (item.values and item.is_done_by(following)) or _is_infinitive(view, index):
        skip = 1.0
    if item.describes(view.item(index + 1)) and not item.tables:
        skip = min(skip, _SKIPPED)  # "Open tickets" are some of the tickets.
    if _says_how_many(view, index):
        skip = 1.0  # "Top 5": how many, and no condition.
    found: list[Bound] = []
    for state in beam:
        if index in state.used:
            found.append(state)
            continue
        found.append(Bound(state.bindings, state.used, state.score * skip))
        for option in options:
            if option.used & state.used or _contradicts(view, state, option):
                continue
            bindings = (*state.bindings, option)
            found.append(Bound(bindings, state.used | option.used, state.score * option.score))
    return sorted(found, key=lambda state: (-state.score, len(state.bindings)))[:WIDTH]


def _is_infinitive(view: View, index: int) -> bool:
    """Whether a verb says nothing of which rows are meant: ``days to pay``."""
    before = view.item(index - 1)
    return (
        before is not None
        and before.normal == "to"
        and not before.is_link
        and verb_of(view.items[index]) is not None
    )


def _counts_first(view: View, index: int) -> bool:
    """Whether a whole number stands right before a superlative."""
    after = view.item(index + 1)
    ranks = after is not None and after.has(Sense.HIGHEST, Sense.LOWEST) and not after.is_link
    return ranks and isinstance(view.items[index].number, int)


def _says_how_many(view: View, index: int) -> bool:
    """Whether a number says how many are wanted: ``top 5``, ``the three hotels with the most rooms``."""
    item, before, after = view.items[index], view.item(index - 1), view.item(index + 1)
    if item.number is None:
        return False
    if before and before.has(Sense.TOP, Sense.BOTTOM) and not before.is_link:
        return True
    ranks = any(each.has(Sense.HIGHEST, Sense.LOWEST) for each in view.items[index + 1 :])
    opens = before is None or before.has(Sense.FILLER, Sense.WHICH, Sense.LIST)
    plural = bool(after and after.is_noun and after.normal.endswith("s"))
    return ranks and opens and plural and isinstance(item.number, int) and item.number < _MANY


def _contradicts(view: View, state: Bound, option: Binding) -> bool:
    """Whether two conditions ask one cell to hold two values, or name one row twice.

    Two values may be told apart by a ratio; the row after another one needs no name of its own.
    """
    if any(item.has(Sense.RATIO, Sense.DIFFERENCE) for item in view.items):
        return False
    both = (*state.bindings, option)
    if any(each.column.name == ROW_ORDER for each in both) and any(
        is_equality(each) and each.column.unique for each in both
    ):
        return True
    return is_equality(option) and any(
        each.column == option.column and is_equality(each) for each in state.bindings
    )


def is_equality(binding: Binding) -> bool:
    """Whether a cell has to hold one value."""
    return isinstance(binding.condition, Compare) and binding.condition.comparison is Comparison.EQUAL
