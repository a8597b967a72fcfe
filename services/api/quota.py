"""How much a tenant may store: what the catalogue counts, and the uploads that it does not know yet.

Uploads that arrive side by side, or that wait for a worker, would each find the room that is there now. So
each reserves its bytes in Redis, until the catalogue has the file.
"""

import time

from redis import Redis

from services.common.catalog_store import CatalogStore
from services.common.connection import redis_errors
from services.common.errors import RedisUnavailableError, StorageQuotaError
from services.common.keys import PREFIX

RESERVED_SECONDS = 24 * 3600
"""Longer than an upload takes to arrive and to be read; then a reservation counts no more, if it is left."""


class Quota:
    """The quota of every tenant.

    Args:
        client: Decodes responses.
        catalogs: Tell what is stored.
        max_bytes: For each tenant; 0 for any number.
    """

    def __init__(self, client: Redis, catalogs: CatalogStore, *, max_bytes: int) -> None:
        self._client = client
        self._catalogs = catalogs
        self._max_bytes = max_bytes

    def reserve(self, tenant: str, file_id: str, size_bytes: int) -> None:
        """Reserve room for a file that arrives; again with another size, once that is known.

        Raises:
            StorageQuotaError: There is none; nothing is reserved then.
        """
        if not self._max_bytes:
            return
        key, now = _key(tenant), int(time.time())
        with redis_errors(), self._client.pipeline() as pipeline:
            pipeline.hset(key, file_id, f"{size_bytes}:{now + RESERVED_SECONDS}")
            pipeline.expire(key, RESERVED_SECONDS)
            pipeline.hgetall(key)
            found: dict[str, str] = pipeline.execute()[-1]
        catalog = self._catalogs.read(tenant)
        reserved, settled = 0, []
        for other, value in found.items():
            size, _, until = value.partition(":")
            if other in catalog.files or other in catalog.deleted or int(until) < now:
                settled.append(other)
            else:
                reserved += int(size)
        if settled:
            with redis_errors():
                self._client.hdel(key, *settled)
        # An empty file would fit into a full store, and its tables would not.
        if catalog.stored_bytes + reserved >= self._max_bytes:
            self.release(tenant, file_id)
            raise self._exceeded()

    def demand_room(self, tenant: str) -> None:
        """Refuse what would add to what is stored while there is no room.

        Raises:
            StorageQuotaError: There is none.
        """
        if self._max_bytes and self._catalogs.read(tenant).stored_bytes >= self._max_bytes:
            raise self._exceeded()

    def release(self, tenant: str, file_id: str) -> None:
        """Give up a reservation; one that Redis keeps lapses by itself."""
        try:
            with redis_errors():
                self._client.hdel(_key(tenant), file_id)
        except RedisUnavailableError:
            return

    def _exceeded(self) -> StorageQuotaError:
        return StorageQuotaError(
            f"Your files and tables take all of the {self._max_bytes:,} bytes that you may keep. "
            "Delete some first.",
            retry_after_seconds=60,
        )


def _key(tenant: str) -> str:
    return f"{PREFIX}uploads:{tenant}"
