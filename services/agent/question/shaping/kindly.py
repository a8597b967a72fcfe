"""Names the rows where a question asks for one of a kind: ``which dog is the heaviest``, of animals."""

import re

from services.agent.question.linking.linker import link
from services.agent.question.tables.schema import Catalog

_WHICH = re.compile(
    r"^(?P<ask>which|what)\s+(?P<kind>[a-z]+)\s+(?=(?:is|was|has|had|have|are|were|weighs?|costs?|lasts?|earns?)\b)",
    re.IGNORECASE,
)


def say_of_kind(question: str, catalog: Catalog) -> str:
    """Say of which rows one is of a kind that only their cells name; most questions stay as they are."""
    found = _WHICH.match(question) if len(catalog.tables) > 1 else None
    items = link(found["kind"], catalog) if found else []
    if found is None or len(items) != 1 or items[0].is_noun or items[0].senses:
        return question
    columns = {hit.column for hit in items[0].values}
    column = columns.pop() if len(columns) == 1 else None
    table = catalog.by_name[column.table] if column else None
    if column is None or table is None or not column.repeats or table.label in (None, column):
        return question
    return f"{found['ask']} {found['kind']} {' '.join(table.words)} {question[found.end() :]}"
