"""Three small tables that statements are tried on, as DuckDB holds them and as Parquet."""

from pathlib import Path

import duckdb

from services.agent.guard import TableSchema

_STATEMENTS = (
    "CREATE TABLE customers (id BIGINT, name VARCHAR, city VARCHAR, joined DATE, vip BOOLEAN)",
    """INSERT INTO customers VALUES
        (1, 'Ann', 'Berlin', '2023-01-15', true), (2, 'Bob', 'Paris', '2023-03-02', false),
        (3, 'Cleo', 'Berlin', '2024-02-20', false), (4, 'Dan', NULL, '2024-05-05', true)""",
    "CREATE TABLE orders (id BIGINT, customer_id BIGINT, day DATE, amount DECIMAL(10, 2), status VARCHAR)",
    """INSERT INTO orders VALUES
        (1, 1, '2024-01-05', 100.00, 'paid'), (2, 1, '2024-01-20', 50.50, 'paid'),
        (3, 2, '2024-02-10', 75.25, 'open'), (4, 3, '2024-02-15', 20.00, 'paid'),
        (5, 3, '2024-03-01', NULL, 'cancelled'), (6, 9, '2024-03-03', 10.00, 'open')""",
    'CREATE TABLE "Order Items" (order_id BIGINT, "Unit Price" DOUBLE, qty BIGINT, größe VARCHAR)',
    """INSERT INTO "Order Items" VALUES (1, 25.0, 4, 'M'), (2, 50.5, 1, 'L'), (3, 10.75, 7, 'S')""",
)

SCHEMAS = (
    TableSchema(
        "customers",
        {"id": "BIGINT", "name": "VARCHAR", "city": "VARCHAR", "joined": "DATE", "vip": "BOOLEAN"},
    ),
    TableSchema(
        "orders",
        {
            "id": "BIGINT",
            "customer_id": "BIGINT",
            "day": "DATE",
            "amount": "DECIMAL(10,2)",
            "status": "VARCHAR",
        },
    ),
    TableSchema(
        "Order Items", {"order_id": "BIGINT", "Unit Price": "DOUBLE", "qty": "BIGINT", "größe": "VARCHAR"}
    ),
)


def write_tables(folder: Path) -> dict[str, Path]:
    """Write each table as Parquet and return the files by table."""
    paths = {schema.name: folder / f"{index}.parquet" for index, schema in enumerate(SCHEMAS)}
    with duckdb.connect(config={"threads": 1, "async_threads": 0}) as connection:
        for statement in _STATEMENTS:
            connection.execute(statement)
        for name, path in paths.items():
            connection.execute(f"COPY \"{name}\" TO '{path}'")
    return paths
