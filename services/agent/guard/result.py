"""The result of a query, cut at the caps and always at the same place."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from services.agent.guard.texts import with_texts
from services.agent.guard.values import to_json_value
from services.agent.limits import QueryLimits
from services.common.errors import StatementError

_BATCH_ROWS = 8192
"""A multiple of DuckDB's own vectors."""

_DIGITS, _SHORT = 15, 12
"""Digits in which spreadsheets tell a fraction, and so many in which none is noise."""
_WHOLE = 1e12
"""From here on a number's digits may all be its own."""

_FROM_TEXT: Mapping[str, Callable[[str], Any]] = {
    "UHUGEINT": int,
    "TIMESTAMP_NS": lambda text: text.replace(" ", "T"),
}
"""What JSON says of values that came as text because Arrow or Python would lose some of them."""


@dataclass(frozen=True)
class QueryResult:
    """Rows in the order in which the query gave them."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """DuckDB's names."""

    table: pa.Table
    row_count: int
    truncated: bool
    """Whether there were more rows than the caps let through."""

    def rows(self, limit: int | None = None) -> list[list[Any]]:
        """Give the first rows as what JSON can say.

        Raises:
            StatementError: A value that JSON cannot say.
        """
        table = self.table if limit is None else self.table.slice(0, limit)
        columns = [
            _say(column, name, kind)
            for column, name, kind in zip(table.columns, self.columns, self.types, strict=True)
        ]
        if not columns:
            return [[] for _ in range(table.num_rows)]
        return [list(row) for row in zip(*columns, strict=True)]


def _say(column: pa.ChunkedArray, name: str, kind: str) -> list[Any]:
    try:
        values = [to_json_value(value) for value in column.to_pylist(maps_as_pydicts="lossy")]
    except (OverflowError, ValueError) as error:
        raise StatementError(
            f"The column {name} holds a date or time that cannot be shown: infinite, before the year 1 or "
            "after 9999. Filter it out or cast the column to VARCHAR."
        ) from error
    if kind == "DOUBLE":
        return [_without_noise(value) for value in values]
    from_text = _FROM_TEXT.get(kind)
    return values if from_text is None else [value and from_text(value) for value in values]


def _without_noise(value: Any) -> Any:
    """Tell 11773.55 for 11773.550000000001, to which products of decimals come; no other digits go."""
    if not isinstance(value, float) or not math.isfinite(value) or abs(value) >= _WHOLE:
        return value
    said = f"{value:.{_DIGITS}g}"
    return float(said) if sum(map(str.isdigit, said.partition("e")[0])) <= _SHORT else value


def collect(relation: duckdb.DuckDBPyRelation, limits: QueryLimits) -> QueryResult:
    """Take batches as the engine makes them until a cap is reached; it never makes the rest."""
    columns = tuple(relation.columns)
    types = tuple(str(kind) for kind in relation.types)
    reader = with_texts(relation).to_arrow_reader(_BATCH_ROWS)
    batches: list[pa.RecordBatch] = []
    rows_left, bytes_left, truncated = limits.max_rows, limits.max_bytes, False
    for batch in reader:
        fitting = _rows_that_fit(batch, rows_left, bytes_left)
        batches.append(batch.slice(0, fitting))
        if fitting < batch.num_rows:
            truncated = True
            break
        rows_left -= batch.num_rows
        bytes_left -= batch.nbytes
    table = _plain(pa.Table.from_batches(batches, schema=reader.schema))
    return QueryResult(columns, types, table, table.num_rows, truncated)


def _rows_that_fit(batch: pa.RecordBatch, rows: int, size_bytes: int) -> int:
    """Tell how many of a batch's rows stay below both caps, taking its rows as equally large."""
    fitting: int = min(batch.num_rows, rows)
    if batch.nbytes > size_bytes:
        fitting = min(fitting, size_bytes * batch.num_rows // batch.nbytes)
    return max(0, fitting)


def _plain(table: pa.Table) -> pa.Table:
    """Write intervals as text, because no file format that we write knows them."""
    for index, field in enumerate(table.schema):
        if field.type == pa.month_day_nano_interval():
            texts = [to_json_value(value) for value in table.column(index).to_pylist()]
            table = table.set_column(index, field.name, pa.array(texts, pa.string()))
    return table
