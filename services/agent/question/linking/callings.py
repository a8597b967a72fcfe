"""Which values of the data a phrase means: as it stands, by another name, in the singular, or made of one."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from services.agent.question.language.aliases import OTHER_NAMES
from services.agent.question.language.countries import (
    ALL_CODES,
    CODES,
    COUNTRY_WORDS,
    STATE_WORDS,
    codes_of_states,
    states_called,
)
from services.agent.question.language.practising import PRACTISED
from services.agent.question.language.words import IRREGULAR_ROOTS, normalise, root, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, ValueHit

MOST_KINDS = 60
"""Values of a column beyond which they are no kinds of things that an adverb or an adjective is made of."""
ARTICLES = frozenset(["a", "an", "the"])
SIGNS = ("&", "=")
"""Signs that no value keeps in the form in which it is compared."""
_BETWEEN = re.compile(r" [&=] ")
_LINKS = ARTICLES | {"in", "to", "of", "on", "at", "by", "for", "from", "with", "as"}
"""Words that a question has within a value where the sheet left them out: ``sunk in 1945``."""
_LONGEST_CODE = 3
"""Letters of the code of a state."""
SHORTEST_KIN = 4
"""Letters below which a word is made of too little to tell of what."""
_MADE = re.compile(r"(?<=st|th)ern$|(?<=ma)tics?$|(?<= [a-z]{3})ers?$")
"""Endings that the stemmer leaves: ``western``, ``asthmatic``, ``part timers``."""


def singulars(plural: str) -> tuple[str, ...]:
    """Return what a phrase in the plural may be in the singular."""
    if plural.endswith("ies"):
        return (plural[:-1], f"{plural[:-3]}y")
    if plural.endswith("ves"):
        return (plural[:-1], f"{plural[:-3]}f", f"{plural[:-3]}fe")
    return (plural[:-1], plural[:-2]) if plural.endswith(("ches", "shes", "sses", "xes")) else (plural[:-1],)


@lru_cache(maxsize=8_000)
def forms_of(run: str) -> frozenset[str]:
    """Return all forms in which a run of words is looked up as a value."""
    said = _BETWEEN.sub(" ", run)
    forms = {said, *_run_together(said), *_telegraphed(said)}
    forms.update([form for each in forms if each.endswith("s") and len(each) > 3 for form in singulars(each)])
    codes = [code for each in forms for code in CODES.get(each, ())]
    codes += [code for each in forms for _, code in states_called().get(each, ())]
    return frozenset(forms.union(codes, *[OTHER_NAMES[each] for each in forms if each in OTHER_NAMES]))


def cells_of(normal: str, catalog: Catalog, *, loose: bool) -> tuple[ValueHit, ...]:
    """Return the values that a phrase means, or where it is read loosely, that leave its small words out."""
    said = _BETWEEN.sub(" ", normal)
    forms = (said, *_run_together(said), *(_telegraphed(said) if loose else ()))
    return next((found for form in forms if (found := values_of(form, catalog))), ())


def values_of(normal: str, catalog: Catalog) -> tuple[ValueHit, ...]:
    """Return the values that a phrase means: as it stands, by another name, or in the singular."""
    hits = catalog.values(normal)
    for alias in OTHER_NAMES.get(normal, ()):
        named = (hit for hit in catalog.values(alias) if not _is_dated(normal, hit.column, catalog))
        hits = hits + [hit for hit in named if hit.column not in {h.column for h in hits}]
    if not hits and len(normal) > 3 and normal.endswith("s"):
        forms = [name for form in singulars(normal) for name in (form, *OTHER_NAMES.get(form, ()))]
        hits = next((found for form in forms if (found := catalog.values(form))), [])
    return tuple(hits) or _by_code(normal, catalog)


def _is_dated(normal: str, column: Column, catalog: Catalog) -> bool:
    """Whether another header of the rows says on which day that was: ``settled_date``, beside PAID."""
    table = catalog.by_name[column.table]
    return any(each.is_date and each.nulls and root(normal) in each.roots for each in table.columns)


def _by_code(normal: str, catalog: Catalog) -> tuple[ValueHit, ...]:
    """Return the codes of a country or a state in columns of such codes alone: ``NO``, of Norway."""
    hits = [hit for code in CODES.get(normal, ()) for hit in catalog.values(code)]
    named = [hit for hit in hits if COUNTRY_WORDS & {*hit.column.words}]
    found = tuple(hit for hit in named if ALL_CODES.issuperset(_codes_in(hit.column)))
    return found or _by_state(normal, catalog)


def _by_state(normal: str, catalog: Catalog) -> tuple[ValueHit, ...]:
    """Return the codes of a state where all codes of the column are of one country's: ``TX``, of Texas."""
    return tuple(
        hit
        for country, code in states_called().get(normal, ())
        for hit in catalog.values(code)
        if _tells_states(hit.column) and _codes_in(hit.column) <= {*codes_of_states()[country]}
    )


