"""Errors that no user can mend: what we depend on, and what we got wrong."""

from services.common.errors.roots import FatalError, TransientError


class RedisUnavailableError(TransientError):
    """Redis did not answer in time, or refused."""

    code = "redis_unavailable"


class StoreUnavailableError(TransientError):
    """The object store did not answer, or refused."""

    code = "store_unavailable"


class StoreFullError(TransientError):
    """The object store has no room left."""

    code = "store_full"


class CatalogConflictError(TransientError):
    """Other writers of the same catalogue won every time."""

    code = "catalog_conflict"


class SandboxLostError(TransientError):
    """The child process that did the work ended without saying why."""

    code = "sandbox_lost"


class SettingsError(FatalError):
    """The configuration cannot work; the process refuses to start."""

    code = "settings_invalid"


class TaskTimeoutError(FatalError):
    """The task ran longer than a task may."""

    code = "timeout"


class SandboxViolationError(FatalError):
    """A job left in its folder what it may not leave, or named what is not its own."""

    code = "sandbox_violation"


class AttemptLostError(FatalError):
    """This attempt's token no longer stands: another attempt has the task, or it ended."""

    code = "attempt_lost"
