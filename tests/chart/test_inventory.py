"""Which objects there are, and what each feature adds or takes away."""

import json
from typing import Any

import pytest
import yaml

from tests.chart.cases import VALUES
from tests.chart.rendering import CHART, containers_of, merged, render, set_values

WORKERS = ("default", "file-processing", "query-processing", "maintenance")
DEFAULTS = {
    *("ConfigMap/rel-settings", "ConfigMap/rel-redis", "Secret/rel-credentials", "ServiceAccount/rel"),
    *("Deployment/rel-api", "Deployment/rel-beat", "Deployment/rel-flower", "Deployment/rel-exporter"),
    *("Service/rel-api", "Service/rel-flower", "Service/rel-exporter", "Service/rel-redis"),
    *("StatefulSet/rel-redis", "PersistentVolumeClaim/rel-store", "PodDisruptionBudget/rel-api"),
    *("NetworkPolicy/rel-default-deny", "NetworkPolicy/rel-api", "NetworkPolicy/rel-beat"),
    *("NetworkPolicy/rel-exporter", "NetworkPolicy/rel-flower", "NetworkPolicy/rel-redis"),
    *("NetworkPolicy/rel-test", "NetworkPolicy/rel-test-redis", "Pod/rel-test"),
    *(
        f"{kind}/rel-worker-{name}"
        for kind in ("Deployment", "PodDisruptionBudget", "NetworkPolicy")
        for name in WORKERS
    ),
}
POLICIES = {name for name in DEFAULTS if name.startswith("NetworkPolicy/")}


def _each_worker(kind: str) -> set[str]:
    return {f"{kind}/rel-worker-{name}" for name in WORKERS}


def test_without_values_there_is_the_whole_product_and_nothing_else() -> None:
    assert render().names() == DEFAULTS


@pytest.mark.parametrize(
    ("values", "added", "gone"),
    [
        pytest.param(set_values(ingress__enabled=True), {"Ingress/rel-api"}, set(), id="ingress"),
        pytest.param(
            set_values(flower__enabled=False),
            set(),
            {"Deployment/rel-flower", "Service/rel-flower", "NetworkPolicy/rel-flower"},
            id="no flower",
        ),
        pytest.param(
            set_values(
                flower__ingress={"enabled": True, "host": "f.example.com"}, credentials__flowerBasicAuth="a:b"
            ),
            {"Ingress/rel-flower"},
            set(),
            id="ingress of flower",
        ),
        pytest.param(
            set_values(autoscaling__engine="keda"), _each_worker("ScaledObject"), set(), id="scaled by keda"
        ),
        pytest.param(
            merged(
                set_values(autoscaling__engine="hpa"), {"workers": {"file-processing": {"minReplicas": 1}}}
            ),
            _each_worker("HorizontalPodAutoscaler"),
            set(),
            id="scaled by cpu",
        ),
        pytest.param(
            set_values(redisGui__enabled=True),
            {"Deployment/rel-redis-gui", "Service/rel-redis-gui", "NetworkPolicy/rel-redis-gui"},
            set(),
            id="redis gui",
        ),
        pytest.param(
            set_values(redis__enabled=False, externalRedis__url="redis://r:6379/0"),
            set(),
            {name for name in DEFAULTS if name.endswith("redis")},
            id="external redis",
        ),
        pytest.param(
            set_values(storage__url="s3://bucket"), set(), {"PersistentVolumeClaim/rel-store"}, id="bucket"
        ),
        pytest.param(
            set_values(storage__volume__existingClaim="ours"),
            set(),
            {"PersistentVolumeClaim/rel-store"},
            id="claim",
        ),
        pytest.param(
            set_values(credentials__existingSecret="ours"), set(), {"Secret/rel-credentials"}, id="secret"
        ),
        pytest.param(set_values(networkPolicy__enabled=False), set(), POLICIES, id="no policies"),
        pytest.param(
            {"workers": {"extra": {"queues": ["extra"]}}},
            {f"{kind}/rel-worker-extra" for kind in ("Deployment", "PodDisruptionBudget", "NetworkPolicy")},
            set(),
            id="fifth queue",
        ),
    ],
)
def test_a_feature_adds_and_removes_exactly_its_own_objects(
    values: dict[str, Any], added: set[str], gone: set[str]
) -> None:
    names = render(values).names()

    assert names - DEFAULTS == added
    assert DEFAULTS - names == gone


def test_a_fifth_queue_is_scaled_too() -> None:
    values = merged({"workers": {"extra": {"queues": ["extra"]}}}, set_values(autoscaling__engine="keda"))

    assert "ScaledObject/rel-worker-extra" in render(values).names()


@pytest.mark.parametrize("name", VALUES)
def test_every_object_is_in_the_namespace_and_has_the_labels(name: str) -> None:
    for one in render(VALUES[name]):
        assert one["metadata"]["namespace"] == "team"
        labels = one["metadata"]["labels"]
        assert labels["app.kubernetes.io/name"] == "sqlagent", one["metadata"]["name"]
        assert labels["app.kubernetes.io/instance"] == "rel"
        assert labels["app.kubernetes.io/component"]


@pytest.mark.parametrize("name", VALUES)
def test_no_two_objects_have_one_name(name: str) -> None:
    objects = render(VALUES[name])

    assert len(objects.names()) == len(objects)


@pytest.mark.parametrize("name", VALUES)
def test_only_a_test_is_a_hook(name: str) -> None:
    for one in render(VALUES[name]):
        hook = one["metadata"].get("annotations", {}).get("helm.sh/hook")
        assert hook in (None, "test")
        assert (hook == "test") == (one["metadata"]["labels"]["app.kubernetes.io/component"] == "test")


def test_the_package_says_which_images_it_uses() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    named = {one["image"] for one in yaml.safe_load(chart["annotations"]["artifacthub.io/images"])}
    used = {
        container["image"]
        for workload in render(set_values(redisGui__enabled=True)).workloads()
        for container in containers_of(workload)
    }

    assert named == used
    assert {"added", "changed", "fixed", "removed"} >= {
        one["kind"] for one in yaml.safe_load(chart["annotations"]["artifacthub.io/changes"])
    }


def test_nothing_is_taken_from_elsewhere() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())

    assert "dependencies" not in chart
    assert not (CHART / "charts").exists()
    assert "bitnami" not in json.dumps([list(render(values)) for values in VALUES.values()]).lower()
