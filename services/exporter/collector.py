"""Turns a snapshot into metrics, or, without Redis, into the one metric that says so."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from redis import Redis

from services.common import metrics
from services.common.errors import RedisUnavailableError
from services.common.logs import get_logger
from services.exporter.counters import Counters, Durations, Labels
from services.exporter.snapshot import QueueFigures, Snapshot, take_snapshot

_SCRAPE_BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0)
"""From a Redis beside the exporter to the longest that a scrape may take."""

_BOUNDS = [*map(str, metrics.DURATION_SECONDS), "+Inf"]

_log = get_logger(__name__)


class RedisCollector(Collector):
    """Reads Redis at each scrape; keeps of it only how long that took.

    Args:
        client: With a timeout; the caller owns it.
        queues: The configured queues: each is told, also when Redis has never heard of it.
    """

    def __init__(self, client: Redis, queues: Sequence[str]) -> None:
        self._client = client
        self._queues = queues
        self._seconds = Histogram(
            metrics.SCRAPE_SECONDS.name, metrics.SCRAPE_SECONDS.help, buckets=_SCRAPE_BUCKETS, registry=None
        )

    def collect(self) -> Iterator[Metric]:
        """Yield every metric; while Redis is down only that it is: absent reads other than empty."""
        began = time.monotonic()
        try:
            snapshot = take_snapshot(self._client, self._queues)
        except RedisUnavailableError as error:
            _log.warning("redis does not answer", code=error.code, reason=str(error.__cause__))
            snapshot = None
        self._seconds.observe(time.monotonic() - began)
        yield _gauge(metrics.REDIS_UP, {(): int(snapshot is not None)})
        yield from self._seconds.collect()
        if snapshot is not None:
            yield from describe_snapshot(snapshot)

    def describe(self) -> list[Metric]:
        """Return nothing, so that registering asks nothing of Redis."""
        return []


def make_registry(client: Redis, queues: Sequence[str]) -> CollectorRegistry:
    """Make what a server of metrics asks."""
    registry = CollectorRegistry()
    registry.register(RedisCollector(client, queues))
    return registry


def describe_snapshot(snapshot: Snapshot) -> Iterator[Metric]:
    """Yield the metrics of a snapshot."""
    yield from _queue_metrics(snapshot.queues)
    yield from _open_task_metrics(snapshot.queues)
    yield from _counter_metrics(snapshot.counters)
    yield _gauge(metrics.BEAT_TICK, {(): snapshot.beat_tick_at})
    yield _gauge(metrics.HEALTH_CHECK, {(check,): int(passes) for check, passes in snapshot.health.items()})
    yield from _redis_metrics(snapshot)


def _queue_metrics(queues: Mapping[str, QueueFigures]) -> Iterator[Metric]:
    def by_queue(metric: metrics.Metric, figures: Iterable[float]) -> Metric:
        return _gauge(metric, {(queue,): figure for queue, figure in zip(queues, figures, strict=True)})

    every = queues.values()
    yield by_queue(metrics.QUEUE_LENGTH, (one.length for one in every))
    yield by_queue(metrics.CELERY_QUEUE_LENGTH, (one.length for one in every))
    yield by_queue(metrics.QUEUE_BACKLOG, (one.backlog for one in every))
    yield by_queue(metrics.QUEUE_UNACKED, (one.unacked for one in every))
    yield by_queue(metrics.QUEUE_OLDEST_UNACKED, (one.oldest_unacked_age for one in every))
    yield by_queue(metrics.QUEUE_OLDEST_MESSAGE, (one.oldest_message_age for one in every))
    yield by_queue(metrics.WORKERS, (one.workers for one in every))
    yield by_queue(metrics.WORKER_SLOTS, (one.slots for one in every))
    yield _gauge(
        metrics.QUEUE_LENGTH_BY_PRIORITY,
        {
            (queue, priority.name.lower()): count
            for queue, one in queues.items()
            for priority, count in one.by_priority.items()
        },
    )


def _open_task_metrics(queues: Mapping[str, QueueFigures]) -> Iterator[Metric]:
    counts: dict[Labels, int] = {}
    ages: dict[Labels, float] = {}
    for queue, one in queues.items():
        counts |= {(queue, state): count for state, count in one.open_tasks.items()}
        ages |= {(queue, state): age for state, age in one.oldest_task_ages.items()}
    yield _gauge(metrics.OPEN_TASKS, counts)
    yield _gauge(metrics.OLDEST_TASK, ages)


def _counter_metrics(counters: Counters) -> Iterator[Metric]:
    yield _counter(metrics.TASKS, counters.ended)
    yield _histogram(metrics.TASK_RUNTIME, counters.runtime)
    yield _histogram(metrics.TASK_QUEUE_WAIT, counters.wait)
    yield _counter(metrics.TASK_RETRIES, counters.retries)
    yield _counter(metrics.TASK_REDELIVERED, counters.redelivered)
    yield _counter(metrics.TASK_DEAD_LETTERED, counters.dead_lettered)
    yield _counter(metrics.REPUBLISHED, counters.sent)
    yield _counter(metrics.ROUNDS, {(): counters.rounds})
    yield _gauge(metrics.LAST_ROUND, {(): counters.last_round_at})


def _redis_metrics(snapshot: Snapshot) -> Iterator[Metric]:
    redis = snapshot.redis
    yield _gauge(metrics.REDIS_MEMORY_USED, _if_told(redis.memory_used_bytes))
    yield _gauge(metrics.REDIS_MEMORY_MAX, _if_told(redis.memory_max_bytes))
    yield _gauge(metrics.REDIS_CLIENTS, _if_told(redis.connected_clients))
    yield _counter(metrics.REDIS_COMMANDS, _if_told(redis.commands))
    yield _gauge(metrics.REDIS_UPTIME, _if_told(redis.uptime_seconds))
    yield _gauge(metrics.REDIS_AOF, _if_told(redis.is_aof_enabled))
    yield _counter(metrics.REDIS_DELAYED_FSYNC, _if_told(redis.delayed_fsyncs))
    yield _gauge(metrics.REDIS_PERSISTENCE, {(): int(redis.is_persistence_ok)})


def _if_told(figure: int | None) -> dict[Labels, int]:
    return {} if figure is None else {(): int(figure)}


def _gauge(declared: metrics.Metric, figures: Mapping[Labels, float]) -> Metric:
    family = GaugeMetricFamily(declared.name, declared.help, labels=declared.labels)
    for labels, figure in figures.items():
        family.add_metric(labels, figure)
    return family


def _counter(declared: metrics.Metric, figures: Mapping[Labels, int]) -> Metric:
    family = CounterMetricFamily(declared.name, declared.help, labels=declared.labels)
    for labels, figure in figures.items():
        family.add_metric(labels, figure)
    return family


def _histogram(declared: metrics.Metric, figures: Mapping[Labels, Durations]) -> Metric:
    family = HistogramMetricFamily(declared.name, declared.help, labels=declared.labels)
    for labels, durations in figures.items():
        buckets = list(zip(_BOUNDS, accumulate(durations.counts), strict=True))
        family.add_metric(labels, buckets, durations.total_seconds)
    return family
