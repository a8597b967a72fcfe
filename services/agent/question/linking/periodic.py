"""Sheets called by a stretch of time, one for each: January and February; sales_2023 and sales_2024."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.agent.question.language.periods import Period, find_period
from services.agent.question.language.words import Token, name_words, stem, tokenise
from services.agent.question.linking.items import Item, TableHit
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

_NO_NAME = "t"
"""What is put before the name of a sheet that begins with a digit."""
_OPEN = frozenset(["since", "before", "after", "until", "till", "through", "by", "between", "than"])
"""Words before a stretch of time that say more than it: "since 2023" is more than the sheet of 2023."""


@dataclass(frozen=True)
class _Sheet:
    table: Table
    period: Period
    rest: frozenset[str]
    """Stems of what else its name says: of sales, in ``sales_2023``."""


def in_period(item: Item, period: Period, catalog: Catalog, tokens: Sequence[Token]) -> Item:
    """Link a piece to its stretch of time, or to the sheet of that time, whose rows are all of it.

    Args:
        item: The piece.
        period: What it means.
        catalog: Whose sheets may be called by such a stretch.
        tokens: The question. A sheet is meant where it says the rest of its name, or no other sheet has days.
    """
    sheets = _sheets(catalog)
    if not sheets:
        return replace(item, period=period)
    before = tokens[item.start - 1].normal if item.start else ""
    others = tuple(hit for hit in item.tables if not is_periodic(hit.table, catalog))
    said = {token.stem for token in tokens}
    alone = {sheet.table for sheet in sheets} >= {*_dated(catalog)}
    meant = [sheet for sheet in sheets if alone or (sheet.rest and sheet.rest <= said)]
    whole = [sheet for sheet in meant if _when(sheet.period) == _when(period)]
    found = whole or [sheet for sheet in meant if _holds(sheet.period, period)]
    if not found or before in _OPEN:
        return replace(item, tables=others, period=period)
    hits = tuple(TableHit(sheet.table, 1.0) for sheet in found)
    return replace(item, tables=hits, columns=(), values=(), number=None, period=None if whole else period)


def is_periodic(table: Table, catalog: Catalog) -> bool:
    """Whether a table is one of several that are called by a stretch of time each."""
    return any(sheet.table == table for sheet in _sheets(catalog))


@remembered
def _sheets(catalog: Catalog) -> list[_Sheet]:
    """Return the tables called by a stretch of time; none that is the only one, so called by chance."""
    found = [sheet for table in catalog.tables if (sheet := _sheet(table))]
    periods = defaultdict(set)
    for sheet in found:
        periods[sheet.rest].add(_when(sheet.period))
    return [sheet for sheet in found if len(periods[sheet.rest]) > 1]


@remembered
def _dated(catalog: Catalog) -> frozenset[Table]:
    return frozenset(table for table in catalog.tables if any(column.is_date for column in table.columns))


def _sheet(table: Table) -> _Sheet | None:
    parted, words = name_words(table.name), table.name.casefold().replace("_", " ").split()
    for stretch, rest in (*_cuts(words), *_cuts(parted)):
        tokens = tokenise(f"in {' '.join(stretch)}")
        period = find_period(tokens, 1)
        if period and period[1] == len(tokens):
            return _Sheet(table, period[0], frozenset(stem(word) for word in rest if word != _NO_NAME))
    return None


def _cuts(words: list[str] | tuple[str, ...]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the end of a name with what stands before it, and its begin with what stands behind."""
    for cut in range(len(words)):
        yield [*words[cut:]], [*words[:cut]]
        yield [*words[: len(words) - cut]], [*words[len(words) - cut :]]


def _when(period: Period) -> tuple[object, ...]:
    return period.start, period.end, period.month


def _holds(sheet: Period, period: Period) -> bool:
    """Whether a stretch of time lies within that of a sheet."""
    if period.start is None or period.end is None:
        return False
    if sheet.start is None or sheet.end is None:
        return period.grain in ("day", "month") and period.start.month == sheet.month
    return sheet.start <= period.start and period.end <= sheet.end
