"""Which columns of a file's tables refer to others: their values are all found in another table's key."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from services.agent.ingest.sql import identifier, quoted

KEY_TYPES = ("BIGINT", "VARCHAR", "DECIMAL(38,0)")
MIN_SHARE = 0.95
"""Share of a column's distinct values that must be found in the key."""
MIN_KEYS = 3
"""A key with fewer values contains others by chance."""
MAX_CHECKS = 300
"""Pairs of columns that are compared in one file."""
MAX_ROWS = 2_000_000
"""Of both tables together: beyond it a comparison takes seconds."""
WORD = re.compile(r"[^\W_]+")
IDENTIFIERS = frozenset({"id", "ids", "no", "nr", "number", "key", "code", "ref", "reference"})
"""Words that only say that a column identifies something."""


@dataclass(frozen=True)
class _Column:
    """A column of one table, with what its profile knows."""

    folder: Path
    table: str
    name: str
    facts: dict[str, Any]
    rows: int

    @property
    def is_key(self) -> bool:
        """Whether each row has a value of its own."""
        facts = self.facts
        return bool(facts["unique"]) and facts["type"] in KEY_TYPES and facts["distinct"] >= MIN_KEYS

    @cached_property
    def words(self) -> frozenset[str]:
        """What the name is about: a key called ``id`` is about its table."""
        words = {word.lower().rstrip("s") for word in WORD.findall(self.name)}
        return frozenset(words - IDENTIFIERS) or frozenset(
            word.lower().rstrip("s") for word in WORD.findall(self.table)
        )


def note_references(folders: Sequence[Path]) -> None:
    """Write into each table's profile its likely keys, and the keys of other tables it refers to."""
    profiles = {folder: json.loads((folder / "profile.json").read_text("utf-8")) for folder in folders}
    columns = [
        _Column(folder, profile["name"], facts["name"], facts, profile["rows"])
        for folder, profile in profiles.items()
        for facts in profile["columns"]
    ]
    for folder, profile in profiles.items():
        profile["keys"] = [column.name for column in columns if column.folder is folder and column.is_key]
        profile["references"] = []
    pairs = list(islice(_pairs(columns), MAX_CHECKS)) if len(folders) > 1 else []
    for column, key, share in _compared(pairs) if pairs else ():
        if share >= MIN_SHARE:
            found = {"column": column.name, "table": key.table, "to": key.name, "share": round(share, 4)}
            profiles[column.folder]["references"].append(found)
    for folder, profile in profiles.items():
        text = json.dumps(profile, ensure_ascii=False, allow_nan=False)
        (folder / "profile.json").write_text(text, encoding="utf-8")


def _pairs(columns: Sequence[_Column]) -> Iterator[tuple[_Column, _Column]]:
    """List columns and keys that may belong together by type, size and name."""
    keys = [column for column in columns if column.is_key]
    for column in columns:
        for key in keys:
            if key.folder is column.folder or column.facts["type"] != key.facts["type"]:
                continue
            fits = 0 < column.facts["distinct"] <= key.facts["distinct"] / MIN_SHARE
            if fits and column.words & key.words and column.rows + key.rows <= MAX_ROWS:
                yield column, key


def _compared(pairs: Sequence[tuple[_Column, _Column]]) -> Iterator[tuple[_Column, _Column, float]]:
    with duckdb.connect() as connection:
        for column, key in pairs:
            yield column, key, _share(connection, column, key)


def _share(connection: duckdb.DuckDBPyConnection, column: _Column, key: _Column) -> float:
    """Return the share of a column's distinct values that a key holds."""
    own, other = (_source(each) for each in (column, key))
    rows = connection.execute(
        f"SELECT count(*), count(k.v) FROM (SELECT DISTINCT v FROM {own} WHERE v IS NOT NULL) c "  # noqa: S608
        f"LEFT JOIN {other} k ON c.v = k.v"
    ).fetchall()
    distinct, found = rows[0]
    return float(found / distinct) if distinct else 0.0


def _source(column: _Column) -> str:
    path = quoted(str(column.folder / "part-0.parquet"))
    return f"(SELECT {identifier(column.name)} AS v FROM read_parquet({path}))"  # noqa: S608 - quoted
