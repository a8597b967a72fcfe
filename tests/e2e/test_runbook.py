"""Every command that the runbook gives for looking at a cluster, typed against one where all is well."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from services.local.sample import write_sample
from tests.e2e.cluster import forwarded, wait_for
from tests.e2e.release import NAME, Release
from tests.e2e.shell import Shell, shell_of
from tests.fixtures.runbook import CLUSTER, Command, runbook_commands

PROCEDURES = {"Back up", "Restore", "A lost Redis volume", "From a folder to a bucket"}
"""Their commands are typed one after the other, by ``test_recovery``."""

COMMANDS = list(
    {
        command.text: command
        for command in runbook_commands()
        if command.where == CLUSTER and command.heading not in PROCEDURES
    }.values()
)


@pytest.fixture(scope="module")
def shell(product: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    folder: Path = tmp_path_factory.mktemp("operator")
    write_sample(folder / "sales.xlsx")
    with shell_of(product, folder) as shell:
        yield shell


@pytest.fixture(scope="module")
def task_id(product: Release) -> str:
    """A task that has ended well; not through the Ingress, whose controller may have a /ping of its own."""
    headers = {"Authorization": f"Bearer {product.secret('api-key')}"}
    with (
        forwarded(product.cluster, f"{NAME}-api", 8001) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers) as api,
    ):
        accepted = wait_for(lambda: api.post("/ping", json={}).json()["task_id"], seconds=60, what="the API")
        wait_for(
            lambda: api.get(f"/task-status/{accepted}").json()["status"] == "success", seconds=60, what="ping"
        )
    return str(accepted)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command.heading}: {command.text}")
def test_a_command_for_the_cluster_answers_as_the_runbook_says(
    shell: Shell, command: Command, task_id: str
) -> None:
    # A worker that has just started is in no answer yet.
    def told() -> bool:
        shell.type(command, places={"<task_id>": task_id})
        return True

    wait_for(told, seconds=20, what=command.text)
