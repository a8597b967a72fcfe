"""Answers a set of questions and writes one prediction for each, in the format of the score script."""

import gzip
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from services.agent.curve import draw_curve, judge_guess
from services.agent.folder import FileRefusedError, ingest_files, tables_of
from services.agent.sandbox import Sandbox
from services.agent.scoring import is_right
from services.common.errors import InvalidRequestError, SqlAgentError

QUESTION_SECONDS = 30.0
"""Longest that one question may take; the set goes on without it."""


def evaluate(sandbox: Sandbox, questions: Path, tables: Path, out: Path) -> dict[str, Any]:
    """Answer every question of a set; each database is ingested once.

    Args:
        sandbox: Where ingesting and answering happen.
        questions: JSON lines, perhaps gzipped, with ``id``, ``database`` and ``question``.
        tables: Folder with ``<database>/<table>.csv``.
        out: Predictions, one JSON line for each question, written here.
    """
    pairs = []
    with tempfile.TemporaryDirectory(prefix="eval-") as work, out.open("w", encoding="utf-8") as lines:
        databases = _Databases(sandbox, tables, Path(work))
        for question in read_questions(questions):
            prediction = _predict(sandbox, question, databases, Path(work))
            pairs.append((question, prediction))
            lines.write(json.dumps(prediction, ensure_ascii=False, allow_nan=False, default=float) + "\n")
    return score(pairs)


def score(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, Any]:
    """Count what became of questions: each of them with its prediction.

    Returns:
        Counts; where the gold answers are known coverage, precision and accuracy in percent, and the curve.
    """
    counts = Counter(prediction["outcome"] for _, prediction in pairs)
    counts.update(f"error {prediction['error']}" for _, prediction in pairs if "error" in prediction)
    judged = (
        [right for right in map(is_right, *zip(*pairs, strict=True)) if right is not None] if pairs else []
    )
    counts["right"], counts["with gold"] = sum(judged), len(judged)
    if not judged:
        return dict(sorted(counts.items()))
    answered, right, total = counts["answered"], counts["right"], len(judged)
    shares = {"coverage": answered / total, "precision": right / max(answered, 1), "accuracy": right / total}
    percent = {name: round(100 * share, 1) for name, share in shares.items()}
    guesses = [guess for question, prediction in pairs for guess in judge_guess(question, prediction)]
    return {**dict(sorted(counts.items())), **percent, "curve": draw_curve(guesses, total)}


def read_questions(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the questions of a file, gzipped or not.

    Raises:
        InvalidRequestError: There is no such file, or a line of it is no question.
    """
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        lines = content.decode().splitlines()
    except (OSError, EOFError, ValueError) as error:
        raise InvalidRequestError(f"{path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_question(line, f"{path.name}, line {number}")


def _read_question(line: str, where: str) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except ValueError as error:
        raise InvalidRequestError(f"{where} is not JSON: {error}.") from error
    needed = ("id", "database", "question")
    if not isinstance(question, dict) or not all(key in question for key in needed):
        raise InvalidRequestError(f"{where} needs the members {', '.join(needed)}.")
    return question


class _Databases:
    """The ingested tables of each database, made when first asked for."""

    def __init__(self, sandbox: Sandbox, source: Path, work: Path) -> None:
        self._sandbox = sandbox
        self._source = source
        self._work = work
        self._known: dict[str, list[dict[str, Any]] | SqlAgentError] = {}

    def tables(self, database: str) -> list[dict[str, Any]]:
        if database not in self._known:
            self._known[database] = self._ingest(database)
        known = self._known[database]
        if isinstance(known, SqlAgentError):
            raise known
        return known

    def _ingest(self, database: str) -> list[dict[str, Any]] | SqlAgentError:
        files = sorted((self._source / database).glob("*.csv"))
        target = self._work / f"database-{len(self._known)}"
        try:
            ingest_files(self._sandbox, files, target)
            return tables_of(target)
        except FileRefusedError as refusal:
            sys.stderr.write(f"{database}: {refusal.file}: {refusal.error.message}\n")
            return refusal.error
        except SqlAgentError as error:
            return error


def _predict(
    sandbox: Sandbox, question: Mapping[str, Any], databases: _Databases, work: Path
) -> dict[str, Any]:
    """Answer one question; an error is a refusal with its code, and the set goes on."""
    folder = work / "answer"
    folder.mkdir()
    try:
        payload = {
            "question": question["question"],
            "tables": databases.tables(str(question["database"])),
            "save": False,
            "timeout_seconds": QUESTION_SECONDS,
            "with_doubtful": True,
        }
        answer = sandbox.run("answer", payload, folder=folder, timeout_seconds=QUESTION_SECONDS)
    except SqlAgentError as error:
        sys.stderr.write(f"{question['id']}: {error.code}: {error.message}\n")
        answer = {"outcome": "refused", "error": error.code}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    keys = ("outcome", "columns", "rows", "answer_columns", "sql", "confidence", "error", "doubtful")
    return {"id": question["id"], **{key: answer[key] for key in keys if answer.get(key) is not None}}
