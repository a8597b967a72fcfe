"""Copies a store to another, also while it is in use: for a backup, for restoring one, and for moving.

``python -m services.worker.store_copy FROM TO``. It may be repeated, and then copies only what is new.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from services.common import layout
from services.common.catalog_store import entry_number, newest_readable
from services.common.errors import NotFoundError, SettingsError, SqlAgentError
from services.common.settings import load_settings
from services.common.store import Store, StoredObject

_THREADS = 8
"""Objects on their way at once."""

_CLOCK = timedelta(seconds=1)
"""Object stores tell whole seconds."""


class Copied(NamedTuple):
    """What a copy did, in objects."""

    copied: int
    kept: int
    """Were there already."""


class StoreCopy:
    """One way from a store to another.

    The order is what makes a copy of a store in use whole. An outcome is written after the catalogue entry
    that it speaks of, and an entry after the files that it names: so outcomes are copied first, then the
    catalogues, then the rest, each from a listing of its own. An upload of which only the beginning is copied
    has no outcome, and Beat submits it again.

    Args:
        source: Is only read.
        target: Nothing in it is deleted, but outcomes that the source took back.
    """

    def __init__(self, source: Store, target: Store) -> None:
        self._source = source
        self._target = target
        self._there: dict[str, StoredObject] = {}

    def run(self) -> Copied:
        """Copy.

        Raises:
            StoreUnavailableError: One of the two does not answer; what was copied is kept.
            NotFoundError: The source holds nothing: it is mistyped, most likely.
        """
        if not self._source.folders(layout.TENANTS):
            raise NotFoundError("The store to copy from holds nothing. Is its address right?")
        self._there = {found.path: found for found in self._target.objects(layout.TENANTS)}
        outcomes = [found for found in self._list() if _is_outcome(found.path)]
        done = [self._copy_all(outcomes)]
        done.append(self._copy_all(_readable(found for found in self._list() if _is_catalog(found.path))))
        rest = [
            found for found in self._list() if not _is_outcome(found.path) and not _is_catalog(found.path)
        ]
        done.append(self._copy_all(rest))
        self._take_back_outcomes({found.path for found in outcomes}, {found.path for found in rest})
        return Copied(sum(one.copied for one in done), sum(one.kept for one in done))

    def _list(self) -> list[StoredObject]:
        return list(self._source.objects(layout.TENANTS))

    def _copy_all(self, objects: Iterable[StoredObject]) -> Copied:
        with ThreadPoolExecutor(_THREADS) as pool:
            copied = list(pool.map(self._copy, objects))
        return Copied(sum(copied), len(copied) - sum(copied))

    def _copy(self, found: StoredObject) -> bool:
        there = self._there.get(found.path)
        if there and there.size_bytes == found.size_bytes and there.modified + _CLOCK >= found.modified:
            return False
        descriptor, name = tempfile.mkstemp(prefix="store-copy-")
        os.close(descriptor)
        try:
            self._source.download(found.path, Path(name))
            self._target.upload(found.path, Path(name))
        except NotFoundError:  # deleted since it was listed
            return False
        finally:
            os.unlink(name)
        return True

    def _take_back_outcomes(self, outcomes: set[str], rest: set[str]) -> None:
        """Delete the outcomes of uploads that were sent again since an earlier copy: they are open again."""
        self._target.delete(
            path
            for path in self._there
            if _is_outcome(path) and path not in outcomes and path.replace(_OUTCOME, _INTENT) in rest
        )


_OUTCOME, _INTENT = "/outcome.json", "/intent.json"


def _is_outcome(path: str) -> bool:
    return path.endswith(_OUTCOME)


def _is_catalog(path: str) -> bool:
    return "/catalog/" in path


def _readable(entries: Iterable[StoredObject]) -> list[StoredObject]:
    """Leave out entries after a gap: a listing of a folder that grows may show a late one alone."""
    folders: dict[str, list[StoredObject]] = {}
    for entry in entries:
        folders.setdefault(entry.path.rpartition("/")[0], []).append(entry)
    kept: list[StoredObject] = []
    for rows in folders.values():
        last = newest_readable([entry_number(entry.path) for entry in rows])
        kept += [entry for entry in rows if entry_number(entry.path) <= last]
    return kept


def main(arguments: list[str]) -> int:
    """Copy what the command line names, with the object store's options from the settings."""
    if len(arguments) != 2:
        print("usage: python -m services.worker.store_copy FROM TO", file=sys.stderr)
        return 2
    try:
        source, target = (_open(url) for url in arguments)
        copied = StoreCopy(source, target).run()
    except SqlAgentError as error:
        print(f"sqlagent: {error.message}", file=sys.stderr)
        return 1
    print(f"copied {copied.copied} objects, {copied.kept} were there already")
    return 0


def _open(url: str) -> Store:
    """Open a store; a mistyped address must not make an empty folder that then counts as copied."""
    if "://" not in url:
        raise SettingsError(f"{url} is no store: write file://, s3://, gs:// or az://.")
    return Store(url, options={} if url.startswith("file://") else load_settings().store_config)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
