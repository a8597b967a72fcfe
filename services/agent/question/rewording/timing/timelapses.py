"""Calls the time between two days by one word, wherever a question speaks of it: "days from order to receipt".

That word is the header of a column that no table has, which is asked for as any other figure: "the average
lapse per supplier", "invoices with a lapse of more than 45".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.agent.question.language.words import root, stem
from services.agent.question.rewording.timing.daysaid import TOKEN, DaySaid, days_at, days_called, pairs_of
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import DEADLINES, days_told
from services.agent.question.tables.schema import Catalog, Table

LAPSE = "lapse"
"""The word for the time between two days."""
_UNITS = {"days": "day", "nights": "day", "hours": "hour", "minutes": "minute"}
_WHOLE = frozenset(["whole", "full", "calendar", "complete"])
_LENGTHS = frozenset(["time", "delay", "gap", "interval", "wait", "period", "span"])
_OF_LENGTH = frozenset(["lead", "waiting", "processing", "turnaround", "handling", "cycle", "transit", "elapsed"])
_PASSING = frozenset(["that", "which", "pass", "passed", "passes", "elapse", "elapsed", "lie", "lay", "went", "by", "there"])
_IN_UNIT = frozenset([",", "(", "in", "measured", "counted", "expressed", *_WHOLE])
_COMPARING = frozenset("more less fewer than at least most over under exactly later longer only".split())
_FEWER = frozenset(["less", "fewer", "under", "most"])
_TAKING = frozenset(["take", "takes", "took", "taken", "lasted", "last", "stayed", "needed", "had"])
_DOING = frozenset(["do", "does", "did", "is", "are", "was", "were"])
_LATE = frozenset(["late", "overdue"])
_DONE = frozenset(["pay", "settl", "return", "deliv", "receiv", "arriv", "clos", "complet", "finish", "answ", "ship"])
"""Roots of headers for the day on which was done what had a day by which it had to be."""
_FIGURES = frozenset("average mean median maximum minimum longest shortest largest highest most max min avg".split())
_PLACING = frozenset(["place", "placed", "make", "made"])
"""What is done with what only then is there: an order is placed on its own day."""
_OWN = 0.85
_NEAR = 12
"""Words within which a verb stands beside the days that it is done before or after."""
_MOST = 5
"""Times that one question speaks of the time between two days."""


@dataclass(frozen=True)
class Lapse:
    """The time between two days, and the words of a question that call it so."""

    tokens: tuple[str, ...]
    start: Column
    end: Column
    unit: str
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
        unit = _UNITS.get(_low(tokens, at))
        if unit is None:
            continue
        for read in (_between, _behind, _late, _until):
            found = read(tokens, at, named, catalog)
            if found and not (unit == "day" and (found.start.is_time or found.end.is_time)):
                yield replace(found, unit=unit)


def _named(tokens: Sequence[str], catalog: Catalog) -> list[Table]:
    """Return the tables whose rows a question speaks of."""
    words = {stem(token.strip().lower()) for token in tokens}
    return [table for table in catalog.tables if any(is_called(table, word) for word in words)]


def _low(tokens: Sequence[str], at: int) -> str:
    return tokens[at].strip().lower() if 0 <= at < len(tokens) else ""


def _begin(tokens: Sequence[str], at: int) -> int:
    """Return where the words begin that only ask for days: ``number of whole``, ``lead time in calendar``."""
    while _low(tokens, at - 1) in _WHOLE:
        at -= 1
    if _low(tokens, at - 1) == "in" and _low(tokens, at - 2) in _LENGTHS:
        return at - (3 if _low(tokens, at - 3) in _OF_LENGTH else 2)
    return at - 2 if (_low(tokens, at - 2), _low(tokens, at - 1)) == ("number", "of") else at


def _put(tokens: Sequence[str], begin: int, end: int, *words: str) -> tuple[str, ...]:
    return (*tokens[:begin], *words, *tokens[end:])


def _between(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``days from order to receipt``, ``days it takes from …``, ``from … to …, in days``."""
    for start in range(at + 1, min(at + 2 * _NEAR, len(tokens))):
        if _low(tokens, start) in ("from", "between") and (found := _both(tokens, start, named, catalog)):
            told = tokens[at + 1 : start]
            if all(word.strip().lower() in _PASSING for word in told):
                told = ()
            begin = _begin(tokens, at)
            kept = (*tokens[:begin], f" {LAPSE}", *told, *tokens[found[2] :])
            if _low(tokens, begin - 1)[:1].isdigit():
                kept = () if told else _limited(tokens, begin, found[2], _taking(tokens, begin))
                return Lapse(kept, found[0], found[1], "") if kept else None
            return Lapse(kept, found[0], found[1], "")
        if _low(tokens, start) in (".", ";", "?") or _low(tokens, start) in _UNITS:
            break
    for start in range(max(at - 2 * _NEAR, 0), at):
        if _low(tokens, start) in ("from", "between") and (found := _both(tokens, start, named, catalog)):
            if all(word.strip().lower() in _IN_UNIT for word in tokens[found[2] : at]):
                begin = start - (_low(tokens, start - 1) in _LENGTHS)
                begin -= begin < start and _low(tokens, begin - 1) in _OF_LENGTH
                end = at + 1 + (_low(tokens, at + 1) == ")")
                return Lapse(_put(tokens, begin, end, f" {LAPSE}"), found[0], found[1], "")
    return None


