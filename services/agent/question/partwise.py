"""A question that says what it shows of each row, or things by the part that they have, asked in its parts.

Lists with cells of other tables are read so first: nothing else finds the name of a sender and of a receiver.
All else is read so only where it is refused as it stands, or passes over the part that it says.
"""

from datetime import date

from services.agent.question.byparts import read_by_part
from services.agent.question.candidates import CUT, Reading
from services.agent.question.interpretation import interpret as interpret_plainly
from services.agent.question.linking.linker import link
from services.agent.question.outcomes import Interpretation, answer_of, offer_all
from services.agent.question.projecting import leaves_out, read_projected
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

    shown = read_projected(plain, catalog, ask)
    if shown and shown.confidence >= CUT:
        return offer_all([shown])
    found = interpret_plainly(question, catalog, now=now)
    known = answer_of(found)
    by_part = read_by_part(plain, catalog, ask, known.plan if known else None)
    if by_part:
        return offer_all([by_part])
    if known and not leaves_out(plain, known.plan):
        return found
    shown = read_projected(plain, catalog, ask, far=False)
    if shown and shown.confidence >= CUT:
        return offer_all([shown])
    return refuse(link(plain, catalog), catalog, doubtful=known) if known else found
