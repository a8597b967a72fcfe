"""The kinds of a regular file's columns, where a sample leaves no doubt of any.

A kind is certain if no further cell that it reads could make the vote choose another: then a pass that checks
every cell need not vote.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.likely import DOTTED, Writing, has_decimals, likely_kinds, writes_commas
from services.agent.ingest.vote import BLANKS

SAMPLE_VALUES = 200
"""Of each column; the pass itself checks all."""
CERTAIN = frozenset(
    {"integer", "long_integer", "decimal", "iso_date", "sheet_moment", "iso_moment", "boolean_true"}
)
"""Kinds whose cells cannot be read in another way, whatever else the column holds."""
PLAIN_COMMA = r"-?(?:[1-9]\d{0,2}(?:\.\d{3}){1,4}|0|[1-9]\d{0,14})(?:,\d+)?"
"""A number with a decimal comma and no more; those with signs of currencies must all have the same."""
ORDERED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d")
MONTHS = 12


def certain_kinds(rows: Sequence[Sequence[str]], *, comma: bool) -> list[Kind] | None:
    """Name each column's kind; None where one is in doubt.

    Args:
        rows: Of the sample, all as wide.
        comma: Whether the file's delimiter suggests decimal commas.
    """
    columns = [
        list(islice((cell for cell in cells if cell), SAMPLE_VALUES)) for cells in zip(*rows, strict=True)
    ]
    writing = Writing(spreadsheet=False, comma=comma, comma_seen=comma and writes_commas(columns))
    kinds = [_certain(values, writing) for values in columns]
    return None if None in kinds else [kind for kind in kinds if kind]


def _certain(values: Sequence[str], writing: Writing) -> Kind | None:
    likely = likely_kinds(values, writing)
    if not likely:
        return TEXT if values else None
    if any(cell[0] in BLANKS or cell[-1] in BLANKS for cell in values):
        return None
    kind = likely[0]
    if kind.name == "decimal" and writing.comma and all(DOTTED.fullmatch(value) for value in values):
        return None
    if kind.name in CERTAIN:
        return kind
    if kind.name == "comma_decimal" and any(has_decimals(value, ",") for value in values):
        value = "TRY_CAST(replace(replace({t}, '.', ''), ',', '.') AS DOUBLE)"
        return replace(kind, pattern=PLAIN_COMMA, value=value)
    return _in_order(likely, values)


def _in_order(kinds: Sequence[Kind], values: Sequence[str]) -> Kind | None:
    """Choose the order of day and month that the sample shows."""
    pairs = [(int(found[1]), int(found[2])) for value in values if (found := ORDERED.match(value))]
    if len(pairs) < len(values):
        return None
    orders = {"dmy" if first > MONTHS else "mdy" for first, second in pairs if max(first, second) > MONTHS}
    return next((kind for kind in kinds if orders == {kind.name[:3]}), None)
