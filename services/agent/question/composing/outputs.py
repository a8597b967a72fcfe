"""Plans for lists, counts and single figures: which columns a result has."""

from services.agent.question.composing.draft import Draft
from services.agent.question.composing.nodes import NotUnderstoodError, condition_column, freeze, lookups_for
from services.agent.question.language.vocabulary import KEY_WORDS, NOT_ADDED, QUANTITY_WORDS, WORTH_WORDS
from services.agent.question.linking.headers import says_head
from services.agent.question.plans.plan import Compare, Condition, Function, Lookup, Output, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.spans import made_of


def plan_count(draft: Draft) -> Plan:
    """Plan a count of rows, of things, or the sum of a column that already counts."""
    if draft.targets:
        return _count_column(draft, draft.targets[0])
    rows = freeze(draft.root)
    if draft.target_table is None:
        draft.doubt(0.75, "what to count was taken to be the rows")
        return Plan(rows, (Output(None, Function.COUNT),))
    if draft.target_table != draft.home:
        raise NotUnderstoodError
    things = draft.home.things
    if things and things.distinct < 0.9 * max(draft.home.rows, 1):
        return Plan(rows, (_counted(things, distinct=True),))
    return Plan(rows, (Output(None, Function.COUNT),))


def _count_column(draft: Draft, column: Column) -> Plan:
    rows = freeze(draft.root)
    require_home(draft, column)
    if any(condition_column(each) == column for each in rows.conditions):
        draft.doubt(0.95, "rows are counted, because the value itself is given")
        return Plan(rows, (Output(None, Function.COUNT),))
    if len(draft.targets) > 1:
        raise NotUnderstoodError
    if column.is_measure and not draft.distinct:
        if set(column.words) & NOT_ADDED:
            raise NotUnderstoodError
        if not says_head(column, {stem for item in draft.items for stem in item.stems}):
            draft.doubt(0.6, f"{column.name} was added up, where only a part of its name is said")
        return Plan(rows, (Output(column, Function.SUM),))
    if column.looks_counted and not draft.distinct:
        draft.counting = False
        draft.doubt(0.9, f"{column.name} already holds counts")
        return plan_list(draft)
    if not draft.distinct and not column.unique:
        # One thing with two rows: counted once or twice? Where that is rare, both are likely.
        often = column.distinct < 0.5 * column.rows
        draft.doubt(0.9 if often else 0.55, "repeated values are counted once")
    return Plan(rows, (_counted(column, distinct=draft.distinct),))


def _counted(column: Column, *, distinct: bool) -> Output:
    if column.unique and not column.nulls:
        return Output(None, Function.COUNT)
    return Output(column, Function.COUNT, distinct=distinct or not column.unique)


def plan_list(draft: Draft, extra: Column | None = None) -> Plan:
    """Plan a list; the row's name and what it was ranked by stand beside what was asked for."""
    if draft.distinct and not draft.targets and not draft.target_table:
        raise NotUnderstoodError
    if draft.single and not draft.root.extreme:
        draft.doubt(0.55, "one example is asked for, and every fitting row is shown")
    columns = list(dict.fromkeys(draft.targets))
    label = draft.home.label
    whole_rows = False
    if not columns:
        if draft.target_table is None:
            raise NotUnderstoodError
        if draft.target_table != draft.home:
            raise NotUnderstoodError
        columns = [label] if label else list(draft.home.columns)
        whole_rows = not label
    if all(column.table != draft.home.name for column in columns):
        raise NotUnderstoodError
    if len(columns) == 1 and columns[0].is_measure and not label and not draft.root.is_bare and not extra:
        return plan_aggregate(draft, Function.SUM, columns[0])
    lookups = find_lookups(draft, *columns)
    rows = freeze(draft.root)
    if len(columns) == 1 and not extra and _adds_up(draft, columns[0], rows.conditions):
        return plan_aggregate(draft, Function.SUM, columns[0])
    answer = len(columns)
    context = [] if whole_rows else [c for c in (label, extra) if c and c not in columns]
    if (
        _is_pinned(rows.conditions, label)
        or draft.distinct
        or (len(columns) == 1 and columns[0].repeats and not extra and not columns[0].is_number)
    ):
        context = [c for c in context if c == extra]
    outputs = tuple(Output(column) for column in (*columns, *context))
    distinct = not whole_rows and not context and not columns[0].unique
    return Plan(rows, outputs, lookups, distinct=distinct, answer=tuple(range(answer)) if context else None)


