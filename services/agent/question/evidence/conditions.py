"""Reads conditions that evidence writes with headers and signs: ``status = 'A' and amount > 500``."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from services.agent.question.composing.nodes import condition_column
from services.agent.question.evidence.cells import said_of, value_of
from services.agent.question.evidence.naming import leading_headers, nearest
from services.agent.question.language.words import normalise
from services.agent.question.plans.plan import AnyOf, Between, Compare, Comparison, Condition, Missing, OneOf
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_YEAR = re.compile(
    r"\b(?:extract\s*\(\s*year\s+from\s+(?P<from>[^()]+)\)|strftime\(\s*'%Y'\s*,\s*(?P<time>[^()]+)\)|"
    r"year\s*\(\s*(?P<year>[^()]+)\)|year\s+of\s+(?:the\s+)?(?P<of>[\w .]+?)(?=\s*(?:[=<>!]|\bis\b)))",
    re.I,
)
_AND = re.compile(r"(?<!between)\s+(?:and|AND|&&|&)\s+(?!\d[\d-]*$)")
_OR = re.compile(r"\s+(?:or|OR)\s+|\s*,\s*(?:or\s+|and\s+)?(?=['\"\w])")
_CHAIN = re.compile(
    r"^(?P<low>-?\d+(?:\.\d+)?)\s*(?P<one><=?)\s*(?P<what>[^<>=]+?)\s*(?P<other><=?)\s*(?P<high>-?\d+(?:\.\d+)?)$"
)
"""``10 < height <= 20``."""
_RANGE = re.compile(r"^(?:between|from)\s+(?P<low>\d+)\s+(?:and|to)\s+(?P<high>\d+)$", re.I)
"""A range of what no header is told of."""
_SPAN_AND = re.compile(r"(\b(?:between|from)\s+\S+\s+)and(\s+\S+)", re.I)
_HELD = "\u0001"


@dataclass(frozen=True)
class Told:
    """Rows of one table, by conditions that all hold."""

    table: str
    conditions: tuple[Condition, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the conditions are about, each once."""
        return _columns_of(self.conditions)


def _columns_of(conditions: Sequence[Condition]) -> tuple[Column, ...]:
    parts = (each.conditions if isinstance(each, AnyOf) else (each,) for each in conditions)
    found = (condition_column(each) for each in chain.from_iterable(parts))
    return tuple(dict.fromkeys(column for column in found if column))


def read_conditions(text: str, said: Collection[str], catalog: Catalog) -> Told | None:
    """Read what rows are told by; None where it is not all written with exact headers.

    Args:
        text: What may be a condition, or several.
        said: Stems of the words of the question, by which one of several alike headers is chosen.
        catalog: What the question is about.
    """
    text = _SPAN_AND.sub(
        rf"\1{_HELD}\2", re.sub(r"^(?:when|where|if|that|whose)\s+", "", text.strip(" .;()"))
    )
    found = list[Condition]()
    for part in chain.from_iterable(map(_unchained, _AND.split(text))):
        one = _within(part.replace(_HELD, "and"), catalog) or _either(
            part.replace(_HELD, "and").strip(" ()"), said, catalog
        )
        if one is None:
            return None
        found.append(one)
    tables = {each.table for each in _columns_of(found)}
    return Told(tables.pop(), tuple(found)) if len(tables) == 1 else None


def read_cell(text: str, catalog: Catalog) -> Told | None:
    """Read a cell alone, written as it stands in the only column that has it, with a sign that it is one."""
    plain = text.strip(" '\"`\u2018\u2019\u201c\u201d")
    if plain == text.strip() and not plain.isupper():
        return None
    found = [hit for hit in catalog.values(normalise(plain)) if plain in hit.values]
    if len(found) != 1 or not plain:
        return None
    column = found[0].column
    return Told(column.table, (Compare(column, Comparison.EQUAL, plain),))


def _within(text: str, catalog: Catalog) -> Condition | None:
    """Read a range without a header, of the only column whose numbers reach into it."""
    found = _RANGE.match(text.strip(" ()"))
    if found is None:
        return None
    low, high = int(found["low"]), int(found["high"])
    known = [each for each in catalog.columns if each.type == "BIGINT" and _reaches(each, low, high)]
    return Between(known[0], low, high) if len(known) == 1 else None


def _reaches(column: Column, low: int, high: int) -> bool:
    ends = (column.minimum, column.maximum)
    return all(isinstance(each, int) for each in ends) and not (ends[1] < low or ends[0] > high)


def cell_of(told: Told) -> str | None:
    """Return the words of the only cell that rows are told by."""
    match told.conditions:
        case (Compare(comparison=Comparison.EQUAL, value=str() as cell),):
            return cell
    return None


def _unchained(text: str) -> list[str]:
    """Part a header that stands between two limits: it is above the one, and below the other."""
    found = _CHAIN.match(text.strip(" ()"))
    if found is None:
        return [text]
    above = found["one"].replace("<", ">")
    return [f"{found['what']} {above} {found['low']}", f"{found['what']} {found['other']} {found['high']}"]


def _either(text: str, said: Collection[str], catalog: Catalog) -> Condition | None:
    """Read one condition, or several of which one holds: "status = 'B' or 'D'"."""
    if whole := _one(text, said, catalog):
        return whole
    parts = _OR.split(text)
    first = _one(parts[0], said, catalog) if len(parts) > 1 else None
    if first is None:
        return None
    found = [first]
    for part in parts[1:]:
        same = value_of(first.column, part.strip()) if isinstance(first, Compare) else None
        other = (
            Compare(first.column, first.comparison, same)
            if same is not None and isinstance(first, Compare)
            else _one(part, said, catalog)
        )
        if other is None:
            return None
        found.append(other)
    return _any_of(found)


def _any_of(found: list[Condition]) -> Condition:
    same = [each for each in found if isinstance(each, Compare) and each.comparison is Comparison.EQUAL]
    if len(same) == len(found) and len({each.column for each in same}) == 1:
        return OneOf(same[0].column, tuple(each.value for each in same))
    return AnyOf(tuple(found))


def _one(text: str, said: Collection[str], catalog: Catalog) -> Condition | None:
    year = _YEAR.search(text)
    if year:
        inner = next(filter(None, year.groupdict().values())).strip()
        text = f"{text[: year.start()]}{inner} {text[year.end() :].strip()}"
    for columns, rest in leading_headers(text, catalog):
        known = [(each, said_of(each, rest, bool(year), catalog)) for each in columns]
        read = {column: condition for column, condition in known if condition}
        if all(isinstance(each, Missing) for each in read.values()):
            read = {each: missing for each, missing in read.items() if each.nulls} or read
        column = nearest(read, said, catalog) if read else None
        if column:
            return read[column]
    return None
