"""What is taken off or put on as a part of a sum: "price less the discount", of a percentage."""

from collections.abc import Sequence

from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column

_PERCENT = frozenset(map(stem, ["percent", "pct", "percentage", "%"]))
_OFF = stem("discount")
_AMOUNT = frozenset(map(stem, ["amount", "value", "total", "money", "sum"]))

Operand = Column | float
Tree = int | tuple[str, "Tree", "Tree"]
"""A formula: the place of an operand, or a sign between two formulas."""


def by_part(tree: Tree, operands: Sequence[Sequence[Operand]], one: int) -> Tree | None:
    """Take a part of a sum off it as often as its percentage says; None where nothing says if it is a part.

    Args:
        tree: The formula.
        operands: What its leaves may be.
        one: The place where the number one will stand, and a hundred behind it.
    """
    if isinstance(tree, int):
        return tree
    sign = tree[0]
    left, right = (by_part(each, operands, one) for each in tree[1:])
    if left is None or right is None:
        return None
    whole = operands[left] if isinstance(left, int) else ()
    if sign not in "+-" or not isinstance(right, int) or any(_divisor(each) != 0 for each in whole):
        return sign, left, right
    divisors = {_divisor(each) for each in operands[right]}
    if len(divisors) != 1 or None in divisors:
        return None
    divisor = divisors.pop()
    if divisor == 0:
        return sign, left, right
    part: Tree = ("/", right, one + 1) if divisor == 100 else right
    return "*", left, (sign, one, part)


def _divisor(operand: Operand) -> int | None:
    """Return what a part is divided by: 100 of a percentage, 1 of a fraction, 0 of an amount."""
    if isinstance(operand, float):
        return 0
    words = {*operand.words, *operand.units, *operand.spelt}
    is_fraction = isinstance(operand.maximum, int | float) and operand.maximum <= 1
    if _PERCENT & words:
        return 1 if is_fraction else 100
    if _OFF not in words or _AMOUNT & words:
        return 0
    return 1 if is_fraction else None
