"""``make demo``: send the sample workbook and ask it five questions."""

from collections.abc import Iterator
from typing import Any

from services.local.answer_text import describe_answer
from services.local.ask import describe_tables
from services.local.client import Api, local_api
from services.local.sample import write_sample
from services.local.state import LocalState
from services.local.terminal import run_command

QUESTIONS = (
    "How many customers are there per city?",
    "What is the total amount per category?",
    "Which product has the highest total quantity?",
    "How many orders were placed in March 2024?",
    "What is the average refund per reason?",
)
"""A count by group, a sum over two sheets, a superlative, a month, and a mean from an untidy sheet."""


def answers(api: Api, tables: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ask every question about some tables; yield each with its answer."""
    for question in QUESTIONS:
        yield question, api.ask(question, tables)


def demo() -> None:
    """Send, ask and print.

    Raises:
        UserError: Nothing runs, or a task failed.
    """
    state = LocalState.from_environment()
    path = state.sample
    with local_api() as api:
        write_sample(path)
        print(f"Sending {path}\n")
        found = api.upload(path, state)
        print(describe_tables(found))
        for question, answer in answers(api, [table["table_id"] for table in found["tables"]]):
            print(f"Q: {question}\n\n{describe_answer(answer)}\n")


if __name__ == "__main__":
    run_command(demo)
