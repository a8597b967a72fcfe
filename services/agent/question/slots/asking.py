"""Reads the pieces that no condition explains: functions, columns, tables, frames of the question."""

from collections.abc import Callable, Collection
from dataclasses import replace

from services.agent.question.composing.grouping import BUCKETS, FUNCTIONS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS, HEADS, PEOPLE
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item, TableHit
from services.agent.question.plans.plan import Bucket, Combination, Function
from services.agent.question.slots.durations import duration_in
from services.agent.question.slots.firsts import read_first
from services.agent.question.slots.grouping import group_inside, main_date, read_dated, read_group, read_order
from services.agent.question.slots.nouns import is_about_people, open_with_value, rows_at, stands_for_row
from services.agent.question.slots.passing import is_unknown_noun, pass_deed, pass_over, tells_deed
from services.agent.question.slots.ranking import read_rank
from services.agent.question.slots.relating import read_denied, read_enough
from services.agent.question.slots.sheet import read_place
from services.agent.question.slots.unitcounts import count_unit
from services.agent.question.slots.view import View
from services.agent.question.slots.walk import SYNONYM, Walk
from services.agent.question.slots.wishes import Relation, Want, Wishes
from services.agent.question.tables.columns import Column

_COMBINATIONS = {
    Sense.SHARE: Combination.SHARE,
    Sense.DIFFERENCE: Combination.DIFFERENCE,
    Sense.GROWTH: Combination.GROWTH,
    Sense.RATIO: Combination.RATIO,
    Sense.RUNNING: Combination.RUNNING,
}
_HEADS = 0.9
"""Strength of a table of persons where heads are counted."""
_QUESTION_WORDS = (Sense.WHO, Sense.WHEN, Sense.WHERE, Sense.HOW_MUCH)


def read_wishes(view: View, used: Collection[int]) -> Wishes:
    """Read what is asked from every piece that is not in ``used``."""
    walk = Walk(view, frozenset(used))
    duration = duration_in(view, walk.used)
    if duration:
        walk.used |= duration.used
        walk.add(Want(duration.at, duration.column, None, None, duration.strength))
    open_with_value(walk)
    rules: tuple[Callable[[Walk], bool], ...] = (
        read_enough, read_denied, read_group, read_order, read_first, read_place, read_rank, _function,
        _count, _frame, pass_deed, _noun,
    )  # fmt: skip
    while walk.at < len(view.items):
        if walk.at in walk.used:
            walk.since_want.append(walk.at)
            walk.at += 1
            continue
        for rule in rules:
            if rule(walk):
                break
        else:
            pass_over(walk)
    walk.close()
    return walk.wishes


def _function(walk: Walk) -> bool:
    item = walk.item
    function = next((FUNCTIONS[sense] for sense in item.senses if sense in FUNCTIONS), None)
    if function is None or walk.is_header(item):
        return False
    if function is Function.AVERAGE and function in walk.functions and walk.following(walk.at + 1) is None:
        walk.at += 1  # "The typical age, on average".
        return True
    following = walk.view.item(walk.at + 1)
    if function is Function.SUM and following and following.has(Sense.HOW_MANY):
        walk.wishes.total = True  # "The total number of": the lexicon's longer phrase was cut in two.
    else:
        walk.pending.append(function)
    walk.at += 1
    return True


def _count(walk: Walk) -> bool:
    item = walk.item
    if is_unknown_noun(walk):
        return False
    said = item.text.casefold() in ("amount", "number", "numbers")  # "No." is no count of anything.
    counts = item.has(Sense.HOW_MANY) or (said and not item.is_noun)
    last = walk.wishes.wants[-1] if walk.wishes.wants else None
    beside = last.column if last and last.at == walk.at - 1 else None
    if beside and _repeats(item, walk.view.item(walk.at + 1), beside):
        walk.at += 1  # "The lowest week number": what the header before it holds.
        return True
    word = item.normal == "amount" and any("amount" in each.words for each in walk.view.catalog.columns)
    if word or not counts or walk.is_header(item):
        return False  # "Amount" is a header's word, wherever the question was cut.
    if item.normal.startswith(HEADS):
        return _count_heads(walk)
    if "total" in item.normal and any(each.words == ("total",) for each in walk.view.home.columns):
        walk.wishes.strength *= 0.7  # A header says "total" too: what stands there may be meant.
    if walk.pending == [Function.AVERAGE] and item.has(Sense.HOW_MANY):
        walk.wishes.averages_counts, walk.pending = True, []  # "The average number of orders".
    if said and walk.pending == [Function.SUM] and _counts_texts(walk):
        walk.wishes.total, walk.pending = True, []
    walk.counting = not walk.pending
    walk.wishes.total = walk.wishes.total or "total" in item.normal
    walk.wishes.counts_value = walk.at + 1 in walk.used and not walk.view.items[walk.at + 1].senses
    if walk.counting and walk.wishes.counts_value and _is_counted(walk, walk.at + 1):
        walk.counting = False
        walk.wishes.wants.append(Want(walk.at, None, None, Function.COUNT))
    walk.at += 1
    count_unit(walk)
    return True


