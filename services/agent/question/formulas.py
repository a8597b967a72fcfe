"""Figures that no table has, read as columns: "commission is the sale price times the rate over 100"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.columns import Column, Formula
from services.agent.question.graphs import graph_of
from services.agent.question.headers import NAMED
from services.agent.question.joins import inherit_joins
from services.agent.question.lexicon import Sense
from services.agent.question.linker import covers
from services.agent.question.schema import Catalog, Table
from services.agent.question.words import name_words, stem

_OPERATORS = {
    "times": "*", "multiplied by": "*", "*": "*", "×": "*", "minus": "-", "less": "-", "-": "-",
    "plus": "+", "+": "+", "divided by": "/", "over": "/", "/": "/",
}  # fmt: skip
_CUT = re.compile(
    r"\s+(?:and\s+then\s+)?(times|multiplied\s+by|\*|×|minus|less(?!\s+than)|-|plus|\+|divided\s+by|over|/)\s+",
    re.IGNORECASE,
)
_WORDS = {"hundred": 100, "a hundred": 100, "one hundred": 100, "a thousand": 1000, "twelve": 12}
_FIGURES = (
    Sense.SUM,
    Sense.AVERAGE,
    Sense.MEDIAN,
    Sense.MINIMUM,
    Sense.MAXIMUM,
    Sense.HOW_MANY,
    Sense.HIGHEST,
)
_LEAST = 0.7
"""Strength from which a word names a column of a formula."""
_SOLD = frozenset(map(stem, ["quantity", "unit", "units", "pieces", "copies"]))
_PRICED = frozenset(map(stem, ["price"]))
_TAKEN = frozenset(
    map(stem, ["revenue", "turnover", "sales", "amount", "total", "income", "proceeds", "value", "subtotal"])
)
_EARNS = re.compile(r"\b(?:revenue|turnover|sales (?:value|amount|volume)|takings)\b", re.IGNORECASE)

Operand = Column | float


def with_formula(catalog: Catalog, term: str, says: str) -> Catalog | None:
    """Give a table the column that a formula computes; None where the words are no formula of its columns.

    Args:
        catalog: What the question is about.
        term: What the question calls the figure.
        says: The formula in words.
    """
    parts = _CUT.split(says.strip(" ().,"))
    if len(parts) < 3 or len(parts) % 2 == 0:
        return None
    operators = [_OPERATORS[re.sub(r"\s+", " ", each.lower())] for each in parts[1::2]]
    if re.search(r"[-+].*[*/]", "".join(operators)):
        return None  # "Fee minus minutes divided by 10": which of them is divided, nothing says.
    operands = [_operand(each, catalog) for each in parts[0::2]]
    if not all(operands) or all(isinstance(each[0], float) for each in operands):
        return None
    ratio = any(
        sign == "/" and not isinstance(each[0], float)
        for sign, each in zip(operators, operands[1:], strict=True)
    )
    if ratio:
        return None  # The ratio of two columns is that of their sums: it is asked as two figures.
    return _added(catalog, term, operators, operands)


def with_revenue(catalog: Catalog, question: str) -> Catalog:
    """Give what is sold its worth where revenue is asked for, and only quantity and price are there."""
    asked = _EARNS.search(question)
    if not asked or any(_TAKEN & set(column.words) for column in catalog.columns if column.is_number):
        return catalog
    sold = [each for each in catalog.columns if each.is_measure and _SOLD & set(each.words)]
    priced = [each for each in catalog.columns if each.is_measure and _PRICED & set(each.words)]
    if len(sold) != 1:
        return catalog
    return _added(catalog, asked.group(), ["*"], [sold, priced]) or catalog


def _operand(text: str, catalog: Catalog) -> list[Operand]:
    """Return the columns that a phrase may name, or the number that it is."""
    plain = re.sub(r"^(?:the|a|an|its|their|that|each|of)\s+", "", text.strip(" ,'\"").lower())
    if plain in _WORDS:
        return [float(_WORDS[plain])]
    if re.fullmatch(r"\d+(?:\.\d+)?%?", plain):
        return [float(plain.rstrip("%"))]
    items = [
        item
        for item in covers(" ".join(name_words(text)), catalog, most=1)[0]
        if not item.has(Sense.FILLER, Sense.OF)
    ]
    if any(item.has(*_FIGURES) and not item.is_link for item in items):
        return []
    named = [item for item in items if item.columns]
    others = [item for item in items if item not in named and not item.tables and not item.has(Sense.LIGHT)]
    if len(named) != 1 or others:
        return []
    owners = {hit.table.name for item in items for hit in item.tables if not item.columns}
    hits = [hit for hit in named[0].columns if hit.column.is_number and hit.strength >= _LEAST]
    owned = [hit for hit in hits if hit.column.table in owners] or hits
    best = max((hit.strength for hit in owned), default=0.0)
    return [hit.column for hit in owned if hit.strength == best or hit.strength >= NAMED]


def _added(
    catalog: Catalog, term: str, operators: Sequence[str], operands: Sequence[Sequence[Operand]]
) -> Catalog | None:
    """Add the column to the one table whose rows have one value for each part."""
    found = [table for table in catalog.tables if _chosen(catalog, table, operands)]
    own = [table for table in found if any(_is_of(table, each) for options in operands for each in options)]
    # Of two tables that name one another's rows, each row of the smaller has its own in the larger.
    own = [table for table in own if table.rows == min(each.rows for each in own)]
    if len(own) != 1:
        return None
    parts = _chosen(catalog, own[0], operands)
    made: Operand = parts[0]
    for sign, part in zip(operators, parts[1:], strict=True):
        formula = Formula(sign, made, part)
        made = Column(
            own[0].name, _name(formula), "DOUBLE", role="measure", rows=own[0].rows, formula=formula
        )
    if isinstance(made, float):
        return None
    column = replace(made, words=tuple(stem(word) for word in name_words(term)), position=len(own[0].columns))
    table = replace(own[0], columns=(*own[0].columns, column))
    return inherit_joins(catalog.with_table(table), catalog)


def _chosen(catalog: Catalog, table: Table, operands: Sequence[Sequence[Operand]]) -> list[Operand]:
    """Choose the column for each part of which a row has one value; nothing where it has none."""
    chosen = list[Operand]()
    for options in operands:
        here = [each for each in options if _is_of(table, each) or isinstance(each, float)]
        there = here or [each for each in options if _leads(catalog, table, each)]
        if len(there) != 1:
            return []
        chosen.append(there[0])
    return chosen


def _is_of(table: Table, operand: Operand) -> bool:
    return isinstance(operand, Column) and operand.table == table.name


def _leads(catalog: Catalog, table: Table, operand: Operand) -> bool:
    if isinstance(operand, float):
        return True
    return bool(graph_of(catalog).path(table.name, operand.table, to_one=True))


def _name(formula: Formula) -> str:
    def part(operand: Operand) -> str:
        return operand.name if isinstance(operand, Column) else f"{operand:g}"

    return f"{part(formula.left)} {formula.operator} {part(formula.right)}"
