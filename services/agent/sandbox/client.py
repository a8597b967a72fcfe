"""The parent's side of the sandbox: starts the helper, hands it jobs, ends what outlives its time."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from services.agent.limits import SandboxLimits


class Sandbox:
    """One helper process and at most one running job."""

    def __init__(self, limits: SandboxLimits, *, registry: str = "services.agent.sandbox.jobs") -> None:
        self._limits = limits
        self._registry = registry

    def run(
        self,
        job: str,
        payload: Mapping[str, Any],
        *,
        folder: Path,
        timeout_seconds: float,
        on_progress: Callable[[str, float], None] | None = None,
    ) -> dict[str, Any]:
        """Run one job in a fresh process and return its result."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Kill the job that runs now."""
        raise NotImplementedError

    def close(self) -> None:
        """End the helper."""
        raise NotImplementedError
