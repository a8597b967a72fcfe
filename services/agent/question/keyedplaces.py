"""Leaves out what was done where a header says in what: "essays printed in Oak", of a number ``printed_in``.

The number names a row of another table; the verb says no more than that the row is meant, or says when.
"""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.words import name_words
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_PLACED = frozenset(["in", "at", "on", "to", "from", "for", "with"])


def say_in_keyed(question: str, catalog: Catalog) -> str:
    """Say "in Oak" for "printed in Oak" where that is a key of another table; others stay as they are."""
    for pattern, place in _deeds(catalog):
        question = pattern.sub(place, question)
    return question


@remembered
def _deeds(catalog: Catalog) -> list[tuple[re.Pattern[str], str]]:
    """Return what was done by the headers of such keys, each with the word for where that alone stays."""
    edges = known_joins(catalog) if len(catalog.tables) > 1 else ()
    said = dict.fromkeys(name_words(edge.many.name) for edge in edges if edge.many.is_number)
    placed = [words for words in said if len(words) == 2 and words[1] in _PLACED and words[0] != words[1]]
    return [(re.compile(rf"\b{done}\s+{place}\b", re.IGNORECASE), place) for done, place in placed]
