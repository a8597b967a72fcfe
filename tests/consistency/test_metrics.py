"""A metric is declared, exported and documented, or it is none."""

from collections.abc import Iterable

from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from services.api.instruments import Instruments
from services.common import metrics
from services.common.connection import connect
from services.common.messages import QueueName
from services.common.records import TaskState
from services.exporter.collector import RedisCollector, describe_snapshot
from services.exporter.snapshot import QueueFigures, Snapshot
from tests.consistency.sources import code, table_rows

DECLARED = {metric.name: metric for metric in vars(metrics).values() if isinstance(metric, metrics.Metric)}

ONE_OF_EACH = Snapshot(
    queues={QueueName.DEFAULT: QueueFigures(1, {TaskState.PENDING: 1})},
    ended={("task", "queue", "status"): 1},
    health={"store": True},
)


def _kinds(families: Iterable[Metric]) -> dict[str, str]:
    """Kinds by name; a counter's name with its ending."""
    return {family.name + ("_total" if family.type == "counter" else ""): family.type for family in families}


def test_declared_is_what_exporter_and_api_export() -> None:
    with connect("redis://127.0.0.1:1", retries=0) as nobody:
        without_redis = _kinds(RedisCollector(nobody).collect())
    with_redis = _kinds(describe_snapshot(ONE_OF_EACH))
    api = _kinds(text_string_to_metric_families(Instruments().render().decode()))

    assert without_redis == {metrics.REDIS_UP.name: "gauge"}
    assert without_redis | with_redis | api == {name: metric.kind for name, metric in DECLARED.items()}


def test_every_metric_is_documented_with_its_kind_and_labels() -> None:
    documented = {
        code(row[0]): (row[1], tuple(label.strip("` ") for label in row[2].split(",") if label))
        for row in table_rows("docs/metrics.md", "metric")
    }

    assert documented == {name: (metric.kind, metric.labels) for name, metric in DECLARED.items()}


def test_names_say_what_they_count() -> None:
    for metric in DECLARED.values():
        assert metric.name.startswith("sqlagent_")
        assert metric.name.endswith("_total") == (metric.kind == "counter")
        assert not set(metric.labels) & {"task_id", "tenant", "host", "pod", "pid"}
