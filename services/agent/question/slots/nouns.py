"""Nouns that stand for the rows of the home: its name, people, and nouns that are nowhere in the data."""

from services.agent.question.composing.standing import standing_at, standing_tables
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.nouns import FIGURE_NOUNS
from services.agent.question.language.vocabulary import PEOPLE, PERSON_WORDS
from services.agent.question.language.words import stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import TableHit
from services.agent.question.slots.view import ARTICLES, LEADING, PLACED
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Want
from services.agent.question.tables.schema import Table

ROW_NOUN = 0.85
"""Of a noun that is nowhere in the data and stands where the word for a row does."""
LONE = 0.85
"""For such a noun where no condition says which rows: of workers, "the astronauts" may be some."""
STANDING = 0.93
"""For a value in the plural that stands for the rows that have it."""
DESCRIBED = 0.96
"""For a header's word that only says what the header before it holds."""


def stands_for_row(walk: Walk, want: Want | None) -> bool:
    """Pass over a noun that only says what a row is: ``the score of the player from X``, ``the X game``."""
    before = walk.view.item(walk.at - 1)
    if stem(walk.item.normal) in FIGURE_NOUNS and walk.view.describes(walk.at):
        walk.wishes.strength *= DESCRIBED  # "UK position": the header says it all.
        return True
    if want is None:
        asks = (Sense.WHICH, Sense.LIST, Sense.HOW_MANY, Sense.ALL)
        placed = before and before.normal in PLACED and not walk.wishes.asks
        asked = bool(before and (before.has(*asks) or placed))
        if not walk.view.names_row(walk.at) or (asked and not walk.wishes.wants):
            return False
        walk.wishes.link(walk.at, "table", walk.view.home.name, ROW_NOUN)
        walk.wishes.strength *= 1.0 if walk.used else LONE
        return True
    column, following = want.column, walk.view.item(walk.at + 1)
    place = walk.at + 2 if following and following.normal == "by" else walk.at + 1
    named = walk.view.items[place].values if place in walk.used else ()
    named += before.values if before and walk.at - 1 in walk.used else ()
    if walk.item.has(Sense.LIGHT) and any(hit.column == column for hit in named):
        return True  # "Represented X", "what does X teach": the verb says under which header X stands.
    if column is None or not walk.wishes.wants or not column.is_text or len(walk.view.catalog.tables) > 1:
        return False
    names = column == walk.view.home.label or set(column.words) & set(PERSON_WORDS)
    article = before is not None and before.normal in ARTICLES
    lead = walk.view.item(walk.at - 2) if article else before
    led = walk.at - 1 in walk.used or bool(lead and lead.has(*LEADING))
    if not names or not led or walk.is_joined(want):
        return False
    rows = walk.table(walk.at)  # Another word for the only rows may stand for several of their headers.
    sure = max(want.strength, NAMED) if rows else want.strength
    walk.wishes.link(walk.at, "table", walk.view.home.name, sure)
    return True


def open_with_value(walk: Walk) -> None:
    """Ask for the rows for which a value stands where the question opens: ``the managers in …``."""
    at = standing_at(walk.view.items)
    if len(walk.view.catalog.tables) < 2 or at is None or at not in walk.used:
        return
    if walk.view.home.name in standing_tables(walk.view.items[at]):
        walk.wishes.wants.append(Want(at, None, walk.view.home, None, STANDING))


def is_about_people(home: Table) -> bool:
    """Whether each row is a person."""
    return bool(
        {*home.words, *(home.label.words if home.label else ())} & set(PERSON_WORDS)
        or {"age", "gender", "sex"} & {w for c in home.columns for w in c.words}
    )


def rows_at(walk: Walk, index: int) -> TableHit | None:
    """Return the table that a piece names, by its name or as the people that it is about."""
    hit, item = walk.table(index), walk.view.item(index)
    if (
        hit is None
        and item
        and item.normal in PEOPLE
        and not item.columns
        and is_about_people(walk.view.home)
    ):
        return TableHit(walk.view.home, 0.9)
    if hit is None and walk.view.names_row(index):
        return TableHit(walk.view.home, ROW_NOUN)
    return hit
