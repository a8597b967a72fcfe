"""A table that is said to be one: ``in the Sales Report sheet``, ``the tab Sheet2`` go by their names."""

import re

from services.agent.question.tables.calling import table_named
from services.agent.question.tables.schema import Catalog

_KIND = re.compile(
    r"(?<=\s)(?:sheet|tab|worksheet|spreadsheet|table|file)\b(?:\s+(?:called|named))?", re.IGNORECASE
)
_BEFORE = re.compile(r"(?:in|from|of|on|for)\s+(?:the\s+)?(?P<name>\S+(?:\s+\S+){0,5})\s+$", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?P<name>[^?!,;]+)")


def without_sheet_words(question: str, catalog: Catalog) -> str:
    """Leave out that a name is one of a table, where it is: no header or value is called a sheet there."""
    for kind in reversed([*_KIND.finditer(question)]):
        before, behind = question[: kind.start()], question[kind.end() :]
        led, followed = _BEFORE.search(before), _BEHIND.match(behind)
        if led and _is_table(led["name"], catalog):
            question = before.rstrip() + behind
        elif followed and _begins_with_table(followed["name"], catalog):
            question = before + behind.lstrip()
    return question


def _is_table(name: str, catalog: Catalog) -> bool:
    return table_named(name.strip("\"'“”"), catalog) is not None


def _begins_with_table(said: str, catalog: Catalog) -> bool:
    words = said.strip(" .").split()
    return any(_is_table(" ".join(words[:end]), catalog) for end in range(1, len(words) + 1))
