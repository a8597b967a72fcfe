"""What the linker may link to: tables, columns, their values, and the keys that tables share."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from services.agent.question.lookup import Values
from services.agent.question.verdicts import JoinVerdict
from services.agent.question.vocabulary import ABBREVIATIONS, GENERIC_NAME_WORDS, LABEL_WORDS, REMARK_WORDS
from services.agent.question.words import name_words, normalise, root, stem

_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_LIST_MARK = re.compile(r"[,/;&\n]|\b(?:and|with|feat|featuring|ft|vs)\b", re.IGNORECASE)
_SIGNS = {"#": ("number",), "№": ("number",), "%": ("percent",), "$": ("dollar",), "€": ("euro",)}
"""Headers of a single sign, as words."""
NUMBER_TYPES = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")
"""DuckDB's names of the types that can be added up, without the U of the unsigned ones."""


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
    words: tuple[str, ...] = field(default=(), compare=False)
    """Stems of the header's words, abbreviations written out."""

    @property
    def path(self) -> str:
        """The column as ``table.header``, for people."""
        return f"{self.table}.{self.name}"

    @cached_property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self.type.removeprefix("U").startswith(NUMBER_TYPES)

    @property
    def is_date(self) -> bool:
        """Whether the column holds dates or moments."""
        return self.type.startswith(("DATE", "TIMESTAMP"))

    @property
    def is_flag(self) -> bool:
        """Whether the column holds yes and no."""
        return self.type == "BOOLEAN"

    @cached_property
    def is_text(self) -> bool:
        """Whether the column holds text."""
        return self.type.startswith("VARCHAR")

    @property
    def is_measure(self) -> bool:
        """Whether adding the column up can mean something."""
        return self.is_number and self.role == "measure" and not self.is_year and not self.is_ordinal

    @property
    def is_ordinal(self) -> bool:
        """Whether the column only numbers the rows: 1, 2, 3 to the last."""
        return self.unique and self.rows > 2 and self.minimum == 1 and self.maximum == self.rows

    @property
    def is_year(self) -> bool:
        """Whether the column holds years as plain numbers."""
        if not self.is_number or not isinstance(self.minimum, int | float):
            return False
        if {"year", "season"} & set(self.words):
            return self.minimum >= 1000 and float(self.maximum or 0) <= 2999
        whole = self.type == "BIGINT" and self.distinct > 1 and self.role != "id"
        return whole and self.minimum >= 1850 and float(self.maximum or 0) <= 2050

    @property
    def repeats(self) -> bool:
        """Whether the same value often stands in several rows."""
        return self.distinct < 0.9 * max(self.rows - self.nulls, 1)

    @property
    def looks_counted(self) -> bool:
        """Whether a text column mostly holds numbers with something around them: ``23.9%``, ``12 (3)``."""
        sample = (self.values or ())[:200]
        counted = sum(value.lstrip("$€£~≈<>-+ ")[:1].isdigit() for value in sample)
        return self.is_text and counted > 0.5 * len(sample)

    @cached_property
    def spelt(self) -> tuple[str, ...]:
        """Stems of the whole header as it stands: with its brackets, and with no short form written out."""
        sign = self.name.strip()
        return tuple(stem(word) for word in name_words(self.name)) or ((sign,) if len(sign) == 1 else ())

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of the header's words."""
        return frozenset(root(word) for word in self.words)

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The words that tell this column from others: ``state_name`` is about states."""
        kept = tuple(word for word in self.words if word not in GENERIC_NAME_WORDS)
        return kept or self.words


@dataclass(frozen=True)
class Table:
    """One uploaded table."""

    name: str
    rows: int
    columns: tuple[Column, ...] = field(compare=False, repr=False)
    words: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def label(self) -> Column | None:
        """The column that names a row to a person, if there is one."""
        best, best_score = None, 0.0
        for column in self.columns:
            score = _label_score(self, column)
            if score > best_score:
                best, best_score = column, score
        return best

    @cached_property
    def word_counts(self) -> Counter[str]:
        """In how many headers each word stands."""
        return Counter(word for column in self.columns for word in set(column.words))

    @cached_property
    def main_date(self) -> Column | None:
        """The date that a row has by itself: called like its table or plainly a date, and always filled."""
        dates = [column for column in self.columns if column.is_date]
        plain = ("date", "day", "time", *self.words)

        def likeliness(column: Column) -> tuple[int, bool, int]:
            return (column.nulls, not set(column.words) <= set(plain), column.position)

        return min(dates, key=likeliness, default=None)

    def column(self, name: str) -> Column:
        """Return the column of that exact name."""
        return next(column for column in self.columns if column.name == name)


def _label_score(table: Table, column: Column) -> float:
    if not column.is_text or (column.distinct < 2 and table.rows > 1) or column.looks_counted:
        return 0.0
    if set(column.words) & REMARK_WORDS:
        return 0.0
    spread = column.distinct / max(table.rows - column.nulls, 1)
    score = spread - 0.02 * column.position
    if column.core and set(column.core) <= set(table.words):
        score += 1.0
    if set(column.words) & LABEL_WORDS:
        score += 0.5
    if column.role == "id":
        score -= 0.4
    return score if score >= 0.6 else 0.0


@dataclass(frozen=True)
class ValueHit:
    """A value of the data that a phrase names."""

    column: Column
    values: tuple[str, ...]
    """All spellings in the data that are the same when case, accents and punctuation are ignored."""

    def stands_in_lists(self) -> bool:
        """Whether other cells of the column hold this value beside others: ``A & B`` where A is meant."""
        phrases = [f" {normalise(value)} " for value in self.values]
        for value in self.column.values or ():
            if value not in self.values and _LIST_MARK.search(value):
                padded = f" {normalise(value.replace(chr(10), ' '))} "
                if any(phrase in padded for phrase in phrases):
                    return True
        return False


class Catalog:
    """The tables of one asker, indexed for linking.

    Args:
        tables: What can be asked about.
        verdicts: Joins that the tenant confirmed or forbade.
    """

    def __init__(self, tables: Sequence[Table], verdicts: Sequence[JoinVerdict] = ()) -> None:
        self.tables = tuple(tables)
        self.verdicts = tuple(verdicts)
        self.by_name = {table.name: table for table in self.tables}
        self._known: dict[str, list[ValueHit]] = {}
        """Phrases that were looked up, with what they name."""

    @classmethod
    def from_profiles(
        cls, profiles: Sequence[tuple[str, Mapping[str, Any]]], verdicts: Sequence[JoinVerdict] = ()
    ) -> "Catalog":
        """Build the catalogue from table names and the profiles written at ingest."""
        return cls([_table(name, profile) for name, profile in profiles], verdicts)

    @cached_property
    def newest_day(self) -> date | None:
        """The last day that the data knows: ``last month`` is reckoned from it when nothing else is said."""
        days = [str(column.maximum)[:10] for column in self.columns if column.is_date and column.maximum]
        return date.fromisoformat(max(days)) if days else None

    @property
    def columns(self) -> list[Column]:
        """Every column of every table."""
        return [column for table in self.tables for column in table.columns]

    @cached_property
    def _listed(self) -> list[tuple[Column, Values]]:
        return [(column, Values(column.values)) for column in self.columns if column.values]

    def expect(self, phrases: Set[str]) -> None:
        """Look up many phrases in one pass; ``values`` knows them from then on."""
        new = {phrase for phrase in phrases if phrase not in self._known}
        if not new:
            return
        self._known.update((phrase, []) for phrase in new)
        for column, values in self._listed:
            for phrase, spellings in values.find(new).items():
                self._known[phrase].append(ValueHit(column, spellings))

    def values(self, phrase: str) -> list[ValueHit]:
        """Find the columns that hold the (normalised) phrase as a whole value."""
        self.expect({phrase})
        return list(self._known[phrase])

    def phrases(self, most: int) -> list[str]:
        """Return normalised values up to a number, for finding near misses."""
        found: list[str] = []
        for _, values in self._listed:
            found.extend(values.normals)
            if len(found) >= most:
                break
        return found[:most]


def _table(name: str, profile: Mapping[str, Any]) -> Table:
    rows = int(profile.get("rows") or 0)
    columns = tuple(
        _column(name, rows, position, column) for position, column in enumerate(profile["columns"])
    )
    return Table(name, rows, columns, tuple(stem(word) for word in _without_copy_number(name_words(name))))


def _without_copy_number(words: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the number that tells a second upload from the first: ``products_2`` holds products."""
    return words[:-1] if len(words) > 1 and words[-1].isdigit() and int(words[-1]) < 100 else words


def _column(table: str, rows: int, position: int, profile: Mapping[str, Any]) -> Column:
    name = str(profile["name"])
    # What stands in brackets is a unit or a remark: nobody says it.
    spelt = name.replace("%", " percent ") if len(name) > 1 else name
    said = name_words(_BRACKETS.sub(" ", spelt)) or name_words(spelt) or _SIGNS.get(name.strip(), ())
    written_out = [ABBREVIATIONS.get(word, word) for word in said]
    values = profile.get("values")
    return Column(
        table=table,
        name=name,
        type=str(profile["type"]).upper(),
        role=str(profile.get("role") or "text"),
        rows=rows,
        nulls=int(profile.get("nulls") or 0),
        distinct=int(profile.get("distinct") or 0),
        unique=bool(profile.get("unique")),
        minimum=profile.get("min"),
        maximum=profile.get("max"),
        values=tuple(str(value) for value in values) if values is not None else None,
        position=position,
        words=tuple(stem(word) for phrase in written_out for word in phrase.split()),
    )
