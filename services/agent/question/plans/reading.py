"""Says a plan in plain words, from the same tree that SQL is printed from."""

from services.agent.question.language.numerals import ORDINALS
from services.agent.question.language.periods import MONTH_NAMES, WEEKDAY_NAMES
from services.agent.question.plans.dated import AtTime, GoingOn, InMonth, OnWeekdays, Within
from services.agent.question.plans.parts import all_told_apart
from services.agent.question.plans.plan import (
    AnyOf,
    Beside,
    Between,
    Combination,
    Compare,
    CompareColumns,
    CompareFigure,
    Comparison,
    Condition,
    CountRelated,
    Extreme,
    Function,
    InSet,
    Lookup,
    Missing,
    MostRelated,
    Not,
    OneOf,
    Output,
    Plan,
    RowSet,
    Scalar,
    TextMatch,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.hours import is_length

_COMPARISONS = {
    Comparison.EQUAL: "is",
    Comparison.UNEQUAL: "is not",
    Comparison.LESS: "is less than",
    Comparison.AT_MOST: "is at most",
    Comparison.MORE: "is more than",
    Comparison.AT_LEAST: "is at least",
}
_OVER_GROUPS = {
    Combination.ADDED: ", added up",
    Combination.SHARE: " as a share of the total",
    Combination.GROWTH: " as growth over the one before",
    Combination.RUNNING: " added up from the first on",
    Combination.RANK: " as a rank, the highest first",
    Combination.RANK_UP: " as a rank, the lowest first",
}
_FRACTIONS = (Combination.SHARE, Combination.GROWTH, Combination.DECLINE)
"""Combinations that are said to be fractions where they are not given in percent."""


def to_words(plan: Plan) -> str:
    """Say the plan in one sentence."""
    plan = all_told_apart(plan)
    keys = [output for output in plan.outputs if output.function is None]
    computed = [output for output in plan.outputs if output.function]
    rows = _rows(plan.rows)
    answer = plan.answer if plan.answer is not None else range(len(plan.outputs))
    if plan.grouped and keys and computed:
        what = f"{_list(computed)} for each {_list(keys)}"
    elif computed:
        what = _list(computed)
    elif len(plan.rows.table.columns) in (len(answer), len(plan.outputs)):
        what = "all columns"
    else:
        what = _list([plan.outputs[i] for i in answer])
        what = f"the different values of {what}" if plan.distinct and not plan.rows.conditions else what
    sentence = f"{what} from {rows}{_joined(plan)}{_having(plan)}{_ordered(plan)}"
    return sentence[0].upper() + sentence[1:] + "."


def _joined(plan: Plan) -> str:
    if not plan.lookups:
        return ""
    return "".join(
        f", looked up in {_joined_table(lookup)} where its {lookup.one.name} is {lookup.many.name}"
        for lookup in plan.lookups
    )


def _joined_table(lookup: Lookup) -> str:
    return f"{lookup.again} as {lookup.one.table}" if lookup.again else lookup.one.table


def _having(plan: Plan) -> str:
    parts = []
    for each in plan.having:
        what = _output(plan.outputs[each.output]).removeprefix("the ")
        parts.append(f"{what} {_COMPARISONS[each.comparison]} {_limit(each.value)}")
    return f", only where the {' and the '.join(parts)}" if parts else ""


def _limit(value: Scalar | CompareFigure | Function) -> str:
    if isinstance(value, CompareFigure):
        same = f" with the same {value.by.name}" if value.by else ""
        return f"the {value.function.value} of {_figure_name(value.column)} in {_rows(value.rows)}{same}"
    return f"the {value.value} of all of these" if isinstance(value, Function) else str(value)


def _ordered(plan: Plan) -> str:
    if not plan.order:
        return ""
    order = plan.order[0]
    ranked = plan.outputs[order.output]
    what = _output(ranked).removeprefix("the ")
    if ranked.column and ranked.function is None and not ranked.bucket:
        what = _figure_name(ranked.column)
    if ranked.column and ranked.column.is_order:
        if plan.limit is None:
            return ", in the order of the sheet"
        return f", the {'last' if order.descending else 'first'} {plan.limit} in the sheet"
    each = " and ".join(_output(plan.outputs[place]) for place in plan.within)
    each = f" of each {each}" if each else ""
    direction = _end(None if ranked.function is Function.COUNT else ranked.column, largest=order.descending)
    if plan.ties:
        return f", only where the {what} is the {_nth(plan.place)}{direction}{each} (ties all shown)"
    named = ranked.column is not None and ranked.column.is_text and not ranked.function
    if plan.limit is not None and named and not each:
        return f", the {'last' if order.descending else 'first'} {plan.limit} by {what}"
    if plan.limit is not None:
        return f", the {plan.limit} with the {direction} {what}{each}"
    return f", ordered by {what}"


def _list(outputs: list[Output]) -> str:
    names = [_output(output) for output in outputs]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _output(output: Output) -> str:
    fraction = ", as a fraction" if output.combination in _FRACTIONS else ""
    written = ", in percent" if output.percent else fraction
    if output.decimals is not None:
        written += f", rounded to {output.decimals} decimals"
    return _combined(output) + written


def _combined(output: Output) -> str:
    if output.combination is None:
        return _figure(output)
    left = _figure(output)
    if output.other is None:
        return f"{left}{_OVER_GROUPS[output.combination]}"
    right = _figure(output.other)
    match output.combination:
        case Combination.RATIO:
            return f"{left} divided by {right}"
        case Combination.GROWTH:
            return f"the growth of {left.removeprefix('the ')} over {right}"
        case Combination.DECLINE:
            return f"the decline of {left.removeprefix('the ')} from {right}"
        case Combination.DIFFERENCE:
            return f"{left} minus {right}"
    return f"the difference between {left} and {right}, without its sign"


def _figure(output: Output) -> str:
    when = f" where {' and '.join(map(_condition, output.when))}" if output.when else ""
    own = f" in {_rows(output.rows)}" if output.rows else ""
    return _plain_figure(output) + own + when


def _plain_figure(output: Output) -> str:
    if output.column is None:
        return "the number of rows"
    name = output.column.name
    if output.bucket:
        time = f"{output.bucket.value} of {name}{f' as {output.written}' if output.written else ''}"
        return f"the number of different values of {time}" if output.function else time
    if output.function is Function.COUNT:
        return f"the number of different values of {name}" if output.distinct else f"the number of {name}"
    return f"the {output.function.value} of {_figure_name(output.column)}" if output.function else name


def _rows(rows: RowSet) -> str:
    parts = [_condition(condition) for condition in rows.conditions]
    where = f" where {' and '.join(parts)}" if parts else ""
    name = rows.table.source.called or rows.table.name
    end = f" that have {_extreme(rows.extreme)}" if rows.extreme else ""
    return f"the rows of {name}{where}{end}" if end else f"{name}{where}"


def _extreme(extreme: Extreme) -> str:
    if extreme.column.is_order:
        return f"the {'last' if extreme.largest else 'first'} place in the sheet"
    end, name = _end(extreme.column, largest=extreme.largest), _figure_name(extreme.column)
    of = f" of each {extreme.group.name}" if extreme.group else ""
    return f"the {_nth(extreme.place)}{end} {name}{of}"


def _end(column: Column | None, *, largest: bool) -> str:
    """Say which end of a column is meant: of times of the day, the latest."""
    if column and column.is_time and not is_length(column):
        return "latest" if largest else "earliest"
    return "highest" if largest else "lowest"


def _nth(place: int) -> str:
    """Say a place before a superlative; the first needs no word."""
    return "" if place == 1 else f"{ORDINALS[place - 1]} "


def _figure_name(column: Column) -> str:
    """Name a column whose numbers are compared or computed with, and say where in a text they stand."""
    return f"number at the beginning of {column.name}" if column.leading else column.name


def _scalar(value: Scalar) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)


