"""Plans for groups: a figure for each, the groups that rank first, the groups that have enough."""

from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.composing.draft import is_comparable
from services.agent.question.composing.nodes import NotUnderstoodError, freeze
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import NOT_ADDED, QUANTITY_WORDS, WORTH_WORDS
from services.agent.question.linking.items import NAMES
from services.agent.question.plans.plan import (
    Bucket,
    Function,
    Having,
    Lookup,
    Missing,
    Order,
    Output,
    Plan,
)
from services.agent.question.plans.predicates import COUNTS_NONE
from services.agent.question.plans.written import Written
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.events import day_of
from services.agent.question.slots.figures import count_rows, figure
from services.agent.question.slots.ground import Ground, rows_at
from services.agent.question.slots.listing import plan_extreme, ranked_column
from services.agent.question.slots.means import is_mean_of_each, mean_count, mean_of_sums, over_rows
from services.agent.question.slots.stretches import rank_stretches
from services.agent.question.slots.targets import default_target, named
from services.agent.question.slots.whom import asks_person_of_row, sums_persons
from services.agent.question.slots.wishes import Rank, Want
from services.agent.question.slots.within import end_of_each
from services.agent.question.tables.columns import Column
from services.agent.question.tables.measuring import is_mean
from services.agent.question.tables.schema import Table


def plan_groups(ground: Ground) -> Iterator[Draught]:
    """Plan a figure for each group; by which of several dates is meant, where none is said, is left open."""
    groups, rivals = ground.wishes.groups, ground.view.home.rival_dates
    meant = [each.column for each in ground.bindings if each.column in rivals]
    happened = day_of(ground.view)
    if happened in rivals:
        rivals = ()  # The verb says which.
    said = ground.view.said()
    spoken = any(said & (set(column.words) - {"date"}) for column in rivals)
    dates = meant[:1] or ([] if spoken else list(rivals))
    if not dates or not any(bucket and column in rivals for column, bucket in groups):
        yield from _plan_groups(ground)
        return
    for date in dates:
        changed = [(date if bucket and column in rivals else column, bucket) for column, bucket in groups]
        wishes = replace(ground.wishes, groups=changed, wants=list(ground.wishes.wants))
        yield from _plan_groups(Ground(ground.view, ground.bindings, wishes))


def _plan_groups(ground: Ground) -> Iterator[Draught]:
    wishes = ground.wishes
    if wishes.averages_counts and not is_mean_of_each(ground):
        yield mean_count(ground)
        return
    if wishes.averages_counts:
        wishes.wants, wishes.averages_counts = [replace(wishes.wants[0], function=Function.AVERAGE)], False
    keys: list[Output] = []
    for column, bucket in wishes.groups:
        keys += [_stretch(column, bucket, wishes.rank)] if bucket else ground.keys(column)
    if any(_is_single(ground, key) for key in keys):
        yield from over_rows(ground)
        return
    rank = wishes.rank
    if rank and (end := end_of_each(ground, rank)):
        wishes.wants, wishes.rank = [end], None
    alone = rank_stretches(ground)
    measures = _measures(ground, keys)
    yield from mean_of_sums(ground, keys, measures)
    lookups = ground.lookups([output.column for output in (*keys, *measures)])
    order: tuple[Order, ...] = tuple(Order(i, descending=False) for i in range(len(keys)))
    if wishes.descending is not None or wishes.order:
        order = (_ordered_by(ground, [*keys, *measures], len(keys)),)
    plan = Plan(freeze(ground.root), (*keys, *measures), lookups, grouped=True, order=order)
    if wishes.rank:
        if wishes.rank.counted or (wishes.rank.column and not wishes.groups[0][1]):
            raise NotUnderstoodError
        if not alone and rows_at(wishes) > wishes.rank.at:
            raise NotUnderstoodError  # "The top 3 orders per city": rows are ranked, and no cities.
        plan = ranked(plan, wishes.rank, len(keys))
        plan = replace(plan, answer=tuple(range(len(keys))) if alone else None)
    yield Draught(replace(plan, having=_having(ground, len(keys))), ground.score)


def _stretch(column: Column, bucket: Bucket, rank: Rank | None) -> Output:
    """Group by stretches of time; "which month had the most" of days of one year is answered by its name."""
    years = {str(day)[:4] for day in (column.minimum, column.maximum)}
    named = rank is not None and bucket is Bucket.MONTH and len(years) == 1
    return Output(column, bucket=bucket, written=Written.NAME if named else None)


def _ordered_by(ground: Ground, outputs: list[Output], position: int) -> Order:
    """Order groups by the output of the column that was said, else by the first figure.

    Raises:
        NotUnderstoodError: No output is of that column.
    """
    order, descending = ground.wishes.order, bool(ground.wishes.descending)
    if order is None:
        return Order(position, descending=descending)
    places = [place for place, output in enumerate(outputs) if output.column == order]
    if not places:
        raise NotUnderstoodError
    return Order(places[-1], descending=descending)


