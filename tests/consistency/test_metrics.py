"""A metric is declared, exported with its labels, and documented, or it is none."""

import json
from collections.abc import Iterable

from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis

from services.api.instruments import Instruments
from services.common import keys, metrics
from services.common.connection import connect
from services.common.messages import QueueName
from services.exporter.collector import RedisCollector
from tests.consistency.sources import code, declared_metrics, table_rows

DECLARED = declared_metrics()

_OF_PROMETHEUS = {"le"}
"""The label of a histogram's buckets."""

Shape = tuple[str, frozenset[str]]
"""Kind and labels."""


def _shapes(families: Iterable[Metric]) -> dict[str, Shape]:
    """Shapes by name; a counter's name with its ending. The client library adds when each was created."""
    return {
        family.name + ("_total" if family.type == "counter" else ""): (
            family.type,
            frozenset(label for sample in family.samples for label in sample.labels) - _OF_PROMETHEUS,
        )
        for family in families
        if not family.name.endswith("_created")
    }


def _declared(*names: metrics.Metric) -> dict[str, Shape]:
    return {metric.name: (metric.kind, frozenset(metric.labels)) for metric in names}


def test_declared_is_what_exporter_and_api_export(redis_client: Redis) -> None:
    redis_client.set(keys.HEALTH, json.dumps({"checks": {"store": True}}))
    instruments = Instruments(list(QueueName))
    instruments.count_request(route="/ping", method="POST", status=202, seconds=0.1)

    exporter = _shapes(RedisCollector(redis_client, list(QueueName)).collect())
    api = _shapes(text_string_to_metric_families(instruments.render().decode()))

    assert exporter | api == _declared(*DECLARED.values())


def test_without_redis_only_that_is_exported() -> None:
    with connect("redis://127.0.0.1:1", retries=0) as nobody:
        exported = _shapes(RedisCollector(nobody, list(QueueName)).collect())

    assert exported == _declared(metrics.REDIS_UP, metrics.SCRAPE_SECONDS)


def test_every_metric_is_documented_with_its_kind_and_labels() -> None:
    documented = {
        code(row[0]): (row[1], tuple(label.strip("` ") for label in row[2].split(",") if label))
        for row in table_rows("docs/metrics.md", "metric")
    }

    assert documented == {name: (metric.kind, metric.labels) for name, metric in DECLARED.items()}


def test_names_say_what_they_count() -> None:
    for metric in DECLARED.values():
        assert metric.name.startswith("sqlagent_") or metric == metrics.CELERY_QUEUE_LENGTH
        assert metric.name.endswith("_total") == (metric.kind == "counter")
        assert not set(metric.labels) & {"task_id", "tenant", "host", "pod", "pid"}
