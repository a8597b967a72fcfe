"""Whether the tables of a messy sheet are those that a person would read."""

from collections.abc import Sequence

from tests.data.cell_score import canonical
from tests.data.ingested import Table
from tests.data.sheet_model import MessySheet


def is_right(sheet: MessySheet, tables: Sequence[Table]) -> str | None:
    """Return what is wrong with tables; None where nothing is."""
    wanted = sorted((list(truth.columns), _rows(truth.rows)) for truth in sheet.tables)
    found = sorted((list(table.columns), _rows(table.rows)) for table in tables)
    if wanted != found:
        return f"found {found}, wanted {wanted}"
    told = set().union(*(table.codes for table in tables))
    missing = sheet.codes - told
    return f"not told: {', '.join(sorted(missing))}" if missing else None


def _rows(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [["" if cell is None else canonical(cell) for cell in row] for row in rows]
