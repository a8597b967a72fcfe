"""The order in which a sheet lists its rows: the first one listed, the one after X, all before X."""

from collections.abc import Iterator

from services.agent.question.composing.draft import is_comparable
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Compare, CompareFigure, Comparison, Condition, Function, RowSet
from services.agent.question.slots.adjectives import clock_of_day, compared_column, hinted_column
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View, has_any
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Rank
from services.agent.question.tables.columns import Column

_AFTER = frozenset(["after", "below", "follows", "following", "followed", "beneath"])
_BEFORE = frozenset(["before", "above", "previous", "precedes", "preceding", "preceded", "prior", "prior to"])
_CLOSE = (
    *("right", "directly", "immediately", "just", "next", "listed", "comes", "come", "came", "previous"),
    *("follows", "followed", "following", "precedes", "preceding"),
)
"""Words that say: the very next row, and no other."""
_LISTS = frozenset(
    ["list", "listed", "chart", "table", "on the list", "on this list", "on the chart", "on this chart"]
)
_PLACES = {"first": False, "last": True, "final": True}
_NOT_PLACED = frozenset(["place", "half", "name", "names", "quarter", "round", "prize"])
"""What makes ``first`` another word: first place is no first row."""
_TOLD = 0.7
"""Strength from which a verb tells the days: ``started``, of those under ``Started on``."""
_REACH = 5
"""Pieces after the word within which the named row has to stand."""


def neighbours_at(view: View, index: int) -> Iterator[Binding]:
    """Yield the rows that stand ``right after X``, ``before X``, ``next after X``."""
    word, order = view.items[index].normal, view.home.order
    after = word in _AFTER
    if not (after or word in _BEFORE) or order is None or view.items[index].is_link:
        return
    if _dates_before(view, index) and not _cues(view, index)[1]:
        return  # "Opened before X": on an earlier day, wherever that row stands.
    ranked = _ranked_next(view, index)
    for named, score, used in _named_rows(view, index):
        if ranked:
            yield _beyond(view, index, ranked, Binding(order, named, score, used, ""))
            continue
        first, close = _cues(view, index)
        counted = has_any(view.items[:index], Sense.HOW_MANY)
        function = Function.MAXIMUM if after else Function.MINIMUM
        rows = RowSet(view.home, (named,))
        if counted and not close and any(view.items[at].period for at in used):
            continue  # "How many before 1890": in the years before, wherever their rows stand.
        if counted and not close:
            how = Comparison.MORE if after else Comparison.LESS
            condition = CompareFigure(order, how, function, rows)
            score *= 0.8
        else:
            condition = CompareFigure(order, Comparison.EQUAL, function, rows, offset=1 if after else -1)
            before = view.item(index - 1)
            asked = before is not None and (before.is_noun or view.names_row(index - 1))
            score *= 0.97 if close else 0.92 if asked else 0.85  # "The mayor before X".
        pieces = frozenset([*first, index, *used])
        yield Binding(order, condition, score, pieces, view.items[index].text, at=index)


def _dates_before(view: View, index: int) -> bool:
    """Whether a participle right before the word is a header of the days on which that was done."""
    before = view.item(index - 1)
    done = before is not None and (before.has(Sense.LIGHT) or before.normal.endswith("ed"))
    days = view.columns(index - 1, lambda column: column.is_date or column.is_year) if done else []
    return bool(days) and days[0][1] >= _TOLD


def _ranked_next(view: View, index: int) -> int | None:
    """Return where ``next`` stands before a superlative: ``the next tallest player after X``."""
    for at in range(index - 1):
        ranks = view.items[at + 1].has(Sense.HIGHEST, Sense.LOWEST) and not view.items[at + 1].is_link
        if view.items[at].normal == "next" and ranks:
            return at
    return None


def _beyond(view: View, index: int, at: int, named: Binding) -> Binding:
    """Keep the rows on the far side of a named one: of these the superlative then takes the first."""
    item, behind = view.items[at + 1], view.after_glue(at + 2)
    header = [column for column, strength in view.columns(behind, is_comparable) if strength >= NAMED]
    column = header[0] if header else compared_column(item.normal, view)
    how = Comparison.LESS if item.has(Sense.HIGHEST) else Comparison.MORE
    found = column or named.column
    condition = CompareFigure(found, how, Function.MAXIMUM, RowSet(view.home, (named.condition,)))
    score = named.score if column else 0.0  # By what they are ranked, nothing says.
    return Binding(
        found, condition, score, frozenset([at, index, *named.used]), view.items[index].text, at=index
    )


