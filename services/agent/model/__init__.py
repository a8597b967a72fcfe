"""A language model beside the rules: what it is told, what is taken from its reply, and whose answer counts.

The model is reached from outside of this package, by whoever implements ``LanguageModel``. All that it can
bring about is a SELECT that the guard lets through, over the tables that the rules would use.
"""

from services.agent.model.asking import ModelReport, ask_model
from services.agent.model.language_model import (
    Budget,
    Completion,
    LanguageModel,
    Message,
    ModelFailedError,
)
from services.agent.model.policy import Mode, decide

__all__ = [
    "Budget",
    "Completion",
    "LanguageModel",
    "Message",
    "Mode",
    "ModelFailedError",
    "ModelReport",
    "ask_model",
    "decide",
]
