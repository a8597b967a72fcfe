"""The api's metrics, made from their declarations."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from services.common.errors import RedisUnavailableError, SqlAgentError
from services.common.metrics import HTTP_REQUESTS, HTTP_SECONDS, PUBLISH_FAILURES, PUBLISH_SECONDS, Metric

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)
"""From a status look-up to a large upload, in seconds."""

_PUBLISH_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""From one round trip to the longest that a call to Redis may take."""


class Instruments:
    """One process' counters, in a registry of their own so that tests may have many.

    Args:
        queues: The configured queues.
    """

    def __init__(self, queues: Sequence[str]) -> None:
        self._registry = CollectorRegistry()
        self._requests = self._counter(HTTP_REQUESTS)
        self._seconds = self._histogram(HTTP_SECONDS, _REQUEST_BUCKETS)
        self._publish_failures = self._counter(PUBLISH_FAILURES)
        self._publish_seconds = self._histogram(PUBLISH_SECONDS, _PUBLISH_BUCKETS)
        for queue in queues:  # zeros, so that a first one shows as an increase
            self._publish_seconds.labels(queue=queue)
            self._publish_failures.labels(queue=queue, reason=RedisUnavailableError.code)

    def _counter(self, metric: Metric) -> Counter:
        return Counter(metric.name, metric.help, metric.labels, registry=self._registry)

    def _histogram(self, metric: Metric, buckets: Sequence[float]) -> Histogram:
        return Histogram(metric.name, metric.help, metric.labels, buckets=buckets, registry=self._registry)

    def count_request(self, *, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answered request under its route's template."""
        self._requests.labels(route=route, method=method, status=str(status)).inc()
        self._seconds.labels(route=route, method=method).observe(seconds)

    @contextmanager
    def publishing(self, *, queue: str) -> Iterator[None]:
        """Time the writing of a task into Redis, and count it under its error's code when it fails."""
        began = time.perf_counter()
        try:
            yield
        except SqlAgentError as error:
            self._publish_failures.labels(queue=queue, reason=error.code).inc()
            raise
        self._publish_seconds.labels(queue=queue).observe(time.perf_counter() - began)

    def render(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._registry)
