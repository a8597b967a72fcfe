"""One column as the linker sees it: what its header says, and what its profile knows of its cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from services.agent.question.language.money import ADDED_WORDS
from services.agent.question.language.nouns import COUNTED_NOUNS, FIGURE_NOUNS, KIND_NOUNS
from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.units import COUNTED_TIME, last_unit, say_short
from services.agent.question.language.vocabulary import (
    BIRTH_WORDS,
    DONE_WORDS,
    GENERIC_NAME_WORDS,
    PLACING_HEADS,
)
from services.agent.question.language.words import fold, name_words, root, stem
from services.agent.question.tables.headings import BRACKETS, ISSUED, KEY_ENDS
from services.agent.question.tables.leading import NO_FIGURES, Leading, leading_numbers, plain_number

NUMBER_TYPES = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")
"""DuckDB's names of the types that can be added up, without the U of the unsigned ones."""
FEWEST_FLAGS = 8
"""Rows from which ones and zeros are taken for yes and no: in fewer they may be small counts."""
_MOMENTS = frozenset(map(stem, ["departure", "arrival", "start", "end", "opening", "closing", "scheduled"]))
FEW_KINDS = 20  # Numbers up to which they may tell kinds apart.
_PARTS = re.compile(r"[,;]\s")


@dataclass(frozen=True)
class Span:
    """The time between two days."""

    start: "Column"
    end: "Column"
    unit: str
    """``day``, ``hour`` or ``minute``; of an age ``year``."""
    link: "tuple[Column, Column] | None" = None
    """Of an end in one of several related rows: the start's key, and the column there that names it."""
    is_first: bool = True
    """Whether the first of several ends is meant, or the last."""
    until: date | None = None
    """Today, where that is the end: the whole years until then are an age; the end is the start itself."""

    @property
    def counts_minutes(self) -> bool:
        """Whether its hours are minutes, counted in parts of an hour: both ends say the time of the day."""
        return self.unit == "hour" and self.start.tells_clock and self.end.tells_clock


@dataclass(frozen=True)
class Formula:
    """Two columns, or a column and a number, put together row by row."""

    operator: str
    """``*``, ``-``, ``+`` or ``/``."""
    left: "Column | float"
    right: "Column | float"


