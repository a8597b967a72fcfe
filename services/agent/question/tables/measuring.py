"""What the cells of a column measure or name, as far as its header says it: money, time, a place."""

from functools import lru_cache

from services.agent.question.language.dimensions import (
    CURRENCIES,
    DIMENSIONS,
    EACH,
    LASTED,
    SPANS,
    dimensions_of,
)
from services.agent.question.language.units import UNITS_IN_BRACKETS
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column

_MEANS = frozenset(["avg", "average", "mean"])
_AIMED = frozenset(map(stem, ["target", "goal", "quota", "budget", "limit", "forecast", "plan", "capacity"]))
"""Words of headers of what is hoped for or allowed, and was never taken."""
_TOLD = frozenset[str]().union(*DIMENSIONS.values())
"""Units that say by themselves what is measured."""


@lru_cache(maxsize=20_000)
def measured_by(column: Column) -> frozenset[str]:
    """Return what a column measures by the word that says what its header is: of a monthly fee, money."""
    words = column.plain[: column.plain.index("per")] if "per" in column.plain else column.plain
    while len(words) > 1 and words[-1] in UNITS_IN_BRACKETS and words[-1] not in _TOLD:
        words = words[:-1]  # "Length_m" is a length.
    told = set(words[:-1]) <= LASTED or words[-1] not in SPANS  # "Vacation days" lasted nothing.
    found = dimensions_of(words[-1:]) if told else frozenset[str]()
    if words[-1:] == ("rate",) and EACH & set(words):
        found |= {"money"}  # "Daily rate".
    return found | {"money"} if CURRENCIES & set(column.units) else found


def measured_in(column: Column, word: str) -> bool:
    """Whether the header says by a unit that its numbers are in that unit: ``Length (km)``, ``weight_kg``."""
    return any(word == unit or word in UNITS_IN_BRACKETS.get(unit, ()) for unit in column.units)


def like_those(columns: list[Column], hints: tuple[str, ...]) -> list[Column]:
    """Return the columns that measure what some hints measure, though they are called otherwise."""
    meant = dimensions_of(hints)
    return [column for column in columns if not meant.isdisjoint(measured_by(column))]


def is_taken(column: Column) -> bool:
    """Whether a figure is money that changed hands: no minutes, and nothing that is aimed at."""
    others = set(measured_by(column)) - {"money"}
    return not others and _AIMED.isdisjoint(column.words) and not (column.units - CURRENCIES)


def is_mean(column: Column | None) -> bool:
    """Whether the header says that each number is a mean already, which is not added up: ``avg_fee``."""
    return column is not None and not _MEANS.isdisjoint(name_words(column.name))
