"""Same question, same data: the same answer in every process, whatever order its sets happen to have."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.fakes.question_tables import cases, ingest_domain

DOMAIN = "shop"
ASKED = """
import json, sys
from datetime import date
from pathlib import Path
from services.agent.question import interpret
from tests.fakes.question_tables import catalog_of
asked = json.loads(Path(sys.argv[1]).read_text())
catalog = catalog_of(asked["tables"])
found = (interpret(question, catalog, now=date(2025, 6, 30)) for question in asked["questions"])
told = ([each.outcome, each.suggestions, each.reason, *(one.sql for one in each.readings)] for each in found)
print(json.dumps([*told]))
"""


def _ask(asked: Path, seed: int) -> Any:
    command = [sys.executable, "-c", ASKED, str(asked)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def test_answers_and_what_is_offered_instead_do_not_hang_on_the_process(tmp_path: Path) -> None:
    questions = [case["question"] for case in cases(DOMAIN)][:60]
    broken = [each.replace("How many", "How blue").replace("Which", "Whose zorb") for each in questions]
    asked = tmp_path / "asked.json"
    tables = ingest_domain(DOMAIN, tmp_path / "tables")
    asked.write_text(json.dumps({"tables": tables, "questions": [*questions, *broken]}))

    first, *others = (_ask(asked, seed) for seed in (1, 2, 3))

    assert {outcome for outcome, *_ in first} >= {"answered", "refused"}
    assert [other == first for other in others] == [True, True]