@dataclass(frozen=True)
class Column:
    """One column of one table, with what its profile knows."""

    table: str
    name: str
    type: str
    role: str = "text"
    rows: int = 0
    nulls: int = 0
    distinct: int = 0
    unique: bool = False
    minimum: Any = field(default=None, compare=False)
    maximum: Any = field(default=None, compare=False)
    values: tuple[str, ...] | None = field(default=None, compare=False, repr=False)
    position: int = 0
    written: str | None = field(default=None, compare=False)
    """How its sheet writes dates, for ``strftime``: ``%B %-d, %Y``; or the decimals of its percentages.

    None for plain numbers and ISO dates.
    """
    words: tuple[str, ...] = field(default=(), compare=False)
    """Stems of the header's words, abbreviations written out."""
    span: Span | None = None
    """What the column is made of, where no table has it: the time between two days."""
    formula: Formula | None = None
    """The same, where it is computed of others."""
    only: "tuple[Column, str] | None" = None
    """The column beside it, and the value there, without which its number means another table's row."""
    leading: Leading | None = field(default=None, compare=False)
    """What the sheet's cells begin with, where these are texts and the column is their numbers."""
    sequence: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The values in an order of their own, where that of their letters means nothing: months."""

    @property
    def path(self) -> str:
        """The column as ``table.header``, for people."""
        return f"{self.table}.{self.name}"

    @cached_property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self.type.removeprefix("U").startswith(NUMBER_TYPES)

    @property
    def is_order(self) -> bool:
        """Whether this is no column of the sheet, but the place of its rows."""
        return self.role == "order"

    @cached_property
    def is_date(self) -> bool:
        """Whether the column holds dates or moments."""
        return self.type.startswith(("DATE", "TIMESTAMP"))

    @cached_property
    def is_birth(self) -> bool:
        """Whether the header says when somebody was born."""
        return not BIRTH_WORDS.isdisjoint(self.words)

    @cached_property
    def is_time(self) -> bool:
        """Whether the column holds times of the day."""
        return self.type == "TIME"

    @property
    def tells_clock(self) -> bool:
        """Whether its cells say a time of the day, alone or with their day."""
        return self.is_time or self.type.startswith("TIMESTAMP")

    @cached_property
    def is_flag(self) -> bool:
        """Whether the column holds yes and no, perhaps as ones and zeros where these count nothing."""
        ones = (self.minimum, self.maximum, self.distinct) == (0, 1, 2) and self.rows >= FEWEST_FLAGS
        nouns = (COUNTED_NOUNS | FIGURE_NOUNS | KIND_NOUNS) & set(self.words)
        counts = nouns or any(word.endswith("s") for word in name_words(self.name)[-1:])
        return self.type == "BOOLEAN" or (self.type == "BIGINT" and ones and not counts)

    def stored(self, cell: str) -> str | int | float:
        """Return a cell as it is compared: a plain number among texts that begin with numbers as one."""
        number = plain_number(cell) if self.leading else None
        return cell if number is None else number

    def flag(self, *, holds: bool) -> bool | int:
        """Return the cell of a column of yes and no that says yes, or no."""
        return holds if self.type == "BOOLEAN" else int(holds)

    @cached_property
    def is_text(self) -> bool:
        """Whether the column holds text."""
        return self.type.startswith("VARCHAR")

    @property
    def is_measure(self) -> bool:
        """Whether adding the column up can mean something."""
        moment = self.words[-1:] == ("time",) and not _MOMENTS.isdisjoint(self.words)
        counts = not (self.is_year or self.is_ordinal or self.is_flag or self.is_kind or moment)
        return self.is_number and self.role == "measure" and counts

    @property
    def on_top(self) -> frozenset[str]:
        """The words of a header of money that comes on top of what a row is worth: a shipping fee."""
        return ADDED_WORDS.intersection(self.words)

    @property
    def is_kind(self) -> bool:
        """Whether the column's few whole numbers say of which kind a row is: age group 3, floor 2."""
        last = self.words[-1] if self.words else ""
        few = self.distinct <= FEW_KINDS and 2 * self.distinct <= self.rows
        plural = self.name.rstrip().endswith("s") and last != "class"
        return self.type == "BIGINT" and few and last in KIND_NOUNS and not plural

    @property
    def is_ordinal(self) -> bool:
        """Whether the column only numbers the rows: 1, 2, 3 to the last, or from any other number on."""
        if not (self.unique and self.rows > 2 and isinstance(self.minimum, int)):
            return False
        return bool(self.maximum == self.minimum + self.rows - 1)

    @property
    def is_place(self) -> bool:
        """Whether of its numbers the first is the best: a rank, a position."""
        said = bool(PLACING_HEADS & set(self.words)) or bool(self.leading and self.leading.is_place)
        return self.is_number and said

    @property
    def is_year(self) -> bool:
        """Whether the column holds years as plain numbers."""
        if not self.is_number or not isinstance(self.minimum, int | float):
            return False
        if DONE_WORDS & set(self.words):
            return self.minimum >= 1000 and float(self.maximum or 0) <= 2999
        whole = self.type == "BIGINT" and self.distinct > 1 and self.role != "id"
        return whole and self.minimum >= 1850 and float(self.maximum or 0) <= 2050

    @property
    def repeats(self) -> bool:
        """Whether the same value often stands in several rows."""
        return self.distinct < 0.9 * max(self.rows - self.nulls, 1)

    @cached_property
    def looks_counted(self) -> bool:
        """Whether a text column mostly holds numbers with something around them: ``23.9%``, ``12 (3)``."""
        sample = (self.values or ())[:200] if self.is_text else ()
        counted = [value for value in sample if value.lstrip("$€£~≈<>-+ ")[:1].isdigit()]
        return len(counted) > 0.5 * len(sample)

    @cached_property
    def holds_lists(self) -> bool:
        """Whether cells often hold several things: lines, or three and more parted by commas."""
        sample = (self.values or ())[:200]
        lists = sum(value.count("\n") > 0 or len(_PARTS.findall(value)) > 1 for value in sample)
        return self.is_text and lists > 0.3 * len(sample)

    @cached_property
    def spelt(self) -> tuple[str, ...]:
        """Stems of the whole header as it stands: with its brackets, and with no short form written out."""
        sign = self.name.strip()
        name = sign.replace("%", " percent ").replace("#", " number ") if len(sign) > 1 else sign
        return tuple(stem(word) for word in name_words(name)) or ((sign,) if len(sign) == 1 else ())

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Stems of the header without its brackets, with no short form written out."""
        return tuple(stem(word) for word in name_words(BRACKETS.sub(" ", self.name)))

    @cached_property
    def units(self) -> frozenset[str]:
        """What the header says in brackets or last, or cells behind numbers: ``km`` of ``Length (km)``."""
        name = say_short(self.name)
        inside = {fold(word) for part in BRACKETS.findall(name) for word in part[1:-1].split()}
        last = last_unit(name.replace("_", " ").casefold().split())
        return last | inside | (self.leading.units if self.leading else frozenset())

    @cached_property
    def unit_words(self) -> frozenset[str]:
        """Words that may be the unit of its numbers: those in brackets, and the last, or that before per."""
        words = self.name.replace("_", " ").casefold().partition(" per ")[0].split()
        first = {word for word in words[:1] if word in COUNTED_TIME}  # "Days in hospital".
        return self.units | first | {word for word in words[-1:] if len(word) > 1}

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of the header's words."""
        return frozenset(root(word) for word in self.words)

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The words that tell this column from others: ``state_name`` is about states."""
        kept = tuple(word for word in self.words if word not in GENERIC_NAME_WORDS)
        return kept or self.words


def read_column(
    profile: Mapping[str, Any], *, table: str, said: Sequence[str], rows: int, position: int
) -> Column:
    """Describe a column of a table from its profile and the words that its header says."""
    written_out = [ABBREVIATIONS.get(word, word) for word in said]
    values = profile.get("values")
    numbers = profile.get("role") == "measure" and profile.get("min") != 0  # "Citation num": how many.
    ends = KEY_ENDS + (ISSUED if profile.get("unique") and len(said) == 1 else ())
    is_key = tuple(written_out[-1:]) in ends and (profile.get("unique") or numbers)
    column = Column(
        table=table,
        name=str(profile["name"]),
        type=str(profile["type"]).upper(),
        role="id" if is_key else str(profile.get("role") or "text"),
        rows=rows,
        nulls=int(profile.get("nulls") or 0),
        distinct=int(profile.get("distinct") or 0),
        unique=bool(profile.get("unique")),
        minimum=profile.get("min"),
        maximum=profile.get("max"),
        values=tuple(map(str, values)) if values is not None else None,
        position=position,
        written=profile.get("written"),
        words=tuple(stem(word) for phrase in written_out for word in phrase.split()),
    )
    return column if column.role == "id" else _with_numbers(column)


def _with_numbers(column: Column) -> Column:
    """Take a column of texts for the numbers that they begin with, where all of them do."""
    if not column.is_text or not column.values or NO_FIGURES & set(column.words):
        return column
    found = leading_numbers(column.values)
    if found is None:
        return column
    return replace(
        column,
        type=found.type,
        role="category" if found.is_place else "measure",
        nulls=column.nulls + found.without,
        minimum=found.minimum,
        maximum=found.maximum,
        leading=found,
    )
