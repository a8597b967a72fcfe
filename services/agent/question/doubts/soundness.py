"""What no plan may do, whatever was understood: such a plan is none."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from services.agent.question.doubts.answering import answers
from services.agent.question.doubts.asked import misses_asked
from services.agent.question.doubts.denials import contradicts, leaves_denied
from services.agent.question.doubts.halves import answers_half
from services.agent.question.doubts.miscounted import miscounts
from services.agent.question.doubts.misdated import counts_years
from services.agent.question.doubts.misgrouped import misgroups
from services.agent.question.doubts.mismeasured import mismeasures
from services.agent.question.doubts.mistaken import mistakes_deed
from services.agent.question.doubts.otherunits import tells_other_unit
from services.agent.question.doubts.overlooked import overlooks
from services.agent.question.doubts.passedby import passes_by
from services.agent.question.doubts.rankedparts import ranks_parts
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import SERVING
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.dated import Within
from services.agent.question.plans.opposites import is_denied
from services.agent.question.plans.parts import asks_two_values, joined_columns, spans_rows
from services.agent.question.plans.plan import (
    AnyOf,
    Between,
    Combination,
    Compare,
    CompareColumns,
    CompareFigure,
    Comparison,
    Condition,
    CountRelated,
    Function,
    InSet,
    MostRelated,
    Not,
    OneOf,
    Output,
    Plan,
    RowSet,
    Scalar,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.labels import is_short_description

_COMBINED = {Sense.GROWTH: Combination.GROWTH, Sense.RUNNING: Combination.RUNNING}
_OF_LENGTH = frozenset(["longest", "shortest", "longer", "shorter", "fastest", "slowest"])
"""Words that compare how long something takes, which no single day says."""
_POSSESSIVES = ("their", "its", "his", "her")
_SAID = {Function.SUM: (Sense.SUM,), Function.AVERAGE: (Sense.AVERAGE,), Function.MEDIAN: (Sense.MEDIAN,)}
_ADDING = tuple(_SAID)
_EACH = (overlooks, misses_asked, miscounts, mistakes_deed, mismeasures, passes_by, misgroups, leaves_denied)


def is_sound(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the plan compares like with like, computes nothing with keys and keeps every ``top 3``.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    conditions = list(all_conditions(plan.rows))
    conditions += [each for output in plan.outputs for each in output.when]
    if not all(map(_compares_alike, conditions)) or _asks_two_times(plan.rows) or _asks_two_values(plan.rows):
        return False
    if counts_years(conditions, items) or _counts_times(conditions, items) or _ranks_keyed(plan, conditions):
        return False
    computed = any(_computes_with_keys(each, items) for each in plan.outputs)
    if computed or _counts_one_each(plan) or ranks_parts(plan, items) or _denies_parts(plan):
        return False
    if _mixes_dates(plan, items) or (_compares_figures(conditions) and _says_within(items)):
        return False
    if _says_own(items) or mixes_rows(plan) or contradicts(plan.rows) or any(map(_says_nothing, conditions)):
        return False
    if any(misses(plan, conditions, items) for misses in _EACH):
        return False
    if not answers(plan, items) or answers_half(plan, items) or tells_other_unit(plan, items):
        return False
    lasting = any(item.normal in _OF_LENGTH for item in items)
    if lasting and _ranks_days(plan) and not any(item.normal in SERVING for item in items):
        return False
    compared = ((plan.outputs[each.output], each.value) for each in plan.having)
    if any(_is_a_day(output) != isinstance(value, date) for output, value in compared):
        return False
    combined = {output.combination for output in plan.outputs}
    said = {
        _COMBINED[sense] for item in items if not item.is_link for sense in item.senses if sense in _COMBINED
    }
    return said <= combined and (plan.limit is not None or not _says_how_many(items))


def mixes_rows(plan: Plan) -> bool:
    """Whether each row's own cell stands beside one figure of all rows: no engine runs that."""
    own = [output for output in plan.outputs if output.rows is None and output.combination is None]
    plain = [output for output in own if output.function is None and output.bucket is None]
    return not plan.grouped and bool(plain) and len(plain) < len(own)


