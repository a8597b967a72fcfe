"""Rows that their number tells, and no name of theirs: accounts of owners, flats of tenants."""

from collections.abc import Set

from services.agent.question.language.vocabulary import LABEL_WORDS, PERSON_WORDS
from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

ASK_PERSONS = frozenset(["who", "whose", "whom"])

_HOLDER = stem("holder")
"""Whoever holds something is a person: a cardholder, a leaseholder."""


def is_anothers(label: Column, table: Table) -> bool:
    """Whether a name is somebody's or of several rows, and rows that a number of theirs tells have none."""
    words = {*label.words} - LABEL_WORDS
    own = not words.isdisjoint(table.words) or bool({*table.words} & {*PERSON_WORDS})
    numbered = table.key is not None and any(
        word in (*table.words, *(each[-len(word) :] for each in table.words if len(word) > 2))
        for word in table.key.core
    )
    person = not words.isdisjoint(PERSON_WORDS) or any(word.endswith(_HOLDER) for word in words)
    return numbered and not own and (person or (bool(words) and label.repeats))


def says_rows(said: Set[str], table: Table) -> bool:
    """Whether some stems speak of the rows of a table, or of their number."""
    return not said.isdisjoint({*table.words, *(table.key.core if table.key else ())})
