"""Settings of every process, from the environment, a ``.env`` file, or files that hold secrets.

``SQLAGENT_<FIELD>`` sets a field; ``SQLAGENT_<FIELD>_FILE`` names a file that holds a secret. The plain
names that Celery's users know (``REDIS_URL``, ``CELERY_BROKER_URL``, ``CELERY_RESULT_BACKEND``,
``TASK_TIMEOUT``) are honoured too.
"""

import os
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import quote, urlsplit, urlunsplit

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from services.common.errors import SettingsError
from services.common.limits import DRAIN_SECONDS, TaskLimits, derive_limits
from services.common.messages import QueueName

ENV_FILE = ".env"
PREFIX = "SQLAGENT_"

SECRETS = ("redis_password", "store_options", "api_key_hashes", "flower_basic_auth", "model_api_key")
"""Fields that may come from a file."""


def _plain(name: str, field: str) -> AliasChoices:
    return AliasChoices(PREFIX + field.upper(), name)


class Settings(BaseSettings):
    """What an operator can choose; everything else follows from it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, extra="ignore", frozen=True, populate_by_name=True
    )

    redis_url: str = Field("redis://localhost:6379/0", validation_alias=_plain("REDIS_URL", "redis_url"))
    """Broker, task records and results: one Redis, one database."""

    celery_broker_url: str | None = Field(
        None, validation_alias=_plain("CELERY_BROKER_URL", "celery_broker_url")
    )
    """The broker, where an operator sets it apart; it takes the place of ``redis_url``."""

    celery_result_backend: str | None = Field(
        None, validation_alias=_plain("CELERY_RESULT_BACKEND", "celery_result_backend")
    )
    """Must name the broker's Redis and database: record and message are written in one script."""

    redis_password: SecretStr | None = None
    """Put into the Redis URL."""

    store_url: str = "file://.local/store"
    """Where files, tables and results lie: ``file://``, ``s3://``, ``gs://`` or ``az://``."""

    store_options: SecretStr | None = None
    """A line for each option of an object store, ``name=value``: credentials, region, endpoint."""

    task_timeout_seconds: float = Field(
        300.0, validation_alias=AliasChoices("SQLAGENT_TASK_TIMEOUT_SECONDS", "TASK_TIMEOUT")
    )
    """How long a task may take; every other limit follows from it."""

    task_events: bool = True
    """Send Celery's task events: Flower's pages are empty without them; idle tasks cost 40 % more."""

    result_ttl_seconds: int = Field(3600, ge=1)
    """How long records and results are kept after a task's end."""

    retry_first_seconds: float = Field(5.0, gt=0, allow_inf_nan=False)
    """The delay before the first retry; it doubles, up to 60 s."""

    worker_concurrency: int = Field(4, ge=1)
    """Tasks that one worker runs at once."""

    drain_seconds: float = Field(DRAIN_SECONDS, gt=0, allow_inf_nan=False)
    """How long a worker that is told to go may finish what it runs; then it hands the rest back."""

    sandbox_memory_bytes: int = Field(2 * 1024**3, ge=256 * 1024**2)
    """Address space of the child process that reads a file or runs a query."""

    query_timeout_seconds: float = Field(60.0, gt=0, allow_inf_nan=False)
    """A query is interrupted after this; the soft limit of a task bounds it too."""

    table_cache_path: Path = Path(".local/table-cache")
    """Where a worker keeps copies of tables that lie in an object store."""

    table_cache_bytes: int = Field(4 * 1024**3, ge=0)
    """How large those copies may grow together."""

    api_host: str = "127.0.0.1"
    api_port: int = Field(8001, ge=0, le=65535)
    api_key_hashes: SecretStr | None = None
    """A line for each key: tenant, space, SHA-256 of the key in hex. None: one tenant, ``default``."""

    api_allow_anonymous: bool = False
    """Listen beyond loopback although no key is configured."""

    upload_max_bytes: int = Field(512 * 1024**2, ge=1)
    tenant_max_open_tasks: int = Field(1000, ge=0)
    """Unfinished tasks that a tenant may have; 0 for any number."""

    tenant_requests_per_minute: int = Field(3000, ge=0)
    """Requests that a tenant may send; 0 for any number."""

    tenant_max_stored_bytes: int = Field(20 * 1024**3, ge=0)
    """Bytes of files and tables that a tenant may keep; 0 for any number."""

    model_url: str = ""
    """A language model's endpoint that speaks OpenAI's protocol, up to its version: ``https://…/v1``."""

    model_name: str = ""
    """What the model is called there."""

    model_api_key: SecretStr | None = None
    """Sent to it as a bearer token."""

    model_mode: Literal["rules", "model", "both"] = "both"
    """Who answers where there is a model; ``both``: the rules when confident, else the model."""

    model_timeout_seconds: float = Field(30.0, gt=0)
    """What one question may take of the model, all tries together."""

    model_max_tokens: int = Field(8000, ge=1)
    """Likewise, in tokens sent and received."""

    flower_basic_auth: SecretStr | None = None
    """``user:password`` for Flower, which refuses to start without."""

    exporter_host: str = "127.0.0.1"
    exporter_port: int = Field(9808, ge=0, le=65535)
    extra_queues: str = Field("", pattern=r"^([a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*)?$")
    """Queues beside the four, separated by commas: workers may serve them; watched like these."""

    heartbeat_path: Path | None = None
    """A file that a worker or Beat touches while it is well, for Kubernetes' probes."""

    log_level: Annotated[str, NoDecode] = "INFO"

    @property
    def broker_url(self) -> str:
        """The Redis URL, password included; never to be logged."""
        url = self.celery_broker_url or self.redis_url
        if self.redis_password is None:
            return url
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        user = parts.username or ""
        netloc = f"{user}:{quote(self.redis_password.get_secret_value(), safe='')}@{host}"
        return urlunsplit(parts._replace(netloc=netloc))

    @property
    def store_config(self) -> dict[str, str]:
        """The object store's options by name.

        Raises:
            SettingsError: A line is no option; its content is not told.
        """
        config = {}
        lines = self.store_options.get_secret_value().splitlines() if self.store_options else []
        for number, line in enumerate(lines, start=1):
            name, separator, value = line.partition("=")
            if line.strip() and not separator:
                raise SettingsError(f"SQLAGENT_STORE_OPTIONS: line {number} is not of the form name=value.")
            if separator:
                config[name.strip().lower()] = value.strip()
        return config

    @property
    def queues(self) -> tuple[str, ...]:
        """Every queue that there is."""
        extra = [name for name in self.extra_queues.split(",") if name]
        return tuple(dict.fromkeys([*map(str, QueueName), *extra]))

    @property
    def limits(self) -> TaskLimits:
        """The time limits of a task."""
        return derive_limits(self.task_timeout_seconds, drain_seconds=self.drain_seconds)

    @model_validator(mode="after")
    def _whole_model(self) -> Self:
        if not self.model_url:
            return self
        if urlsplit(self.model_url).scheme not in ("http", "https"):
            raise ValueError("SQLAGENT_MODEL_URL must begin with http:// or https://")
        if not self.model_name:
            raise ValueError("SQLAGENT_MODEL_URL names an endpoint, and SQLAGENT_MODEL_NAME no model")
        return self

    @model_validator(mode="after")
    def _one_redis(self) -> Self:
        broker = self.celery_broker_url or self.redis_url
        backend = self.celery_result_backend
        if backend is not None and _place(backend) != _place(broker):
            raise ValueError(
                "CELERY_RESULT_BACKEND must name the broker's Redis and database, because record and "
                f"message are written in one step: it names {_place(backend)}, the broker is {_place(broker)}"
            )
        derive_limits(self.task_timeout_seconds, drain_seconds=self.drain_seconds)
        return self


