"""Columns whose type the user stated: how most of their cells are written decides how they are read."""

from collections.abc import Mapping, Sequence

import duckdb

from services.agent.ingest.kinds import TEXT, kinds_of
from services.agent.ingest.likely import Writing
from services.agent.ingest.options import ColumnType
from services.agent.ingest.vote import Verdict, is_null_word, reading


def stated_types(names: Sequence[str], wanted: Mapping[str, ColumnType]) -> dict[int, ColumnType]:
    """Find the columns that are meant, by their place; letter case does not matter."""
    lowered = {name.strip().casefold(): kind for name, kind in wanted.items()}
    return {place: lowered[name.casefold()] for place, name in enumerate(names) if name.casefold() in lowered}


def read_as_stated(
    connection: duckdb.DuckDBPyConnection, column: int, wanted: ColumnType, writing: Writing
) -> Verdict:
    """Read a column of the view ``body`` as the stated type, however many cells do not fit."""
    kinds = [kind for kind in kinds_of(wanted.name, wanted.order) if writing.allows(kind)]
    if TEXT in kinds:
        row = connection.execute(f"SELECT count(c{column}) FROM body").fetchone() or (0,)  # noqa: S608
        return Verdict(column, TEXT, row[0])
    blank = is_null_word(column)
    counts = [f"count(c{column})", f"count(*) FILTER (WHERE {blank})"]
    counts += [f"count({reading(kind, column)}) FILTER (WHERE NOT {blank})" for kind in kinds]
    row = connection.execute(f"SELECT {', '.join(counts)} FROM body").fetchone() or ()  # noqa: S608
    filled, null_words, fits = row[0], row[1], row[2:]
    best = max(range(len(kinds)), key=lambda place: (fits[place], -place))
    return Verdict(column, kinds[best], filled, null_words, filled - null_words - fits[best])
