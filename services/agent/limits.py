"""How much one job, one statement and one result may take.

Every number here protects the other jobs of the same machine; none of them is a business rule.
"""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024
"""Bytes."""


@dataclass(frozen=True)
class SandboxLimits:
    """What the operating system lets one job take."""

    memory_bytes: int = 2048 * MEBIBYTE
    """Address space of the job's process; above it allocations fail in that process alone."""

    cpu_seconds: int = 600
    """Processor time; a net below the deadline, for a job whose threads outrun the clock."""

    open_files: int = 256
    """File descriptors; a reader of a workbook needs a dozen."""

    file_bytes: int = 4096 * MEBIBYTE
    """Largest single file that a job may write."""

    reply_bytes: int = 256 * MEBIBYTE
    """Longest message from a job: a result at its cap, written as JSON, with room to spare."""

    start_seconds: float = 60.0
    """How long the helper may take to import its libraries; a cold disk is slow."""

    grace_seconds: float = 1.5
    """How long after its deadline a job may still end by itself; it is dead within 2 s."""


@dataclass(frozen=True)
class StatementLimits:
    """How large a statement the parsers are shown."""

    max_characters: int = 100_000
    """A list of ten thousand identifiers fits; beyond it the parsers' time grows without use."""


@dataclass(frozen=True)
class QueryLimits:
    """What one query may take and give."""

    timeout_seconds: float = 60.0
    """The query is interrupted after it; its process is killed 2 s later."""

    memory_bytes: int = 1280 * MEBIBYTE
    """DuckDB's own limit, below the sandbox's so that the clearer of the two errors comes first."""

    threads: int = 1
    """One: sums of floating-point numbers come out the same every time, and jobs run side by side."""

    max_rows: int = 100_000
    """Rows of a result; more are cut and the result says so."""

    max_columns: int = 500
    """Columns of a result; more are an error, because cutting columns changes what was asked."""

    max_bytes: int = 64 * MEBIBYTE
    """Size of a result in memory; more is cut and the result says so."""
