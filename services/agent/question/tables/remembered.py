"""What follows from a catalogue alone, computed once for it however many questions it is asked."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from services.agent.question.tables.schema import Catalog

_Made = TypeVar("_Made")


def remembered(make: Callable[[Catalog], _Made]) -> Callable[[Catalog], _Made]:
    """Keep what a function makes of a catalogue as long as the catalogue lives."""
    known: WeakKeyDictionary[Catalog, _Made] = WeakKeyDictionary()

    @wraps(make)
    def find(catalog: Catalog) -> _Made:
        try:  # asked some hundred times of each question: one look-up, not two
            return known[catalog]
        except KeyError:
            return known.setdefault(catalog, make(catalog))

    return find
