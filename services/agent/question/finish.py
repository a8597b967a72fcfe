"""Turns a filled draft into a plan: which columns, computed how, in which order."""

from dataclasses import replace

from services.agent.question.draft import Draft, NotUnderstoodError, Ranking, is_comparable
from services.agent.question.lexicon import NOT_ADDED, Sense
from services.agent.question.nodes import Node, condition_column, freeze, lookups_for
from services.agent.question.plan import (
    Compare,
    Condition,
    Extreme,
    Function,
    Lookup,
    MostRelated,
    Order,
    Output,
    Plan,
)
from services.agent.question.schema import Column, Table


def finish(draft: Draft) -> Plan:
    """Make the plan; raises NotUnderstoodError when the question asks for nothing that can be named."""
    if draft.ranking and draft.choice and not draft.targets and not draft.target_table:
        draft.targets.append(draft.choice)
    elif draft.items[0].has(Sense.DO, Sense.BE, Sense.HAVE):
        raise NotUnderstoodError  # Yes or no: nothing that a list of rows can say.
    _place_hint(draft)
    _weigh_lookup(draft)
    if draft.groups:
        return _grouped(draft)
    if draft.ranking:
        return _ranked(draft, draft.ranking)
    if draft.function:
        return _aggregate(draft, draft.function, _measure(draft))
    if draft.counting:
        return _count(draft)
    return _list(draft)


def _weigh_lookup(draft: Draft) -> None:
    """``The population of X`` means the thing called X before all rows that merely mention X."""
    asked = (
        draft.targets and (draft.counting or not draft.function) and not draft.groups and not draft.ranking
    )
    if not asked or not any(is_comparable(column) or draft.hint for column in draft.targets):
        return
    bound = [
        each for each in draft.root.conditions if isinstance(each, Compare) and isinstance(each.value, str)
    ]
    label = draft.home.label
    if len(draft.catalog.tables) > 1 and bound and not draft.root.children and not any(each.column == label for each in bound):
        draft.doubt(0.85, "the value is not what a row is called")


def _place_hint(draft: Draft) -> None:
    """Find the column that ``how long``, ``where``, ``when`` or ``who`` ask for."""
    if draft.hint_kind == "when" and not draft.targets:
        dates = [column for column in draft.home.columns if column.is_date or column.is_year]
        if len(dates) != 1:
            raise NotUnderstoodError
        draft.targets.append(dates[0])
    elif draft.hint_kind == "how" and (draft.targets or draft.target_table):
        _measure_of_target(draft)
    elif draft.hint_kind in ("how", "where") and not draft.targets and not draft.target_table:
        fits = is_comparable if draft.hint_kind == "how" else (lambda column: column.is_text)
        label = draft.home.label
        column = draft.hinted(draft.hint, lambda c: fits(c) and c != label, draft.home)
        if column is None:
            raise NotUnderstoodError
        if label is None and len(draft.catalog.tables) > 1:
            draft.doubt(0.8, "the rows have no name")
        draft.doubt(0.95, f"the question's word was taken to mean {column.name}")
        draft.targets.append(column)
    elif draft.hint_kind == "who" and not draft.targets and not draft.target_table:
        person = draft.hinted(draft.hint, lambda c: c.is_text, draft.home)
        if person is None:
            raise NotUnderstoodError
        draft.doubt(0.9, f"who was taken to mean {person.name}")
        draft.targets.append(person)


def _measure_of_target(draft: Draft) -> None:
    """``How high is the highest point``: the height that goes with it, not its name."""
    if len(draft.targets) == 1 and is_comparable(draft.targets[0]):
        return
    if draft.target_table not in (None, draft.home) or len(draft.targets) > 1:
        raise NotUnderstoodError
    column = draft.hinted(draft.hint, is_comparable, draft.home)
    if column is None or (draft.targets and not set(draft.targets[0].words) & set(column.words)):
        raise NotUnderstoodError
    draft.doubt(0.95, f"the question's adjective was taken to mean {column.name}")
    draft.targets = [column]


