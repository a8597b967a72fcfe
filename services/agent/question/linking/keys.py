"""Every set of stems that may mean a name, with its strength."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product

from services.agent.question.language.thesaurus import SYNONYMS
from services.agent.question.language.units import UNIT_HINTS, UNITS_IN_BRACKETS
from services.agent.question.language.vocabulary import GENERIC_NAME_WORDS, LABEL_WORDS, WORTH_WORDS
from services.agent.question.language.words import stem

PREPOSITIONS = frozenset(["per", "of", "at", "in", "by", "for", "from", "with", "on", "to", "as"])
"""Words of a header before which it says what it is about."""
_WITHIN = frozenset(["in", "within", "per"])
_PLACED = 0.75
"""Of a header that numbers rows within something, by the word for that."""
ARTICLES = frozenset(["the", "a", "an", "of"])
_LONGEST_PART = 4
_AMOUNT = "amount"
_AMOUNTS = tuple(map(stem, ["price", "value", "sum", "cost", "fee"]))
"""Words for an amount of money of which a header says no more than that it is one: ``sale_amt``."""


_BEING = frozenset(["is", "are", "was", "were"])
"""First words of headers of yes and no."""


@lru_cache(maxsize=20_000)
def name_keys(words: tuple[str, ...], rare: frozenset[str] | None) -> dict[frozenset[str], float]:
    """Every set of stems that may mean a name, with its strength; parts too where rare words are known."""
    keys: dict[frozenset[str], float] = {}

    def add(some: Sequence[str], strength: float) -> None:
        key = frozenset(some)
        if key:
            keys[key] = max(keys.get(key, 0.0), strength)

    add(words, 1.0)
    add([word for word in words if word not in ARTICLES], 1.0)
    core = [word for word in words if word not in GENERIC_NAME_WORDS]
    core = core[:-1] if len(core) > 1 and core[-1] in UNITS_IN_BRACKETS else core  # "Height_m" is a height.
    _add_measured(words, add)
    _add_amounts(core, add)
    add(core, _PLACED if numbers_within(words) else 0.95)
    for position, word in enumerate(core):
        for other in SYNONYMS.get(word, ()):
            add([*core[:position], other, *core[position + 1 :]], 0.85)
    for pair in product(*(SYNONYMS.get(word, ()) for word in core)) if len(core) == 2 else ():
        add(pair, 0.8)  # "Yearly pay", of an annual salary.
    add(_in_which(words), 0.95)
    cut = next((i for i, word in enumerate(words) if i and word in PREPOSITIONS), None)
    if cut is not None:
        _add_about([word for word in words[:cut] if word not in GENERIC_NAME_WORDS], add)
    named = [word for word in words if word in LABEL_WORDS]
    if named and len(words) > 1:
        add(named[-1:], 0.8)
    if len(core) > 1 and cut is None:
        _add_ends(core, add)
    if len(core) > 1 and rare is not None:
        _add_parts(core, add, rare, whole=cut is None)
    return keys


def _in_which(words: Sequence[str]) -> Sequence[str]:
    """Return where a yes or no says that something is: ``in stock``."""
    placed = len(words) == 3 and words[0] in _BEING and words[1] in PREPOSITIONS
    return words[1:] if placed else ()


def numbers_within(words: Sequence[str]) -> bool:
    """Whether a header numbers rows within something: "No. in season", but not "No. of seats"."""
    start = next((at for at, word in enumerate(words) if word not in GENERIC_NAME_WORDS), 0)
    return not _WITHIN.isdisjoint(words[:start])


def _add_measured(words: Sequence[str], add: Callable[[Sequence[str], float], None]) -> None:
    """Add what the unit at the end of a header measures: ``gross weight``, of a ``gross_kg``."""
    for measured in UNIT_HINTS.get(words[-1], ()) if len(words) > 1 else ():
        add([*words[:-1], measured], 0.85)


def _add_amounts(core: Sequence[str], add: Callable[[Sequence[str], float], None]) -> None:
    for other in _AMOUNTS if len(core) > 1 and core[-1] == _AMOUNT else ():
        add([*core[:-1], other], 0.85)


def _add_about(about: Sequence[str], add: Callable[[Sequence[str], float], None]) -> None:
    """Add what stands before a preposition: "minutes per game" is about minutes, hardly ever about games."""
    add(about, 0.75)
    for other in SYNONYMS.get(about[0], ()) if len(about) == 1 else ():
        add([other], 0.72)  # "Cost", of a price per night.


def _add_ends(core: Sequence[str], add: Callable[[Sequence[str], float], None]) -> None:
    """Add the ends of a longer header: the last word is what English says it is."""
    add(core[-1:], 0.7)
    add(core[:-1], 0.65)
    for size in range(2, len(core)):
        add(core[-size:], 0.75)
    for other in SYNONYMS.get(core[-1], ()):
        add([other], 0.72 if core[-1] in WORTH_WORDS else 0.6)  # Every business has one word for its sales.


def _add_parts(
    core: Sequence[str],
    add: Callable[[Sequence[str], float], None],
    rare: frozenset[str],
    *,
    whole: bool,
) -> None:
    """Add other parts of a longer header: a word that no other header of the table has is telling."""
    if whole and core[-1] in rare:
        add(core[-1:], 0.78)
    for size in range(2, min(len(core), _LONGEST_PART) + 1):
        for start in range(len(core) - size + 1):
            part = core[start : start + size]
            add(part, 0.78 if rare & set(part) else 0.75 if start + size == len(core) else 0.65)
    for word in core:
        if word in rare and not word.isdigit() and word not in PREPOSITIONS | ARTICLES:
            add([word], 0.7 if whole else 0.62)
