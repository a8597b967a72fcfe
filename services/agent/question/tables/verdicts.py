"""What a tenant said of joins: confirmed, or forbidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class JoinVerdict:
    """What a tenant said of joining two columns, each named by table and column."""

    ends: tuple[tuple[str, str], tuple[str, str]]
    is_confirmed: bool
    """False: they must never be joined."""


def read_verdicts(taught: Sequence[Mapping[str, Any]]) -> list[JoinVerdict]:
    """Read the tenant's verdicts: ``table``, ``column``, ``to_table``, ``to_column`` and ``verdict``."""
    return [
        JoinVerdict(
            ((each["table"], each["column"]), (each["to_table"], each["to_column"])),
            each["verdict"] == "confirmed",
        )
        for each in taught
    ]
