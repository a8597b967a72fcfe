"""The store: one volume on one node, or anything that many nodes can share."""

from typing import Any

import pytest

from tests.chart.rendering import ChartError, Object, containers_of, pod_of, render, set_values

SHARING = ("api", "worker-default", "worker-file-processing", "worker-query-processing", "beat")
MANY_NODES = {
    "bucket": set_values(storage__url="s3://bucket/prefix"),
    "ReadWriteMany": set_values(storage__volume__accessMode="ReadWriteMany"),
}


def _required(workload: Object) -> list[Any]:
    affinity = pod_of(workload).get("affinity", {}).get("podAffinity", {})
    return list(affinity.get("requiredDuringSchedulingIgnoredDuringExecution", []))


@pytest.mark.parametrize("name", SHARING)
def test_pods_that_share_the_volume_are_on_one_node(name: str) -> None:
    workload = render().get("Deployment", name)
    (term,) = _required(workload)
    labels = workload["spec"]["template"]["metadata"]["labels"]

    assert term["topologyKey"] == "kubernetes.io/hostname"
    # The pod is among those it wants to be with: otherwise the first could not be placed.
    assert term["labelSelector"]["matchLabels"].items() <= labels.items()


@pytest.mark.parametrize("name", ["flower", "exporter"])
def test_other_pods_may_be_anywhere(name: str) -> None:
    workload = render().get("Deployment", name)

    assert "affinity" not in pod_of(workload)
    assert "sqlagent/store" not in workload["spec"]["template"]["metadata"]["labels"]


@pytest.mark.parametrize("name", SHARING)
@pytest.mark.parametrize("values", MANY_NODES.values(), ids=MANY_NODES)
def test_what_many_nodes_can_share_binds_no_pod(values: Object, name: str) -> None:
    assert _required(render(values).get("Deployment", name)) == []


@pytest.mark.parametrize("name", SHARING)
def test_the_volume_is_mounted_where_the_settings_say(name: str) -> None:
    workload = render().get("Deployment", name)
    mounts = {mount["name"]: mount["mountPath"] for mount in containers_of(workload)[0]["volumeMounts"]}
    url = render().get("ConfigMap", "settings")["data"]["SQLAGENT_STORE_URL"]

    assert url.startswith(f"file://{mounts['store']}/")


@pytest.mark.parametrize("name", SHARING)
def test_a_bucket_needs_no_volume(name: str) -> None:
    workload = render(MANY_NODES["bucket"]).get("Deployment", name)

    assert "store" not in {volume["name"] for volume in pod_of(workload)["volumes"]}
    settings = render(MANY_NODES["bucket"]).get("ConfigMap", "settings")["data"]
    assert settings["SQLAGENT_STORE_URL"] == "s3://bucket/prefix"


def test_a_shared_volume_without_affinity_is_refused() -> None:
    with pytest.raises(ChartError, match=r"storage\.volume\.podAffinity is false") as refused:
        render(set_values(storage__volume__podAffinity=False, api__replicas=2))
    assert "storage.url" in str(refused.value)


@pytest.mark.parametrize("values", MANY_NODES.values(), ids=MANY_NODES)
def test_affinity_may_be_off_where_it_is_not_needed(values: Object) -> None:
    volume = {**values["storage"].get("volume", {}), "podAffinity": False}

    render({"storage": {**values["storage"], "volume": volume}})


def test_the_volume_outlives_an_uninstall() -> None:
    claim = render().get("PersistentVolumeClaim", "store")

    assert claim["metadata"]["annotations"]["helm.sh/resource-policy"] == "keep"


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("size", "7Gi", ("resources", "requests", "storage")),
        ("storageClassName", "fast", ("storageClassName",)),
    ],
)
def test_the_claim_is_what_the_values_say(key: str, value: str, field: tuple[str, ...]) -> None:
    found: Any = render({"storage": {"volume": {key: value}}}).get("PersistentVolumeClaim", "store")["spec"]
    for part in field:
        found = found[part]

    assert found == value


def test_an_upload_has_room() -> None:
    with pytest.raises(ChartError, match=r"api\.scratchSize \(1Gi\).*settings\.uploadMaxBytes \(2048Mi\)"):
        render(set_values(settings__uploadMaxBytes=2 * 1024**3))
    render(set_values(settings__uploadMaxBytes=2 * 1024**3, api__scratchSize="2Gi"))


def test_redis_keeps_its_file_on_a_volume_and_less_in_memory_than_its_limit() -> None:
    redis = render(set_values(redis__volumeSize="3Gi")).get("StatefulSet", "redis")
    (claim,) = redis["spec"]["volumeClaimTemplates"]
    configuration = render().get("ConfigMap", "redis")["data"]["redis.conf"]
    settings = dict(line.split(" ", 1) for line in configuration.splitlines() if not line.startswith("#"))

    assert claim["spec"]["resources"]["requests"]["storage"] == "3Gi"
    assert settings["appendonly"] == "yes"
    assert settings["appendfsync"] == "everysec"
    assert settings["maxmemory-policy"] == "noeviction"
    assert 0 < int(settings["maxmemory"]) < 0.75 * 1024**3
    assert settings["dir"] == "/data"


def test_the_limit_of_redis_decides_how_much_it_holds() -> None:
    values = set_values(redis__resources__limits__memory="2Gi")

    assert (
        f"maxmemory {int(0.7 * 2 * 1024**3)}\n"
        in render(values).get("ConfigMap", "redis")["data"]["redis.conf"]
    )


def test_redis_with_tls_listens_on_nothing_else() -> None:
    objects = render(set_values(redis__tlsSecret="pair"))
    configuration = objects.get("ConfigMap", "redis")["data"]["redis.conf"]
    server = containers_of(objects.get("StatefulSet", "redis"))[-1]

    assert "port 0\ntls-port 6379" in configuration
    assert all("--tls" in server[probe]["exec"]["command"] for probe in ("livenessProbe", "readinessProbe"))
    assert objects.get("ConfigMap", "settings")["data"]["SQLAGENT_REDIS_URL"].startswith(
        "rediss://rel-redis:"
    )
