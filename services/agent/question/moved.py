"""What ``sold the most`` may be about, where rows say both how many and for how much: both are offered."""

import re
from collections.abc import Iterator

from services.agent.question.language.vocabulary import QUANTITY_WORDS
from services.agent.question.language.words import spoken
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_MOST = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )\b(?:(?:has|have|had)\s+)?"
    r"(?:sold|sells?|bought|buys|ordered|purchased)\s+(?:the\s+)?(?P<most>most|least)"
    r"(?=\s*[?.!]*$|\s+(?:in|during|since|from|between|last|this|on|for)\b)",
    re.IGNORECASE,
)


def figures_of_moved(question: str, catalog: Catalog) -> Iterator[str]:
    """Yield a question for each figure that ``sold the most`` may be of; none where only one is there."""
    found = _MOST.search(question)
    tables = [rivals for table in catalog.tables if (rivals := _rivals(table))] if found else []
    if found is None or len(tables) != 1:
        return
    end = "highest" if found["most"].casefold() == "most" else "lowest"
    for column in tables[0]:
        said = f"has the {end} total {spoken(column.name)}"
        yield f"{question[: found.start()]}{said}{question[found.end() :]}"


def _rivals(table: Table) -> list[Column]:
    """Return how many and for how much of a row, where one column says each."""
    counts = [each for each in table.columns if each.is_measure and QUANTITY_WORDS & {*each.words}]
    worth = table.worth
    both = len(counts) == 1 and worth is not None and worth not in counts
    return [counts[0], worth] if both and worth else []
