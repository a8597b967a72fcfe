"""Opens an empty DuckDB that starts no threads, installs nothing and spills nowhere."""

import duckdb

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    # Without threads an open database survives a fork, so a helper can keep one warm.
    "async_threads": "0",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    # Not the default folder beside the working directory: DuckDB lets statements read and write there.
    "temp_directory": "",
    "threads": "1",
}


def connect(*, memory_bytes: int) -> duckdb.DuckDBPyConnection:
    """Open a database in memory whose files' door is still open."""
    return duckdb.connect(":memory:", config=_SETTINGS | {"memory_limit": f"{memory_bytes}B"})
