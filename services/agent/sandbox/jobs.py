"""The closed list of what the sandbox can be asked to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from services.common.errors import (
    FileTooComplexError,
    QueryMemoryError,
    QueryTimeoutError,
    SqlAgentError,
    StatementTooLongError,
)

Progress = Callable[[str, float], None]
"""Tells the waiting parent the stage's name and the percentage done."""

JobFunction = Callable[[dict[str, Any], Path, Progress], dict[str, Any]]
"""Does one job: payload, the only folder it may write, progress; returns what JSON can say."""


@dataclass(frozen=True)
class Job:
    """One kind of work."""

    module: str
    """Where the function lives; imported once by the helper, so that forks are warm."""

    function: str

    path_keys: frozenset[str]
    """Keys of the payload whose texts are paths that the job may read."""

    timeout_error: type[SqlAgentError]
    timeout_message: str
    """What the user is told when the deadline passed."""

    memory_error: type[SqlAgentError]
    memory_message: str
    """What the user is told when the process ran into its limits."""

    warm_module: str | None = None
    """A module whose ``warm`` the helper calls once, so that no fork need do that work again."""


JOBS: Mapping[str, Job] = MappingProxyType(
    {
        "ingest": Job(
            module="services.agent.ingest.job",
            function="run",
            path_keys=frozenset({"path"}),
            timeout_error=FileTooComplexError,
            timeout_message="Reading the file took longer than one file may take. "
            "Split it, or save its sheets as separate CSV files, and upload those.",
            memory_error=FileTooComplexError,
            memory_message="Reading the file needs more memory than one file may take. "
            "Delete formatting far outside the data, or save its sheets as CSV files, and upload those.",
            warm_module="services.agent.ingest.warm",
        ),
        "compose": Job(
            module="services.agent.ingest.compose",
            function="run",
            path_keys=frozenset({"paths", "united_paths"}),
            timeout_error=FileTooComplexError,
            timeout_message="Putting the table together took longer than one table may take. "
            "Append less to it, or start a new table.",
            memory_error=FileTooComplexError,
            memory_message="The table would need more memory than one may take. "
            "Append less to it, or start a new table.",
        ),
        "answer": Job(
            module="services.agent.answer",
            function="run",
            path_keys=frozenset({"paths", "profile"}),
            timeout_error=QueryTimeoutError,
            timeout_message="The query took longer than one query may take and was stopped. "
            "Narrow it with a filter, or join fewer rows.",
            memory_error=QueryMemoryError,
            memory_message="The query needed more memory than one query may take and was stopped. "
            "Narrow it with a filter, or ask for fewer groups or columns.",
            warm_module="services.agent.warm",
        ),
        "check": Job(
            module="services.agent.check",
            function="run",
            path_keys=frozenset(),
            timeout_error=StatementTooLongError,
            timeout_message="Checking the SQL took too long. Write it more simply.",
            memory_error=StatementTooLongError,
            memory_message="Checking the SQL needed too much memory. Write it more simply.",
        ),
    }
)
"""Name to job. Nothing outside this mapping can be run, whatever a payload says."""
