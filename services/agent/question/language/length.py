"""How long a question may be."""

from services.common.errors import QuestionEmptyError, QuestionTooLongError

LONGEST_QUESTION = 2_000
"""Characters. Nobody asks a table a longer question; reading one would cost seconds."""


def check_question(question: str) -> None:
    """Refuse what is no question before any work is done on it."""
    if len(question) > LONGEST_QUESTION:
        raise QuestionTooLongError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Ask for one thing in one or two sentences."
        )
    if not question.strip():
        raise QuestionEmptyError("The question is empty. Write what you want to know about your tables.")
