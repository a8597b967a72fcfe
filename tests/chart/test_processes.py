"""How each process is started, watched and stopped."""

import pytest

from services.api.main import DRAIN_SECONDS
from services.worker.heartbeat import HEARTBEAT_MAX_AGE_SECONDS
from tests.chart.cases import VALUES, container_cases
from tests.chart.rendering import Object, containers_of, nested, pod_of, render, set_values

CASES = container_cases()
LONG_RUNNING = [
    case
    for case in CASES
    if case[1]["kind"] != "Pod" and case[2] in case[1]["spec"]["template"]["spec"]["containers"]
]
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")


@pytest.mark.parametrize(
    "container", [case[2] for case in LONG_RUNNING], ids=[case[0] for case in LONG_RUNNING]
)
def test_a_probe_runs_no_python_and_asks_no_broker(container: Object) -> None:
    probes = [container[name] for name in PROBES if name in container]

    assert probes
    for probe in probes:
        words = " ".join(probe.get("exec", {}).get("command", []))
        assert "python" not in words
        assert "inspect" not in words
        assert "celery" not in words
        assert probe.get("timeoutSeconds", 1) <= 5


@pytest.mark.parametrize("name", ["worker-default", "worker-file-processing", "beat"])
def test_workers_and_beat_are_watched_by_the_age_of_a_file(name: str) -> None:
    (container,) = containers_of(render().get("Deployment", name))
    path = render().get("ConfigMap", "settings")["data"]["SQLAGENT_HEARTBEAT_PATH"]
    liveness = container["livenessProbe"]

    assert container["startupProbe"]["exec"]["command"] == ["test", "-e", path]
    assert liveness["exec"]["command"][:2] == ["find", path]
    assert f"-{HEARTBEAT_MAX_AGE_SECONDS} seconds" in liveness["exec"]["command"]
    assert "readinessProbe" not in container
    assert "httpGet" not in liveness


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("api", ["/health/live", "/health/live", "/health/ready"]),
        ("flower", ["/healthcheck"] * 3),
        ("exporter", ["/health/live", "/health/live"]),
    ],
)
def test_servers_are_asked_over_http(name: str, paths: list[str]) -> None:
    (container,) = containers_of(render().get("Deployment", name))
    probes = [container[probe] for probe in PROBES if probe in container]

    assert [probe["httpGet"]["path"] for probe in probes] == paths


def test_only_readiness_demands_that_redis_has_loaded() -> None:
    redis = containers_of(render().get("StatefulSet", "redis"))[-1]

    assert "-e" in redis["readinessProbe"]["exec"]["command"]
    assert "-e" not in redis["livenessProbe"]["exec"]["command"]
    assert "-e" not in redis["startupProbe"]["exec"]["command"]


def test_there_is_one_beat_by_construction() -> None:
    values = nested("beat.replicas", 2)
    beat = render().get("Deployment", "beat")

    assert beat["spec"]["replicas"] == 1
    assert beat["spec"]["strategy"] == {"type": "Recreate"}
    assert pod_of(beat)["terminationGracePeriodSeconds"] <= 10
    with pytest.raises(Exception, match="additional properties 'replicas' not allowed"):
        render(values)


@pytest.mark.parametrize("name", VALUES)
def test_no_worker_embeds_a_beat(name: str) -> None:
    for workload in render(VALUES[name]).workloads():
        for container in containers_of(workload):
            assert not {"-B", "--beat"} & set(container["command"])


@pytest.mark.parametrize("name", VALUES)
def test_nothing_scales_beat(name: str) -> None:
    objects = render(VALUES[name])
    scaled = [
        one["spec"]["scaleTargetRef"]["name"]
        for one in [*objects.of("ScaledObject"), *objects.of("HorizontalPodAutoscaler")]
    ]

    assert "rel-beat" not in scaled


def test_the_api_has_time_to_end_its_requests() -> None:
    api = render().get("Deployment", "api")
    (container,) = containers_of(api)
    before = container["lifecycle"]["preStop"]["sleep"]["seconds"]

    assert pod_of(api)["terminationGracePeriodSeconds"] > before + DRAIN_SECONDS


def test_workers_have_no_hook_before_they_stop() -> None:
    for workload in render().of("Deployment"):
        if workload["metadata"]["labels"]["app.kubernetes.io/component"] == "worker":
            assert all("lifecycle" not in container for container in containers_of(workload))


def test_redis_has_time_to_write_its_file() -> None:
    assert 60 <= pod_of(render().get("StatefulSet", "redis"))["terminationGracePeriodSeconds"] <= 120


def test_flower_remembers_a_bounded_number_of_tasks() -> None:
    (container,) = containers_of(render(set_values(flower__maxTasks=1234567)).get("Deployment", "flower"))

    assert "--max_tasks=1234567" in container["command"]


@pytest.mark.parametrize("name", VALUES)
def test_every_service_is_reached_inside_of_the_cluster_only(name: str) -> None:
    for service in render(VALUES[name]).of("Service"):
        assert service["spec"]["type"] == "ClusterIP"


@pytest.mark.parametrize("name", VALUES)
def test_a_change_of_settings_or_secrets_starts_pods_again(name: str) -> None:
    for workload in render(VALUES[name]).workloads():
        if workload["kind"] != "Pod":
            annotations = workload["spec"]["template"]["metadata"]["annotations"]
            assert any(key.startswith("checksum/") for key in annotations)
