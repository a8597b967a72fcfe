"""Compares rows with the row of their table that they refer to: who earns more than their manager."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from services.agent.question.composing.named import names_of
from services.agent.question.kin.naming import Ask, conditions_of
from services.agent.question.kin.references import Reference
from services.agent.question.kin.showing import referred
from services.agent.question.kin.telling import Teller, parted
from services.agent.question.kin.wordings import rows_pattern
from services.agent.question.language.kin import Kin
from services.agent.question.language.words import normalise, stem
from services.agent.question.plans.plan import CompareColumns, Comparison, Function, Output, Plan, RowSet
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_PAY = frozenset(map(stem, ["salary", "wage", "pay", "compensation", "income", "earning", "earnings"]))
_START = frozenset(map(stem, ["hire", "hired", "join", "joined", "start", "started", "employed"]))
_MORE = r"more|higher|larger|greater|bigger"
_LESS = r"less|lower|smaller"
_WAY = rf"(?P<way>{_MORE}|{_LESS})"
_PREDICATES = (
    r"(?:earns?|earning|makes?|making|(?:(?:is|are|gets?)\s+)?paid)\s+(?P<pay>more|less)(?:\s+money)?",
    r"(?:(?:is|are)\s+)?(?P<age>older|younger)",
    r"(?:(?:was|were|got)\s+)?(?:hired|joined|started)\s+(?P<start>before|after|earlier|later)",
    rf"(?:has|have|with|having|get|gets|on)\s+(?:an?\s+)?{_WAY}\s+(?P<measure>[\w ]+?)",
    rf"whose\s+(?P<measured>[\w ]+?)\s+(?:is|are)\s+{_WAY.replace('way', 'way_2')}",
    rf"(?:(?:is|are|gets?|being)\s+)?paid\s+(?:an?\s+)?{_WAY.replace('way', 'way_3')}\s+(?P<rated>[\w ]+?)",
    r"(?:(?:is|are|works?|working|lives?|living|based|belongs?|sits?|has|have|with)\s+)*(?:(?:on|in|at|to)\s+)?(?:an?\s+|the\s+)?"
    r"(?P<alike>same|different|other|another)\s+(?P<place>[\w ]+?)",
)
_TURNED = {Comparison.MORE: Comparison.LESS, Comparison.LESS: Comparison.MORE}
_HOURS = frozenset(map(stem, ["hour", "hourly", "day", "daily", "pay"]))


_THEY = (
    r"(?:they|them|he\s+or\s+she|him\s+or\s+her|themselves|he|she|him|her)"
    r"(?:\s+(?:do|does|are|is|were|was|themselves))?"
)


@lru_cache(maxsize=64)
def _patterns(kin: Kin, rows: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what opens, what is compared, and the end of such a question, and the same turned round."""
    ask = r"(?:(?:show|list|give|find|get|display|name)\s+(?:(?:me|us)\s+)?)?(?:all\s+)?(?:the\s+)?"
    head = (
        rf"(?P<head>who|how\s+many\s+(?:{rows})|(?:which|what)\s+(?:of\s+(?:the|our)\s+)?(?:{rows})|"
        rf"{ask}(?:names?\s+of\s+)?(?:all\s+)?(?:the\s+)?(?:{rows})(?:\s+(?:who|that))?|"
        rf"(?:how\s+many|which|what|{ask})\s*(?P<kind>[a-z][\w -]*?)(?:\s+(?:who|that))?)"
    )
    up = rf"(?:{kin.up or '(?!)'})s?"
    whose = r"(?:(?:that|those|the\s+one)\s+of\s+)?(?:his\s+or\s+her|their|his|her|its)\s+(?:own\s+)?"
    tail = r"(?:['\u2019]s?(?:\s+(?P<owned>\w+))?|\s+(?:do|does|is|are|did|was|were|has|have))?"
    turned = rf"(?:(?:has|have|with|having)\s+an?\s+{up}(?:\s+(?:who|that))?|whose\s+{up})"
    ways = "|".join(_PREDICATES)
    forms = (
        rf"^{head}\s+(?:{ways})\s+(?:than|as|from|to|with)?\s*{whose}{up}{tail}$",
        rf"^{head}\s+{turned}\s+(?:{ways})\s+(?:than|as|from|to|with)?\s*{_THEY}$",
    )
    one, other = (re.compile(form, re.IGNORECASE) for form in forms)
    return one, other


