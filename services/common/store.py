"""The object store: what must outlive Redis, on local files or in a bucket.

Paths are relative to the store's URL; which tenant owns what is told by ``services.common.layout``.
Never touch a store before a process forks: its runtime does not survive a fork.
"""

import os
import re
import shutil
import stat
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from services.common.errors import NotFoundError, SettingsError, StoreFullError, StoreUnavailableError

CHUNK_BYTES = 5 * 1024**2
"""A part of a large object: the smallest that S3 takes."""

_FULL = ("os error 28", "os error 122", "os error 27")
"""How a local file system says: no space, over quota, over the file size limit."""

_UNFINISHED = re.compile(r"#\d+$")
"""How obstore names a local file that it has begun to write."""

_BOUNDED: dict[str, Any] = {
    "client_options": {"timeout": "30s", "connect_timeout": "3s", "allow_http": True},
    "retry_config": {"max_retries": 2, "retry_timeout": timedelta(seconds=10)},
}


@dataclass(frozen=True)
class StoredObject:
    """What a listing tells of one object."""

    path: str
    size_bytes: int
    modified: datetime


def _open_plain(source: Path) -> BinaryIO:
    # Neither followed when it is a link, nor waited for when it is a pipe.
    descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise ValueError("not a plain file")
    return file


@contextmanager
def _store_errors(path: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotFoundError(f"The store has no {path}.") from error
    except (BaseError, OSError) as error:
        if any(sign in str(error) for sign in _FULL):
            raise StoreFullError(
                "The file store is full. Delete files, or ask the operator for more room."
            ) from error
        raise StoreUnavailableError("The file store does not answer. Try again in a moment.") from error


class Store:
    """One object store.

    Every method raises ``StoreUnavailableError`` or ``StoreFullError`` when the store fails, and
    ``NotFoundError`` when the object is not there.

    Args:
        url: ``file://`` (relative paths are the working directory's), ``s3://``, ``gs://`` or ``az://``.
        options: Options of an object store by name; what is missing is taken from the environment.

    Raises:
        SettingsError: The URL names no store that we know, or an option is not known.
    """

    def __init__(self, url: str, *, options: Mapping[str, str] | None = None) -> None:
        self._root: Path | None = None
        # Plain HTTP is always allowed below; obstore dies of the option, which is no store's but a client's.
        given = {name: value for name, value in (options or {}).items() if not name.endswith("allow_http")}
        config: Any = given  # obstore's own type names every option of every store
        try:
            if urlsplit(url).scheme == "file":
                self._root = Path(url.removeprefix("file://")).resolve()
                self._objects: ObjectStore = LocalStore(self._root, mkdir=True, automatic_cleanup=True)
            else:
                self._objects = from_url(url, config=config, **_BOUNDED)
        except OSError as error:
            raise StoreUnavailableError(f"The file store cannot be opened: {error}") from error
        except (BaseError, ValueError) as error:
            reason = str(error).partition("\n")[0]
            raise SettingsError(f"SQLAGENT_STORE_URL: {url} cannot be opened as a store: {reason}") from error

    def read(self, path: str) -> bytes:
        """Return an object's bytes."""
        with _store_errors(path):
            return bytes(obstore.get(self._objects, path).bytes())

    def size(self, path: str) -> int:
        """Return an object's size in bytes."""
        with _store_errors(path):
            return int(obstore.head(self._objects, path)["size"])

    def write(self, path: str, content: bytes) -> None:
        """Write an object, over an older one."""
        with _store_errors(path):
            obstore.put(self._objects, path, content)

    def create(self, path: str, content: bytes) -> bool:
        """Write an object unless it exists; whether this call wrote it. One of many writers wins."""
        with _store_errors(path):
            try:
                obstore.put(self._objects, path, content, mode="create")
            except AlreadyExistsError:
                return False
        return True

    def upload(self, path: str, source: Path) -> None:
        """Copy a local file into the store; a link is not followed.

        Raises:
            OSError: It is a link, or cannot be read.
            ValueError: It is another thing than a file.
        """
        with _open_plain(source) as file, _store_errors(path):
            obstore.put(self._objects, path, file, chunk_size=CHUNK_BYTES)

    async def receive(self, path: str, chunks: AsyncIterator[bytes]) -> None:
        """Write an object as its bytes arrive; an exception from ``chunks`` leaves nothing behind."""
        # Leaving the block closes the writer, or aborts it when there is an exception.
        with _store_errors(path):
            async with obstore.open_writer_async(self._objects, path, buffer_size=CHUNK_BYTES) as writer:
                async for chunk in chunks:
                    await writer.write(chunk)

    def stream(self, path: str) -> Iterator[bytes]:
        """Return an object in chunks; fails before the first chunk when it is not there."""
        with _store_errors(path):
            result = obstore.get(self._objects, path)
        return (bytes(chunk) for chunk in result.stream(min_chunk_size=256 * 1024))

    def local_path(self, path: str) -> Path | None:
        """Where an object lies as a file, if this store is a folder."""
        return None if self._root is None else self._root / path

    def download(self, path: str, target: Path) -> None:
        """Copy an object to a local file."""
        with target.open("wb") as file:
            for chunk in self.stream(path):
                file.write(chunk)

    def objects(self, prefix: str, *, after: str | None = None) -> Iterator[StoredObject]:
        """List the objects below a folder, in no particular order.

        Args:
            prefix: Whole folder names, without the last slash.
            after: Only objects whose path comes later in the alphabet.
        """
        with _store_errors(prefix):
            for batch in obstore.list(self._objects, prefix, offset=after):
                for meta in batch:
                    yield StoredObject(meta["path"], meta["size"], meta["last_modified"])

    def folders(self, prefix: str) -> list[str]:
        """Return the paths of the folders directly below a folder."""
        with _store_errors(prefix):
            return list(obstore.list_with_delimiter(self._objects, prefix)["common_prefixes"])

    def delete(self, paths: Iterable[str]) -> None:
        """Delete objects; one that is gone already is no error."""
        for path in paths:
            with _store_errors(path):
                try:
                    obstore.delete(self._objects, path)
                except FileNotFoundError:
                    continue

    def delete_folder(self, prefix: str) -> None:
        """Delete every object below a folder, and what a killed process had only begun to write."""
        self.delete([found.path for found in self.objects(prefix)])
        if self._root is not None:
            shutil.rmtree(self._root / prefix, ignore_errors=True)

    def delete_unfinished(self, prefix: str, *, before: datetime) -> int:
        """Delete what killed processes had only begun to write; return how many files.

        Only a folder keeps such files, which no listing shows; a bucket's own lifecycle ends its uploads.
        """
        if self._root is None:
            return 0
        unfinished = [
            path
            for path in (self._root / prefix).rglob("*")
            if _UNFINISHED.search(path.name) and path.is_file() and path.stat().st_mtime < before.timestamp()
        ]
        for path in unfinished:
            path.unlink(missing_ok=True)
        return len(unfinished)
