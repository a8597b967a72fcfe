"""Values, schema, README and templates agree: nothing undocumented, nothing unused, no typo passes."""

import json
from collections.abc import Iterator
from typing import Any

import helm_python
import pytest

from tests.chart.cases import VALUES
from tests.chart.reference import comments, described_schema, leaves, readme, schema_text
from tests.chart.rendering import (
    CHART,
    ChartError,
    Object,
    default_values,
    merged,
    nested,
    notes,
    render,
    schema,
    set_values,
)

DEFAULTS = dict(leaves(default_values(), schema()))
LEAVES = [path for path in DEFAULTS if path != "global"]


def _closed_objects(definition: Any, path: str = "") -> Iterator[tuple[str, Object]]:
    """Every object of the schema that has properties, with its path."""
    if isinstance(definition, dict):
        if "properties" in definition and "type" in definition:
            yield path or "(top)", definition
        for key, child in definition.items():
            yield from _closed_objects(child, f"{path}/{key}")


CLOSED = dict(_closed_objects(schema()))


@pytest.mark.parametrize("path", CLOSED)
def test_no_object_takes_a_key_that_it_does_not_know(path: str) -> None:
    assert CLOSED[path]["additionalProperties"] is False


def test_the_schema_refers_to_nothing_outside_of_itself() -> None:
    text = json.dumps(schema())

    assert all(part.startswith('"#/definitions/') for part in text.split('"$ref": ')[1:])


def test_an_umbrella_chart_may_share_what_it_likes() -> None:
    render({"global": {"storageClass": "fast", "nested": {"anything": 1}}})


def _keys(values: Any, path: str = "") -> Iterator[str]:
    if isinstance(values, dict):
        for key, child in values.items():
            yield f"{path}.{key}".lstrip(".")
            yield from _keys(child, f"{path}.{key}".lstrip("."))


def _schema_keys(definition: Object, path: str = "") -> Iterator[str]:
    if "$ref" in definition:
        definition = schema()["definitions"][definition["$ref"].rpartition("/")[2]]
    for key, child in definition.get("properties", {}).items():
        yield f"{path}.{key}".lstrip(".")
        yield from _schema_keys(child, f"{path}.{key}".lstrip("."))


FREE = ("workers.", "monitoring.dashboards.labels.")
"""Below these the keys are the user's own."""


def test_values_and_schema_have_the_same_keys() -> None:
    values = {key for key in _keys(default_values()) if not key.startswith(FREE)}
    known = {key for key in _schema_keys(schema()) if not key.startswith(FREE)}

    assert values == known


OWN_KEYS = sorted(key for key in _keys(default_values()) if not key.startswith(FREE[1:]))


@pytest.mark.parametrize("path", [key for key in OWN_KEYS if key.rpartition(".")[0] != "workers"])
def test_a_typo_is_refused(path: str) -> None:
    with pytest.raises(ChartError, match=r"additional properties '[^']*x' not allowed"):
        render(nested(f"{path}x", 1))


@pytest.mark.parametrize("path", DEFAULTS)
def test_every_value_has_a_comment(path: str) -> None:
    assert comments()[path].endswith((".", ")")) or len(comments()[path]) > 10


def test_the_schema_describes_every_value_as_the_comments_do() -> None:
    assert (CHART / "values.schema.json").read_text() == schema_text(), "run `make docs`"
    for path, definition in CLOSED.items():
        for key, child in definition["properties"].items():
            is_leaf = "properties" not in child and "$ref" not in child
            assert not is_leaf or "description" in child or "peers" in path, f"{path}/{key}"


def test_the_readme_is_what_the_values_make_it() -> None:
    assert (CHART / "README.md").read_text() == readme(), "run `make docs`"


def test_a_default_is_told_where_it_is_described() -> None:
    for name, default in default_values()["settings"].items():
        assert described_schema()["properties"]["settings"]["properties"][name]["default"] == default


