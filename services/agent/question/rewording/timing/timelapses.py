"""Calls the time between two days by one word, wherever a question tells it: "days from order to receipt".

That word is the header of a column that no table has, which is asked for as any other figure: "the average
lapse per supplier", "invoices with a lapse of more than 45".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.agent.question.language.words import stem, word_root
from services.agent.question.rewording.timing.daysaid import TOKEN, DaySaid, days_at, days_called, pairs_of
from services.agent.question.rewording.timing.lapsewords import (
    LAPSE,
    LENGTHS,
    NEAR,
    OF_LENGTH,
    WHOLE,
    WORD,
    begin_of,
    limited,
    low,
    put,
    taking,
)
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import DEADLINES, days_told, ends_of
from services.agent.question.tables.schema import Catalog, Table

_UNITS = {"days": "day", "nights": "day", "hours": "hour", "minutes": "minute"}
_PASSING = frozenset(
    ["that", "which", "pass", "passed", "passes", "elapse", "elapsed", "lie", "lay", "went", "by", "there"]
)
_IN_UNIT = frozenset([",", "(", "in", "measured", "counted", "expressed", *WHOLE])
_FEWER = frozenset(["less", "fewer", "under", "most"])
_DOING = frozenset(["do", "does", "did", "is", "are", "was", "were"])
_STATE = frozenset(["is", "are", "was", "were", "been", "has", "have", "had", "stayed", "remained", "kept"])
_EACH_ONE = frozenset(["each", "every", "one", "it", "they", "of", "them", "these", "for", "that", "which"])
_LATE = frozenset(["late", "overdue"])
_DONE = frozenset(
    ["pay", "settl", "return", "deliv", "receiv", "arriv", "clos", "complet", "finish", "answ", "ship"]
)
"""Roots of headers for the day on which was done what had a day by which it had to be."""
_FIGURE_WORDS = "average mean median maximum minimum longest shortest largest highest most max min avg"
_FIGURES = frozenset(_FIGURE_WORDS.split())
_PLACING = frozenset(["place", "placed", "make", "made"])
"""What is done with what only then is there: an order is placed on its own day."""
_OWN = 0.85
_MOST = 5
"""Times that one question speaks of the time between two days."""


@dataclass(frozen=True)
class Lapse:
    """The time between two days, and the words of a question that call it so."""

    tokens: tuple[str, ...]
    start: Column
    end: Column
    unit: str = "day"
    verb: str = ""
    """What is done on one of the days, where that is said as a verb of its own."""
    is_late: bool = False
    """Whether it is how late something was, which what was in time has no part in."""

    @property
    def of(self) -> tuple[Column, Column, str]:
        """What tells it from other lapses."""
        return self.start, self.end, self.unit


def read_lapse(question: str, catalog: Catalog) -> Lapse | None:
    """Call the time between two days by its word; None where a question has none, or two that differ."""
    tokens = tuple(TOKEN.findall(question))
    found: Lapse | None = None
    for _ in range(_MOST):
        step = next(_steps(tokens, catalog), None)
        if step is None:
            break
        if found and found.of != step.of:
            return None
        verb, is_late = (found.verb, found.is_late) if found else ("", False)
        found, tokens = replace(step, verb=verb or step.verb, is_late=is_late or step.is_late), step.tokens
    return replace(found, tokens=_compared(_again(tokens), found, catalog)) if found else None


def _steps(tokens: tuple[str, ...], catalog: Catalog) -> Iterator[Lapse]:
    """Yield the ways in which the words around a unit of time speak of two days, one after the other."""
    named = _named(tokens, catalog)
    for at in range(len(tokens)):
        unit = _UNITS.get(low(tokens, at))
        if unit is None:
            continue
        for read in (_between, _counted_in, _behind, _late, _until, _going_on):
            found = read(tokens, at, named, catalog)
            if found and not (unit == "day" and (found.start.is_time or found.end.is_time)):
                yield replace(found, unit=unit)


def _named(tokens: Sequence[str], catalog: Catalog) -> list[Table]:
    """Return the tables whose rows a question speaks of."""
    words = {stem(token.strip().lower()) for token in tokens}
    return [table for table in catalog.tables if any(is_called(table, word) for word in words)]


def _between(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``days from order to receipt``, ``days it takes from …``, ``more than 5 days from … to …``."""
    for start in range(at + 1, min(at + 2 * NEAR, len(tokens))):
        if low(tokens, start) in (".", ";", "?") or low(tokens, start) in _UNITS:
            return None
        found = _both(tokens, start, named, catalog)
        if found is None:
            continue
        one, other, end = found
        told = tokens[at + 1 : start]
        told = () if all(word.strip().lower() in _PASSING for word in told) else told
        begin = begin_of(tokens, at)
        kept = (*tokens[:begin], WORD, *told, *tokens[end:])
        if low(tokens, begin - 1)[:1].isdigit():
            kept = () if told else limited(tokens, begin, end, taking(tokens, begin))
        return Lapse(kept, one, other) if kept else None
    return None


