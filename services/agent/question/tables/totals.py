"""Rows of a sheet that only sum up the others, and that its reader left among them."""

import re
from collections.abc import Mapping

from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

_TOTAL = re.compile(r"(?i:(?:grand |overall )?totals?|summe|insgesamt|итого|всего)(?: [a-z(].*)?:?")
"""A label of such a row; ``Total Recall`` is a film: behind the word stands no other name."""

_TALLY = re.compile(
    r"(?:turnout|majority|electorate|(?:eligible|registered) (?:voters|electors)|"
    r"(?:in)?valid|spoilt|blank|void|(?:in)?formal|rejected)(?: (?:votes|ballots))?",
    re.IGNORECASE,
)
"""What is told beneath the rows of a vote."""


@remembered
def totals_in(catalog: Catalog) -> Mapping[str, tuple[Column, tuple[str, ...]]]:
    """Return for each table with such rows the column that labels them, and their labels."""
    found = {table.name: _totals_of(table) for table in catalog.tables}
    return {name: totals for name, totals in found.items() if totals}


def _totals_of(table: Table) -> tuple[Column, tuple[str, ...]] | None:
    """Return what labels the totals of a table, where each row has a label of its own.

    A cell that reaches over two columns of names is read in both: so is all that stands under a vote.
    """
    named = [column for column in table.columns if column.is_text and column.unique and column.values]
    for column in named:
        cells = column.values or ()
        beside = [{*(other.values or ())} for other in named if other != column]
        spanned = {cell for cell in cells if any(cell in others for others in beside)}
        totals = [
            cell for cell in cells if _TOTAL.fullmatch(cell) or (cell in spanned and _TALLY.fullmatch(cell))
        ]
        if totals and 2 * len(totals) < len(cells):
            under = [others for others in beside if totals[0] in others]
            return column, tuple(c for c in cells if c in totals or any(c in others for others in under))
    return None
