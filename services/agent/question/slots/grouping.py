"""Reads what the answer is grouped by, and what it is sorted by."""

from services.agent.question.composing.grouping import BUCKETS, FUNCTIONS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import AGE_SUPERLATIVES
from services.agent.question.language.words import name_words, root, stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.plans.plan import Bucket, Function
from services.agent.question.slots.adjectives import compared_column
from services.agent.question.slots.events import day_of
from services.agent.question.slots.flags import halves_at, kinds_told, says_kind
from services.agent.question.slots.ranking import named_next, read_rank_by
from services.agent.question.slots.targets import named
from services.agent.question.slots.view import PLACED, has_any
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Want
from services.agent.question.tables.columns import FEW_KINDS, Column
from services.agent.question.tables.ends import days_told

_ADVERBS = frozenset(BUCKETS) - {bucket.value for bucket in Bucket}
"""Words such as ``monthly`` that group without a ``by``."""
_EACH = ("a", "an", "each", "every", "in")
"""Words before a stretch of time that say for how long a figure is: ``a year``."""
_GRADES = frozenset(map(stem, ["level", "grade", "rating", "stars", "score", "year", "rank"]))
"""Words of headers whose few whole numbers rank rows into groups."""
_FEW_STEPS = 8  # Different whole numbers up to which any header parts rows into groups.


def read_group(walk: Walk) -> bool:
    """Read ``by region``, ``per month``, ``for each customer and year``."""
    item = walk.item
    date = main_date(walk) if item.normal in _ADVERBS else None
    if date and not _is_in_header(walk, BUCKETS[item.normal]):
        walk.wishes.groups.append((date, BUCKETS[item.normal]))
        walk.at += 1
        return True
    if _passes_stretch(walk):
        return True
    halves = halves_at(walk.view, walk.at)
    if halves:
        walk.wishes.groups.append((halves[0], None))
        walk.at = halves[1]
        return True
    if not item.has(Sense.BY, Sense.ORDER) or item.is_link or _is_all(walk):
        return False
    if item.normal == "by" and (passed := _says_by_whom(walk)) is not None:
        walk.at += passed
        return passed > 0
    index = _past_kind(walk) or walk.following(walk.at + 1)
    if walk.wishes.rank and read_rank_by(walk, index if index is not None else named_next(walk, walk.at + 1)):
        return True
    taken = False
    while item.has(Sense.BY) and index is not None and (end := read_dated(walk, index) or _key(walk, index)):
        taken, walk.at = True, max(index, end) + 1
        following = walk.view.item(walk.at)
        if not (following and following.has(Sense.AND)):
            break
        index = walk.following(walk.at + 1)
        if index is not None and walk.view.items[index].has(*FUNCTIONS, Sense.HOW_MANY):
            break
    return taken


def _past_kind(walk: Walk) -> int | None:
    """Return where things are named of which a value or a yes only says the kind: ``per retail customer``."""
    start = walk.view.after_glue(walk.at + 1)
    index = named_next(walk, start)
    if index == start or (index is not None and says_kind(walk.view, start) and start not in walk.used):
        return None
    hit, kinds = walk.table(index), kinds_told(walk.view.items[start:index])
    many = walk.item.normal == "by" and index and walk.view.items[index].normal.endswith("s")
    return index if hit and kinds == {hit.table.name} and not many else None


def _says_by_whom(walk: Walk) -> int | None:
    """Return how many pieces to pass where ``by`` says who did it; None where it may put rows in groups."""
    before, after = walk.view.item(walk.at - 1), walk.view.item(walk.at + 1)
    if after and after.has(Sense.WHICH, Sense.WHO):
        return 1  # "Was drafted by which team": who did it, and no groups.
    done = before is not None and bool(before.values)
    return 0 if done and after and after.normal == "the" else None  # "Cancelled by the customer".


def _passes_stretch(walk: Walk) -> bool:
    """Read ``in the different departments``, and pass ``yearly`` where the header says so itself."""
    index = walk.following(walk.at + 1, Sense.DISTINCT) if _is_in_each(walk) else None
    if index is not None and _key(walk, index):
        walk.at = index + 1
        return True
    bucket = BUCKETS.get(walk.item.normal)
    if bucket is None:
        return False
    before = walk.view.item(walk.at - 1)
    spans = walk.item.normal in _ADVERBS or (before and (before.normal in _EACH or before.has(Sense.BY)))
    if not spans or not _is_in_header(walk, bucket):
        return False
    walk.at += 1
    return True


