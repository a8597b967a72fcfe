"""``make held-out``: answers the sets that nobody looked at, and keeps their scores in ``answers.json``.

Each is a file of questions in ``tests/data/held_out``, written by somebody who did not know the engine; the
tables of ``business.jsonl.gz`` are ``tables/business/<database>/<table>.csv`` beside it. Who builds the
engine reads neither, and once a set has been looked at another takes its place.
"""

import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks.answers import keep_scores
from services.agent.evaluation import evaluate
from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.local.terminal import run_command

SETS = Path(__file__).parents[1] / "tests" / "data" / "held_out"
_ENDING = ".jsonl.gz"


def held_out_names(sets: Path = SETS) -> list[str]:
    """Name the sets, each as its scores are kept."""
    return [f"{file.name.removesuffix(_ENDING)}, held out" for file in sorted(sets.glob(f"*{_ENDING}"))]


def main() -> None:
    """Answer every set; the predictions are not kept, since they would show the questions."""
    for name in held_out_names():
        held = name.partition(",")[0]
        with tempfile.TemporaryDirectory() as folder, closing(Sandbox(SandboxLimits())) as sandbox:
            predictions = Path(folder) / "predictions.jsonl"
            scores = evaluate(sandbox, SETS / f"{held}{_ENDING}", SETS / "tables" / held, predictions)
        keep_scores(name, scores)


if __name__ == "__main__":
    run_command(main)
