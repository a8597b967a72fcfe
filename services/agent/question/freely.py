"""A question about one table that was refused as it stands, asked once more in plain words."""

from datetime import date

from services.agent.question.interpretation import interpret as interpret_plainly
from services.agent.question.outcomes import Interpretation, Outcome
from services.agent.question.rewording.asides import without_asides
from services.agent.question.rewording.freely import say_freely
from services.agent.question.tables.schema import Catalog


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question about the tables of a catalogue."""
    found = interpret_plainly(question, catalog, now=now)
    if found.outcome is not Outcome.REFUSED or len(catalog.tables) > 1:
        return found
    free = say_freely(plain := without_asides(question), catalog)
    again = interpret_plainly(free, catalog, now=now) if free != plain else found
    return again if again.outcome is Outcome.ANSWERED else found