def _condition(condition: Condition) -> str:
    match condition:
        case Compare(column, comparison, value):
            denied = comparison is Comparison.UNEQUAL
            name = column.name if isinstance(value, str) else _figure_name(column)
            words = f"{name} {_COMPARISONS[comparison]} {_scalar(value)}"
            return _or_missing(words, column, denied=denied)
        case OneOf(column, values, negated):
            chosen = " or ".join(_scalar(value) for value in values)
            words = f"{column.name} is {'not ' if negated else ''}{chosen}"
            return _or_missing(words, column, denied=negated)
        case Between(column, low, high):
            return f"{_figure_name(column)} is between {_scalar(low)} and {_scalar(high)}"
        case Within() | InMonth() | OnWeekdays() | AtTime() | GoingOn():
            return _in_time(condition)
        case CompareColumns():
            return _compare_columns(condition)
        case TextMatch(column, test, text, negated):
            words = f"{column.name} {'does not match: ' if negated else ''}{test.value} “{text}”"
            return _or_missing(words, column, denied=negated)
        case CompareFigure():
            return _compare_figure(condition)
        case Missing(column, negated):
            return f"{column.name} is {'given' if negated else 'missing'}"
        case AnyOf(conditions):
            return "(" + " or ".join(_condition(each) for each in conditions) + ")"
    return _related(condition)