def _tells_states(column: Column) -> bool:
    return bool(STATE_WORDS & {*column.words} and column.values) and all(
        len(code) <= _LONGEST_CODE for code in column.values or ()
    )


def _codes_in(column: Column) -> set[str]:
    return {code.casefold() for code in column.values or ()}


def _run_together(run: str) -> list[str]:
    """Return two words as the one that codes make of them: ``NOSHOW``, of no-shows."""
    words = run.split()
    return ["".join(words)] if len(words) == 2 and run.replace(" ", "").isalpha() else []


def _telegraphed(run: str) -> list[str]:
    """Return a run without the articles inside it, and without the prepositions: ``sunk 1945``."""
    words = run.split()
    if len(words) < 3 or {words[0], words[-1]} & _LINKS or _LINKS.isdisjoint(words):
        return []
    return [" ".join([word for word in words if word not in left]) for left in (ARTICLES, _LINKS)]


def kin_of(normal: str, catalog: Catalog) -> tuple[ValueHit, ...]:
    """Return the kinds of things that an unknown word is made of: ``privately``, of private schools.

    What was won is in the state of ``Closed Won``.
    """
    if normal in _outcomes(catalog):
        return _outcomes(catalog)[normal]
    if len(normal) <= SHORTEST_KIN or not normal.replace(" ", "").isalpha():
        return ()
    kinds = _kinds(catalog)
    if not kinds:
        return ()
    found = next((kinds[key] for key in _keys(normal) if key in kinds), ()) or _practised(normal, kinds)
    done = normal.endswith(("ed", "ing"))  # "Recruited": nobody is a recruiter by that.
    return tuple(hit for hit in found if not (done and hit.values[0].endswith(("er", "or"))))


def _practised(normal: str, kinds: dict[str, tuple[ValueHit, ...]]) -> tuple[ValueHit, ...]:
    """Return the kinds of what persons do who are called so: ``rowers``, of rowing."""
    for person in (normal, *(singulars(normal) if normal.endswith("s") else ())):
        done = (*PRACTISED.get(person, ()), *([f"{person[:-2]}ing"] if person.endswith("er") else ()))
        found = next((kinds[each] for each in done if each in kinds), ())
        if found:
            return found
    return ()


@remembered
def _kinds(catalog: Catalog) -> dict[str, tuple[ValueHit, ...]]:
    """Return the values that rows share by what words made of them begin with."""
    found: dict[str, tuple[ValueHit, ...]] = {}
    for said, hit in _kind_cells(catalog):
        for key in {said, _key(said)} if said.replace(" ", "").isalpha() else ():
            if len(key) >= SHORTEST_KIN:
                found[key] = (*found.get(key, ()), hit)
    return found


@remembered
def _outcomes(catalog: Catalog) -> dict[str, tuple[ValueHit, ...]]:
    """Return the states of rows by how they came out, where each says that it is over: ``Closed Won``."""
    found: dict[str, list[ValueHit]] = {}
    for said, hit in _kind_cells(catalog):
        words = said.split()
        if is_outcome(words):
            found.setdefault(words[1], []).append(hit)
    return {word: tuple(hits) for word, hits in found.items() if len(hits) == 1}


def _kind_cells(catalog: Catalog) -> Iterator[tuple[str, ValueHit]]:
    """Yield each value that rows share, of columns with so few that they are kinds, as it may be said."""
    for column in catalog.columns:
        if column.is_text and column.repeats and 0 < len(column.values or ()) <= MOST_KINDS:
            yield from ((normalise(value), ValueHit(column, (value,))) for value in column.values or ())


def is_outcome(words: Sequence[str]) -> bool:
    """Whether a state says that rows are over and how they came out, which a verb may say alone."""
    return len(words) == 2 and words[0].endswith("ed") and _is_done(words[1])


def _is_done(word: str) -> bool:
    return word.endswith("ed") or IRREGULAR_ROOTS.get(word, word) != word


def _key(normal: str) -> str:
    *rest, last = normal.split() or [""]
    return " ".join([*rest, stem(last)])


def _keys(normal: str) -> tuple[str, ...]:
    bare = _MADE.sub("", normal)
    return tuple(dict.fromkeys([_key(normal), bare, _key(bare), f"{bare}e"]))