def _measure(draft: Draft) -> Column:
    numbers = [column for column in draft.targets if is_comparable(column)]
    if len(numbers) == 1 and len(draft.targets) == 1:
        return numbers[0]
    raise NotUnderstoodError


def _lookups(draft: Draft, *columns: Column | None) -> tuple[Lookup, ...]:
    """Join the tables of the columns to the home's rows, if that adds no rows."""
    found: list[Lookup] = []
    for column in columns:
        if column is None or column.table == draft.home.name:
            continue
        path = draft.graph.path(draft.home.name, column.table, to_one=True)
        if not path:
            raise NotUnderstoodError
        draft.confidence *= 0.98 ** len(path)
        found += [lookup for lookup in lookups_for(path) if lookup not in found]
    if len({lookup.one.table for lookup in found}) < len(found):
        raise NotUnderstoodError
    return tuple(found)


def _aggregate(draft: Draft, function: Function, column: Column) -> Plan:
    _must_be_home(draft, column)
    if function in (Function.SUM, Function.AVERAGE) and not column.is_number:
        raise NotUnderstoodError
    return Plan(freeze(draft.root), (Output(column, function),))


def _must_be_home(draft: Draft, column: Column) -> None:
    """A measure is computed over its own table's rows only: a join cannot multiply it."""
    if column.table != draft.home.name:
        raise NotUnderstoodError


def _count(draft: Draft) -> Plan:
    rows = freeze(draft.root)
    if draft.targets:
        column = draft.targets[0]
        _must_be_home(draft, column)
        if any(condition_column(each) == column for each in rows.conditions):
            draft.doubt(0.95, "rows are counted, because the value itself is given")
            return Plan(rows, (Output(None, Function.COUNT),))
        if len(draft.targets) > 1:
            raise NotUnderstoodError
        if column.is_measure and not draft.distinct:
            return Plan(rows, (Output(column, Function.SUM),))
        if column.looks_counted and not draft.distinct:
            draft.counting = False
            draft.doubt(0.9, f"{column.name} already holds counts")
            return _list(draft)
        if not draft.distinct and not column.unique:
            # One thing with two rows: counted once or twice? Where that is rare, both are likely.
            draft.doubt(
                0.9 if column.distinct < 0.5 * column.rows else 0.55, "repeated values are counted once"
            )
        return Plan(rows, (_counted(column, distinct=draft.distinct),))
    if draft.target_table:
        if draft.target_table != draft.home:
            raise NotUnderstoodError
        label = draft.home.label
        if label and not label.unique and _spans_rows(draft.home, label):
            return Plan(rows, (_counted(label, distinct=True),))
        return Plan(rows, (Output(None, Function.COUNT),))
    draft.doubt(0.75, "what to count was taken to be the rows")
    return Plan(rows, (Output(None, Function.COUNT),))


def _spans_rows(table: Table, label: Column) -> bool:
    """Whether one thing of this table has several rows: then things are counted, not rows."""
    return set(label.core) <= set(table.words) and label.distinct < 0.9 * max(table.rows, 1)


def _counted(column: Column, *, distinct: bool) -> Output:
    if column.unique and not column.nulls:
        return Output(None, Function.COUNT)
    return Output(column, Function.COUNT, distinct=distinct or not column.unique)