def _place(url: str) -> str:
    """Host, port and database: what two URLs must share to mean the same Redis."""
    parts = urlsplit(url)
    if parts.scheme not in ("redis", "rediss"):
        return f"{parts.scheme}://"
    database = parts.path.strip("/") or "0"
    return f"{parts.hostname or 'localhost'}:{parts.port or 6379}/{database}"


def _secrets_from_files() -> dict[str, str]:
    """Read the secrets that ``…_FILE`` names; the environment comes before ``.env``."""
    environment = {**dotenv_values(ENV_FILE), **os.environ}
    found = {}
    for field in SECRETS:
        path = environment.get(f"{PREFIX}{field.upper()}_FILE")
        if path:
            try:
                text = Path(path).read_text().strip()
            except OSError as error:
                raise SettingsError(
                    f"{PREFIX}{field.upper()}_FILE: cannot read {path}: {error.strerror}."
                ) from error
            if text:  # an empty file is no secret: a Redis without a password
                found[field] = text
    return found


def load_settings(**overrides: Any) -> Settings:
    """Read the settings of this process.

    Raises:
        SettingsError: In one line, naming each variable that cannot work and why.
    """
    try:
        return Settings(**{**_secrets_from_files(), **overrides})
    except ValidationError as error:
        reasons = [_one_line(problem) for problem in error.errors()]
        raise SettingsError("; ".join(reasons)) from error
    except SettingsError:
        raise
    except ValueError as error:  # pydantic-settings: a source that it cannot parse
        raise SettingsError(" ".join(str(error).split())) from error


def _one_line(problem: Any) -> str:
    where = ".".join(str(part) for part in problem["loc"])
    what = problem["msg"].removeprefix("Value error, ")
    if not where:
        return str(what)
    name = where if where.isupper() else PREFIX + where.upper()
    return f"{name}: {what}"
