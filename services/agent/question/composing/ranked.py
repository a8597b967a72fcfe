"""Plans for superlatives and rankings."""

from dataclasses import replace

from services.agent.question.composing.draft import Draft, Ranking, is_comparable
from services.agent.question.composing.nodes import Node, NotUnderstoodError, freeze
from services.agent.question.composing.outputs import find_lookups, group_keys, plan_aggregate, plan_list
from services.agent.question.language.vocabulary import AGE_SUPERLATIVES, NOT_ADDED, PLACE_WORDS
from services.agent.question.plans.plan import (
    Condition,
    Extreme,
    Function,
    InSet,
    MostRelated,
    Order,
    Output,
    Plan,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table


def plan_ranked(draft: Draft, ranking: Ranking) -> Plan:
    """Plan a superlative: of rows, of groups, or of related things."""
    if isinstance(ranking.count, Column) or (ranking.count == draft.home and draft.targets):
        return _most_rows(draft, ranking)
    if ranking.count is not None:
        return _most_related(draft, ranking)
    column = _ranked_column(draft, ranking)
    ranking = turned(ranking, column)
    if column.table != draft.home.name:
        return _ranked_elsewhere(draft, ranking, column)
    _weigh_subject(draft)
    subject = draft.targets[0] if draft.targets else None
    if _asks_for_groups(draft, ranking, subject):
        return _ranked_groups(draft, ranking, column)
    if _asks_for_value(draft, ranking, column, subject):
        function = Function.MAXIMUM if ranking.largest else Function.MINIMUM
        return plan_aggregate(draft, function, column)
    return _ranked_rows(draft, ranking, column, subject)


def turned(ranking: Ranking, column: Column) -> Ranking:
    """Turn the direction where an age is asked of dates: the oldest has the earliest day."""
    if ranking.word in AGE_SUPERLATIVES and (column.is_date or column.is_year):
        return replace(ranking, largest=not ranking.largest)
    return ranking


def _ranked_column(draft: Draft, ranking: Ranking) -> Column:
    if ranking.column is None and (ranking.word in ("top", "bottom") or not draft.has_target):
        raise NotUnderstoodError
    column = ranking.column or draft.adjective_column(ranking.word, draft.home)
    if column is None:
        raise NotUnderstoodError
    return column


def _weigh_subject(draft: Draft) -> None:
    asked = draft.targets[0] if draft.targets else None
    beside = any(each.is_measure and each.table == draft.home.name for each in draft.targets[1:])
    if asked and asked.is_text and asked.unique and not beside and draft.home.label not in draft.targets:
        draft.doubt(0.55, "the measure belongs to the row, not to what is asked for")


def _asks_for_groups(draft: Draft, ranking: Ranking, subject: Column | None) -> bool:
    if ranking.function or draft.target_table not in (None, draft.home):
        return True
    grouping = subject is not None and not subject.is_measure and subject.repeats
    return grouping and ranking.word == "most"


def _asks_for_value(draft: Draft, ranking: Ranking, column: Column, subject: Column | None) -> bool:
    """Whether the highest value itself is asked for, and no row that has it."""
    if subject == column or not draft.has_target:
        return not ranking.noun  # "The highest priced desk" asks for the desk.
    plain = (
        draft.target_table is None and ranking.limit is None and ranking.column is None and not ranking.noun
    )
    return bool(subject and is_comparable(subject) and plain)


def _ranked_rows(draft: Draft, ranking: Ranking, column: Column, subject: Column | None) -> Plan:
    if subject and subject.is_text and subject.repeats and column.is_measure and ranking.column:
        # The group with the largest total, or the group of the largest row? Both are fair readings.
        draft.doubt(0.9, "the largest single value was taken, not the largest total")
    if (ranking.limit or 1) == 1:
        draft.root.extreme = Extreme(column, ranking.largest)
        return plan_list(draft, extra=column)
    plan = plan_list(draft, extra=column)
    position = next(i for i, output in enumerate(plan.outputs) if output.column == column)
    order = (Order(position, descending=ranking.largest),)
    return replace(plan, order=order, limit=ranking.limit, distinct=False)


def _most_rows(draft: Draft, ranking: Ranking) -> Plan:
    """``The year with the most titles``: count the rows of each."""
    subject = draft.targets[0]
    if len(draft.targets) > 1 or subject.table != draft.home.name or subject.unique or draft.counting:
        raise NotUnderstoodError
    outputs = (Output(subject), Output(None, Function.COUNT))
    plan = Plan(freeze(draft.root), outputs, grouped=True, answer=(0,))
    return with_ranking(plan, ranking, 1)


def _ranked_elsewhere(draft: Draft, ranking: Ranking, column: Column) -> Plan:
    """Rank by a column that stands beside the home's rows in a table of one row each."""
    path = draft.graph.path(draft.home.name, column.table)
    if not path or len(path) != 1 or ranking.function or (ranking.limit or 1) > 1:
        raise NotUnderstoodError
    if ranking.word in ("most", "least", "fewest") and not path[0].to_one:
        raise NotUnderstoodError  # "Who logged the most hours": all of theirs, and no single row's.
    node = draft.reach(draft.root, draft.catalog.by_name[column.table])
    node.extreme = Extreme(column, ranking.largest)
    draft.doubt(0.97, "ranked by a related table")
    return plan_list(draft)


def _ranked_groups(draft: Draft, ranking: Ranking, column: Column) -> Plan:
    """``The customer with the highest total``: add up the home's rows for each, then rank."""
    subject = draft.targets[0] if draft.targets else None
    if subject is None and draft.target_table:
        subject = draft.target_table.label
    if subject is None or len(draft.targets) > 1:
        raise NotUnderstoodError
    keys = group_keys(draft, subject)
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
    lookups = find_lookups(draft, subject)
    measure = Output(column, ranking.function or Function.SUM)
    names = len(own.names) if subject in own.names and len(keys) > 1 else 1  # Behind the number of a person.
    answer = tuple(range(len(keys) - names, len(keys)))
    plan = Plan(freeze(draft.root), (*keys, measure), lookups, grouped=True, answer=answer)
    return with_ranking(plan, ranking, len(keys))


def _most_related(draft: Draft, ranking: Ranking) -> Plan:
    """``The state with the most rivers``: count the related things of each."""
    counted = ranking.count
    table = draft.target_table or draft.home
    if not isinstance(counted, Table) or table != draft.home or draft.counting or draft.function:
        raise NotUnderstoodError
    if (ranking.limit or 1) > 1 or counted == draft.home:
        raise NotUnderstoodError
    if any(column.is_text and _is_of_several(column, draft.home) for column in draft.targets):
        raise NotUnderstoodError  # "The country with the fewest orders": its customers' orders together.
    there = draft.graph.direct(draft.home.name, counted.name)
    many = [hop for hop in there if not hop.to_one]
    label = draft.home.label
    condition: Condition
    if many:
        hop = many[0]
        thing = _spanning(counted)
        thing = None if thing == hop.other else thing
        rows = freeze(Node(counted))
        condition = MostRelated(hop.own, hop.other, thing, ranking.largest, rows)
        if not ranking.largest and hop.other.distinct < hop.own.distinct:
            condition = InSet(hop.own, rows, hop.other, negated=True)  # The fewest are none at all.
    elif there and label and label.repeats:
        condition = MostRelated(label, label, there[0].own, ranking.largest, freeze(draft.root))
    else:
        raise NotUnderstoodError
    if not draft.root.is_bare and many:
        raise NotUnderstoodError
    draft.root.conditions.append(condition)
    return plan_list(draft)


def _is_of_several(column: Column, home: Table) -> bool:
    """Whether a cell may be of several rows: a place, where rows are none themselves."""
    if not ({*PLACE_WORDS}.isdisjoint(column.words) or {*column.words} <= {*home.words}):
        return not column.unique
    return column.repeats and column != home.label


def _spanning(table: Table) -> Column | None:
    """Return what the rows of a table name where it may span several; numbered namesakes do not."""
    label = table.label
    return label if label and label.repeats and table.key is None and len(table.names) == 1 else None


def with_ranking(plan: Plan, ranking: Ranking, position: int) -> Plan:
    """Order groups by an output, keeping the first few or all that tie for the first place."""
    limit = ranking.limit or (None if ranking.word not in ("top", "bottom") else 1)
    order = (Order(position, descending=ranking.largest),)
    return replace(plan, order=order, limit=limit if limit != 1 else None, ties=(limit or 1) == 1)
