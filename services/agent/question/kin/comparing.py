"""Compares rows with the row of their table that they refer to: who earns more than their manager."""

import re
from dataclasses import replace
from functools import lru_cache

from services.agent.question.composing.named import names_of
from services.agent.question.kin.references import Reference
from services.agent.question.kin.showing import referred
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


@lru_cache(maxsize=64)
def _pattern(kin: Kin, rows: str) -> re.Pattern[str]:
    """Return what opens, what is compared, and the end of such a question."""
    ask = r"(?:(?:show|list|give|find|get|display|name)\s+(?:(?:me|us)\s+)?)?(?:all\s+)?(?:the\s+)?"
    head = (
        rf"(?P<head>who|how\s+many\s+(?:{rows})|(?:which|what)\s+(?:{rows})|"
        rf"{ask}(?:names?\s+of\s+)?(?:all\s+)?(?:the\s+)?(?:{rows})(?:\s+(?:who|that))?)"
    )
    second = _WAY.replace("way", "way_2")
    predicates = (
        r"(?:earns?|earning|makes?|making|(?:(?:is|are|gets?)\s+)?paid)\s+(?P<pay>more|less)(?:\s+money)?",
        r"(?:(?:is|are)\s+)?(?P<age>older|younger)",
        r"(?:(?:was|were|got)\s+)?(?:hired|joined|started)\s+(?P<start>before|after|(?:earlier|later)\s+than)",
        rf"(?:has|have|with|having|get|gets)\s+(?:an?\s+)?{_WAY}\s+(?P<measure>[\w ]+?)",
        rf"whose\s+(?P<measured>[\w ]+?)\s+(?:is|are)\s+{second}",
    )
    whose = r"(?:than\s+)?(?:(?:that|those)\s+of\s+)?(?:his\s+or\s+her|their|his|her|its)\s+(?:own\s+)?"
    end = rf"{whose}(?:{kin.up or '(?!)'})s?"
    tail = r"(?:['\u2019]s?(?:\s+\w+)?|\s+(?:do|does|is|are|did|was|were))?"
    return re.compile(rf"^{head}\s+(?:{'|'.join(predicates)})\s+{end}{tail}$", re.IGNORECASE)


def read_compared(question: str, reference: Reference, catalog: Catalog) -> Plan | None:
    """Read which rows have more or less of something than the row that they refer to."""
    found = _pattern(reference.kin, rows_pattern(reference)).match(" ".join(question.strip(" ?.!").split()))
    told = _compared(found, reference.table) if found else None
    if found is None or told is None:
        return None
    column, comparison = told
    there = referred(reference, catalog)
    one, name = there.lookup.one, there.lookup.one.table
    other = replace(column, table=name)
    condition = CompareColumns(column, comparison, other, (reference.column, one), reference.table.name)
    if found["head"].casefold().startswith("how"):
        return Plan(RowSet(reference.table, (condition,)), (Output(None, Function.COUNT),))
    return names_of(reference.table, condition)


def _compared(found: re.Match[str], table: Table) -> tuple[Column, Comparison] | None:
    """Return the column that is compared, and how; None where not just one is meant."""
    if found["pay"]:
        return _by([each for each in table.columns if each.is_measure and _PAY & {*each.words}], found["pay"])
    if found["start"]:
        days = [each for each in table.columns if each.is_date and _START & {*each.words}]
        later = found["start"].casefold().startswith(("after", "later"))
        return _by(days, "more" if later else "less")
    if found["age"]:
        ages = [each for each in table.columns if each.is_measure and set(each.words) == {"age"}]
        births = [each for each in table.columns if each.is_birth and (each.is_date or each.is_year)]
        older = found["age"].casefold() == "older"
        return _by(ages, "more" if older else "less") or _by(births, "less" if older else "more")
    said = {stem(word) for word in normalise(found["measure"] or found["measured"]).split()}
    named = [each for each in table.columns if each.is_measure and set(each.words) == said]
    return _by(named, found["way"] or found["way_2"])


def _by(columns: list[Column], way: str) -> tuple[Column, Comparison] | None:
    more = re.fullmatch(_MORE, way, re.IGNORECASE)
    return (columns[0], Comparison.MORE if more else Comparison.LESS) if len(columns) == 1 else None
