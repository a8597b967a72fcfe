"""Each column's type, by a vote of all of its values.

A sample only says which kinds are worth counting; the verdict counts the whole column, in DuckDB.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.agent.ingest.findings import MAX_LISTED
from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import KINDS, LEADING_ZERO, NULL_WORDS, TEXT
from services.agent.ingest.likely import Writing, likely_kinds, writes_commas
from services.agent.ingest.sql import quoted
from services.agent.ingest.stack import Shown

SAMPLE_ROWS = 400
"""Rows spread evenly over the table: enough to rule kinds out, never to decide."""
MAX_MISFIT_SHARE = 0.02
"""More values that do not fit than this, or than can be listed, and the column is text."""
MAX_NULL_WORD_SHARE = 0.8
"""A column of mostly 'n/a' says nothing about its type."""
BATCH_COLUMNS = 60
"""Columns counted in one query; planning a query grows faster than its length."""


BLANKS = " \t\r\n\u00a0"
"""Characters that are cut off around a cell before it is read."""
NOTHING = rf"(?i)[{BLANKS}]*(?:{'|'.join(map(re.escape, NULL_WORDS))})?[{BLANKS}]*"
"""A word for nothing, or blanks alone."""
GROUPED_CODE = r"\d{1,3}(?:[. ]\d{3}){2,}"
"""10.100.200 or 123 456 789: a column of nothing but these holds versions or codes as likely as numbers."""


@dataclass(frozen=True)
class Verdict:
    """What a column is."""

    column: int
    kind: Kind
    filled: int
    """Cells that are not empty."""
    null_words: int = 0
    """Cells read as nothing: 'n/a' and the like, or only spaces."""
    misfits: int = 0
    """Cells that the kind cannot read."""
    padded: int = 0
    """Cells of a text column that lose the blanks around them."""
    plain: bool = False
    """Whether every cell fits as it stands, so that writing need not check again."""
    nulls: bool = False
    """Whether a text column's cells that say NULL are a database's word for nothing."""
    ambiguous: str | None = None
    """Another kind that would have read every value too, but differently."""

    @property
    def needs_telling(self) -> bool:
        """Whether the column's type cost cells, or took something for granted."""
        return bool(self.misfits or self.null_words or self.padded or self.ambiguous or self.kind.warning)


@dataclass
class _Count:
    filled: int = 0
    null_words: int = 0
    zeros: int = 0
    signs: tuple[str | None, str | None] = (None, None)
    bracketed: int = 0
    words: tuple[str | None, str | None] = (None, None)
    fits: dict[str, int] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        """Whether a kind reads every cell that is not a word for nothing."""
        return max(self.fits.values(), default=0) + self.null_words == self.filled


def trimmed(column: int) -> str:
    """SQL for a cell without the spaces around it."""
    return f"trim(c{column}, '{BLANKS}')"


def reading(kind: Kind, column: int, *, plain: bool = False) -> str:
    """SQL for a cell read as a kind, NULL where it cannot be.

    Args:
        kind: How the cell is written.
        column: The cell's column.
        plain: Whether the cell is looked at as it stands, without cutting the spaces around it.
    """
    text = f"c{column}" if plain else trimmed(column)
    if kind is TEXT:
        return f"c{column}"
    return f"CASE WHEN regexp_full_match({text}, {quoted(kind.pattern)}) THEN {kind.value.format(t=text)} END"


def is_null_word(column: int) -> str:
    """SQL for whether a cell is a word for nothing, or only spaces."""
    # One pattern: of a long list DuckDB makes a join, for every cell even where it is asked of few.
    return f"regexp_full_match(c{column}, {quoted(NOTHING)})"


