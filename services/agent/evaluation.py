"""Answers a set of questions and writes one prediction for each, in the format of the score script."""

import gzip
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from services.agent.curve import Guess, draw_curve, judge_guess
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
    counts: Counter[str] = Counter()
    guesses: list[Guess] = []
    with tempfile.TemporaryDirectory(prefix="eval-") as work, out.open("w", encoding="utf-8") as lines:
        databases = _Databases(sandbox, tables, Path(work))
        for question in read_questions(questions):
            prediction, doubtful = _predict(sandbox, question, databases, Path(work), counts)
            right = is_right(question, prediction)
            guesses += judge_guess(question, prediction, doubtful)
            counts["right"] += right is True
            counts["with gold"] += right is not None
            lines.write(json.dumps(prediction, ensure_ascii=False, allow_nan=False, default=float) + "\n")
    return {**dict(sorted(counts.items())), **_scores(counts), **draw_curve(guesses, counts["with gold"])}


def _scores(counts: Counter[str]) -> dict[str, float]:
    """Return coverage, precision and accuracy in percent, where the set says what is right."""
    total, answered, right = counts["with gold"], counts["answered"], counts["right"]
    if not total:
        return {}
    shares = {"coverage": answered / total, "precision": right / max(answered, 1), "accuracy": right / total}
    return {name: round(100 * share, 1) for name, share in shares.items()}


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
    sandbox: Sandbox, question: dict[str, Any], databases: _Databases, work: Path, counts: Counter[str]
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Answer one question; an error is a refusal with its code, and the set goes on.

    Returns:
        The prediction, and what would have been answered if less confidence were enough.
    """
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
        counts[f"error {error.code}"] += 1
        answer = {"outcome": "refused", "error": error.code}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    counts[answer["outcome"]] += 1
    keys = ("outcome", "columns", "rows", "answer_columns", "sql", "confidence", "error")
    prediction = {"id": question["id"], **{key: answer[key] for key in keys if key in answer}}
    return prediction, answer.get("doubtful")
