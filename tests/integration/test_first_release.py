"""Old and new releases beside each other on one Redis, as in a rollout: messages and records both ways."""

import json
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import redis

from services.common import keys
from services.common.errors import FileEmptyError, StoreUnavailableError, TaskNotFailedError
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, list_key
from services.common.records import TaskState
from services.common.settings import Settings
from services.worker import recovery
from services.worker.recovery import Recovery
from services.worker.sender import Sender
from tests.data.first_release import records as old_records
from tests.fixtures.stack import TENANT, Stack, rounds_of

FOLDER = Path(old_records.__file__).parent
RECORDED = json.loads((FOLDER / "redis.json").read_text())
STATES: dict[str, str] = RECORDED["states"]
AWAY = StoreUnavailableError("away")


class OldScripts:
    """The first release's steps of a task's life."""

    def __init__(self, client: redis.Redis) -> None:
        common = (FOLDER / "common.lua").read_text()
        self._scripts = {
            path.stem: client.register_script(common + path.read_text())
            for path in FOLDER.glob("*.lua")
            if path.stem != "common"
        }

    def run(self, name: str, *args: str | int) -> Any:
        return self._scripts[name](args=args)

    def submit(self, task_id: str) -> None:
        assert self.run("submit", task_id, TENANT, "sqlagent.ping", "default", 6, "{}", 0) == "ok"

    def start(self, task_id: str, token: str) -> bool:
        return bool(self.run("start", task_id, token, 10_000)[0] == "go")

    def succeed(self, task_id: str, token: str) -> str:
        return str(self.run("finish", task_id, token, "succeeded", '{"old": true}', "", "", 60, 0))


@pytest.fixture
def old(redis_client: redis.Redis) -> OldScripts:
    return OldScripts(redis_client)


@pytest.fixture
def ledger(redis_client: redis.Redis) -> Ledger:
    return Ledger(redis_client, result_ttl_seconds=60)


@pytest.fixture
def recorded(redis_client: redis.Redis) -> None:
    """Redis as the first release left it."""
    for name, key in RECORDED["keys"].items():
        value = key["value"]
        write: dict[str, Any] = {
            "hash": lambda name=name, value=value: redis_client.hset(name, mapping=value),
            "zset": lambda name=name, value=value: redis_client.zadd(name, value),
            "set": lambda name=name, value=value: redis_client.sadd(name, *value),
            "list": lambda name=name, value=value: redis_client.rpush(name, *value),
            "string": lambda name=name, value=value: redis_client.set(name, value),
        }
        write[key["type"]]()


def in_state(state: str) -> list[str]:
    return [task_id for task_id, its in STATES.items() if its == state]


def new_task(ledger: Ledger) -> str:
    task_id = uuid.uuid4().hex
    ledger.submit(NewTask(task_id, TENANT, "sqlagent.ping", "default", Priority.NORMAL, {"n": 1}))
    return task_id


def shape(document: Any) -> Any:
    """A JSON document's names and types, without its values."""
    if isinstance(document, Mapping):
        return {name: shape(value) for name, value in document.items()}
    if isinstance(document, list):
        return [shape(one) for one in document]
    return type(document).__name__


def test_todays_reader_understands_every_record_of_the_first_release(recorded: None, ledger: Ledger) -> None:
    found = {task_id: ledger.read(task_id, tenant=TENANT) for task_id in STATES}

    assert {task_id: record.state.value for task_id, record in found.items()} == STATES
    [running], [succeeded], [failed] = map(in_state, ("running", "succeeded", "failed"))
    assert found[running].progress == {"stage": "reading", "percent": 50.0}
    assert found[succeeded].result == {"pong": True}
    assert (found[failed].error_code, found[failed].payload) == ("file_empty", {})
    payloads = [record.payload for record in found.values() if record.kind == "sqlagent.answer_question"]
    assert payloads == [{"question": "Wie viele? ✓", "sql": None, "tables": None}]
    assert len(ledger.recent(TENANT, offset=0, count=100)[0]) == len(STATES)


@pytest.fixture
def stack(redis_url: str, tmp_path: Path) -> Iterator[Stack]:
    stack = Stack(redis_url, tmp_path)
    yield stack
    stack.stop()