def _is_in_each(walk: Walk) -> bool:
    """Whether ``in the different departments`` follows a count that nothing is said of: a count for each."""
    if not (walk.counting and walk.item.has(Sense.IN)):
        return False
    after = walk.view.item(walk.view.after_glue(walk.at))
    return bool(after and after.has(Sense.DISTINCT))


def _is_in_header(walk: Walk, bucket: Bucket) -> bool:
    """Whether a header of amounts says for how long they are: ``a year``, where salaries are annual.

    Not where something else is asked for: ``orders by year``, of customers with an annual discount; nor where
    the header is said with it: ``yearly use by site and year``.
    """
    measures = [column for column in walk.view.home.columns if column.is_measure]
    asked = [want.column for want in walk.wishes.wants]
    if walk.counting or asked:
        measures = [column for column in measures if column in asked]
    whole = {hit.column for item in walk.view.items if " " in item.normal for hit in item.columns}
    measures = [column for column in measures if column not in whole]
    return any(BUCKETS.get(word) is bucket for column in measures for word in name_words(column.name))


def _is_all(walk: Walk) -> bool:
    """Whether ``every`` and the like only say that all are meant, as in "names of every pupil"."""
    figures = walk.pending or walk.counting or walk.wishes.rank
    hit = walk.table(walk.following(walk.at + 1))
    rows = (
        hit is not None and hit.table == walk.view.home and all(want.is_plain for want in walk.wishes.wants)
    )
    opens = not (walk.wishes.wants or figures or _of_each_first(walk)) and walk.at > 0
    if rows and not figures and walk.item.normal in ("every", "each", "of each"):
        return True
    return opens and walk.item.normal in ("every", "each", "for all", "in every")


def _of_each_first(walk: Walk) -> bool:
    """Whether each has several rows, of which an end is asked for: ``when did each guest last come``."""
    end = walk.view.item(walk.at + 2)
    ends = end is not None and (end.normal in PLACED or end.has(Sense.HIGHEST, Sense.LOWEST))
    return walk.wishes.asks is Sense.WHEN and ends and end is not None and not end.is_link


def main_date(walk: Walk) -> Column | None:
    """Return the date that times without a header are about: the home's own, or one that was said."""
    dates = [column for column in walk.view.home.columns if column.is_date]
    happened = day_of(walk.view) if len(dates) != 1 else None
    if happened:
        return happened
    hits = [hit for item in walk.view.items if item.normal.endswith(("date", "day")) for hit in item.columns]
    named_dates = {hit.column for hit in hits if hit.strength >= NAMED and hit.column in dates}
    if len(named_dates) == 1:
        return named_dates.pop()  # "Per month, by shipped date".
    spoken = [column for column in dates if days_told(column) & set(map(root, walk.view.said()))]
    if not dates:
        hops = walk.view.graph.hops(walk.view.home.name)
        there = {walk.view.catalog.by_name[hop.other.table].main_date for hop in hops if hop.to_one} - {None}
        return there.pop() if len(there) == 1 else None
    return spoken[0] if len(spoken) == 1 else walk.view.home.main_date


def read_dated(walk: Walk, index: int) -> int:
    """Read ``year of check-in``, ``check-in year``: return its end; 0 where no day is said beside it."""
    items = walk.view.items
    bucket, after = BUCKETS.get(items[index].normal), walk.view.item(index + 1)
    end = index + 1
    if bucket is None:
        joined = after is not None and not after.after_comma
        bucket, day = BUCKETS.get(after.normal) if after and joined else None, index
    else:
        day = walk.view.after_glue(index + 1) if after and after.has(Sense.OF) else len(items)
        end = day
    if bucket is None or bucket is Bucket.DAY or day >= len(items):
        return 0
    named_days = {hit.column for hit in items[day].columns if hit.column.is_date and hit.strength >= NAMED}
    days = {column for column in named_days if column.table == walk.view.home.name}
    if len(days) != 1 or items[day].tables:
        return 0
    walk.wishes.groups.append((date := days.pop(), bucket))
    walk.wishes.link(day, "bucket", date.path, 1.0)
    following = walk.view.item(end + 1)
    return end + 1 if following and following.normal in ("date", "day") else end


