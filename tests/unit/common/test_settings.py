from pathlib import Path

import pytest

from services.common.errors import SettingsError
from services.common.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings read the environment and ``.env`` of the working directory: give them neither."""
    for field in Settings.model_fields:
        monkeypatch.delenv(f"SQLAGENT_{field.upper()}", raising=False)
    for name in ("REDIS_URL", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND", "TASK_TIMEOUT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value", "field", "expected"),
    [
        ("REDIS_URL", "redis://r:1/2", "broker_url", "redis://r:1/2"),
        ("SQLAGENT_REDIS_URL", "redis://r:1/2", "broker_url", "redis://r:1/2"),
        ("CELERY_BROKER_URL", "redis://r:1/2", "broker_url", "redis://r:1/2"),
        ("TASK_TIMEOUT", "7", "task_timeout_seconds", 7.0),
        ("SQLAGENT_TASK_TIMEOUT_SECONDS", "7", "task_timeout_seconds", 7.0),
        ("SQLAGENT_API_PORT", "9000", "api_port", 9000),
    ],
)
def test_a_variable_sets_its_field(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, field: str, expected: object
) -> None:
    monkeypatch.setenv(variable, value)

    assert getattr(load_settings(), field) == expected


def test_an_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("REDIS_URL=redis://file:1/0\nTASK_TIMEOUT=9\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("TASK_TIMEOUT", "8")

    settings = load_settings()

    assert (settings.redis_url, settings.task_timeout_seconds) == ("redis://file:1/0", 8.0)


@pytest.mark.parametrize("where", ["environment", ".env"])
def test_a_secret_is_read_from_the_file_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("p@ss/word\n")
    if where == "environment":
        monkeypatch.setenv("SQLAGENT_REDIS_PASSWORD_FILE", str(secret))
    else:
        Path(".env").write_text(f"SQLAGENT_REDIS_PASSWORD_FILE={secret}\n")

    settings = load_settings()

    assert settings.broker_url == "redis://:p%40ss%2Fword@localhost:6379/0"
    assert "p@ss" not in repr(settings)


def test_a_missing_secret_file_is_named() -> None:
    Path(".env").write_text("SQLAGENT_FLOWER_BASIC_AUTH_FILE=/does/not/exist\n")

    with pytest.raises(SettingsError, match=r"SQLAGENT_FLOWER_BASIC_AUTH_FILE.*/does/not/exist"):
        load_settings()


@pytest.mark.parametrize(
    "backend", ["redis://localhost:6379/0", "redis://localhost", "redis://:secret@localhost:6379/0"]
)
def test_a_result_backend_on_the_same_redis_is_accepted(
    monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("CELERY_RESULT_BACKEND", backend)

    load_settings()


@pytest.mark.parametrize(
    "backend", ["redis://localhost:6379/1", "redis://other:6379/0", "db+postgresql://localhost/x", "rpc://"]
)
def test_a_result_backend_elsewhere_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("CELERY_RESULT_BACKEND", backend)

    with pytest.raises(SettingsError, match="CELERY_RESULT_BACKEND must name the broker's Redis") as caught:
        load_settings()

    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("TASK_TIMEOUT", "0", "TASK_TIMEOUT"),
        ("TASK_TIMEOUT", "soon", "TASK_TIMEOUT"),
        ("SQLAGENT_API_PORT", "99999", "SQLAGENT_API_PORT"),
        ("SQLAGENT_WORKER_CONCURRENCY", "none", "SQLAGENT_WORKER_CONCURRENCY"),
    ],
)
def test_a_value_that_cannot_work_is_refused_by_name_in_one_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, named: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(SettingsError, match=named) as caught:
        load_settings()

    assert "\n" not in caught.value.message


def test_a_line_of_store_options_that_is_none_is_named_and_not_told() -> None:
    settings = load_settings(store_options="aws_region=eu\nhush")

    with pytest.raises(SettingsError, match="line 2") as caught:
        _ = settings.store_config
    assert "hush" not in str(caught.value)


def test_a_file_without_content_is_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_text("\n")
    monkeypatch.setenv("SQLAGENT_REDIS_PASSWORD_FILE", str(empty))

    assert load_settings().redis_password is None


@pytest.mark.parametrize(
    ("extra", "added"), [("", ()), ("reports,default", ("reports",))], ids=["none", "one that is new"]
)
def test_extra_queues_come_after_the_four(extra: str, added: tuple[str, ...]) -> None:
    assert load_settings(extra_queues=extra).queues[4:] == added
