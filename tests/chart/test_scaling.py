"""The autoscalers: KEDA by a queue's backlog, HPA by CPU, or none."""

from typing import Any

import pytest

from tests.chart.rendering import Object, default_values, merged, nested, render, set_values

KEDA = set_values(autoscaling__engine="keda")
HPA = merged(set_values(autoscaling__engine="hpa"), nested("workers.file-processing.minReplicas", 1))
WORKERS: Object = default_values()["workers"]


def _scaled(values: Object, name: str = "default") -> Object:
    spec: Object = render(values).get("ScaledObject", f"worker-{name}")["spec"]
    return spec


@pytest.mark.parametrize("name", WORKERS)
def test_each_set_has_one_scaledobject_that_asks_for_its_own_queue(name: str) -> None:
    spec = _scaled(KEDA, name)
    (trigger,) = spec["triggers"]
    (queue,) = WORKERS[name]["queues"]

    assert spec["scaleTargetRef"] == {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "name": f"rel-worker-{name}",
    }
    assert trigger["type"] == "prometheus"
    assert trigger["metadata"]["query"] == (
        f'max(sqlagent_queue_backlog{{namespace="team",service="rel-exporter",queue="{queue}"}})'
    )


@pytest.mark.parametrize("name", WORKERS)
def test_a_blind_spot_never_reads_as_an_empty_queue(name: str) -> None:
    spec = _scaled(KEDA, name)

    assert spec["triggers"][0]["metadata"]["ignoreNullValues"] == "false"
    assert "vector(0)" not in spec["triggers"][0]["metadata"]["query"]
    assert spec["fallback"]["failureThreshold"] >= 3
    assert spec["fallback"]["replicas"] >= 1
    assert spec["fallback"]["behavior"] == "currentReplicasIfHigher"


@pytest.mark.parametrize("name", WORKERS)
def test_all_metadata_of_a_trigger_are_strings(name: str) -> None:
    for value in _scaled(KEDA, name)["triggers"][0]["metadata"].values():
        assert isinstance(value, str)


@pytest.mark.parametrize("concurrency", [1, 2, 3])
def test_the_threshold_is_what_one_worker_runs_at_once(concurrency: int) -> None:
    values = merged(KEDA, nested("workers.default.concurrency", concurrency))

    assert _scaled(values)["triggers"][0]["metadata"]["threshold"] == str(concurrency)


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("autoscaling.keda.pollingInterval", 7, "pollingInterval"),
        ("autoscaling.keda.cooldownPeriod", 105, "cooldownPeriod"),
        ("autoscaling.keda.cooldownPeriod", 106, "initialCooldownPeriod"),
        ("workers.default.minReplicas", 0, "minReplicaCount"),
        ("workers.default.minReplicas", 3, "minReplicaCount"),
        ("workers.default.maxReplicas", 33, "maxReplicaCount"),
    ],
)
def test_a_number_arrives_as_it_was_set_also_0(path: str, value: int, field: str) -> None:
    assert _scaled(merged(KEDA, nested(path, value)))[field] == value


def test_where_no_set_sleeps_the_cooldown_may_be_0() -> None:
    awake = merged(*(nested(f"workers.{name}.minReplicas", 1) for name in WORKERS))
    values = merged(KEDA, awake, set_values(autoscaling__keda__cooldownPeriod=0))

    assert _scaled(values)["cooldownPeriod"] == 0


def test_the_fallback_is_never_less_than_the_fewest_pods() -> None:
    assert _scaled(merged(KEDA, nested("workers.default.minReplicas", 4)))["fallback"]["replicas"] == 4


@pytest.mark.parametrize("values", [KEDA, HPA], ids=["keda", "hpa"])
def test_both_scalers_go_up_at_once_and_down_slowly(values: Object) -> None:
    speed = set_values(autoscaling__scaleUp__pods=5, autoscaling__scaleDown__stabilizationSeconds=0)
    objects = render(merged(values, speed))
    behaviors = [
        one["spec"]["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]
        for one in objects.of("ScaledObject")
    ] + [one["spec"]["behavior"] for one in objects.of("HorizontalPodAutoscaler")]

    assert len(behaviors) == len(WORKERS)
    for behavior in behaviors:
        assert behavior["scaleUp"]["stabilizationWindowSeconds"] == 0
        assert behavior["scaleUp"]["policies"] == [{"type": "Pods", "value": 5, "periodSeconds": 15}]
        assert behavior["scaleDown"]["stabilizationWindowSeconds"] == 0
        assert behavior["scaleDown"]["policies"] == [{"type": "Pods", "value": 1, "periodSeconds": 60}]


@pytest.mark.parametrize("name", WORKERS)
def test_the_hpa_aims_at_a_share_of_the_cpu(name: str) -> None:
    values = merged(HPA, set_values(autoscaling__hpa__targetCPUUtilizationPercentage=55))
    scaler: dict[str, Any] = render(values).get("HorizontalPodAutoscaler", f"worker-{name}")["spec"]

    assert scaler["scaleTargetRef"]["name"] == f"rel-worker-{name}"
    assert scaler["metrics"][0]["resource"]["target"] == {"type": "Utilization", "averageUtilization": 55}


@pytest.mark.parametrize("engine", ["none", "hpa"])
def test_without_keda_nothing_of_keda_is_rendered(engine: str) -> None:
    values = merged(HPA, set_values(autoscaling__engine=engine))

    assert render(values).of("ScaledObject") == []
