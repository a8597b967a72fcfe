"""Asks for the header where a verb and a preposition stand last: ``what was patient 12 diagnosed with``."""

import re
from collections.abc import Iterator

from services.agent.question.language.doings import VERB_OBJECTS
from services.agent.question.language.vocabulary import PLACE_WORDS
from services.agent.question.language.words import stem, word_root
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_STRANDED = re.compile(
    r"^what\s+(?:is|was|are|were|does|did|do|has|have)\s+(?P<who>[^,?]+?)\s+(?:(?:been|being)\s+)?(?P<verb>[a-z]{4,})\s+"
    r"(?P<end>with|from|by|for|as|in|at|on|under)\s*[?.!]*$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"^where\s+(?:is|are)\s+(?P<what>the\s+(?P<noun>[\w-]+)\s+of\s+[^,?]+?)(?:\s+(?:located|based|situated|found))?\s*[?.!]*$",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"^(?:in\s+)?(?:what|which)\s+(?P<noun>place|city|town|location|village)\s+(?P<be>is|are|was|were)\s+(?P<what>[^,?]+?)\s+"
    r"(?P<verb>based|located|situated|headquartered|found)(?:\s+in)?(?P<end>\s*[?.!]*)$",
    re.IGNORECASE,
)
_CURED = frozenset(map(stem, ["treated", "admitted", "hospitalised", "hospitalized"]))
"""What is done with people for what they suffer from."""
_SEVERAL = re.compile(
    r"\b(?:each|every|all|most|least|many|much|average|who|that|which|whose|we|they)\b", re.IGNORECASE
)
"""Words of a question that is about more than one thing."""


def say_stranded(question: str, catalog: Catalog) -> str:
    """Ask for the only column that the verb is about; most questions stay as they are."""
    found = _STRANDED.match(question)
    if found is None or _SEVERAL.search(found["who"]):
        return question
    verb = found["verb"].casefold()
    cured = found["end"].casefold() == "for" and stem(verb) in _CURED
    columns = list(_columns_of("suffer" if cured else verb, catalog))
    return f"what is the {columns[0].name} of {found['who']}" if len(columns) == 1 else question


def say_place(question: str, catalog: Catalog) -> str:
    """Ask ``where is the team of …`` for the only header that says where the teams are."""
    placed = _PLACED.match(question)
    if placed and not any(stem(placed["noun"].casefold()) in each.words for each in catalog.columns):
        question = f"where {placed['be']} {placed['what']} {placed['verb']}{placed['end']}"
    found = _WHERE.match(question) if question[:5].casefold() == "where" else None
    noun = stem(found["noun"].casefold()) if found else ""
    tables = [table for table in catalog.tables if is_called(table, noun)]
    if found is None or len(tables) != 1:
        return question
    places = (
        [each for each in tables[0].columns if each.is_text and word in each.words] for word in PLACE_WORDS
    )
    columns = next((each for each in places if each), [])
    return f"what is the {columns[0].name} of {found['what']}" if len(columns) == 1 else question


def _columns_of(verb: str, catalog: Catalog) -> Iterator[Column]:
    """Yield the columns of texts that share the verb's root, or else those of what is so done."""
    texts = [column for column in catalog.columns if column.is_text and column.role != "id"]
    named = [column for column in texts if word_root(verb) in column.roots]
    hints = VERB_OBJECTS.get(stem(verb), ())
    told = [[column for column in texts if hint in column.words] for hint in hints]
    yield from named or next((each for each in told if each), [])
