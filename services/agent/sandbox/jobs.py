"""The closed list of what the sandbox can be asked to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from services.common.errors import FileTooComplexError, QueryMemoryError, QueryTimeoutError, SqlAgentError

Progress = Callable[[str, float], None]
"""Tells the waiting parent the stage's name and the percentage done."""


@dataclass(frozen=True)
class Job:
    """One kind of work."""

    module: str
    """Where the function lives; imported once by the helper, so that forks are warm."""

    function: str
    """Called with payload, folder and progress; returns what JSON can say."""

    path_keys: frozenset[str]
    """Keys of the payload whose texts are paths that the job may read."""

    timeout_error: type[SqlAgentError]
    """What it means that the deadline passed."""

    memory_error: type[SqlAgentError]
    """What it means that the process ran into its limits."""


JOBS: Mapping[str, Job] = MappingProxyType(
    {
        "ingest": Job(
            module="services.agent.ingest.job",
            function="run",
            path_keys=frozenset({"path"}),
            timeout_error=FileTooComplexError,
            memory_error=FileTooComplexError,
        ),
        "answer": Job(
            module="services.agent.answer",
            function="run",
            path_keys=frozenset({"paths", "profile"}),
            timeout_error=QueryTimeoutError,
            memory_error=QueryMemoryError,
        ),
    }
)
"""Name to job. Nothing outside this mapping can be run, whatever a payload says."""
