"""What things do, as rows of another table: who ``bought`` has a sale, who ``booked`` a booking.

General English only: no entry may name a table, a value or a header of any data set.
"""

from collections.abc import Sequence

from services.agent.question.items import Item
from services.agent.question.lexicon import Sense
from services.agent.question.schema import Catalog, Table
from services.agent.question.words import root, word_root

_DEEDS = """
    buy sale purchase order transaction deal
    purchase sale purchase order transaction
    sell sale deal order transaction
    order order purchase sale
    book booking reservation appointment
    reserve reservation booking
    stay stay booking reservation visit
    visit visit appointment booking
    attend attendance visit enrolment registration
    enrol enrolment registration course
    enroll enrolment registration course
    register registration enrolment
    subscribe subscription
    pay payment
    ship shipment delivery
    deliver delivery shipment
    rent rental lease hire
    lease lease rental
    borrow loan borrowing
    review review rating
    rate rating review
    claim claim
    complain complaint ticket
    trade trade transaction
    treat treatment
    prescribe prescription treatment
    diagnose diagnosis
    call call
    donate donation
    invoice invoice bill
    bill invoice bill
    hire employee staff hire
    employ employee staff worker agent person
    test test
    inspect inspection
    repair repair service
    teach lesson course class
    play match game appearance
    travel trip journey
    train training
"""
"""A verb, then the nouns that the rows it makes may be called by."""
PARTICLES = ("in", "up", "out", "on", "off")
"""Words that make one word with the verb before them: ``logged in``."""


DEEDS = {
    word_root(words[0]): frozenset(map(word_root, words[1:]))
    for words in (line.split() for line in _DEEDS.strip().splitlines())
}
"""Root of a verb -> the roots of what its rows may be called."""


def tables_of_deed(item: Item, catalog: Catalog) -> tuple[Table, ...]:
    """Return the tables whose rows a verb makes: first those called after the verb itself."""
    verbs = {root(each) for each in item.stems} if len(item.stems) == 1 else set()
    is_noun = bool(item.tables or item.values) and not (item.has(Sense.LIGHT) or item.verb)
    if (
        not verbs
        or item.is_left
        or is_noun
        or (item.senses and not item.has(Sense.LIGHT))
        or item.number is not None
    ):
        return ()
    nouns = set[str]().union(*(DEEDS.get(verb, ()) for verb in verbs))
    named = [table for table in catalog.tables if verbs & table.roots]
    if not named and not item.is_known and not nouns:
        return ()
    return tuple(named or [table for table in catalog.tables if nouns & table.roots])


def run_together(items: Sequence[Item], index: int) -> str | None:
    """Write a verb and the particle after it as the one word that headers use: ``login``."""
    particle = items[index + 1].normal if index + 1 < len(items) else ""
    words = items[index].normal.split()
    if len(words) == 2 and words[1] in PARTICLES:
        return word_root(words[0]) + words[1]
    return word_root(words[0]) + particle if len(words) == 1 and particle in PARTICLES else None
