"""Cells that hold several values: ``A & B``."""

import re
from collections.abc import Collection

from services.agent.question.language.words import in_lines, normalise, normalise_each
from services.agent.question.tables.columns import Column

_LIST_MARK = re.compile(r"[,/;&\n]|\b(?:and|with|feat|featuring|ft|vs)\b", re.IGNORECASE)


def are_listed(value: str, alike: Collection[str], column: Column) -> bool:
    """Whether other cells of a column than those that are ``alike`` hold a value beside others."""
    phrase, values = normalise(value), column.values or ()
    cells = zip(values, normalise_each(in_lines(values)), strict=True)
    longer = [each for each, cell in cells if phrase in cell and f" {phrase} " in f" {cell} "]
    return any(each not in alike and _LIST_MARK.search(each) for each in longer)
