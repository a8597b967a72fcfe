"""Reads what the answer is grouped by, and what a list is ranked by."""

from collections.abc import Sequence

from services.agent.question.composing.draft import Draft, Ranking, is_rankable
from services.agent.question.composing.nodes import NotUnderstoodError
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.linking.happenings import verb_of
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.plan import Bucket, Function
from services.agent.question.tables.columns import Column
from services.agent.question.tables.rolekeys import are_doers

FUNCTIONS = {
    Sense.SUM: Function.SUM,
    Sense.AVERAGE: Function.AVERAGE,
    Sense.MEDIAN: Function.MEDIAN,
    Sense.MINIMUM: Function.MINIMUM,
    Sense.MAXIMUM: Function.MAXIMUM,
}


BUCKETS = {bucket.value: bucket for bucket in Bucket} | {
    "daily": Bucket.DAY,
    "weekly": Bucket.WEEK,
    "monthly": Bucket.MONTH,
    "quarterly": Bucket.QUARTER,
    "yearly": Bucket.YEAR,
    "annual": Bucket.YEAR,
    "annually": Bucket.YEAR,
    "day of the week": Bucket.WEEKDAY,
    "day of week": Bucket.WEEKDAY,
    "days of the week": Bucket.WEEKDAY,
    "weekdays": Bucket.WEEKDAY,
}


_OF_PERSONS = frozenset(["born", "aged", "whose"])
"""Words that say which persons are meant."""


def read_group(draft: Draft) -> bool:
    """Read ``by region``, ``per month``, ``for each customer and year``."""
    item = draft.items[draft.at]
    bucket = BUCKETS.get(item.normal)
    if bucket and item.normal not in {b.value for b in Bucket} and _date_column(draft):
        draft.groups.append((_date_column(draft) or draft.home.columns[0], bucket))
        draft.at += 1
        return True
    if not item.has(Sense.BY, Sense.ORDER) or is_done_by(draft.items, draft.at):
        return False
    index = draft.after_glue(draft.at + 1)
    if index >= len(draft.items):
        return False
    if draft.ranking and not draft.ranking.column and _rank_by(draft, index):
        return True
    taken = False
    if index + 1 < len(draft.items) and _describes_header(draft.items[index], draft.items[index + 1]):
        index += 1
    while index < len(draft.items) and _group_key(draft, draft.items[index]):
        taken, draft.at = True, index + 1
        if index + 2 >= len(draft.items) or not draft.items[index + 1].has(Sense.AND):
            break
        index = draft.after_glue(index + 1)
    return taken


_PARTING = frozenset(["grouped", "sorted", "ordered", "divided", "ranked", "summarised", "listed"])


def is_done_by(items: Sequence[Item], at: int) -> bool:
    """Whether those follow who did what rows are: "made by guests from …" asks for no groups."""
    if at < 2 or items[at].normal != "by":
        return False
    behind = [each for each in items[at + 1 : at + 7] if not each.has(Sense.FILLER) or each.is_link]
    kinds = bool(behind) and _is_kind(behind[0])
    behind = behind[1:] if kinds else behind
    if not behind or not behind[0].tables:
        return False
    if not all(are_doers(hit.table) for hit in behind[0].tables):  # "Employed by airlines from …".
        told = behind[0].normal.endswith("s") and _tells_which(behind[1:])
        return told and items[at - 1].normal.endswith("ed") and items[at - 1].normal not in _PARTING
    if items[at + 1].normal in ("a", "an"):
        return True  # "The latest song by a Danish singer" is one song.
    if not behind[0].normal.endswith("s"):
        return False
    done = verb_of(items[at - 1]) is not None
    if done and items[at - 2].has(Sense.BE):
        return True
    return (done or _is_of_deeds(items, at)) and (kinds or _tells_which(behind[1:]))


def _is_kind(item: Item) -> bool:
    """Whether a word only says of which kind those behind it are: by "French" guests."""
    return bool(item.values) and not item.tables


