"""Whether a plan passes by what is said of the rows: counts all, or takes the fewest rooms for cheapest."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.doubts.aside import goes_aside
from services.agent.question.doubts.denials import denies_all
from services.agent.question.doubts.misranked import misranks
from services.agent.question.doubts.unkept import leaves_kind
from services.agent.question.doubts.unpaired import leaves_unpaired
from services.agent.question.language.dimensions import dimensions_of
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import stem
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.parts import answering, ends_in, parts_of
from services.agent.question.plans.plan import (
    Compare,
    CompareFigure,
    Comparison,
    Condition,
    CountRelated,
    Function,
    Plan,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.selling import sold_columns
from services.agent.question.tables.worth import may_sell

_PRICED = frozenset([
    "cheapest", "dearest", "priciest", "costliest", "most expensive", "least expensive", "most affordable",
    "most costly", "least costly", "inexpensive",
])  # fmt: skip
_WEIGHED = frozenset(["heaviest", "lightest"])
_ASKED = ((_PRICED, "money"), (_WEIGHED, "weight"))
"""Superlatives, and what alone has them."""
_PAID = frozenset(map(stem, ["pay", "pays", "paid", "paying", "spend", "spent", "owe", "earn", "donate"]))
_SALES = frozenset(map(stem, ["sold", "sell", "bought", "buy", "ordered"]))
_COSTS = frozenset(["cost", "costs"])
_MEANS = frozenset(map(stem, ["average", "avg", "mean"]))
_PIECES = frozenset(["piece", "pieces", "units", "copies"])
_PER = frozenset(["per", "a", "each"])
_ADDS = "add up"
_STRANDED = frozenset(["for", "with", "from"])
"""What stands last where the question word would stand behind it."""
_ONE = frozenset(["a", "an", "any", "my"])
_OF_ONE = (Function.AVERAGE, Function.MEDIAN, Function.MINIMUM, Function.MAXIMUM)
"""Figures that say nothing of rows which all have the same."""


def passes_by(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a plan leaves out what is said of the rows, or finds an end by what cannot have it.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    if _takes_other_end(plan, items) or _leaves_cost(plan, items) or _counts_paid(conditions, items):
        return True
    if _adds_ages(plan, items) or _sells_returns(plan, items) or _counts_all(plan, conditions, items):
        return True
    if (
        _shows_rows_for(plan, items)
        or _passes_pieces(plan, items)
        or leaves_kind(plan, conditions, items)
        or leaves_unpaired(plan, items)
    ):
        return True
    if denies_all(plan, items) or _adds_means(plan, items) or _leaves_stranded(plan, items):
        return True
    if _leaves_clause(plan, items) or misranks(plan, items):
        return True
    if goes_aside(plan, items):
        return True
    return _picks_for_mean(plan, conditions, items) or _measures_fixed(plan, conditions)


def _leaves_stranded(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``what are the women in hospital for`` has become the names of the women."""
    if not items:
        return False
    first, last = items[0], items[-1]
    asks = first.normal.startswith("what") and not first.is_link and last.normal in _STRANDED
    shown = [each.column for each in answering(plan)]
    names = plan.rows.table.names
    return asks and not plan.grouped and bool(names) and all(column in names for column in shown)