def _key(walk: Walk, index: int) -> bool:
    item = walk.view.items[index]
    bucket, date = BUCKETS.get(item.normal), main_date(walk)
    want = walk.column(index, lambda column: not column.is_measure)
    want = want or _graded(walk, index)
    if bucket and _is_in_header(walk, bucket):
        return True
    if bucket and date and not (want and want.strength >= 0.95):
        walk.wishes.groups.append((date, bucket))
        walk.wishes.link(index, "bucket", date.path, 1.0)
        return True
    hit = walk.table(index)
    label = hit.table.label or hit.table.key if hit else None
    if (
        hit
        and hit.table == walk.view.home
        and not hit.table.is_named
        and hit.strength >= 0.95
        and (Function.AVERAGE in walk.functions or walk.wishes.averages_counts)
    ):
        walk.wishes.link(index, "table", hit.table.name, hit.strength)
        return True  # "The average per order line", where each row is one.
    if want and want.column and (not hit or want.strength >= hit.strength or not label):
        walk.wishes.groups.append((named(walk.view, want.column, index), None))
        walk.wishes.link(index, "column", want.column.path, want.strength)
        return True
    if hit and label:
        walk.wishes.groups.append((label, None))
        walk.wishes.link(index, "table", label.table, hit.strength)
    return bool(label)


def _graded(walk: Walk, index: int) -> Want | None:
    """Group figures by a header of few whole numbers that is named; per guest, by no number of guests."""
    if not walk.functions - {None}:
        return None
    want = walk.column(index, lambda column: column.is_measure and column.type == "BIGINT")
    column = want.column if want and want.strength >= NAMED else None
    if column is None or column.distinct > FEW_KINDS:
        return None
    if _GRADES & set(column.words[-1:]) and 10 * column.distinct <= column.rows:
        return want
    counted = walk.item.normal == "per" and column.name.endswith("s")
    return want if column.distinct <= min(_FEW_STEPS, column.rows // 4) and not counted else None


def read_order(walk: Walk) -> bool:
    """Read ``highest first``, ``sorted by price``."""
    if walk.item.has(Sense.DESCENDING, Sense.ASCENDING) and not walk.item.is_link:
        walk.wishes.descending = walk.item.has(Sense.DESCENDING)
        word = walk.item.normal.partition(" ")[0]
        age = compared_column(word, walk.view) if word in AGE_SUPERLATIVES else None
        if age and age.is_number and not age.is_year:  # The oldest has the highest age, and the earliest day.
            walk.wishes.order, walk.wishes.descending = age, not walk.wishes.descending
        walk.at += 1
        return True
    if _orders_first(walk):
        return True
    by = _is_directed(walk)
    if not (walk.item.has(Sense.ORDER) or by):
        return False
    start = walk.following(walk.at + 1)
    said = walk.view.item(start) if start is not None else None
    again = said is not None and any(
        FUNCTIONS[sense] in walk.functions for sense in said.senses if sense in FUNCTIONS
    )
    if start is not None and again:
        start = walk.following(start + 1)  # "By average price", where that is shown: its figure.
    want = walk.column(start) or (None if by else _called(walk))
    if want is None or want.column is None or (by and not (want.column.is_measure or want.column.is_date)):
        return False
    walk.wishes.order = want.column
    walk.wishes.link(want.at, "column", want.column.path, want.strength)
    walk.at = want.at + 1
    return True


def _called(walk: Walk) -> Want | None:
    """Return what the rows are called, where they are sorted ``by name``, whatever their header says."""
    after, label = walk.view.item(walk.at + 1), walk.view.home.label
    return Want(walk.at + 1, label) if label and after and after.normal in ("name", "names") else None


def _is_directed(walk: Walk) -> bool:
    """Whether ``by`` says what rows are ordered by, of no figure each: ``goods by price, highest first``."""
    wishes = walk.wishes
    if not walk.item.has(Sense.BY) or walk.item.is_link or walk.pending or walk.counting or wishes.rank:
        return False
    if not wishes.wants or any(want.function for want in wishes.wants) or wishes.groups:
        return False
    return has_any(walk.view.items[walk.at :], Sense.DESCENDING, Sense.ASCENDING)


def _orders_first(walk: Walk) -> bool:
    """Read ``youngest first``: not the youngest alone, but all of them in that order."""
    item = walk.item
    first = walk.view.item(walk.at + 1) if item.has(Sense.HIGHEST, Sense.LOWEST) else None
    if first is None or first.normal != "first":
        return False
    column = compared_column(item.normal, walk.view)
    if column is None or walk.view.item(walk.at + 2) is not None:
        return False
    dated = item.normal in AGE_SUPERLATIVES and (column.is_date or column.is_year)
    walk.wishes.order, walk.wishes.descending = column, item.has(Sense.HIGHEST) != dated
    walk.at += 2
    return True


def group_inside(walk: Walk) -> None:
    """Group by the stretch of time that a phrase compares: ``year over year``."""
    date = main_date(walk)
    bucket = next((BUCKETS[word] for word in walk.item.normal.split() if word in BUCKETS), None)
    bucket = Bucket.YEAR if walk.item.normal == "yoy" else bucket
    if bucket and date and not walk.wishes.groups:
        walk.wishes.groups.append((date, bucket))
