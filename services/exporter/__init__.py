"""The exporter: figures of queues and tasks for Prometheus, from Redis alone."""
