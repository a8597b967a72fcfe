"""Verbs that say under which header the value behind them stands: ``lives in X``, of a home and a branch."""

from collections.abc import Sequence

from services.agent.question.language.doings import VERB_OBJECTS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import PERSONS
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table, ValueHit

_BETWEEN = (Sense.IN, Sense.FILLER)
"""What may stand between such a verb and the value."""
_OF_PEOPLE = PERSONS | {"age", "gender", "sex"}


def carried(view: View, index: int, hits: list[ValueHit]) -> list[ValueHit]:
    """Keep the columns, of several under which a value stands, that the verb before it is about."""
    if len(hits) < 2:
        return hits
    at = index - 1
    while at > 0 and view.items[at].has(*_BETWEEN) and not view.items[at].is_link:
        at -= 1
    verb = view.item(at) if at < index - 1 else None
    objects = VERB_OBJECTS.get(verb.stems[0], ()) if verb and verb.stems and not verb.tables else ()
    fits = [hit for hit in hits if not set(objects).isdisjoint(hit.column.words)] if objects else []
    people = [hit for hit in fits if is_of_people(view.catalog.by_name[hit.column.table])]
    return people or fits or hits


def is_carried(view: View, index: int, hits: Sequence[ValueHit], column: Column) -> bool:
    """Whether the verb before a value is about what a header says: ``living in X``, ``insured by X``."""
    before = view.item(index - 1)
    if (
        len(hits) > 1
        or before is None
        or before.is_link
        or not (before.normal == "by" or before.has(Sense.IN))
    ):
        return False
    verb = view.item(index - 2)
    if verb is None or verb.is_link or not verb.stems or verb.tables or verb.values:
        return False
    if before.normal == "by":
        return verb.normal.endswith("ed") and not column.is_number
    return not set(VERB_OBJECTS.get(verb.stems[0], ())).isdisjoint(column.words)


def is_of_people(table: Table) -> bool:
    """Whether a table, by its name or by what it says of each row, can only be of persons."""
    return bool({*table.words, *(word for column in table.columns for word in column.words)} & _OF_PEOPLE)