# What a value is changed to, to see that something else is rendered; below, what must be on for it to count.
OTHERS: dict[str, Any] = {
    "image.pullPolicy": "Always",
    "image.pullSecrets": ["login"],
    "image.api.digest": "sha256:" + "0" * 64,
    "image.worker.digest": "sha256:" + "0" * 64,
    "redis.image.digest": "sha256:" + "0" * 64,
    "redisGui.image.digest": "sha256:" + "0" * 64,
    "settings.logLevel": "DEBUG",
    "settings.modelUrl": "http://models:8000/v1",
    "settings.modelMode": "model",
    "credentials.flowerBasicAuth": "a:b",
    "storage.url": "s3://bucket",
    "storage.volume.size": "7Gi",
    "storage.volume.accessMode": "ReadWriteMany",
    "api.scratchSize": "3Gi",
    "ingress.path": "/sql",
    "workers": {"more": {"queues": ["more"]}},
    "workerDefaults.concurrency": 3,
    "workerDefaults.drainSeconds": 50,
    "workerDefaults.sandboxMemoryBytes": 300_000_000,
    "workerDefaults.scratchSize": "9Gi",
    "autoscaling.engine": "keda",
    "autoscaling.keda.prometheusAddress": "http://elsewhere",
    "autoscaling.keda.fallback.replicas": 2,
    "redis.enabled": False,
    "redis.appendFsync": "always",
    "redis.volumeSize": "9Gi",
    "externalRedis.url": "redis://elsewhere:6379/0",
    "pod.tolerations": [{"operator": "Exists"}],
}
EXTERNAL = set_values(redis__enabled=False, externalRedis__url="rediss://r:6379/0")
KEDA = set_values(autoscaling__engine="keda")
HPA = merged(set_values(autoscaling__engine="hpa"), nested("workers.file-processing.minReplicas", 1))
MODEL = set_values(settings__modelUrl="https://models.example/v1", settings__modelName="m-1")
FLOWER = set_values(flower__ingress={"enabled": True, "host": "f"}, credentials__flowerBasicAuth="c:d")
CONTEXTS: dict[str, Object] = {
    "autoscaling.engine": {},
    "autoscaling.hpa": HPA,
    "autoscaling.": KEDA,
    "workerDefaults.minReplicas": KEDA,
    "workerDefaults.maxReplicas": KEDA,
    "flower.ingress.enabled": set_values(flower__ingress__host="f", credentials__flowerBasicAuth="c:d"),
    "flower.ingress.": FLOWER,
    "ingress.": set_values(ingress={"enabled": True, "tlsSecret": "t"}),
    "ingress.enabled": {},
    "externalRedis.": merged(EXTERNAL, set_values(externalRedis__existingSecret="theirs")),
    "externalRedis.url": set_values(redis__enabled=False, externalRedis__url="redis://r:6379/0"),
    "redis.enabled": {},
    "redisGui.": set_values(redisGui__enabled=True),
    "redisGui.enabled": {},
    "networkPolicy.externalTo": EXTERNAL,
    "monitoring.serviceMonitor.": set_values(monitoring__serviceMonitor__enabled=True),
    "monitoring.serviceMonitor.enabled": {},
    "monitoring.podMonitor.": set_values(monitoring__podMonitor__enabled=True),
    "monitoring.podMonitor.enabled": {},
    "monitoring.prometheusRule.": set_values(monitoring__prometheusRule__enabled=True),
    "monitoring.prometheusRule.enabled": {},
    "monitoring.dashboards.": set_values(monitoring__dashboards__enabled=True),
    "monitoring.dashboards.enabled": {},
    "credentials.storeOptions": {},
    "credentials.modelApiKey": MODEL,
    "settings.modelUrl": set_values(settings__modelName="m-1"),
}
PEERS = [{"podSelector": {"matchLabels": {"a": "b"}}}]


def _context(path: str) -> Object:
    longest = max((key for key in CONTEXTS if path.startswith(key)), key=len, default="")
    return CONTEXTS.get(longest, {})


def _other(path: str) -> Any:
    """Another value than the default one."""
    default = DEFAULTS[path]
    if path in OTHERS:
        return OTHERS[path]
    if path.startswith("networkPolicy.") and isinstance(default, list):
        return PEERS
    if path.endswith("resources"):
        return {"requests": {"memory": "100Mi", "cpu": "77m"}}
    match default:
        case bool():
            return not default
        case int() | float():
            return default + 1
        case str():
            return "another"
        case dict():
            return {"example.com/a": "b"}
    raise AssertionError(f"say what {path} is changed to")


FIXED = set_values(credentials={"redisPassword": "p", "apiKeyHashes": "", "flowerBasicAuth": "u:p"})
"""Nothing random but the key, which is left out of what is compared."""


def _comparable(values: Object) -> Any:
    objects = [
        one for one in render(values) if one["kind"] != "Secret" or "api-key" not in one.get("data", {})
    ]
    secret = [one["data"] for one in render(values).of("Secret")]
    known = [{key: value for key, value in data.items() if not key.startswith("api-key")} for data in secret]
    text = json.dumps([objects, known], sort_keys=True)
    for workload in render(values).workloads():
        found = workload["spec"].get("template", {}).get("metadata", {}).get("annotations", {})
        text = text.replace(found.get("checksum/credentials", "never"), "")
    return text


@pytest.mark.parametrize("path", LEAVES)
def test_every_value_changes_what_is_rendered(path: str) -> None:
    before = merged(FIXED, _context(path))
    if path == "externalRedis.existingSecretKey":
        before = merged(before, set_values(externalRedis__existingSecret="theirs"))
    change = nested(path, _other(path))
    if path == "redis.enabled":
        change = EXTERNAL
    if path == "storage.volume.podAffinity":
        with pytest.raises(ChartError, match="podAffinity"):
            render(change)
        return
    if path == "settings.tableCacheBytes":
        change = nested(path, 2**33)

    assert _comparable(merged(before, change)) != _comparable(before)


@pytest.mark.parametrize("name", VALUES)
def test_the_files_for_ci_pass_helms_own_checks(name: str) -> None:
    report = helm_python.lint(CHART, VALUES[name], strict=True)
    found = [message for message in report["messages"] if message["severity"] > 1]

    assert found == []
    assert notes(VALUES[name])


def _outcome(values: Object) -> str:
    try:
        return json.dumps(list(render(values)))
    except ChartError as error:
        return str(error)


@pytest.mark.parametrize("path", [path for path, value in DEFAULTS.items() if type(value) is int])
def test_an_explicit_0_is_rendered_or_refused(path: str) -> None:
    outcome = _outcome(merged(_context(path), nested(path, 0)))

    assert outcome != _outcome(_context(path))
    assert outcome.startswith("[") or path.rpartition(".")[2] in outcome
