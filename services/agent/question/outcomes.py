"""What becomes of a question: it is answered, offered in several readings, or refused."""

from dataclasses import dataclass, field
from enum import StrEnum

from services.agent.question.candidates import Reading


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"


@dataclass(frozen=True)
class Interpretation:
    """Everything that the engine made of a question."""

    outcome: Outcome
    readings: tuple[Reading, ...] = ()
    """The surest first; exactly one when answered, two or three when ambiguous."""
    unknown_words: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = field(default=())
    doubtful: Reading | None = None
    """Of a refused question, the surest reading below the cut: for measuring what the cut does."""
    reason: str = ""
    """Of a refused question, why, where the unknown words do not say it."""
