"""Only columns that a statement can need are loaded, and never fewer."""

import pytest

from services.agent.guard import guard
from tests.fakes.guard_tables import SCHEMAS


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("SELECT name FROM customers", {"customers": {"name"}}),
        ("SELECT NAME FROM Customers", {"customers": {"name"}}),
        ("SELECT count(*) FROM customers", {"customers": set()}),
        ("SELECT count(*) FROM customers WHERE vip", {"customers": {"vip"}}),
        ("SELECT * FROM customers", {"customers": None}),
        ("FROM customers", {"customers": None}),
        ("SELECT c.* FROM customers c", {"customers": None}),
        ("SELECT * EXCLUDE (id) FROM customers", {"customers": None}),
        ("SELECT customers FROM customers", {"customers": None}),
        ("SELECT c FROM customers AS c", {"customers": None}),
        ("SELECT count(c) FROM customers AS c", {"customers": None}),
        ("SELECT (c).name FROM customers AS c", {"customers": None}),
        ("SELECT b FROM customers AS c(a, b)", {"customers": None}),
        ("SELECT name FROM customers NATURAL JOIN orders", {"customers": None, "orders": None}),
        (
            "SELECT name FROM customers JOIN orders USING (id)",
            {"customers": {"name", "id"}, "orders": {"id"}},
        ),
        (
            "SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders WHERE customer_id = c.id)",
            {"customers": {"name", "id"}, "orders": {"customer_id", "id"}},
        ),
        ("WITH x AS (SELECT name FROM customers) SELECT * FROM x", {"customers": {"name"}}),
        ("SELECT * FROM (SELECT city, count(*) FROM customers GROUP BY 1)", {"customers": {"city"}}),
        ("WITH orders AS (SELECT name FROM customers) SELECT * FROM orders", {"customers": {"name"}}),
        ("WITH orders AS (SELECT id FROM orders) SELECT * FROM orders", {"orders": {"id"}}),
        ("SELECT 1", {}),
        ('SELECT "Unit Price" FROM "order items"', {"Order Items": {"Unit Price"}}),
        ("SELECT customers.name FROM customers, orders AS name", {"customers": {"name"}, "orders": set()}),
        ("SELECT a.name FROM customers a JOIN (SELECT * FROM customers) b ON true", {"customers": None}),
        ("SELECT name FROM customers ORDER BY joined", {"customers": {"name", "joined"}}),
    ],
)
def test_columns_needed(sql: str, columns: dict[str, set[str] | None]) -> None:
    assert guard(sql, SCHEMAS).columns == columns


def test_tables_are_named_as_their_schemas_spell_them_and_once() -> None:
    query = guard("SELECT 1 FROM ORDERS a, Orders b, customers", SCHEMAS)

    assert query.tables == ("orders", "customers")


def test_an_inner_name_of_a_later_query_hides_no_table() -> None:
    query = guard("WITH a AS (SELECT id FROM orders), orders AS (SELECT 1) SELECT * FROM a, orders", SCHEMAS)

    assert query.tables == ("orders",)
