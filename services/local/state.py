"""The folder of a local run: its data, its lock, its login, and what it tells about itself."""

import fcntl
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.common.errors import SettingsError

FOLDER_VARIABLE = "SQLAGENT_LOCAL_FOLDER"
DEFAULT_FOLDER = ".local"
"""In the checkout, ignored by git, kept between runs."""


@dataclass(frozen=True)
class LocalState:
    """Where everything of a local run lies."""

    folder: Path

    @classmethod
    def from_environment(cls) -> "LocalState":
        """Find the folder; it need not exist."""
        return cls(Path(os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER).absolute())

    @property
    def redis_folder(self) -> Path:
        """Redis' data."""
        return self.folder / "redis"

    @property
    def flower_login(self) -> Path:
        """A file with ``user:password``."""
        return self.folder / "flower-login"

    @property
    def sample(self) -> Path:
        """The sample workbook of ``make demo``."""
        return self.folder / "sample.xlsx"

    @property
    def _announcement(self) -> Path:
        return self.folder / "run.json"

    def prepare(self) -> None:
        """Make the folders, and Flower's login unless there is one.

        Raises:
            SettingsError: The folder cannot be written.
        """
        try:
            self.redis_folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)  # uploads and questions are nobody else's on this machine
            if not self.flower_login.exists():
                descriptor = os.open(self.flower_login, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "w") as file:
                    file.write(f"sqlagent:{secrets.token_urlsafe(12)}\n")
        except OSError as error:
            raise SettingsError(f"{self.folder} cannot be written: {error.strerror}.") from error

    def lock(self) -> int:
        """Take the folder for this process, for as long as it lives; return the lock's descriptor.

        Raises:
            SettingsError: Another local run has it.
        """
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 20).decode().strip()
            os.close(descriptor)
            raise SettingsError(
                f"It is running here already (pid {holder}). Ctrl-C there stops it."
            ) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        return descriptor

    def announce(self, addresses: dict[str, str]) -> None:
        """Tell other commands where the product listens."""
        draft = self._announcement.with_suffix(".new")
        draft.write_text(json.dumps({"pid": os.getpid(), **addresses}))
        draft.replace(self._announcement)

    def withdraw(self) -> None:
        """Take the announcement back."""
        self._announcement.unlink(missing_ok=True)

    def announced(self) -> dict[str, Any] | None:
        """Return what a run told about itself; None when none is ready."""
        try:
            return dict(json.loads(self._announcement.read_text()))
        except FileNotFoundError:
            return None

    def sent(self) -> dict[str, str]:
        """Return which contents were sent where, and the file ids that they got."""
        try:
            return dict(json.loads(self._sent.read_text()))
        except FileNotFoundError:
            return {}

    def remember_sent(self, content: str, file_id: str) -> None:
        """Keep the file id of a content, so that asking twice does not send it twice."""
        self._sent.write_text(json.dumps({**self.sent(), content: file_id}))

    @property
    def _sent(self) -> Path:
        return self.folder / "sent.json"
