"""What a question asks for, from the pieces that no condition explains."""

from collections.abc import Collection
from dataclasses import dataclass, field

from services.agent.question.language.lexicon import Sense
from services.agent.question.plans.plan import Bucket, Combination, Comparison, Function
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table


@dataclass(frozen=True)
class Want:
    """One thing that is asked for."""

    at: int
    column: Column | None = None
    table: Table | None = None
    function: Function | None = None
    strength: float = 1.0
    joined: bool = False
    """Whether ``and`` or nothing at all stands between this and the want before it."""

    @property
    def is_plain(self) -> bool:
        """Whether values are asked for as they stand."""
        return self.function is None


@dataclass(frozen=True)
class Rank:
    """A superlative: of what, which way, how many."""

    at: int
    largest: bool
    word: str
    limit: int | None = None
    column: Column | None = None
    strength: float = 1.0
    function: Function | None = None
    counted: Table | Column | None = None
    """What is counted, for the most or the fewest of something."""


@dataclass(frozen=True)
class Relation:
    """Rows of another table that have to be there, or must not."""

    at: int
    table: Table
    denied: bool = False


@dataclass(frozen=True)
class Enough:
    """How many related rows a group must have."""

    comparison: Comparison
    number: int | float
    table: Table | None = None


@dataclass
class Wishes:
    """Everything that is asked, and what could not be read."""

    wants: list[Want] = field(default_factory=list)
    groups: list[tuple[Column, Bucket | None]] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    having: Enough | None = None
    rank: Rank | None = None
    distinct: bool = False
    combination: Combination | None = None
    """How two figures are to be made one: a share, a difference, a growth."""
    averages_counts: bool = False
    """Whether the mean of counts is asked for: the average number of orders per customer."""
    asks: Sense | None = None
    """The question word, where no noun follows it: who, when, where."""
    hint: tuple[str, ...] = ()
    """Headers that ``how long``, ``how old`` ask for."""
    descending: bool | None = None
    order: Column | None = None
    single: bool = False
    total: bool = False
    """Whether the count was said to be a total: ``the total number of points``."""
    counts_value: bool = False
    """Whether a value stands where what is counted should: ``how many women``."""
    strength: float = 1.0
    """Product of the strengths of all links."""
    unexplained: list[int] = field(default_factory=list)
    light: list[int] = field(default_factory=list)
    """Verbs and the like that are passed over."""
    matched: list[tuple[int, str, str, float]] = field(default_factory=list)

    def ask_once(self, values: Collection[int], *, alone: bool) -> None:
        """Leave out a header of the only table that a figure is of: ``how many minutes did they wait``."""
        figures = {want.column for want in self.wants if alone and want.function and want.column}
        kept = [want for want in self.wants if want.at in values or want.column not in figures]
        self.wants[:] = [want for want in self.wants if want in kept or not want.is_plain]

    def link(self, at: int, kind: str, target: str, strength: float) -> None:
        """Record what a piece means and how sure that is."""
        self.matched.append((at, kind, target, round(strength, 2)))
        self.strength *= 0.6 + 0.4 * min(strength, 1.0)
