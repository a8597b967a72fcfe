"""Says which end of a way a place is, where cells of both ends hold it: "flights from Oslo to Rome"."""

import re

from services.agent.question.language.words import normalise, spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_ENDS = {
    "from": frozenset(map(stem, ["origin", "departure", "source", "start"])),
    "to": frozenset(map(stem, ["destination", "arrival", "end", "terminus"])),
}
"""What leads from a place or to it -> words of headers of that end."""
_MOVES = (
    r"go|goes|going|went|fly|flies|flying|flew|flown|leave|leaves|leaving|left|depart|departs|departing|departed|start|starts|"
    r"starting|started|head|heads|heading|headed|run|runs|running|ran|travel|travels|travelling|travelled|come|comes|coming|came|"
    r"bound|sail|sails|sailing|sailed|drive|drives|driving|drove"
)
_WAY = re.compile(
    rf"(?:\s+(?:that|which)(?:\s+(?:are|were|is|was))?)?(?P<verb>\s+(?:{_MOVES}))?\s+(?P<way>from|to)\s+(?P<rest>\S[^?.!,]*)",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"^(?:where|(?:which|what)\s+(?:places?|cit(?:y|ies)|towns?|countr(?:y|ies)))\s+(?:did|do|does)\s+(?P<who>[^?.!,]+?)\s+"
    rf"(?:{_MOVES})(?:\s+(?P<way>to|from))?(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_LONGEST = 4


def say_ways(question: str, catalog: Catalog) -> str:
    """Name the header of the end that a place is at; nothing changes where only one end has such cells."""
    if len(catalog.tables) != 1 or not (ends := _ends(catalog)):
        return question
    if where := _WHERE.match(question):
        end = ends[(where["way"] or "to").casefold()]
        return f"what is the {spoken(end.name)} of {where['who']}{where['end']}"
    text, start, joined = question, 0, False
    while found := _WAY.search(text, start):
        column = ends[found["way"].casefold()]
        place = _place(found["rest"], ends, catalog)
        if not place:
            start = found.start("rest")
            continue
        lead = " and" if joined else " with"
        said = f"{lead} {spoken(column.name)} {place}"
        text = f"{text[: found.start()]}{said}{text[found.start('rest') + len(place) :]}"
        start, joined = found.start() + len(said), True
    return text


def _ends(catalog: Catalog) -> dict[str, Column]:
    """Return the only header for each end of a way; nothing where one end has none, or several."""
    texts = [each for each in catalog.columns if each.is_text]
    named = {way: [each for each in texts if words & set(each.words)] for way, words in _ENDS.items()}
    return (
        {way: found[0] for way, found in named.items()}
        if all(len(each) == 1 for each in named.values())
        else {}
    )


def _place(said: str, ends: dict[str, Column], catalog: Catalog) -> str:
    """Return the first words that are a cell of both ends."""
    words = said.split()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        place = " ".join(words[:size])
        held = {hit.column for hit in catalog.values(normalise(place)) if not hit.is_part}
        if held >= set(ends.values()):
            return place
    return ""
