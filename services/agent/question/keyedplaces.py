"""Leaves out what was done where a header says in what: "essays printed in Oak", of a number ``printed_in``.

The number names a row of another table; the verb says no more than that the row is meant, or says when.
"""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.words import name_words
from services.agent.question.tables.schema import Catalog

_PLACED = frozenset(["in", "at", "on", "to", "from", "for", "with"])


def say_in_keyed(question: str, catalog: Catalog) -> str:
    """Say "in Oak" for "printed in Oak" where that is a key of another table; others stay as they are."""
    edges = known_joins(catalog) if len(catalog.tables) > 1 else ()
    said = {name_words(edge.many.name) for edge in edges if edge.many.is_number}
    for words in said:
        if len(words) == 2 and words[1] in _PLACED and words[0] != words[1]:
            question = re.sub(rf"\b{words[0]}\s+{words[1]}\b", words[1], question, flags=re.IGNORECASE)
    return question
