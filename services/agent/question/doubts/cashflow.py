"""Whether money that comes in has been taken for money that goes out, or the other way about."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from services.agent.question.composing.nodes import condition_column
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.money import OUTLAY_WORDS
from services.agent.question.language.vocabulary import OFTEN
from services.agent.question.language.words import stem
from services.agent.question.linking.income import really_got, says_earning
from services.agent.question.linking.items import ColumnHit, Item
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import Condition, Function, Plan
from services.agent.question.tables.columns import Column

_IN = frozenset(
    map(stem, ["revenue", "turnover", "income", "sales", "earn", "earnings", "takings", "proceeds"])
)
"""What a business calls the money that comes in, and what rows of it are called."""
_PAY = frozenset(map(stem, ["salary", "wage", "income", "earnings", "pay", "bonus", "revenue", "turnover"]))
"""Words of headers for what somebody gets, which is never what was spent."""
_SPENDING = frozenset(["spend", "spends", "spent", "spending"])
_PAID = _SPENDING | {"pay", "pays", "paid"}
_NO_MONEY = frozenset(map(stem, ["age", "year", "score", "rating", "height", "weight", "level", "salary"]))
"""Words of headers for what no customer pays."""
_SURELY_OUT = frozenset(map(stem, ["expense", "expenditure", "outlay"]))
"""Words that say so by themselves: what a customer spent, or a thing costs, others take."""

_PARTS = frozenset(
    map(
        stem,
        ["fee", "discount", "tax", "disc", "refund", "tip", "commission", "deposit", "penalty", "surcharge"],
    )
)
"""What an amount is of that is no revenue by itself: the fee of who performed, what was taken off."""
_AMOUNT = frozenset(map(stem, ["amount", "total", "value", "sum"]))


def mistakes_money(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``total sales`` are added up from expenses, or expenses from sales.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    used = {word for column in _amounts(plan) for word in column.words}
    spent = any(not _SPENDING.isdisjoint(item.normal.split()) for item in items)
    if spent and ((used & _PAY and not used & OUTLAY_WORDS) or _ranks_rows(plan, items)):
        return True
    if _adds_no_money(plan, items):
        return True
    said, earned = set(_said(plan, items)), says_earning(items)
    plain = [item for item in items if not item.values]
    added = [ColumnHit(column, 1.0) for column in _added_up(plan)]
    if len(really_got(plain, added)) < len(added):
        return True
    told = {word for item in items for word in item.stems}
    income = any(item.stems[-1:] and item.stems[-1] in _IN and not item.values for item in items)
    if income and any(_AMOUNT & words and _PARTS & words - told for words in map(_words, _added_up(plan))):
        return True
    if not said and not earned:
        return False
    about = used | set(plan.rows.table.words)
    if said & about:
        return False
    income, costs = earned or bool(said & _IN), bool(said & _SURELY_OUT)
    return (income and bool(about & OUTLAY_WORDS) and not about & _IN) or (
        costs and bool(about & _IN) and not used & OUTLAY_WORDS
    )


def _adds_no_money(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how much did they pay`` has become ages added up."""
    asked = any(item.has(Sense.HOW_MUCH) for item in items)
    paid = any(not _PAID.isdisjoint(item.normal.split()) for item in items)
    return asked and paid and any(_NO_MONEY & {*column.words} for column in _added_up(plan))


def _ranks_rows(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether what was spent the most on has become what there are the most rows of."""
    ranked = [plan.outputs[each.output] for each in plan.order if plan.ties or plan.limit is not None]
    counted = any(output.function is Function.COUNT for output in ranked)
    said = any(item.has(Sense.HOW_MANY) or item.normal in OFTEN for item in items)
    most = any(item.has(Sense.HIGHEST, Sense.LOWEST) and after.is_noun for item, after in _plain_pairs(items))
    return counted and not said and not most


def _plain_pairs(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield each two pieces that stand side by side, a day's header aside: the most spent on."""
    days = {item.normal for item in items if item.columns and all(hit.column.is_date for hit in item.columns)}
    return ((one, other) for one, other in pairwise(items) if other.normal not in days)


def _said(plan: Plan, items: Sequence[Item]) -> Iterator[str]:
    """Yield the words for money in a question that the plan does not take for a value: a department's name.

    That some cell of some table is called so says nothing: ``total sales`` stay sales beside a sales team.
    """
    bound = {condition_column(each) for each in parts_of(plan) if isinstance(each, Condition)}
    for before, item in pairwise([None, *items]):
        if item is None or len(item.stems) != 1 or any(hit.column in bound for hit in item.values):
            continue
        word = item.stems[0]
        added = (
            word in OUTLAY_WORDS
            and before is not None
            and before.has(Sense.SUM)
            and item.normal.endswith("s")
        )
        if word in _IN or word in _SURELY_OUT or added:
            yield "expens" if added else word


def _added_up(plan: Plan) -> Iterator[Column]:
    return (each.column for each in plan.outputs if each.function is Function.SUM and each.column)


def _words(column: Column) -> frozenset[str]:
    return frozenset(column.words)


def _amounts(plan: Plan) -> Iterator[Column]:
    return (part for part in parts_of(plan) if isinstance(part, Column) and part.is_measure)
