"""What the linker hands to the composer: the question as a row of linked pieces."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.periods import Period
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table, ValueHit
from services.agent.question.tables.written import is_lettered

NAMES = 0.85
"""Strength from which a table is named by a word, or by another word for it."""


@dataclass(frozen=True)
class ColumnHit:
    """A column that a phrase may mean."""

    column: Column
    strength: float
    """1 for the header itself, less for synonyms and parts of it."""


@dataclass(frozen=True)
class TableHit:
    """A table that a phrase may mean."""

    table: Table
    strength: float


_SURE = 0.9
"""Strength of a table that is named by its own words."""


@dataclass(frozen=True)
class Item:
    """One piece of the question with everything it may mean."""

    text: str
    normal: str
    start: int
    """Index of its first token."""
    end: int
    """Index after its last token."""
    senses: tuple[Sense, ...] = ()
    tables: tuple[TableHit, ...] = ()
    columns: tuple[ColumnHit, ...] = ()
    values: tuple[ValueHit, ...] = ()
    number: int | float | None = None
    period: Period | None = None
    quoted: bool = False
    after_comma: bool = False
    """Whether a comma stands right before it."""
    stems: tuple[str, ...] = field(default=())
    verb: str | None = None
    """Root of the verb that the piece is, where it stands for the rows of what it says."""
    is_left: bool = False
    """Whether the words do mean something, and are left without it to see how the question reads then."""

    @property
    def is_known(self) -> bool:
        """Whether the piece means anything at all."""
        linked = self.senses or self.tables or self.columns or self.values or self.period or self.quoted
        return bool(linked) or self.number is not None

    @property
    def is_link(self) -> bool:
        """Whether the piece names something in the data."""
        return bool(self.tables or self.columns or self.values)

    @property
    def is_noun(self) -> bool:
        """Whether the piece may name a table or a column."""
        return bool(self.tables or self.columns)

    @property
    def is_proper(self) -> bool:
        """Whether the piece is written as a cell is, a capital within the question: a ``Billing`` case."""
        cells = (cell for hit in self.values for cell in hit.values)
        return self.start > 0 and self.text[:1].isupper() and any(cell == self.text for cell in cells)

    def has(self, *senses: Sense) -> bool:
        """Whether the piece has one of these senses."""
        for sense in senses:  # noqa: SIM110 - asked some thousand times of each question: twice as fast
            if sense in self.senses:
                return True
        return False

    def is_done_by(self, following: "Item | None") -> bool:
        """Whether the piece is a verb before who did it: ``shipped by X``, though a status is called so."""
        return bool(following and following.normal == "by" and self.has(Sense.LIGHT))

    def describes(self, following: "Item | None") -> tuple[ValueHit, ...]:
        """Return the values that say which of the rows named next are meant: ``open tickets``."""
        named = {hit.table.name for hit in following.tables if hit.strength >= NAMES} if following else set()
        return tuple(hit for hit in self.values if hit.column.table in named and hit.column.repeats)


def named_tables(item: Item) -> tuple[TableHit, ...]:
    """Return the tables that a piece names, and not by another word for them."""
    return tuple(hit for hit in item.tables if hit.strength >= _SURE)


def may_be_coded(item: Item) -> bool:
    """Whether a word may be what a code stands for: one unknown, or a state that is in a header as well."""
    if not item.is_known or (is_lettered(item.normal) and not item.values):
        return True
    state = item.normal.endswith("ed") and not (item.tables or item.senses)
    return state and all(hit.strength < NAMES for hit in item.columns)


def with_codes(values: Sequence[ValueHit], coded: Sequence[ValueHit]) -> tuple[ValueHit, ...]:
    """Return the values that a word is, and the codes of other tables that it may be in full."""
    tables = {hit.column.table for hit in values}
    return (*values, *(hit for hit in coded if hit.column.table not in tables))


def is_of_days(item: Item, rows: Item) -> bool:
    """Whether a word says of rows how far they are by their own days: open tickets, and no open invoices."""
    tables = {hit.table.name for hit in rows.tables}
    own = [hit.column for hit in item.columns if hit.column.table in tables and hit.column.is_date]
    return bool(own) and tables.isdisjoint(hit.column.table for hit in item.values)
