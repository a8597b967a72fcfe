"""A question that says what it shows of each row, or things by the part that they have, asked in its parts.

It is read so only where it is refused as it stands, shows less than was listed, or passes over the part that
it says.
"""

from dataclasses import replace
from datetime import date

from services.agent.question.byparts import read_by_part
from services.agent.question.candidates import CUT, Reading
from services.agent.question.freely import interpret as interpret_plainly
from services.agent.question.linking.linker import link
from services.agent.question.outcomes import Interpretation, answer_of, offer_all
from services.agent.question.projecting import leaves_out, read_kindred, read_projected, read_sorted
from services.agent.question.refusing import refuse
from services.agent.question.rewording.asides import without_asides
from services.agent.question.tables.schema import Catalog


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question about the tables of a catalogue."""
    if len(catalog.tables) < 2:
        return interpret_plainly(question, catalog, now=now)
    plain = without_asides(question)

    def ask(text: str, joined: Catalog = catalog) -> Reading | None:
        return answer_of(interpret(text, joined, now=now))

    if kindred := read_kindred(plain, catalog, ask):
        return offer_all([kindred], catalog)
    found = interpret_plainly(question, catalog, now=now)
    known = answer_of(found)
    short = known is not None and leaves_out(plain, known.plan)
    shown = read_projected(plain, catalog, ask) if short or not known else None
    if shown and shown.confidence >= CUT:
        return offer_all([shown], catalog)
    by_part = read_by_part(plain, catalog, ask, known.plan if known else None)
    if by_part and not leaves_out(plain, by_part.plan):
        return offer_all([by_part], catalog)
    lone = known and sum(output.function is not None for output in known.plan.outputs) == 1
    ordered = None if lone else read_sorted(question, ask)
    if known and ordered and replace(ordered.plan, order=()) != replace(known.plan, order=()):
        ordered = None  # What the order is of was read in another way without it.
    if ordered and ordered.confidence >= CUT and not leaves_out(plain, ordered.plan):
        return offer_all([ordered], catalog)
    if known and short:
        return refuse(link(plain, catalog), catalog, doubtful=known)
    return found
