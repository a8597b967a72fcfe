"""Plans for means that are not of a column's cells alone: of counts, of sums, of rows that are groups."""

from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.composing.nodes import NotUnderstoodError, freeze, lookups_for
from services.agent.question.composing.outputs import is_mean_of_sums
from services.agent.question.language.vocabulary import LABEL_WORDS
from services.agent.question.plans.plan import Combination, Function, Lookup, Output, Plan
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.figures import figure, links_to
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.wishes import Want
from services.agent.question.tables.columns import Column

_EACH = ("for each", "for every", "in each", "in every", "of each", "by", "by each", "grouped by")
"""What asks for a mean of each of some kinds, where ``per`` may say by what all is divided."""


def mean_count(ground: Ground) -> Draught:
    """``The average number of orders per customer``: the home's rows over the different customers in them.

    A header of counts is added up in place of the rows: ``the average number of hours per employee``.
    """
    wants, home = ground.wishes.wants, ground.view.home
    if len(wants) != 1 or len(ground.wishes.groups) > 1 or ground.wishes.rank:
        raise NotUnderstoodError
    counted = wants[0].column
    if counted and counted.is_ordinal and counted.table == home.name:
        wants, counted = [replace(wants[0], table=home)], None  # "Items", numbered from 1 on: the rows.
    if counted and (counted.table != home.name or not counted.is_measure):
        raise NotUnderstoodError
    if not ground.wishes.groups:
        return _mean_of_cells(ground, counted)
    if not counted and _is_unknown(ground, wants[0]):
        raise NotUnderstoodError
    pair = None if counted or wants[0].table == home else _paired(ground, wants[0])
    if not (counted or pair) and wants[0].table != home and not links_to(home, wants[0].table):
        raise NotUnderstoodError
    (column, bucket), lookups = ground.wishes.groups[0], tuple[Lookup, ...]()
    if column.table != home.name:
        column, lookups = _key_of(ground, column, is_time=bucket is not None)
    if column.unique and not lookups:
        return _mean_of_cells(ground, counted)
    each = Output(column, Function.COUNT, bucket, distinct=True)
    some = bool(column.nulls) or bool(lookups)
    rows = Output(pair or (column if some else None), Function.COUNT)
    whole = Output(counted, Function.SUM) if counted else rows
    mean = replace(whole, combination=Combination.RATIO, other=each)
    return Draught(Plan(freeze(ground.root), (mean,), lookups), 0.97 * ground.score)


def _paired(ground: Ground, want: Want) -> Column | None:
    """Return what names the things that are counted, where the home's rows only say what goes with them."""
    home, graph = ground.view.home, ground.view.graph
    named = graph.direct(home.name, want.table.name) if want.table and graph.is_of_pairs(home) else []
    return next((hop.own for hop in named if hop.to_one), None)


def is_mean_of_each(ground: Ground) -> bool:
    """Whether rows say how many, and of which kinds is asked: "average number of nights in each channel".

    Per guest, it is what all nights are to all guests.
    """
    wants, home = ground.wishes.wants, ground.view.home
    counted = wants[0].column if len(wants) == 1 else None
    cells = counted is not None and counted.table == home.name and counted.is_measure
    said = f" {' '.join(item.normal for item in ground.view.items)} "
    by = any(f" {each} " in said for each in _EACH)
    return cells and by and not ground.wishes.rank and not (counted and counted.is_ordinal)


def _is_unknown(ground: Ground, want: Want) -> bool:
    """Whether the only table's rows are counted under an unknown noun: it may be what they have."""
    item = ground.view.item(want.at)
    return len(ground.view.catalog.tables) == 1 and item is not None and not item.is_known


def _key_of(ground: Ground, column: Column, *, is_time: bool) -> tuple[Column, tuple[Lookup, ...]]:
    """Return the key by which the home's rows refer to the things of a name, and what it is looked up in.

    Raises:
        NotUnderstoodError: The rows refer to no such things, or those of one name are several.
    """
    path = ground.view.graph.path(ground.view.home.name, column.table, to_one=True)
    things = ground.view.catalog.by_name[column.table]
    named = column == things.label and not ground.view.said() & LABEL_WORDS
    if is_time or not path or not (column.unique or named):
        raise NotUnderstoodError
    if len(path) > 1 and ground.wishes.wants[0].table != ground.view.home:
        raise NotUnderstoodError
    return path[-1].own, tuple(lookups_for(path[:-1]))


def _mean_of_cells(ground: Ground, counted: Column | None) -> Draught:
    """``The average number of seats per subscription``, where each row is a subscription and says how many.

    Raises:
        NotUnderstoodError: No header says how many.
    """
    if counted is None:
        raise NotUnderstoodError
    return Draught(Plan(freeze(ground.root), (Output(counted, Function.AVERAGE),)), 0.97 * ground.score)


def mean_of_sums(ground: Ground, keys: list[Output], measures: list[Output]) -> Iterator[Draught]:
    """``The average amount per order``, as the mean of what each order comes to."""
    if len(keys) == 1 and len(measures) == 1 and is_mean_of_sums(keys[0], measures[0]):
        each = replace(keys[0], function=Function.COUNT, distinct=True)
        mean = replace(measures[0], function=Function.SUM, combination=Combination.RATIO, other=each)
        yield Draught(Plan(freeze(ground.root), (mean,)), 0.97 * ground.score)


def over_rows(ground: Ground) -> Iterator[Draught]:
    """``The average amount per order``, where each row is one order: the average of all rows.

    ``The days from order to delivery for each order`` are those of each row.
    """
    wants, groups = ground.wishes.wants, ground.wishes.groups
    lasted = [want.column for want in wants if want.is_plain and want.column and want.column.span]
    if lasted and len(lasted) == len(wants) and len(groups) == 1:
        keys = ground.keys(groups[0][0])
        lookups = ground.lookups([*(key.column for key in keys), *lasted])
        outputs = (*keys, *map(Output, lasted))
        yield Draught(Plan(freeze(ground.root), outputs, lookups), ground.score)
        return
    averages = bool(wants) and all(want.function is Function.AVERAGE and want.column for want in wants)
    if not averages or len(ground.wishes.groups) > 1 or ground.wishes.rank or ground.wishes.having:
        raise NotUnderstoodError
    outputs = tuple(figure(ground, want) for want in wants)
    yield Draught(Plan(freeze(ground.root), outputs), 0.97 * ground.score)
