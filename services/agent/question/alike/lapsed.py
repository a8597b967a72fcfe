"""Reads which rows came so soon after another day: visits within 14 days after the listing date.

What else is said of the rows is asked in a question of its own. The day may be one of the row itself or of
what it refers to; where several may be meant, nothing is read.
"""

import re
from collections.abc import Iterator

from services.agent.question.alike.spoken import head_of
from services.agent.question.composing.joins import known_joins
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import stem, word_root
from services.agent.question.plans.plan import Between, Condition, InSet, RowSet
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column, Span
from services.agent.question.tables.deedrows import is_of_deed
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.spans import span_column

_WITHIN = re.compile(
    r"\s+(?P<done>[a-z]+)\s+within\s+(?P<n>\w+)\s+(?P<unit>day|week)s?(?:\s*\(?inclusive\)?)?\s+(?P<way>after|of|from|before)\s+"
    r"(?:the\s+|their\s+|its\s+)?(?:date\s+of\s+)?(?P<day>[a-z-]+(?:['\u2019]s?)?(?:\s+[a-z-]+){0,2}?)"
    r"(?=\s*(?:[,?.]|$)|\s+(?:for|per|by|in|and|with)\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\s+(?:were|was|are|is|(?:have|has|had)\s+been|that\s+were)$", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7}
_DONE = "place happened occurred held made fell dated were was written posted placed"
_TAKES_PLACE = frozenset(_DONE.split())
_PLAIN = frozenset(map(stem, ["date", "day", "being", "the"]))


def soon_after(question: str, catalog: Catalog) -> Iterator[tuple[str, Table, Condition]]:
    """Yield the question without the time that may have passed, the rows' table, and that no more has.

    Args:
        question: What is asked.
        catalog: Whose rows are meant.
    """
    found = _WITHIN.search(question)
    head = head_of(question, catalog) if found else None
    number = (
        NUMBER_WORDS.get(found["n"].casefold(), int(found["n"]) if found["n"].isdigit() else 0)
        if found
        else 0
    )
    if not found or not head or found.start() < len(head[0]) - 1 or not number:
        return
    table, most = head[1], number * _DAYS[found["unit"].casefold()]
    limits = (-most, 0) if found["way"].casefold() == "before" else (0, most)
    done, behind = found["done"].casefold(), question[found.end() :]
    event = _event(done, table)
    if event:
        day = _day(found["day"], table, event, catalog)
        if day:
            yield f"{question[: found.end('done')]}{behind}", table, _lapse(table, event, *day, limits)
        return
    for key in _rows_of(done, table, catalog):
        rows = catalog.by_name[key.table]
        day = _day(found["day"], table, None, catalog)
        if day and day[1] is None and rows.main_date and table.key:
            lapse = _lapse(rows, rows.main_date, day[0], (key, table.key), limits)
            text = _PASSIVE.sub("", question[: found.start()])
            yield f"{text}{behind}", table, InSet(table.key, RowSet(rows, (lapse,)), key)


def _rows_of(done: str, table: Table, catalog: Catalog) -> list[Column]:
    """Return the key by which the only rows name a thing that tell of what was done with it."""
    keys = [edge.many for edge in known_joins(catalog) if edge.one == table.key]
    keys = [key for key in keys if is_of_deed(catalog.by_name[key.table], word_root(done))]
    return keys if len(keys) == 1 else []


def _lapse(
    rows: Table, event: Column, day: Column, link: tuple[Column, Column] | None, limits: tuple[int, int]
) -> Condition:
    """Return that so many days passed from a day to what happened; of a day elsewhere they count back."""
    low, high = limits
    if link is None:
        return Between(span_column(rows.name, Span(day, event, "day")), low, high)
    return Between(span_column(rows.name, Span(event, day, "day", link=link)), -high, -low)


def _event(done: str, table: Table) -> Column | None:
    """Return the day of a row on which that was done, or the row's own where no more is said."""
    days = [each for each in table.columns if each.is_date]
    told = [each for each in days if word_root(done) in days_told(each)]
    plain = done in _TAKES_PLACE or is_called(table, stem(done))
    return told[0] if len(told) == 1 else table.main_date if plain and not told else None


def _day(
    said: str, table: Table, event: Column | None, catalog: Catalog
) -> tuple[Column, tuple[Column, Column] | None] | None:
    """Return the only day that is called so, of the row or of what it refers to, and how it refers."""
    words = [word for word in re.findall(r"[a-z]+", said.casefold().replace("-", "")) if len(word) > 1]
    words = [word for word in words if stem(word) not in _PLAIN]
    near = [(edge.many, edge.one) for edge in known_joins(catalog) if edge.many.table == table.name]
    owners: list[tuple[Table, tuple[Column, Column] | None]] = [(table, None)]
    owners += [(catalog.by_name[one.table], (many, one)) for many, one in near if one.table != table.name]
    found = [
        (day, link)
        for owner, link in owners
        for day in owner.columns
        if day.is_date
        and day != event
        and words
        and all(_is_of(word, day, owner) for word in words)
        and any(word_root(word) in days_told(day) for word in words)
    ] or [
        (owner.main_date, link)
        for owner, link in owners
        if owner.main_date
        and owner.main_date != event
        and words
        and all(is_called(owner, stem(word)) for word in words)
    ]
    return found[0] if len(found) == 1 else None


def _is_of(word: str, day: Column, owner: Table) -> bool:
    return word_root(word) in days_told(day) or stem(word) in day.words or is_called(owner, stem(word))
