"""Headers that fit one word of a question equally well: ``total units``, of units sold and units returned.

What a thing costs may be what its seller pays, or what its buyer does.
"""

from collections.abc import Iterator, Sequence

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import spoken, tokenise
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.plans.parts import with_columns
from services.agent.question.plans.plan import Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.selling import buying_and_selling

_WEAKEST = 0.5
"""Strength from which a word is about a header."""
_VERBS = ("cost", "costs", "costing")
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


def twins(reading: Reading, items: Sequence[Item]) -> list[Reading]:
    """Return a reading, and beside it the one by the other of two prices of a thing."""
    twin = _twin_of(reading.plan, items)
    if twin is None:
        return [reading]
    return [reading, print_reading(twin, to_sql(twin), reading.confidence, reading.matches)]


def _twin_of(plan: Plan, items: Sequence[Item]) -> Plan | None:
    """Return the plan by the other of two prices, where rows are found by one, and no header is said.

    ``Which cost more than 100`` may be about what they are bought for, or what they are sold for.
    """
    pair = buying_and_selling(plan.rows.table.columns)
    limits = {getattr(each, "column", None) for each in plan.rows.conditions}
    used = {*limits, plan.rows.extreme.column if plan.rows.extreme else None}
    found = [column for column in pair or () if column in used]
    if pair is None or len(found) != 1 or any(_names(before, item, pair) for before, item in _pairs(items)):
        return None
    own, other = found[0], pair[1 if found[0] == pair[0] else 0]
    if own == pair[1] and not any(item.normal in _VERBS for item in items):
        return None  # The dearest in a shop, and what is cheaper there, is so to those who buy.
    if own == pair[0] and any(item.normal == "us" for item in items):
        return None

    return with_columns(plan, lambda column: other if column == own else column)


def _pairs(items: Sequence[Item]) -> Iterator[tuple[Item | None, Item]]:
    return zip([None, *items], items, strict=False)


def _names(before: Item | None, item: Item, columns: Sequence[Column]) -> bool:
    """Whether a header is said: ``a unit cost above 9``, and not the verb that is like one."""
    verb = item.normal in _VERBS and not (before and before.has(Sense.WITH, Sense.FILLER))
    return not verb and any(hit.column in columns and hit.strength >= NAMED for hit in item.columns)


def _rivals(item: Item) -> list[Column]:
    """Return the figures of one table that a piece may name, all as likely, where it is nothing else."""
    best = max((hit.strength for hit in item.columns), default=0.0)
    columns = [hit.column for hit in item.columns if hit.strength == best and hit.column.is_measure]
    plain = not ({*item.senses} - {Sense.LIGHT} or item.tables or item.values)
    alike = len({column.table for column in columns}) == 1 and 1 < len(columns) <= _MOST
    return columns if plain and alike and best >= _WEAKEST else []
