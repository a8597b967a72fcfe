"""``make ask FILE=… Q="…"``: send a file, ask one question, print the answer, or that of one READING."""

import os
from pathlib import Path
from typing import Any

from services.common.errors import UserError
from services.local.answer_text import describe_answer
from services.local.client import local_api
from services.local.state import LocalState
from services.local.terminal import run_command


def ask(file: str | None, question: str | None, reading: str | None = None) -> None:
    """Ask about the tables of a file, or without one about all tables.

    Args:
        file: What is sent first.
        question: In plain words.
        reading: Id of the reading that is meant, of those that the question was offered before.

    Raises:
        UserError: Nothing was asked, nothing runs, or the task failed.
    """
    if not question or not question.strip():
        raise UserError('What is the question? make ask FILE=sales.xlsx Q="How many orders per city?"')
    tables = None
    with local_api() as api:
        if file:
            found = api.upload(Path(file), LocalState.from_environment())
            print(describe_tables(found))
            tables = [table["table_id"] for table in found["tables"]]
        print(describe_answer(api.ask(question, tables, reading or None)))


def describe_tables(result: dict[str, Any]) -> str:
    """Return the tables of a file, a line each."""
    lines = []
    for table in result["tables"]:
        columns = ", ".join(column["name"] for column in table["columns"])
        lines.append(f"{table['name']}: {table['rows']} rows ({columns})\n")
    return "".join(lines)


if __name__ == "__main__":
    run_command(lambda: ask(*map(os.environ.get, ("FILE", "Q", "READING"))))
