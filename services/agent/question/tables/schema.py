"""What the linker may link to: tables, columns, their values, and the keys that tables share."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from services.agent.question.language.vocabulary import (
    GENERIC_NAME_WORDS,
    KEY_WORDS,
    PRICE_WORDS,
    WORTH_WORDS,
)
from services.agent.question.language.words import root, stem
from services.agent.question.tables.columns import Column, read_column
from services.agent.question.tables.ends import main_day, rival_days
from services.agent.question.tables.labels import (
    TELLING,
    holds_names,
    is_short_description,
    label_score,
    parted_names,
)
from services.agent.question.tables.listed import are_listed
from services.agent.question.tables.lookup import Cells, Values
from services.agent.question.tables.names import Names, numbered
from services.agent.question.tables.selling import is_price_of_one, sold_columns
from services.agent.question.tables.sources import Source, read_source
from services.agent.question.tables.verdicts import JoinVerdict

ROW_ORDER = "rowid"
"""What DuckDB calls the place of a row in a table: tables are loaded in the order of their sheets."""
MOST_PARTS = 20
"""Values that one word may stand in; a word of more of them tells nothing."""


@dataclass(frozen=True)
class Table:
    """One uploaded table."""

    name: str
    rows: int
    columns: tuple[Column, ...] = field(compare=False, repr=False)
    words: tuple[str, ...] = field(default=(), compare=False)
    number: str | None = field(default=None, compare=False)
    """What tells the table from others of its name, which it is also called without: 2, of ``products_2``."""
    source: Source = field(default_factory=Source, compare=False, repr=False)

    @cached_property
    def label(self) -> Column | None:
        """The column that names a row to a person, if there is one; of first and last name one of the two."""
        if self._name_parts:
            return max(self._name_parts, key=lambda column: (column.distinct, column.position))
        best, best_score = None, 0.0
        for column in self.columns:
            score = label_score(column, self.words, self.rows)
            if score > best_score:
                best, best_score = column, score
        number = best or self.key
        return self._called_beside(number) or best if number and number.role == "id" else best

    def _called_beside(self, key: Column) -> Column | None:
        """Return what a row is called where that, or a few words on it, stands right behind its number."""
        beside = [column for column in self.columns if column.position == key.position + 1]
        telling = [
            column
            for column in beside
            if label_score(column, self.words, self.rows) >= TELLING or is_short_description(column)
        ]
        return telling[0] if telling and telling[0].role != "id" else None

    @cached_property
    def key(self) -> Column | None:
        """The column that numbers the rows: the only one that could, or the one called like the rows."""
        keys = [column for column in self.columns if column.unique and column.role == "id"]
        keys = [key for key in keys if not key.nulls] or keys
        named = [key for key in keys if set(key.core) <= {*self.words, *GENERIC_NAME_WORDS}]
        found = [key for key in named if not {*key.core} <= GENERIC_NAME_WORDS] or named or keys
        return found[0] if len(found) == 1 or (found and not found[0].position) else None

    @cached_property
    def _name_parts(self) -> tuple[Column, ...]:
        return parted_names(self.columns)

    @cached_property
    def names(self) -> tuple[Column, ...]:
        """What a row is called in full: first and last name where these stand apart, else the label."""
        return self._name_parts or ((self.label,) if self.label else ())

    @cached_property
    def worth(self) -> Column | None:
        """What a row is worth, where exactly one column says so: not what one piece costs of many."""
        measures = [each for each in self.columns if each.is_measure and each.on_top <= {*self.words}]
        if any(map(is_price_of_one, measures)) and sold_columns(self.columns):
            measures = [each for each in measures if set(each.words) & WORTH_WORDS]
        for words in (WORTH_WORDS, PRICE_WORDS):
            named = [each for each in measures if set(each.words) & words]
            if len(plain := [each for each in named if set(each.words) <= words] or named) == 1:
                return plain[0]  # An amount, beside that of a fee.
        return measures[0] if len(measures) == 1 else None

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of the words of its name."""
        return frozenset(map(root, self.words))

    def repeats_header(self, column: Column) -> bool:
        """Whether the sheet has several columns under the header, of which this is the first."""
        return f"{column.name}_2" in self._headers

    @cached_property
    def _headers(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns)

    @cached_property
    def is_named(self) -> bool:
        """Whether the label says what one row is: order numbers do not name order lines."""
        label = self.label
        whole = label and (label.unique or set(label.core) >= set(self.words))
        return bool(whole or self._name_parts)

    @cached_property
    def things(self) -> Column | None:
        """What the rows are about where one thing may span several: rivers, a row for each state they cross.

        Rows with a number, or a time of the day, of their own are each one thing, whatever they are called.
        """
        label, own = self.label, self.key is not None or any(column.is_time for column in self.columns)
        about = label and not label.unique and not own and set(label.core) <= set(self.words)
        return label if about else None

    @cached_property
    def word_counts(self) -> Counter[str]:
        """In how many headers each word stands."""
        return Counter(word for column in self.columns for word in set(column.words))

    @cached_property
    def main_date(self) -> Column | None:
        """The date that a row has by itself: called like its table or plainly a date, and always filled."""
        return main_day(self.columns, {*self.words, *self.row_words})

    @cached_property
    def row_words(self) -> tuple[str, ...]:
        """Stems of what one row is: an employee, where the only key is an employee number; else nothing."""
        keys = [each for each in self.columns if each.unique and KEY_WORDS & set(each.words[-1:])]
        about = [tuple(word for word in key.words if word not in GENERIC_NAME_WORDS) for key in keys]
        return about[0] if len(about) == 1 else ()

    @cached_property
    def order(self) -> Column | None:
        """The place of a row in its sheet, from 0 on; None in several, or where a header is called so."""
        if self.source.is_made or any(column.name.lower() == ROW_ORDER for column in self.columns):
            return None
        return Column(self.name, ROW_ORDER, "BIGINT", "order", self.rows, distinct=self.rows, unique=True)

    @cached_property
    def rival_dates(self) -> tuple[Column, ...]:
        """All dates of a row, where none of several is plainly its own: created, closed, paid."""
        return rival_days(self.columns, {*self.words, *self.row_words})

    def column(self, name: str) -> Column:
        """Return the column of that exact name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class ValueHit:
    """A value of the data that a phrase names."""

    column: Column
    values: tuple[str, ...]
    """All spellings in the data that are the same when case, accents and punctuation are ignored."""
    is_part: bool = False
    """Whether the phrase is no whole value, but stands among other words in each of these."""

    @cached_property
    def stands_in_lists(self) -> bool:
        """Whether other cells of the column hold this value beside others: ``A & B`` where A is meant."""
        return not self.is_part and any(are_listed(each, self.values, self.column) for each in self.values)


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
        self._parts: dict[str, list[ValueHit]] = {}
        """The same for phrases inside values."""

    @classmethod
    def from_profiles(
        cls, profiles: Sequence[tuple[str, Mapping[str, Any]]], verdicts: Sequence[JoinVerdict] = ()
    ) -> "Catalog":
        """Build the catalogue from table names and the profiles written at ingest."""
        headers = {name: [str(each["name"]) for each in profile["columns"]] for name, profile in profiles}
        names = Names(headers)
        return cls([_table(name, profile, names) for name, profile in profiles], verdicts)

    def with_table(self, table: Table) -> "Catalog":
        """Return the catalogue with another table in the place of the one of that name."""
        return self.with_tables([table if each.name == table.name else each for each in self.tables])

    def with_tables(self, tables: "Sequence[Table]") -> "Catalog":
        """Return the catalogue with other tables of the same rows in the places of its own."""
        found, held = Catalog(tables, self.verdicts), {(c.table, c.name): each for c, each in self._listed}
        listed = [(c, c.values) for c in found.columns if c.values]  # Cells are indexed once.
        found._listed = [(c, held.get((c.table, c.name)) or Values(values)) for c, values in listed]
        if [values for _, values in found._listed] == [values for _, values in self._listed]:
            found._cells = self._cells
        return found

    @cached_property
    def newest_day(self) -> date | None:
        """The last day that the data knows: ``last month`` is reckoned from it when nothing else is said."""
        days = [str(column.maximum)[:10] for column in self.columns if column.is_date and column.maximum]
        return date.fromisoformat(max(days)) if days else None

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column of every table."""
        return tuple(column for table in self.tables for column in table.columns)

    @cached_property
    def headers(self) -> frozenset[tuple[str, ...]]:
        """The words of every header."""
        return frozenset(column.words for column in self.columns)

    @cached_property
    def is_computed(self) -> bool:
        """Whether a formula of its own stands for one of its columns."""
        return any(column.formula for column in self.columns)

    @cached_property
    def _listed(self) -> list[tuple[Column, Values]]:
        return [(column, Values(column.values)) for column in self.columns if column.values]

    @cached_property
    def _cells(self) -> Cells:
        return Cells([values for _, values in self._listed])

    def expect(self, phrases: Set[str]) -> set[str]:
        """Look up many phrases in one pass, and return those that are values; all are known from then on."""
        new = {phrase for phrase in phrases if phrase not in self._known}
        self._known.update((phrase, []) for phrase in new)
        for place, phrase, spellings in self._cells.find(new) if new else ():
            self._known[phrase].append(ValueHit(self._listed[place][0], spellings))
        return {phrase for phrase in phrases if self._known[phrase]}

    def values(self, phrase: str) -> list[ValueHit]:
        """Find the columns that hold the (normalised) phrase as a whole value."""
        if phrase not in self._known:
            self.expect({phrase})
        return list(self._known[phrase])

    def parts(self, phrase: str) -> list[ValueHit]:
        """Find the columns of the only table that hold the (normalised) phrase inside a few values."""
        if len(self.tables) > 1:
            return []
        if phrase not in self._parts:
            self._parts[phrase] = self._find_parts(phrase)
        return list(self._parts[phrase])

    def _find_parts(self, phrase: str) -> list[ValueHit]:
        short = [(column, values) for column, values in self._listed if holds_names(column)]
        found = [(column, values.holding(phrase)) for column, values in short]
        return [ValueHit(column, held, is_part=True) for column, held in found if 0 < len(held) <= MOST_PARTS]

    def phrases(self, most: int) -> list[str]:
        """Return normalised values up to a number, for finding near misses."""
        found: list[str] = []
        for _, values in self._listed:
            found.extend(values.normals)
            if len(found) >= most:
                break
        return found[:most]


def _table(name: str, profile: Mapping[str, Any], names: Names) -> Table:
    rows = int(profile.get("rows") or 0)
    columns = tuple(
        read_column(column, table=name, said=said, rows=rows, position=position)
        for position, (column, said) in enumerate(zip(profile["columns"], names.headers(name), strict=True))
    )
    words, number = numbered(names.table(name))
    return Table(name, rows, columns, tuple(map(stem, words)), number, read_source(profile))
