"""DuckDB's own opinion of a statement: its kind, its tree, and whether it fits the tables.

Two parsers that disagree about a text are how guards are fooled. So DuckDB reads both what was
received and what was printed again, and its tree of the latter is held to the same lists.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import duckdb

from services.agent.guard.connect import connect
from services.agent.guard.functions import FUNCTIONS, OPERATORS
from services.agent.guard.schema import TableSchema
from services.common.errors import (
    StatementError,
    StatementNotAllowedError,
    StatementSyntaxError,
    StatementTooLongError,
    TableUnknownError,
)

_CLASSES = frozenset(
    {
        "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT",
        "FUNCTION", "LAMBDA", "OPERATOR", "STAR", "SUBQUERY", "TYPE", "WINDOW",
    }
)  # fmt: skip
"""Kinds of expression."""

_TYPES = frozenset(
    {
        "ASCENDING", "BASE_TABLE", "CTE_NODE", "DESCENDING", "DISTINCT_MODIFIER", "EMPTY", "EXPRESSION_LIST",
        "JOIN", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "ORDER_DEFAULT", "ORDER_MODIFIER",
        "RECURSIVE_CTE_NODE", "SELECT_NODE", "SET_OPERATION_NODE", "SUBQUERY", "TABLE_FUNCTION",
    }
)  # fmt: skip
"""Kinds of everything else in a query."""


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """An empty database behind a closed door, used to parse and to bind, never to run."""
    connection = connect(memory_bytes=256 * 1024 * 1024)
    connection.execute("PRAGMA disable_optimizer")  # which would compute constant expressions
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def check_kind(sql: str) -> None:
    """See that DuckDB too finds exactly one SELECT in the text.

    Raises:
        StatementError: It cannot read it, or finds something else.
    """
    try:
        statements = _parser().extract_statements(sql)
    except duckdb.Error as error:
        raise _parse_error(error) from error
    if not statements:
        raise StatementSyntaxError("The statement is empty.")
    if len(statements) != 1:
        raise StatementNotAllowedError("Exactly one statement can be run at a time.")
    kind = _kind_name(statements[0])
    if kind != "SELECT":
        raise StatementNotAllowedError(f"Only SELECT statements can be run, not {kind}.")


def check_tree(sql: str, tables: Sequence[str]) -> None:
    """Hold DuckDB's tree of a printed statement to the lists.

    Raises:
        StatementNotAllowedError: A part is on no list.
    """
    row = _parser().execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:
        raise StatementNotAllowedError("Only plain SELECT statements can be run.")
    parts = list(_parts(tree["statements"]))
    names = {name.lower() for name in tables} | {
        str(entry["key"]).lower() for part in parts for entry in _cte_entries(part)
    }
    for part in parts:
        _check_part(part, names)


def bind(sql: str, schemas: Sequence[TableSchema]) -> list[str]:
    """Have DuckDB resolve every name and type against empty tables; return the result's types.

    Raises:
        StatementError: Says which name is unknown or which types do not fit.
    """
    connection = _parser()
    connection.begin()
    try:
        for schema in schemas:
            columns = ", ".join(f"{quote(name)} {kind}" for name, kind in schema.columns.items())
            connection.execute(f"CREATE TABLE {quote(schema.name)} ({columns})")
        return [str(kind) for kind in connection.sql(sql).types]
    except duckdb.Error as error:
        raise statement_error(error) from error
    finally:
        connection.rollback()


def quote(name: str) -> str:
    """Write a name so that it can be nothing else."""
    return '"' + name.replace('"', '""') + '"'


def statement_error(error: Exception) -> StatementError:
    """Say in the user's words what DuckDB found wrong with a statement."""
    text = str(error).split("\n\nLINE ")[0].split("\n\n")[0].strip()
    _, _, problem = text.partition(": ")
    problem = " ".join((problem or text).split())
    if isinstance(error, duckdb.CatalogException) and problem.startswith("Table with name"):
        return TableUnknownError(problem)
    return StatementError(problem)


def _kind_name(statement: duckdb.Statement) -> str:
    try:
        return statement.type.name.replace("_", " ")
    except ValueError:  # newer kinds have no name in Python
        return "this one"


def _parse_error(error: duckdb.Error) -> StatementError:
    if "expression depth" in str(error):
        return StatementTooLongError("The statement is nested too deeply.")
    return StatementSyntaxError(f"The statement cannot be read: {statement_error(error).message}")


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _cte_entries(part: dict[str, Any]) -> list[dict[str, Any]]:
    ctes = part.get("cte_map")
    return ctes["map"] if isinstance(ctes, dict) else []


def _check_part(part: dict[str, Any], tables: set[str]) -> None:
    if "class" in part:
        if part["class"] not in _CLASSES:
            raise StatementNotAllowedError(f"{part['class']} cannot be used in a statement.")
    elif isinstance(part.get("type"), str) and part["type"] not in _TYPES:
        raise StatementNotAllowedError(f"{part['type']} cannot be used in a statement.")
    if part.get("schema_name") or part.get("catalog_name") or part.get("schema") or part.get("catalog"):
        raise StatementNotAllowedError("Names are written without database or schema.")
    if part.get("sample") or part.get("at_clause"):
        raise StatementNotAllowedError("Samples and other versions of a table cannot be read.")
    if "function_name" in part:
        _check_function(part)
    if part.get("type") == "TABLE_FUNCTION" and part["function"].get("function_name") != "unnest":
        raise StatementNotAllowedError("Table functions cannot be used; only your tables can be read.")
    if "table_name" in part and part.get("type") == "BASE_TABLE" and part["table_name"].lower() not in tables:
        raise StatementNotAllowedError(f"The table {part['table_name']} cannot be read.")


def _check_function(part: dict[str, Any]) -> None:
    name = part["function_name"].lower()
    if name not in FUNCTIONS and not (part.get("is_operator") and name in OPERATORS):
        raise StatementNotAllowedError(f"The function {name} cannot be used.")
