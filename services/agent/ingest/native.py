"""Calls into the native reader of workbooks: each of its failures gets a name a user understands."""

from collections.abc import Callable
from typing import TypeVar

from services.agent.ingest.archive import damaged
from services.common.errors import FileCorruptError, FileEncryptedError, FileTooComplexError

Result = TypeVar("Result")


def native(name: str, read: Callable[[], Result]) -> Result:
    """Call the native reader and name its failures."""
    try:
        return read()
    except MemoryError as error:
        raise FileTooComplexError(
            f"“{name}” needs more memory than one file may take. Split it into several files."
        ) from error
    except BaseException as error:
        # A panic of the native reader derives from BaseException, so that nothing catches it by accident.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        text = str(error).lower()
        if "password" in text or "encrypt" in text:
            raise FileEncryptedError(
                f"“{name}” is protected by a password. Remove it, save, and upload it again."
            ) from error
        raise FileCorruptError(damaged(name)) from error
