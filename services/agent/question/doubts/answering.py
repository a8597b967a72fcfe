"""Whether a plan answers what is asked: the amount, the person, the count, and not something near it."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.composing.draft import is_comparable
from services.agent.question.composing.grouping import BUCKETS
from services.agent.question.composing.nodes import condition_column
from services.agent.question.composing.standing import standing_at, standing_tables
from services.agent.question.doubts.namesonly import tells_names_only
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.money import ADDING_VERBS
from services.agent.question.language.verbs import OUTCOMES
from services.agent.question.language.vocabulary import HEADS, NOT_ADDED, OFTEN, QUANTITY_WORDS
from services.agent.question.language.words import stem
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.parts import spans_rows
from services.agent.question.plans.plan import Compare, Comparison, Function, Plan
from services.agent.question.slots.nouns import is_about_people
from services.agent.question.tables.columns import Column
from services.agent.question.tables.numbering import ASK_PERSONS, is_anothers, says_rows

_ENDINGS = frozenset(
    ["won", "win", "wins", "lost", "lose", "loses", "beat", "defeated", "retired", "led", "leads"]
)
"""Verbs of what only some did of all who were there."""

POINTING = frozenset(["it", "him", "her", "them"])
"""Words for what has been named before."""
_LEADING = frozenset(["for", "of", "on", "by", "in", "from", "to", "with"])
HOLDING = frozenset(["hold", "seat", "fit", "accommodate", "carry", "house", "sleep", "take", "host"])
"""What a place can do for so many."""

_MOVED = frozenset(["sold", "bought", "ordered", "shipped", "delivered", "dispatched", "purchased"])
"""What is done with so many of a thing."""


def answers(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a plan gives what the question wants to know.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    ways = (
        _leaves_asked, _answers_others, _counts_once, _counts_others, _counts_kinds, _leaves_often,
        _lists_no_amount, _picks_from_kind, _takes_stretch_for_value, _echoes, _lists_everyone, _counts_unit,
        _leaves_sum, _picks_of_all, _counts_for_room, _leaves_outcome, _says_it_of_nothing,
        _lists_all_for_one, tells_names_only,
    )  # fmt: skip
    return not (_counts_flags(plan) or any(misses(plan, items) for misses in ways))


def _counts_flags(plan: Plan) -> bool:
    """Whether ones are added up that only say yes: that counts the rows, and leaves out what else is said."""
    return any(
        output.function in (Function.SUM, Function.COUNT) and output.column and output.column.is_flag
        for output in plan.outputs
    )


def _picks_of_all(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``for each genre, the longest show`` has become the one of all."""
    first = items[0].normal if items else ""
    picks = plan.ties or plan.limit is not None or plan.rows.extreme is not None
    return first in ("for each", "for every", "in each", "in every", "per") and picks and not plan.within


