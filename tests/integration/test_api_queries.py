"""Questions over HTTP: what is asked, and what is refused before a worker sees it."""

import pytest

from services.common.errors import QueryTimeoutError
from services.common.messages import TaskName
from tests.fixtures.api import add_file, fail, submit, succeed


def test_a_question_becomes_a_task_of_its_priority(api, client):
    _, table_id = add_file(api)
    body = {"question": "how many orders?", "tables": ["Orders", table_id], "priority": "high"}

    answer = client.post("/queries", json=body)

    assert answer.status_code == 202
    record = api.context.ledger.read(answer.json()["task_id"], tenant="default")
    assert (record.kind, record.queue, record.step) == (TaskName.ANSWER_QUESTION, "query_processing", 0)
    assert record.payload == {"question": "how many orders?", "sql": None, "tables": [table_id]}


def test_sql_becomes_a_task(api, client):
    answer = client.post("/queries", json={"sql": "DROP TABLE orders"})  # the worker's guard judges it

    record = api.context.ledger.read(answer.json()["task_id"], tenant="default")
    assert record.payload == {"question": None, "sql": "DROP TABLE orders", "tables": None}


@pytest.mark.parametrize(("priority", "step"), [("low", 9), ("normal", 6), ("high", 0)])
def test_a_ping_reaches_the_queue_that_is_named(api, client, priority, step):
    answer = client.post("/ping", json={"queue": "maintenance", "priority": priority})

    record = api.context.ledger.read(answer.json()["task_id"], tenant="default")
    assert (record.kind, record.queue, record.step) == (TaskName.PING, "maintenance", step)


REFUSED = {
    "nothing": ({}, 422, "question_empty"),
    "empty question": ({"question": ""}, 422, "question_empty"),
    "blank question": ({"question": " \n\t "}, 422, "question_empty"),
    "blank sql": ({"sql": " "}, 422, "question_empty"),
    "both": ({"question": "a", "sql": "SELECT 1"}, 422, "invalid_request"),
    "2,001 characters": ({"question": "x" * 2001}, 422, "question_too_long"),
    "100 kB question": ({"question": "x" * 100_000}, 422, "question_too_long"),
    "long sql": ({"sql": "SELECT " + "1," * 10_000 + "1"}, 422, "statement_too_long"),
    "unknown table": ({"question": "a", "tables": ["nowhere"]}, 422, "table_unknown"),
    "no tables": ({"question": "a", "tables": []}, 422, "invalid_request"),
    "unknown field": ({"question": "a", "tenant": "other"}, 422, "invalid_request"),
    "unknown priority": ({"question": "a", "priority": "urgent"}, 422, "invalid_request"),
    "a number": ({"question": 5}, 422, "invalid_request"),
    "a list": ([], 422, "invalid_request"),
    "null": (None, 422, "invalid_request"),
}


@pytest.mark.parametrize(("body", "status", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_question_is_refused_with_its_own_code(api, client, body, status, code):
    answer = client.post("/queries", json=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "xxxx" not in answer.text
    assert client.get("/tasks").json()["tasks"] == []


@pytest.mark.parametrize(
    "body", [b"{", b'{"question": "a"', b'{"question": "\xff"}', b"\x00", b'{"question": NaNa}'], ids=repr
)
def test_broken_json_is_told_as_such(client, body):
    answer = client.post("/queries", content=body, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (400, "json_invalid")


def test_a_lone_surrogate_is_refused(client):
    body = b'{"question": "\\ud800"}'

    answer = client.post("/queries", content=body, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("has_length", [True, False])
def test_a_huge_body_is_refused(client, has_length):
    body = b'{"question": "' + b"x" * 2_000_000 + b'"}'
    content = body if has_length else iter([body])

    answer = client.post("/queries", content=content, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


def test_a_question_of_2000_characters_is_accepted(client):
    assert client.post("/queries", json={"question": "é" * 2000}).status_code == 202


def test_questions_and_keys_are_never_logged(api, client, capsys):
    client.post(
        "/queries", json={"question": "who is secretly leaving?"}, headers={"Authorization": "Bearer k3y"}
    )
    client.post("/queries", json={"question": "secretly", "no": 1}, params={"token": "k3y"})
    task_id = submit(api)
    fail(api, task_id, QueryTimeoutError("The query took too long."))
    other = submit(api)
    succeed(api, other, {"rows": [["secretly"]]})
    client.get(f"/task-status/{other}")

    printed = "".join(capsys.readouterr())

    assert "Request answered." in printed
    assert "secretly" not in printed
    assert "k3y" not in printed