def test_todays_worker_and_sender_end_what_the_first_release_began(
    recorded: None, stack: Stack, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its messages on every step, its lease that lapsed, its retry that is due."""
    monkeypatch.setattr(recovery, "QUIET_SECONDS", 0.0)
    pings = [
        task_id
        for task_id, state in STATES.items()
        if state in ("pending", "running", "delayed") and stack.read(task_id).kind == "sqlagent.ping"
    ]

    with rounds_of(Sender(Settings(redis_url=redis_url))):
        stack.start_worker()
        ended = [stack.wait(task_id) for task_id in pings]

    assert len(ended) == 6
    assert {(task.status, str(task.result)) for task in ended} == {("success", "{'pong': True}")}


def test_todays_steps_act_on_what_the_first_release_began(
    recorded: None, ledger: Ledger, redis_client: redis.Redis
) -> None:
    [running], [failed], [delayed] = map(in_state, ("running", "failed", "delayed"))
    pending, *_ = in_state("pending")
    token = str(redis_client.hget(keys.record(running), "token"))

    ledger.renew(running, token, {"stage": "reading", "percent": 80.0})
    ledger.commit(running, token)
    ledger.succeed(running, token, {"new": True})
    ledger.cancel(pending, tenant=TENANT)
    ledger.resubmit(failed, tenant=TENANT)
    ledger.cancel(delayed, tenant=TENANT)

    states = {task_id: ledger.read(task_id, tenant=TENANT).state for task_id in STATES}
    assert states[running] is TaskState.SUCCEEDED
    assert {states[pending], states[delayed]} == {TaskState.CANCELLED}
    assert states[failed] is TaskState.PENDING
    with pytest.raises(TaskNotFailedError):
        ledger.resubmit(running, tenant=TENANT)


@pytest.mark.parametrize("priority", list(Priority))
def test_todays_message_is_one_that_the_first_release_reads(
    ledger: Ledger, redis_client: redis.Redis, priority: Priority
) -> None:
    task_id = uuid.uuid4().hex
    ledger.submit(NewTask(task_id, TENANT, "sqlagent.ping", "default", priority, {"question": "?"}))
    ours = json.loads(str(redis_client.rpop(list_key("default", priority))))

    theirs = json.loads(RECORDED["keys"][list_key("default", priority)]["value"][-1])
    assert shape(ours) == shape(theirs)
    assert shape(json.loads(ours["body"])) == shape(json.loads(theirs["body"]))
    assert json.loads(ours["body"])[0] == [{"v": 1, "task_id": task_id}]


def test_the_first_releases_worker_runs_what_todays_api_submits(old: OldScripts, ledger: Ledger) -> None:
    task_id = new_task(ledger)

    assert old.start(task_id, "old")
    assert ledger.start(task_id, "new") is None
    assert old.run("renew", task_id, "old", 10_000, "") == "ok"
    assert old.succeed(task_id, "old") == "ok"

    record = ledger.read(task_id, tenant=TENANT)
    assert (record.state, record.result) == (TaskState.SUCCEEDED, {"old": True})


def test_todays_worker_runs_what_the_first_releases_api_submits(old: OldScripts, ledger: Ledger) -> None:
    task_id = uuid.uuid4().hex
    old.submit(task_id)

    assert ledger.start(task_id, "new") is not None
    assert not old.start(task_id, "old")
    ledger.succeed(task_id, "new", {"new": True})

    assert old.succeed(task_id, "old") == "lost"
    assert ledger.read(task_id, tenant=TENANT).result == {"new": True}


def test_an_attempt_that_was_released_is_lost_to_the_first_releases_worker(
    old: OldScripts, ledger: Ledger, redis_client: redis.Redis
) -> None:
    task_id = new_task(ledger)
    assert old.start(task_id, "host:1:2:old")
    Recovery(redis_client, result_ttl_seconds=60).release([(task_id, "host:1:2:")], is_lost=True)

    assert old.run("renew", task_id, "host:1:2:old", 10_000, "") == "lost"
    assert old.succeed(task_id, "host:1:2:old") == "lost"
    assert old.start(task_id, "host:1:3:old")


def test_each_sends_what_the_other_put_aside(
    old: OldScripts, ledger: Ledger, redis_client: redis.Redis
) -> None:
    """An old Beat beside new workers, and a new one beside old workers."""
    theirs, ours = new_task(ledger), new_task(ledger)
    redis_client.delete("default:6")
    assert old.start(theirs, "old")
    assert old.run("retry", theirs, "old", 0, "store_unavailable", "away") == "ok"
    assert ledger.push_due() == 1
    assert ledger.start(ours, "new") is not None
    ledger.retry(ours, "new", AWAY, delay_seconds=0)
    assert old.run("push_due", "default", 3, 100) == 1

    assert redis_client.llen("default:3") == 2
    assert old.start(ours, "old again")
    assert ledger.start(theirs, "new again") is not None


def test_the_first_releases_api_reads_every_record_of_today(
    ledger: Ledger, redis_client: redis.Redis
) -> None:
    pending, running, delayed, succeeded, failed, cancelled = (new_task(ledger) for _ in range(6))
    for task_id in (running, delayed, succeeded, failed):
        ledger.start(task_id, "token")
    ledger.renew(running, "token", {"stage": "reading", "percent": 5.0})
    ledger.retry(delayed, "token", AWAY, delay_seconds=60)
    ledger.succeed(succeeded, "token", {"pong": True})
    ledger.fail(failed, "token", FileEmptyError("The file is empty."))
    ledger.cancel(cancelled, tenant=TENANT)

    for task_id in (pending, running, delayed, succeeded, failed, cancelled):
        fields = redis_client.hgetall(keys.record(task_id))
        old, new = old_records.TaskRecord.from_hash(task_id, fields), ledger.read(task_id, tenant=TENANT)
        assert vars(old) == {name: vars(new)[name] for name in vars(old)}
        assert old.status.value == new.status.value
