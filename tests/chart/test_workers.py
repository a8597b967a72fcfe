"""One set of workers for each queue, from one template and a map of values."""

import subprocess

import pytest

from services.common.limits import HAND_BACK_SECONDS
from tests.chart.cases import VALUES
from tests.chart.rendering import (
    CHART,
    ChartError,
    Object,
    containers_of,
    default_values,
    environment_of,
    merged,
    nested,
    pod_of,
    render,
    set_values,
)

MEBIBYTE = 1024**2


def _worker(values: Object, name: str = "default") -> Object:
    return render(values).get("Deployment", f"worker-{name}")


def test_one_template_makes_all_workers() -> None:
    found = subprocess.run(
        ["grep", "-rlE", "^kind: Deployment", CHART / "templates/worker"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert len(found.stdout.splitlines()) == 1


def test_a_fifth_queue_gets_what_the_defaults_and_its_own_values_say() -> None:
    values = {"workers": {"extra": {"queues": ["extra"], "concurrency": 2}}}
    (container,) = containers_of(_worker(values, "extra"))
    limits = default_values()["workerDefaults"]["resources"]["limits"]

    assert container["command"][-4:] == ["-Q", "extra", "-n", "extra@%h"]
    assert environment_of(container)["SQLAGENT_WORKER_CONCURRENCY"] == "2"
    assert container["resources"]["limits"] == limits


def test_a_fifth_queue_is_made_known_to_every_process() -> None:
    values = {"workers": {"extra": {"queues": ["extra"]}, "more": {"queues": ["a_second"]}}}

    assert render(values).get("ConfigMap", "settings")["data"]["SQLAGENT_EXTRA_QUEUES"] == "a_second,extra"
    assert render().get("ConfigMap", "settings")["data"]["SQLAGENT_EXTRA_QUEUES"] == ""


@pytest.mark.parametrize(
    ("key", "value", "variable", "expected"),
    [
        ("concurrency", 3, "SQLAGENT_WORKER_CONCURRENCY", "3"),
        ("taskTimeoutSeconds", 0.5, "SQLAGENT_TASK_TIMEOUT_SECONDS", "0.5"),
        ("drainSeconds", 90, "SQLAGENT_DRAIN_SECONDS", "90"),
        ("sandboxMemoryBytes", 300 * MEBIBYTE, "SQLAGENT_SANDBOX_MEMORY_BYTES", "314572800"),
    ],
)
def test_a_value_of_one_set_reaches_its_workers_and_no_others(
    key: str, value: float, variable: str, expected: str
) -> None:
    values = nested(f"workers.default.{key}", value)
    ours = environment_of(containers_of(_worker(values))[0])
    others = environment_of(containers_of(_worker(values, "query-processing"))[0])

    assert ours[variable] == expected
    assert others == environment_of(containers_of(_worker({}, "query-processing"))[0])


@pytest.mark.parametrize("engine", ["none", "keda", "hpa"])
def test_a_number_of_pods_is_rendered_only_when_nothing_scales(engine: str) -> None:
    values = merged(set_values(autoscaling__engine=engine), nested("workers.file-processing.minReplicas", 1))

    for name in default_values()["workers"]:
        assert ("replicas" in _worker(values, name)["spec"]) == (engine == "none")


@pytest.mark.parametrize("name", VALUES)
def test_the_grace_period_is_longer_than_the_drain(name: str) -> None:
    for workload in render(VALUES[name]).of("Deployment"):
        if workload["metadata"]["labels"]["app.kubernetes.io/component"] == "worker":
            drain = float(environment_of(containers_of(workload)[0])["SQLAGENT_DRAIN_SECONDS"])
            assert pod_of(workload)["terminationGracePeriodSeconds"] >= drain + HAND_BACK_SECONDS


def test_a_grace_period_shorter_than_the_drain_is_refused_by_both_names() -> None:
    with pytest.raises(ChartError) as refused:
        render(nested("workers.default.terminationGracePeriodSeconds", 10))

    assert "workers.default.terminationGracePeriodSeconds (10)" in str(refused.value)
    assert "workers.default.drainSeconds (105)" in str(refused.value)


@pytest.mark.parametrize(
    ("drain", "grace", "fits"), [(105, 120, True), (105, 119, False), (0.5, 16, True), (0.5, 15, False)]
)
def test_grace_and_drain_are_compared_to_the_second(drain: float, grace: int, fits: bool) -> None:
    values = {"workers": {"default": {"drainSeconds": drain, "terminationGracePeriodSeconds": grace}}}

    if fits:
        render(values)
    else:
        with pytest.raises(ChartError, match="drainSeconds"):
            render(values)


@pytest.mark.parametrize(
    ("concurrency", "sandbox", "limit", "fits"),
    [
        (1, 256 * MEBIBYTE, "808Mi", True),
        (1, 256 * MEBIBYTE, "807Mi", False),
        (4, 1024 * MEBIBYTE, "5704Mi", True),
        (4, 1024 * MEBIBYTE, "5.9G", False),
        (2, 256 * MEBIBYTE, "1.5Gi", True),
    ],
)
def test_the_memory_limit_holds_all_sandbox_children_and_the_worker(
    concurrency: int, sandbox: int, limit: str, fits: bool
) -> None:
    own = {
        "concurrency": concurrency,
        "sandboxMemoryBytes": sandbox,
        "resources": {"limits": {"memory": limit}},
    }

    if fits:
        render({"workers": {"default": own}})
    else:
        with pytest.raises(ChartError, match=r"workers\.default\.resources\.limits\.memory") as refused:
            render({"workers": {"default": own}})
        assert "workers.default.sandboxMemoryBytes" in str(refused.value)


@pytest.mark.parametrize(("name", "expected"), [("defaults", "100%"), ("everything", 1), ("external", 1)])
def test_a_budget_never_stands_in_the_way_of_a_drain(name: str, expected: object) -> None:
    for budget in render(VALUES[name]).of("PodDisruptionBudget"):
        # All pods on the node of a volume go together: none could start elsewhere before.
        assert budget["spec"]["maxUnavailable"] == expected
        assert "minAvailable" not in budget["spec"]
        assert budget["spec"]["unhealthyPodEvictionPolicy"] == "AlwaysAllow"


@pytest.mark.parametrize("component", ["beat", "flower", "exporter", "redis", "redis-gui"])
def test_what_runs_once_has_no_budget(component: str) -> None:
    budgets = render(VALUES["everything"]).of("PodDisruptionBudget")

    assert component not in {one["metadata"]["labels"]["app.kubernetes.io/component"] for one in budgets}


@pytest.mark.parametrize(
    "name",
    ["api", "worker-default", "worker-file-processing", "worker-query-processing", "worker-maintenance"],
)
def test_pods_of_a_component_are_spread_where_that_is_possible(name: str) -> None:
    workload = render().get("Deployment", name)
    (spread,) = pod_of(workload)["topologySpreadConstraints"]

    assert spread["whenUnsatisfiable"] == "ScheduleAnyway"
    assert spread["labelSelector"] == workload["spec"]["selector"]
