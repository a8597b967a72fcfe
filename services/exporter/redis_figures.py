"""What Redis says of itself, as far as it says it: a managed one may keep some of it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PERSISTENCE = ("aof_last_write_status", "aof_last_bgrewrite_status", "rdb_last_bgsave_status")
"""Fields of INFO that read ``ok`` while what Redis is told is kept."""


@dataclass(frozen=True)
class RedisFigures:
    """Figures of the server; None where it does not tell."""

    memory_used_bytes: int | None
    memory_max_bytes: int | None
    """0 for no limit."""

    connected_clients: int | None
    commands: int | None
    uptime_seconds: int | None
    is_aof_enabled: bool | None
    delayed_fsyncs: int | None
    """None also without an append-only file."""

    is_persistence_ok: bool

    @classmethod
    def from_info(cls, info: Mapping[str, Any]) -> "RedisFigures":
        """Read the answer of INFO."""

        def number(field: str) -> int | None:
            return int(info[field]) if field in info else None

        aof = number("aof_enabled")
        return cls(
            memory_used_bytes=number("used_memory"),
            memory_max_bytes=number("maxmemory"),
            connected_clients=number("connected_clients"),
            commands=number("total_commands_processed"),
            uptime_seconds=number("uptime_in_seconds"),
            is_aof_enabled=None if aof is None else bool(aof),
            delayed_fsyncs=number("aof_delayed_fsync"),
            is_persistence_ok=all(str(info.get(field, "ok")) == "ok" for field in _PERSISTENCE),
        )
