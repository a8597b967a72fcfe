"""Reads how many rows refer to each other one, with its name beside the number, and how many are of a kind.

``read_whole`` knows who is meant; here is read what is told of each of them, and which of them have so many.
"""

import re
from dataclasses import dataclass, replace

from services.agent.question.kin.counting import Forms, forms_of, so_many
from services.agent.question.kin.naming import Ask, conditions_of
from services.agent.question.kin.references import Reference
from services.agent.question.kin.showing import Referred, referred
from services.agent.question.kin.telling import LISTED, Parted, parted
from services.agent.question.kin.wordings import called, rows_pattern
from services.agent.question.plans.plan import (
    Comparison,
    Condition,
    Function,
    Having,
    Missing,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.schema import Catalog

_LEFT_OUT = re.compile(
    r"[;,.]?\s+(?:leave\s+out|leaving\s+out|ignore|skip|exclude|excluding|without)\s+"
    r"(?:(?:people|those|persons|anyone|anybody|\w+)\s+)?(?:without|with\s+no|who\s+have\s+no)\s+(?:any\s+)?(?:direct\s+)?reports"
    r"\s*(?=[.?!]|$)",
    re.IGNORECASE,
)
"""What is left out anyway: those to whom nobody refers have no number."""
_AMONG = re.compile(r"^(?:among|of)\s+(?:all\s+)?(?:the|our)\s+(?P<rows>[\w -]+?),\s+", re.IGNORECASE)
_OF_THEM = re.compile(
    r"(?:,?\s+and|,)\s+how\s+many\s+of\s+(?:them|these|those)\s+(?:are|were)\s+(?P<kind>[\w -]+)$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:[\w\s]+?(?:['\u2019]s?)?\s+)?(?:full\s+)?names?$|^names?\s+of\s+[\w\s]+$", re.IGNORECASE
)
_NUMBER = re.compile(
    r"^(?:the\s+|their\s+|his\s+|her\s+)*(?:number|count)\s+of\s+(?:(?:the|their|such)\s+)*(?P<of>[\w -]+)$|"
    r"^how\s+many(?:\s+(?P<many>[\w -]+?))??(?:\s+(?:they|each)\s+(?:has|have)|\s+do\s+they\s+have)?$",
    re.IGNORECASE,
)
_WHO = re.compile(r"\s+(?:who|that)\s+(?:(?:each|all|both|also)\s+)?", re.IGNORECASE)
_ONES = re.compile(r"\s+(?:ones|people|among\s+them)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Tally:
    """What is told of those to whom others refer."""

    reference: Reference
    there: Referred
    forms: Forms
    ask: Ask

    def outputs(self, told: str) -> tuple[Output, ...]:
        """Return the outputs for a list of what is to be told; nothing where a part is not known."""
        found: list[Output] = []
        for part in filter(None, (each.strip() for each in LISTED.split(told))):
            number = _NUMBER.match(part)
            if number:
                output = self.count(number["of"] or number["many"] or "")
                if output is None:
                    return ()
                found.append(output)
            elif _NAME.match(part):
                found += map(Output, self.there.names)
            else:
                return ()
        return tuple(dict.fromkeys(found))

    def count(self, what: str) -> Output | None:
        """Count all rows that refer, or those of a kind; None where it is no kind of them."""
        if not what or self.forms.counted.fullmatch(what):
            return Output(None, Function.COUNT)
        kind = self.of_kind(_ONES.sub("", what))
        return Output(None, Function.COUNT, when=kind) if kind else None

    def of_kind(self, kind: str) -> tuple[Condition, ...]:
        """Return the conditions by which rows are of a kind; none where it is no kind of them."""
        return conditions_of(f"how many {called(self.reference)} are {kind}", self.reference, self.ask) or ()


def read_tallied(question: str, reference: Reference, catalog: Catalog, ask: Ask) -> Plan | None:
    """Read a question for how many rows refer to each other one, or to whom so many do, with what is told."""
    plain = _LEFT_OUT.sub("", " ".join(question.split())).strip()
    among = _AMONG.match(plain)
    if among and re.fullmatch(rows_pattern(reference), among["rows"], re.IGNORECASE):
        plain = plain[among.end() :]
    tally = _Tally(reference, referred(reference, catalog), forms_of(reference), ask)
    if reference.is_named:
        return None
    plans = (_tallied(parts, tally) for parts in parted(plain))
    return next(filter(None, plans), None)


def _tallied(parts: Parted, tally: _Tally) -> Plan | None:
    core = parts.core.strip(" ?.!")
    second = _OF_THEM.search(core)
    core = core[: second.start()] if second else core
    core, those = _of_those(core, tally)
    limited = tally.forms.number.match(core)
    if those is None or not (limited or tally.forms.each.match(core)):
        return None
    count = Output(None, Function.COUNT)
    named: tuple[Output, ...] = tuple(map(Output, tally.there.names))
    outputs = (*named, *(() if limited else (count,)))
    if second:
        kind = tally.of_kind(second["kind"])
        if not kind:
            return None
        outputs = (*outputs, replace(count, when=kind))
    if parts.told:
        told = tally.outputs(parts.told)
        if not told or (second and outputs[-1] not in told):
            return None
        outputs = tuple(dict.fromkeys((*outputs, *told))) if parts.is_added else told
    return _plan(tally, outputs, so_many(limited) if limited else None, those)


def _of_those(core: str, tally: _Tally) -> tuple[str, tuple[Condition, ...] | None]:
    """Part what is said of the rows that are counted from a question for whom so many refer to."""
    for found in reversed(list(_WHO.finditer(core))):
        head = core[: found.start()]
        if tally.forms.number.match(head):
            text = f"which {called(tally.reference)} {core[found.end() :]}"
            return head, conditions_of(text, tally.reference, tally.ask) or None
    return core, ()


def _plan(
    tally: _Tally,
    outputs: tuple[Output, ...],
    limit: tuple[Comparison, int] | None,
    those: tuple[Condition, ...],
) -> Plan:
    """Group by those who are referred to; by their numbers as well, which tell namesakes apart."""
    reference, count = tally.reference, Output(None, Function.COUNT)
    names = tuple(map(Output, tally.there.names))
    hidden = tuple(each for each in (*names, Output(reference.column), count) if each not in outputs)
    shown = (*outputs, *hidden)
    having = (Having(shown.index(count), limit[0], limit[1]),) if limit else ()
    return Plan(
        RowSet(reference.table, (Missing(reference.column, negated=True), *those)),
        shown,
        lookups=(tally.there.lookup,),
        grouped=True,
        having=having,
        answer=tuple(range(len(outputs))) if hidden else None,
    )