def _count_heads(walk: Walk) -> bool:
    """Read ``headcount``, where no header says so: how many people the rows are."""
    home = walk.view.home
    if not is_about_people(home):
        return False
    walk.wishes.link(walk.at, "table", home.name, _HEADS)
    walk.wishes.wants.append(Want(walk.at, None, home, Function.COUNT, _HEADS))
    walk.at += 1
    return True


def _repeats(item: Item, following: Item | None, column: Column) -> bool:
    """Whether ``number`` says no more than the header of numbers before it: ``the rank number of a …``."""
    if item.normal == "number of":
        return column.is_number
    return item.normal in ("number", "amount", "count") and not (
        following and following.normal.startswith("of")
    )


def _counts_texts(walk: Walk) -> bool:
    """Whether texts follow ``the total amount of``: they are counted, since nothing adds them up."""
    want = walk.column(walk.following(walk.at + 1))
    return want is not None and want.column is not None and want.column.is_text


def _is_counted(walk: Walk, index: int) -> bool:
    """Whether a value stands for rows that are counted: ``how many analysts``, not ``active users``."""
    while index in walk.used:
        index += 1
    following = walk.view.item(index)
    return not (following and (following.is_noun or following.normal in PEOPLE))


def _frame(walk: Walk) -> bool:
    """Read who, when, where, how long; and ``different``."""
    item, wishes = walk.item, walk.wishes
    if not item.senses:
        return False
    following = walk.view.item(walk.at + 1)
    named = any(hit.strength >= NAMED for hit in item.columns) or item.tables or item.values
    if item.is_link and (named or not item.has(Sense.SHARE)):
        return False
    if item.has(Sense.LIST) and following and following.normal in ("a", "an", "one") and not wishes.wants:
        wishes.single = True
    combination = next((each for sense, each in _COMBINATIONS.items() if item.has(sense)), None)
    if item.has(Sense.DISTINCT):
        wishes.distinct = True
    elif combination:
        wishes.combination = combination
        group_inside(walk)
    elif item.has(Sense.HOW) and following and following.normal in ATTRIBUTE_HINTS:
        wishes.hint, wishes.asks = ATTRIBUTE_HINTS[following.normal], Sense.HOW
        walk.at += 1
    elif item.has(*_QUESTION_WORDS):
        clause = item.has(Sense.WHEN, Sense.WHERE) and _is_clause(walk)
        if not wishes.wants and not wishes.asks and not clause and _begins(walk):
            wishes.asks = next(sense for sense in _QUESTION_WORDS if item.has(sense))
    else:
        return False
    walk.at += 1
    return True


def _is_clause(walk: Walk) -> bool:
    """Whether ``when`` or ``where`` begins a condition that stands before the question itself."""
    view, at = walk.view, walk.at + 1
    while (item := view.item(at)) and item.has(Sense.FILLER) and not item.is_link:
        at += 1
    named = at in walk.used and view.items[at].columns
    return bool(named) or any(view.asks_at(each) for each in range(walk.at + 1, len(view.items)))


def _begins(walk: Walk) -> bool:
    """Whether the question word opens the question or stands after its conditions."""
    return all(index in walk.used or walk.view.is_glue(index) for index in range(walk.at))


