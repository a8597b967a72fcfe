"""Plans for lists, and for the rows that a superlative picks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.draft import is_comparable, is_ordered, is_rankable
from services.agent.question.composing.nodes import NotUnderstoodError, freeze
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.money import MONEY_EACH, kind_of
from services.agent.question.language.vocabulary import (
    NOT_ADDED,
    PLACE_WORDS,
    QUANTITY_WORDS,
    WORTH_WORDS,
)
from services.agent.question.plans.opposites import affirm, is_denied
from services.agent.question.plans.plan import (
    Extreme,
    Function,
    InSet,
    Not,
    Order,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.slots.adjectives import compared_column, compares
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.lasting import is_mean_meant, is_turned
from services.agent.question.slots.sizing import sizes_kind
from services.agent.question.slots.targets import NO_PERSONS
from services.agent.question.slots.wishes import Rank
from services.agent.question.tables.columns import Column
from services.agent.question.tables.selling import sold_columns

_TIME_WORDS = frozenset(["date", "year", "season", "time", "day", "month"])


def list_columns(ground: Ground, columns: Sequence[Column], *, extra: Column | None = None) -> Plan:
    """Plan a list; the row's name and what it was ranked by stand beside what was asked for."""
    home, label = ground.view.home, ground.view.home.label
    whole = len(columns) == len(home.columns)
    context = [] if whole else [each for each in (label, extra) if each and each not in columns]
    plain = len(columns) == 1 and columns[0].repeats and not extra and not columns[0].is_number
    if ground.is_pinned or ground.wishes.distinct or plain:
        context = [each for each in context if each == extra]
    outputs = tuple(Output(column) for column in (*columns, *context))
    lookups = ground.lookups(columns)
    answer = tuple(range(len(columns))) if context else None
    distinct = not whole and not context and not columns[0].unique
    return Plan(freeze(ground.root), outputs, lookups, distinct=distinct, answer=answer)


def plan_list(ground: Ground) -> Iterator[Draught]:
    """List columns of the home's rows, perhaps ordered."""
    wishes = ground.wishes
    if _denies_groups(ground):
        yield from _never(ground)
        return
    columns = ground.targets()
    if wishes.asks is Sense.HOW_MUCH and not (_is_worth(ground, columns) or _is_cell(ground, columns)):
        raise NotUnderstoodError
    if all(column.table != ground.view.home.name for column in columns):
        raise NotUnderstoodError
    ground.score *= 0.6 if _lacks_condition(ground) else 1.0
    ground.score *= 1.0 if _suits(ground, columns) and not _is_doer(ground, columns[0]) else 0.6
    # "Which different types": a list in which each is another anyway is not meant.
    ground.score *= 0.6 if wishes.distinct and len(columns) == 1 and columns[0].unique else 1.0
    ground.score *= (
        0.6 if wishes.single or (_asks_which_of_two(ground) and columns != [ground.choice]) else 1.0
    )
    if not ground.is_pinned and any(_says_number_of(ground, want.at) for want in wishes.wants):
        ground.score *= 0.7  # "The number of the tall ones": what stands under "number", or how many?
    told = [each for each in ground.bindings if not isinstance(each.condition, InSet)]
    named = [each.column for each in told if not is_denied(each.condition)]
    if columns == [ground.choice] and len(ground.bindings) < 2:
        raise NotUnderstoodError  # "Which is it, X or Y" says nothing of either.
    if len(columns) == 1 and columns[0] in named and columns[0] != ground.choice:
        ground.score *= 0.8
    if wishes.order or wishes.descending is not None:
        yield _ordered(ground, columns)
        return
    share = 1.0
    if _is_worth(ground, columns):
        # "Our revenue in 2024" is one figure; the rows' own are another reading of it.
        share = 0.85
        total = Output(columns[0], Function.SUM)
        yield Draught(Plan(freeze(ground.root), (total,)), ground.score)
    yield Draught(list_columns(ground, columns), share * ground.score)


def _lacks_condition(ground: Ground) -> bool:
    """Whether ``which ones are expecting`` tells by a word that is not read which rows are meant, of all."""
    view, wishes = ground.view, ground.wishes
    asked = view.items[0].has(Sense.WHICH, Sense.WHO) and len(view.catalog.tables) == 1
    chosen = ground.bindings or wishes.rank or wishes.order or wishes.distinct
    rows = all(want.table or want.column == view.home.label for want in wishes.wants)
    verbs = [at for at in (*wishes.light, *wishes.unexplained) if not view.items[at].has(Sense.FILLER)]
    return bool(asked and not chosen and rows and verbs) and "we" not in view.said()


