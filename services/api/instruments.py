"""The api's metrics, made from their declarations."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from services.common.metrics import HTTP_REQUESTS, HTTP_SECONDS, SUBMIT_FAILURES, Metric

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)
"""From a status look-up to a large upload, in seconds."""


class Instruments:
    """One process' counters, in a registry of their own so that tests may have many."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = self._counter(HTTP_REQUESTS)
        self._failures = self._counter(SUBMIT_FAILURES)
        self._seconds = Histogram(
            HTTP_SECONDS.name,
            HTTP_SECONDS.help,
            HTTP_SECONDS.labels,
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def _counter(self, metric: Metric) -> Counter:
        return Counter(metric.name, metric.help, metric.labels, registry=self._registry)

    def count_request(self, *, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answered request under its route's template."""
        self._requests.labels(route=route, method=method, status=str(status)).inc()
        self._seconds.labels(route=route, method=method).observe(seconds)

    def count_submit_failure(self, *, task: str, code: str) -> None:
        """Count a task that could not be accepted."""
        self._failures.labels(task=task, code=code).inc()

    def render(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._registry)
