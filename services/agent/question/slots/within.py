"""Plans for the best of each group: the largest city of each state, the top product in every region."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.draft import is_comparable
from services.agent.question.composing.nodes import NotUnderstoodError, freeze
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import AGE_SUPERLATIVES, NOT_ADDED
from services.agent.question.linking.items import NAMES
from services.agent.question.plans.plan import Function, Missing, Order, Output, Plan
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.figures import count_rows
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.listing import ranked_column
from services.agent.question.slots.targets import default_target
from services.agent.question.slots.wishes import Rank, Want
from services.agent.question.tables.columns import Column
from services.agent.question.tables.hours import TIMELY
from services.agent.question.tables.schema import Table

_BY_WHOM = 0.85
"""For groups said twice: ``placed by guests of each country`` says by whom, and not for each guest."""


def best_of_groups(ground: Ground) -> Column | None:
    """Return what ranks within each group, where something does: a thing that is no group itself."""
    wishes = ground.wishes
    keys = [column for column, _ in wishes.groups]
    if wishes.rank is None or not keys or wishes.combination or wishes.having or wishes.averages_counts:
        return None
    if wishes.asks is Sense.HOW:
        return None  # "How old is the oldest of each team" asks for a figure.
    if any(not want.is_plain for want in wishes.wants):
        return None
    plain = [want for want in wishes.wants if not stands_for_rows(ground, want)]
    if len(plain) > 1:
        return None
    who = any(item.has(Sense.WHO) and not item.is_link for item in ground.view.items)
    if not plain and who:  # "The largest order per city and who placed it".
        found = default_target(ground.view, replace(wishes, asks=Sense.WHO), [*ground.bound, *keys])
        subject = found[0] if found else None
    elif plain:
        subject = plain[0].column or (plain[0].table.label if plain[0].table else None)
    else:
        return None
    if subject is None or subject in keys:
        return None
    own = subject.table == ground.view.home.name and subject.is_measure
    return subject if not is_comparable(subject) or (own and is_timed(wishes.rank)) else None


def is_timed(rank: Rank) -> bool:
    """Whether it is by their day that rows are ranked: the latest reading, and no largest."""
    return rank.word in TIMELY or bool(rank.column and rank.column.is_date)


def stands_for_rows(ground: Ground, want: Want) -> bool:
    """Whether no more than the home's rows is asked for, and these go by no name: an order of a log."""
    home = ground.view.home
    return want.column is None and want.table == home and home.label is None


def ranks_one_row(ground: Ground, rank: Rank) -> bool:
    """Whether a superlative is of one row of the home: ``the largest order``, and no customer or city."""
    at, used = rank.at + 1, {at for each in ground.bindings for at in each.used}
    while at in used or ((item := ground.view.item(at)) and item.normal == rank.word):
        at += 1  # "The most expensive visit".
    item = ground.view.item(at)
    rows = item is not None and any(
        hit.table == ground.view.home and hit.strength >= NAMES for hit in item.tables
    )
    return rows and item is not None and not item.normal.endswith("s") and (rank.limit or 1) == 1


def end_of_each(ground: Ground, rank: Rank) -> Want | None:
    """Return the figure that the first row of each group is asked for: the sum of its largest order, its day.

    Of rows that have names it is one of these that is wanted, and not what they are ranked by.
    """
    wishes, dated = ground.wishes, rank.column if rank.column and rank.column.is_date else None
    if rank.limit or rank.counted or rank.function or any(want.function for want in wishes.wants):
        return None
    by = [item for item in ground.view.items if item.has(Sense.BY) and not item.is_link]
    rest = [want for want in wishes.wants if not stands_for_rows(ground, want)]
    if wishes.asks is Sense.HOW and not rank.column:
        pass  # "How old is the oldest of each team" asks for a figure, and not for a team.
    elif dated and (wishes.asks is Sense.WHEN or rest) and all(want.column == dated for want in rest):
        pass  # "When did each customer first order", "the date of the first order of each customer".
    elif not by:
        return None  # "Which month had the largest order" asks for a month.
    elif _names_amount(ground, rank, rest):
        return Want(rest[0].at, rest[0].column, None, Function.MAXIMUM if rank.largest else Function.MINIMUM)
    elif rest or _asks_other(ground) or not ranks_one_row(ground, rank):
        return None
    if dated and len(wishes.groups) > 1 and len(by) > 1:
        ground.score *= _BY_WHOM
    column = ranked_column(ground, rank)
    if column.table != ground.view.home.name or (wishes.asks is Sense.WHEN and not column.is_date):
        raise NotUnderstoodError
    turned = rank.word in AGE_SUPERLATIVES and (column.is_date or column.is_year)
    function = Function.MAXIMUM if rank.largest != turned else Function.MINIMUM
    return Want(rank.at, column, None, function)


