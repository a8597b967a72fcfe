"""The conversation with a model: one question, at most two repairs, and a budget for all of it."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.agent.model.language_model import Budget, LanguageModel, Message, ModelFailedError
from services.agent.model.prompt import first_messages, repair_messages
from services.agent.model.reply import ReplyError, read_reply
from services.common.errors import QueryMemoryError, QueryTimeoutError, StatementError

MOST_REPAIRS = 2
CHARACTERS_PER_TOKEN = 3
"""A cautious guess, for what is sent; what it really took comes with the reply."""
FEWEST_REPLY_TOKENS = 50
"""With fewer left, no statement would fit."""

Run = Callable[[str], dict[str, Any]]
"""Guards SQL and runs it; returns the answer."""


@dataclass(frozen=True)
class ModelReport:
    """What came of asking the model."""

    answer: dict[str, Any] | None = None
    """What its SQL gave."""
    is_declined: bool = False
    """It says that the tables cannot tell."""
    problem: str | None = None
    """Why there is neither, as the end of a sentence about the model."""


def ask_model(
    model: LanguageModel,
    question: str,
    shortlist: Mapping[str, Any],
    *,
    today: str,
    run: Run,
    budget: Budget,
) -> ModelReport:
    """Ask for SQL, run it, and let the model repair it with the engine's error.

    Whatever the model does, this returns; only what is no fault of its SQL is raised.
    """
    conversation = _Conversation(model, first_messages(question, today, shortlist), budget)
    try:
        for _ in range(1 + MOST_REPAIRS):
            reply = conversation.next_reply()
            try:
                sql = read_reply(reply)
                return ModelReport(is_declined=True) if sql is None else ModelReport(answer=run(sql))
            except (QueryTimeoutError, QueryMemoryError) as error:
                return ModelReport(problem=f"wrote SQL that could not be run to its end ({error.code})")
            except StatementError as error:
                fault, message = error.code, error.message
            except ReplyError as error:
                fault, message = "no SQL", str(error)
            conversation.go_on(repair_messages(reply, message))
    except ModelFailedError as error:
        return ModelReport(problem=str(error))
    return ModelReport(problem=f"wrote nothing that can be run, even after {MOST_REPAIRS} repairs ({fault})")


class _Conversation:
    """Messages so far, and what is left of the budget."""

    def __init__(self, model: LanguageModel, messages: Sequence[Message], budget: Budget) -> None:
        self._model = model
        self._messages = list(messages)
        self._budget = budget
        self._deadline = time.monotonic() + budget.seconds
        self._tokens = budget.tokens

    def next_reply(self) -> str:
        left = replace(self._budget, seconds=self._deadline - time.monotonic(), tokens=self._tokens)
        if left.seconds <= 0:
            raise ModelFailedError(f"did not come to an end within {self._budget.seconds:g} s")
        sent = sum(len(message.content) for message in self._messages) // CHARACTERS_PER_TOKEN
        if left.tokens - sent < FEWEST_REPLY_TOKENS:
            raise ModelFailedError(f"would need more than {self._budget.tokens:,} tokens")
        completion = self._model.complete(self._messages, budget=replace(left, tokens=left.tokens - sent))
        self._tokens -= max(completion.tokens, sent)
        return completion.text

    def go_on(self, messages: Sequence[Message]) -> None:
        self._messages += messages
