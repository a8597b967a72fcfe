"""What a language model is to us: something that goes on with a conversation, slowly and not always."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Message:
    """One message of a conversation."""

    role: str
    """``system``, ``user`` or ``assistant``."""
    content: str


@dataclass(frozen=True)
class Completion:
    """What the model wrote, and what that took."""

    text: str
    tokens: int
    """Of the whole conversation and the reply."""


@dataclass(frozen=True)
class Budget:
    """What one question may take of the model, all tries together."""

    seconds: float
    tokens: int


class ModelFailedError(Exception):
    """The model gave nothing that can be used; the text says why, as the end of a sentence about it."""


class LanguageModel(Protocol):
    """A model behind some endpoint."""

    def complete(self, messages: Sequence[Message], *, budget: Budget) -> Completion:
        """Return the next message.

        Raises:
            ModelFailedError: It did not answer in time, not at all, or nothing that is an answer.
        """
