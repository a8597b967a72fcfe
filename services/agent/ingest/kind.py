"""One way to write a value: a pattern, and the SQL that reads what matches it.

A kind's pattern decides, never a cast alone: DuckDB's TRY_CAST reads '10.5' as 11 and '007' as 7.
Patterns are written for RE2 and for Python's re alike and must match a whole trimmed cell.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One way to write a value."""

    name: str
    type: str
    """DuckDB's name of the column's type."""
    pattern: str
    value: str
    """SQL that reads the trimmed text ``{t}``; NULL where the text only looks right (February 30)."""
    only: str = "any"
    """Where it can occur: ``any``, ``spreadsheet`` or ``text``."""
    mark: str | None = None
    """The decimal mark that reading so takes for granted."""
    uniform: bool = False
    """Whether one sign (currency, percent) must go through the whole column."""
    family: str = "text"
    """number, date, time or boolean."""
    warning: tuple[str, str] | None = None
    """Code and message told when a column is read so."""
