"""Whether a plan groups or ranks by something else than what is said: kinds for classes, counts for costs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from services.agent.question.composing.grouping import BUCKETS
from services.agent.question.doubts.misdivided import misdivides
from services.agent.question.language.dimensions import dimensions_of
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.parts import parts_of, spans_rows
from services.agent.question.plans.plan import Condition, CountRelated, Function, InSet, Output, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.labels import names_part

_SAID = 0.8
"""Strength from which a word behind ``per`` is a header."""
_ENDS = (Sense.HIGHEST, Sense.LOWEST, Sense.TOP, Sense.BOTTOM)
_LASTING = frozenset(["longest", "shortest"])
_TAKING = frozenset(map(word_root, ["take", "took", "taken", "takes", "last", "lasted"]))
"""Roots of verbs of which only a time says how long."""
_EACH = frozenset(["for each", "for every", "of each", "of every", "by each", "per", "by"])
_BUSY = frozenset(["busiest", "quietest"])
_MANY_WORDS = "highest lowest largest smallest biggest greatest fewest busiest quietest"
_MANY = frozenset(_MANY_WORDS.split())
"""Superlatives that may be of how many there are."""
_PRICED = frozenset(["expensive", "cheap", "costly", "pricey", "affordable"])
_PRAISED = frozenset(["rated", "scored", "graded", "reviewed", "ranked"])
"""What many have done with one thing, each in a row: what they say is averaged."""
_PAYING = frozenset(map(stem, ["pay", "pays", "paid", "paying", "spend", "spent"]))


def misgroups(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether the groups of a plan, or what they are ranked by, are not those that the question says.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    return (
        _groups_by_kin(plan, items)
        or _leaves_stretch(plan, items)
        or _leaves_group(plan, items)
        or _leaves_each(plan, items)
        or _ranks_owner(plan)
        or _counts_for_worth(plan, items)
        or _counts_others(plan, items)
        or _ranks_by_payments(plan, items)
        or _counts_per_each(plan, items)
        or _counts_for_measure(conditions, items)
        or _counts_for_kinds(plan, conditions, items)
        or _measures_for_count(plan, items)
        or _measures_for_time(plan, items)
        or _times_for_busy(plan, items)
        or _takes_best_of_any(conditions, items)
        or _takes_days_for_rate(plan, items)
        or _means_of_ones(plan)
        or misdivides(plan, conditions, items)
    )


def _means_of_ones(plan: Plan) -> bool:
    """Whether ``the average amount per job for each product`` has become that of every single job."""
    keys = list(_keys(plan))
    means = any(output.function is Function.AVERAGE and not output.combination for output in plan.outputs)
    return means and any(key.unique and key.role == "id" and _apart(key, keys) for key in keys)


def _apart(one: Column, keys: Sequence[Column]) -> bool:
    """Whether another of the columns repeats, and is no name that a number only marks."""
    others = (key for key in keys if not (key.unique or names_part(key)) and key.role == "category")
    return any(set(one.words).isdisjoint(key.words) for key in others)


def _keys(plan: Plan) -> Iterator[Column]:
    """Yield what the rows are grouped by, as it stands."""
    for output in plan.outputs if plan.grouped else ():
        if output.column and not output.function and not output.bucket:
            yield output.column


def _groups_by_kin(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows are put in groups by a header like the word, where another table is called by it."""
    for column in _keys(plan):
        said = [(hit.strength, item) for item in items for hit in item.columns if hit.column == column]
        strength, item = max(said, key=lambda each: each[0], default=(1.0, None))
        if item is None:
            continue
        cells = {hit.column.table for hit in item.values if not hit.is_part} - {column.table}
        if plan.rows.table.name in cells and item.normal not in spoken(column.name):
            return True  # "Paid by insurance", which is one of the ways to pay.
        if strength >= NAMED:
            continue
        called = [hit for hit in item.tables if hit.strength > NAMED and hit.table.name != column.table]
        if called and not any(hit.table == plan.rows.table for hit in called):
            return True
    return False


