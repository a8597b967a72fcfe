"""``make score``: ask our own business questions, print the scores, keep them in ``benchmarks``.

``make score SCORE_ARGS="gold"`` writes the gold file again; ``make score SCORE_ARGS="sales hr"`` asks those
workbooks only and prints each question that did not come out right.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.business.asking import Judged, ask_all
from tests.business.cases import GOLD, WORKBOOKS, gold_text, read_cases
from tests.business.score import Verdict

KEPT = Path(__file__).parents[2] / "benchmarks" / "business.json"
"""The newest scores, committed, so that a change shows in review."""


def main(arguments: Sequence[str]) -> int:
    """Score all workbooks, or the named ones; or write the gold file."""
    if list(arguments) == ["gold"]:
        GOLD.write_text(gold_text(), encoding="utf-8")
        return 0
    unknown = set(arguments) - set(WORKBOOKS)
    if unknown:
        print(f"no such workbook: {', '.join(sorted(unknown))}; there are {', '.join(WORKBOOKS)}")
        return 2
    judged = score(arguments or WORKBOOKS)
    rows = {workbook: count(judged, [workbook]) for workbook in arguments or WORKBOOKS}
    if not arguments:
        rows |= {"all": count(judged, WORKBOOKS)}
        KEPT.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    _print(rows)
    for each in judged:
        if arguments and each.verdict is not Verdict.RIGHT:
            print(f"\n{each.verdict}: {each.case.question}\n  {each.answer['sql'] or each.answer}")
    return 0


def score(workbooks: Iterable[str]) -> list[Judged]:
    """Ask every question of the workbooks."""
    cases = read_cases()
    judged: list[Judged] = []
    for workbook in workbooks:
        with tempfile.TemporaryDirectory() as folder:
            own = [case for case in cases if case.workbook == workbook]
            judged += ask_all(workbook, own, Path(folder))
    return judged


def count(judged: Iterable[Judged], workbooks: Sequence[str]) -> dict[str, Any]:
    """Count the verdicts over some workbooks, with accuracy and precision in percent."""
    chosen = [each for each in judged if each.case.workbook in workbooks]
    verdicts = Counter(each.verdict for each in chosen)
    answered = [each for each in chosen if each.answer["outcome"] == "answered"]
    right = sum(each.verdict is Verdict.RIGHT for each in answered)
    unanswerable = [each for each in chosen if each.case.expect == "refused"]
    return {
        "questions": len(chosen),
        **{str(verdict): verdicts[verdict] for verdict in Verdict},
        "right_percent": round(100 * verdicts[Verdict.RIGHT] / max(len(chosen), 1), 1),
        "precision_percent": round(100 * right / max(len(answered), 1), 1),
        "wrong_among_refusable": sum(each.verdict is Verdict.WRONG for each in unanswerable),
    }


def _print(rows: Mapping[str, Mapping[str, Any]]) -> None:
    heads = list(next(iter(rows.values())))
    print(f"{'':12}" + "".join(f"{head.replace('_', ' '):>23}" for head in heads))
    for name, figures in rows.items():
        print(f"{name:12}" + "".join(f"{figures[head]:>23}" for head in heads))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