def vote(shown: Shown, columns: Sequence[int], *, height: int, writing: Writing) -> list[Verdict]:
    """Decide columns that are shown."""
    likely: dict[int, list[Kind]] = {}
    verdicts: list[Verdict] = []
    for start in range(0, len(columns), BATCH_COLUMNS):
        batch = columns[start : start + BATCH_COLUMNS]
        values = _samples(shown, batch, height)
        known = replace(writing, comma_seen=writing.comma and writes_commas(values.values()))
        likely.update((column, likely_kinds(values[column], known)) for column in batch)
        if shown.stack is None:
            verdicts += _elect(shown, {column: likely[column] for column in batch})
    return verdicts if shown.stack is None else _elect(shown, likely)


def _elect(shown: Shown, likely: Mapping[int, list[Kind]]) -> list[Verdict]:
    """Count the whole columns, of which a sample said what they may be."""
    first = {column: _first_round(kinds) for column, kinds in likely.items()}
    counts = _count(shown, first, thorough=False)
    plain = {
        column
        for column, kinds in likely.items()
        if not _needs_care(first[column])
        and (not kinds or max(counts[column].fits.values()) == counts[column].filled)
    }
    others = [column for column in likely if column not in plain and not _needs_care(first[column])]
    _count_null_words(shown, others, counts)
    settled = {column for column in others if counts[column].is_settled}
    unsure = {column: kinds for column, kinds in likely.items() if column not in plain | settled}
    counts.update(_count(shown, unsure, thorough=True))
    return [_decide(column, kinds, counts[column], plain=column in plain) for column, kinds in likely.items()]


def _count_null_words(shown: Shown, columns: Sequence[int], counts: Mapping[int, _Count]) -> None:
    """Count the words for nothing: where they are all that did not fit, nothing else need be tried."""
    found = shown.each(columns, lambda _, cell: [f"count(*) FILTER (WHERE {is_null_word(cell)})"])
    for column, (number,) in found.items():
        counts[column].null_words = number


