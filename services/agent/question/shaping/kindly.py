"""Names rows of a kind that only cells name: ``which dog is the heaviest``, of animals; ``per trainer``."""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.linking.linker import link
from services.agent.question.rewording.proportions import reword_proportions
from services.agent.question.rewording.wordings import reword
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_WHICH = re.compile(
    r"^(?P<ask>which|what)\s+(?P<kind>[a-z]+)\s+(?=(?:is|was|has|had|have|are|were|weighs?|costs?|lasts?|earns?)\b)",
    re.IGNORECASE,
)
_HEAD = (
    r"^(?P<ask>(?:(?:which|what)(?:\s+\d+)?|how\s+many|(?:please\s+)?(?:list|show|give|name|find)(?:\s+(?:me|us))?(?:\s+all)?"
    r"(?:\s+(?:the|our))?|who\s+are(?:\s+all)?\s+(?:the|our))\s+(?:of\s+(?:the|our)\s+)?|)"
)
_PART = re.compile(
    rf"{_HEAD}(?P<kind>[a-z]{{3,}})\b(?!['\u2019]|\s+(?:by|per|with\s+most)\b)(?P<rest>.*)$", re.I | re.S
)
_BEST = re.compile(
    r"^(?P<ask>.*?\b(?:top|bottom|best|first)\s+(?:\d+\s+|\w+\s+)?(?P<kind>[a-z]{3,})\s+(?:ranked\s+)?by\s+)"
    r"(?!(?:the\s+|their\s+)?(?:total|sum|number|count|average|mean|how|share|percent\w*|most|highest|lowest|name|\w+\s+of)\b)",
    re.IGNORECASE,
)
_TOLD_BY_NUMBER = re.compile(
    rf"\b(?:more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|over|under|exactly)\s+(?:\d|an?\b|(?:{'|'.join(NUMBER_WORDS)})\b)|"
    r"\bor\s+more\b|\b(?:most|fewest|twice)\b(?!\s+(?:different|distinct))",
    re.IGNORECASE,
)
_WHO_ARE = re.compile(r"^who\s+(?:are|were)\s+(?:the|our)\s+", re.IGNORECASE)
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


def say_of_part(question: str, catalog: Catalog) -> str:
    """Say of which persons is spoken, where these are not told by how much their numbers are found."""
    return question if _TOLD_BY_NUMBER.search(question) else say_as_part(question, catalog)


def say_as_part(question: str, catalog: Catalog) -> str:
    """Say of which persons is spoken where a noun is what cells call some, and what a number of theirs is.

    ``Which vets``, of staff whose ``role`` is so, beside a ``vet_id`` that refers to them. The best of them
    are the best by all their rows together.
    """
    best = _BEST.match(question)
    if best and _role_of(best["kind"], catalog):
        return f"{_WHO_ARE.sub('', best['ask'])}total {question[best.end() :]}"
    found = _PART.match(question)
    role = _role_of(found["kind"], catalog) if found else None
    if found is None or role is None:
        return question
    column, value = role
    ask = re.sub(r"^who\s+are", "list", found["ask"], flags=re.IGNORECASE)
    rows = " ".join(name_words(column.table))
    owned = re.compile(rf"\b(?P<the>the\s+|their\s+)?{re.escape(value)}['\u2019]s\s+", re.IGNORECASE)
    rest = owned.sub(lambda each: each["the"] or "the ", found["rest"])
    return f"{ask}{rows} with {' '.join(name_words(column.name))} {value}{rest}"


def _role_of(noun: str, catalog: Catalog) -> tuple[Column, str] | None:
    """Return the column whose cells call persons so, and the cell, where a column refers to them by it."""
    keys = _numbered_as(catalog)
    if stem(noun) not in keys:
        return None
    items = link(noun, catalog)
    if len(items) != 1 or items[0].tables:
        return None
    hits = {(hit.column, hit.values) for hit in items[0].values if hit.column.table in keys[stem(noun)]}
    ((column, values),) = hits if len(hits) == 1 else ((None, ()),)
    return (column, values[0]) if column and column.repeats and len(values) == 1 else None


@remembered
def _numbered_as(catalog: Catalog) -> dict[str, frozenset[str]]:
    """Return what headers call the persons whose numbers they hold, and of which tables these are."""
    found: dict[str, set[str]] = {}
    for edge in known_joins(catalog):
        called = set(edge.many.core) - {*edge.one.core, *catalog.by_name[edge.one.table].words}
        for word in called:
            found.setdefault(word, set()).add(edge.one.table)
    return {word: frozenset(tables) for word, tables in found.items()}


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
