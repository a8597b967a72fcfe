"""Cells that are links: a text is in the data, and where it leads to may not be in it; then that is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.grid import Grid
from services.agent.ingest.linked import CALCULATED
from services.agent.ingest.relations import Relation

Links = Mapping[tuple[int, int], str]
"""Where the cells of a sheet lead to, by row and column counted from 0."""

NEEDLESS = re.compile(r"^(?:mailto:|tel:|https?://(?:www\.)?)|\?subject=.*$|/+$", re.IGNORECASE)
"""What people leave out where they write an address."""
LONGEST_TARGET = 500
"""Characters of an address that are told."""


def outside_targets(links: Links, relations: Sequence[Relation]) -> Links:
    """Say of links that are told by their relations where they lead; those to another cell are left out."""
    targets = {each.id: each.target for each in relations if each.kind == "hyperlink" and not each.member}
    told = {
        place: targets.get(relation) or relation.removeprefix(CALCULATED)
        for place, relation in links.items()
        if relation in targets or relation.startswith(CALCULATED)
    }
    return {place: target for place, target in told.items() if not target.startswith("#")}


def tell_links(links: Links, grid: Grid, findings: Findings) -> None:
    """Tell where links lead whose text does not say it."""
    told = [(place, links[place]) for place, text in _texts(links, grid) if not _says(text, links[place])]
    if not told:
        return
    told.sort()
    cells = [{"cell": cell_reference(*place), "raw": to[:LONGEST_TARGET]} for place, to in told[:MAX_LISTED]]
    what = f"{len(told):,} cells are links whose texts do"
    what = "1 cell is a link, and its text does" if len(told) == 1 else what
    findings.add(
        "link_targets_skipped",
        f"{what} not say where to: {cells[0]['cell']} leads to “{cells[0]['raw'][:100]}”. The texts were "
        "read; the links were not followed, and their addresses are in no column.",
        count=len(told),
        cell=cells[0]["cell"],
        cells=cells,
    )


def _says(text: str | None, target: str) -> bool:
    needed = NEEDLESS.sub("", target.strip()).casefold()
    return bool(text) and needed in str(text).casefold()


def _texts(links: Links, grid: Grid) -> Iterator[tuple[tuple[int, int], str | None]]:
    """Yield the texts of the cells that are links, column after column."""
    by_column: dict[int, list[int]] = {}
    for row, column in links:
        if 0 <= row - grid.first_row < grid.height and 0 <= column - grid.first_column < grid.width:
            by_column.setdefault(column, []).append(row)
    for column, rows in by_column.items():
        cells = _column(grid.cells, f"c{column - grid.first_column}")
        texts = cells.take([row - grid.first_row for row in rows]).to_pylist()
        for row, text in zip(rows, texts, strict=True):
            yield (row, column), text


def _column(cells: pa.Table | Path, name: str) -> pa.ChunkedArray:
    if isinstance(cells, Path):
        with pq.ParquetFile(cells, pre_buffer=False) as file:
            return file.read([name]).column(name)
    return cells.column(name)