def all_conditions(rows: RowSet) -> Iterator[Condition]:
    """Yield the conditions of some rows, and of the rows that those are about."""
    for condition in rows.conditions:
        yield condition
        match condition:
            case InSet() | Not() | MostRelated() | CompareFigure() | CountRelated():
                yield from all_conditions(condition.rows)
            case AnyOf(conditions):
                yield from conditions


def _compares_alike(condition: Condition) -> bool:
    match condition:
        case Compare(column, _, value):
            return _fits(column, value)
        case OneOf(column, values):
            return all(_fits(column, value) for value in values)
        case Between(column, low, high):
            return _fits(column, low) and _fits(column, high)
        case CompareFigure(column, _, function):
            return function not in _ADDING or column.role != "id"
    return True


def _ranks_keyed(plan: Plan, conditions: Sequence[Condition]) -> bool:
    """Whether a figure is held to be above the number of somebody: a wage above who the manager is."""
    keys = {column for pair in joined_columns(plan) for column in pair}
    sided = [each for each in conditions if isinstance(each, CompareColumns)]
    sided = [each for each in sided if each.comparison not in (Comparison.EQUAL, Comparison.UNEQUAL)]
    return any({each.column, each.other} & keys for each in sided)


def _counts_times(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``who paid at least 3 times`` is taken for who paid at least 3."""
    times = {item.number for item, after in pairwise(items) if after.normal in ("times", "occasions")}
    return any(isinstance(each, Compare) and each.value in times - {None} for each in conditions)


def _fits(column: Column, value: Scalar) -> bool:
    """Whether the column can hold such a value; texts may be compared with texts only, and so on."""
    if column.is_flag or isinstance(value, bool):
        return column.is_flag and value in (column.flag(holds=True), column.flag(holds=False))
    if isinstance(value, int | float):
        return column.is_number
    return column.is_date if isinstance(value, date) else not column.is_number or column.leading is not None


def _asks_two_times(rows: RowSet) -> bool:
    """Whether one day would have to lie in two stretches of time that have no day in common."""
    found = [_stretches(each) for each in rows.conditions]
    for index, some in enumerate(found):
        for others in found[index + 1 :]:
            pairs = [(one, other) for one in some for other in others]
            if pairs and all(_are_apart(one, other) for one, other in pairs):
                return True
    return False


def _asks_two_values(rows: RowSet) -> bool:
    """Whether one cell would have to hold two values: "Springfield, Illinois", where both are cities."""
    inner = (each.rows for each in rows.conditions if isinstance(each, InSet | Not))
    return asks_two_values(rows.conditions) or any(map(_asks_two_values, inner))


def _stretches(condition: Condition) -> list[Within]:
    parts = condition.conditions if isinstance(condition, AnyOf) else (condition,)
    found = [each for each in parts if isinstance(each, Within)]
    return found if len(found) == len(parts) else []


def _are_apart(one: Within, other: Within) -> bool:
    return one.column == other.column and (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Within, other: Within) -> bool:
    return one.end is not None and other.start is not None and one.end <= other.start


def _computes_with_keys(output: Output, items: Sequence[Item]) -> bool:
    """Whether numbers are computed with that are none, or that only name rows, where nobody said so."""
    column = output.column if output.function in _ADDING else None
    if column is None or (column.is_number and not (column.is_ordinal or column.role == "id")):
        return False
    said = any(
        before.has(*_SAID[output.function or Function.SUM])
        and any(hit.column == column and hit.strength >= NAMES for hit in item.columns)
        and not (column.role == "id" and len(item.stems) < len(column.words))  # "Total spend": no number.
        for before, item in pairwise(each for each in items if not each.has(Sense.FILLER))
    )
    return not (said and column.is_number)  # "The average rank", though ranks only number the rows.


def _counts_one_each(plan: Plan) -> bool:
    """Whether things are counted for each of what numbers them, or what their code means: always one."""
    counts = [each for each in plan.outputs if each.function is Function.COUNT]
    keys = [each.column for each in plan.outputs if each.column and not each.function and not each.bucket]
    named = {each.table for each in keys if each.unique and (each.role == "id" or is_short_description(each))}
    own = {each for each in keys if each.unique and each.table == plan.rows.table.name}
    if plan.grouped and plan.having and own and not plan.lookups:
        return True  # "Which won more than 20 of them": each is one row, whatever its cells count.
    referring = {each.many for each in plan.lookups if each.one.table in named}
    return plan.grouped and any(
        each.column in referring if each.column else plan.rows.table.name in named for each in counts
    )


def _compares_figures(conditions: Sequence[Condition]) -> bool:
    return any(isinstance(each, CompareFigure) and each.by is None for each in conditions)


def _says_within(items: Sequence[Item]) -> bool:
    """Whether rows are compared with those of their own group alone: ``the average of their department``."""
    return any(
        before.has(Sense.OF, Sense.IN) and each.normal in (*_POSSESSIVES, "the same", "same")
        for before, each in pairwise(items)
    )


def _says_own(items: Sequence[Item]) -> bool:
    """Whether something is compared with what belongs to the same row: ``the driver's own depot``."""
    return any(
        item.normal == "own" and (before.text.endswith(("'s", "\u2019s")) or before.normal in _POSSESSIVES)
        for before, item in pairwise(items)
    )


def _denies_parts(plan: Plan) -> bool:
    """Whether things that span rows are listed for one row that is not so: another row of theirs may be."""
    column = plan.outputs[0].column
    if plan.grouped or not plan.distinct or len(plan.outputs) > 1 or column is None:
        return False
    denied = [
        each for each in plan.rows.conditions if is_denied(each) and getattr(each, "column", None) != column
    ]
    return bool(denied) and spans_rows(column, plan.rows) and plan.outputs[0].function is None


def _says_nothing(condition: Condition) -> bool:
    """Whether rows are found by others with one and the same value there: it would say as much by itself."""
    if not isinstance(condition, InSet) or condition.negated or condition.key.unique:
        return False
    said = [each for each in condition.rows.conditions if isinstance(each, Compare)]
    return any(each.column == condition.key and not is_denied(each) for each in said)


def _mixes_dates(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows are put in months by one date, where those of another were asked for.

    Of the dates of the rows themselves both have to be said: "per order month, shipped in 2024". Nor is there
    a group for each day within a month.
    """
    plain = [each.column for each in plan.outputs if each.function is None and not each.bucket]
    if (
        plan.grouped
        and any(each.bucket for each in plan.outputs)
        and any(each and each.is_date for each in plain)
    ):
        return True
    dates = {output.column for output in plan.outputs if output.bucket and output.column}
    asked = {each.column for each in all_conditions(plan.rows) if isinstance(each, Within)}
    named = {hit.column for item in items for hit in item.columns if hit.strength >= NAMES}
    if dates <= named:
        asked -= {each for each in asked if each.table == plan.rows.table.name}
    return bool(dates and asked) and not dates & asked


def _ranks_days(plan: Plan) -> bool:
    """Whether days are compared by which comes first."""
    ordered = [plan.outputs[each.output] for each in plan.order if plan.ties or plan.limit is not None]
    columns = [output.column for output in ordered if output.function is not Function.COUNT]
    extreme = plan.rows.extreme.column if plan.rows.extreme else None
    return any(column and column.is_date for column in (*columns, extreme)) or any(
        map(_is_a_day, plan.outputs)
    )


def _is_a_day(output: Output) -> bool:
    kept = output.function in (Function.MINIMUM, Function.MAXIMUM)
    return bool(kept and output.column and output.column.is_date)


def _says_how_many(items: Sequence[Item]) -> bool:
    """Whether a number right after ``top`` or ``bottom`` says how many are wanted; one is no list."""
    told = (
        each for before, each in pairwise(items) if before.has(Sense.TOP, Sense.BOTTOM) and not before.is_link
    )
    return any(isinstance(each.number, int) and each.number > 1 for each in told)