@dataclass(frozen=True)
class _Told:
    """What is compared, and how; and whether how many there are is asked."""

    column: Column
    comparison: Comparison
    is_counted: bool
    kind: str
    """Of which rows it is asked, where not of all."""


def read_compared(question: str, reference: Reference, catalog: Catalog, ask: Ask) -> Plan | None:
    """Read which rows have more or less of something than the row that they refer to, and what of both."""
    for parts in parted(" ".join(question.split())):
        told = _compared(parts.core.strip(" ?.!"), reference)
        if told is None:
            continue
        kind = conditions_of(f"list the {told.kind}", reference, ask) if told.kind else ()
        if kind is None:
            continue
        there = referred(reference, catalog)
        other = replace(told.column, table=there.lookup.one.table)
        if not parts.told:
            link = (reference.column, there.lookup.one)
            condition = CompareColumns(told.column, told.comparison, other, link, reference.table.name)
            if told.is_counted:
                return Plan(RowSet(reference.table, (*kind, condition)), (Output(None, Function.COUNT),))
            return names_of(reference.table, *kind, condition)
        is_same = told.comparison is Comparison.EQUAL
        teller = Teller(reference, there, told.column, is_same=is_same)
        outputs = () if told.is_counted else teller.told(parts)
        if outputs:
            rows = RowSet(reference.table, (*kind, CompareColumns(told.column, told.comparison, other)))
            return Plan(rows, outputs, lookups=(there.lookup,))
    return None


def _compared(asked: str, reference: Reference) -> _Told | None:
    """Return what a question compares; None where it is none, or not just one column is meant."""
    one, turned = _patterns(reference.kin, rows_pattern(reference))
    found = one.match(asked) or turned.match(asked)
    told = _column_of(found, reference.table) if found else None
    if found is None or told is None:
        return None
    column, comparison = told
    owned = stem((found.groupdict().get("owned") or "").casefold())
    if owned and owned not in {*column.words, *_PAY, *_START}:
        return None  # "More than their manager's friend."
    if found.re is turned:
        comparison = _TURNED.get(comparison, comparison)
    is_counted = found["head"].casefold().startswith("how")
    return _Told(column, comparison, is_counted, (found["kind"] or "").strip())


def _column_of(found: re.Match[str], table: Table) -> tuple[Column, Comparison] | None:
    """Return the column that is compared, and how."""
    if found["pay"]:
        return _by(_pay_of(table), found["pay"])
    if found["start"]:
        days = [each for each in table.columns if each.is_date and _START & {*each.words}]
        later = found["start"].casefold().startswith(("after", "later"))
        return _by(days, "more" if later else "less")
    if found["age"]:
        ages = [each for each in table.columns if each.is_measure and set(each.words) == {"age"}]
        births = [each for each in table.columns if each.is_birth and (each.is_date or each.is_year)]
        older = found["age"].casefold() == "older"
        return _by(ages, "more" if older else "less") or _by(births, "less" if older else "more")
    if found["alike"]:
        columns = _called(found["place"], table, lambda each: not each.is_measure)
        same = found["alike"].casefold() == "same"
        return (columns[0], Comparison.EQUAL if same else Comparison.UNEQUAL) if len(columns) == 1 else None
    said = found["measure"] or found["measured"] or found["rated"]
    named = _called(said, table, lambda each: each.is_measure)
    return _by(named, found["way"] or found["way_2"] or found["way_3"])


def _pay_of(table: Table) -> list[Column]:
    """Return what persons are paid: their pay, or else their only rate."""
    measures = [each for each in table.columns if each.is_measure]
    found = [each for each in measures if _PAY & {*each.words}]
    return found or [each for each in measures if "rate" in each.words and _HOURS & {*each.words}]


def _called(said: str, table: Table, fits: Callable[[Column], bool]) -> list[Column]:
    """Return the columns whose header is what is said; else those that have all its words."""
    words = {stem(word) for word in normalise(said).split()}
    columns = [each for each in table.columns if fits(each) and each != table.key]
    whole = [each for each in columns if set(each.words) == words]
    return whole or [each for each in columns if words and words <= set(each.words)]


def _by(columns: list[Column], way: str) -> tuple[Column, Comparison] | None:
    more = re.fullmatch(_MORE, way, re.IGNORECASE)
    return (columns[0], Comparison.MORE if more else Comparison.LESS) if len(columns) == 1 else None
