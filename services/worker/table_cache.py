"""Tables as local files: where they lie in a local store, else as copies that are kept for a while."""

import os
import time
import uuid
from contextlib import suppress
from pathlib import Path

from services.common.store import Store

ARRIVAL_SECONDS = 3600.0
"""A copy that has not grown for so long was left by a process that died."""

_PARTIAL = ".partial"
"""The folder of copies that are still arriving, which no other process may take for old ones."""


class TableCache:
    """Copies of immutable objects from a store; several processes may share one folder.

    Args:
        store: Where the objects lie.
        folder: Where their copies are kept.
        max_bytes: How large the folder may grow; the least recently used copies go first.
    """

    def __init__(self, store: Store, folder: Path, *, max_bytes: int) -> None:
        self._store = store
        self._folder = folder
        self._max_bytes = max_bytes

    def fetch(self, path: str) -> Path:
        """Return a local file with the object's bytes; never to be changed.

        Raises:
            NotFoundError: The store has no such object.
        """
        local = self._store.local_path(path)
        if local is not None:
            return local
        copy = self._folder / path
        with suppress(FileNotFoundError):  # not there, or gone since another process made room
            os.utime(copy)  # used now: the last to go
            return copy
        self._make_room(self._store.size(path))
        copy.parent.mkdir(parents=True, exist_ok=True)
        partial = self._folder / _PARTIAL / uuid.uuid4().hex
        partial.parent.mkdir(exist_ok=True)
        try:
            self._store.download(path, partial)
            partial.replace(copy)  # at once: another process never sees half of it
        finally:
            partial.unlink(missing_ok=True)
        return copy

    def _make_room(self, needed_bytes: int) -> None:
        if not self._folder.exists():
            return
        found = []
        for entry in self._folder.rglob("*"):
            with suppress(FileNotFoundError):  # another process makes room, too
                stat = entry.stat()
                is_arriving = entry.parent.name == _PARTIAL and stat.st_mtime > time.time() - ARRIVAL_SECONDS
                if entry.is_file() and not is_arriving:
                    found.append((entry, stat))
        used = sum(stat.st_size for _, stat in found) + needed_bytes
        for entry, stat in sorted(found, key=lambda pair: pair[1].st_mtime):
            if used <= self._max_bytes:
                return
            entry.unlink(missing_ok=True)  # a reader that has it open keeps it
            used -= stat.st_size
