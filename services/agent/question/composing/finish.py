"""Turns a filled draft into a plan."""

from services.agent.question.composing.draft import Draft, is_comparable
from services.agent.question.composing.nodes import NotUnderstoodError, freeze
from services.agent.question.composing.outputs import (
    find_lookups,
    group_keys,
    is_mean_of_sums,
    plan_aggregate,
    plan_count,
    plan_list,
    require_home,
)
from services.agent.question.composing.ranked import plan_ranked, with_ranking
from services.agent.question.language.lexicon import Sense
from services.agent.question.plans.plan import Compare, Function, Order, Output, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.measuring import is_mean


def finish(draft: Draft) -> Plan:
    """Make the plan; raises NotUnderstoodError when the question asks for nothing that can be named."""
    if draft.ranking and draft.choice and not draft.targets and not draft.target_table:
        draft.targets.append(draft.choice)
    elif draft.items[0].has(Sense.DO, Sense.BE, Sense.HAVE):
        raise NotUnderstoodError  # Yes or no: nothing that a list of rows can say.
    if draft.counting and draft.hint_kind in ("where", "when", "who"):
        raise NotUnderstoodError  # "Where was it, and how many came" asks for two things.
    _place_hint(draft)
    _weigh_lookup(draft)
    if draft.groups:
        return _grouped(draft)
    if draft.descending is not None:
        raise NotUnderstoodError
    if draft.ranking:
        return plan_ranked(draft, draft.ranking)
    if draft.function:
        return plan_aggregate(draft, draft.function, _measure(draft))
    if draft.counting:
        return plan_count(draft)
    return plan_list(draft)


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
    if (
        len(draft.catalog.tables) > 1
        and bound
        and not draft.root.children
        and not any(each.column == label for each in bound)
    ):
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
        if person is None or any(
            hop.own == person and hop.to_one for hop in draft.graph.hops(draft.home.name)
        ):
            raise NotUnderstoodError  # Nobody asks who and wants the key of a row elsewhere.
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


def _grouped(draft: Draft) -> Plan:
    keys: list[Output] = []
    for key, bucket in draft.groups:
        keys += [Output(key, bucket=bucket)] if bucket else group_keys(draft, key)
    ranking = draft.ranking
    function, column = draft.function, None
    if ranking and (ranking.count or ranking.column or draft.hint_kind == "who"):
        raise NotUnderstoodError  # "Who earns the most in each": a person of each group, and no group.
    if function:
        column = _measure(draft)
        require_home(draft, column)
        plain = [key.column for key in keys if key.column and not key.bucket]
        if any(column.unique and column.table == draft.home.name for column in plain):
            raise NotUnderstoodError  # Groups of one row: "the average total per order" is one figure.
    elif draft.counting:
        output = plan_count(draft).outputs[0]
        function, column = output.function, output.column
    elif draft.targets and draft.targets[0].is_measure and len(draft.targets) == 1:
        column = draft.targets[0]
        function = Function.AVERAGE if is_mean(column) else Function.SUM
        require_home(draft, column)
    else:
        raise NotUnderstoodError
    lookups = find_lookups(draft, *(key.column for key in keys))
    measure = Output(
        column, function, distinct=draft.counting and column is not None and not column.is_measure
    )
    order: tuple[Order, ...] = tuple(Order(i, descending=False) for i in range(len(keys)))
    if draft.descending is not None:
        order = (Order(len(keys), descending=draft.descending),)
    if any(is_mean_of_sums(key, measure) for key in keys):
        raise NotUnderstoodError  # Of each group's rows, or of the groups? Readings of both are offered.
    plan = Plan(freeze(draft.root), (*keys, measure), lookups, grouped=True, order=order)
    if ranking:
        plan = with_ranking(plan, ranking, len(keys))
    return plan
