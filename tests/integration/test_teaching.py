"""Golden queries and synonyms over HTTP, with a worker's part done beside the waiting request."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.agent.sandbox import Sandbox
from services.common.errors import SqlAgentError
from services.common.messages import TaskName
from services.worker.attempt import Work
from services.worker.columns import change_column
from services.worker.context import WorkerContext
from services.worker.ingest import ingest_file
from services.worker.question import answer_question
from services.worker.teaching import teach
from tests.fixtures.api import ALICE_KEY, BOB_KEY, TWO_TENANTS, RunningApi, add_file
from tests.fixtures.work import run_task, upload

ORDERS = b"id,city,amount\n1,Bonn,10\n2,Bonn,5\n3,Lyon,7\n"
PLACES = b"city,country\nBonn,Germany\nLyon,France\nRome,Italy\n"
FORBIDDEN = {
    "table": "orders",
    "column": "city",
    "to_table": "places",
    "to_column": "city",
    "verdict": "forbidden",
}
NET = {"question": "net of Bonn", "sql": "SELECT sum(amount) - 1 FROM orders WHERE city = 'Bonn'"}


class World:
    """The api and a worker that does what it is sent, in a thread of its own."""

    def __init__(self, api: RunningApi, context: WorkerContext) -> None:
        self.api = api
        self.context = context
        self._ended = threading.Event()

    def client(self, key: str = ALICE_KEY) -> httpx.Client:
        return self.api.client(key=key)

    def ask(self, client: httpx.Client, question: str) -> dict[str, Any]:
        return self.follow(client, client.post("/queries", json={"question": question}))

    def follow(self, client: httpx.Client, accepted: httpx.Response) -> dict[str, Any]:
        task_id = accepted.json()["task_id"]
        while (task := client.get(f"/task-status/{task_id}").json())["status"] in ("pending", "processing"):
            time.sleep(0.02)
        assert task["status"] == "success", task
        result: dict[str, Any] = task["result"]
        return result

    @contextmanager
    def worker(self) -> Iterator[None]:
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(self._work)
            try:
                yield
            finally:
                self._ended.set()
                running.result()

    def _work(self) -> None:
        works = {
            str(TaskName.TEACH): teach,
            str(TaskName.ANSWER_QUESTION): answer_question,
            str(TaskName.CHANGE_COLUMN): change_column,
        }
        done: set[str] = set()
        while not self._ended.wait(0.02):
            for tenant in ("alice", "bob"):
                for record in self.context.ledger.recent(tenant, offset=0, count=20)[0]:
                    if record.task_id not in done and record.kind in works:
                        done.add(record.task_id)
                        self._run(works[record.kind], record.task_id)

    def _run(self, work: Work, task_id: str) -> None:
        try:
            run_task(self.context, work, task_id)
        except SqlAgentError as error:
            self.context.ledger.fail(task_id, "token", error)


@pytest.fixture
def world(start_api: Any, sandbox: Sandbox, tmp_path: Path) -> Iterator[World]:
    api: RunningApi = start_api(api_key_hashes=TWO_TENANTS)
    context = WorkerContext(api.context.settings.model_copy(update={"table_cache_path": tmp_path / "cache"}))
    vars(context).update(sandbox=sandbox)
    ingest_file(upload(context, ORDERS, "orders.csv", "alice"))
    world = World(api, context)
    with world.worker():
        yield world


def test_approved_sql_answers_its_question_from_then_on(world: World) -> None:
    with world.client() as alice:
        put = alice.put("/golden-queries", json=NET)

        assert put.status_code == 200, put.text
        assert {key: put.json()[key] for key in NET} == NET
        assert alice.get("/golden-queries").json()["golden_queries"] == [put.json()]
        answer = world.ask(alice, "Net of bonn?")
        assert (answer["engine"], answer["rows"]) == ("approved", [[14]])
        assert world.ask(alice, "net of Lyon")["rows"] == [[6]]

        again = alice.put(
            "/golden-queries", json={**NET, "sql": "SELECT 1 AS one FROM orders LIMIT 1"}
        ).json()
        assert again["golden_id"] == put.json()["golden_id"]
        assert world.ask(alice, NET["question"])["rows"] == [[1]]

        assert alice.delete(f"/golden-queries/{again['golden_id']}").status_code == 204
        assert alice.get("/golden-queries").json() == {"golden_queries": []}
        assert alice.delete(f"/golden-queries/{again['golden_id']}").status_code == 404
        assert world.ask(alice, NET["question"])["engine"] == "rules"


REFUSED = {
    "DROP TABLE orders": "statement_not_allowed",
    "SELECT * FROM read_csv('/etc/passwd')": "statement_not_allowed",
    "SELECT * FROM secrets": "table_unknown",
    "SELECT FROM WHERE": "statement_syntax",
    " ": "question_empty",
}


def test_the_guard_judges_approved_sql_before_it_is_kept(world: World) -> None:
    with world.client() as alice:
        for sql, code in REFUSED.items():
            answer = alice.put("/golden-queries", json={**NET, "sql": sql})
            assert (answer.status_code, answer.json()["code"]) == (422, code)

        assert alice.get("/golden-queries").json() == {"golden_queries": []}


def test_a_tenants_word_is_understood_until_it_is_forgotten(world: World) -> None:
    with world.client() as alice:
        assert world.ask(alice, "total loot by city")["outcome"] == "refused"

        put = alice.put("/synonyms", json={"phrase": "loot", "means": "amount"})

        assert put.status_code == 200
        answer = world.ask(alice, "total loot by city")
        assert answer["rows"] == [["Bonn", 15], ["Lyon", 7]]
        assert answer["notes"] == ["“loot” was read as “amount”."]
        assert alice.delete(f"/synonyms/{put.json()['synonym_id']}").status_code == 204
        assert alice.get("/synonyms").json() == {"synonyms": []}


def test_a_tenants_word_for_a_column_ends_with_its_name_however_it_was_taught(world: World) -> None:
    taught = b"synonyms:\n- {phrase: takings, means: Amount}\n"
    with world.client() as alice:
        alice.put("/synonyms", json={"phrase": "loot", "means": "amount"})
        assert alice.post("/taught", content=taught).status_code == 200
        assert world.ask(alice, "total takings by city")["rows"] == [["Bonn", 15], ["Lyon", 7]]

        world.follow(alice, alice.patch("/tables/orders/columns/amount", json={"name": "Takings"}))

        answer = world.ask(alice, "total takings by city")
        assert answer["rows"] == [["Bonn", 15], ["Lyon", 7]]
        assert "“takings” was read as it stands: no table or column" in answer["notes"][0]
        assert world.ask(alice, "total loot by city")["unknown_words"] == ["loot"]


def test_a_join_is_told_with_its_evidence_and_can_be_forbidden(world: World) -> None:
    question = "total amount by country"
    with world.client() as alice:
        ingest_file(upload(world.context, PLACES, "places.csv", "alice"))
        answer = world.ask(alice, question)
        assert answer["rows"] == [["France", 7], ["Germany", 15]]
        (join,) = answer["joins"]
        assert [join[key] for key in ("table", "column", "to_table", "to_column")] == [
            "orders", "city", "places", "city",
        ]  # fmt: skip
        assert (join["verdict"], join["evidence"]["included"], join["evidence"]["names"]) == (None, 1.0, 1.0)

        put = alice.put("/joins", json={**FORBIDDEN, "table": "Orders"})
        assert (put.status_code, put.json()["table"]) == (200, "orders")
        assert world.ask(alice, question)["outcome"] == "refused"

        other_way = {"table": "places", "to_table": "orders", "verdict": "confirmed"}
        assert alice.put("/joins", json={**FORBIDDEN, **other_way}).json()["join_id"] == put.json()["join_id"]
        assert world.ask(alice, question)["joins"][0]["verdict"] == "confirmed"

        assert alice.delete(f"/joins/{put.json()['join_id']}").status_code == 204
        assert alice.get("/joins").json() == {"joins": []}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"table": "nowhere"}, "table_unknown"),
        ({"to_column": "planet"}, "invalid_request"),
        ({"to_table": "orders"}, "invalid_request"),
        ({"verdict": "perhaps"}, "invalid_request"),
    ],
)
def test_a_join_of_what_is_not_there_is_refused(
    client: httpx.Client, api: RunningApi, change: Any, code: str
) -> None:
    add_file(api, table="orders")
    add_file(api, table="places")

    answer = client.put("/joins", json={**FORBIDDEN, "column": "region", "to_column": "region", **change})

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert client.get("/joins").json() == {"joins": []}


def test_everything_taught_travels_in_one_file(world: World) -> None:
    golden = {"question": "yes", "sql": "SELECT city\nFROM orders\nWHERE city <> '# no: comment'"}
    with world.client() as alice, world.client(BOB_KEY) as bob:
        alice.put("/golden-queries", json=golden)
        alice.put("/synonyms", json={"phrase": "löot", "means": "null"})
        ingest_file(upload(world.context, PLACES, "places.csv", "alice"))
        assert alice.put("/joins", json=FORBIDDEN).status_code == 200
        exported = alice.get("/taught")

        assert exported.headers["Content-Type"].startswith("application/yaml")
        refused = bob.post("/taught", content=exported.content)
        assert (refused.status_code, refused.json()["code"]) == (422, "table_unknown")
        assert bob.get("/synonyms").json() == {"synonyms": []}

        ingest_file(upload(world.context, ORDERS, "orders.csv", "bob"))
        imported = bob.post("/taught", content=exported.content)
        assert (imported.status_code, imported.json()) == (
            200,
            {"golden_queries": 1, "synonyms": 1, "joins": 1},
        )
        assert bob.get("/taught").text == exported.text
        (kept,) = bob.get("/golden-queries").json()["golden_queries"]
        assert {key: kept[key] for key in golden} == golden
        (join,) = bob.get("/joins").json()["joins"]
        assert {key: join[key] for key in FORBIDDEN} == FORBIDDEN


def test_nothing_that_was_taught_is_another_tenants(world: World) -> None:
    with world.client() as alice, world.client(BOB_KEY) as bob:
        golden = alice.put("/golden-queries", json=NET).json()["golden_id"]
        synonym = alice.put("/synonyms", json={"phrase": "loot", "means": "amount"}).json()["synonym_id"]

        assert bob.delete(f"/golden-queries/{golden}").status_code == 404
        assert bob.delete(f"/synonyms/{synonym}").status_code == 404
        ingest_file(upload(world.context, ORDERS, "orders.csv", "bob"))
        assert world.ask(bob, NET["question"])["engine"] == "rules"
        assert world.ask(bob, "total loot by city")["outcome"] == "refused"
        assert len(alice.get("/golden-queries").json()["golden_queries"]) == 1


def test_what_was_taught_survives_other_changes_of_the_catalogue(world: World) -> None:
    with world.client() as alice:
        alice.put("/golden-queries", json=NET)
        for _ in range(33):  # past an entry that holds the whole catalogue
            alice.put("/synonyms", json={"phrase": "loot", "means": f"amount {_}"})
        ingest_file(upload(world.context, b"a,b\n1,2\n", "more.csv", "alice"))

        fresh = world.context.__class__(world.context.settings).catalogs.read("alice")
        assert len(fresh.taught.golden_queries) == len(fresh.taught.synonyms) == 1


@pytest.mark.slow
def test_without_a_worker_the_answer_is_a_task_to_follow(client: httpx.Client) -> None:
    answer = client.put("/golden-queries", json=NET)

    assert answer.status_code == 202
    assert client.get(answer.headers["Location"]).json()["status"] == "pending"