_ROWS_OF_KIND = 10
"""Rows for each code from which codes say of which kind a row is, and number no things."""


def is_mean_of_sums(key: Output, measure: Output) -> bool:
    """Whether ``average amount per order`` may mean the mean of what each order comes to in all.

    So it may where the groups are numbered things with several rows each, and the measure is added up.
    """
    column, group = measure.column, key.column
    if measure.function is not Function.AVERAGE or column is None or group is None or key.bucket:
        return False
    kinds = group.is_text and _ROWS_OF_KIND * group.distinct <= group.rows  # Codes of a few kinds.
    numbered = group.role == "id" or (bool(KEY_WORDS & set(group.words)) and not kinds)
    return numbered and bool(set(column.words) & (WORTH_WORDS | QUANTITY_WORDS))


def _adds_up(draft: Draft, column: Column, conditions: tuple[Condition, ...]) -> bool:
    """Whether one figure is meant: ``our revenue in 2024``, of rows that are records with a number each.

    A list of what is usually added up is doubted where other rows say which rows are meant.
    """
    if not column.is_measure or not set(column.words) & (WORTH_WORDS | QUANTITY_WORDS):
        return False
    said = draft.target_item.normal if draft.target_item else ""
    records = draft.home.row_words and draft.target_table is None and not said.endswith("s")
    pinned = any(isinstance(each, Compare) and each.column.unique for each in conditions)
    if records and conditions and not pinned:
        return True
    if draft.root.children:
        draft.doubt(0.7, f"{column.name} of each row is listed, and not added up")
    return False


def _is_pinned(conditions: tuple[Condition, ...], label: Column | None) -> bool:
    """Whether the rows are already named by a condition on their label."""
    return any(isinstance(each, Compare) and each.column == label for each in conditions)


def plan_aggregate(draft: Draft, function: Function, column: Column) -> Plan:
    """Plan one figure over the home's rows."""
    require_home(draft, column)
    if function in (Function.SUM, Function.AVERAGE) and not column.is_number:
        raise NotUnderstoodError
    return Plan(freeze(draft.root), (Output(column, function),), find_lookups(draft, column))


def require_home(draft: Draft, column: Column) -> None:
    """A measure is computed over its own table's rows only: a join cannot multiply it."""
    if column.table != draft.home.name:
        raise NotUnderstoodError


def find_lookups(draft: Draft, *columns: Column | None) -> tuple[Lookup, ...]:
    """Join the tables of the columns to the home's rows, if that adds no rows."""
    found: list[Lookup] = []
    for column in (part for each in columns if each for part in made_of(each)):
        if column.table == draft.home.name:
            continue
        path = draft.graph.path(draft.home.name, column.table, to_one=True)
        if not path:
            raise NotUnderstoodError
        draft.confidence *= 0.98 ** len(path)
        found += [lookup for lookup in lookups_for(path) if lookup not in found]
    if len({lookup.one.table for lookup in found}) < len(found):
        raise NotUnderstoodError
    return tuple(found)


def group_keys(draft: Draft, column: Column) -> list[Output]:
    """Group by a column; two rows of another table that only share a name stay two groups."""
    table = draft.catalog.by_name[column.table]
    if table == draft.home or column != table.label or column.unique:
        return [Output(column)]
    path = draft.graph.path(draft.home.name, table.name, to_one=True)
    if not path:
        raise NotUnderstoodError
    alone = draft.graph.is_of_others(path[-1].other)
    names = [Output(each) for each in table.names] if column in table.names else [Output(column)]
    return names if alone else [Output(path[-1].other), *names]
