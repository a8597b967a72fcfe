"""Rows of several files become one table: nothing is lost, and what fits is not written again."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.agent.ingest.compose import READ, UNITED, run

Cells = dict[str, tuple[str, list[Any]]]
"""Columns by name: type, and a value for each row."""

VALUES = {
    "BIGINT": st.integers(-(2**60), 2**60),
    "DOUBLE": st.floats(-1e12, 1e12).map(lambda number: round(number, 3)),
    "DECIMAL(38,0)": st.integers(10**19, 10**20),
    "VARCHAR": st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=5),
    "DATE": st.dates().map(str),
    "BOOLEAN": st.booleans(),
}


def write(path: Path, cells: Cells) -> Path:
    names = [f'"{name}"' for name in cells]
    with duckdb.connect() as connection:
        types = ", ".join(f"{name} {kind}" for name, (kind, _) in zip(names, cells.values(), strict=True))
        connection.execute(f"CREATE TABLE made ({types})")
        rows = list(zip(*(values for _, values in cells.values()), strict=True))
        if rows:
            connection.executemany(f"INSERT INTO made VALUES ({', '.join('?' * len(cells))})", rows)
        connection.execute(f"COPY made TO '{path}' (FORMAT parquet)")
    return path


def compose(folder: Path, *segments: dict[str, Any]) -> dict[str, Any]:
    out = folder / "out"
    out.mkdir(exist_ok=True)
    told = [
        {
            "paths": [str(one["path"])],
            "united_paths": [str(one["united"])] if "united" in one else [],
            "names": one.get("names", {}),
            "file": f"{number}.csv",
        }
        for number, one in enumerate(segments)
    ]
    return run({"segments": told}, out, lambda *_: None)


def rows_of(folder: Path, result: dict[str, Any], paths: Sequence[Path]) -> list[tuple[Any, ...]]:
    parts = [
        path if taken == READ else folder / "out" / taken
        for taken, path in zip(result["taken"], paths, strict=True)
    ]
    with duckdb.connect() as connection:
        return connection.execute("SELECT * FROM read_parquet(?)", [[str(part) for part in parts]]).fetchall()


@st.composite
def tables(draw: st.DrawFn) -> Cells:
    height = draw(st.integers(0, 4))
    names = draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4, unique=True))
    cells: Cells = {}
    for name in names:
        kind = draw(st.sampled_from(sorted(VALUES)))
        written = name.upper() if draw(st.booleans()) else name
        values = st.lists(st.none() | VALUES[kind], min_size=height, max_size=height)
        cells[written] = (kind, draw(values))
    return cells


@settings(max_examples=10, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=4))
def test_no_value_is_lost_whatever_types_meet(segments: list[Cells]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [write(folder / f"{n}.parquet", cells) for n, cells in enumerate(segments)]

        result = compose(folder, *({"path": path} for path in paths))

        rows = rows_of(folder, result, paths)
        assert len(rows) == result["rows"] == sum(len(next(iter(c.values()))[1]) for c in segments)
        for place, (column, _) in enumerate(result["columns"]):
            given_values = [
                value
                for cells in segments
                for header, (_, values) in cells.items()
                if header.lower() == column.lower()
                for value in values
            ]
            kept = [row[place] for row in rows if row[place] is not None]
            assert len(kept) == sum(value is not None for value in given_values), column
        profile = json.loads((folder / "out" / "profile.json").read_text())
        assert [(c["name"], c["type"]) for c in profile["columns"]] == [tuple(c) for c in result["columns"]]


@pytest.mark.parametrize(
    ("first", "second", "united"),
    [
        ("BIGINT", "DOUBLE", "DOUBLE"),
        ("BIGINT", "DECIMAL(38,0)", "DECIMAL(38,0)"),
        ("DATE", "TIMESTAMP", "TIMESTAMP"),
        ("DOUBLE", "DECIMAL(38,0)", "VARCHAR"),
        ("BOOLEAN", "BIGINT", "VARCHAR"),
        ("DATE", "DOUBLE", "VARCHAR"),
    ],
)
def test_two_types_meet_in_one_that_holds_both(tmp_path: Path, first: str, second: str, united: str) -> None:
    value = {"BOOLEAN": True, "DATE": "2024-01-31", "TIMESTAMP": "2024-01-31 10:00"}
    paths = [
        write(tmp_path / f"{n}.parquet", {"x": (kind, [value.get(kind, 7)])})
        for n, kind in enumerate((first, second))
    ]

    result = compose(tmp_path, *({"path": path} for path in paths))

    assert result["columns"] == [["x", united]]
    assert [warning["code"] for warning in result["warnings"]] == ["column_type_differs"]


def test_what_fits_is_taken_as_it_lies(tmp_path: Path) -> None:
    wide = write(tmp_path / "0.parquet", {"x": ("DOUBLE", [0.5])})
    narrow = write(tmp_path / "1.parquet", {"x": ("BIGINT", [1])})
    widened = write(tmp_path / "2.parquet", {"x": ("DOUBLE", [1.0])})

    result = compose(tmp_path, {"path": wide}, {"path": narrow, "united": widened})
    alone = compose(tmp_path, {"path": narrow, "united": widened})

    assert result["taken"] == [READ, UNITED]
    assert (alone["taken"], alone["columns"]) == ([READ], [["x", "BIGINT"]])


def test_a_new_name_that_another_column_bears_is_not_given(tmp_path: Path) -> None:
    path = write(tmp_path / "0.parquet", {"Amt": ("BIGINT", [1]), "amount": ("BIGINT", [2])})

    result = compose(tmp_path, {"path": path, "names": {"amt": "Amount"}})

    assert [name for name, _ in result["columns"]] == ["Amt", "amount"]
