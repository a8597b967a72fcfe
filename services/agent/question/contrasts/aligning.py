"""Completes a figure of which a question only says what is other than in the first: ``… than in 2022``."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from services.agent.question.composing.draft import GLUE
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import Item

_ONES = ("one", "ones")
"""What stands for the noun of the first figure."""
Link = Callable[[str], Sequence[Item]]
"""Cuts a text into linked pieces."""


def complete(left: str, right: str, link: Link) -> tuple[str, str] | None:
    """Return both figures in full, or None where nothing of the second stands for a piece of the first.

    What follows the last such piece is said of both: ``more cats than dogs were seen in May``.

    Args:
        left: The question for the first figure.
        right: What was said of the second.
        link: Cuts a text into linked pieces.
    """
    whole, said = link(left), link(right)
    swaps: dict[int, Item] = {}
    last = -1
    for at, item in enumerate(said):
        kinds = _kinds(item)
        place = _place(whole, kinds, item, swaps) if kinds else None
        if place is not None:
            swaps[place], last = item, at
        elif kinds:
            break
    denied = {id(item) for before, item in pairwise(said) if before.has(Sense.NOT)}
    if not swaps or all(
        item.normal == whole[place].normal and id(item) not in denied for place, item in swaps.items()
    ):
        return None
    tail = [item.text for item in said[last + 1 :]]
    if all(_is_glue(item) for item in said[last + 1 :]):
        tail = []
    put = {at: f"not {item.text}" if id(item) in denied else item.text for at, item in swaps.items()}
    changed = [put.get(at, item.text) for at, item in enumerate(whole)]
    return " ".join([item.text for item in whole] + tail), " ".join(changed + tail)


def _kinds(item: Item) -> set[str]:
    """Say what a piece may stand for another by: a period, a value of a column, a thing."""
    if item.period:
        return {"period"}
    found = {f"value of {hit.column.path}" for hit in item.values}
    if not found and (item.tables or item.columns) and not item.has(Sense.LIGHT, Sense.DO, Sense.BE):
        found = {"thing"}
    return found


def _place(whole: Sequence[Item], kinds: set[str], item: Item, swaps: dict[int, Item]) -> int | None:
    free = [at for at, each in enumerate(whole) if at not in swaps and _kinds(each) & kinds]
    said = {hit.column for hit in item.columns if hit.column.is_flag}
    alike = [
        at for at in free if said & {hit.column for hit in whole[at].columns}
    ]  # Of the insured: the others.
    same = [at for at in free if whole[at].stems == item.stems] or alike
    if swaps and kinds == {"thing"}:
        free = []  # "Between new and used cars": what both are, and nothing for something else.
    return min(same or free, default=None)


def _is_glue(item: Item) -> bool:
    if item.normal in _ONES and not item.is_link:
        return True
    return not item.is_link and item.number is None and bool(item.senses) and set(item.senses) <= set(GLUE)