def _leaves_asked(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``who`` became a figure or records, ``which expire, and when`` the things, two became one."""
    asks_person = any(item.normal.split()[0] in ("who", "whom") and not item.is_link for item in items[:1])
    records = not plan.rows.table.label and len(plan.outputs) == len(plan.rows.table.columns)
    keys = [output.column for output in plan.outputs if output.column and not output.function]
    timed = bool(keys) and all(column.is_date or column.is_time for column in keys)  # Days for "who".
    if asks_person and (records or timed or all(output.function for output in plan.outputs)):
        return True
    dated = any(output.column and (output.column.is_date or output.column.is_year) for output in plan.outputs)
    asks_day = any(before.has(Sense.AND) and item.has(Sense.WHEN) for before, item in pairwise(items))
    asks_more = any(
        before.has(Sense.AND) and item.has(Sense.WHO, Sense.WHICH) and not item.is_link
        for before, item in pairwise(items)
    )
    lone = len(plan.outputs) == 1 and plan.outputs[0].function is not None
    return (asks_day and not dated) or (asks_more and lone) or _leaves_count(plan, items)


def _leaves_count(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the number of orders and the items`` has become the sum of the items alone."""
    computed = [output.function for output in plan.outputs if output.function]
    if set(computed) != {Function.SUM} or any(item.has(Sense.AVERAGE) for item in items):
        return False
    for place, item in enumerate(items):
        if item.has(Sense.HOW_MANY) and not item.is_link:
            rest = [each for each in items[place + 1 : place + 4] if not each.values or each.tables][:2]
            rows = rest[0] if rest else None
            linked = len(rest) > 1 and rest[1].has(Sense.AND) and not rest[1].is_link
            if rows and linked and any(hit.strength >= NAMES for hit in rows.tables):
                return True
    return False


def _answers_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the owners are shown where ``which dogs belong to them`` asks for dogs."""
    at = standing_at(items)
    plain = [output.column.table for output in plan.outputs if output.column]
    if at is None or plan.grouped or any(output.function for output in plan.outputs):
        return False
    return not standing_tables(items[at]) & set(plain)


def _counts_once(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many brokers and how much money`` has become one figure."""
    asking = (Sense.HOW_MANY, Sense.HOW_MUCH)
    counts = [at for at, item in enumerate(items) if item.has(*asking) and not item.is_link]
    if not any(at and items[at - 1].has(Sense.AND) for at in counts[1:]):
        return False
    computed = [output for output in plan.outputs if output.function]
    money = any(items[at].has(Sense.HOW_MUCH) for at in counts)
    if money and computed and all(output.function is Function.COUNT for output in computed):
        return True
    return len(computed) < 2 and not any(output.combination for output in computed)


def _counts_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many visits per town`` has become the number of patients, or a headcount that of days."""
    counted = any(output.function is Function.COUNT and output.column is None for output in plan.outputs)
    heads = any(item.normal.startswith(HEADS) and not item.is_link for item in items)
    if counted and heads and not is_about_people(plan.rows.table):
        return True
    plain = [item for item in items if not item.has(Sense.DISTINCT)]
    for item, after in pairwise(plain) if counted else ():
        if item.has(Sense.HOW_MANY) and not (item.is_link or after.values):
            named = {hit.table.name for hit in after.tables if hit.strength >= NAMES}
            tables = {
                plan.rows.table.name,
                *(output.rows.table.name for output in plan.outputs if output.rows),
            }
            return bool(named) and named.isdisjoint(tables)
    return False


def _counts_kinds(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the number of crates sold`` has become how many kinds of crates there are among the sales."""
    home = plan.rows.table
    amounts = any(column.is_measure and QUANTITY_WORDS & {*column.words} for column in home.columns)
    counted = {
        output.column for output in plan.outputs if output.function is Function.COUNT and output.distinct
    }
    kinds = {column for column in counted if column and column.is_text and column.table == home.name}
    if not (amounts and kinds) or any(item.has(Sense.DISTINCT) for item in items):
        return False
    moved = (item for item, after in pairwise(items) if after.normal in _MOVED)
    return any(kinds & {hit.column for hit in item.columns} for item in moved)


def _counts_unit(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the number of seats`` has become the price of each: a header that names them as its unit."""
    columns = [output.column.words for output in plan.outputs if output.function and output.column]
    units = [set(words[words.index("per") + 1 :]) for words in columns if "per" in words]
    counted = [{*item.stems} for before, item in pairwise(items) if before.has(Sense.HOW_MANY)]
    return any(said <= unit for said in counted for unit in units if said)


def _counts_for_room(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many people can the hall hold`` has become how many were there."""
    counted = any(output.function is Function.COUNT for output in plan.outputs)
    said = [item.normal.rpartition(" ")[2] for item in items if not item.is_link] if counted else []
    return "can" in said and not HOLDING.isdisjoint(said[said.index("can") :])


def _leaves_sum(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the number of …, and the sum``, or the average, has become one of the two."""
    said = [item for item in items if not (item.has(Sense.FILLER) or item.is_link)]
    counts = any(item.has(Sense.HOW_MANY) for item in said[:-2])
    adds = len(said) > 1 and said[-1].has(Sense.SUM, Sense.AVERAGE, Sense.MEDIAN) and said[-2].has(Sense.AND)
    return counts and adds and len([output for output in plan.outputs if output.function]) < 2


def _leaves_often(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the most common rating`` has become the highest."""
    often = any(item.normal in OFTEN and not item.is_link for item in items)
    return often and all(output.function is not Function.COUNT for output in plan.outputs)


def _lists_no_amount(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how much was spent on repairs`` has become the repairs, what they are called, or a year."""
    if not items or not items[0].has(Sense.HOW_MUCH) or items[0].is_link:
        return False
    shown = [plan.outputs[at] for at in plan.answer or range(len(plan.outputs))]
    columns = [output.column for output in shown if output.column and output.function is not Function.COUNT]
    rows = len(shown) > 1 and not plan.grouped and len(shown) == len(plan.rows.table.columns)
    compared = [each for each in columns if is_comparable(each) and not (each.is_year or each.is_date)]
    amounts = [each for each in compared if each.role != "id"]
    if plan.rows.extreme and len(shown) > 1 and columns and columns[0].is_text and not plan.grouped:
        return not any(item.has(Sense.AND) for item in items)  # "How much does the lightest weigh": not who.
    return rows or (len(columns) == len(shown) and not amounts)


def _picks_from_kind(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the category that ``costs the most`` has become that of the one dearest row."""
    places = [at for at, item in enumerate(items) if item.normal in ("most", "least") and not item.is_link]
    ends = [items[at + 1].is_noun for at in places if at + 1 < len(items)]
    verbs = {stem(item.normal) for item in items}
    first, extreme = plan.outputs[0].column, plan.rows.extreme
    if not places or any(ends) or extreme is None or first is None or not verbs & ADDING_VERBS:
        return False
    added = extreme.column.is_measure and not set(extreme.column.words) & NOT_ADDED
    return added and spans_rows(first, plan.rows)


def _takes_stretch_for_value(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which day`` has become the shift that is called so."""
    asked = [
        item
        for before, item in pairwise(items)
        if before.normal.endswith(("which", "what")) and item.normal in BUCKETS
    ]
    columns = {hit.column for item in asked for hit in item.values}
    return any(condition_column(each) in columns for each in plan.rows.conditions)


def _echoes(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether all that is told is the value that the question says: X, of ``what took X out of the race``.

    Of rows that are told by their number the answer is that number, which takes the place of X.
    """
    if len(plan.outputs) > 1 or plan.grouped or len(plan.rows.table.columns) < 2:
        return False
    output = plan.outputs[0]
    one = output.function is None or (output.function is Function.COUNT and output.distinct)
    return one and output.column in equal_columns(plan) and not _tells_number(plan, items)


def _tells_number(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which flat has the tenant X`` shows the flat's number before X."""
    home, output = plan.rows.table, plan.outputs[0]
    label = home.label
    if label is None or output.column != label or output.function or not is_anothers(label, home):
        return False
    words = {word for item in items for word in item.normal.split()}
    return ASK_PERSONS.isdisjoint(words) and says_rows({*map(stem, words)}, home)


def equal_columns(plan: Plan) -> set[Column]:
    """Return the columns of texts in which rows have to hold one value."""
    equal = [each for each in plan.rows.conditions if isinstance(each, Compare)]
    return {each.column for each in equal if each.comparison is Comparison.EQUAL and each.column.is_text}


def _leaves_outcome(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the attendance of games they won`` has become that of all games: nothing says who won."""
    if _tells_apart(plan) or plan.having:
        return False
    used = {output.column for output in plan.outputs}
    said = (item for item in items if item.normal in OUTCOMES and not item.is_link)
    return any(used.isdisjoint(hit.column for hit in item.columns) for item in said)


def _says_it_of_nothing(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the total amount for it`` has become that of all rows: nothing says what ``it`` is."""
    last = [item.normal for item in items[-2:] if not item.is_link]
    pointing = bool(last) and last[-1].rpartition(" ")[2] in POINTING
    led = pointing and (" " in last[-1] or (len(last) > 1 and last[-2] in _LEADING))
    return led and not _tells_apart(plan)


def _lists_all_for_one(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``when was the ride against the clock`` has become the days of all rows: one row is meant."""
    said = [item.normal for item in items]
    asks = bool(items) and items[0].has(Sense.WHEN, Sense.WHERE) and not items[0].is_link
    one = said[1:3] in (["is", "the"], ["was", "the"]) or said[1:2] in (["is the"], ["was the"])
    several = any(item.has(Sense.ALL) or item.normal in ("each", "every", "of each") for item in items)
    computed = any(output.function or output.combination for output in plan.outputs)
    return asks and one and not (several or computed or _tells_apart(plan)) and plan.rows.table.rows > 1


def _tells_apart(plan: Plan) -> bool:
    """Whether an answer is of some rows only, or of each group."""
    return bool(plan.rows.conditions or plan.rows.extreme or plan.limit or plan.ties or plan.grouped)


def _lists_everyone(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``who won the race`` has become everyone who was in it."""
    plain = not _tells_apart(plan)
    asks = bool(items) and items[0].has(Sense.WHO, Sense.WHICH) and not items[0].is_link
    ended = any(item.normal in _ENDINGS and not item.is_link for item in items)
    return plain and asks and ended and not any(output.function for output in plan.outputs)
