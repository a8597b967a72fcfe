"""Whether each process of a local run really works: asked of the process itself, over the wire."""

import uuid
from collections.abc import Callable

import httpx
import redis

from services.common import keys
from services.common.connection import connect
from services.common.errors import SqlAgentError
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, QueueName, TaskName
from services.common.records import TaskState
from services.local.ports import LOOPBACK, Ports
from services.local.processes import redis_url

Check = Callable[[], bool]
"""True once the process is ready; it may be asked again and again."""

_TENANT = "local"
"""Whose pings these are: no user's."""


def answers_ping(url: str) -> Check:
    """Redis answers, and has read its data."""
    client = connect(url, retries=0)

    def check() -> bool:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False

    return check


def answers_http(port: int, path: str, *, saying: str = "") -> Check:
    """A GET is answered with 200 and a body that contains some text."""
    client = httpx.Client(base_url=f"http://{LOOPBACK}:{port}", timeout=5, trust_env=False)

    def check() -> bool:
        try:
            answer = client.get(path)
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK and saying in answer.text

    return check


def works_on(queue: QueueName, url: str) -> Check:
    """A worker takes a task from the queue and ends it."""
    ledger = Ledger(connect(url), result_ttl_seconds=60)
    task = NewTask(uuid.uuid4().hex, _TENANT, str(TaskName.PING), str(queue), Priority.HIGH, {})

    def check() -> bool:
        try:
            ledger.submit(task)  # again and again: the same task, once
            return ledger.read(task.task_id, tenant=_TENANT).state is TaskState.SUCCEEDED
        except SqlAgentError:
            return False

    return check


def sender_works(url: str) -> Check:
    """Beat's sender holds its lock; a lock that the last run left is forgotten first."""
    client = connect(url)
    client.delete(keys.SENDER_LOCK)
    return lambda: bool(client.exists(keys.SENDER_LOCK))


def checks(ports: Ports) -> dict[str, Check]:
    """Return what to wait for, by process; to be called once Redis answers and before the others start."""
    url = redis_url(ports)
    return {
        "api": answers_http(ports.api_port, "/health/ready"),
        "api-again": answers_http(ports.api_second_port, "/health/live"),
        **{str(queue): works_on(queue, url) for queue in QueueName},
        "beat": sender_works(url),
        "flower": answers_http(ports.flower_port, "/healthcheck"),
        "exporter": answers_http(ports.exporter_port, "/metrics", saying="\nsqlagent_exporter_redis_up 1.0"),
    }
