"""Reads whole questions about all rows that others refer to: who manages the most people."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from services.agent.question.composing.named import names_of
from services.agent.question.kin.references import Reference
from services.agent.question.kin.showing import referred
from services.agent.question.kin.wordings import calls_so, rows_pattern
from services.agent.question.language.kin import Kin
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.plans.plan import (
    Comparison,
    Condition,
    CountRelated,
    Function,
    InSet,
    Missing,
    MostRelated,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.schema import Catalog

_COMPARED = {
    "more than": Comparison.MORE,
    "over": Comparison.MORE,
    "at least": Comparison.AT_LEAST,
    "fewer than": Comparison.LESS,
    "less than": Comparison.LESS,
    "at most": Comparison.AT_MOST,
    "exactly": Comparison.EQUAL,
}
_SHOW = r"(?:(?:show|list|give|display|tell|get|find)\s+(?:(?:me|us)\s+)?|what\s+(?:is|are)\s+)?(?:the\s+)?"

_UNDER = (
    r"(?:\s+(?:(?:(?:who\s+)?(?:work|working)\s+)?(?:under|below)|(?:who\s+)?report(?:ing)?(?:\s+directly)?\s+to)"
    r"\s+(?:them|him|her|him\s+or\s+her)(?:\s+directly)?)?"
)
"""How those who are counted are said to be of the one whom they refer to."""


@dataclass(frozen=True)
class Forms:
    """Patterns of whole questions about all rows of a table, by what they are to each other."""

    most: re.Pattern[str]
    number: re.Pattern[str]
    each: re.Pattern[str]
    beside: re.Pattern[str]
    all: re.Pattern[str]
    none: re.Pattern[str]
    top: re.Pattern[str]
    counted: re.Pattern[str]
    """What those are called that refer to another row."""


@lru_cache(maxsize=64)
def _forms(kin: Kin, rows: str) -> Forms:
    never = r"(?!)"
    up, verb, down = f"(?:{kin.up or never})s?", f"(?:{kin.verb or never})", f"(?:{kin.down or never})"
    counted = rf"(?:(?:other\s+)?(?:{down}|(?:(?:{kin.done or never})\s+)?(?:{rows}))|others)"
    whose = rf"(?:{up}|{rows})"
    shown = rf"{_SHOW}(?:all\s+)?(?:the\s+)?{whose}(?:\s+(?:who|that|with|which))?"
    heads = rf"(?:who|(?:which|what)\s+{whose}|{shown})"
    referring, anyone = kin.refers or never, r"(?:anyone|anybody|any\s+\w+)"
    patterns = (
        rf"^(?:who|(?:which|what)\s+{whose})\s+(?:(?:has|have|had)\s+(?:the\s+)?|{verb}\s+(?:the\s+)?)"
        rf"(?P<way>most|fewest|highest\s+number\s+of|largest\s+number\s+of|lowest\s+number\s+of)\s+"
        rf"{counted}{_UNDER}$",
        rf"^{heads}\s+(?:(?:has|have|had|with)\s+)?(?:{verb}\s+)?(?P<cmp>{'|'.join(_COMPARED)})\s+(?P<n>\w+)\s+"
        rf"{counted}{_UNDER}$",
        rf"^(?:how\s+many|{_SHOW}(?:number|count)\s+of)\s+(?:"
        rf"{counted}\s+(?:does|do|did|has|have)\s+(?:each|every)\s+(?:{up}\s+(?:{verb}|have)|(?:{rows})\s+{verb})|"
        rf"{down}\s+(?:does|do)\s+(?:each|every)\s+{rows}\s+have|"
        rf"{counted}\s+(?:per|by|(?:for|of|under)\s+(?:each|every))\s+{up}|"
        rf"(?:{rows})\s+(?:{referring}|(?:are\s+)?(?:{kin.done or never})\s+by)\s+(?:each|every)\s+{whose})$",
        rf"^{_SHOW}(?:names?\s+of\s+)?(?:all\s+|each\s+|every\s+)?(?:the\s+)?(?:{rows})(?:\s+names?)?\s+"
        rf"(?:(?:along|together)\s+)?(?:with|and)\s+(?:the\s+)?(?:names?\s+of\s+)?"
        rf"(?:his\s+or\s+her|their|his|its)\s+{up}(?:['\u2019]s?)?(?:\s+names?)?$|"
        rf"^who\s+(?:{verb}|{referring})\s+whom?$",
        rf"^(?:(?:who|which\s+(?:{rows}))\s+(?:are\s+(?:the\s+|all\s+)*|is\s+an?\s+)|"
        rf"{_SHOW}(?:all\s+)?(?:the\s+)?(?=\w+s$)){up}$",
        rf"^{heads}\s+(?:(?:do|does)\s+not|don['\u2019]t|doesn['\u2019]t)\s+{verb}\s+(?:any\s+{counted}|anyone|anybody)$|"
        rf"^{heads}\s+{verb}\s+(?:no\s+one|nobody|no\s+{counted})$|"
        rf"^{heads}\s+(?:(?:has|have|with)\s+no|without(?:\s+any)?)\s+{down}$|"
        rf"^{heads}\s+(?:is|are)(?:\s+not|n['\u2019]t)\s+(?:an?\s+)?{up}$",
        rf"^{heads}\s+(?:(?:do|does)\s+not|don['\u2019]t|doesn['\u2019]t)\s+{referring}\s+{anyone}$|"
        rf"^{heads}\s+(?:(?:is|are|was|were)\s+)?not\s+(?:{kin.done or never})\s+by\s+{anyone}$|"
        rf"^{heads}\s+{referring}\s+(?:no\s+one|nobody)$",
        rf"{counted}{_UNDER}",
    )
    return Forms(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def forms_of(reference: Reference) -> Forms:
    """Return the patterns of questions about the rows of a table that others refer to."""
    return _forms(reference.kin, rows_pattern(reference))


def read_whole(question: str, reference: Reference, catalog: Catalog) -> Plan | None:
    """Read a question that is about all rows by what they are to each other, and about nothing else."""
    forms = forms_of(reference)
    asked = " ".join(question.strip(" ?.!").split())
    ways: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Plan | None]], ...] = (
        (forms.most, lambda found: _some(reference, _most(found, reference))),
        (forms.number, lambda found: _some(reference, _so_many(found, reference))),
        (forms.each, lambda _: _counted(reference)),
        (forms.beside, lambda _: _beside(reference, catalog)),
        (forms.all, lambda _: _all(reference)),
        (forms.none, lambda _: _some(reference, _found(reference, negated=True))),
        (forms.top, lambda _: _some(reference, Missing(reference.column))),
    )
    for pattern, read in ways:
        found = pattern.match(asked)
        if found:
            return read(found)
    return None


def _some(reference: Reference, condition: Condition | None) -> Plan | None:
    return names_of(reference.table, condition) if condition else None


def _most(found: re.Match[str], reference: Reference) -> Condition:
    largest = found["way"].casefold().startswith(("most", "highest", "largest"))
    return MostRelated(reference.key, reference.column, None, largest, RowSet(reference.table))


def so_many(found: re.Match[str]) -> tuple[Comparison, int] | None:
    """Return how many must refer to a row, as the pattern of such numbers found it."""
    said = found["n"].casefold()
    number = 1 if said == "one" else NUMBER_WORDS.get(said, int(said) if said.isdigit() else None)
    return (_COMPARED[" ".join(found["cmp"].casefold().split())], number) if number is not None else None


def _so_many(found: re.Match[str], reference: Reference) -> Condition | None:
    limit = so_many(found)
    if limit is None:
        return None
    comparison, number = limit
    return CountRelated(reference.key, reference.column, comparison, number, RowSet(reference.table))


def _found(reference: Reference, *, negated: bool) -> Condition:
    return InSet(reference.key, RowSet(reference.table), reference.column, negated)


def _all(reference: Reference) -> Plan | None:
    return None if calls_so(reference) else _some(reference, _found(reference, negated=False))


def _counted(reference: Reference) -> Plan | None:
    """Count by the names that cells are themselves; of numbers more has to be told."""
    if not reference.is_named:
        return None
    rows = RowSet(reference.table, (Missing(reference.column, negated=True),))
    return Plan(rows, (Output(reference.column), Output(None, Function.COUNT)), grouped=True)


def _beside(reference: Reference, catalog: Catalog) -> Plan:
    plan = names_of(reference.table)
    if reference.is_named:
        return replace(plan, outputs=(*plan.outputs, Output(reference.column)))
    there = referred(reference, catalog)
    return replace(plan, outputs=(*plan.outputs, *map(Output, there.names)), lookups=(there.lookup,))