def _noun(walk: Walk) -> bool:
    hit, want = rows_at(walk, walk.at), walk.column(walk.at)
    asked = walk.wishes.wants or walk.wishes.asks is Sense.WHO
    verb = walk.item.has(Sense.LIGHT) and walk.view.home in tables_of_deed(walk.item, walk.view.catalog)
    verb = verb and not (want and _does(walk, want))
    weak = want and walk.item.has(Sense.LIGHT) and want.strength < 0.8 and not _does(walk, want)
    done = want and tells_deed(walk, want)
    if _is_verb(walk) or done or (asked and want and (weak or (verb and not walk.counting))):
        return False  # "Employees who work": what the rows do, and no second header.
    if stands_for_row(walk, want):
        walk.at += 1
        return True
    if not (hit or walk.wishes.wants or walk.at == 0) and _groups_by_stretch(walk, want):
        return True
    last = walk.wishes.wants[-1] if walk.wishes.wants else None
    if walk.item.has(Sense.ROWS) and last and last.table and last.at == walk.at - 1:
        walk.at += 1  # "Training records": the table's rows, whatever a header calls a record.
        return True
    if hit and not (want and (want.strength > hit.strength or _means_figure(walk, want, hit))):
        led = walk.view.item(walk.at - 1)
        asked = led is not None and led.has(Sense.WHICH) and not led.is_link
        if not walk.wishes.wants and (asked or not walk.wishes.groups or walk.wishes.combination):
            walk.add(Want(walk.at, None, hit.table, None, hit.strength))
        else:
            alone = len(walk.view.catalog.tables) == 1
            sure = max(hit.strength, NAMED) if alone else hit.strength
            walk.wishes.link(walk.at, "table", hit.table.name, sure)
            if hit.table != walk.view.home and not any(w.table == hit.table for w in walk.wishes.wants):
                walk.wishes.relations.append(Relation(walk.at, hit.table))
            if walk.counting:
                _take_home(walk)
    elif want:
        _take_header(walk, want)
    else:
        return False
    walk.at += 1
    return True


def _groups_by_stretch(walk: Walk, want: Want | None) -> bool:
    """Read ``which month``, and ``which month of the delivery date``."""
    end = read_dated(walk, walk.at) if walk.item.normal in BUCKETS else 0
    stretch = None if end else _stretch(walk, want)
    if stretch:
        walk.wishes.groups.append(stretch)
    walk.at = (end or walk.at) + bool(end or stretch)
    return bool(end or stretch)


def _stretch(walk: Walk, want: Want | None) -> tuple[Column, Bucket] | None:
    """Return the stretch of time that ``which month`` asks for, or ``which day`` of several rows."""
    bucket, before, column = BUCKETS.get(walk.item.normal), walk.view.item(walk.at - 1), want and want.column
    if bucket is None:
        return None
    many = bucket is Bucket.DAY and column and column.is_date and column.repeats
    if many and column and before and before.has(Sense.WHICH):
        return column, bucket
    date = main_date(walk)
    return (date, bucket) if date and not (want and want.strength >= NAMED) else None


def _means_figure(walk: Walk, want: Want, hit: TableHit) -> bool:
    """Whether a table is called like the figure that its rows have: ``total budget``."""
    column, counted = want.column, walk.counting or walk.wishes.averages_counts
    if column is None or column.table != hit.table.name or counted or want.strength < hit.strength:
        return False
    return column.is_measure and walk.item.normal.endswith("s") == column.name.casefold().endswith("s")


def _take_header(walk: Walk, want: Want) -> None:
    """Ask for a column, if it is not the one just asked for with its unit named: ``viewers in millions``."""
    last, between = walk.wishes.wants[-1] if walk.wishes.wants else None, walk.view.items[walk.at - 1]
    if last and last.column == want.column and last.at == walk.at - 2 and between.has(Sense.IN):
        return
    walk.add(want)


def _does(walk: Walk, want: Want) -> bool:
    """Whether a verb right after ``who`` is what someone under a header does: ``who made``, of makers."""
    before, alone = walk.view.item(walk.at - 1), len(walk.view.catalog.tables) == 1
    right = before is not None and before.has(Sense.WHO) and not walk.wishes.wants
    sure = alone or want.strength >= SYNONYM
    return sure and right and want.column is not None and want.column.is_text


def _take_home(walk: Walk) -> None:
    """Count the rows of a table that is named late: ``for each country, the number of customers``."""
    hit = walk.table(walk.at)
    if hit:
        walk.counting = False
        want = Want(walk.at, None, hit.table, Function.COUNT, hit.strength)
        walk.wishes.wants.append(replace(want, joined=walk.is_joined(want)))
        walk.wishes.relations = [each for each in walk.wishes.relations if each.at != walk.at]


def _is_verb(walk: Walk) -> bool:
    """Whether a header that is also a verb opens the question as one: ``Name the …``, ``State the …``."""
    following = walk.view.item(1)
    opens = walk.at == 0 and walk.item.has(Sense.LIST) and following and not following.after_comma
    return bool(opens and following and not following.has(Sense.AND, Sense.OF, Sense.IN, Sense.BE))
