"""Finds which tables a statement reads, and which of their columns it can need."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from sqlglot import exp

from services.agent.guard.schema import TableSchema
from services.common.errors import StatementNotAllowedError, TableUnknownError

_WORDS_WITHOUT_COLUMN = frozenset(
    {"current_catalog", "current_role", "current_schema", "current_user", "session_user", "user"}
)
"""DuckDB answers these, quoted or not, where no column has the name."""

_NAMED_TABLES = 20
"""How many table names an error lists."""


def find_tables(tree: exp.Query, schemas: Sequence[TableSchema]) -> list[tuple[exp.Table, TableSchema]]:
    """Pair every mention of a stored table with its schema; names of CTEs are none.

    Raises:
        TableUnknownError: A name is neither a table's nor a visible CTE's.
    """
    by_name = {schema.name.lower(): schema for schema in schemas}
    found = []
    for node in tree.find_all(exp.Table):
        name = node.name.lower()
        if name in _visible_ctes(node):
            continue
        if name not in by_name:
            raise _unknown(node.name, schemas)
        found.append((node, by_name[name]))
    return found


def refuse_session_words(tree: exp.Query, schemas: Sequence[TableSchema]) -> None:
    """See that a name means a column, and not who is connected to what.

    Raises:
        StatementNotAllowedError: No table that is read has a column of the name.
    """
    known = {column.lower() for schema in schemas for column in schema.columns}
    known |= {alias.alias.lower() for alias in tree.find_all(exp.Alias)}
    for column in tree.find_all(exp.Column):
        if column.name.lower() in _WORDS_WITHOUT_COLUMN - known:
            raise StatementNotAllowedError(f"There is no column named {column.name}.")


def columns_needed(
    tree: exp.Query, tables: Sequence[tuple[exp.Table, TableSchema]]
) -> Mapping[str, frozenset[str] | None]:
    """Tell per table which columns to load; None is all of them.

    Errs towards more: a column counts as needed when its name stands anywhere in the statement,
    whatever it means there. All are needed where columns can be meant without their names: by a star, by
    position, by a natural join, by the table's name used as a value.
    """
    words = {identifier.name.lower() for identifier in tree.find_all(exp.Identifier)}
    values = {column.name.lower() for column in tree.find_all(exp.Column) if not column.table}
    starred = _selects_with_star(tree)
    is_natural = any(join.method == "NATURAL" for join in tree.find_all(exp.Join))
    needed: dict[str, frozenset[str] | None] = {}
    for node, schema in tables:
        if (
            is_natural
            or node.alias_column_names
            or node.alias_or_name.lower() in values
            or id(node.find_ancestor(exp.Select)) in starred
        ):
            needed[schema.name] = None
        elif schema.name not in needed:
            needed[schema.name] = frozenset(name for name in schema.columns if name.lower() in words)
    return needed


def _selects_with_star(tree: exp.Query) -> set[int]:
    stars = (star for star in tree.find_all(exp.Star) if not isinstance(star.parent, exp.Count))
    return {id(star.find_ancestor(exp.Select)) for star in stars}


def _visible_ctes(node: exp.Table) -> set[str]:
    """Walk outwards: a query sees its own CTEs, a CTE those before it, and itself when recursive."""
    names: set[str] = set()
    child: exp.Expr = node
    while (parent := child.parent) is not None:
        if isinstance(parent, exp.With):
            names.update(_names_before(parent, child))
        elif (own := parent.args.get("with_")) is not None and own is not child:
            names.update(cte.alias.lower() for cte in own.expressions)
        child = parent
    return names


def _names_before(ctes: exp.With, child: exp.Expr) -> Iterator[str]:
    for cte in ctes.expressions:
        if cte is child:
            if ctes.recursive:
                yield cte.alias.lower()
            return
        yield cte.alias.lower()


def _unknown(name: str, schemas: Sequence[TableSchema]) -> TableUnknownError:
    names = [schema.name for schema in schemas]
    close = get_close_matches(name.lower(), [known.lower() for known in names], n=1)
    hint = next((f" Did you mean {known}?" for known in names if close and known.lower() == close[0]), "")
    listed = ", ".join(names[:_NAMED_TABLES]) + (", …" if len(names) > _NAMED_TABLES else "")
    there = f" There are: {listed}." if names else " There are no tables yet; upload a file first."
    return TableUnknownError(f"There is no table named {name}.{hint or there}")
