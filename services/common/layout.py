"""Where things lie in the store. Everything a tenant owns lies under its prefix."""

import re

from services.common.errors import InvalidRequestError

TENANTS = "tenants"
DEFAULT_TENANT = "default"
"""Whose everything is while no API key is configured."""

_TENANT = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


def is_tenant_name(name: str) -> bool:
    """Whether a tenant may be called so: it becomes part of paths and keys."""
    return _TENANT.fullmatch(name) is not None


def tenant_folder(tenant: str) -> str:
    """All that a tenant owns.

    Raises:
        InvalidRequestError: A name that could lead elsewhere.
    """
    if not is_tenant_name(tenant):
        raise InvalidRequestError("A tenant's name consists of a-z, 0-9, _ and -, at most 63 of them.")
    return f"{TENANTS}/{tenant}"


def files_folder(tenant: str) -> str:
    """All uploads of a tenant, a folder for each."""
    return f"{tenant_folder(tenant)}/files"


def file_folder(tenant: str, file_id: str) -> str:
    """An upload and what was decided about it."""
    return f"{files_folder(tenant)}/{file_id}"


def original(tenant: str, file_id: str) -> str:
    """The upload, byte for byte."""
    return f"{file_folder(tenant, file_id)}/original"


def intent(tenant: str, file_id: str) -> str:
    """What was promised with the 202: written before it."""
    return f"{file_folder(tenant, file_id)}/intent.json"


def outcome(tenant: str, file_id: str) -> str:
    """How the ingest ended; while it is missing, the intent stands."""
    return f"{file_folder(tenant, file_id)}/outcome.json"


def report(tenant: str, file_id: str, name: str) -> str:
    """How a file was read, as one reading told it."""
    return f"{file_folder(tenant, file_id)}/reports/{name}.json"


def table_folder(tenant: str, table_id: str) -> str:
    """All versions of a table."""
    return f"{tenant_folder(tenant)}/tables/{table_id}"


def versions_folder(tenant: str, table_id: str) -> str:
    """All versions of a table, each in a folder of its task and attempt."""
    return f"{table_folder(tenant, table_id)}/versions"


def version_folder(tenant: str, table_id: str, task_id: str, attempt: int) -> str:
    """One version: what one attempt of one task wrote. Never changed once a catalogue names it."""
    return f"{versions_folder(tenant, table_id)}/{task_id}/{attempt}"


def result_folder(tenant: str, task_id: str, attempt: int) -> str:
    """What one attempt of a question wrote."""
    return f"{tenant_folder(tenant)}/results/{task_id}/{attempt}"


def catalog_folder(tenant: str) -> str:
    """The tenant's catalogue: a row of numbered files."""
    return f"{tenant_folder(tenant)}/catalog"