def _counted_in(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``from order to receipt in days``."""
    for start in range(max(at - 2 * NEAR, 0), at):
        found = _both(tokens, start, named, catalog)
        if found is None or not all(word.strip().lower() in _IN_UNIT for word in tokens[found[2] : at]):
            continue
        begin = start - (low(tokens, start - 1) in LENGTHS)
        begin -= begin < start and low(tokens, begin - 1) in OF_LENGTH
        end = at + 1 + (low(tokens, at + 1) == ")")
        return Lapse(put(tokens, begin, end, WORD), found[0], found[1])
    return None


def _both(
    tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog
) -> tuple[Column, Column, int] | None:
    """Read the two days behind ``from`` or ``between``, and return where they end."""
    if low(tokens, at) not in ("from", "between"):
        return None
    starts, middle = days_at(tokens, at + 1, catalog)
    links = ("and", "to") if low(tokens, at) == "between" else ("to", "until", "till")
    if not starts or low(tokens, middle) not in links:
        return None
    ends, end = days_at(tokens, middle + 1, catalog)
    pair = pairs_of(starts, ends, named)
    return (*pair, end) if pair else None


def _behind(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``days after the invoice date do they pay``, ``paid more than 45 days after its due date``."""
    side = low(tokens, at + 1)
    if side not in ("after", "before"):
        return None
    days, end = days_at(tokens, at + 2, catalog)
    begin = begin_of(tokens, at)
    is_limited = low(tokens, begin - 1)[:1].isdigit() if begin else False
    places = (
        range(begin - 1, max(begin - NEAR, -1), -1)
        if is_limited
        else range(end + 1, min(end + NEAR, len(tokens)))
    )
    if not days or not (is_limited or low(tokens, end) in _DOING):
        return None
    for place in places:
        done = _done(tokens, place, catalog, asked=not is_limited)
        pair = pairs_of(days, done, named) if side == "after" else pairs_of(done, days, named)
        if pair is None:
            continue
        if not is_limited:
            return Lapse(put(tokens, begin, end, WORD), *pair, verb=low(tokens, place))
        kept = limited(tokens, begin, end, place)
        early = (
            days_told(pair[0]) & DEADLINES and {word.strip().lower() for word in tokens[place:begin]} & _FEWER
        )
        return Lapse(kept, *pair) if kept and not early else None
    return None


def _done(tokens: Sequence[str], at: int, catalog: Catalog, *, asked: bool = False) -> list[DaySaid]:
    """Return the days of what a verb says that was done; a noun for rows says of none.

    Args:
        tokens: The question.
        at: Where the word stands.
        catalog: What it is about.
        asked: Whether a verb is in its plain form, as behind ``do``: all rows are in the plural there.
    """
    word = low(tokens, at)
    rows = any(is_called(table, stem(word)) for table in catalog.tables)
    noun = rows and (word.endswith("s") if asked else not word.endswith("ed"))
    if word in _PLACING:
        days = [table.main_date for table in _named(tokens, catalog)]
        return [DaySaid(day, _OWN) for day in days if day]
    return [] if noun or not word.isalpha() else days_called([word], catalog)


def _late(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``days late``: from the day by which something has to happen to that on which it does."""
    if low(tokens, at + 1) not in _LATE:
        return None
    pairs = [pair for table in catalog.tables if (pair := _due(table))]
    known = [pair for pair in pairs if pair[0].table in {table.name for table in named}] or pairs
    if len(known) != 1:
        return None
    begin = begin_of(tokens, at)
    is_limited = begin > 0 and low(tokens, begin - 1)[:1].isdigit()
    if not is_limited:
        return Lapse(put(tokens, begin, at + 2, WORD), *known[0], is_late=True)
    places = range(begin - 1, max(begin - NEAR, -1), -1)
    done = (at for at in places if any(each.column == known[0][1] for each in _done(tokens, at, catalog)))
    kept = limited(tokens, begin, at + 2, next(done, -1))
    return Lapse(kept, *known[0]) if kept else None


def _due(table: Table) -> tuple[Column, Column] | None:
    """Return the only day by which each row is due, and the only one on which that was done."""
    dates = [column for column in table.columns if column.is_date]
    due = [each for each in dates if days_told(each) & DEADLINES]
    done = [each for each in dates if each not in due and days_told(each) & _DONE]
    return (due[0], done[0]) if len(due) == len(done) == 1 else None


def _until(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``time to close in days``: from the day that a row has by itself."""
    if low(tokens, at - 1) != "in" or low(tokens, at - 3) != "to" or low(tokens, at - 4) not in LENGTHS:
        return None
    known = {table.name for table in named}
    ends = [each.column for each in days_called([tokens[at - 2]], catalog)]
    ends = [each for each in ends if each.table in known] or ends
    start = catalog.by_name[ends[0].table].main_date if len(ends) == 1 else None
    if start is None or start == ends[0]:
        return None
    return Lapse(put(tokens, at - 4, at + 1, WORD), start, ends[0])


def _going_on(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``days each was open``, ``days was each shop open``: from the day that began to its end."""
    places = range(at + 1, min(at + NEAR, len(tokens)))
    stop = next((place for place in places if not low(tokens, place).isalpha()), places.stop)
    was = next((place for place in places if low(tokens, place) in _STATE and place < stop), 0)
    for state in range(was + 1, stop) if was else ():
        pairs = [ends for table in named if (ends := _ends_of_state(low(tokens, state), table))]
        if len(pairs) != 1:
            continue
        said = [low(tokens, place) for place in range(at + 1, state)]
        begin = begin_of(tokens, at)
        if all(word in _STATE or word in _EACH_ONE for word in said):
            return Lapse(put(tokens, begin, state + 1, WORD), *pairs[0])
        if was == at + 1:
            return Lapse((*tokens[:begin], WORD, *tokens[at + 1 : state], *tokens[state + 1 :]), *pairs[0])
    return None


def _ends_of_state(word: str, table: Table) -> tuple[Column, Column] | None:
    """Return the two days between which rows are in a state that the first of them is called by: ``open``."""
    ends = ends_of([column for column in table.columns if column.is_date])
    return ends if ends and word_root(word) in days_told(ends[0]) and not word.endswith("ed") else None


def _again(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Call it so where it is asked for again in short: ``return the average days``."""
    kept = list(tokens)
    for at in range(len(tokens) - 1, 0, -1):
        begin = begin_of(tokens, at)
        if low(tokens, at) in _UNITS and (
            "number" in low(tokens, begin) or low(tokens, begin - 1) in _FIGURES
        ):
            kept[begin : at + 1] = [WORD]
    return tuple(kept)


def _compared(tokens: tuple[str, ...], lapse: Lapse, catalog: Catalog) -> tuple[str, ...]:
    """Say as a limit that the one day came after the other: ``paid after the due date``, ``paid late``."""
    due = bool(days_told(lapse.start) & DEADLINES)
    for at in range(1, len(tokens) - 1):
        days, end = days_at(tokens, at + 1, catalog) if low(tokens, at) == "after" else ([], at + 1)
        late = due and low(tokens, at) in _LATE
        if not late and lapse.start not in (each.column for each in days):
            continue
        if lapse.end in (each.column for each in _done(tokens, at - 1, catalog)):
            first = at - 1
            while low(tokens, first - 1) in ("that", "which", "was", "were", "are", "is"):
                first -= 1
            return put(tokens, first, end, f" with {LAPSE} over 0")
        rows = any(is_called(table, stem(low(tokens, at + 1))) for table in catalog.tables)
        if late and rows:
            return put(tokens, at, at + 2, tokens[at + 1], f" with {LAPSE} over 0")
    return tokens
