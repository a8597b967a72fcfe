"""The guard: one SELECT over known tables goes through, printed again; everything else is refused."""

from collections.abc import Sequence

from services.agent.guard.names import columns_needed, find_tables, refuse_session_words
from services.agent.guard.opinion import bind, check_kind, check_tree
from services.agent.guard.schema import GuardedQuery, TableSchema
from services.agent.guard.tree import parse_statement, print_statement, refuse_unlisted
from services.agent.limits import StatementLimits
from services.common.errors import StatementSyntaxError, StatementTooLongError


def guard(sql: str, tables: Sequence[TableSchema], *, limits: StatementLimits | None = None) -> GuardedQuery:
    """Check a statement and print it again from its tree.

    Args:
        sql: What a user, a model or the composer wrote.
        tables: All that it may read.
        limits: How long a text the parsers are shown.

    Raises:
        StatementError: Says what is wrong or not allowed, and where it can, what to write instead.
    """
    limits = limits or StatementLimits()
    if not sql.strip():
        raise StatementSyntaxError("The statement is empty.")
    if len(sql) > limits.max_characters:
        raise StatementTooLongError(
            f"The statement has {len(sql)} characters; the longest that is read has {limits.max_characters}."
        )
    try:
        return _guard(sql, tables)
    except RecursionError as error:
        raise StatementTooLongError("The statement is nested too deeply.") from error


def _guard(sql: str, tables: Sequence[TableSchema]) -> GuardedQuery:
    check_kind(sql)
    tree = parse_statement(sql)
    refuse_unlisted(tree)
    mentioned = find_tables(tree, tables)
    schemas = list({schema.name: schema for _, schema in mentioned}.values())
    refuse_session_words(tree, schemas)
    printed = print_statement(tree)
    check_kind(printed)
    check_tree(printed, [schema.name for schema in schemas])
    bind(printed, schemas)
    return GuardedQuery(
        sql=printed,
        tables=tuple(schema.name for schema in schemas),
        columns=columns_needed(tree, mentioned),
    )