def _in_time(condition: Within | InMonth | OnWeekdays | AtTime | GoingOn) -> str:
    name = condition.column.name
    match condition:
        case AtTime():
            return f"{name} is {condition.label}"
        case GoingOn(_, end, at):
            return f"{at:%H:%M} lies between {name} and {end.name}"
        case InMonth(_, month):
            return f"{name} is in {MONTH_NAMES[month - 1]} of any year"
        case OnWeekdays(_, days):
            return f"{name} is on a {' or '.join(WEEKDAY_NAMES[day - 1] for day in days)}"
    dated = condition.label.startswith(("before", "after", "since", "until"))
    return f"{name} is {'' if dated else 'in '}{condition.label}"


def _compare_columns(condition: CompareColumns) -> str:
    words = _COMPARISONS[condition.comparison]
    if condition.column.is_date:
        words = words.replace("less than", "before").replace("more than", "after")
    other = condition.other
    named = f"the {other.path} that it refers to" if condition.link else other.name
    part = f"{100 * condition.times:g} % of " if condition.times != 1 else ""
    return f"{condition.column.name} {words} {part}{named}"


def _compare_figure(condition: CompareFigure) -> str:
    column, comparison, rows = condition.column, condition.comparison, _rows(condition.rows)
    if column.is_order:
        after = condition.offset > 0 or comparison is Comparison.MORE
        return f"the row stands {'right ' if condition.offset else ''}{'after' if after else 'before'} {rows}"
    return f"{_figure_name(column)} {_COMPARISONS[comparison]} {_limit(condition)}"


def _or_missing(words: str, column: Column, *, denied: bool) -> str:
    """Say that a denied condition also holds where the value is missing, if any is."""
    return f"{words} (or is missing)" if denied and column.nulls else words


def _related(condition: Beside | InSet | Not | MostRelated | CountRelated) -> str:
    match condition:
        case Beside(column, other):
            return f"{column.name} is its {other.name}"
        case InSet(column, rows, key, negated):
            found = "is not" if negated else "is"
            also = "".join(f" and {own.name} the {other.name}" for own, other in condition.beside)
            words = f"{column.name} {found} the {key.name}{also} of some row of {_rows(rows)}"
            return _or_missing(words, column, denied=negated)
        case Not(label, rows):
            return _or_missing(f"{label.name} is never found in {_rows(rows)}", label, denied=True)
        case CountRelated(column, group, comparison, number, rows, counted):
            how = _COMPARISONS[comparison].removeprefix("is").strip() or "exactly"
            what = f"{how} {number} different {counted.name} in" if counted else f"{how} {number} rows of"
            return f"{column.name} is the {group.name} of {what} {_rows(rows)}"
        case MostRelated(column, group, counted, largest, rows):
            what = f"{'most' if largest else 'fewest'} {f'different {counted.name}' if counted else 'rows'}"
            return f"{column.name} is the {group.name} with the {what} in {_rows(rows)}"
