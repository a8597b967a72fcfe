"""A question that spells out its figure as a formula is asked of tables that have a column of it.

One that tells a quotient behind what it asks is asked for that quotient, where it is refused as it stands.
"""

from datetime import date

from services.agent.question.definitions.quotients import say_quotient
from services.agent.question.definitions.spelled import spell_out
from services.agent.question.linking.linker import link
from services.agent.question.outcomes import Interpretation, Outcome, answer_of
from services.agent.question.partwise import interpret as interpret_plainly
from services.agent.question.refusing import leaves_each, refuse
from services.agent.question.rewording.abbreviated import say_abbreviated
from services.agent.question.rewording.brackets import say_made_up
from services.agent.question.rewording.commands import say_commands
from services.agent.question.rewording.topreturned import say_top_returned, told_count
from services.agent.question.tables.schema import Catalog


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question, with what it spells out in the place of the words that mean it."""
    question = say_top_returned(say_made_up(say_abbreviated(say_commands(question))))
    found = _counted(_spelled_out(question, catalog, now), question, catalog)
    quotient = say_quotient(question, catalog) if found.outcome is Outcome.REFUSED else None
    told = _spelled_out(quotient, catalog, now) if quotient else found
    known = answer_of(told)
    return told if known and not leaves_each(known.plan, question) else found


def _counted(found: Interpretation, question: str, catalog: Catalog) -> Interpretation:
    """Refuse an answer of all rows where a sentence of its own says how many of them are to be returned."""
    count = told_count(question)
    limited = [each for each in found.readings if count in (each.plan.limit, None) or each.plan.rows.extreme]
    if found.outcome is Outcome.REFUSED or len(limited) == len(found.readings):
        return found
    return refuse(link(question, catalog), catalog, doubtful=found.readings[0])


def _spelled_out(question: str, catalog: Catalog, now: date | None) -> Interpretation:
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
