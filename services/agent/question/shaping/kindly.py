"""Names rows of a kind that only cells name: ``which dog is the heaviest``, of animals; ``per trainer``."""

import re

from services.agent.question.language.words import spoken
from services.agent.question.linking.linker import link
from services.agent.question.rewording.proportions import reword_proportions
from services.agent.question.rewording.wordings import reword
from services.agent.question.tables.schema import Catalog

_WHICH = re.compile(
    r"^(?P<ask>which|what)\s+(?P<kind>[a-z]+)\s+(?=(?:is|was|has|had|have|are|were|weighs?|costs?|lasts?|earns?)\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:for\s+(?:each|every)|per|by)\s+(?P<kind>[a-z]{3,})(?=\s*[?.!]*$)", re.IGNORECASE)


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


def say_each_kind(question: str, catalog: Catalog) -> str:
    """Group by the names of the rows that are of the kind which stands last; others stay as they are."""
    found = _BY.search(question) if len(catalog.tables) > 1 else None
    items = link(found["kind"], catalog) if found else []
    if found is None or len(items) != 1 or items[0].is_noun or items[0].tables or items[0].senses:
        return question
    hits = {hit.column: hit.values for hit in items[0].values}
    column = next(iter(hits)) if len(hits) == 1 else None
    table = catalog.by_name[column.table] if column else None
    if column is None or table is None or not column.repeats:
        return question
    if table.label is None or table.label == column or table.label.repeats:
        return question
    rows, name, kind = spoken(table.name), spoken(table.label.name), spoken(column.name)
    grouped = name if set(table.words) & set(table.label.words) else f"{rows} {name}"
    return f"{question[: found.start()]}by {grouped} for {rows} with {kind} {hits[column][0]}"


def say_part(text: str, catalog: Catalog) -> str:
    """Bring a question for a part of another to the words that whole questions are brought to."""
    return say_each_kind(reword(reword_proportions(text)), catalog)
