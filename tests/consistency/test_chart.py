"""The chart says what the code says: settings, queues, limits."""

import re

import pytest

from services.common import metrics
from services.common.limits import DRAIN_SECONDS, GRACE_SECONDS, HAND_BACK_SECONDS
from services.common.messages import QueueName
from services.common.settings import PREFIX, SECRETS, Settings
from services.worker.configuration import CHILD_MEMORY_BYTES, celery_configuration
from services.worker.heartbeat import HEARTBEAT_MAX_AGE_SECONDS
from tests.chart.rendering import (
    CHART,
    containers_of,
    default_values,
    environment_of,
    merged,
    render,
    set_values,
)
from tests.consistency.test_docs import _shown_default

ALL_SECRETS = set_values(
    storage__url="s3://bucket",
    credentials__storeOptions="aws_region=eu",
    settings__modelUrl="https://models.example/v1",
    settings__modelName="m-1",
)

ONLY_IN_A_CLUSTER = {
    "redis_url": "the chart's Redis",
    "store_url": "the chart's volume",
    "table_cache_path": "a volume of the worker's own",
    "api_host": "reached from other pods",
    "exporter_host": "reached from other pods",
    "heartbeat_path": "probes look there",
}
"""Settings whose value in the chart is another than the default, and why."""

NOT_IN_THE_CHART = {
    "celery_broker_url": "externalRedis.url says where Redis is",
    "celery_result_backend": "it may only name the broker",
}
"""Settings that an operator of the chart has no use for, and why."""


def _settings() -> dict[str, str]:
    data: dict[str, str] = render().get("ConfigMap", "settings")["data"]
    return data


def _secret_fields() -> set[str]:
    """What any pod is given as a file."""
    found = set()
    for workload in render(ALL_SECRETS).workloads():
        for container in containers_of(workload):
            found |= {name for name in environment_of(container) if name.endswith("_FILE")}
    return {name.removeprefix(PREFIX).removesuffix("_FILE").lower() for name in found}


def test_every_setting_is_in_the_configmap_or_in_the_secret_and_no_other() -> None:
    in_map = {name.removeprefix(PREFIX).lower() for name in _settings()}

    assert in_map | _secret_fields() == set(Settings.model_fields) - set(NOT_IN_THE_CHART)
    assert _secret_fields() == set(SECRETS)
    assert not in_map & _secret_fields()


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - set(SECRETS) - set(NOT_IN_THE_CHART)))
def test_a_setting_has_the_same_default_in_the_chart(name: str) -> None:
    rendered = _settings()[PREFIX + name.upper()]
    default = Settings.model_fields[name].default

    if name in ONLY_IN_A_CLUSTER:
        assert rendered != str(default), "it needs no exception"
    else:
        assert rendered == ("" if default == "" else _shown_default(default))


def test_every_rendered_setting_is_one_that_the_code_takes() -> None:
    values = {name.removeprefix(PREFIX).lower(): value for name, value in _settings().items()}

    Settings(**values)


def test_there_is_one_set_of_workers_for_each_queue() -> None:
    queues = [queue for worker in default_values()["workers"].values() for queue in worker["queues"]]

    assert sorted(queues) == sorted(QueueName)


def test_workers_and_scalers_serve_the_queues_of_the_code() -> None:
    objects = render(merged(set_values(autoscaling__engine="keda")))
    served = set()
    for workload in objects.of("Deployment"):
        command = containers_of(workload)[0]["command"]
        if "-Q" in command:
            served.add(command[command.index("-Q") + 1])
    asked = {
        found.group(1)
        for scaler in objects.of("ScaledObject")
        for found in re.finditer(r'queue="(\w+)"', scaler["spec"]["triggers"][0]["metadata"]["query"])
    }

    assert served == asked == set(QueueName)


def test_the_templates_know_the_queues_of_the_code() -> None:
    listed = re.search(r"\(list ((?:\"\w+\" ?)+)\)", (CHART / "templates/_workers.tpl").read_text())

    assert listed is not None
    assert set(re.findall(r"\w+", listed.group(1))) == set(QueueName)


def test_drain_and_grace_period_are_the_codes() -> None:
    worker = default_values()["workerDefaults"]

    assert worker["drainSeconds"] == DRAIN_SECONDS
    assert worker["terminationGracePeriodSeconds"] == GRACE_SECONDS
    assert (
        f"worker.drainSeconds | int64) {HAND_BACK_SECONDS} }}}}"
        in (CHART / "templates/_validate-workers.tpl").read_text()
    )


def test_probes_and_code_agree_on_how_old_a_heartbeat_may_be() -> None:
    assert f"-{HEARTBEAT_MAX_AGE_SECONDS} seconds" in (CHART / "templates/_pod.tpl").read_text()


def test_scalers_ask_for_metrics_that_are_declared() -> None:
    declared = {metric.name for metric in vars(metrics).values() if isinstance(metric, metrics.Metric)}
    asked = {
        name
        for scaler in render(set_values(autoscaling__engine="keda")).of("ScaledObject")
        for name in re.findall(r"sqlagent_\w+", scaler["spec"]["triggers"][0]["metadata"]["query"])
    }

    assert asked
    assert asked <= declared


def test_the_memory_that_a_worker_needs_counts_what_its_children_may_hold() -> None:
    template = (CHART / "templates/_workers.tpl").read_text()
    (main, child, helper) = re.search(
        r"mul (\d+) 1048576\) \(mul \(int64 \.\) \(add (\d+) (\d+)\)", template
    ).groups()

    assert int(child) * 1024**2 == CHILD_MEMORY_BYTES
    assert celery_configuration(Settings())["worker_max_memory_per_child"] * 1024 == CHILD_MEMORY_BYTES
    assert int(main) >= 100
    assert int(helper) >= 150


def test_celery_is_configured_for_tasks_that_are_never_lost() -> None:
    configuration = celery_configuration(Settings())

    assert configuration["task_acks_late"] is True
    assert configuration["task_reject_on_worker_lost"] is False
    assert configuration["worker_prefetch_multiplier"] == 1
    visibility = configuration["broker_transport_options"]["visibility_timeout"]
    assert visibility == Settings().limits.visibility_timeout_seconds
