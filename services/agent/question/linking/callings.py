"""Which values of the data a phrase means: as it stands, by another name, in the singular, or made of one."""

import re

from services.agent.question.language.aliases import OTHER_NAMES
from services.agent.question.language.words import normalise, stem
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, ValueHit

MOST_KINDS = 60
"""Values of a column beyond which they are no kinds of things that an adverb or an adjective is made of."""
SHORTEST_KIN = 4
"""Letters below which a word is made of too little to tell of what."""
_MADE = re.compile(r"(?<=st|th)ern$|(?<=ma)tics?$|(?<= [a-z]{3})ers?$")
"""Endings that the stemmer leaves: ``western``, ``asthmatic``, ``part timers``."""


def singulars(plural: str) -> tuple[str, ...]:
    """Return what a phrase in the plural may be in the singular."""
    if plural.endswith("ies"):
        return (plural[:-1], f"{plural[:-3]}y")
    return (plural[:-1], plural[:-2]) if plural.endswith(("ches", "shes", "sses", "xes")) else (plural[:-1],)


def values_of(normal: str, catalog: Catalog) -> tuple[ValueHit, ...]:
    """Return the values that a phrase means: as it stands, by another name, or in the singular."""
    hits = catalog.values(normal)
    for alias in OTHER_NAMES.get(normal, ()):
        hits = hits + [hit for hit in catalog.values(alias) if hit.column not in {h.column for h in hits}]
    if not hits and len(normal) > 3 and normal.endswith("s"):
        forms = [name for form in singulars(normal) for name in (form, *OTHER_NAMES.get(form, ()))]
        hits = next((found for form in forms if (found := catalog.values(form))), [])
    return tuple(hits)


def kin_of(normal: str, catalog: Catalog) -> tuple[ValueHit, ...]:
    """Return the kinds of things that an unknown word is made of: ``privately``, of private schools."""
    if len(normal) <= SHORTEST_KIN or not normal.replace(" ", "").isalpha():
        return ()
    kinds = _kinds(catalog)
    return next((kinds[key] for key in _keys(normal) if key in kinds), ())


@remembered
def _kinds(catalog: Catalog) -> dict[str, tuple[ValueHit, ...]]:
    """Return the values that rows share by what words made of them begin with."""
    found: dict[str, tuple[ValueHit, ...]] = {}
    columns = [each for each in catalog.columns if each.is_text and each.repeats and each.values]
    for column in columns:
        values = column.values or ()
        for value in values if len(values) <= MOST_KINDS else ():
            key = _key(normalise(value))
            if len(key) >= SHORTEST_KIN and key.replace(" ", "").isalpha():
                found[key] = (*found.get(key, ()), ValueHit(column, (value,)))
    return found


def _key(normal: str) -> str:
    *rest, last = normal.split() or [""]
    return " ".join([*rest, stem(last)])


def _keys(normal: str) -> tuple[str, ...]:
    bare = _MADE.sub("", normal)
    return tuple(dict.fromkeys([_key(normal), bare, _key(bare), f"{bare}e"]))
