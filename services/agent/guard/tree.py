"""Parses a statement with sqlglot and refuses every part that is not on the lists."""

import logging
from collections.abc import Callable

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, ParseError, TokenError

from services.agent.guard.functions import FUNCTIONS, LENGTH_LIMITED, MAX_LENGTH
from services.agent.guard.nodes import FUNCTION_NODES, NODES, TYPES
from services.common.errors import StatementNotAllowedError, StatementSyntaxError

DIALECT = "duckdb"

# It warns of what it does not know, with the user's text in the warning; here that is refused anyway.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)


def parse_statement(sql: str) -> exp.Query:
    """Return the tree of the one query in the text.

    Raises:
        StatementError: Not exactly one statement, or not a query.
    """
    try:
        trees = sqlglot.parse(sql, read=DIALECT, error_level=ErrorLevel.RAISE)
    except (ParseError, TokenError) as error:
        raise StatementSyntaxError(f"The statement cannot be read: {_first_problem(error)}") from error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        # The parser's own faults, seen with texts that are no SELECT (SHOW ALL).
        raise StatementNotAllowedError("Only SELECT statements can be run, not this one.") from error
    found = [tree for tree in trees if tree is not None and not isinstance(tree, exp.Semicolon)]
    if len(found) != 1:
        raise StatementNotAllowedError("Exactly one statement can be run at a time.")
    return _query_in(found[0])


def print_statement(tree: exp.Query) -> str:
    """Write the statement anew; comments and everything that is not in the tree are gone."""
    return tree.sql(dialect=DIALECT, comments=False)


def refuse_unlisted(tree: exp.Query) -> None:
    """Go through all parts.

    Raises:
        StatementNotAllowedError: Names the first part that is on no list.
    """
    for node in tree.walk():
        if isinstance(node, exp.Func):
            _check_function(node)
        elif type(node) not in NODES:
            raise StatementNotAllowedError(
                f"{_words_for(node)} cannot be used; only reading with SELECT can."
            )
        check = _CHECKS.get(type(node))
        if check is not None:
            check(node)


def _query_in(tree: exp.Expr) -> exp.Query:
    inner = tree
    while isinstance(inner, exp.Subquery):
        inner = inner.this
    if isinstance(tree, exp.Query) and isinstance(inner, (exp.Select, exp.SetOperation)):
        return tree
    raise StatementNotAllowedError(f"Only SELECT statements can be run, not {_words_for(tree)}.")


def _check_function(node: exp.Func) -> None:
    if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)):
        names = [node.name.lower()]
    else:
        names = [name.lower() for name in node.sql_names()]
    if type(node).__name__ not in FUNCTION_NODES and not FUNCTIONS.intersection(names):
        raise StatementNotAllowedError(f"The function {names[0]} cannot be used.")
    if LENGTH_LIMITED.intersection(names) or isinstance(node, exp.Pad):
        _check_length(node)


def _check_length(node: exp.Func) -> None:
    arguments = node.expressions if isinstance(node, exp.Anonymous) else [node.this, node.expression]
    length = arguments[1] if len(arguments) > 1 else None
    if not isinstance(length, exp.Literal) or length.is_string or not length.name.isdigit():
        raise StatementNotAllowedError("The length of a padded text must be a plain number.")
    if int(length.name) > MAX_LENGTH:
        raise StatementNotAllowedError(f"A text can be padded to at most {MAX_LENGTH} characters.")


def _check_type(node: exp.Expr) -> None:
    if node.this not in TYPES:
        raise StatementNotAllowedError(f"The type {node.sql(dialect=DIALECT)} cannot be used.")


def _check_dot(node: exp.Expr) -> None:
    if isinstance(node.expression, exp.Func):
        raise StatementNotAllowedError(
            "Functions are called as name(value), without a schema or value before the name."
        )


def _check_table(node: exp.Expr) -> None:
    if isinstance(node.this, exp.Func):
        name = node.this.name if isinstance(node.this, exp.Anonymous) else node.this.sql_name()
        raise StatementNotAllowedError(
            f"The table function {name.lower()} cannot be used; only your tables can be read."
        )
    if not isinstance(node.this, exp.Identifier):
        raise StatementNotAllowedError("After FROM stands the name of one of your tables, or a subquery.")
    if node.args.get("db") is not None or node.args.get("catalog") is not None:
        raise StatementNotAllowedError(
            f"Tables are named without a schema: write {node.name}, not {node.sql(dialect=DIALECT)}."
        )


def _check_lateral(node: exp.Expr) -> None:
    if not isinstance(node.this, (exp.Subquery, exp.Unnest)):
        raise StatementNotAllowedError("After LATERAL stands a subquery.")


def _check_star(node: exp.Expr) -> None:
    if isinstance(node.parent, exp.Func) and not isinstance(node.parent, exp.Count):
        raise StatementNotAllowedError(
            "A star stands for all columns in the list after SELECT, or in count(*)."
        )


_CHECKS: dict[type[exp.Expr], Callable[[exp.Expr], None]] = {
    exp.DataType: _check_type,
    exp.Dot: _check_dot,
    exp.Lateral: _check_lateral,
    exp.Star: _check_star,
    exp.Table: _check_table,
}


def _words_for(node: exp.Expr) -> str:
    if isinstance(node, exp.Command):
        return str(node.this).upper()
    return node.key.upper()


def _first_problem(error: ParseError | TokenError) -> str:
    if isinstance(error, ParseError) and error.errors:
        problem = error.errors[0]
        near = f" near {problem['highlight']!r}" if problem.get("highlight") else ""
        return f"{str(problem['description']).rstrip('.')}{near} in line {problem['line']}."
    return str(error).splitlines()[0]
