"""A plan takes milliseconds of computing, over many tables and many values."""

from statistics import median
from time import process_time

from services.agent.question import Catalog, interpret

PLAN_SECONDS = 0.030
LOOK_UP_SECONDS = 0.002
TABLES, COLUMNS, VALUES = 50, 20, 200
SYLLABLES = ("ba", "de", "fi", "go", "lu", "me", "ni", "po", "ra", "tu")
"""Headers are made of them: most words stand in a few tables, as in a company's."""


def header(table: int, place: int) -> str:
    number = 37 * table + 101 * place
    return " ".join(
        SYLLABLES[n % 10] + SYLLABLES[n // 10 % 10] + SYLLABLES[(n + place) % 7]
        for n in (number % 83, number)
    )


def _column(table: int, place: int) -> dict[str, object]:
    kind = ("VARCHAR", "BIGINT")[place % 2]
    values = [f"thing {table} {place} {n}" for n in range(VALUES)] if kind == "VARCHAR" else None
    role = {"VARCHAR": "category", "BIGINT": "measure"}[kind]
    return {
        "name": header(table, place),
        "type": kind,
        "role": role,
        "nulls": 0,
        "distinct": VALUES,
        "unique": False,
        "min": 1,
        "max": 900,
        "values": values,
    }


def test_a_plan_over_fifty_tables_with_a_hundred_thousand_values_is_quick() -> None:
    profiles = [
        (f"goods{t}", {"rows": 5_000, "columns": [_column(t, place) for place in range(COLUMNS)]})
        for t in range(TABLES)
    ]
    catalog = Catalog.from_profiles(profiles)
    interpret("how many goods1 are there", catalog)
    spent = []

    for table in range(0, TABLES, 2):
        begun = process_time()
        interpret(f"how many goods{table} have a {header(table, 0)} of thing {table} 0 7", catalog)
        spent.append(process_time() - begun)

    assert sum(len(column.values or ()) for column in catalog.columns) == 100_000
    assert median(spent) < PLAN_SECONDS


def test_a_phrase_is_found_among_a_million_values_in_two_milliseconds() -> None:
    values = [f"town {n} of the north" for n in range(100_000)]
    columns = [{**_column(0, 2 * place), "name": f"place {place}", "values": values} for place in range(10)]
    catalog = Catalog.from_profiles([("towns", {"rows": 1_000_000, "columns": columns})])
    catalog.values("town 1 of the north")
    phrases = {f"town {n} of the north" for n in range(2, 102)}

    begun = process_time()
    catalog.expect(phrases)
    spent = process_time() - begun

    assert len(catalog.values("town 77 of the north")) == len(columns)
    assert spent / len(phrases) < LOOK_UP_SECONDS
