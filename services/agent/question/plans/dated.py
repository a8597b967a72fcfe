"""Conditions on days: within a stretch of time, in a month of any year, on days of the week."""

from dataclasses import dataclass
from datetime import date

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
