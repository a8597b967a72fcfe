"""Warnings call a column as its table does now, which may not be how its file's header does."""

from collections.abc import Iterable, Mapping
from typing import Any


def as_called_now(warnings: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rename the columns of warnings, in their texts too.

    Args:
        warnings: Some name a column.
        names: What columns are called now, by what the warnings call them.
    """
    now = {old.casefold(): new for old, new in names.items()}
    return [_as_called_now(warning, now) for warning in warnings]


def _as_called_now(warning: Mapping[str, Any], now: Mapping[str, str]) -> dict[str, Any]:
    column = warning.get("column")
    name = now.get(str(column).casefold())
    if column is None or name is None:
        return dict(warning)
    renamed = {**warning, "column": name}
    if "message" in warning:
        renamed["message"] = str(warning["message"]).replace(f"olumn “{column}”", f"olumn “{name}”")
    return renamed
