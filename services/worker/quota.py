"""A tenant's quota, where work would add a further version to what is stored."""

from services.common.catalog import Catalog
from services.common.errors import StorageQuotaError
from services.worker.attempt import Attempt


def demand_room(attempt: Attempt, catalog: Catalog) -> None:
    """Refuse a version while there is no room.

    The api looked when the task was sent, and many tasks may have been sent since.

    Raises:
        StorageQuotaError: The tenant keeps as much as it may.
    """
    most = attempt.context.settings.tenant_max_stored_bytes
    if most and catalog.stored_bytes >= most:
        raise StorageQuotaError(
            f"Your files and tables take all of the {most:,} bytes that you may keep. Delete some first.",
            retry_after_seconds=60,
        )