def _is_single(ground: Ground, key: Output) -> bool:
    """Whether each group would be one row: "the average total per order" is one figure."""
    column = key.column
    return bool(column and column.unique and column.table == ground.view.home.name and not key.bucket)


def _having(ground: Ground, position: int) -> tuple[Having, ...]:
    limit = ground.wishes.having
    return (Having(position, limit.comparison, limit.number),) if limit else ()


def _measures(ground: Ground, keys: list[Output]) -> list[Output]:
    computed = [want for want in ground.wishes.wants if want.function]
    columns = [key.column for key in keys]
    plain = [w for w in ground.wishes.wants if w.is_plain and w.column and w.column not in columns]
    if computed:
        ground.score *= 0.6 ** len([want for want in plain if want.column])
        return [_grouped_figure(ground, want) for want in computed]
    if plain and all(want.column and want.column.is_measure for want in plain):
        adds = [want for want in plain if want.column and not set(want.column.words) & NOT_ADDED]
        ground.score *= 0.97 if len(adds) == len(plain) else 0.6
        function = Function.AVERAGE if all(is_mean(want.column) for want in plain) else Function.SUM
        return [figure(ground, replace(want, function=function)) for want in plain]
    tables = [want.table for want in ground.wishes.wants if want.is_plain and want.table]
    if plain or tables != [ground.view.home] or ground.wishes.asks is Sense.HOW_MUCH:
        raise NotUnderstoodError
    # "Tickets by agent" may want their number, or the tickets one by one.
    if not ground.wishes.combination:
        per = any(item.normal == "per" for item in ground.view.items)
        kinds = all(column.role == "category" or column.is_kind for column, _ in ground.wishes.groups)
        clear = per or any(bucket for _, bucket in ground.wishes.groups)
        ground.score *= 0.92 if clear else 0.8 if kinds else 0.7
    return [count_rows(ground)]


def _grouped_figure(ground: Ground, want: Want) -> Output:
    if want.function is Function.COUNT and want.column and want.column.is_measure:
        return figure(ground, replace(want, function=Function.SUM))
    return figure(ground, want)


def ranked(plan: Plan, rank: Rank, position: int) -> Plan:
    """Order groups by an output, keeping the first few or all that tie for the first place."""
    limit = rank.limit or 1
    order = (Order(position, descending=rank.largest),)
    return replace(plan, order=order, limit=limit if limit != 1 else None, ties=limit == 1)


def plan_rank(ground: Ground, rank: Rank) -> Iterator[Draught]:
    """Plan a superlative: of rows, or of groups of them; both where both are fair."""
    if rank.counted is not None:
        yield from _rank_counts(ground, rank)
        return
    if ground.wishes.asks is Sense.WHO and asks_person_of_row(ground, rank):
        ground.wishes.wants = []  # "Who made the largest order": its person, and not the order.
        yield from plan_extreme(ground, rank)
        return
    subject = subject_of(ground)
    column = rank.column
    between = _between(ground, subject)
    if any(each.at < rank.at and each.table.name not in between for each in ground.wishes.relations):
        ground.score *= 0.65  # "The state that has the city with the largest population": whose is it?
    adds = subject is not None and _adds_up(rank, subject) and not _is_of_one_row(ground, rank, subject)
    if subject and column and (subject.table != ground.view.home.name or adds):
        yield from _rank_sums(ground, rank, subject)
        records = ground.view.home.row_words and set(column.words) & (WORTH_WORDS | QUANTITY_WORDS)
        ground.score *= 0.9 if records else 1.0  # "The region with the highest revenue": all of its rows'.
    sums = subject is not None and not ground.wishes.wants  # "Who delivered the most parcels".
    if rank.function is None and not sums and (subject is None or subject.table == ground.view.home.name):
        yield from plan_extreme(ground, rank)


def _between(ground: Ground, subject: Column | None) -> set[str]:
    """Return the tables that lead to what is ranked: ``brokers whose clients paid the most fees``."""
    home = ground.view.home.name
    path = ground.view.graph.path(home, subject.table, to_one=True) if subject else None
    return {hop.other.table for hop in path or ()} - {subject.table if subject else ""}


def subject_of(ground: Ground) -> Column | None:
    """Return the one thing that is ranked, where it is named."""
    wants = [want for want in ground.wishes.wants if want.is_plain]
    if not wants and ground.wishes.asks is Sense.WHO:
        found = default_target(ground.view, ground.wishes, ground.bound)
        own = found is not None and found[0].table == ground.view.home.name
        if found is None or (own and not sums_persons(ground, found[0])):
            return None
        ground.score *= found[1]  # "Who took the most days", of rows that refer to persons.
        return found[0]
    if len(wants) != 1:
        return None
    if wants[0].column:
        return named(ground.view, wants[0].column, wants[0].at)
    return wants[0].table.label if wants[0].table else None


