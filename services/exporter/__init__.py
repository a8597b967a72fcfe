"""Queue and task metrics for Prometheus, read from Redis alone."""
