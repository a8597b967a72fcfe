"""What refers back: a reading that is picked and runs as it was shown, a question that follows another."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from services.agent.sandbox import Sandbox
from services.common.messages import TaskName
from services.worker.attempt import Attempt
from services.worker.context import WorkerContext
from services.worker.ingest import ingest_file
from services.worker.question import answer_question, tell
from tests.fakes.question_tables import DATA
from tests.fixtures.api import ALICE_KEY, BOB_KEY, TWO_TENANTS, RunningApi
from tests.fixtures.work import an_attempt, run_task, upload

QUESTION = "how many are there"
READINGS = [
    {
        "id": "5f0c1d2e3a4b",
        "reading": "Customers.",
        "sql": "SELECT COUNT(*) FROM customers",
        "engine": "rules",
    },
    {"id": "0a1b2c3d4e5f", "reading": "Orders.", "sql": "SELECT COUNT(*) FROM orders", "engine": "rules"},
]


@pytest.fixture
def world(start_api: Any, sandbox: Sandbox, tmp_path: Any) -> tuple[RunningApi, WorkerContext]:
    """The api, and what a worker has, over the same Redis and store, with Alice's tables of a shop."""
    api: RunningApi = start_api(api_key_hashes=TWO_TENANTS)
    context = WorkerContext(api.context.settings.model_copy(update={"table_cache_path": tmp_path / "cache"}))
    vars(context).update(sandbox=sandbox)
    for name in ("customers.csv", "orders.csv"):
        ingest_file(upload(context, (DATA / "shop" / name).read_bytes(), name, "alice"))
    return api, context


def ask(context: WorkerContext, client: httpx.Client, **body: Any) -> Mapping[str, Any]:
    """Ask over HTTP, do the worker's part, and return the result as the api shows it."""
    answer = client.post("/queries", json=body)
    assert answer.status_code == 202, answer.text
    task_id = answer.json()["task_id"]
    run_task(context, answer_question, task_id)
    result: Mapping[str, Any] = client.get(f"/task-status/{task_id}").json()["result"]
    return result


def offer(context: WorkerContext, client: httpx.Client) -> list[dict[str, Any]]:
    """Ask, let the worker find the question ambiguous, and return the readings as the api shows them."""

    def find_ambiguous(attempt: Attempt) -> Mapping[str, Any]:
        return tell(attempt, {"outcome": "ambiguous", "readings": READINGS})

    task_id = client.post("/queries", json={"question": QUESTION}).json()["task_id"]
    run_task(context, find_ambiguous, task_id)
    readings: list[dict[str, Any]] = client.get(f"/task-status/{task_id}").json()["result"]["readings"]
    return readings


def test_a_picked_reading_runs_as_it_was_shown(world: tuple[RunningApi, WorkerContext]) -> None:
    api, context = world
    with api.client(key=ALICE_KEY) as alice:
        offered = offer(context, alice)

        assert len({reading["id"] for reading in offered}) == len(offered) == 2
        for reading, rows in zip(offered, ([[7]], [[10]]), strict=True):
            picked = ask(context, alice, question=f" {QUESTION} ", reading=reading["id"])
            assert (picked["outcome"], picked["engine"], picked["rows"]) == ("answered", "rules", rows)
            assert picked["reading"] == reading["reading"]


def test_what_was_not_offered_for_the_question_is_unknown(world: tuple[RunningApi, WorkerContext]) -> None:
    api, context = world
    with api.client(key=ALICE_KEY) as alice, api.client(key=BOB_KEY) as bob:
        reading = offer(context, alice)[0]["id"]

        for client, question, name in [
            (alice, "how many customers", reading),
            (alice, QUESTION, "nonsense"),
            (alice, QUESTION, f"{reading}0"),
            (bob, QUESTION, reading),
        ]:
            answer = client.post("/queries", json={"question": question, "reading": name})
            assert (answer.status_code, answer.json()["code"]) == (422, "reading_unknown"), name


def test_a_reading_without_its_question_is_refused(client: httpx.Client) -> None:
    answer = client.post("/queries", json={"sql": "SELECT 1", "reading": "x"})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_a_reading_that_the_rules_still_know_comes_with_all_that_they_know(
    world: tuple[RunningApi, WorkerContext],
) -> None:
    api, context = world
    with api.client(key=ALICE_KEY) as alice:
        answered = ask(context, alice, question="total amount by country")
        offered = {"sql": answered["sql"], "reading": "?", "engine": "rules"}
        payload = {"question": "total amount by country", "offered": offered}

        picked = answer_question(an_attempt(context, TaskName.ANSWER_QUESTION, payload, "alice"))

        for key in ("sql", "reading", "matches", "chart", "rows"):
            assert picked[key] == answered[key]
            assert picked[key]


def test_a_question_follows_an_answer_and_another_follows_that(
    world: tuple[RunningApi, WorkerContext],
) -> None:
    api, context = world
    with api.client(key=ALICE_KEY) as alice:
        first = ask(context, alice, question="total amount of orders in Italy in 2024")
        second = ask(context, alice, question="and in Germany?", follows=task_of(alice))
        third = ask(context, alice, question="what about 2023?", follows=task_of(alice))

        assert [each["outcome"] for each in (first, second, third)] == ["answered"] * 3
        assert third["question"] == "total amount of orders in Germany in 2023"
        assert "Germany" in third["sql"]
        assert "2023" in third["sql"]


def test_only_an_own_answer_can_be_followed(world: tuple[RunningApi, WorkerContext]) -> None:
    api, context = world
    with api.client(key=ALICE_KEY) as alice, api.client(key=BOB_KEY) as bob:
        ask(context, alice, question="how many customers")
        answered = task_of(alice)
        offer(context, alice)
        ambiguous = task_of(alice)
        ask(context, alice, sql="SELECT count(*) FROM orders")
        statement = task_of(alice)

        for client, task_id in [(bob, answered), (alice, "nonsense"), (alice, ambiguous), (alice, statement)]:
            answer = client.post("/queries", json={"question": "and in Italy?", "follows": task_id})
            assert (answer.status_code, answer.json()["code"]) == (422, "answer_unknown"), task_id
        both = {"question": "and?", "follows": answered, "reading": "x"}
        assert alice.post("/queries", json=both).json()["code"] == "invalid_request"


def task_of(client: httpx.Client) -> str:
    """Return the id of the newest task."""
    return str(client.get("/tasks").json()["tasks"][0]["task_id"])