def _adds_up(rank: Rank, subject: Column) -> bool:
    column = rank.column
    adds = column and column.is_measure and not set(column.words) & NOT_ADDED
    return bool(rank.function or (adds and subject.repeats and not is_comparable(subject)))


def _is_of_one_row(ground: Ground, rank: Rank, subject: Column) -> bool:
    """Whether a cell of one row is asked for: ``the first name of the patient with the longest stay``."""
    home, at = ground.view.home, ground.wishes.wants[0].at if ground.wishes.wants else -1
    part = subject in home.names and len(home.names) > 1
    between = ground.view.items[at + 1 : rank.at] if at >= 0 else ()
    one = any(
        hit.table == home and hit.strength >= NAMES and not item.normal.endswith("s")
        for item in between
        for hit in item.tables
    )
    return rank.function is None and len(ground.view.catalog.tables) == 1 and (part or one)


def _rank_sums(ground: Ground, rank: Rank, subject: Column) -> Iterator[Draught]:
    """``The customer with the highest revenue``: add up the home's rows for each, then rank."""
    column = ranked_column(ground, rank)
    if column.table != ground.view.home.name:
        raise NotUnderstoodError
    function = rank.function or Function.SUM
    if function in (Function.SUM, Function.AVERAGE) and not column.is_number:
        raise NotUnderstoodError
    if rank.function is None and set(column.words) & NOT_ADDED:
        raise NotUnderstoodError
    label = ground.view.catalog.by_name[subject.table].label
    # "The capital with the most people": the capital's own, or those of the rows that it belongs to?
    share = 0.6 if subject.unique and subject != label else 1.0
    yield Draught(ranked_groups(ground, rank, subject, Output(column, function)), share * ground.score)


def _rank_counts(ground: Ground, rank: Rank) -> Iterator[Draught]:
    """``The customer with the most orders``: count the home's rows for each, then rank."""
    subject = subject_of(ground)
    if subject is None:
        raise NotUnderstoodError
    if isinstance(rank.counted, Table):
        if rank.counted != ground.view.home:
            raise NotUnderstoodError
        measure = count_rows(ground)
    else:
        if rank.counted is None or rank.counted.table != ground.view.home.name:
            raise NotUnderstoodError
        measure = Output(None, Function.COUNT)
    if subject.table == ground.view.home.name and subject.unique:
        raise NotUnderstoodError
    yield Draught(ranked_groups(ground, rank, subject, measure), ground.score)


def _leaves_out(lookup: Lookup) -> bool:
    """Whether some rows of the table that is looked up are in no row of the home."""
    return lookup.many.distinct < lookup.one.distinct


def ranked_groups(ground: Ground, rank: Rank, subject: Column, measure: Output) -> Plan:
    """Compute a figure for each subject of the home's rows, and rank these by it."""
    keys = ground.keys(subject)
    lookups = ground.lookups([subject])
    path = ground.view.graph.path(ground.view.home.name, subject.table, to_one=True)
    if any(hop.is_back and hop.other.distinct < hop.own.distinct for hop in path or ()):
        raise NotUnderstoodError  # Cars that nobody bought would rank as one customer's.
    if subject.nulls or any(each.many.nulls for each in lookups):
        ground.root.conditions.append(Missing(subject, negated=True))  # What has no name ranks nowhere.
    if measure.function is Function.COUNT and not rank.largest and any(map(_leaves_out, lookups)):
        raise NotUnderstoodError  # The fewest are none, and those are in no row of the home.
    answer = (len(keys) - 1,)
    plan = Plan(freeze(ground.root), (*keys, measure), lookups, grouped=True, answer=answer)
    return ranked(plan, rank, len(keys))


def plan_having(ground: Ground) -> Iterator[Draught]:
    """``Customers with more than 3 orders``: the groups of the home's rows that have enough."""
    subject, limit = subject_of(ground), ground.wishes.having
    if subject is None or limit is None or limit.table != ground.view.home:
        raise NotUnderstoodError
    if subject.table != ground.view.home.name and COUNTS_NONE[limit.comparison](limit.number):
        raise NotUnderstoodError  # Those without any row would be missing.
    keys = ground.keys(subject)
    lookups = ground.lookups([subject])
    outputs = (*keys, count_rows(ground))
    order = (Order(len(keys) - 1, descending=False),)
    having = (Having(len(keys), limit.comparison, limit.number),)
    rows = freeze(ground.root)
    answer = (len(keys) - 1,)
    plan = Plan(rows, outputs, lookups, grouped=True, order=order, answer=answer, having=having)
    yield Draught(plan, 0.97 * ground.score)
