"""``make eval``: answers a set of questions and keeps its scores, with the whole curve, in ``answers.json``.

A set is known by the name of the folder that its questions lie in. Half of a set is held out: who builds the
engine does not read the questions about databases whose name has an odd SHA-256, nor, where there is one
database only, those whose own id has one.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from services.agent.evaluation import evaluate, read_questions, score
from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.errors import UserError
from services.local.terminal import run_command

KEPT = Path(__file__).parent / "answers.json"
"""The newest scores of each set, committed, so that a change shows in review."""


def main() -> None:
    """Answer, print and keep.

    Raises:
        UserError: The set cannot be read.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--tables", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    if not options.tables.is_dir():
        raise UserError(f"{options.tables} is no folder of tables.")
    with closing(Sandbox(SandboxLimits())) as sandbox:
        scores = evaluate(sandbox, options.questions, options.tables, options.out)
    scores["held out"] = score_held_out(options.questions, options.out)
    keep_scores(options.questions.resolve().parent.name, scores)


def score_held_out(questions: Path, predictions: Path) -> dict[str, Any]:
    """Score the half of a set that nobody looks at."""
    found = {
        each["id"]: each for each in map(json.loads, predictions.read_text(encoding="utf-8").splitlines())
    }
    asked = list(read_questions(questions))
    key = "database" if len({each["database"] for each in asked}) > 1 else "id"
    return score([(each, found[each["id"]]) for each in asked if _is_odd(each, key)])


def _is_odd(question: Mapping[str, Any], key: str) -> bool:
    return hashlib.sha256(str(question[key]).encode()).digest()[-1] % 2 == 1


def keep_scores(name: str, scores: dict[str, Any]) -> None:
    """Print the scores of a set, and keep them beside those of the others."""
    print(name, json.dumps(scores, indent=2))
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    kept[name] = scores
    KEPT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    run_command(main)
