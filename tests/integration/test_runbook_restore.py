"""What the runbook says of backup, restore, a lost Redis and moving, typed as it stands there."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.fixtures.product import LocalProduct
from tests.fixtures.runbook import RUNNING, STOPPED, runbook_commands
from tests.fixtures.tools import redis_cli

CSV = b"id,city,amount\n1,Bonn,10\n2,Lyon,7\n"
NAMES = {"before.csv", "after.csv"}


class Operator:
    """Who reads the runbook, and people who use the product meanwhile."""

    def __init__(self, product: LocalProduct, folder: Path) -> None:
        self.product = product
        self._folder = folder

    def type(self, heading: str, where: str, **places: str) -> None:
        """Type all commands of a section for one moment, one after the other."""
        commands = [one for one in runbook_commands() if (one.heading, one.where) == (heading, where)]
        assert commands
        usual = {
            "redis-cli ": f"{redis_cli()} -p {self.product.ports.redis_port} ",
            ".venv/bin/": f"{Path(sys.executable).parent}/",
            ".local/": f"{self.product.folder}/",
        }
        for command in commands:
            text = command.text
            for written, here in {**usual, **places}.items():
                text = text.replace(written, here)
            done = subprocess.run(
                ["bash", "-o", "pipefail", "-c", text],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": os.getcwd()},
                capture_output=True,
                text=True,
                timeout=120,
            )
            told = done.stdout + done.stderr
            assert done.returncode == 0, f"{text}\n{told}"
            assert command.expected in done.stdout, f"{text}\n{told}"

    def start(self, **environment: str) -> None:
        self.product.start(**environment)
        self.product.wait_until_ready()

    def http(self) -> httpx.Client:
        return httpx.Client(base_url=self.product.api_url, timeout=30)

    def upload(self, name: str) -> str:
        with self.http() as http:
            accepted = http.post("/files", files={"file": (name, CSV)}).json()
        self.wait_until_read(accepted["file_id"])
        return str(accepted["task_id"])

    def wait_until_read(self, file_id: str) -> None:
        with self.http() as http:
            self.product.wait_for(
                lambda: http.get(f"/files/{file_id}").json().get("status") == "ready", "done with a file"
            )

    def files(self) -> set[str]:
        with self.http() as http:
            return {file["name"] for file in http.get("/files").json()["files"] if file["status"] == "ready"}

    def status(self, task_id: str) -> int:
        with self.http() as http:
            return http.get(f"/task-status/{task_id}").status_code

    def ask(self) -> list[list[object]]:
        with self.http() as http:
            table = http.get("/tables").json()["tables"][0]
            query = {"sql": f'SELECT sum(amount) FROM "{table["name"]}"'}
            task = http.post("/queries", json=query).json()["task_id"]
            answer: dict[str, dict[str, list[list[object]]]] = {}

            def is_answered() -> bool:
                answer.update(http.get(f"/task-status/{task}").json())
                return answer["status"] == "success"

            self.product.wait_for(is_answered, "done with a question")
            return answer["result"]["rows"]


@pytest.mark.slow
def test_what_is_restored_moved_or_has_lost_its_redis_answers_as_before(tmp_path: Path, s3_url: str) -> None:
    redis_cli()  # skipped before anything is started, where there is none
    operator = Operator(LocalProduct(tmp_path / "product"), tmp_path)
    product = operator.product
    try:
        operator.start()
        task_id = operator.upload("before.csv")
        operator.type("Back up", RUNNING)
        operator.upload("after.csv")
        assert operator.files() == NAMES
        product.stop()
        operator.type("Restore", STOPPED)
        operator.start()
        assert operator.files() == {"before.csv"}
        assert operator.status(task_id) == 200
        assert operator.ask() == [[17]]

        product.stop()
        operator.type("A lost Redis volume", STOPPED)
        operator.start()
        assert operator.files() == {"before.csv"}
        assert operator.status(task_id) == 404
        operator.upload("after.csv")

        moving = {"s3://bucket/sqlagent": s3_url}
        operator.type("From a folder to a bucket", RUNNING, **moving)
        product.stop()
        operator.type("From a folder to a bucket", STOPPED, **moving)
        (product.folder / "store").rename(product.folder / "store of old")
        operator.start(SQLAGENT_STORE_URL=s3_url)
        assert operator.files() == NAMES
        assert operator.ask() == [[17]]
    finally:
        product.stop()
    assert product.is_gone()
