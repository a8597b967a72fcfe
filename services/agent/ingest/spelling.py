"""How a column writes its dates, where it names the months, and its percentages: an answer repeats it."""

from collections.abc import Sequence

import duckdb

from services.agent.ingest.sql import quoted
from services.agent.ingest.vote import Verdict, reading, trimmed

_SPELT_KINDS = ("month_day", "day_month", "day_month_short", "day_named", "named_day")
SPELLINGS = tuple(
    pattern.format(day=day, month=month)
    for month in ("%B", "%b")
    for day in ("%-d", "%d")
    for pattern in (
        "{month} {day}, %Y", "{day} {month} %Y", "{month} {day} %Y", "{day}-{month}-%y", "{day}-{month}-%Y",
        "{month}. {day}, %Y", "%A, {month} {day}, %Y", "%a, {month} {day}, %Y", "%A, {day} {month} %Y",
    )
)  # fmt: skip
"""Ways to write a day with the name of its month, as ``strftime`` names them."""


MOST_DECIMALS = 5
"""Of a percentage; the next more is none that an answer repeats."""


def find_spelling(connection: duckdb.DuckDBPyConnection, verdict: Verdict) -> str | None:
    """Return the one way in which every cell of a column of the view ``body`` is written, if there is one."""
    if verdict.kind.name == "percent":
        return _find_decimals(connection, verdict)
    if verdict.kind.name not in _SPELT_KINDS or verdict.kind.type != "DATE":
        return None
    day, text = reading(verdict.kind, verdict.column), trimmed(verdict.column)
    same = ", ".join(f"bool_and(lower(strftime(day, {quoted(each)})) = lower(cell))" for each in SPELLINGS)
    cells = f"SELECT {day} AS day, {text} AS cell FROM body"  # noqa: S608 - a number only
    found = connection.execute(f"SELECT {same} FROM ({cells}) WHERE day IS NOT NULL").fetchone() or ()  # noqa: S608
    return next((each for each, is_same in zip(SPELLINGS, found, strict=False) if is_same), None)


def _find_decimals(connection: duckdb.DuckDBPyConnection, verdict: Verdict) -> str | None:
    """Return how many decimals all percentages of a column have, as ``2``; None where they differ."""
    share, text = reading(verdict.kind, verdict.column), trimmed(verdict.column)
    same = ", ".join(
        f"bool_and(CAST(CAST(100 * share AS DECIMAL(18, {places})) AS VARCHAR) || '%' = cell)"
        for places in range(MOST_DECIMALS)
    )
    cells = f"SELECT {share} AS share, {text} AS cell FROM body"  # noqa: S608 - a number only
    found = connection.execute(f"SELECT {same} FROM ({cells}) WHERE share IS NOT NULL").fetchone() or ()  # noqa: S608
    return next((str(places) for places, is_same in enumerate(found) if is_same), None)


def find_spellings(connection: duckdb.DuckDBPyConnection, verdicts: Sequence[Verdict]) -> list[str | None]:
    """Return for each column how it writes dates or percentages; None for ISO, mixed ways, and all others."""
    return [find_spelling(connection, verdict) for verdict in verdicts]
