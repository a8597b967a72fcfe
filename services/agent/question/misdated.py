"""Whether a day in somebody's life has been taken for a day on which something else happened."""

from collections.abc import Sequence

from services.agent.question.language.verbs import SAID_BY
from services.agent.question.language.words import root
from services.agent.question.linking.happenings import verb_of
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.dated import Within
from services.agent.question.plans.plan import Condition

_OF_LIFE = frozenset(map(root, ["birth", "birthday", "born", "death", "died"]))
"""Roots of headers for days that nobody is hired or leaves on."""
_SAYING_SO = _OF_LIFE | frozenset(map(root, ["age", "old", "young"]))


def mistakes_day(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``hired in 1981`` has become born in 1981, as that is the only day that is known.

    Args:
        conditions: All conditions of the plan's rows.
        items: The question as it was cut.
    """
    lived = [
        each.column
        for each in conditions
        if isinstance(each, Within) and not _OF_LIFE.isdisjoint(each.column.roots)
    ]
    if not lived or any(not _SAYING_SO.isdisjoint(map(root, item.stems)) for item in items):
        return False
    named = {hit.column for item in items for hit in item.columns if hit.strength >= NAMES}
    deeds = any(verb_of(item) in SAID_BY for item in items)
    return deeds and named.isdisjoint(lived)
