"""Whether a plan compares, counts or adds up something else than what the question says."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from services.agent.question.composing.nodes import condition_column
from services.agent.question.doubts.countedkinds import (
    counts_alike,
    counts_answers,
    counts_days,
    counts_each_kind,
    counts_those_with_rows,
)
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.money import kind_of
from services.agent.question.language.vocabulary import YEAR_WORDS
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import NAMES, Item, named_tables
from services.agent.question.plans.plan import (
    Between,
    Compare,
    CompareFigure,
    Condition,
    CountRelated,
    Function,
    InSet,
    MostRelated,
    Not,
    Output,
    Plan,
)

_SIDES = (Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.BETWEEN)
_OPENS = (Sense.LIST, Sense.WHICH, Sense.ALL, Sense.FILLER, Sense.OF, Sense.BE, Sense.DISTINCT)

_WHOLE = 0.97
"""Strength of a word that is a whole header, and not only the noun of a number."""
_MANY = 20
"""Rows from which names of which each has one are no groups by chance."""
_ONE_EACH = 0.9
"""Share of the rows that have a text of their own, from which each is taken to stand for one row."""


def miscounts(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a figure or a limit is taken from something else than is said.

    Args:
        plan: What was understood.
        conditions: Every condition of the plan, those of related rows too.
        items: The question as it was cut.
    """
    ways = (
        _adds_years, _adds_rows, counts_alike, counts_answers, counts_each_kind, _leaves_listed,
        _lists_records, _ranks_alike, _bounds_key, _adds_kind, _counts_other_rows, counts_those_with_rows,
        counts_days,
    )  # fmt: skip
    return (
        _compares_count(plan, conditions, items)
        or _limits_rows(conditions, items)
        or _leaves_number(plan, conditions, items)
        or _leaves_first(plan, conditions, items)
        or any(misses(plan, items) for misses in ways)
    )


