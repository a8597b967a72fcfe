"""Columns of formulas whose parts are told by exact headers: nothing of them is guessed."""

from collections.abc import Callable, Sequence

from services.agent.question.composing.formulas import added, parsed
from services.agent.question.composing.partsoff import Operand
from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog


def with_exact_formula(
    catalog: Catalog, name: str, says: str, operands_of: Callable[[str, Catalog], Sequence[Operand]]
) -> tuple[Catalog, Column] | None:
    """Give a table the column that a formula computes, and return it with them.

    Args:
        catalog: What the question is about.
        name: What the column is called in the question.
        says: The formula in signs.
        operands_of: What a part of it is; nothing where that is no header and no number.
    """
    tree = parsed(says.strip(" .,"), leaves := list[str]())
    operands = [operands_of(each, catalog) for each in leaves]
    if tree is None or isinstance(tree, int) or not all(operands):
        return None
    if all(isinstance(each[0], float) for each in operands):
        return None
    known = added(catalog, name, tree, operands)
    if known is None:
        return None
    made = [each for each in known.columns if each.words == (stem(name),) and each.formula]
    return (known, made[0]) if made else None