def _samples(shown: Shown, columns: Sequence[int], height: int) -> dict[int, list[str]]:
    step = max(height // SAMPLE_ROWS, 1)
    if shown.stack is not None and step == 1:
        return {column: shown.stack.texts(column) for column in columns}
    connection = shown.connection
    listed = ", ".join(f"c{column}" for column in columns)
    rows = connection.execute(f"SELECT {listed} FROM body WHERE r % {step} = 0").fetchall()  # noqa: S608
    values = {
        column: [row[place] for row in rows if row[place] is not None] for place, column in enumerate(columns)
    }
    for column in columns:
        if len(values[column]) < SAMPLE_ROWS // 20 and step > 1:
            sparse = f"SELECT c{column} FROM body WHERE c{column} IS NOT NULL LIMIT {SAMPLE_ROWS}"  # noqa: S608
            values[column] = [row[0] for row in connection.execute(sparse).fetchall()]
    return values


def _first_round(kinds: list[Kind]) -> list[Kind]:
    """Count the favourite alone, except where two orders of day and month compete."""
    if kinds and kinds[0].name.startswith(("dmy", "mdy")):
        return [kind for kind in kinds if kind.family == "date"]
    if kinds and kinds[0].name == "decimal" and any(kind.name == "dotted_integer" for kind in kinds):
        return kinds
    return kinds[:1]


def _needs_care(kinds: list[Kind]) -> bool:
    return any(kind.uniform or kind.family == "boolean" for kind in kinds)


def _count(shown: Shown, wanted: Mapping[int, list[Kind]], *, thorough: bool) -> dict[int, _Count]:
    """Count, over all rows, the cells that each kind reads."""

    def asked(column: int, cell: int) -> list[str]:
        kinds = wanted[column]
        fits = [f"count({reading(kind, cell, plain=not thorough)})" for kind in kinds]
        return [f"count(c{cell})", *fits, *(_particulars(cell, kinds) if thorough else ())]

    counts: dict[int, _Count] = {}
    for column, (filled, *numbers) in shown.each(list(wanted), asked).items():
        kinds = wanted[column]
        count = counts[column] = _Count(filled=filled)
        count.fits = {kind.name: number for kind, number in zip(kinds, numbers, strict=False)}
        if thorough:
            count.null_words, count.zeros, count.bracketed, *ends = numbers[len(kinds) :]
            count.signs, count.words = (ends[0], ends[1]), (ends[2], ends[3])
    return counts


def _particulars(column: int, kinds: list[Kind]) -> list[str]:
    """SQL for what no count of fits shows: see `_Count`, whose order this is."""
    text, blank = trimmed(column), is_null_word(column)
    signs = words = ["NULL", "NULL"]
    bracketed = "0"
    if any(kind.uniform for kind in kinds):
        sign = (
            f"nullif(regexp_replace({text}, '[0-9.,''\u2019()\\s\u00a0\u202f+\u2212\u2013-]', '', 'g'), '')"
        )
        signs = [f"{end}(CASE WHEN NOT {blank} THEN {sign} END)" for end in ("min", "max")]
        bracketed = f"count(*) FILTER (WHERE {text} LIKE '(%' OR regexp_full_match({text}, '{GROUPED_CODE}'))"
    if any(kind.family == "boolean" for kind in kinds):
        words = [f"{end}(CASE WHEN NOT {blank} THEN lower({text}) END)" for end in ("min", "max")]
    zeros = f"count(*) FILTER (WHERE regexp_full_match({text}, '{LEADING_ZERO}'))"
    return [f"count(*) FILTER (WHERE {blank})", zeros, bracketed, *signs, *words]


def _decide(column: int, kinds: list[Kind], count: _Count, *, plain: bool) -> Verdict:
    counted = [kind for kind in kinds if kind.name in count.fits and _allowed(kind, count)]
    best = max((count.fits[kind.name] for kind in counted), default=0)
    winners = [kind for kind in counted if count.fits[kind.name] == best]
    if not winners or best == 0:
        return Verdict(column, TEXT, count.filled)
    kind, values = winners[0], count.filled - count.null_words
    misfits = values - best
    tolerated = (
        misfits <= min(MAX_MISFIT_SHARE * values, MAX_LISTED)
        and count.null_words <= MAX_NULL_WORD_SHARE * count.filled
    )
    strict = (
        kind.family == "boolean" or kind.type == TEXT.type or (kind.family == "number" and count.zeros > 0)
    )
    if (misfits and (strict or not tolerated)) or not tolerated:
        return Verdict(column, TEXT, count.filled)
    rival = _rival(kind, winners[1:])
    return Verdict(
        column, kind, count.filled, count.null_words, misfits=misfits, plain=plain, ambiguous=rival
    )


def _allowed(kind: Kind, count: _Count) -> bool:
    """Refuse a kind for a reason that no single value shows."""
    if kind.uniform and (count.signs[0] != count.signs[1] or 0 < count.fits[kind.name] == count.bracketed):
        return False
    low, high = count.words
    return kind.family != "boolean" or low != high or low in ("true", "false")


def _rival(kind: Kind, others: list[Kind]) -> str | None:
    """Name the other order of day and month, or of comma and point, that fits as well."""
    order = kind.name[:3]
    for other in others:
        if {order, other.name[:3]} == {"dmy", "mdy"}:
            return other.name
        if {kind.name, other.name} in ({"grouped_integer", "comma_decimal"}, {"dotted_integer", "decimal"}):
            return other.name
    return None


def with_one_order(verdicts: Sequence[Verdict], *, comma: bool) -> list[Verdict]:
    """Read dates that fit both orders of day and month as the table's other columns suggest.

    That is as other dates, where those agree; without any, the day comes first where decimals have a comma.
    """
    sure = {verdict.kind.name[:3] for verdict in verdicts if not verdict.ambiguous} & {"dmy", "mdy"}
    if not sure and (comma or any(verdict.kind.mark == "," for verdict in verdicts)):
        sure = {"dmy"}
    order = sure.pop() if len(sure) == 1 else None
    kinds = {kind.name: kind for kind in KINDS}
    return [
        replace(verdict, kind=kinds[verdict.ambiguous], ambiguous=verdict.kind.name)
        if order and verdict.ambiguous and verdict.ambiguous.startswith(order)
        else verdict
        for verdict in verdicts
    ]
