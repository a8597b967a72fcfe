"""A task's progress as server-sent events."""

import json
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from services.api import task_watch
from services.common.connection import connect
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, TaskName
from tests.fixtures.api import ALICE_KEY, BOB_KEY, TWO_TENANTS, submit, succeed


@dataclass(frozen=True)
class Event:
    id: str
    name: str
    task: dict[str, object]


def read(answer: httpx.Response) -> Iterator[Event]:
    """Read events as the standard says; comments and ``retry`` are not events."""
    fields: dict[str, str] = {}
    for line in answer.iter_lines():
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif "data" in fields:
            yield Event(fields["id"], fields["event"], json.loads(fields["data"]))
            fields = {}


def follow(client, task_id: str, last_id: str | None = None):
    headers = {"Last-Event-ID": last_id} if last_id else {}
    return client.stream("GET", f"/tasks/{task_id}/events", headers=headers)


def until_nobody_watches(api) -> None:
    deadline = time.monotonic() + 10
    while api.context.watch._watched or +api.context.watch._streams:
        assert time.monotonic() < deadline, "a stream is still there"
        time.sleep(0.01)


def test_a_stream_tells_stages_and_percent_and_ends_with_the_task(api, client):
    task_id = submit(api)
    ledger = api.context.ledger

    with follow(client, task_id) as answer:
        events = read(answer)
        seen = [next(events)]
        ledger.start(task_id, "token")
        seen.append(next(events))
        for percent in (40, 80):
            ledger.renew(task_id, "token", {"stage": "reading", "percent": percent})
            seen.append(next(events))
        ledger.succeed(task_id, "token", {"outcome": "answered"})
        seen += events

    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert [event.name for event in seen] == ["progress"] * 4 + ["end"]
    assert [event.task["status"] for event in seen] == ["pending", *["processing"] * 3, "success"]
    assert seen[3].task["progress"] == {"stage": "reading", "percent": 80.0}
    assert len({event.id for event in seen}) == 5
    assert seen[4].task == {
        k: v for k, v in client.get(f"/task-status/{task_id}").json().items() if k != "result"
    }


def test_a_finished_task_is_told_at_once(api, client):
    task_id = submit(api)
    succeed(api, task_id)

    with follow(client, task_id) as answer:
        assert [event.name for event in read(answer)] == ["end"]


def test_a_client_that_comes_back_is_told_only_what_is_new(api, client):
    task_id = submit(api)
    with follow(client, task_id) as answer:
        first = next(read(answer))
    succeed(api, task_id)

    with follow(client, task_id, first.id) as answer:
        rest = list(read(answer))

    assert [event.name for event in rest] == ["end"]
    with follow(client, task_id, rest[0].id) as answer:
        assert answer.status_code == 204


def test_an_unchanged_task_is_not_told_again(api, client, monkeypatch):
    monkeypatch.setattr(task_watch, "HEARTBEAT_SECONDS", 0.05)
    task_id = submit(api)
    with follow(client, task_id) as answer:
        first = next(read(answer))

    with follow(client, task_id, first.id) as answer:
        lines = answer.iter_lines()
        seen = [next(lines) for _ in range(6)]

    assert [line for line in seen if line] == ["retry: 2000", ": alive", ": alive"]


def test_many_watchers_of_many_tasks_cost_one_look_at_a_time(api, monkeypatch):
    looks, watch = [], api.context.watch
    look = watch._read
    monkeypatch.setattr(watch, "_read", lambda ids: looks.append(time.monotonic()) or look(ids))
    task_ids = [submit(api) for _ in range(5)]
    with ExitStack() as stack:
        client = stack.enter_context(api.client())
        streams = [read(stack.enter_context(follow(client, task))) for task in task_ids for _ in range(4)]
        assert {next(events).name for events in streams} == {"progress"}
        before = len(looks)
        began = time.monotonic()
        for task_id in task_ids:
            succeed(api, task_id)
        ends = [list(events)[-1].name for events in streams]
        seconds = time.monotonic() - began

    assert ends == ["end"] * 20
    assert len(looks) - before <= seconds / task_watch.POLL_SECONDS + 2
    until_nobody_watches(api)


def test_streams_that_are_opened_at_once_are_counted(api, monkeypatch):
    monkeypatch.setattr(task_watch, "MAX_STREAMS", 3)
    task_id = submit(api)
    read_ledger = api.context.ledger.read
    monkeypatch.setattr(api.context.ledger, "read", lambda *a, **k: time.sleep(0.1) or read_ledger(*a, **k))
    with ExitStack() as stack:
        clients = [stack.enter_context(api.client()) for _ in range(9)]
        with ThreadPoolExecutor(len(clients)) as pool:
            answers = list(pool.map(lambda client: stack.enter_context(follow(client, task_id)), clients))
        assert sorted(answer.status_code for answer in answers) == [200] * 3 + [429] * 6
    until_nobody_watches(api)
    with api.client() as client, follow(client, task_id) as answer:
        assert answer.status_code == 200  # what was closed counts no more


def test_a_tenant_has_so_many_streams_and_others_have_theirs(start_api, monkeypatch):
    monkeypatch.setattr(task_watch, "MAX_STREAMS", 2)
    api = start_api(api_key_hashes=TWO_TENANTS)
    hers, his = submit(api, tenant="alice"), submit(api, tenant="bob")
    with ExitStack() as stack:
        alice = stack.enter_context(api.client(key=ALICE_KEY))
        bob = stack.enter_context(api.client(key=BOB_KEY))
        streams = [read(stack.enter_context(follow(alice, hers))) for _ in range(2)]
        assert {next(events).name for events in streams} == {"progress"}

        refused = alice.get(f"/tasks/{hers}/events")
        other = stack.enter_context(follow(bob, his))

        assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
        assert refused.headers["Retry-After"] == "5"
        assert other.status_code == 200
    until_nobody_watches(api)


def test_a_stream_ends_when_its_client_goes_away(api, client):
    with follow(client, submit(api)) as answer:
        events = read(answer)
        assert next(events).name == "progress"
        assert api.context.watch._watched

    until_nobody_watches(api)
    assert not +api.context.watch._streams


def test_streams_live_through_an_outage(api, client, redis_server):
    task_id = submit(api)
    with follow(client, task_id) as answer:
        events = read(answer)
        next(events)
        redis_server.freeze()
        time.sleep(1.5)
        redis_server.thaw()
        succeed(api, task_id)

        assert list(events)[-1].name == "end"


@pytest.mark.parametrize("task_id", ["0" * 32, "x", "%00"])
def test_an_unknown_task_has_no_events(client, task_id):
    assert client.get(f"/tasks/{task_id}/events").status_code == 404


def test_a_server_that_stops_ends_its_streams(start_api_process, redis_url):
    api = start_api_process()
    with connect(redis_url) as redis:
        task = NewTask("0" * 32, "default", TaskName.PING, "default", Priority.NORMAL, {})
        Ledger(redis, result_ttl_seconds=60).submit(task)
    told: list[float] = []
    with api.client() as client, follow(client, task.task_id) as answer:
        events = read(answer)
        next(events)
        threading.Timer(
            0.1, lambda: told.append(time.monotonic()) or api.process.send_signal(signal.SIGTERM)
        ).start()

        assert list(events) == []
        ended = time.monotonic()

    assert ended - told[0] < 5
    assert api.process.wait(timeout=10) == 0
