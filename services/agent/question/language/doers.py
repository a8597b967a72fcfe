"""Who does what: for each verb, what those are called who do it, and the things that come of it.

General English only: no entry may name a table, a value or a header of any data set.
"""

from dataclasses import dataclass

from services.agent.question.language.words import stem, word_root

_DEEDS = """
    write pen | author writer poet novelist journalist columnist reporter playwright screenwriter blogger
        critic reviewer lyricist songwriter essayist | book article poem report review paper essay novel
        story letter post blog text song script comment document note
    teach | teacher instructor tutor lecturer professor coach trainer |
    sell | seller vendor salesperson salesman salesrep rep representative dealer agent merchant retailer
        clerk cashier broker |
    buy purchase | buyer purchaser customer client shopper dealer agent broker bidder |
    paint | painter artist | painting
    direct | director |
    compose | composer songwriter musician artist | song
    publish | publisher author |
    produce | producer manufacturer maker |
    coach train | coach trainer instructor teacher |
"""
"""Verbs, then those who do it; after a second bar the things that come of it, which anybody may make."""

_SERVED_WORDS = "customer client owner buyer guest patient passenger tenant subscriber shopper pupil"
SERVED = frozenset(map(stem, _SERVED_WORDS.split()))
"""Those for whom something is done, where others do it."""


@dataclass(frozen=True)
class Deed:
    """What a verb says: who does it, and what comes of it, by the stems of their names."""

    doers: frozenset[str]
    things: frozenset[str]


def _read() -> dict[str, Deed]:
    found: dict[str, Deed] = {}
    for line in _DEEDS.replace("\n        ", " ").splitlines():
        if line.strip():
            verbs, doers, things = (part.split() for part in line.split("|"))
            deed = Deed(frozenset(map(stem, doers)), frozenset(map(stem, things)))
            found.update({word_root(verb): deed for verb in verbs})
    return found


DEEDS = _read()
"""Root of a verb -> what it says."""
DOERS = frozenset[str]().union(*(deed.doers for deed in DEEDS.values()))
"""Stems of all that those are called who do one of these."""
