"""Every command of the API's page, typed against a running product, one after the other as a reader would."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.consistency.sources import ROOT
from tests.fixtures.product import LocalProduct
from tests.fixtures.runbook import Command, commands_of

COMMANDS = commands_of(ROOT / "docs/api.md")
HEADINGS = list(dict.fromkeys(command.heading for command in COMMANDS))
ANSWER_SECONDS = 60
"""Until a task's status is the one that the page tells."""


class Reader:
    """Types what stands on the page, with the task of the answer before where it says ``<task_id>``."""

    def __init__(self, product: LocalProduct, folder: Path) -> None:
        self._product = product
        self._folder = folder
        self._task_id = ""

    def type(self, command: Command) -> None:
        """Type a command until it answers as the page says."""
        assert command.expected, "say what is to be seen, after two blanks and #"
        deadline = time.monotonic() + ANSWER_SECONDS
        while command.expected not in (told := self._type(command.text)):
            assert time.monotonic() < deadline, f"{command.text}\n{told}"
            time.sleep(0.2)
        if command.expected == '"task_id"':
            self._task_id = json.loads(told)["task_id"]

    def _type(self, text: str) -> str:
        places = {
            "localhost:8001": f"localhost:{self._product.ports.api_port}",
            ".venv/bin/": f"{Path(sys.executable).parent}/",
            "<task_id>": self._task_id,
        }
        for usual, here in places.items():
            text = text.replace(usual, here)
        done = subprocess.run(
            ["bash", "-c", text],
            cwd=self._folder,
            env={**self._product.environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, f"{text}\n{done.stderr}"
        return done.stdout


@pytest.fixture
def reader(product: LocalProduct, tmp_path: Path) -> Reader:
    (tmp_path / "expenses.csv").write_text("city;amount\nBonn;1,5\nLyon;2,25\n")
    return Reader(product, tmp_path)


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_commands_of_a_section_answer_as_the_page_says(heading: str, reader: Reader) -> None:
    for command in COMMANDS:
        if command.heading == heading:
            reader.type(command)
