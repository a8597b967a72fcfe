"""Conditions on days and times: in a stretch of time, a month of any year, on days of the week, at a time."""

from dataclasses import dataclass
from datetime import date, time

from services.agent.question.tables.columns import Column


@dataclass(frozen=True)
class Within:
    """A date column lies in a stretch of time."""

    column: Column
    start: date | None
    """First day that belongs to it; None for no beginning."""
    end: date | None
    """First day that no longer belongs to it; None for no end."""
    label: str
    """The stretch as a person names it: ``March 2024``."""


@dataclass(frozen=True)
class InMonth:
    """A date column lies in one calendar month of any year."""

    column: Column
    month: int


@dataclass(frozen=True)
class OnWeekdays:
    """A date column lies on some days of the week."""

    column: Column
    days: tuple[int, ...]
    """1 for Monday to 7 for Sunday."""


@dataclass(frozen=True)
class AtTime:
    """A column lies at a time of the day, before it, after it, or between two."""

    column: Column
    start: time | None
    """The first time that belongs to it, unless ``is_after``; None for the whole day before the end."""
    end: time | None
    """The first time that no longer belongs to it, unless ``is_until``; None for the rest of the day."""
    label: str
    """The times as a person names them: ``after 18:00``."""
    is_after: bool = False
    """Whether the start itself does not belong to it."""
    is_until: bool = False
    """Whether the end itself still belongs to it."""


@dataclass(frozen=True)
class GoingOn:
    """A row has begun at a time of the day and is not over; where the end is the earlier, over midnight."""

    column: Column
    """When it begins."""
    end: Column
    at: time
