"""The four commands: ``ingest``, ``ask``, ``eval``, ``check-sql``; usable without a server."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from services.agent.answer import read_schemas
from services.agent.evaluation import evaluate
from services.agent.folder import FileRefusedError, ingest_files, tables_of
from services.agent.guard import check_statement
from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.errors import SqlAgentError

ANSWER_SECONDS = 60.0
"""Longest that one question may take from the command line."""
SHOWN_ROWS = 20
"""Rows printed when no JSON is asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except FileRefusedError as refusal:
        error = {"code": refusal.error.code, "message": refusal.error.message, "file": refusal.file}
        print(_json({"error": error}))
    except SqlAgentError as error:
        print(_json({"error": {"code": error.code, "message": error.message}}))
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services.agent", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    ingest = commands.add_parser("ingest", help="read files into tables under a folder")
    ingest.add_argument("files", nargs="+", type=Path, metavar="FILE")
    ingest.add_argument("--out", required=True, type=Path, metavar="DIR")
    ingest.set_defaults(run=_ingest)
    ask = commands.add_parser("ask", help="answer a question about the tables of a folder")
    ask.add_argument("folder", type=Path, metavar="DIR")
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")
    ask.set_defaults(run=_ask)
    evaluation = commands.add_parser("eval", help="answer a question set and write predictions")
    evaluation.add_argument("questions", type=Path, metavar="QUESTIONS")
    evaluation.add_argument("--tables", required=True, type=Path, metavar="DIR")
    evaluation.add_argument("--out", required=True, type=Path, metavar="PREDICTIONS")
    evaluation.set_defaults(run=_eval)
    check = commands.add_parser("check-sql", help="judge statements, one a line on standard input")
    check.add_argument("folder", type=Path, metavar="DIR")
    check.set_defaults(run=_check_sql)
    return parser


def _json(content: object) -> str:
    # A Decimal here has more digits than a float; who reads JSON's numbers as floats loses them anyway.
    return json.dumps(content, ensure_ascii=False, allow_nan=False, default=float)


def _ingest(options: argparse.Namespace) -> int:
    with closing(Sandbox(SandboxLimits())) as sandbox:
        print(_json(ingest_files(sandbox, options.files, options.out)))
    return 0


def _ask(options: argparse.Namespace) -> int:
    payload = {"question": options.question, "tables": tables_of(options.folder), "save": False}
    with closing(Sandbox(SandboxLimits())) as sandbox, tempfile.TemporaryDirectory() as work:
        payload["timeout_seconds"] = ANSWER_SECONDS
        answer = sandbox.run("answer", payload, folder=Path(work), timeout_seconds=ANSWER_SECONDS)
    if options.json:
        print(_json(answer))
    else:
        _print_answer(answer)
    return 0


def _eval(options: argparse.Namespace) -> int:
    with closing(Sandbox(SandboxLimits())) as sandbox:
        summary = evaluate(sandbox, options.questions, options.tables, options.out)
    print(_json(summary))
    return 0


def _check_sql(options: argparse.Namespace) -> int:
    schemas = read_schemas(tables_of(options.folder))
    for line in sys.stdin:
        if line.strip():
            print(_json(check_statement(line.strip(), schemas)), flush=True)
    return 0


def _print_answer(answer: dict[str, Any]) -> None:
    if answer["outcome"] == "answered":
        print(answer["reading"])
        print()
        print("\t".join(answer["columns"]))
        for row in answer["rows"][:SHOWN_ROWS]:
            print("\t".join("" if cell is None else str(cell) for cell in row))
        if answer["row_count"] > SHOWN_ROWS:
            print(f"… {answer['row_count']:,} rows in all")
        print()
        print(answer["sql"])
    elif answer["outcome"] == "ambiguous":
        print("The question can be read in more than one way:")
        for reading in answer["readings"]:
            print(f"- {reading['reading']}")
    else:
        words = ", ".join(f"“{word}”" for word in answer["unknown_words"])
        print(f"Not answered. Not understood: {words or 'what is asked for'}.")
        for suggestion in answer["suggestions"]:
            print(f"- {suggestion}")


if __name__ == "__main__":
    sys.exit(main())
