import json
import os

import pytest
from redis import Redis

from services.common.errors import SettingsError
from services.common.messages import Priority, TaskName
from services.common.settings import Settings, load_settings
from services.worker.configuration import apply_worker_queues, celery_configuration
from services.worker.main import create_app, demand_flower_login, overrule_environment


def test_flower_without_a_login_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLOWER_BASIC_AUTH", raising=False)

    with pytest.raises(SettingsError, match="SQLAGENT_FLOWER_BASIC_AUTH"):
        demand_flower_login(Settings(flower_basic_auth=None), ["celery", "flower"])
    demand_flower_login(Settings(flower_basic_auth=None), ["celery", "worker"])


def test_flower_gets_the_configured_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWER_BASIC_AUTH", "")

    demand_flower_login(Settings.model_validate({"flower_basic_auth": "ada:secret"}), ["celery", "flower"])

    assert os.environ["FLOWER_BASIC_AUTH"] == "ada:secret"


def test_celery_reads_neither_backend_nor_passwordless_broker_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CELERY_RESULT_BACKEND", "redis://localhost:6379/0")
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://localhost:6379/0")
    settings = load_settings(redis_password="s3cret")

    overrule_environment(settings)
    app = create_app(settings)

    assert not app.conf.result_backend
    assert app.conf.broker_url == "redis://:s3cret@localhost:6379/0"
    assert load_settings(redis_password="s3cret").broker_url == app.conf.broker_url


class Configuration:
    def __init__(self) -> None:
        self.broker_transport_options = {"sep": ":"}


@pytest.mark.parametrize(
    ("queues", "expected"),
    [
        ("file_processing", "unacked:file_processing"),
        (["default"], "unacked:default"),
        ("default,maintenance", None),
        (None, None),
    ],
)
def test_a_worker_of_one_queue_has_unacked_keys_of_its_own(queues: object, expected: str | None) -> None:
    conf = Configuration()

    apply_worker_queues(conf=conf, options={"queues": queues})

    assert conf.broker_transport_options.get("unacked_key") == expected
    assert conf.broker_transport_options["sep"] == ":"


def test_one_setting_turns_task_events_off() -> None:
    conf = celery_configuration(Settings(task_events=False))

    assert (conf["worker_send_task_events"], conf["task_send_sent_event"]) == (False, False)


def test_a_message_that_beat_sends_says_when(redis_url: str, redis_client: Redis) -> None:
    app = create_app(load_settings(redis_url=redis_url))

    app.send_task(str(TaskName.CHECK_HEALTH), queue="maintenance", priority=int(Priority.LOW))
    app.close()

    (message,) = redis_client.lrange("maintenance:9", 0, -1)
    sent_at = json.loads(message)["headers"]["sent_at_ms"] / 1000
    assert redis_client.time()[0] - sent_at < 60
