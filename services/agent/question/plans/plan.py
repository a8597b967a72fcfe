"""The typed query plan: everything that a question can become, and nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.agent.question.plans.dated import AtTime, GoingOn, InMonth, OnWeekdays, Within
from services.agent.question.plans.written import Written
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

Scalar = str | int | float | date | bool
"""A literal as it stands in the data."""


class Comparison(StrEnum):
    """How a column is compared with one literal."""

    EQUAL = "="
    UNEQUAL = "<>"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class TextTest(StrEnum):
    """How a text is looked for in a column."""

    CONTAINS = "contains"
    STARTS = "starts with"
    ENDS = "ends with"


class Function(StrEnum):
    """What is computed from many rows."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Combination(StrEnum):
    """How two figures make one."""

    DIFFERENCE = "difference"
    DISTANCE = "distance"  # Without its sign.
    RATIO = "ratio"
    GROWTH = "growth"  # Over the other figure; without one, over the group before.
    DECLINE = "decline"  # Growth with its sign turned: by how much of it the other figure fell.
    RUNNING = "running total"  # Added up from the first group on.
    SHARE = "share"  # Of the total over all groups.
    RANK = "rank"  # Of the highest, 1; what ties has the same.
    RANK_UP = "rank from the lowest"
    ADDED = "added up"  # Over the rows of a group, each of which has such a figure beside it.


RANKS = (Combination.RANK, Combination.RANK_UP)
"""Combinations that say at which place a figure stands among all."""


class Bucket(StrEnum):
    """The length of time that dates are grouped by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    WEEKDAY = "weekday"  # Whatever the week: by their names.


@dataclass(frozen=True)
class Compare:
    """The column against one literal."""

    column: Column
    comparison: Comparison
    value: Scalar


@dataclass(frozen=True)
class OneOf:
    """The column is (or is not) one of several literals."""

    column: Column
    values: tuple[Scalar, ...]
    negated: bool = False


@dataclass(frozen=True)
class Between:
    """The column lies between two literals, both included."""

    column: Column
    low: Scalar
    high: Scalar


@dataclass(frozen=True)
class CompareColumns:
    """The column against another of the same row, or of the one row that this row refers to."""

    column: Column
    comparison: Comparison
    other: Column
    link: tuple[Column, Column] | None = None  # This row's key, and the other table's column that it names.
    again: str = ""  # Of a row of the same table, that one: the columns there then have another table's name.
    times: float = 1.0  # What the other column is multiplied with: 0.6 for ``60 percent of its price``.


@dataclass(frozen=True)
class TextMatch:
    """A text column contains, starts or ends with a text, whatever the case of letters."""

    column: Column
    test: TextTest
    text: str
    negated: bool = False


@dataclass(frozen=True)
class Missing:
    """The column has no value (or has one)."""

    column: Column
    negated: bool = False


@dataclass(frozen=True)
class InSet:
    """The column is found among the keys of other rows: a join that cannot multiply rows."""

    column: Column
    rows: "RowSet"
    key: Column
    negated: bool = False
    beside: tuple[tuple[Column, Column], ...] = ()  # Further columns, and what the same row there has.


@dataclass(frozen=True)
class Not:
    """The condition holds for no row of a thing that spans several: a river, one for each state."""

    label: Column
    rows: "RowSet"


@dataclass(frozen=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True)
class MostRelated:
    """The column's value has the most (or fewest) related things in another table."""

    column: Column
    group: Column
    """The column of the counted table that names this row's value."""
    counted: Column | None
    """What is counted, distinct; None counts rows."""
    largest: bool
    rows: "RowSet"


@dataclass(frozen=True)
class CountRelated:
    """The column's value has so many rows in another table; one that is not found there has none."""

    column: Column
    group: Column
    comparison: Comparison
    number: int | float
    rows: "RowSet"
    counted: Column | None = None  # Distinct; None counts rows.
    lookups: "tuple[Lookup, ...]" = ()  # From those rows to what is counted, where another table names it.


@dataclass(frozen=True)
class CompareFigure:
    """The column against a figure of other rows: above average, more than what one row has."""

    column: Column
    comparison: Comparison
    function: Function
    rows: "RowSet"
    offset: int = 0  # Added to the figure: 1 for the row after another.
    by: Column | None = None  # Of the rows with the same cell there alone: of the same category.


@dataclass(frozen=True)
class Beside:
    """The column has the value of the row or group that a figure of other rows stands beside."""

    column: Column
    other: Column


Condition = (
    Beside | Compare | OneOf | Between | Within | InMonth | OnWeekdays | AtTime | GoingOn
    | CompareColumns | TextMatch | Missing | InSet | Not | AnyOf | MostRelated | CountRelated | CompareFigure
)  # fmt: skip


@dataclass(frozen=True)
class Extreme:
    """Of the rows that remain, those with the largest or smallest value, or the n-th; ties all stay."""

    column: Column
    largest: bool
    place: int = 1
    group: Column | None = None  # Of the rows of each: the first order of each client.


@dataclass(frozen=True)
class RowSet:
    """Some rows of one table."""

    table: Table
    conditions: tuple[Condition, ...] = ()
    extreme: Extreme | None = None


@dataclass(frozen=True)
class Lookup:
    """A many-to-one join from the rows' table to another: it adds columns and never rows."""

    many: Column
    one: Column
    again: str = ""  # The table, where it is joined to itself: the column there then has another one's name.


@dataclass(frozen=True)
class Output:
    """One result column: a column as it is, in buckets, or a function of many rows."""

    column: Column | None
    """None only for a count of rows."""
    function: Function | None = None
    bucket: Bucket | None = None
    distinct: bool = False
    when: tuple[Condition, ...] = ()
    """Only the rows for which all of these hold are computed with."""
    combination: Combination | None = None
    other: "Output | None" = None
    """What the figure is combined with; a share of the total, a growth and a running total have none."""
    rows: RowSet | None = None
    """The rows that it is computed of, where these are not the plan's."""
    percent: bool = False
    """Whether what is combined is given in percent (0 to 100), and not as a fraction (0 to 1)."""
    decimals: int | None = None  # Digits after the point that are kept; None keeps all.
    written: Written | None = None
    """How a bucket is written; None writes its first day, and a year as its number."""


@dataclass(frozen=True)
class Order:
    """Which output decides the order, and in which direction."""

    output: int
    descending: bool


@dataclass(frozen=True)
class Having:
    """Of the groups, those whose output compares so with a literal, or a figure of all rows or groups."""

    output: int
    comparison: Comparison
    value: Scalar | CompareFigure | Function


@dataclass(frozen=True)
class Plan:
    """Everything that is said about one answer."""

    rows: RowSet
    outputs: tuple[Output, ...]
    lookups: tuple[Lookup, ...] = ()
    grouped: bool = False
    """Whether the outputs without a function are what the rows are grouped by."""
    distinct: bool = False
    order: tuple[Order, ...] = ()
    limit: int | None = None
    ties: bool = False
    """Whether all that tie with the first of the order, or the n-th, are kept (then there is no limit)."""
    place: int = 1
    within: tuple[int, ...] = ()
    """Outputs whose values part the rows: order, limit and ties then hold within each part by itself."""
    having: tuple[Having, ...] = ()
    """Conditions on the groups."""
    answer: tuple[int, ...] | None = None
    """Positions of the outputs that answer the question; None when all do."""
