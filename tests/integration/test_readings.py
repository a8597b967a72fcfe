"""An ambiguous question: its readings are offered, picked by id, and run as they were shown."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.worker.context import WorkerContext
from services.worker.ingest import ingest_file
from services.worker.question import answer_question
from tests.fakes.question_tables import DATA
from tests.fixtures.api import ALICE_KEY, BOB_KEY, TWO_TENANTS, RunningApi
from tests.integration.test_handlers import run_task, upload

AMBIGUOUS = "which customer has the highest revenue"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxLimits()) as sandbox:
        yield sandbox


@pytest.fixture
def world(start_api: Any, sandbox: Sandbox, tmp_path: Any) -> tuple[RunningApi, WorkerContext]:
    """The api, and what a worker has, over the same Redis and store, with Alice's tables of a shop."""
    api: RunningApi = start_api(api_key_hashes=TWO_TENANTS)
    context = WorkerContext(api.context.settings.model_copy(update={"table_cache_path": tmp_path / "cache"}))
    vars(context).update(sandbox=sandbox)
    for file in sorted((DATA / "shop").glob("*.csv")):
        ingest_file(upload(context, file.read_bytes(), file.name, "alice"))
    return api, context


def ask(context: WorkerContext, client: httpx.Client, **body: Any) -> Mapping[str, Any]:
    """Ask over HTTP, do the worker's part, and return the result as the api shows it."""
    answer = client.post("/queries", json=body)
    assert answer.status_code == 202, answer.text
    task_id = answer.json()["task_id"]
    run_task(context, answer_question, task_id)
    result: Mapping[str, Any] = client.get(f"/task-status/{task_id}").json()["result"]
    return result


def test_a_picked_reading_runs_as_it_was_shown(world: tuple[RunningApi, WorkerContext]) -> None:
    api, context = world
    with api.client(key=ALICE_KEY) as alice:
        offered = ask(context, alice, question=AMBIGUOUS)

        assert offered["outcome"] == "ambiguous"
        assert 2 <= len(offered["readings"]) <= 3
        for reading in offered["readings"]:
            picked = ask(context, alice, question=AMBIGUOUS, reading=reading["id"])
            assert (picked["outcome"], picked["engine"]) == ("answered", "rules")
            assert (picked["sql"], picked["reading"]) == (reading["sql"], reading["reading"])
            assert picked["matches"]


def test_what_was_not_offered_for_the_question_is_unknown(world: tuple[RunningApi, WorkerContext]) -> None:
    api, context = world
    with api.client(key=ALICE_KEY) as alice, api.client(key=BOB_KEY) as bob:
        reading = ask(context, alice, question=AMBIGUOUS)["readings"][0]["id"]

        for client, question, name in [
            (alice, "how many customers", reading),
            (alice, AMBIGUOUS, "nonsense"),
            (alice, AMBIGUOUS, f"{reading}0"),
            (bob, AMBIGUOUS, reading),
        ]:
            answer = client.post("/queries", json={"question": question, "reading": name})
            assert (answer.status_code, answer.json()["code"]) == (422, "reading_unknown"), name


def test_a_reading_without_its_question_is_refused(client: httpx.Client) -> None:
    answer = client.post("/queries", json={"sql": "SELECT 1", "reading": "x"})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_a_reading_runs_although_the_rules_would_offer_it_no_more(
    world: tuple[RunningApi, WorkerContext],
) -> None:
    api, context = world
    with api.client(key=ALICE_KEY) as alice:
        reading = ask(context, alice, question=AMBIGUOUS)["readings"][0]
        ingest_file(upload(context, b"customer,revenue\nX,1\nY,2\n", "customer_revenue.csv", "alice"))

        assert ask(context, alice, question=AMBIGUOUS, reading=reading["id"])["sql"] == reading["sql"]
