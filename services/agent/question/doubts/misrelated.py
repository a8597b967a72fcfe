"""Whether a plan goes by the rows of another table than the question: of two nouns, or ways to one row."""

from collections.abc import Sequence
from itertools import permutations

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import stem
from services.agent.question.linking.items import NAMES, Item, named_tables
from services.agent.question.plans.parts import columns_in, parts_of
from services.agent.question.plans.plan import Between, Compare, CountRelated, Extreme, Function, InSet, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_COUNTS = frozenset(map(stem, ["count", "number", "num"]))
"""Words of a header that says how many rows another table has."""

_DONE = frozenset(
    ["written", "made", "sold", "bought", "given", "taken", "sent", "held", "won", "paid", "run"]
)


def misrelates(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether other rows are counted, limited, ranked by or left out than those that are said."""
    ways = (
        _counts_first_of_two,
        _parts_one_row,
        _counts_told_number,
        _ranks_by_others,
        _leaves_first_asked,
        _numbers_by_years,
        _adds_listed,
        _ranks_by_cell,
        _groups_by_doers,
        _adds_owned,
    )
    return any(misses(plan, items) for misses in ways)


def _counts_first_of_two(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether of two nouns beside each other the first is counted: "race results" are results, of races."""
    home = plan.rows.table
    if not any(each.function is Function.COUNT and not each.column for each in plan.outputs):
        return False
    called = [at for at, item in enumerate(items) if _names(item, home)]
    if len(called) != 1 or called[0] + 1 >= len(items):
        return False
    noun, head = items[called[0]], items[called[0] + 1]
    joined = not noun.normal.endswith("s") and head.normal.endswith("s")
    plain = joined and noun.end == head.start and not (noun.values or head.values or head.after_comma)
    return plain and bool(named_tables(head)) and not any(hit.table == home for hit in head.tables)


def _parts_one_row(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether what one row has is looked for in two: "no points in race 8", in results and in line-ups."""
    if any(item.has(Sense.AND) and not item.is_link for item in items):
        return False
    related = [each for each in plan.rows.conditions if isinstance(each, InSet) and not each.negated]
    for one, other in permutations(related, 2):
        ways = [each for each in other.rows.conditions if isinstance(each, InSet)]
        own = [each for each in one.rows.conditions if isinstance(each, Compare)]
        alike = one.column == other.column and one.rows.table != other.rows.table
        if (
            alike
            and own
            and len(ways) == len(other.rows.conditions) == 1
            and _has(one.rows.table, ways[0].column)
        ):
            return True
    return False


def _has(table: Table, column: Column) -> bool:
    return any(each.words == column.words and each.role == "id" for each in table.columns)


def _counts_told_number(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows of another table are counted where a header tells just their number: ``comment_count``."""
    del items
    limits = [part for part in parts_of(plan) if isinstance(part, CountRelated) and not part.rows.conditions]
    told = {frozenset(each.words) for each in plan.rows.table.columns if each.is_measure}
    return any(frozenset({*each.rows.table.words, word}) in told for each in limits for word in _COUNTS)


def _ranks_by_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether "the user with the most viewed post" goes by the views of users, where posts have views."""
    if not any(item.normal in ("most", "least") for item in items):
        return False
    ends = {part.column for part in parts_of(plan) if isinstance(part, Extreme)}
    ends |= {column for each in plan.order if (column := plan.outputs[each.output].column)}
    for most, done, noun in zip(items, items[1:], items[2:], strict=False):
        if most.normal not in ("most", "least") or not done.normal.endswith("ed"):
            continue
        tables = {hit.table.name for hit in named_tables(noun)}
        own = {hit.column for hit in done.columns if hit.column.table in tables and hit.column.is_measure}
        others = {hit.column for hit in done.columns} - own
        if own and ends & others and not own & columns_in(plan):
            return True
    return False


def _leaves_first_asked(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether of "which account sent the most, and to which bank" only the bank is told."""
    asked = [at for at, item in enumerate(items) if item.has(Sense.WHICH) and not item.is_link]
    if len(asked) != 2 or asked[0] > 0 or asked[0] + 1 >= len(items):
        return False
    led = any(item.has(Sense.AND) and not item.is_link for item in items[asked[0] : asked[1]])
    tables = [hit.table for hit in named_tables(items[asked[0] + 1])]
    if not led or not tables:
        return False
    shown = {each.column for each in plan.outputs if each.column}
    return not any(_tells(column, table) for column in shown for table in tables)


def _numbers_by_years(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether "from 1995 to 1996" has become the numbers of rows, of which none is as high."""
    if all(item.number is None for item in items):
        return False
    limits = [part for part in parts_of(plan) if isinstance(part, Between) and part.column.role == "id"]
    return any(
        isinstance(each.low, int) and isinstance(each.column.maximum, int) and each.low > each.column.maximum
        for each in limits
    )


def _adds_listed(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether "list the weights of the Berlin crates" has become what these weigh together."""
    if len(plan.outputs) != 1 or plan.outputs[0].function is not Function.SUM or plan.grouped:
        return False
    column = plan.outputs[0].column
    if column is None or column.name.casefold().endswith("s") or any(item.has(Sense.SUM) for item in items):
        return False
    named = [item for item in items if any(hit.column == column for hit in item.columns)]
    lists = bool(items) and items[0].has(Sense.LIST) and items[0].normal.split()[-1] not in ("is", "was")
    return lists and any(item.normal.endswith("s") for item in named)


def _ranks_by_cell(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether "the highest Stamina", a cell of one column, goes by how high the rows are."""
    if not any(item.normal in ("highest", "lowest") for item in items):
        return False
    ends = {part.column for part in parts_of(plan) if isinstance(part, Extreme)}
    for end, cell, after in zip(items, items[1:], [*items[2:], None], strict=False):
        plain = cell.values and not (cell.columns or cell.tables) and not (after and after.tables)
        if end.normal in ("highest", "lowest") and plain:
            named = {hit.column for item in items for hit in item.columns if not item.has(Sense.HIGHEST)}
            return bool(ends) and ends.isdisjoint(named)
    return False


def _groups_by_doers(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether "reports written by clerks older than 60" are told for each of these clerks."""
    keys = {each.column.table for each in plan.outputs if each.column and not each.function}
    if not plan.grouped or any({"each", "every", "per"} & {*item.normal.split()} for item in items):
        return False
    for done, by, doers in zip(items, items[1:], items[2:], strict=False):
        is_done = done.normal.endswith("ed") or done.normal in _DONE
        tables = {hit.table.name for hit in named_tables(doers)}
        if is_done and by.normal == "by" and doers.normal.endswith("s") and tables & keys:
            return True
    return False


def _adds_owned(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether "which clerk's report had the highest cost" goes by what all reports of a clerk cost."""
    if not plan.grouped or not any(each.function is Function.SUM for each in plan.outputs):
        return False
    if any(item.has(Sense.SUM) for item in items):
        return False
    for asked, whose, owned, had in zip(items, items[1:], items[2:], items[3:], strict=False):
        of_one = whose.text.endswith(("'s", "\u2019s")) and not owned.normal.endswith("s")
        if asked.has(Sense.WHICH) and of_one and had.has(Sense.HAVE) and named_tables(owned):
            return True
    return False


def _tells(column: Column, table: Table) -> bool:
    """Whether a column is one of a table, or names its rows."""
    return column.table == table.name or bool({*column.words} & {*table.words, *table.row_words})


def _names(item: Item, table: Table) -> bool:
    return any(hit.table == table and hit.strength >= NAMES for hit in item.tables)