def _grouped(draft: Draft) -> Plan:
    keys = [Output(column, bucket=bucket) for column, bucket in draft.groups]
    ranking = draft.ranking
    function, column = draft.function, None
    if ranking and (ranking.count or ranking.column):
        raise NotUnderstoodError
    if function:
        column = _measure(draft)
        _must_be_home(draft, column)
    elif draft.counting:
        output = _count(draft).outputs[0]
        function, column = output.function, output.column
    elif draft.targets and draft.targets[0].is_measure and len(draft.targets) == 1:
        function, column = Function.SUM, draft.targets[0]
        _must_be_home(draft, column)
    else:
        raise NotUnderstoodError
    lookups = _lookups(draft, *(key.column for key in keys))
    measure = Output(
        column, function, distinct=draft.counting and column is not None and not column.is_measure
    )
    order: tuple[Order, ...] = tuple(Order(i, descending=False) for i in range(len(keys)))
    plan = Plan(freeze(draft.root), (*keys, measure), lookups, grouped=True, order=order)
    if ranking:
        plan = _with_ranking(plan, ranking, len(keys))
    return plan


def _with_ranking(plan: Plan, ranking: Ranking, position: int) -> Plan:
    limit = ranking.limit or (None if ranking.word not in ("top", "bottom") else 1)
    order = (Order(position, descending=ranking.largest),)
    return replace(plan, order=order, limit=limit if limit != 1 else None, ties=(limit or 1) == 1)


def _most_rows(draft: Draft, ranking: Ranking) -> Plan:
    """``The year with the most titles``: count the rows of each."""
    subject = draft.targets[0]
    if len(draft.targets) > 1 or subject.table != draft.home.name or subject.unique or draft.counting:
        raise NotUnderstoodError
    outputs = (Output(subject), Output(None, Function.COUNT))
    plan = Plan(freeze(draft.root), outputs, grouped=True, answer=(0,))
    return _with_ranking(plan, ranking, 1)


def _ranked(draft: Draft, ranking: Ranking) -> Plan:
    if isinstance(ranking.count, Column) or (ranking.count == draft.home and draft.targets):
        return _most_rows(draft, ranking)
    if ranking.word in ("top", "bottom") and ranking.column is None:
        raise NotUnderstoodError
    if ranking.count is not None:
        return _most_related(draft, ranking)
    column = ranking.column or draft.adjective_column(ranking.word, draft.home)
    if column is None:
        raise NotUnderstoodError
    if ranking.column is None and not draft.targets and not draft.target_table:
        raise NotUnderstoodError
    if column.table != draft.home.name:
        return _ranked_elsewhere(draft, ranking, column)
    label = draft.home.label
    if draft.targets and draft.targets[0].is_text and draft.targets[0].unique and label not in draft.targets:
        draft.doubt(0.55, "the measure belongs to the row, not to what is asked for")
    subject = draft.targets[0] if draft.targets else None
    table = draft.target_table
    repeats = subject is not None and not subject.is_measure and _repeats(subject)
    if (
        ranking.function
        or (table and table != draft.home)
        or (repeats and subject and ranking.word == "most")
    ):
        return _ranked_groups(draft, ranking, column)
    if subject == column or (
        subject
        and is_comparable(subject)
        and not table
        and ranking.limit is None
        and ranking.column is None
        and not ranking.noun
    ):
        function = Function.MAXIMUM if ranking.largest else Function.MINIMUM
        return _aggregate(draft, function, column)
    if not (subject or table):
        function = Function.MAXIMUM if ranking.largest else Function.MINIMUM
        return _aggregate(draft, function, column)
    if repeats and subject and ranking.column and column.is_measure and ranking.word != "top":
        # The group with the largest total, or the group of the largest row? Both are fair readings.
        draft.doubt(0.9, "the largest single value was taken, not the largest total")
    if (ranking.limit or 1) > 1:
        plan = _list(draft, extra=column)
        position = next(i for i, output in enumerate(plan.outputs) if output.column == column)
        order = (Order(position, descending=ranking.largest),)
        return replace(plan, order=order, limit=ranking.limit, distinct=False)
    draft.root.extreme = Extreme(column, ranking.largest)
    return _list(draft, extra=column)


def _repeats(column: Column) -> bool:
    return column.distinct < 0.9 * max(column.rows - column.nulls, 1)