def _leaves_group(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``per kind`` has become one figure of all rows, without that header anywhere."""
    if plan.grouped or any(each.function is None or each.combination for each in plan.outputs):
        return False
    for before, item in pairwise(items):
        named = {hit.column for hit in item.columns if hit.strength >= _SAID}
        per = before.normal == "per" and not (before.is_link or item.tables or item.values)
        if per and named and named.isdisjoint(parts_of(plan)):
            return True
    return False


def _leaves_each(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``for each kind of thing`` is none of the groups, whatever the word before the thing may be."""
    for at, item in enumerate(items[:-2]):
        said, thing = items[at + 1 : at + 3]
        if item.normal not in _EACH or item.is_link or said.senses or said.values or not thing.tables:
            continue
        if thing.senses or thing.after_comma:
            continue
        tables = {hit.table.name for hit in thing.tables}
        keys = list(_keys(plan))
        if not any(key.table in tables or set(thing.stems) & set(key.words) for key in keys):
            return True
    return False


def _leaves_stretch(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``by year from 2019 to 2021`` is no more than a limit on some year of the rows."""
    shown = plan.outputs if plan.grouped else [plan.outputs[each.output] for each in plan.order[:1]]
    if any(each.bucket or (each.column and (each.column.is_date or each.column.is_year)) for each in shown):
        return False
    by = False
    for before, item in pairwise(items):
        by = (by and (before.has(Sense.AND) or item.has(Sense.AND))) or before.has(Sense.BY)
        if by and item.normal in BUCKETS and not item.values:
            return {hit.column for hit in item.columns}.isdisjoint(each.column for each in shown)
    return False


def _ranks_owner(plan: Plan) -> bool:
    """Whether one of each is picked where each has but one: the district with most of each pupil."""
    parted = [plan.outputs[place].column for place in plan.within]
    owners = {column.table for column in parted if column and column.unique}
    others = [column for column in _keys(plan) if column not in parted]
    owners |= {each.one.table for each in plan.lookups if each.one in parted}
    return bool(plan.within and others) and all(column.table in owners for column in others)


def _counts_for_worth(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the most expensive repair of each van`` has become the van with the most repairs."""
    ranked = [plan.outputs[each.output] for each in plan.order] if plan.ties or plan.limit else []
    if not ranked or ranked[0].function is not Function.COUNT:
        return False
    said = {item.normal for item in items if item.has(*_ENDS) and not item.is_link}
    if said and all(word.endswith("est") and word not in _MANY for word in said):
        return True
    return any(before.has(*_ENDS) and item.normal in _PRICED for before, item in pairwise(items))


def _ranks_by_rows(plan: Plan) -> bool:
    """Whether the first by how many rows there are is looked for."""
    ranked = [plan.outputs[each.output] for each in plan.order] if plan.ties or plan.limit else []
    return bool(ranked) and ranked[0] == Output(None, Function.COUNT)


def _counts_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``treats the most patients`` has become the most treatments, which have no patient each."""
    if not _ranks_by_rows(plan):
        return False
    home = plan.rows.table
    refers = {word for column in home.columns if column.role == "id" for word in column.words}
    for before, item in pairwise(items):
        named = [hit.table for hit in item.tables if hit.strength > NAMED]
        if before.has(*_ENDS) and named and home not in named and not item.values:
            return refers.isdisjoint(table.words[-1] for table in named)
    return False


def _ranks_by_payments(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``pays the least`` has become fewest rows."""
    if not _ranks_by_rows(plan):
        return False
    return any(
        not _PAYING.isdisjoint(verb.stems) and end.has(*_ENDS)
        for verb, end in pairwise(item for item in items if not item.has(Sense.FILLER))
    )


def _counts_per_each(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``in each class, how often is one away`` has become the rows that a class has on average."""
    said = bool(items) and items[0].has(Sense.BY) and items[0].normal.endswith(("each", "every"))
    unknown = any(not (item.is_known or item.is_left) for item in items)
    return said and unknown and not plan.grouped


def _counts_for_measure(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``a score below 40`` has become fewer than 40 of anything."""
    if not any(isinstance(each, CountRelated) for each in conditions):
        return False
    held = {getattr(each, "column", None) for each in conditions}
    for said, compared, number in zip(items, items[1:], items[2:], strict=False):
        named = {hit.column for hit in said.columns if hit.strength > NAMED and hit.column.is_measure}
        if named and number.number is not None and not compared.is_noun and held.isdisjoint(named):
            return True
    return False


def _counts_for_kinds(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``towns with at least 5 visits`` are those where any one visitor has as many.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    shown = plan.outputs[0].column
    if plan.grouped or not plan.distinct or not spans_rows(shown, plan.rows):
        return False
    if not any(isinstance(each, CountRelated) for each in conditions):
        return False
    told = [item for item in items if not item.has(Sense.FILLER) or item.is_link]
    return any(
        has.has(Sense.HAVE, Sense.WITH)
        and not has.is_link
        and any(hit.column == shown and hit.strength >= NAMED for hit in kind.columns)
        for kind, has in pairwise(told)
    )


def _measures_for_count(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``with at least 60 invoices`` has become an amount of at least 60: things are counted."""
    limits = [each.value for each in plan.having if plan.outputs[each.output].function is not Function.COUNT]
    return any(
        item.number in limits and after.is_noun and any(hit.table == plan.rows.table for hit in after.tables)
        for item, after in pairwise(items)
        if item.number is not None
    )


def _ranking(plan: Plan) -> Iterator[Column]:
    """Yield the columns of which the largest or the smallest is looked for."""
    if plan.rows.extreme:
        yield plan.rows.extreme.column
    ends = (Function.MAXIMUM, Function.MINIMUM)
    yield from (each.column for each in plan.outputs if each.column and each.function in ends)


def _measures_for_time(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which ride took the longest`` has become the one over most kilometres."""
    said = [item for item in items if not item.has(Sense.FILLER)]
    taken = any(
        word_root(before.normal) in _TAKING and item.normal in _LASTING for before, item in pairwise(said)
    )
    measured = [dimensions_of(column.words) for column in _ranking(plan)] if taken else []
    return any(each and "lasting" not in each for each in measured)


def _times_for_busy(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the busiest hour`` has become the longest that anything took."""
    busy = any(
        before.normal in _BUSY and (item.normal in BUCKETS or dimensions_of(item.stems) == {"lasting"})
        for before, item in pairwise(items)
    )
    return busy and any(True for _ in _ranking(plan))


def _takes_days_for_rate(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the average price per day`` is of each date, where rows say for how many days they are."""
    dated = any(output.bucket for output in plan.outputs)
    if not dated or all(output.function is not Function.AVERAGE for output in plan.outputs):
        return False
    said = [item.stems for before, item in pairwise(items) if before.normal in ("per", "a", "an", "by the")]
    return any(column.is_measure and column.words in said for column in plan.rows.table.columns)


def _takes_best_of_any(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``the highest rated guide`` is each of whom anybody has ever given the best mark."""
    for each in conditions:
        extreme = each.rows.extreme if isinstance(each, InSet) and not each.key.unique else None
        if extreme is None:
            continue
        said = (item for before, item in pairwise(items) if before.has(*_ENDS))
        named = (item for item in said if any(hit.column == extreme.column for hit in item.columns))
        if any(item.normal in _PRAISED for item in named):
            return True
    return False
