"""What a 202 for an upload promises; it lies beside the upload, so that a lost Redis does not lose it."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class Intent(BaseModel):
    """An accepted upload, and what is to become of it."""

    task_id: str
    file_id: str
    name: str
    size_bytes: int
    sha256: str
    created_at: datetime
    options: dict[str, Any] = {}
    """What its user says of the file."""

    replace: str | None = None
    """The id of the table whose rows it shall take the place of."""

    append: str | None = None
    """The id of the table that its rows shall be added to."""

    @property
    def payload(self) -> dict[str, Any]:
        """What the task that reads it is given."""
        asked = {"options": self.options, "replace": self.replace, "append": self.append}
        return {
            "file_id": self.file_id,
            "name": self.name,
            "size_bytes": self.size_bytes,
            **{name: value for name, value in asked.items() if value},
        }