def _ranked_elsewhere(draft: Draft, ranking: Ranking, column: Column) -> Plan:
    """Rank by a column that stands beside the home's rows in a table of one row each."""
    path = draft.graph.path(draft.home.name, column.table)
    if not path or len(path) != 1 or ranking.function or (ranking.limit or 1) > 1:
        raise NotUnderstoodError
    node = draft.reach(draft.root, draft.catalog.by_name[column.table])
    node.extreme = Extreme(column, ranking.largest)
    draft.doubt(0.97, "ranked by a related table")
    return _list(draft)


def _ranked_groups(draft: Draft, ranking: Ranking, column: Column) -> Plan:
    """``The customer with the highest total``: add up the home's rows for each, then rank."""
    subject = draft.targets[0] if draft.targets else None
    if subject is None and draft.target_table:
        subject = draft.target_table.label
    if subject is None or len(draft.targets) > 1:
        raise NotUnderstoodError
    keys = [Output(subject)]
    home_label = draft.home.label
    if subject.table == draft.home.name and subject == home_label and subject.unique:
        raise NotUnderstoodError
    if ranking.column is None and ranking.function is None:
        raise NotUnderstoodError
    if ranking.function is None and set(column.words) & NOT_ADDED:
        raise NotUnderstoodError
    own = draft.catalog.by_name[subject.table]
    if own != draft.home and any(
        set(each.words) & set(column.words) for each in own.columns if is_comparable(each)
    ):
        draft.doubt(0.7, f"{own.name} has such a column itself")
    lookups = _lookups(draft, subject)
    measure = Output(column, ranking.function or Function.SUM)
    plan = Plan(freeze(draft.root), (*keys, measure), lookups, grouped=True, answer=(0,))
    return _with_ranking(plan, ranking, 1)


def _most_related(draft: Draft, ranking: Ranking) -> Plan:
    """``The state with the most rivers``: count the related things of each."""
    counted = ranking.count
    table = draft.target_table or draft.home
    if not isinstance(counted, Table) or table != draft.home or draft.counting or draft.function:
        raise NotUnderstoodError
    if (ranking.limit or 1) > 1 or counted == draft.home:
        raise NotUnderstoodError
    there = draft.graph.direct(draft.home.name, counted.name)
    many = [hop for hop in there if not hop.to_one]
    label = draft.home.label
    condition: Condition
    if many:
        hop = many[0]
        thing = counted.label if counted.label and _repeats(counted.label) else None
        rows = freeze(Node(counted))
        condition = MostRelated(hop.own, hop.other, thing, ranking.largest, rows)
    elif there and label and _repeats(label):
        condition = MostRelated(label, label, there[0].own, ranking.largest, freeze(draft.root))
    else:
        raise NotUnderstoodError
    if not draft.root.is_bare and many:
        raise NotUnderstoodError
    draft.root.conditions.append(condition)
    return _list(draft)


def _list(draft: Draft, extra: Column | None = None) -> Plan:
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
        return _aggregate(draft, Function.SUM, columns[0])
    lookups = _lookups(draft, *columns)
    rows = freeze(draft.root)
    answer = len(columns)
    context = [] if whole_rows else [c for c in (label, extra) if c and c not in columns]
    if (
        _is_pinned(rows.conditions, label)
        or draft.distinct
        or (len(columns) == 1 and _repeats(columns[0]) and not extra and not columns[0].is_number)
    ):
        context = [c for c in context if c == extra]
    outputs = tuple(Output(column) for column in (*columns, *context))
    distinct = not whole_rows and not context and not columns[0].unique
    return Plan(rows, outputs, lookups, distinct=distinct, answer=tuple(range(answer)) if context else None)


def _is_pinned(conditions: tuple[Condition, ...], label: Column | None) -> bool:
    """Whether the rows are already named by a condition on their label."""
    return any(isinstance(each, Compare) and each.column == label for each in conditions)
