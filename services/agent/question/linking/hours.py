"""Which time of the day of a row a verb speaks of, and what says that it goes on at some."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import SAID_BY
from services.agent.question.linking.happenings import verb_of
from services.agent.question.linking.items import Item
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Table

_FIRM, _SURE = 0.85, 1.0
"""How surely a time is named by another verb for the same, and by its own."""
_GOING = frozenset(
    ["work", "works", "working", "worked", "run", "runs", "running", "play", "plays", "playing"]
)
"""Verbs for what goes on from its beginning to its end."""
SHUT = frozenset(["closed", "shut"])
_STATES = frozenset(["open", "busy", "available", "on", "under way", "on duty", "at work"])
"""What something is from its beginning to its end, or is not."""


def clocks_of(item: Item, table: Table) -> list[tuple[Column, float]]:
    """Return the times of the day at which a verb says that something happened to the rows of a table."""
    verb = verb_of(item)
    for place, word in enumerate((verb, *SAID_BY.get(verb, ())) if verb else ()):
        found = [each for each in table.columns if each.tells_clock and word in days_told(each)]
        if found:
            return [(each, _FIRM if place else _SURE) for each in found]
    return []


def state_in(items: Sequence[Item]) -> list[int]:
    """Return where some pieces say that something goes on, and begins or ends at no time that follows."""
    asked = any(item.has(Sense.WHICH, Sense.THAT, Sense.WHO, Sense.WHEN, Sense.DO) for item in items[:-1])
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        is_so = before is not None and (before.has(Sense.BE) or before.normal.endswith((" is", " are")))
        opens = items[0].has(Sense.BE) and before is not None and before.is_link  # "Is the museum open".
        beside = not asked and before is not None and bool(before.tables or before.columns)
        if item.normal in _GOING or (item.normal in SHUT and at):
            return [at]
        if item.normal in _STATES and (is_so or opens or beside) and _is_state(items, at):
            return [at]
    return []


def _is_state(items: Sequence[Item], at: int) -> bool:
    """Whether ``on`` stands for itself: no day or place follows."""
    return items[at].normal != "on" or items[min(at + 1, len(items) - 1)].normal in ("on", "at")
