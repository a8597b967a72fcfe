"""Decimals with more digits than a floating-point number holds: they become exact decimals, or stay text."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.stack import Shown
from services.agent.ingest.vote import Verdict, reading, trimmed

FLOAT_DIGITS = 17
"""Significant digits that a floating-point number keeps."""
DECIMAL_DIGITS = 38
"""Digits of the longest exact decimal."""
FLOATS = ("decimal", "wide_decimal")


def exact_decimals(shown: Shown, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Look at the columns that would lose digits as floats."""
    floats = [verdict for verdict in verdicts if verdict.kind.name in FLOATS]
    if not floats:
        return list(verdicts)
    columns = [verdict.column for verdict in floats]
    lengths = shown.each(columns, lambda _, cell: [f"max(length(c{cell}))"])
    changed = {
        verdict.column: _exact(shown.connection, verdict)
        for verdict in floats
        if (lengths[verdict.column][0] or 0) > FLOAT_DIGITS
    }
    return [changed.get(verdict.column, verdict) for verdict in verdicts]


def _exact(connection: duckdb.DuckDBPyConnection, verdict: Verdict) -> Verdict:
    """Give a column a type that keeps all digits of the cells it reads."""
    text = trimmed(verdict.column)
    digits = f"replace(regexp_replace({text}, '^-?[0.]*', ''), '.', '')"
    digits = f"CASE WHEN contains({text}, '.') THEN rtrim({digits}, '0') ELSE {digits} END"
    fraction = f"length(regexp_extract({text}, '\\.(\\d+)$', 1))"
    whole = f"length(regexp_extract({text}, '^-?(\\d*)', 1))"
    fits = f"({reading(verdict.kind, verdict.column)}) IS NOT NULL"
    plain = f"regexp_full_match({text}, '-?\\d*(?:\\.\\d+)?')"
    significant, scale, integer, all_plain = connection.execute(
        f"SELECT max(length({digits})) FILTER (WHERE {plain}), max({fraction}), max({whole}), "  # noqa: S608
        f"bool_and({plain}) FROM body WHERE {fits}"
    ).fetchall()[0]
    if (significant or 0) <= FLOAT_DIGITS:
        return verdict
    if not all_plain or integer + scale > DECIMAL_DIGITS:
        return Verdict(verdict.column, TEXT, verdict.filled)
    return replace(verdict, kind=_decimal(verdict.kind, scale))


def _decimal(kind: Kind, scale: int) -> Kind:
    name = f"DECIMAL({DECIMAL_DIGITS},{scale})"
    return replace(kind, name="long_decimal", type=name, value=f"TRY_CAST({{t}} AS {name})")