def _cues(view: View, index: int) -> tuple[tuple[int, ...], bool]:
    """Return the pieces that say how near the row is, and whether it is the very next."""
    own = view.items[index].normal in _CLOSE
    near = [at for at in range(max(0, index - 3), index) if view.items[at].normal in _CLOSE]
    far = [at for at in range(index) if view.items[at].normal in ("next", "previous")]
    found = tuple(dict.fromkeys([*near, *far]))
    return tuple(at for at in found if not view.items[at].is_link), bool(own or found)


def _named_rows(view: View, index: int) -> Iterator[tuple[Condition, float, frozenset[int]]]:
    """Yield the conditions that a value behind the word may mean, with the pieces from the word on."""
    first = index + 1
    if view.items[index].normal == "previous":  # "The previous team to X": the header is asked for.
        stop = min(first + _REACH, len(view.items))
        first = next((at for at in range(first, stop) if view.items[at].normal == "to"), first)
    for at in range(index + 1, min(index + _REACH, len(view.items))):
        item = view.items[at]
        between = frozenset(
            each for each in range(index + 1, at) if each >= first or not view.items[each].columns
        )
        headers = {hit.column for each in between for hit in view.items[each].columns}
        hits = [hit for hit in item.values if hit.column.table == view.home.name]
        for hit in hits:
            if len(hit.values) > 1 or (headers and hit.column not in headers):
                continue
            named = hit.column in headers or hit.column == view.home.label
            score = (0.97 if named or len(hits) == 1 else 0.75) * (0.9 if hit.column.repeats else 1.0)
            condition = Compare(hit.column, Comparison.EQUAL, hit.values[0])
            yield condition, score, between | {at}
        if item.number is not None:
            for column in headers or _asked_before(view, index):
                if column.is_number and column.unique:
                    condition = Compare(column, Comparison.EQUAL, item.number)
                    yield condition, 0.95, between | {at}
        if not (view.is_glue(at) or item.columns or item.normal in ("to", "the")):
            return


def _asked_before(view: View, index: int) -> list[Column]:
    """Return the header that a number after the word stands under: ``what year comes after 1995``."""
    at = index - 1
    while at > 0 and not view.items[at].columns and view.items[at].has(Sense.LIGHT, Sense.FILLER, Sense.BE):
        at -= 1
    said = view.items[index].normal in _CLOSE or any(
        view.items[each].normal in _CLOSE for each in range(index)
    )
    return [column for column, strength in view.columns(at) if strength >= NAMED and said]


def read_place(walk: Walk) -> bool:
    """Read ``the first player listed``, ``the last game``, ``the first 3 rows``, ``is listed last``."""
    item = walk.item
    if item.normal not in _PLACES or item.is_link or walk.wishes.rank or walk.view.home.order is None:
        return False
    following, listed = walk.view.item(walk.at + 1), says_listed(walk.view)
    if following is None:
        before = walk.view.item(walk.at - 1)
        if before is None or before.normal not in _LISTS:
            return False
    elif not _is_placed(walk, following, listed=listed):
        return False
    clock, before = clock_of_day(walk.view), walk.view.item(walk.at - 1)
    if clock and before and any(hit.column == clock for hit in before.columns):
        return False  # "Which shift starts first": a verb beside it, cut as the end of a header.
    dated = _dated(walk, following) or clock or hinted_column(walk.view, ATTRIBUTE_HINTS["first"])
    limit = following.number if following and isinstance(following.number, int) else None
    column = walk.view.home.order if listed or dated is None or (limit and not clock) else dated
    walk.wishes.rank = Rank(walk.at, _PLACES[item.normal], "", limit, column)
    walk.wishes.strength *= 0.95 if listed else 0.85 if column == walk.view.home.order else 0.92
    walk.at += 2 if limit else 1
    return True


def says_listed(view: View) -> bool:
    """Whether the question speaks of the sheet as a list: ``listed``, ``on this chart``."""
    return any(item.normal in _LISTS for item in view.items)


def _is_placed(walk: Walk, following: Item, *, listed: bool) -> bool:
    """Whether ``first`` says which row is meant, and is no part of a name, a period or a verb's time."""
    named = listed and following.normal in ("name", "names")  # "The last name listed".
    if following.period or (following.normal in _NOT_PLACED and not named):
        return False
    rows = any(hit.table == walk.view.home for hit in following.tables)  # "The last visit".
    if (
        following.normal == "listed"
        or _dated(walk, following)
        or (rows and not following.normal.endswith("ed"))
    ):
        return True
    return not (following.has(Sense.LIGHT) or following.normal.endswith("ed"))  # "When was it first climbed".


def _dated(walk: Walk, following: Item | None) -> Column | None:
    """Return the dates that are named right behind: ``the first entered date``."""
    after = walk.view.item(walk.at + 2)
    named = [hit.column for hit in (following.columns if following else ()) if hit.strength >= NAMED]
    days = [column for column in named if column.is_date]
    return days[0] if days and after and after.normal in ("date", "day") else None