def _is_cell(ground: Ground, columns: Sequence[Column]) -> bool:
    """Whether one number of one row is asked for: ``how much does X weigh``, ``how much is A to B``."""
    alone = len(ground.view.catalog.tables) == 1 and len(columns) == 1 and columns[0].is_number
    each = bool(set(columns[0].words) & NOT_ADDED) and len(ground.bindings) > 1
    return alone and (ground.is_pinned or each)


def _asks_which_of_two(ground: Ground) -> bool:
    """Whether ``was it awarded in 2003 or 2004`` wants one of the two, and nothing of them."""
    items = ground.view.items
    asks = (Sense.WHICH, Sense.WHO, Sense.LIST, Sense.WHERE, Sense.WHEN, Sense.HOW, Sense.HOW_MUCH)
    listed = any(item.has(*asks) for item in items) or bool(items[0].tables)
    return any(item.has(Sense.OR) for item in items) and not listed


def _says_number_of(ground: Ground, at: int) -> bool:
    item, following = ground.view.item(at), ground.view.item(at + 1)
    counts = item is not None and (item.has(Sense.HOW_MANY) or item.normal == "number")
    return bool(counts and ((item and item.has(Sense.HOW_MANY)) or (following and following.has(Sense.OF))))


def _denies_groups(ground: Ground) -> bool:
    """Whether something that spans rows is asked for, and a condition on these is denied."""
    wants = [want.column for want in ground.wishes.wants]
    group = wants[0] if len(wants) == 1 else None
    if group is None or not group.is_text or not group.repeats or group.table != ground.view.home.name:
        return False
    return any(is_denied(each.condition) and each.column != group for each in ground.bindings)


def _never(ground: Ground) -> Iterator[Draught]:
    """``Products that were not sold in X in March``: those with no row that fulfils what is denied.

    Raises:
        NotUnderstoodError: More than what follows the denial is asked for.
    """
    column = ground.wishes.wants[0].column
    first = min(each.at for each in ground.bindings if is_denied(each.condition))
    if column is None or any(each.at < first or each.denied for each in ground.bindings):
        raise NotUnderstoodError
    said = [replace(each, condition=affirm(each.condition)) for each in ground.bindings]
    rows = freeze(Ground(ground.view, said, ground.wishes).root)
    plan = Plan(RowSet(ground.view.home, (Not(column, rows),)), (Output(column),), distinct=True)
    yield Draught(plan, 0.98 * ground.score)


def _is_worth(ground: Ground, columns: Sequence[Column]) -> bool:
    """Whether one additive measure is asked for where nothing names single rows."""
    column = columns[0]
    if len(columns) > 1 or ground.is_pinned or (column.unique and not ground.view.home.row_words):
        return False
    sold = column in sold_columns(ground.view.home.columns)
    told = bool(ground.bindings) and (sold or bool(ground.view.home.row_words))
    if len(ground.view.catalog.tables) == 1 and not told:
        return False
    rows = any(want.table for want in ground.wishes.wants)
    additive = set(column.words) & (WORTH_WORDS | QUANTITY_WORDS)
    named = column.words == ground.view.home.words  # A table that is called "budget" is one.
    return bool(column.is_measure and (additive or named or sold) and not rows)


def _ordered(ground: Ground, columns: list[Column]) -> Draught:
    """Sort by the column that was said, else by the one column with an order among those asked for.

    Raises:
        NotUnderstoodError: They have none, and something else than the alphabet orders them.
    """
    order = ground.wishes.order
    if order is None:
        sortable = [column for column in columns if is_ordered(column)]
        if not sortable and any(item.normal.endswith("est first") for item in ground.view.items):
            raise NotUnderstoodError
        sortable = sortable or columns[:1]
        order = sortable[0]
        ground.score *= 1.0 if len(sortable) == 1 else 0.7
    extra = order if order not in columns else None
    if order.table != ground.view.home.name:
        raise NotUnderstoodError
    plan = list_columns(ground, columns, extra=extra)
    position = next(i for i, output in enumerate(plan.outputs) if output.column == order)
    terms = (Order(position, descending=bool(ground.wishes.descending)),)
    return Draught(replace(plan, order=terms, distinct=False), ground.score)


def _suits(ground: Ground, columns: Sequence[Column]) -> bool:
    """Whether the columns answer the question word: ``how long`` wants a number, ``when`` a time."""
    match ground.wishes.asks:
        case Sense.HOW:
            return all(is_comparable(column) or column.looks_counted for column in columns)
        case Sense.WHO:
            return any(_may_name(column) for column in columns)
        case Sense.WHEN:
            return all(
                column.is_date or column.is_time or _TIME_WORDS & set(column.words) for column in columns
            )
        case Sense.WHERE:
            return columns[0] != ground.view.home.label or bool(set(columns[0].words) & set(PLACE_WORDS))
    return True