def _taking(tokens: Sequence[str], begin: int) -> int:
    """Return where the verb stands for what took so long; -1 where none does."""
    places = range(begin - 1, max(begin - _NEAR, -1), -1)
    return next((at for at in places if _low(tokens, at) in _TAKING), -1)


def _both(
    tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog
) -> tuple[Column, Column, int] | None:
    """Read the two days behind ``from`` or ``between``, and return where they end."""
    starts, middle = days_at(tokens, at + 1, catalog)
    links = ("and", "to") if _low(tokens, at) == "between" else ("to", "until", "till")
    if not starts or _low(tokens, middle) not in links:
        return None
    ends, end = days_at(tokens, middle + 1, catalog)
    pair = pairs_of(starts, ends, named)
    return (*pair, end) if pair else None


def _behind(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``days after the invoice date do they pay``, ``paid more than 45 days after its due date``."""
    side = _low(tokens, at + 1)
    if side not in ("after", "before"):
        return None
    days, end = days_at(tokens, at + 2, catalog)
    begin = _begin(tokens, at)
    limited = _low(tokens, begin - 1)[:1].isdigit() if begin else False
    places = range(begin - 1, max(begin - _NEAR, -1), -1) if limited else range(end + 1, min(end + _NEAR, len(tokens)))
    if not days or not (limited or _low(tokens, end) in _DOING):
        return None
    for place in places:
        done = _done(tokens, place, catalog, asked=not limited)
        pair = pairs_of(days, done, named) if side == "after" else pairs_of(done, days, named)
        if pair is None:
            continue
        if not limited:
            return Lapse(_put(tokens, begin, end, f" {LAPSE}"), *pair, "", _low(tokens, place))
        kept = _limited(tokens, begin, end, place)
        early = days_told(pair[0]) & DEADLINES and {word.strip().lower() for word in tokens[place:begin]} & _FEWER
        return Lapse(kept, *pair, "") if kept and not early else None
    return None


def _done(tokens: Sequence[str], at: int, catalog: Catalog, *, asked: bool = False) -> list[DaySaid]:
    """Return the days of what a verb says that was done; a noun for rows says of none.

    Args:
        tokens: The question.
        at: Where the word stands.
        catalog: What it is about.
        asked: Whether a verb is in its plain form, as behind ``do``: all rows are in the plural there.
    """
    word = _low(tokens, at)
    rows = any(is_called(table, stem(word)) for table in catalog.tables)
    noun = rows and (word.endswith("s") if asked else not word.endswith("ed"))
    if word in _PLACING:
        days = [table.main_date for table in _named(tokens, catalog)]
        return [DaySaid(day, _OWN) for day in days if day]
    return [] if noun or not word.isalpha() else days_called([word], catalog)


def _limited(tokens: tuple[str, ...], begin: int, end: int, verb: int) -> tuple[str, ...]:
    """Say a limit of days as one of the lapse: ``with a lapse of more than 45``."""
    first = begin - 1
    while _low(tokens, first - 1) in _COMPARING:
        first -= 1
    if first == begin - 1:
        return ()
    limit = (" with", f" {LAPSE}", *tokens[first:begin])
    if verb == first - 1 and _low(tokens, verb) in _TAKING:
        return _put(tokens, verb, end, *limit)
    if {"not", "never", "n't"} & {_low(tokens, at) for at in range(max(verb - 2, 0), first)}:
        return ()
    if verb == first - 1 and _low(tokens, verb - 1) in ("was", "were", "is", "are", "been"):
        return _put(tokens, verb - 1, end, *limit)
    kept = _put(tokens, first, end, *limit)
    return _put(kept, verb, verb + 1, " had") if 0 <= verb < first else kept


def _late(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``days late``: from the day by which something has to happen to that on which it does."""
    if _low(tokens, at + 1) not in _LATE:
        return None
    pairs = [pair for table in catalog.tables if (pair := _due(table))]
    known = [pair for pair in pairs if pair[0].table in {table.name for table in named}] or pairs
    if len(known) != 1:
        return None
    begin = _begin(tokens, at)
    limited = begin > 0 and _low(tokens, begin - 1)[:1].isdigit()
    if not limited:
        return Lapse(_put(tokens, begin, at + 2, f" {LAPSE}"), *known[0], "", is_late=True)
    places = range(begin - 1, max(begin - _NEAR, -1), -1)
    done = (at for at in places if any(each.column == known[0][1] for each in _done(tokens, at, catalog)))
    kept = _limited(tokens, begin, at + 2, next(done, -1))
    return Lapse(kept, *known[0], "") if kept else None


def _due(table: Table) -> tuple[Column, Column] | None:
    """Return the only day by which each row is due, and the only one on which that was done."""
    dates = [column for column in table.columns if column.is_date]
    due = [each for each in dates if days_told(each) & DEADLINES]
    done = [each for each in dates if each not in due and days_told(each) & _DONE]
    return (due[0], done[0]) if len(due) == len(done) == 1 else None


def _until(tokens: tuple[str, ...], at: int, named: list[Table], catalog: Catalog) -> Lapse | None:
    """Read ``time to close in days``: from the day that a row has by itself."""
    if _low(tokens, at - 1) != "in" or _low(tokens, at - 3) != "to" or _low(tokens, at - 4) not in _LENGTHS:
        return None
    known = {table.name for table in named}
    ends = [each.column for each in days_called([tokens[at - 2]], catalog)]
    ends = [each for each in ends if each.table in known] or ends
    start = catalog.by_name[ends[0].table].main_date if len(ends) == 1 else None
    if start is None or start == ends[0]:
        return None
    return Lapse(_put(tokens, at - 4, at + 1, f" {LAPSE}"), start, ends[0], "")


def _again(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Call it so where it is asked for again in short: ``return the average days``."""
    kept = list(tokens)
    for at in range(len(tokens) - 1, 0, -1):
        begin = _begin(tokens, at)
        if _low(tokens, at) in _UNITS and ("number" in _low(tokens, begin) or _low(tokens, begin - 1) in _FIGURES):
            kept[begin : at + 1] = [f" {LAPSE}"]
    return tuple(kept)


def _compared(tokens: tuple[str, ...], lapse: Lapse, catalog: Catalog) -> tuple[str, ...]:
    """Say as a limit that the one day came after the other: ``those paid after the due date``."""
    for at in range(1, len(tokens) - 1):
        side = _low(tokens, at)
        if side != "after":
            continue
        days, end = days_at(tokens, at + 1, catalog)
        done = _done(tokens, at - 1, catalog)
        if lapse.start in (each.column for each in days) and lapse.end in (each.column for each in done):
            first = at - 1
            while _low(tokens, first - 1) in ("that", "which", "was", "were", "are", "is"):
                first -= 1
            return _put(tokens, first, end, f" with {LAPSE} over 0")
    return tokens


