"""``Idempotency-Key`` on the routes that take a small body: one task for each key, whatever is repeated."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.common.errors import QueryTimeoutError
from tests.fixtures.api import ALICE_KEY, BOB_KEY, TWO_TENANTS, add_file, fail, succeed

KEYED = {"Idempotency-Key": "order 66"}
ROUTES = [("/queries", {"question": "how many?"}, {"question": "how much?"})]
ROUTES += [("/ping", {"queue": "default"}, {"queue": "maintenance"})]


def tasks(client) -> set[str]:
    return {task["task_id"] for task in client.get("/tasks").json()["tasks"]}


@pytest.mark.parametrize(("path", "body", "other"), ROUTES)
@pytest.mark.parametrize(
    "end", [None, succeed, lambda api, task: fail(api, task, QueryTimeoutError("Long."))]
)
def test_the_same_key_and_body_gets_the_first_task_whatever_its_state(api, client, path, body, other, end):
    first = client.post(path, json=body, headers=KEYED)
    if end:
        end(api, first.json()["task_id"])

    again = client.post(path, json=body, headers=KEYED)

    assert (again.status_code, again.json()) == (202, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert tasks(client) == {first.json()["task_id"]}


@pytest.mark.parametrize(("path", "body", "other"), ROUTES)
def test_another_body_under_the_same_key_is_refused(client, path, body, other):
    first = client.post(path, json=body, headers=KEYED).json()["task_id"]

    answer = client.post(path, json=other, headers=KEYED)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert tasks(client) == {first}


def test_a_key_means_something_else_on_each_route_and_for_each_tenant(start_api):
    api = start_api(api_key_hashes=TWO_TENANTS)
    with api.client(key=ALICE_KEY) as alice, api.client(key=BOB_KEY) as bob:
        answers = [
            client.post(path, json=body, headers=KEYED) for client in (alice, bob) for path, body, _ in ROUTES
        ]

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["task_id"] for answer in answers}) == 4


def test_of_many_at_once_all_get_one_task(api):
    barrier = threading.Barrier(8)

    def ask(_: int) -> str:
        with api.client() as client:
            client.get("/health/live")
            barrier.wait()
            answer = client.post("/ping", json={}, headers=KEYED)
            assert answer.status_code == 202
            return str(answer.json()["task_id"])

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(ask, range(8)))

    with api.client() as client:
        assert tasks(client) == found
    assert len(found) == 1


def test_a_refused_request_leaves_its_key_free(api, client):
    wrong = client.post("/queries", json={"question": "how many?", "tables": ["orders"]}, headers=KEYED)
    add_file(api)
    right = client.post("/queries", json={"question": "how many in all?"}, headers=KEYED)

    assert (wrong.status_code, right.status_code) == (422, 202)


def test_a_replay_is_answered_although_no_more_tasks_may_be_open(start_api):
    api = start_api(tenant_max_open_tasks=1)
    with api.client() as client:
        first = client.post("/ping", json={}, headers=KEYED)

        assert client.post("/ping", json={}).status_code == 429
        assert client.post("/ping", json={}, headers=KEYED).json() == first.json()


def test_a_key_lives_as_long_as_the_record(api, client):
    first = client.post("/ping", json={}, headers=KEYED).json()["task_id"]
    claims = list(api.context.redis.scan_iter("sqlagent:idempotency:*"))
    assert api.context.redis.ttl(claims[0]) > 3600
    api.context.redis.delete(f"sqlagent:task:{first}")

    second = client.post("/ping", json={"queue": "maintenance"}, headers=KEYED)

    assert second.status_code == 202
    assert second.json()["task_id"] != first


@pytest.mark.parametrize("is_recorded", [True, False])
def test_after_a_submit_of_unknown_fate_the_same_key_gets_the_same_task(
    api, client, redis_server, monkeypatch, is_recorded
):
    ledger, seen = api.context.ledger, []
    submit = type(ledger).submit

    def submit_and_lose_the_answer(self, task, **more):
        seen.append(task.task_id)
        if is_recorded:
            submit(self, task, **more)
        redis_server.freeze()
        submit(self, task, **more)

    monkeypatch.setattr(type(ledger), "submit", submit_and_lose_the_answer)
    assert client.post("/ping", json={}, headers=KEYED).status_code == 503
    monkeypatch.undo()
    redis_server.thaw()
    while (again := client.post("/ping", json={}, headers=KEYED)).status_code == 503:
        pass

    assert (again.status_code, again.json()["task_id"]) == (202, seen[0])
    assert tasks(client) == {seen[0]}


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\there", "größe".encode(), "€".encode()], ids=repr)
@pytest.mark.parametrize("path", ["/queries", "/ping", "/files"])
def test_a_key_that_is_none_is_refused(client, path, key):
    answer = client.post(path, json={}, headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
