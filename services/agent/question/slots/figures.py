"""Plans for single figures: counts, sums, averages, the highest and the lowest."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.graphs import only_pairs_tell
from services.agent.question.composing.nodes import NotUnderstoodError, freeze, is_part
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.nouns import COUNTED_NOUNS
from services.agent.question.language.vocabulary import NOT_ADDED, PEOPLE, QUANTITY_WORDS, WORTH_WORDS
from services.agent.question.linking.headers import NAMED, says_head
from services.agent.question.plans.plan import Extreme, Function, Output, Plan, RowSet
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.listing import list_columns, plan_extreme
from services.agent.question.slots.rows import CONTEXT, is_row_column
from services.agent.question.slots.search import is_equality
from services.agent.question.slots.sheet import says_listed
from services.agent.question.slots.targets import default_target
from services.agent.question.slots.wishes import Rank, Want
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table
from services.agent.question.tables.selling import sold_columns

_KEEPING = ("with", "having", "have", "has", "had")
_HOW = (Sense.HOW, Sense.HOW_MUCH)
"""Questions whose adjective or verb says which figure is meant."""
_BY_OTHERS = 0.7
"""For things that are counted by rows which name them, where they could be counted themselves."""


def plan_figures(ground: Ground) -> Iterator[Draught]:
    """Plan counts and other figures over all rows that remain."""
    wants = ground.wishes.wants
    loose = [want for want in wants if want.is_plain and want.table != ground.view.home]
    computed = [want for want in wants if want.function]
    told = {*ground.bound, *(want.column for want in computed)}
    for want in loose:  # What a condition or a figure is of anyway may be named once more.
        again = want.column in told and len(ground.view.catalog.tables) == 1
        again = again and not ground.view.items[want.at].values
        ground.score *= CONTEXT if again or is_row_column(ground.view, want.at) else 0.55
    extreme = _kept_by(ground, computed[-2].at, computed[-1]) if len(computed) > 1 else None
    ground.score *= 1.0 if extreme or _are_listed(ground, computed) else 0.6
    choice = ground.choice
    if choice and len(computed) == 1 and computed[0].function in (Function.MAXIMUM, Function.MINIMUM):
        largest = computed[0].function is Function.MAXIMUM
        ground.wishes.wants = [Want(-1, choice)]
        yield from plan_extreme(ground, Rank(computed[0].at, largest, "", None, computed[0].column))
    elif len(computed) == 1 and computed[0].function is Function.COUNT:
        yield from _counted(ground, computed[0])
    elif extreme:
        outputs = tuple(figure(ground, want) for want in computed[:-1])
        rows = replace(freeze(ground.root), extreme=extreme)
        yield Draught(Plan(rows, outputs), ground.score)
    else:
        outputs = tuple(figure(ground, want) for want in computed)
        lookups = ground.lookups([output.column for output in outputs])
        yield Draught(Plan(freeze(ground.root), outputs, lookups), ground.score)


def _kept_by(ground: Ground, before: int, want: Want) -> Extreme | None:
    """Return what keeps the rows of a figure: ``the average stay of the guests with the highest age``."""
    between = ground.view.items[before + 1 : want.at]
    holds = any(item.normal.split()[0] in _KEEPING for item in between)
    is_end = want.function in (Function.MAXIMUM, Function.MINIMUM)
    if not (holds and is_end and want.column and want.column.table == ground.view.home.name):
        return None
    return Extreme(want.column, want.function is Function.MAXIMUM)


def _are_listed(ground: Ground, computed: Sequence[Want]) -> bool:
    """Whether a count and another figure are said one after the other: no ``number of the largest``."""
    places = sorted(want.at for want in computed if want.at >= 0)
    if Function.COUNT not in {want.function for want in computed} or len(places) < 2:
        return True
    between = ground.view.items[places[0] + 1 : places[-1] + 1]
    return any(item.after_comma or item.has(Sense.AND) for item in between)


def figure(ground: Ground, want: Want) -> Output:
    """Turn one figure that is asked for into an output.

    Raises:
        NotUnderstoodError: It is no figure of the home's rows: a join could multiply it.
    """
    column, function = want.column, want.function
    if column is None and function is not Function.COUNT and ground.wishes.asks in _HOW:
        found = default_target(ground.view, ground.wishes, ())
        column = found[0] if found else None
    if function is Function.COUNT and column is None:
        return _count_things(ground, want)
    if column is None or column.table != ground.view.home.name:
        raise NotUnderstoodError
    if function is Function.COUNT and _adds_up(ground, want.at, column):
        function = Function.SUM  # "The revenue, and how many units were sold".
    if function in (Function.SUM, Function.AVERAGE, Function.MEDIAN) and not column.is_number:
        raise NotUnderstoodError
    return Output(column, function, distinct=function is Function.COUNT and not column.unique)


def _adds_up(ground: Ground, at: int, column: Column) -> bool:
    """Whether ``how many`` asks what the cells of a column come to, and not how many cells there are."""
    added = column.is_measure and not set(column.words) & NOT_ADDED and not ground.wishes.distinct
    return added and _is_plural(ground, at, column)


def _count_things(ground: Ground, want: Want) -> Output:
    """Count the home's rows, or the different things that they refer to: the customers of orders.

    Raises:
        NotUnderstoodError: The home's rows say nothing of how many there are.
    """
    home = ground.view.home
    if want.table not in (None, home):
        path = ground.view.graph.path(home.name, want.table.name, to_one=True) if want.table else None
        if not path or len(path) > 1 or not (ground.wishes.groups or ground.wishes.distinct):
            raise NotUnderstoodError
        groups = [column for column, _ in ground.wishes.groups]
        if not only_pairs_tell(ground.view.graph, ground.view.catalog, path[0].own, groups):
            ground.score *= 0.97 if links_to(home, want.table) else 0.9
        ground.score *= _BY_OTHERS if groups and _tells_itself(ground, want.table, groups) else 1.0
        return Output(path[0].own, Function.COUNT, distinct=True)
    first = min(ground.bindings, key=lambda each: each.at, default=None)
    counts = ground.wishes.counts_value and want.table is None and ground.view.event is None
    if counts and first and first.column.table != home.name:
        raise NotUnderstoodError  # "How many analysts": the rows that are analysts.
    return count_rows(ground)


def _tells_itself(ground: Ground, things: Table, groups: Sequence[Column]) -> bool:
    """Whether things say of which groups they are, and nothing is said of the rows that name them."""
    graph = ground.view.graph
    reached = all(graph.path(things.name, each.table, to_one=True) is not None for each in groups)
    return reached and not any(each.column.table == ground.view.home.name for each in ground.bindings)


def links_to(home: Table, table: Table | None) -> bool:
    """Whether a table only says which things go together with those of another: ``order_items`` for items."""
    return bool(table and set(table.words) < set(home.words))


def count_rows(ground: Ground) -> Output:
    """Count the home's rows, or the things that span several of them."""
    things = ground.view.home.things
    spans = things and things.repeats and things not in ground.bound and not _counts_times(ground)
    return Output(things, Function.COUNT, distinct=True) if spans else Output(None, Function.COUNT)


