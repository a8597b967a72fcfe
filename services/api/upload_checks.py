"""What is checked of an upload: its name, its size, and whether its tenant may send it."""

import re

from services.api.context import ApiContext
from services.common import keys
from services.common.connection import redis_errors
from services.common.errors import (
    FileNameInvalidError,
    FileTooLargeError,
    FileTypeUnsupportedError,
    TooManyOpenTasksError,
)

TEXT_EXTENSIONS = ("csv", "tab", "tsv", "txt")
WORKBOOK_EXTENSIONS = ("ods", "xls", "xlsb", "xlsm", "xlsx")
ARCHIVE_EXTENSIONS = ("zip",)
"""Of text files."""
EXTENSIONS = tuple(sorted((*TEXT_EXTENSIONS, *WORKBOOK_EXTENSIONS, *ARCHIVE_EXTENSIONS)))
"""What the worker can read; a consistency test compares this with its formats."""

MAX_NAME_CHARACTERS = 200

FORM_BYTES = 2 * 64 * 1024
"""What a form may add to its file."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")


def clean_name(sent: str) -> str:
    """Return the base name of an upload.

    Raises:
        FileNameInvalidError: It is none that a file can have.
        FileTypeUnsupportedError: Its extension is none that can be read.
    """
    name = re.split(r"[/\\]", sent)[-1].strip()
    stem = name.rpartition(".")[0] if "." in name else name
    if not name or not stem.strip(" .") or _CONTROL.search(name) or len(name) > MAX_NAME_CHARACTERS:
        raise FileNameInvalidError(
            f"The file's name must have 1 to {MAX_NAME_CHARACTERS} printable characters in UTF-8. "
            "Rename the file and upload it again."
        )
    if "." not in name or extension_of(name) not in EXTENSIONS:
        raise FileTypeUnsupportedError(
            f"“{name}” is not a file type that can be read. Upload one of: {', '.join(EXTENSIONS)}."
        )
    return name


def extension_of(name: str) -> str:
    """Return what a file's name ends in, in lower case."""
    return name.rpartition(".")[2].lower()


def too_large(limit: int) -> FileTooLargeError:
    """Say that a file has more bytes than are accepted."""
    return FileTooLargeError(
        f"The file is larger than {limit:,} bytes, the largest that is accepted. Split it, or leave out "
        "sheets that you do not need."
    )


def check_claim(context: ApiContext, tenant: str, claimed_bytes: int | None, file_id: str) -> None:
    """Refuse an upload before its body is read, by what is known of it and of its tenant.

    Raises:
        FileTooLargeError: It says itself that it is too large.
        TooManyOpenTasksError: The tenant has too many unfinished tasks.
        StorageQuotaError: The tenant has no room for it.
    """
    settings = context.settings
    context.admission.demand_room()
    claim = max(0, (claimed_bytes or 0) - FORM_BYTES)
    if claim > settings.upload_max_bytes:
        raise too_large(settings.upload_max_bytes)
    with redis_errors():
        unfinished = int(context.redis.scard(keys.tenant_open(tenant)))
    if settings.tenant_max_open_tasks and unfinished >= settings.tenant_max_open_tasks:
        raise TooManyOpenTasksError(
            f"There are {unfinished} unfinished tasks already. Wait until some have ended.",
            retry_after_seconds=5,
        )
    context.quota.reserve(tenant, file_id, claim)
