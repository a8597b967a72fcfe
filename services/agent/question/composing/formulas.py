"""Figures that no table has, read as columns: "commission is the sale price times the rate over 100"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from services.agent.question.composing.graphs import graph_of
from services.agent.question.composing.joins import inherit_joins
from services.agent.question.composing.partsoff import Operand, Tree, by_part
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.linker import covers
from services.agent.question.tables.columns import Column, Formula
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.selling import is_price, is_price_of_one
from services.agent.question.tables.worth import sold_in

_OPERATORS = {
    "times": "*", "multiplied by": "*", "x": "*", "*": "*", "×": "*", "minus": "-", "less": "-", "-": "-",
    "plus": "+", "+": "+", "divided by": "/", "over": "/", "/": "/",
}  # fmt: skip
_SIGNS = re.compile(
    r"\s+(?:and\s+then\s+)?(?P<word>times|multiplied\s+by|x|minus|less(?!\s+than)|plus|divided\s+by|over)\s+"
    r"|\s+(?P<spaced>-)\s+|\s*(?P<sign>[*×+/])\s*",
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
RATIO = "ratio"
"""Role of a column that divides what differs from row to row: its cells are not added up."""
_LEAST = 0.7
"""Strength from which a word names a column of a formula."""
_TAKEN = frozenset(
    map(stem, ["revenue", "turnover", "sales", "amount", "total", "income", "proceeds", "value", "subtotal"])
)
_NET = "after discounts"
_DISCOUNT = stem("discount")
_PERCENT = frozenset(map(stem, ["percent", "pct", "percentage", "rate", "%"]))
_SUM_OF = re.compile(r"^\s*(?:the\s+)?(?:sum\s+of|total(?:\s+of)?)\s+(?:the\s+|all\s+)?", re.IGNORECASE)
_EARNS = re.compile(
    r"\b(?:revenue(?: after discounts)?|turnover|sales (?:value|amount|volume)|takings|(?<=total )sales)\b",
    re.IGNORECASE,
)


def with_formula(catalog: Catalog, term: str, says: str, *, home: Table | None = None) -> Catalog | None:
    """Give a table the column that a formula computes; None where the words are no formula of its columns.

    Args:
        catalog: What the question is about.
        term: What the question calls the figure.
        says: The formula in words.
        home: Whose rows it is computed for, where the question says so.
    """
    tree = parsed(says.strip(" .,"), leaves := list[str]())
    plain = _without_sums(leaves)
    operands = [_operand(each, catalog) for each in plain]
    if tree is None or len(leaves) < 2 or not all(operands):
        return None
    if all(isinstance(each[0], float) for each in operands):
        return None
    if _divides(tree, operands) and "(" not in says:
        return None  # The ratio of two columns is that of their sums: it is asked as two figures.
    if _names_twice(leaves, operands):
        return None
    tree = by_part(tree, operands, len(operands))
    parts: list[Sequence[Operand]] = [*operands, [1.0], [100.0]]
    return added(catalog, term, tree, parts, home, of_sums=plain != leaves) if tree is not None else None


def _without_sums(leaves: Sequence[str]) -> list[str]:
    """Leave "sum of" before each column of a formula out: a quotient is that of the sums in any case."""
    plain = [_SUM_OF.sub("", each) for each in leaves]
    summed = [each != said or said.strip().isdigit() for each, said in zip(plain, leaves, strict=True)]
    return plain if all(summed) else list(leaves)


def _names_twice(leaves: Sequence[str], operands: Sequence[Sequence[Operand]]) -> bool:
    """Whether two words are taken for one column: of "nights times nightly rate" no header has the nights."""
    said: dict[Operand, set[str]] = {}
    for leaf, options in zip(leaves, operands, strict=True):
        if len(options) == 1 and isinstance(options[0], Column):
            said.setdefault(options[0], set()).update(name_words(leaf.strip(" ,'\""))[-1:])
    return any(len(words) > 1 for words in said.values())


def parsed(text: str, leaves: list[str]) -> "Tree | None":
    """Read a formula in signs or words; None where nothing says what is done first."""
    text = _unwrapped(text)
    signs = [
        each
        for each in _SIGNS.finditer(text)
        if text[: each.start()].count("(") == text[: each.start()].count(")")
    ]
    if not signs:
        leaves.append(text)
        return len(leaves) - 1
    operators = [
        _OPERATORS[re.sub(r"\s+", " ", each.group().strip().lower()).removeprefix("and then ")]
        for each in signs
    ]
    if re.search(r"[-+].*[*/]", "".join(operators)) and any(each["word"] for each in signs):
        return None  # "Fee minus minutes divided by 10": which of them is divided, nothing says.
    last = max((at for at, each in enumerate(operators) if each in "+-"), default=len(signs) - 1)
    left = parsed(text[: signs[last].start()], leaves)
    right = parsed(text[signs[last].end() :], leaves)
    return None if left is None or right is None else (operators[last], left, right)


def _unwrapped(text: str) -> str:
    """Take off brackets that hold the whole of a formula, and none that hold a remark."""
    text = text.strip(" ,")
    while text.startswith("(") and text.endswith(")"):
        depth = [text[:at].count("(") - text[:at].count(")") for at in range(1, len(text))]
        if 0 in depth:
            break
        text = text[1:-1].strip()
    return text


def _divides(tree: "Tree", operands: Sequence[Sequence[Operand]]) -> bool:
    """Whether something is divided by what differs from row to row."""
    if isinstance(tree, int):
        return False
    sign, left, right = tree
    by_rows = sign == "/" and any(isinstance(operands[leaf][0], Column) for leaf in _leaves(right))
    return by_rows or _divides(left, operands) or _divides(right, operands)


def _leaves(tree: "Tree") -> list[int]:
    return [tree] if isinstance(tree, int) else [*_leaves(tree[1]), *_leaves(tree[2])]


def is_hundredfold(formula: Formula) -> bool:
    """Whether a formula multiplies something by a hundred: what it tells is in percent."""
    return formula.operator == "*" and 100.0 in (formula.left, formula.right)


def with_revenue(catalog: Catalog, question: str) -> Catalog:
    """Give what is sold its worth where revenue is asked for, and only quantity and price are there."""
    asked = _EARNS.search(question)
    sold = sold_in(catalog) if asked else []
    if not asked or len(sold) != 1 or _is_taken(catalog, catalog.by_name[sold[0].table]):
        return catalog
    priced = [column for column in catalog.columns if is_price(column)]
    of_one = [column for column in priced if column.table == sold[0].table and is_price_of_one(column)]
    parts: list[Sequence[Operand]] = [sold, of_one or priced]
    if _NET not in asked.group().casefold():
        return added(catalog, asked.group(), ("*", 0, 1), parts) or catalog
    off = [column for column in catalog.columns if column.is_measure and _DISCOUNT in column.words]
    if not off or any(not isinstance(each.maximum, int | float) for each in off):
        return catalog
    if all(each.maximum <= 1 for each in off):
        kept: Tree = ("-", 2, 3)
    elif all(each.maximum <= 100 and _PERCENT & {*each.words, *each.units} for each in off):
        kept = ("-", 2, ("/", 3, 4))
    else:
        return catalog  # Of each piece, or of all of them? Nothing says.
    return added(catalog, asked.group(), ("*", ("*", 0, 1), kept), [*parts, [1.0], off, [100.0]]) or catalog


def add_product(catalog: Catalog, term: str, one: Column, other: Column) -> Catalog | None:
    """Give the rows of the first column its product with another, of which each row has one."""
    return added(catalog, term, ("*", 0, 1), [[one], [other]])


def _is_taken(catalog: Catalog, home: Table) -> bool:
    """Whether a table that has to do with what is sold says what was taken for it."""
    near = (each for each in catalog.tables if graph_of(catalog).path(home.name, each.name) is not None)
    return any(column.is_measure and _TAKEN & set(column.words) for each in near for column in each.columns)


def _operand(text: str, catalog: Catalog) -> list[Operand]:
    """Return the columns that a phrase may name, or the number that it is."""
    text = text.replace("'s ", " ").replace("\u2019s ", " ")
    plain = re.sub(r"^(?:the|a|an|its|their|that|each|of)\s+", "", text.strip(" ,'\"").lower())
    if plain in _WORDS:
        return [float(_WORDS[plain])]
    if re.fullmatch(r"\d+(?:\.\d+)?%?", plain):
        return [float(plain.rstrip("%"))]
    items = [
        item for item in covers(spoken(text), catalog, most=1)[0] if not item.has(Sense.FILLER, Sense.OF)
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
    least = min(best, NAMED) if best >= NAMED else _LEAST  # "Hours", of which several headers are a part.
    return [hit.column for hit in owned if hit.strength >= least]


def added(
    catalog: Catalog,
    term: str,
    tree: Tree,
    operands: Sequence[Sequence[Operand]],
    home: Table | None = None,
    *,
    of_sums: bool = False,
) -> Catalog | None:
    """Add the column to the one table whose rows have one value for each part; of sums, each counts once."""
    found = [table for table in ([home] if home else catalog.tables) if _chosen(catalog, table, operands)]
    own = [table for table in found if any(_is_of(table, each) for options in operands for each in options)]
    whole = [table for table in own if all(map(partial(_has_own, table), operands))]
    own = whole if len(whole) == 1 else own
    bonds = {table.name: _bond(catalog, table, _chosen(catalog, table, operands)) for table in own or found}
    own = [table for table in own or found if bonds[table.name] == max(bonds.values())]
    # Of two tables that name one another's rows, each row of the smaller has its own in the larger.
    own = [table for table in own if table.rows == min(each.rows for each in own)]
    if len(own) != 1:
        return None
    parts = _chosen(catalog, own[0], operands)
    if of_sums and any(_is_repeated(catalog, own[0], part) for part in parts):
        return None
    made = _made(tree, parts, own[0])
    if isinstance(made, float):
        return None
    made = replace(made, role=RATIO) if _divides(tree, operands) else made
    column = replace(made, words=tuple(stem(word) for word in name_words(term)), position=len(own[0].columns))
    table = replace(own[0], columns=(*own[0].columns, column))
    return inherit_joins(catalog.with_table(table), catalog)


def _made(tree: Tree, parts: Sequence[Operand], table: Table) -> Operand:
    """Return the column that a formula computes for each row of a table."""
    if isinstance(tree, int):
        return parts[tree]
    formula = Formula(tree[0], _made(tree[1], parts, table), _made(tree[2], parts, table))
    return Column(table.name, _name(formula), "DOUBLE", role="measure", rows=table.rows, formula=formula)


def _chosen(catalog: Catalog, table: Table, operands: Sequence[Sequence[Operand]]) -> list[Operand]:
    """Choose the column for each part of which a row has one value; nothing where it has none."""
    chosen = list[Operand]()
    for options in operands:
        here = [each for each in options if _is_of(table, each) or isinstance(each, float)]
        there = here or [each for each in options if _leads(catalog, table, each)]
        if len(there) != 1:
            return []
        chosen.append(there[0])
    columns = {each for each in chosen if isinstance(each, Column)}
    said = {tuple(options) for options in operands if not isinstance(options[0], float)}
    return chosen if len(columns) == len(said) else []  # "Hours times hourly rate": no rate times itself.


def _bond(catalog: Catalog, table: Table, parts: Sequence[Operand]) -> float:
    """How sure the least sure join is that a table needs for these parts."""
    others = {part.table for part in parts if isinstance(part, Column)} - {table.name}
    paths = [graph_of(catalog).path(table.name, other, to_one=True) or [] for other in others]
    return min((round(hop.score, 2) for path in paths for hop in path), default=1.0)


def _is_repeated(catalog: Catalog, table: Table, part: Operand) -> bool:
    """Whether many rows have an amount in common that is no price of one: the sum would count it often."""
    if not isinstance(part, Column) or _is_of(table, part) or is_price(part) or is_price_of_one(part):
        return False
    path = graph_of(catalog).path(table.name, part.table, to_one=True) or []
    return any(not hop.own.unique for hop in path)


def _is_of(table: Table, operand: Operand) -> bool:
    return isinstance(operand, Column) and operand.table == table.name


def _has_own(table: Table, options: Sequence[Operand]) -> bool:
    return any(_is_of(table, each) or isinstance(each, float) for each in options)


def _leads(catalog: Catalog, table: Table, operand: Operand) -> bool:
    if isinstance(operand, float):
        return True
    return bool(graph_of(catalog).path(table.name, operand.table, to_one=True))


def _name(formula: Formula) -> str:
    def part(operand: Operand, *, is_first: bool) -> str:
        if not isinstance(operand, Column):
            return f"{operand:g}"
        inner = operand.formula
        loose = inner and (not is_first or (inner.operator in "+-" and formula.operator in "*/"))
        return f"({operand.name})" if loose else operand.name

    return f"{part(formula.left, is_first=True)} {formula.operator} {part(formula.right, is_first=False)}"