def _counts_times(ground: Ground) -> bool:
    """Whether it is asked how many times something happened: each row of the only table is once."""
    often = any(
        item.normal in ("how many times", "number of times", "how often") for item in ground.view.items
    )
    return often and len(ground.view.catalog.tables) == 1


def _counted(ground: Ground, want: Want) -> Iterator[Draught]:
    rows, column = freeze(ground.root), want.column
    if any(is_part(each.condition) for each in ground.bindings):
        ground.score *= 0.75
    if column is None:
        if want.table not in (None, ground.view.home) or (want.table is None and ground.wishes.asks):
            raise NotUnderstoodError  # "Where was it, and how many came" asks for two things.
        known = (
            want.table
            or ground.wishes.counts_value
            or _counts_times(ground)
            or any(each.is_plain and each.table for each in ground.wishes.wants)
            or _counts_told(ground)
        )
        ground.score *= 1.0 if known else 0.75
        ground.score *= _row_count_share(ground, want)
        yield Draught(Plan(rows, (_count_things(ground, want),)), ground.score)
        return
    if column.table != ground.view.home.name:
        raise NotUnderstoodError
    if column in ground.bound:
        share = 0.5 if column.unique else 0.95  # Of what is named there is one: nobody asks how many.
        yield Draught(Plan(rows, (Output(None, Function.COUNT),)), share * ground.score)
    elif column.is_measure and not ground.wishes.distinct:
        ground.score *= 1.0 if says_head(column, ground.view.said()) else 0.6
        yield from _counted_measure(ground, rows, column, want)
    else:
        yield from _counted_values(ground, rows, column)


