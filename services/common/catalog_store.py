"""Where catalogues lie: each as a row of immutable numbered files, written create-only.

Of many writers one wins a number; the others read the newest and try again. The newest is what is true.
Most entries hold one change and every 32nd the whole catalogue, so a change costs what it changes, however
many tables a tenant has. A process remembers the newest catalogue that it saw and asks only for what follows.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.common import layout
from services.common.catalog import Catalog, CatalogChange
from services.common.errors import CatalogConflictError, NotFoundError
from services.common.store import Store

WRITE_TRIES = 60
"""Enough for that many writers at once; each try has one winner."""

WHOLE_EVERY = 32
"""An entry whose number is a multiple holds the whole catalogue. More often costs writers, more seldom
costs processes that start."""

KEPT_ENTRIES = 100
"""Older entries are pruned once they are a day old: no writer is that late."""

TRUSTED_SECONDS = 3600.0
"""How long a process may go without a look and still only ask for what follows: far less than the day
after which entries are pruned, or it would take a pruned entry for one that is not there yet."""

REMEMBERED = 32
"""Tenants whose catalogue a process keeps in memory."""


@dataclass(frozen=True)
class _Known:
    catalog: Catalog
    seen_at: float
    """When nothing followed it."""


class CatalogStore:
    """Reads and changes the catalogues that lie in a store; threads may share one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}

    def read(self, tenant: str) -> Catalog:
        """Return the tenant's newest catalogue; an empty one for a tenant that has none."""
        catalog = self._remembered(tenant)
        for _ in range(WHOLE_EVERY):
            now = time.time()
            following = self._following(tenant, catalog)
            if following is None:
                self._remember(tenant, _Known(catalog, now))
                return catalog
            catalog = following
        # So many changes since the last look: the newest whole catalogue is nearer.
        self._forget(tenant)
        return self.read(tenant)

    def change(self, tenant: str, change: Callable[[Catalog], Catalog]) -> Catalog:
        """Apply a change to the newest catalogue and return the result.

        Args:
            tenant: Whose catalogue.
            change: A pure function; it is called again on a newer catalogue when another writer won.
                Returning its argument unchanged writes nothing.

        Raises:
            CatalogConflictError: Other writers won every time.
        """
        for attempt in range(WRITE_TRIES):
            catalog = self.read(tenant)
            changed = change(catalog)
            if changed is catalog:
                return catalog
            number = catalog.number + 1
            entry = CatalogChange.between(Catalog() if number % WHOLE_EVERY == 0 else catalog, changed)
            content = entry.model_dump_json(exclude_defaults=True).encode()
            now = time.time()
            if self._store.create(_path(tenant, number), content):
                changed = changed.model_copy(update={"number": number})
                self._remember(tenant, _Known(changed, now))
                return changed
            time.sleep(random.uniform(0, 0.02) * min(attempt + 1, 5))  # noqa: S311 - spreads writers only
        raise CatalogConflictError("Too many changes at once to this tenant's tables. Try again.")

    def prune(self, tenant: str, *, older_than: datetime) -> None:
        """Delete entries that are long superseded; what the newest needs to be read stays."""
        entries = sorted(self._store.objects(layout.catalog_folder(tenant)), key=lambda found: found.path)
        if not entries:
            return
        first = (entry_number(entries[-1].path) - KEPT_ENTRIES) // WHOLE_EVERY * WHOLE_EVERY
        old = [
            found.path
            for found in entries
            if entry_number(found.path) < first and found.modified < older_than
        ]
        self._store.delete(old)

    def _following(self, tenant: str, catalog: Catalog) -> Catalog | None:
        try:
            content = self._store.read(_path(tenant, catalog.number + 1))
        except NotFoundError:
            return None
        return _after(catalog, CatalogChange.model_validate_json(content))

    def _remembered(self, tenant: str) -> Catalog:
        known = self._known.get(tenant)
        if known is not None and 0 <= time.time() - known.seen_at < TRUSTED_SECONDS:
            return known.catalog
        found = self._store.objects(layout.catalog_folder(tenant))
        newest = newest_readable([entry_number(entry.path) for entry in found])
        # One before the whole one, which then makes everything.
        catalog = Catalog(number=max(newest // WHOLE_EVERY * WHOLE_EVERY - 1, 0))
        while catalog.number < newest:
            content = self._store.read(_path(tenant, catalog.number + 1))
            catalog = _after(catalog, CatalogChange.model_validate_json(content))
        return catalog

    def _remember(self, tenant: str, known: _Known) -> None:
        with self._lock:
            self._known.pop(tenant, None)
            self._known[tenant] = known  # last, so that the tenant seen least recently is first
            if len(self._known) > REMEMBERED:
                del self._known[next(iter(self._known))]

    def _forget(self, tenant: str) -> None:
        with self._lock:
            self._known.pop(tenant, None)


def _after(catalog: Catalog, change: CatalogChange) -> Catalog:
    """Apply the entry that follows a catalogue: a change, or the whole."""
    is_whole = (catalog.number + 1) % WHOLE_EVERY == 0
    return change.apply(Catalog(number=catalog.number) if is_whole else catalog)


def _path(tenant: str, number: int) -> str:
    return f"{layout.catalog_folder(tenant)}/{number:09d}.json"


def newest_readable(numbers: Sequence[int]) -> int:
    """Return the last of a row of entries that can be read; 0 if none can.

    What follows a gap cannot. Writers leave none, but a copy of a store that is in use may have one.
    """
    there = set(numbers)
    last = max(there, default=0)
    while last:
        first = max(last // WHOLE_EVERY * WHOLE_EVERY, 1)
        gap = next((number for number in range(first, last + 1) if number not in there), None)
        if gap is None:
            return last
        last = gap - 1
    return 0


def entry_number(path: str) -> int:
    """Return the number that an entry's path bears."""
    return int(path.rpartition("/")[2].partition(".")[0])
