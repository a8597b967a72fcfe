"""What governs the reading of one file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.options import IngestOptions


@dataclass(frozen=True)
class Terms:
    """The caps on a file, and what its user said about it."""

    limits: IngestLimits = field(default_factory=IngestLimits)
    options: IngestOptions = field(default_factory=IngestOptions)

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "Terms":
        """Take ``limits`` and ``options`` of a job's payload.

        Raises:
            FileOptionsError: An option is unknown or makes no sense.
        """
        limits = IngestLimits.from_json(payload.get("limits"))
        return cls(limits, IngestOptions.from_json(payload.get("options")))