def _counts_other_rows(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows of a kind are told of a thing, and how many it has of all: ``is late in more than 2``."""
    if any(item.has(Sense.AND) and not item.is_link for item in items):
        return False
    found = plan.rows.conditions
    limits = {each.group for each in found if isinstance(each, CountRelated) and not each.rows.conditions}
    kinds = {
        each.key for each in found if isinstance(each, InSet) and each.rows.conditions and not each.negated
    }
    return bool(limits & kinds)


def _adds_kind(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the limit orders`` have become the sum of their limits: it is a kind of orders.

    Where another word names the figure in full, that of all the others is none.
    """
    added = {each.column for each in plan.outputs if each.function is Function.SUM and each.column}
    added -= {hit.column for item in items for hit in item.columns if hit.strength >= NAMED}
    for kind, rows in pairwise(items):
        part = {hit.column for hit in kind.columns if hit.strength < NAMES}
        if part & added and not kind.tables and any(hit.strength >= NAMES for hit in rows.tables):
            return True
    return False


def _bounds_key(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the most spacious flat`` is the highest number of one, which only its header asks for."""
    bounds = (Function.MINIMUM, Function.MAXIMUM, Function.SUM, Function.AVERAGE, Function.MEDIAN)
    keys = {each.column for each in plan.outputs if each.function in bounds and each.column}
    keys = {column for column in keys if column and column.role == "id"}
    said = {hit.column for item in items for hit in item.columns if hit.strength >= _WHOLE}
    return not keys <= said


def _counted(items: Sequence[Item]) -> Iterator[tuple[float | int, Item]]:
    """Yield the limits of how many rows of a table there are: ``more than 3 orders``, ``between 1 and 2``."""
    for at, item in enumerate(items[:-1]):
        behind = (each for each in items[at + 1 :] if not each.values or each.tables)
        after = next(behind, items[at + 1])  # "More than 2 cancelled orders".
        limits = any(each.has(*_SIDES) and not each.is_link for each in items[max(at - 3, 0) : at])
        named = any(hit.strength >= NAMES for hit in after.tables)
        figures = any(hit.strength >= NAMED and hit.column.is_measure for hit in after.columns)
        if item.number is not None and limits and named and not figures:
            yield item.number, after


def _compares_count(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``fewer than 2 flights`` is taken for a cell below 2, or counts what belongs to each flight."""
    for number, rows in _counted(items):
        best = max(hit.strength for hit in rows.tables)
        named = {hit.table.name for hit in rows.tables if hit.strength >= best}
        for each in conditions:
            match each:
                case Compare(value=value) if value == number:
                    return True
                case Between(low=low, high=high) if number in (low, high):
                    return True
                case CountRelated(number=limit) if limit == number and each in plan.rows.conditions:
                    if named == {plan.rows.table.name}:  # Of the thing that a row refers to, it is right.
                        return True
                case _:
                    continue
    return False


def _limits_rows(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``each town where the average age is over 40`` has become the rows that are over 40."""
    grouped = any(item.has(Sense.BY) for item in items)
    for at, item in enumerate(items):
        if not (grouped and at and item.has(Sense.AVERAGE) and not item.is_link):
            continue
        rest = [
            each for each in items[at + 1 : at + 6] if not each.has(Sense.FILLER, Sense.BE) or each.is_link
        ]
        columns = {hit.column for hit in rest[0].columns if hit.strength >= NAMED} if rest else set()
        limit = rest[2].number if len(rest) > 2 and rest[1].has(*_SIDES) else None
        if limit is not None and any(
            isinstance(each, Compare) and each.column in columns and each.value == limit
            for each in conditions
        ):
            return True
    return False


def _adds_years(plan: Plan, _: Sequence[Item]) -> bool:
    """Whether years are added up, as where ``the most awards`` are the highest sum of years."""
    summed = [output.column for output in plan.outputs if output.function is Function.SUM and output.column]
    return any(column.is_year and not YEAR_WORDS.isdisjoint(column.words) for column in summed)


def _leaves_listed(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the names of teachers and their courses`` tells nothing of the courses."""
    at = next((at for at, item in enumerate(items) if _adds_more(items, at)), 0)
    if (
        not at
        or plan.grouped
        or not all(
            item.has(*_OPENS) or item.tables or (item.columns and not item.values) for item in items[:at]
        )
    ):
        return False
    rest = [item for item in items[at + 1 :] if not item.has(Sense.FILLER) or item.is_link]
    asked = {hit.table.name for hit in rest[0].tables if hit.strength >= NAMED} if rest else set()
    named = {hit.table.name for item in items[:at] for hit in item.tables if hit.strength >= NAMED}
    there = {output.column.table for output in plan.outputs if output.column}
    there |= {output.rows.table.name for output in plan.outputs if output.rows}
    shown = {output.column for output in plan.outputs}
    other = bool(asked and named) and asked.isdisjoint(named | there)
    return (
        other
        and shown.isdisjoint({hit.column for hit in rest[0].columns})
        and not any(output.function for output in plan.outputs)
    )


def _leaves_first(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``all teachers and the number of courses in each subject`` tells nothing of teachers.

    Nor may ``the names of teachers and titles of their courses`` be the titles.
    """
    at = next((at for at, item in enumerate(items) if item.has(Sense.AND) and not item.is_link), 0)
    lead = items[:at]
    plain = all(item.has(*_OPENS) or (item.tables and not item.values) for item in lead)
    if not plain or not at:
        return False
    named = {hit.table.name for item in lead for hit in named_tables(item)}
    there = {plan.rows.table.name} | {each.one.table for each in plan.lookups}
    there |= {output.rows.table.name for output in plan.outputs if output.rows}
    there |= {each.rows.table.name for each in conditions if isinstance(each, InSet | Not | CountRelated)}
    return bool(named) and named.isdisjoint(there)


def _adds_rows(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many sales`` has become what the sales are worth, though no header is called sales."""
    home = plan.rows.table
    summed = {output.column for output in plan.outputs if output.function is Function.SUM}
    if home.worth is None or home.worth not in summed:
        return False
    for item, after in pairwise(each for each in items if not each.has(Sense.FILLER) or each.is_link):
        rows = kind_of(home.words) in after.stems  # Of "sales_2023_24" hardly half is said.
        named = any(hit.column == home.worth and hit.strength >= NAMED for hit in after.columns)
        if item.has(Sense.HOW_MANY) and not item.is_link and rows and not named:
            return True
    return False


def _adds_more(items: Sequence[Item], at: int) -> bool:
    """Whether a piece leads to what is told besides: ``and``, or ``with`` of ``with their courses``."""
    owned = items[at + 1].normal if at + 1 < len(items) else ""
    led = items[at].has(Sense.AND) or (items[at].has(Sense.WITH) and owned in ("their", "its"))
    return led and not items[at].is_link


def _leaves_number(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``the names and the number of calls`` has become the names: nothing counts, adds up or ranks.

    A header that holds the number is told, or compared, as it stands.
    """
    ranks = plan.limit is not None or plan.ties or plan.having or plan.rows.extreme
    counted = any(isinstance(each, CountRelated | MostRelated | CompareFigure) for each in conditions)
    if ranks or counted or any(output.function or output.combination for output in plan.outputs):
        return False
    used = {output.column for output in plan.outputs} | {condition_column(each) for each in conditions}
    for at, item in enumerate(items[:-1]):
        if item.has(Sense.HOW_MANY) and not item.is_link:
            rest = [each for each in items[at + 1 :] if not each.has(Sense.FILLER) or each.is_link]
            if rest and used.isdisjoint({hit.column for hit in rest[0].columns}):
                return True
    return False


def _lists_records(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the names of players`` has become all that is known of players, who have no names there."""
    home = plan.rows.table
    first = 1 if items and items[0].normal == "name" else 0  # "Name the visits" asks for no names.
    asked = any(item.normal in ("name", "names") and not item.values for item in items[first:4])
    records = home.label is None and not plan.grouped and len(plan.outputs) == len(home.columns)
    return asked and records and not any("name" in column.words for column in home.columns)


def _ranks_alike(plan: Plan, _: Sequence[Item]) -> bool:
    """Whether things are ranked by, or told, how many rows they have, of which each has one."""
    ranked = [plan.outputs[each.output] for each in plan.order] if plan.ties or plan.limit else []
    counts = any(output.function is Function.COUNT and output.column is None for output in ranked)
    keys = [output.column for output in plan.outputs if output.column and not output.function]
    home = plan.rows.table.name
    own = any(key.distinct >= _ONE_EACH * key.rows and key.table == home and key.is_text for key in keys)
    counts = counts or (plan.rows.table.label in keys and plan.rows.table.rows >= _MANY and _counts_all(plan))
    return plan.grouped and counts and own and not plan.lookups


def _counts_all(plan: Plan) -> bool:
    figures = [output for output in plan.outputs if output.function]
    return not plan.rows.conditions and figures == [Output(None, Function.COUNT)]
