"""A question that spells out its figure as a formula is asked of tables that have a column of it."""

from datetime import date

from services.agent.question.definitions.spelled import spell_out
from services.agent.question.interpretation import interpret as interpret_plainly
from services.agent.question.outcomes import Interpretation, Outcome
from services.agent.question.rewording.brackets import say_made_up
from services.agent.question.tables.schema import Catalog


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question, with what it spells out in the place of the noun that means it."""
    question = say_made_up(question)
    spelled = spell_out(question, catalog)
    if spelled is None:
        return interpret_plainly(question, catalog, now=now)
    plain = None if spelled.is_first else interpret_plainly(question, catalog, now=now)
    if plain and plain.outcome is not Outcome.REFUSED:
        return plain
    computed = interpret_plainly(spelled.question, spelled.catalog, now=now)
    if computed.outcome is Outcome.ANSWERED:
        return computed
    return plain or interpret_plainly(question, catalog, now=now)