def _is_doer(ground: Ground, column: Column) -> bool:
    """Whether those who did something would be named where those are asked for to whom it was done.

    "Who was inducted" is not answered by what stands under "Inducted by"; "who was it inducted by" is.
    """
    words = [word for item in ground.view.items for word in item.normal.split()]
    passive = words[:1] == ["who"] and words[1:2] in (["is"], ["are"], ["was"], ["were"])
    return column.plain[-1:] == ("by",) and passive and "by" not in words


def _may_name(column: Column) -> bool:
    """Whether persons, or teams of them, may stand under the header."""
    return column.is_text and not column.looks_counted and not set(column.words) & NO_PERSONS


def ranked_column(ground: Ground, rank: Rank) -> Column:
    """Return what a superlative compares, weighing how surely it was said.

    Raises:
        NotUnderstoodError: The home has no such column.
    """
    column = rank.column or compared_column(rank.word, ground.view)
    if column is None or not (rank.column or is_rankable(column)):
        raise NotUnderstoodError
    if rank.column is None:
        ground.score *= 0.97
    elif rank.word and not compares(rank.word, column):
        ground.score *= 0.7  # "The shortest term" by a column of days on which terms end.
    return column


def _named_beside(ground: Ground, rank: Rank, column: Column) -> list[Column]:
    """Return the columns of rows that are asked for with what ranks them: ``the best and its score``."""
    home = ground.view.home
    rows = any(want.table == home and want.at > rank.at for want in ground.wishes.wants)
    return [home.label, column] if rows and home.label and not rank.column else []


def _wants_value(ground: Ground, rank: Rank, column: Column, columns: Sequence[Column]) -> bool:
    """Whether the highest value itself is asked for, and not the row that has it."""
    wishes = ground.wishes
    if all(want.table for want in wishes.wants) and (
        wishes.asks is Sense.HOW_MUCH or _asks_amount(ground, rank, column)
    ):
        return True
    named = not rank.word and any(want.column == column for want in wishes.wants)  # "The first date".
    return not columns and (named or wishes.asks is Sense.HOW)


def _asks_amount(ground: Ground, rank: Rank, column: Column) -> bool:
    """Whether the largest of rows that are amounts and have no names is one: ``our biggest payment``."""
    home, opens = ground.view.home, ground.view.items[0]
    amounts = column == home.worth and kind_of(home.words) in MONEY_EACH
    picks = opens.normal == "which" or (opens.has(Sense.LIST) and not opens.normal.startswith("what"))
    one = rank.column is None and (rank.limit or 1) == 1 and ground.wishes.asks is not Sense.WHO
    return one and amounts and home.label is None and not picks


def plan_extreme(ground: Ground, rank: Rank) -> Iterator[Draught]:
    """List the rows with the highest or lowest value, or the first few of them."""
    column = ranked_column(ground, rank)
    if column.table != ground.view.home.name or sizes_kind(ground, rank):
        raise NotUnderstoodError
    turned = is_turned(rank.word, column)
    alone = column.is_time and not any(want.column for want in ground.wishes.wants)
    if ground.wishes.asks is Sense.WHEN and (column.is_date or alone) and not rank.limit:
        if any(want.table not in (None, ground.view.home) for want in ground.wishes.wants):
            raise NotUnderstoodError
        function = Function.MAXIMUM if rank.largest != turned else Function.MINIMUM
        yield Draught(Plan(freeze(ground.root), (Output(column, function),)), ground.score)
        return  # "When was the first order placed".
    if rank.limit and rank.column and not ground.wishes.wants:
        columns = [column]  # "The top 3 salaries".
    else:
        columns = [each for each in ground.targets() if each != column]
    if _wants_value(ground, rank, column, columns):
        function = Function.MAXIMUM if rank.largest != turned else Function.MINIMUM
        yield Draught(Plan(freeze(ground.root), (Output(column, function),)), ground.score)
        return
    if not (columns := columns or _named_beside(ground, rank, column)):
        raise NotUnderstoodError
    first, related = columns[0], len(ground.view.catalog.tables) > 1
    by_all = related and len(columns) < 4 and any(is_mean_meant(rank.word, each) for each in columns)
    ground.score *= 1.0 if _suits(ground, columns) and not by_all else 0.6
    if related and first.is_text and first.unique and first != ground.view.home.label:
        ground.score *= 0.6  # "The capital with the largest population": the row's, or the capital's own?
    if (rank.limit or 1) == 1:
        ground.root.extreme = Extreme(column, rank.largest != turned)
        extra = None if column.is_order or column in columns else column
        yield Draught(list_columns(ground, columns, extra=extra), ground.score)
        return
    plan = list_columns(ground, columns, extra=column)
    position = next((at for at, output in enumerate(plan.outputs) if output.column == column), None)
    if position is None:
        raise NotUnderstoodError
    order = (Order(position, descending=rank.largest != turned),)
    yield Draught(replace(plan, order=order, limit=rank.limit, distinct=False), ground.score)
