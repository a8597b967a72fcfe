"""Turns a snapshot into metrics, or, without Redis, into the one metric that says so."""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from redis import Redis

from services.common import metrics
from services.common.errors import RedisUnavailableError
from services.common.logs import get_logger
from services.exporter.snapshot import Snapshot, take_snapshot

_log = get_logger(__name__)


class RedisCollector(Collector):
    """Reads Redis at each scrape; keeps nothing between two.

    Args:
        client: With a timeout; the caller owns it.
    """

    def __init__(self, client: Redis) -> None:
        self._client = client

    def collect(self) -> Iterator[Metric]:
        """Yield every metric; while Redis is down only that it is: absent reads other than empty."""
        up = _gauge(metrics.REDIS_UP)
        try:
            snapshot = take_snapshot(self._client)
        except RedisUnavailableError as error:
            _log.warning("redis does not answer", code=error.code)
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from describe_snapshot(snapshot)

    def describe(self) -> list[Metric]:
        """Return nothing, so that registering asks nothing of Redis."""
        return []


def describe_snapshot(snapshot: Snapshot) -> Iterator[Metric]:
    """Yield the metrics of a snapshot."""
    yield from _queue_metrics(snapshot)
    yield _task_metric(snapshot)
    yield _health_metric(snapshot)


def _gauge(declared: metrics.Metric) -> GaugeMetricFamily:
    return GaugeMetricFamily(declared.name, declared.help, labels=declared.labels)


def _queue_metrics(snapshot: Snapshot) -> Iterator[Metric]:
    length, backlog, open_tasks = map(
        _gauge, (metrics.QUEUE_LENGTH, metrics.QUEUE_BACKLOG, metrics.OPEN_TASKS)
    )
    for queue, figures in snapshot.queues.items():
        length.add_metric([queue], figures.length)
        backlog.add_metric([queue], figures.backlog)
        for state, count in figures.open_tasks.items():
            open_tasks.add_metric([queue, state], count)
    yield from (length, backlog, open_tasks)


def _task_metric(snapshot: Snapshot) -> Metric:
    ended = CounterMetricFamily(metrics.TASKS.name, metrics.TASKS.help, labels=metrics.TASKS.labels)
    for labels, count in snapshot.ended.items():
        ended.add_metric(labels, count)
    return ended


def _health_metric(snapshot: Snapshot) -> Metric:
    health = _gauge(metrics.HEALTH_CHECK)
    for check, passes in snapshot.health.items():
        health.add_metric([check], int(passes))
    return health
