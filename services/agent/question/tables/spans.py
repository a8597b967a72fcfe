"""How long something took: the time between two days, as a column that no table has."""

from services.agent.question.language.words import name_words
from services.agent.question.tables.columns import Column, Span

UNITS = {
    "day": "day", "days": "day", "night": "day", "nights": "day", "hour": "hour", "hours": "hour",
    "minute": "minute", "minutes": "minute",
}  # fmt: skip
"""Word of a question -> the unit in which the time between two moments is counted."""


def span_column(home: str, span: Span) -> Column:
    """Return the time between two days of a row as a number of whole units."""
    name = f"{span.unit}s from {span.start.name} to {span.end.name}"
    type_ = "DOUBLE" if span.counts_minutes else "BIGINT"  # Half hours count.
    return Column(home, name, type_, role="measure", words=(span.unit,), span=span)


def made_of(column: Column) -> list[Column]:
    """Return what has to be at hand of a column: both days of a time between, all of a formula, or itself."""
    if column.formula:
        sides = (column.formula.left, column.formula.right)
        return [part for side in sides if isinstance(side, Column) for part in made_of(side)]
    span = column.span
    return [column] if span is None or span.link else [span.start, span.end]


def counts_times(column: Column) -> bool:
    """Whether a header counts how often something was done, and no time: ``times_borrowed``."""
    return name_words(column.name)[:1] == ("times",)