def _leaves_clause(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the average ``by who runs them``, or ``by operator``, has become that of all, or a list."""
    if plan.grouped:
        return False
    asks = (Sense.WHO, Sense.WHICH, Sense.WHERE, Sense.LIST)
    pairs = [(one, other) for one, other in pairwise(items) if one.has(Sense.BY) and not one.is_link]
    # "Built by who": that is the question word.
    clause = any(other.has(*asks) and other is not items[-1] for _, other in pairs if not other.is_link)
    parts = {*parts_of(plan.rows.conditions), *(output.column for output in plan.outputs)}
    headers = [hit.column for _, other in pairs for hit in other.columns if hit.strength == 1.0]
    figure = all(output.function and not output.combination for output in plan.outputs)
    return clause or (figure and any(column.is_text and column not in parts for column in headers))


def _adds_means(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a figure of figures has become two: ``sum of the average fares``, ``average total fare``."""
    said = [item for item in items if not item.has(Sense.FILLER, Sense.OF) and not item.is_link]
    means = any(item.has(Sense.AVERAGE) for item in said)
    pairs = [(one, other) for one, other in pairwise(said) if not other.after_comma]
    both = {Function.SUM, Function.AVERAGE} <= {output.function for output in plan.outputs}
    sums = any(one.has(Sense.SUM) and other.has(Sense.AVERAGE) for one, other in pairs)
    turned = both and any(one.has(Sense.AVERAGE) and other.has(Sense.SUM) for one, other in pairs)
    return sums or turned or (means and _ADDS in " ".join(item.normal for item in items))


def _measures_fixed(plan: Plan, conditions: Sequence[Condition]) -> bool:
    """Whether ``the average value with a 10 percent discount`` has become the average discount: 10."""
    fixed = [
        each.column
        for each in conditions
        if isinstance(each, Compare) and each.comparison is Comparison.EQUAL
    ]
    return any(output.function in _OF_ONE and output.column in fixed for output in plan.outputs)


def _takes_other_end(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the cheapest place`` has become the one with the fewest rooms."""
    said = {item.normal for item in items if not item.is_link}
    for words, measured in _ASKED:
        if said.isdisjoint(words):
            continue
        for column in ends_in(plan):
            dimensions = dimensions_of(column.words)
            if dimensions and measured not in dimensions:
                return True
    return False


def _leaves_cost(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``what did the hours cost`` has become how many hours there were."""
    said = [item for item in items if item.normal.split()[-1] in _COSTS]
    named = {hit.column for item in said for hit in item.columns if hit.strength >= NAMES}
    if not said or any(output.column in named for output in plan.outputs):
        return False
    shown = [each.column for each in plan.outputs if each.column and each.function is not Function.COUNT]
    figures = [column for column in shown if column.is_number and column.role != "id"]
    measured = [dimensions_of(column.words) for column in figures if not column.formula]
    return bool(measured) and all(each and "money" not in each for each in measured)


def _counts_paid(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``pay more than 20`` has become over 20 payments, ``sold more than 20 of`` over 20 sales.

    It is money, or pieces where rows say how many, as long as nothing that is counted stands behind.
    """
    related = [each for each in conditions if isinstance(each, CountRelated)]
    if not related:
        return False
    pieces = any(sold_columns(each.rows.table.columns) for each in related)
    verbs = _PAID | _SALES if pieces else _PAID
    for at, item in enumerate(items):
        said = any(not verbs.isdisjoint(each.stems) for each in items[max(at - 2, 0) : at])
        counted = any(each.is_known and not each.has(Sense.OF) for each in items[at + 1 : at + 2])
        if item.number is not None and said and not counted:
            return True
    return False


def _picks_for_mean(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``in which town are flats the biggest on average`` has become that of the biggest flat."""
    picks = plan.rows.extreme is not None or plan.ties or plan.limit is not None
    if not picks or not any(item.has(Sense.AVERAGE) and not item.is_link for item in items):
        return False
    if plan.rows.extreme is not None and not any(output.function for output in plan.outputs):
        return True  # One row is shown, and no mean of those of the same name, even if its header says one.
    means = any(output.function is Function.AVERAGE for output in plan.outputs)
    compared = any(isinstance(each, CompareFigure) for each in conditions)
    return not (means or compared or any(map(_is_mean, ends_in(plan))))


def _adds_ages(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how old are the members of each team`` has become the sum of their ages."""
    summed = [each.column for each in plan.outputs if each.function is Function.SUM and each.column]
    return any(column.words == ("age",) for column in summed) and not any(
        item.has(Sense.SUM) for item in items
    )


def _sells_returns(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether what ``was sold`` has become what came back: goods that nobody asked about."""
    home = plan.rows.table
    named = any(hit.table == home and hit.strength >= NAMES for item in items for hit in item.tables)
    return not (named or may_sell(home)) and any(not _SALES.isdisjoint(item.stems) for item in items)


def _is_mean(column: Column) -> bool:
    """Whether a header says that its figures are means."""
    return not _MEANS.isdisjoint(column.words)


def _is_unknown_noun(item: Item) -> bool:
    return not (item.is_known or item.is_left) and item.normal.isalpha()


def _counts_rows_of(items: Sequence[Item]) -> bool:
    """Whether ``number of renewals of the loans``, of an unknown thing, has become that of the loans."""
    for count, thing, of in zip(items, items[1:], items[2:], strict=False):
        if count.has(Sense.HOW_MANY) and _is_unknown_noun(thing) and of.has(Sense.OF) and not of.is_link:
            behind = [item for item in items if item.start >= of.end and not item.has(Sense.FILLER)]
            return any(hit.strength >= NAMES for item in behind[:1] for hit in item.tables)
    return False


def _shows_rows_for(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the foreman of the machines in hall C``, of an unknown foreman, has become the machines."""
    said = [item for item in items if not item.has(Sense.FILLER)]
    for asked, thing, of, rows in zip(said, said[1:], said[2:], said[3:], strict=False):
        if asked.has(Sense.LIST) and _is_unknown_noun(thing) and of.has(Sense.OF) and not of.is_link:
            return any(hit.table == plan.rows.table and hit.strength >= NAMES for hit in rows.tables)
    return False


def _passes_pieces(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many pieces`` has become the number of rows or money, where rows say how many pieces.

    ``Per piece`` is what one costs, and groups nothing.
    """
    at = [place for place, item in enumerate(items) if item.normal in _PIECES]
    for place in at:
        if place and items[place - 1].normal in _PER:
            return plan.grouped and "money" in _measured(plan)
    pieces = sold_columns(plan.rows.table.columns) if at else ()
    added = [each.column for each in plan.outputs if each.function in (Function.SUM, Function.COUNT)]
    return bool(pieces) and any(column not in pieces for column in added)


def _measured(plan: Plan) -> set[str]:
    """Return what the figures of a plan measure."""
    columns = [each.column for each in plan.outputs if each.column and each.function]
    return {dimension for column in columns for dimension in dimensions_of(column.words)}


def _counts_all(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``in how many of the flats can I keep a dog`` has become the number of all flats."""
    counted = [output for output in plan.outputs if output.function is Function.COUNT]
    if plan.grouped or len(plan.outputs) != 1 or len(counted) != 1 or counted[0].column or counted[0].when:
        return False
    if _counts_rows_of(items):
        return True
    if conditions:
        return False
    named = [at for at, item in enumerate(items) if any(hit.strength >= NAMES for hit in item.tables)]
    rest = items[named[0] + 1 :] if named else ()
    for one, thing in pairwise(rest):
        if one.normal in _ONE and _is_unknown_noun(thing):
            return True
    # "How many of the towers do people live in": of which they do.
    done = [item.has(Sense.DO) and not item.is_link for item in rest]
    return bool(rest) and any(done) and rest[-1].has(Sense.IN) and not rest[-1].is_link