def _is_of_deeds(items: Sequence[Item], at: int) -> bool:
    """Whether rows stand before ``by`` that somebody made: "visits by …", and "visits paid by …"."""
    way = bool(items[at - 1].values) and items[at - 1].normal.startswith("by ")  # "Paid by card by …".
    between = items[at - 1 - way].has(Sense.LIGHT, Sense.BE) and not items[at - 1 - way].tables
    return between or any(hit.strength >= NAMES for hit in items[at - 1 - between - way].tables)


def _tells_which(behind: Sequence[Item]) -> bool:
    """Whether some of the persons named before are told: "from Leeds", "with over ten visits", "over 40"."""
    if not behind:
        return False
    limits = (Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST)
    told = any(each.values or each.has(*limits) for each in behind[1:3])
    of_level = behind[1:2] and behind[1].columns and any(each.number is not None for each in behind[2:3])
    asked = behind[0].has(Sense.THAT) or behind[0].normal in _OF_PERSONS
    return asked or ((told or bool(of_level)) and behind[0].has(Sense.IN, Sense.WITH, Sense.OF))


def _describes_header(thing: Item, header: Item) -> bool:
    """Whether a table's name stands before one of its headers: ``customer segment``."""
    tables = {hit.table.name for hit in thing.tables}
    return any(hit.column.table in tables and hit.strength >= 0.9 for hit in header.columns)


def _rank_by(draft: Draft, index: int) -> bool:
    item, function = draft.items[index], None
    for sense in (*FUNCTIONS, Sense.HOW_MANY):
        if item.has(sense) and index + 1 < len(draft.items):
            following = draft.peek(index + 1)
            if following and following.is_link:
                function = FUNCTIONS.get(sense, Function.COUNT)
                index, item = draft.items.index(following), following
                break
    assert draft.ranking
    ranking = draft.ranking
    if function is Function.COUNT and item.tables:
        draft.ranking = Ranking(ranking.largest, ranking.limit, ranking.word, count=item.tables[0].table)
        draft.at = index + 1
        return True
    chosen = draft.choose(item, is_rankable)
    if not chosen:
        return False
    hints = ATTRIBUTE_HINTS.get(ranking.word)
    if hints and not set(hints) & set(chosen[0].words):
        raise NotUnderstoodError  # "The most expensive per seat" is not about seats.
    draft.matched(item, "column", chosen[0].path, chosen[1])
    draft.ranking = Ranking(ranking.largest, ranking.limit, ranking.word, chosen[0], function)
    draft.at = index + 1
    return True


def _group_key(draft: Draft, item: Item) -> bool:
    bucket = BUCKETS.get(item.normal)
    column = draft.choose(item, lambda c: not c.is_measure)
    if bucket and not (column and column[1] >= 0.95):
        dated = _date_column(draft)
        if not dated:
            return False
        draft.groups.append((dated, bucket))
        draft.matched(item, "bucket", dated.path, 1.0)
        return True
    table = next((hit for hit in item.tables), None)
    if table and table.table == draft.home and not table.table.is_named and table.strength >= 0.95:
        raise NotUnderstoodError  # "Per order line": a figure of all rows, and no groups of them.
    if column and column[0].is_flag and _stands_before_rows(draft, item, column[0]):
        return False  # "Each overdue loan" are loans, in no two groups by what is overdue.
    if column and (not table or column[1] >= table.strength or not table.table.label):
        draft.groups.append((column[0], None))
        draft.matched(item, "column", column[0].path, column[1])
        return True
    if table and table.table.label:
        draft.groups.append((table.table.label, None))
        draft.matched(item, "table", table.table.name, table.strength)
        return True
    return False


def _stands_before_rows(draft: Draft, item: Item, flag: Column) -> bool:
    following = draft.peek(draft.items.index(item) + 1)
    tables = following.tables if following and not following.after_comma else ()
    return any(hit.table.name == flag.table for hit in tables)


def _date_column(draft: Draft) -> Column | None:
    """The one date column that a time without a header is about."""
    found = draft.date_of(draft.home)
    return found if found and found.is_date else None
