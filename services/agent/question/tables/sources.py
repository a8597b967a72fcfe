"""Where the rows of a table come from: one sheet of one file, or several sheets that are read together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.agent.question.language.words import plural
from services.agent.question.tables.columns import Column

MOST_LISTED = 3
"""Sheets that are each named to a person; of more the first and the last are."""


@dataclass(frozen=True)
class Part:
    """One of several tables that are read together."""

    table: str
    label: str | int
    """What tells it from the others: ``Jan``, 2024."""
    called: str
    """Its sheet, or where it has none its table."""
    empty: frozenset[str] = frozenset()
    """Its columns without any cell, which have no type that the others' could agree with."""


@dataclass(frozen=True)
class Source:
    """Where a table's rows come from."""

    file: str = ""
    """Empty where several files' rows were put into the table."""
    sheet: str | None = None
    parts: tuple[Part, ...] = ()
    """The tables whose rows these are, in their order; none of a table that was uploaded."""
    teller: str = ""
    """The column that says of which part a row is."""
    drawn: Column | None = None
    """The column of another table whose different cells these rows are; None of a table that was uploaded."""
    missing: tuple[str | int, ...] = ()
    """Labels between those of the parts that no table has."""

    @property
    def is_made(self) -> bool:
        """Whether the table is none that was uploaded."""
        return bool(self.parts) or self.drawn is not None

    @property
    def is_numbered(self) -> bool:
        """Whether the labels are numbers: years, weeks."""
        return any(isinstance(part.label, int) for part in self.parts)

    @property
    def called(self) -> str:
        """Say to a person what the rows are that were made of others; empty of a table that was uploaded."""
        if self.drawn:
            return f"the {plural(self.drawn.name)} of {self.drawn.table}"
        if not self.parts:
            return ""
        kind = "sheets" if self.sheet is not None else "tables"
        names = [part.called for part in self.parts]
        if len(names) > MOST_LISTED:
            gaps = f", without {_listed(list(map(str, self.missing)))}" if self.missing else ""
            return f"the {len(names)} {kind} {names[0]} … {names[-1]}{gaps}"
        return f"the {kind} {_listed(names)}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def read_source(profile: Mapping[str, Any]) -> Source:
    """Read from a profile which file and which sheet of it a table is."""
    return Source(str(profile.get("file") or ""), profile.get("sheet"))
