"""Whether a plan measures something else than is asked: rates added up, rows for tonnes, goals for gains."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from services.agent.question.doubts.meanlimits import limits_rows_for_means, limits_sums_for_one
from services.agent.question.language.doers import SERVED
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.units import convert
from services.agent.question.language.vocabulary import PERSONS, SIZE_WORDS
from services.agent.question.language.words import name_words, stem, word_root
from services.agent.question.linking.items import NAMES, ColumnHit, Item
from services.agent.question.plans.parts import answering
from services.agent.question.plans.plan import Condition, Function, InSet, Plan
from services.agent.question.slots.events import says_were
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.selling import is_price_of_one, sold_columns
from services.agent.question.tables.spans import UNITS

_SPANS = frozenset(map(stem, ["month", "year", "week", "quarter", "day", "annum"]))
"""Times for which amounts are added up: rents per month are one rent per month."""
_WHOLE = 0.95
_AMOUNT_WORDS = """
    hectare acre litre liter ton tonne gallon kilo kilogram gram pound euro dollar metre meter km kg
"""
_AMOUNTS = frozenset(map(stem, _AMOUNT_WORDS.split()))
"""What is measured and not counted, as rows are."""
_AIM_WORDS = "goal target budget quota plan planned forecast estimate expected"
_AIMS = frozenset(map(stem, _AIM_WORDS.split()))
"""Words of headers for what is to be reached, and has not been by that."""
_REACH_WORDS = "raise spend sell earn collect make achieve reach donate give pay produce get receive"
_REACHED = frozenset(map(word_root, _REACH_WORDS.split()))
_SERVING_WORDS = "fix repair mend service work treat serve clean cook install inspect drive"
_SERVING = frozenset(map(word_root, _SERVING_WORDS.split()))
"""Roots of what is done for those who are served, and not by them."""
_QUICK = ("fastest", "quickest", "slowest")
_COST = stem("cost")
_SPENDING = frozenset(["spending", "expenditure", "expenditures", "spend", "outlay"])
Wrong = Callable[[Plan, Sequence[Item]], bool]


def mismeasures(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a figure, or who is told, is of something near to what is asked.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    ways: tuple[Wrong, ...] = (
        _adds_rates, _counts_amounts, _counts_in_others, _sizes_days, _adds_for_price, _takes_aim,
        _takes_one_rival, _takes_one_cost, _lists_others_records, _tells_other_persons, _tells_served,
        _takes_other_day, _takes_unit, _counts_spending, _counts_pieces,
        _lists_for_total,
    )  # fmt: skip
    return (
        any(wrong(plan, items) for wrong in ways)
        or _leaves_without(conditions, items)
        or _takes_all_for_any(plan, conditions, items)
        or _leaves_done(plan, conditions, items)
        or limits_rows_for_means(plan, conditions, items)
        or limits_sums_for_one(plan, items)
    )


def _takes_unit(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how long did it take in days`` tells the days that another table has under that header."""
    words = [item.normal for item in items]
    if words[:2] != ["how", "long"] or words[-1] not in UNITS or not items[-2].has(Sense.IN):
        return False
    said = {hit.column for hit in items[-1].columns}
    homes = {hit.column.table for item in items for hit in item.values}
    shown = [column for column in _figures(plan) if column in said]
    return bool(shown) and bool(homes) and all(column.table not in homes for column in shown)


