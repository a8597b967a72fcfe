"""How well the cells of ingested tables agree with the truth: F1 over the multiset of cells."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from services.common.errors import FileError
from tests.data.ingested import Table, ingest
from tests.data.portal_files import PortalFile

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
MADE_UP_NAME = re.compile(r"column_\d+")


def canonical(cell: Any) -> str:
    """Write a value so that the same value in another type is written the same."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime.datetime):
        return canonical(cell.date()) if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    text = " ".join(str(cell).split())
    return repr(float(text)) if NUMBER.fullmatch(text) else text


def cells_of(tables: Iterable[Table]) -> list[Any]:
    """List all cells of tables, names included, but those that were made up."""
    cells: list[Any] = []
    for table in tables:
        cells += [name for name in table.columns if not MADE_UP_NAME.fullmatch(name)]
        cells += [value for row in table.rows for value in row if value is not None]
    return cells


def cell_f1(found: Iterable[Any], truth: Iterable[Any]) -> float:
    """Return the harmonic mean of the shares of cells that are right and of cells that were found."""
    got, wanted = Counter(map(canonical, found)), Counter(map(canonical, truth))
    if not got or not wanted:
        return float(got == wanted)
    return 2 * (got & wanted).total() / (got.total() + wanted.total())


def mean(scores: Sequence[float]) -> float:
    """Average."""
    return sum(scores) / len(scores)


def score_file(file: PortalFile, folder: Path) -> float:
    """Ingest a file and compare its cells with the truth; a file that is refused has no cell right."""
    path = folder / f"{file.name}.csv"
    path.write_bytes(file.content)
    try:
        return cell_f1(cells_of(ingest(path, folder)), file.truth)
    except FileError:
        return 0.0