def _asks_other(ground: Ground) -> bool:
    """Whether something is asked for that is no figure: ``and who placed it``."""
    who = any(item.has(Sense.WHO) and not item.is_link for item in ground.view.items)
    return who or ground.wishes.asks not in (None, Sense.WHEN)


def _names_amount(ground: Ground, rank: Rank, rest: Sequence[Want]) -> bool:
    """Whether a figure of one row stands behind a superlative and the row: ``the highest order amount``."""
    if (
        len(rest) != 1
        or rank.column
        or is_timed(rank)
        or rest[0].at != rank.at + 2
        or not ranks_one_row(ground, rank)
    ):
        return False
    return bool(rest[0].column and rest[0].column.is_measure)


def plan_best(ground: Ground, rank: Rank, subject: Column) -> Iterator[Draught]:
    """Rank rows, or what they come to for each subject, within every group by itself."""
    keys: list[Output] = []
    for column, bucket in ground.wishes.groups:
        keys += [Output(column, bucket=bucket)] if bucket else ground.keys(column)
    measure = _measure(ground, rank, subject)
    if measure.column in [column for column, _ in ground.wishes.groups]:
        raise NotUnderstoodError  # Within a group all are alike in what makes it.
    own = [Output(subject)] if measure.function is None else ground.keys(subject)
    outputs = (*keys, *own, measure)
    lookups = ground.lookups([output.column for output in outputs])
    compared = measure.column
    timed = compared is not None and (compared.is_date or compared.is_year)
    turned = timed and rank.word in AGE_SUPERLATIVES
    order = (Order(len(outputs) - 1, descending=rank.largest != turned),)
    lacking = [key.column for key in keys if key.column and key.column.nulls]
    ground.root.conditions += [Missing(each, negated=True) for each in lacking]
    limit = rank.limit if (rank.limit or 1) > 1 else None
    plan = Plan(
        freeze(ground.root),
        outputs,
        lookups,
        grouped=measure.function is not None,
        order=order,
        limit=limit,
        ties=limit is None,
        within=tuple(range(len(keys))),
        answer=(len(keys) - 1, len(outputs) - 2),
    )
    yield Draught(plan, 0.97 * ground.score)


def _measure(ground: Ground, rank: Rank, subject: Column) -> Output:
    """Return what is compared: a column of single rows, or a figure of each subject's rows.

    Raises:
        NotUnderstoodError: Nothing of the home is.
    """
    home = ground.view.home
    if isinstance(rank.counted, Table):
        if rank.counted != home or (
            subject.table == home.name and (subject == home.label or not subject.repeats)
        ):
            raise NotUnderstoodError  # Of what each row is there is one.
        return count_rows(ground)
    column = ranked_column(ground, rank)
    if column.table != home.name or rank.counted is not None:
        raise NotUnderstoodError
    if rank.function is None and (subject.table == home.name or ranks_one_row(ground, rank)):
        amount = subject.is_measure and column.is_date  # "The latest balance": that of the latest row.
        if subject.repeats and subject != home.label and not (amount or ranks_one_row(ground, rank)):
            raise NotUnderstoodError  # Of the row with the most, or of all of its rows?
        return Output(column)
    if rank.function is None and (set(column.words) & NOT_ADDED or not column.is_measure):
        raise NotUnderstoodError
    return Output(column, rank.function or Function.SUM)
