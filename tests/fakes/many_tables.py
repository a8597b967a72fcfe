"""Profiles of many tables with many values, and questions about them, for measuring how long a plan takes."""

from collections.abc import Iterator
from typing import Any

TABLES, COLUMNS, VALUES = 50, 20, 200
SYLLABLES = ("ba", "de", "fi", "go", "lu", "me", "ni", "po", "ra", "tu")
"""Headers are made of them: most words stand in a few tables, as in a company's."""


def make_header(table: int, place: int) -> str:
    """Return the name of a column."""
    number = 83 + 37 * table + 101 * place
    return " ".join(
        SYLLABLES[n % 10] + SYLLABLES[n // 10 % 10] + SYLLABLES[(n + place) % 7]
        for n in (number % 83, number)
    )


def make_column(table: int, place: int) -> dict[str, Any]:
    """Return the profile of a column: every second one has texts, and a list of its values."""
    kind = ("VARCHAR", "BIGINT")[place % 2]
    values = [f"thing {table} {place} {n}" for n in range(VALUES)] if kind == "VARCHAR" else None
    return {
        "name": make_header(table, place),
        "type": kind,
        "role": {"VARCHAR": "category", "BIGINT": "measure"}[kind],
        "nulls": 0,
        "distinct": VALUES,
        "unique": False,
        "min": 1,
        "max": 900,
        "values": values,
    }


def make_profiles() -> list[tuple[str, dict[str, Any]]]:
    """Return 50 tables of 20 columns, with 100,000 values among them."""
    return [
        (
            f"goods{table}",
            {"rows": 5_000, "columns": [make_column(table, place) for place in range(COLUMNS)]},
        )
        for table in range(TABLES)
    ]


def make_million() -> tuple[str, dict[str, Any]]:
    """Return a table of ten columns with 1,000,000 different values among them."""
    columns = [
        {
            **make_column(0, 2 * place),
            "name": f"place {place}",
            "values": [f"town {n} of the north {place}" for n in range(100_000)],
        }
        for place in range(10)
    ]
    return "towns", {"rows": 1_000_000, "columns": columns}


def questions() -> Iterator[str]:
    """Yield a question about every second table."""
    for table in range(0, TABLES, 2):
        yield f"how many goods{table} have a {make_header(table, 0)} of thing {table} 0 7"
