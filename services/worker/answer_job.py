"""The sandbox's answer job over one question's tables: run once, or once for each statement of a model."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.worker.attempt import Attempt

RESULT_FILES = ("result.csv", "result.parquet")
"""What the job writes; whatever else lies in its folder stays there."""

_GRACE_SECONDS = 5.0
"""Beyond a query's own limit: for reading, planning and writing."""


class AnswerJob:
    """Runs the job, each time in a folder of its own.

    Args:
        attempt: For whom.
        sources: The tables, as the job takes them.
        scratch: Where the folders are made.
    """

    def __init__(self, attempt: Attempt, sources: Sequence[Mapping[str, Any]], scratch: Path) -> None:
        self._attempt = attempt
        self._sources = sources
        self._scratch = scratch
        self._folders: list[Path] = []
        self._written: dict[str, Path] = {}

    def run(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Run it once; the whole result is written to files.

        Raises:
            StatementError: The SQL is not allowed, or failed.
        """
        settings = self._attempt.context.settings
        timeout = min(settings.query_timeout_seconds, settings.limits.soft_seconds)
        folder = self._scratch / str(len(self._folders))
        folder.mkdir()
        self._folders.append(folder)
        answer = self._attempt.context.sandbox.run(
            "answer",
            {
                **asked,
                "tables": self._sources,
                "now": datetime.fromtimestamp(self._attempt.task.created_at, UTC).isoformat(),
                "save": True,
                "timeout_seconds": timeout,
            },
            folder=folder,
            timeout_seconds=timeout + _GRACE_SECONDS,
            on_progress=self._attempt.progress,
        )
        self._written[answer["engine"]] = folder
        return answer

    def files(self, engine: str) -> list[Path]:
        """Return what the last run whose answer came from this engine has written."""
        folder = self._written.get(engine)
        if folder is None:
            return []
        return [folder / name for name in RESULT_FILES if (folder / name).exists()]
