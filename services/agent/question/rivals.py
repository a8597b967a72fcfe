"""Headers that fit one word of a question equally well: ``total units``, of units sold and units returned."""

from collections.abc import Iterator

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import spoken, tokenise
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_WEAKEST = 0.5
"""Strength from which a word is about a header."""
_MOST = 3
"""Headers that may be meant; of more the word says nothing."""


def questions_of_rivals(question: str, catalog: Catalog) -> Iterator[str]:
    """Yield the question once for each header that a word of it may be, with that header in the word's place.

    Nothing is yielded where no word is about several, or several words are.
    """
    found = [(item, rivals) for item in link(question, catalog) if (rivals := _rivals(item))]
    if len(found) != 1:
        return
    item, rivals = found[0]
    tokens = tokenise(question)
    start, end = tokens[item.start].start, tokens[item.end - 1].end
    for column in rivals:
        yield f"{question[:start]}{spoken(column.name)}{question[end:]}"


def _rivals(item: Item) -> list[Column]:
    """Return the figures of one table that a piece may name, all as likely, where it is nothing else."""
    best = max((hit.strength for hit in item.columns), default=0.0)
    columns = [hit.column for hit in item.columns if hit.strength == best and hit.column.is_measure]
    plain = not ({*item.senses} - {Sense.LIGHT} or item.tables or item.values)
    alike = len({column.table for column in columns}) == 1 and 1 < len(columns) <= _MOST
    return columns if plain and alike and best >= _WEAKEST else []
