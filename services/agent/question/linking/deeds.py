"""What things do, as rows of another table: who ``bought`` has a sale, who ``booked`` a booking."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import ROWS_OF
from services.agent.question.language.words import name_words, root, word_root
from services.agent.question.linking.items import Item
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

PARTICLES = ("in", "up", "out", "on", "off")
"""Words that make one word with the verb before them: ``logged in``."""


def tables_of_deed(item: Item, catalog: Catalog) -> tuple[Table, ...]:
    """Return the tables whose rows a verb makes: first those called after the verb itself."""
    light = Sense.LIGHT in item.senses
    if len(item.stems) != 1 or item.is_left or item.number is not None or (item.senses and not light):
        return ()
    if item.is_proper or ((item.tables or item.values) and not (light or item.verb)):
        return ()
    verbs = {root(item.stems[0])}
    nouns = {*ROWS_OF.get(root(item.stems[0]), ())}
    named = [table for table in catalog.tables if verbs & table.roots]
    if not named and not item.is_known and not nouns:
        return ()
    called = [table for table in catalog.tables if nouns & table.roots]
    homes = {column.table for column in catalog.columns if column.is_date and verbs & column.roots}
    if not named and homes and homes.isdisjoint(table.name for table in called):
        return ()  # "Registered", where a day of that name stands with the students, and not with enrolments.
    return tuple(named or called)


def run_together(items: Sequence[Item], index: int) -> str | None:
    """Write a verb and the particle after it as the one word that headers use: ``login``."""
    particle = items[index + 1].normal if index + 1 < len(items) else ""
    words = items[index].normal.split()
    if len(words) == 2 and words[1] in PARTICLES:
        return word_root(words[0]) + words[1]
    return word_root(words[0]) + particle if len(words) == 1 and particle in PARTICLES else None


def says_done(item: Item, column: Column) -> bool:
    """Whether a piece says by what was done to some rows which header is meant: ``priced``, of ``Price``."""
    done = len(item.stems) == 1 and item.normal.endswith("ed")
    return done and item.normal not in name_words(column.name)
