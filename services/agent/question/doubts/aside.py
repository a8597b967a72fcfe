"""Whether rows are told by rows of another table aside: payments, by a transfer that their user sent."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import PEOPLE
from services.agent.question.linking.items import NAMES, Item, named_tables
from services.agent.question.plans.parts import columns_in
from services.agent.question.plans.plan import Between, Compare, InSet, Plan, RowSet
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_WHO = frozenset(["who", "whose", "whom", "with"])


def goes_aside(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a condition turns at a table that nothing names, up from the rows and down to others.

    ``Payments that failed`` are no payments of users with a failed transfer; ``payments of users with a
    failed transfer`` say so.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    persons = any(_is_anybody(item) for item in items)
    related = [each for each in plan.rows.conditions if isinstance(each, InSet)]
    if any(_comes_back(each, items) or _takes_others(each, plan.rows.table, items) for each in related):
        return True
    if any(_turns_object(each, plan, items) for each in related) or _measures_aside(plan, items):
        return True
    turns = [] if persons else [turn for each in related for turn in _turns(each)]
    counted = [each for output in plan.outputs for each in output.when if isinstance(each, InSet)]
    turns += [turn for each in counted for turn in _turns(each)]
    return any(
        not _names(items, turn) and not (_names(items, plan.rows.table) and _names(items, last))
        for turn, last in turns
    )


def _measures_aside(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the fuel cost`` has become what repairs cost: rows that are no part of it."""
    home = plan.rows.table
    figures = {output.column for output in plan.outputs if output.function and output.column}
    for thing, figure in pairwise(items) if figures else ():
        named = [hit.table for hit in named_tables(thing) if hit.table != home]
        if not named or thing.values or figure.tables or figure.after_comma:
            continue
        if figures & {hit.column for hit in figure.columns if hit.column.table == home.name}:
            there = {column.table for column in columns_in(plan)}
            others = [table for table in named if table.name not in there]
            told = any({*table.words[:1]} & {*each.words} for table in others for each in home.columns)
            return bool(others) and not told
    return False


def _is_anybody(item: Item) -> bool:
    """Whether people are asked for who may stand anywhere in the data: none that a table is called by."""
    named = any(hit.strength >= NAMES for hit in item.tables)
    return item.has(Sense.WHO) or (item.normal in PEOPLE and not named)


def _comes_back(condition: InSet, items: Sequence[Item]) -> bool:
    """Whether rows are found by the same rows of others: states on a river, which border some state.

    Songs of singers "that were played" are no songs of such as had some song played: "who had" says that.
    """
    inner = [each for each in condition.rows.conditions if isinstance(each, InSet)]
    back = [each.rows for each in inner if (each.column, each.key) == (condition.key, condition.column)]
    whose = any({*item.normal.split()} & _WHO for item in items)
    plain = not (condition.negated or (condition.key.unique and whose))
    return plain and any(isinstance(each, InSet) for rows in back for each in rows.conditions)


def _takes_others(condition: InSet, home: Table, items: Sequence[Item]) -> bool:
    """Whether rows have a header by which others are told that nothing names: ratings of reviews."""
    own = {each.words for each in home.columns if not each.is_date and each.role != "id"}
    there = condition.rows
    said = [each.column for each in there.conditions if isinstance(each, Compare | Between)]
    return not _names(items, there.table) and any(each.words in own and each.is_measure for each in said)


def _turns_object(condition: InSet, plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which papers cite X`` has become whether X itself does, of a verb that rows are called by."""
    there, home = condition.rows, plan.rows
    if there.conditions or there.extreme or condition.negated or len(there.table.words) != 1:
        return False
    verb = next((at for at, item in enumerate(items) if {*item.stems} & {*there.table.words}), len(items))
    told = {each.column for each in home.conditions if isinstance(each, Compare)} & {*home.table.names}
    rows = any(
        hit.table == home.table and hit.strength >= NAMES for item in items[:verb] for hit in item.tables
    )
    return rows and any(hit.column in told for item in items[verb + 1 :] for hit in item.values)


def _turns(condition: InSet) -> list[tuple[Table, Table]]:
    """Return each table at which a chain of keys turns from one row to many, with the table behind it."""
    rows: RowSet = condition.rows
    inner = [each for each in rows.conditions if isinstance(each, InSet)]
    if rows.extreme or len(inner) != len(rows.conditions) or not _is_key(condition.key, rows.table):
        return []
    many = [each for each in inner if not (each.key.unique and _is_key(each.key, each.rows.table))]
    own = [(rows.table, each.rows.table) for each in many]
    return own + [turn for each in inner for turn in _turns(each)]


def _is_key(column: Column, table: Table) -> bool:
    """Whether a column numbers the rows of a table; of few rows even what they refer to may be unique."""
    return column in (table.key, *table.names) or (table.key is None and column.unique)


def _names(items: Sequence[Item], table: Table) -> bool:
    return any(hit.table == table and hit.strength >= NAMES for item in items for hit in item.tables)
