"""Credentials: from an existing Secret, else given, else random; never printed, never in the environment."""

import base64
import hashlib

import pytest

from services.api.keys import parse_key_hashes
from tests.chart.rendering import (
    Object,
    containers_of,
    environment_of,
    notes,
    pod_of,
    render,
    set_values,
)

GIVEN = set_values(
    credentials__redisPassword='pa"ss\\word',
    credentials__apiKeyHashes="acme " + "0" * 64,
    credentials__flowerBasicAuth="operator:chosen",
    credentials__storeOptions="aws_region=eu",
)


def _content(values: Object | None = None) -> dict[str, str]:
    data = render(values).get("Secret", "credentials")["data"]
    return {key: base64.b64decode(value).decode() for key, value in data.items()}


def test_what_is_not_given_is_random_and_strong() -> None:
    # Another value, so that the second rendering is no remembered one.
    first, second = _content(), _content(set_values(api__replicas=3))

    assert set(first) == {"redis-password", "flower-basic-auth", "api-key", "api-key-hashes"}
    for key in ("redis-password", "flower-basic-auth", "api-key"):
        assert first[key] != second[key]
        assert len(first[key]) >= 24


def test_the_generated_key_is_known_by_its_hash() -> None:
    content = _content()
    known = parse_key_hashes(content["api-key-hashes"])

    assert content["api-key"].startswith("sqla_")
    assert known.tenant_of(f"Bearer {content['api-key']}") == "default"
    assert hashlib.sha256(content["api-key"].encode()).hexdigest() in content["api-key-hashes"]


def test_what_is_given_is_taken_as_it_is() -> None:
    assert _content(GIVEN) == {
        "redis-password": 'pa"ss\\word',
        "api-key-hashes": "acme " + "0" * 64,
        "flower-basic-auth": "operator:chosen",
        "store-options": "aws_region=eu",
    }


def test_with_an_existing_secret_the_rendering_is_always_the_same() -> None:
    values = set_values(credentials__existingSecret="ours")
    render.__globals__["_render"].cache_clear()
    first = render(values)
    render.__globals__["_render"].cache_clear()

    assert render(values) == first
    assert first.of("Secret") == []


def test_pods_start_again_when_a_given_secret_changes() -> None:
    def checksum(password: str) -> str:
        values = {**GIVEN, "credentials": {**GIVEN["credentials"], "redisPassword": password}}
        template = render(values).get("Deployment", "api")["spec"]["template"]
        found: str = template["metadata"]["annotations"]["checksum/credentials"]
        return found

    assert checksum("one") != checksum("two")


@pytest.mark.parametrize("values", [{}, GIVEN], ids=["random", "given"])
def test_the_notes_tell_no_secret_but_the_command_that_reads_it(values: Object) -> None:
    text = notes(values)

    for secret in (*GIVEN["credentials"].values(), "sqla_"):
        assert secret not in text
    assert ("get secret rel-credentials" in text) is True


@pytest.mark.parametrize("name", ["api", "worker-default", "beat", "flower", "exporter"])
def test_the_password_of_redis_is_a_file_that_a_variable_names(name: str) -> None:
    workload = render(GIVEN).get("Deployment", name)
    (container,) = containers_of(workload)

    assert environment_of(container)["SQLAGENT_REDIS_PASSWORD_FILE"] == "/etc/sqlagent/secrets/redis-password"
    assert 'pa"ss' not in str(workload)


def test_redis_is_told_its_password_by_a_file() -> None:
    redis = render(GIVEN).get("StatefulSet", "redis")
    first, server = containers_of(redis)

    assert first["command"][0] == "sed"
    assert "requirepass" not in " ".join(server["command"])
    assert "include /run/redis/password.conf" in render().get("ConfigMap", "redis")["data"]["redis.conf"]
    assert 'pa"ss' not in str(redis)


def test_an_external_redis_without_a_password_is_given_none() -> None:
    values = set_values(redis__enabled=False, externalRedis__url="redis://r:6379/0")
    (container,) = containers_of(render(values).get("Deployment", "worker-default"))

    assert "SQLAGENT_REDIS_PASSWORD_FILE" not in environment_of(container)
    assert "redis-password" not in _content(values)


def test_an_external_redis_has_its_password_where_its_own_secret_says() -> None:
    values = set_values(
        redis__enabled=False,
        externalRedis={
            "url": "rediss://r:6380/2",
            "existingSecret": "theirs",
            "existingSecretKey": "word",
            "caSecret": "authority",
        },
    )
    objects = render(values)
    volumes = {one["name"]: one for one in pod_of(objects.get("Deployment", "api"))["volumes"]}
    sources = [source["secret"] for source in volumes["secrets"]["projected"]["sources"]]

    assert {"name": "theirs", "items": [{"key": "word", "path": "redis-password"}]} in sources
    assert volumes["redis-ca"]["secret"]["secretName"] == "authority"
    assert (
        objects.get("ConfigMap", "settings")["data"]["SQLAGENT_REDIS_URL"]
        == "rediss://r:6380/2?ssl_ca_certs=/etc/sqlagent/redis-ca/ca.crt"
    )


@pytest.mark.parametrize("name", ["api", "worker-default", "beat"])
def test_an_object_stores_options_go_to_those_who_use_the_store(name: str) -> None:
    values = set_values(storage__url="s3://bucket", credentials__storeOptions="aws_region=eu")
    objects = render(values)
    (container,) = containers_of(objects.get("Deployment", name))

    assert environment_of(container)["SQLAGENT_STORE_OPTIONS_FILE"] == "/etc/sqlagent/secrets/store-options"
    (flower,) = containers_of(objects.get("Deployment", "flower"))
    assert "SQLAGENT_STORE_OPTIONS_FILE" not in environment_of(flower)


def test_the_models_key_is_seen_by_who_answers_questions_alone() -> None:
    values = set_values(
        settings__modelUrl="https://models.example/v1",
        settings__modelName="m-1",
        credentials__modelApiKey="sk-1",
    )

    assert _content(values)["model-api-key"] == "sk-1"
    given = {
        workload["metadata"]["name"]
        for workload in render(values).workloads()
        for container in containers_of(workload)
        if "SQLAGENT_MODEL_API_KEY_FILE" in environment_of(container)
    }
    assert [name.rpartition("worker-")[2] for name in given] == ["query-processing"]
    assert "sk-1" not in str(render(values).get("ConfigMap", "settings"))