def _counts_spending(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows are counted for ``spending by category``, which is an amount."""
    counts = any(output.function is Function.COUNT and not output.column for output in plan.outputs)
    said = any(item.normal in _SPENDING for item in items)
    return counts and said and not any(item.has(Sense.HOW_MANY) for item in items)


def _lists_for_total(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the total of the invoices that are open`` has become a list of them."""
    said = any(item.has(Sense.SUM) and item.normal.endswith(" of") for item in items)
    figures = any(output.function or output.column is None or output.rows for output in plan.outputs)
    if not said or figures or plan.grouped:
        return False
    shown = [output.column for output in answering(plan)]
    return len(shown) > 1 or not any(column and column.is_measure for column in shown)


def _counts_pieces(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how much did we sell`` has become how many pieces, which nobody named."""
    if not items or not items[0].has(Sense.HOW_MUCH):
        return False
    pieces = {column for column in sold_columns(plan.rows.table.columns) if "INT" in column.type}
    told = pieces.intersection(_figures(plan))
    return bool(told) and told.isdisjoint(hit.column for item in items for hit in item.columns)


def _figures(plan: Plan) -> Iterator[Column]:
    """Yield the columns of which figures are told."""
    for output in plan.outputs:
        if output.column and output.function is not Function.COUNT:
            yield output.column


def _adds_rates(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether prices of one tonne are added up, where nobody asked for their sum, by the whole header."""
    outputs = [*plan.outputs, *(output.other for output in plan.outputs if output.other)]
    summed = {output.column for output in outputs if output.function is Function.SUM and output.column}
    rates = {column for column in summed if "per" in column.words[:-1] and column.words[-1] not in _SPANS}
    rates |= {column for column in summed if is_price_of_one(column) and column.words[-1] not in _SPANS}
    asked = bool(rates) and any(item.has(Sense.SUM, Sense.HOW_MANY) for item in items)
    named = {hit.column for item in items if asked for hit in item.columns if hit.strength >= _WHOLE}
    return bool(rates - named)


def _counts_amounts(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many hectares``, ``how many takings`` has become how many rows."""
    counted = any(output.function is Function.COUNT and output.column is None for output in plan.outputs)
    said = (item for before, item in pairwise(items) if before.has(Sense.HOW_MANY)) if counted else ()
    return any(
        (stem(item.normal) in _AMOUNTS or any(map(_is_amount, item.columns)))
        and not (item.tables or item.values)
        for item in said
    )


def _is_amount(hit: ColumnHit) -> bool:
    """Whether a word is the whole header of amounts of their own, hardly two of them alike: no grades."""
    column = hit.column
    unlike = 2 * column.distinct > column.rows
    return hit.strength >= _WHOLE and column.is_measure and "INT" not in column.type and unlike


def _counts_in_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many days`` is told in hours."""
    for before, item in pairwise(items):
        if before.has(Sense.HOW_MANY) and not before.is_link:
            made = (convert(1, item.normal, column.unit_words) for column in _figures(plan))
            return any(each not in (None, 1) for each in made)
    return False


def _sizes_days(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the biggest harvest is the latest, or who pays fastest paid first: no day is large or fast."""
    sized = any(item.normal in (*SIZE_WORDS, *_QUICK) and not item.is_link for item in items)
    days = [plan.rows.extreme.column] if sized and plan.rows.extreme else []
    ends = (Function.MAXIMUM, Function.MINIMUM)
    days += [output.column for output in plan.outputs if sized and output.column and output.function in ends]
    return any(column.is_date for column in days)


def _adds_for_price(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how much is a bottle`` has become how many bottles there are."""
    opens = len(items) > 3 and items[0].has(Sense.HOW_MUCH) and items[1].has(Sense.BE)
    one = opens and items[2].normal in ("a", "an")
    named = {hit.column for hit in items[3].columns} if one else set()
    counts = any(output.function is Function.COUNT for output in plan.outputs)
    return one and (counts or not named.isdisjoint(output.column for output in plan.outputs))


def _takes_aim(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how much was raised`` has become the goal."""
    aims = {word for column in _figures(plan) for word in column.words} & _AIMS
    if not aims:
        return False
    said = {word for item in items for word in item.stems}
    verbs = {word_root(item.normal) for item in items if not item.is_link}
    return said.isdisjoint(aims) and not verbs.isdisjoint(_REACHED)


def _takes_one_rival(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the total cost`` has become one of two costs of a row, each as likely to be meant."""
    told = set(_figures(plan)) | ({plan.rows.extreme.column} if plan.rows.extreme else set())
    for item in items if told else ():
        best = max((hit.strength for hit in item.columns), default=NAMES)
        rivals = {hit.column for hit in item.columns if hit.strength == best and hit.column.is_measure}
        tables = {column.table for column in rivals}
        plain = not (item.tables or item.values) and best < NAMES and len(tables) == 1
        if plain and len(rivals) > 1 and len(rivals & told) == 1:
            return True
    return False


def _takes_one_cost(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether what somebody paid has become the cost of parts alone, where labour has its cost too."""
    told = {column for column in _figures(plan) if column.words[-1:] == (_COST,) and len(column.words) > 1}
    if not told or plan.grouped:
        return False
    said = {word for item in items for word in item.stems}
    own = (column for column in plan.rows.table.columns if column.is_measure)
    costs = {column for column in own if column.words[-1:] == (_COST,)}
    named = any(not said.isdisjoint(column.words[:-1]) for column in told)
    return not named and len(costs & told) == 1 < len(costs)


def _takes_other_day(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the first harvest`` is when something was sown."""
    ends = (Function.MAXIMUM, Function.MINIMUM)
    days = {output.column for output in plan.outputs if output.column and output.function in ends}
    days |= {plan.rows.extreme.column} if plan.rows.extreme else set()
    days = {column for column in days if column.is_date}
    named = {hit.column for item in items for hit in item.columns if hit.strength >= NAMES} if days else set()
    others = {column for column in named if column.is_date and column.table == plan.rows.table.name}
    return bool(days and others) and others.isdisjoint(days) and others.isdisjoint(_figures(plan))


def _leaves_without(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``have no end date`` is passed over."""
    for before, item in pairwise(items):
        named = {hit.column for hit in item.columns if hit.strength >= NAMES and hit.column.is_date}
        rows = item.values or any(hit.strength >= NAMES for hit in item.tables)
        if before.has(Sense.WITHOUT) and not before.is_link and named and not rows:
            return named.isdisjoint(getattr(each, "column", None) for each in conditions)
    return False


def _lists_others_records(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which wine sold the most`` shows all that is known of an order, or whose it was."""
    home = plan.rows.table
    named = {hit.table.name for hit in items[1].tables if hit.strength >= NAMES} if len(items) > 1 else set()
    if not named or items[0].normal not in ("which", "what") or home.name in named:
        return False
    records = len(plan.outputs) == len(home.columns) > 2 and not plan.grouped
    first = plan.outputs[plan.answer[0] if plan.answer else 0].column
    said = {word for item in items for word in item.stems}
    served = first is not None and SERVED.intersection(first.words)
    return (records and not any(output.function for output in plan.outputs)) or bool(
        served and said.isdisjoint(served)
    )


def _tells_other_persons(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``who has been a donor the longest`` names no donor."""
    said = [item for item in items if not item.has(Sense.HAVE)]
    opens = (
        len(said) > 3 and said[0].has(Sense.WHO) and said[1].has(Sense.BE) and said[2].normal in ("a", "an")
    )
    named = {hit.table.name for hit in said[3].tables if hit.strength >= NAMES} if opens else set()
    shown = {output.column.table for output in plan.outputs if output.column and not output.function}
    return bool(named and shown) and named.isdisjoint(shown)


def _tells_served(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``who fixed it`` names the customer."""
    said = [item for item in items if not item.has(Sense.HAVE, Sense.FILLER)]
    opens = len(said) > 1 and said[0].has(Sense.WHO)
    opens = opens and (word_root(said[1].normal) in _SERVING or _did_it(said))
    shown = (
        [output.column for output in plan.outputs if output.column and not output.function] if opens else []
    )
    if not shown:
        return False
    words = {*shown[0].words} if PERSONS & {*shown[0].words} else {*map(stem, name_words(shown[0].table))}
    return bool(SERVED & words)


def _did_it(said: Sequence[Item]) -> bool:
    """Whether ``did`` is the verb itself: ``who did the longest repair``."""
    done = said[1].normal == "did" and len(said) > 2 and said[2].has(Sense.HIGHEST, Sense.LOWEST)
    return done and not said[2].is_link


def _takes_all_for_any(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``who gave to all campaigns`` has become who gave to any."""
    lists = not any(output.function for output in plan.outputs)
    asks = bool(items) and items[0].normal.split()[0] == "who"
    if not lists or not (asks or any(isinstance(each, InSet) for each in conditions)):
        return False
    for to, every, rows in zip(items, items[1:], items[2:], strict=False):
        led = to.has(Sense.IN, Sense.LIGHT) and not to.is_link and every.normal in ("all", "every", "each")
        others = (hit for hit in rows.tables if asks or hit.table != plan.rows.table)
        if led and any(hit.strength >= NAMES for hit in others):
            return True
    return False


def _leaves_done(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``have not been harvested`` is passed over, though some rows have no day of it."""
    days = [column for column in plan.rows.table.columns if column.is_date and column.nulls]
    if not days:
        return False
    told = plan.outputs if len(plan.outputs) < len(plan.rows.table.columns) else ()  # All tell none of them.
    used = {getattr(each, "column", None) for each in (*told, *conditions, plan.rows.extreme)}
    used |= {day for column in used if column and column.span for day in (column.span.start, column.span.end)}
    asked = False
    for before, item in pairwise(items):
        asked = asked or (before.has(Sense.DO) and not before.is_link)
        done = (says_were(before) or before.has(Sense.NOT)) and item.normal.endswith(("ed", "en"))
        if (done or (asked and item is items[-1])) and not item.values:
            found = [column for column in days if word_root(item.normal) in days_told(column)]
            if len(found) == 1 and found[0] not in used:
                return True
    return False