def _counts_told(ground: Ground) -> bool:
    """Whether rows of the only table are counted that are told by conditions alone: ``how many had …``."""
    view = ground.view
    if len(view.catalog.tables) > 1 or not ground.bindings or ground.is_pinned:
        return False
    at = next((at for at, item in enumerate(view.items) if item.has(Sense.HOW_MANY)), len(view.items))
    verb = view.item(at + 1)
    told = verb is not None and not verb.is_link and verb.has(Sense.HAVE, Sense.BE, Sense.LIGHT)
    return told or any(map(view.names_row, range(len(view.items))))


def _row_count_share(ground: Ground, want: Want) -> float:
    """How likely an unknown noun counts rows: of one row that is named, it is some number of its own."""
    if ground.wishes.counts_value and ground.is_pinned and len(ground.view.catalog.tables) == 1:
        return 0.5  # "How many Darts were built", of one row called so: not how many rows there are.
    if not ground.view.names_row(want.at):
        return 1.0
    if ground.is_pinned:
        return 0.5
    return 1.0 if ground.bindings else 0.85 if says_listed(ground.view) else 0.7


def _counted_values(ground: Ground, rows: RowSet, column: Column) -> Iterator[Draught]:
    ground.score *= 0.6 if column.holds_lists else 1.0  # One cell holds several of what is counted.
    if column.looks_counted and not ground.wishes.distinct:
        ground.score *= 0.9
        yield Draught(list_columns(ground, [column]), ground.score)
    distinct = Output(column, Function.COUNT, distinct=True)
    every = Output(None, Function.COUNT) if not column.nulls else Output(column, Function.COUNT)
    if column.unique or (not column.repeats and not ground.wishes.distinct):
        yield Draught(Plan(rows, (every,)), ground.score)
    if not column.unique:
        yield Draught(Plan(rows, (distinct,)), ground.score)
        if not ground.wishes.distinct:
            yield Draught(Plan(rows, (every,)), 0.97 * ground.score)


def _is_plural(ground: Ground, at: int, column: Column) -> bool:
    """Whether what is counted is said in the plural, or is money and the like, which has none."""
    noun = at + 1 not in ground.wishes.light and ground.view.describes(at + 1)
    item = ground.view.item(at + 1 if noun else at)
    said = item.normal if item else ""
    return said.endswith("s") or said in PEOPLE or bool(set(column.words) & (QUANTITY_WORDS | WORTH_WORDS))


def _counted_measure(ground: Ground, rows: RowSet, column: Column, want: Want) -> Iterator[Draught]:
    """``How many points``: the points themselves, added up; or how many rows have any."""
    added = not set(column.words) & NOT_ADDED
    if column.leading and ground.is_pinned and len(ground.view.catalog.tables) == 1:
        yield Draught(list_columns(ground, [column]), ground.score)  # "1,400 tons", as its sheet says.
        return
    if added and not _is_plural(ground, want.at, column):
        ground.score *= 0.7  # "How many area": neither adding up nor counting is what this says.
    if added:
        yield Draught(Plan(rows, (Output(column, Function.SUM),)), ground.score)
    alone = len(ground.view.catalog.tables) == 1
    counts = ground.view.item(want.at - 1)
    asked = bool(ground.is_pinned and alone and counts and counts.normal in ("how many", "how much"))
    total = ground.wishes.total and not alone  # "The total number of wins" of one table may be their count.
    pinned = ground.is_pinned and not (alone and ground.wishes.total)
    parts = not all(map(is_equality, ground.bindings))  # A part of several names says none.
    many = bool(counts and counts.normal == "how many" and not parts)  # "How many wins did he have".
    counted = QUANTITY_WORDS if alone and not many else QUANTITY_WORDS | COUNTED_NOUNS
    # "The number of rooms of the hotels": the rows are hotels, so that rooms are no rows.
    told = any(item.tables and item.tables[0].strength >= NAMED for item in ground.view.items)
    sold = column in sold_columns(ground.view.home.columns)
    clear = added and (pinned or total or asked or told or sold or counted & set(column.words))
    count = Plan(rows, (Output(column, Function.COUNT),))
    yield Draught(count, (0.85 if clear else 0.95) * ground.score)
