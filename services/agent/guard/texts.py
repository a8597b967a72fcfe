"""Has DuckDB itself write as text what Arrow, Parquet or Python would lose, change or refuse."""

from collections.abc import Iterator

import duckdb
from duckdb.sqltypes import DuckDBPyType

from services.agent.guard.opinion import quote

_NESTED = frozenset({"list", "array", "struct", "tuple", "map", "union"})

_LOSSY = frozenset({"uhugeint", "time with time zone", "time_ns", "timestamp_ns"})
"""Arrow's largest integer ends where UHUGEINT is half way, its times know no offset, and Python's no
nanoseconds."""


def with_texts(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Return a relation of the same rows, columns of such types as text; itself where it has none."""
    asked = [_needs_text(kind) for kind in relation.types]
    if not any(asked):
        return relation
    columns = (
        f"{f'CAST(#{place} AS VARCHAR)' if needed else f'#{place}'} AS {quote(name)}"
        for place, (name, needed) in enumerate(zip(relation.columns, asked, strict=True), start=1)
    )
    return relation.project(", ".join(columns))


def _needs_text(kind: DuckDBPyType, *, is_inside: bool = False) -> bool:
    """Whether values of this type, or of one that it is made of, do not survive."""
    if kind.id not in _NESTED:
        return kind.id in _LOSSY or (is_inside and kind.id == "interval")
    parts = list(_parts(kind))
    if not parts:  # Parquet knows no structure without members
        return True
    if kind.id == "map" and (parts[0].id in _NESTED or parts[0].id == "null"):
        return True  # as the key of nothing that we write to
    return any(_needs_text(part, is_inside=True) for part in parts)


def _parts(kind: DuckDBPyType) -> Iterator[DuckDBPyType]:
    for _, part in kind.children:
        if isinstance(part, DuckDBPyType):  # an array's length stands among them
            yield part
