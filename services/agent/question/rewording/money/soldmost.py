"""Ranks things by how many of them were sold or used: ``sold the most units``, ``used most, by quantity``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.worth import pieces_sold, sold_in

_DONE = r"(?:sold|used|ordered|bought|purchased|consumed|shipped|rented|installed|needed|requested|dispensed)"
_MOST = r"(?:the\s+)?(?P<most>most|least|fewest)"
_UNITS = r"(?:units|pieces|copies|items)"
_COUNTED = (
    r",?\s*[(]?(?:counting|by|going\s+by|in\s+terms\s+of|measured\s+(?:by|in)|based\s+on|considering)\s+"
    rf"(?:the\s+)?(?:(?:total|overall|number\s+of)\s+)?(?P<by>quantit(?:y|ies)|qty|{_UNITS})(?:\s+{_DONE})?[)]?"
)
_SOLD = re.compile(
    rf"^(?P<lead>which|what|whose|who)\s+(?P<who>[^,?]*?)(?:['\u2019]s?\s+(?P<goods>[a-z]+))?\s*"
    rf"\b(?:(?:has|have|had)\s+)?{_DONE}\s+{_MOST}\s+{_UNITS}(?=\s*(?:[?.!]|$)|\s+(?:in|during|for|since|to|between|from)\b)",
    re.IGNORECASE,
)
_USED = re.compile(
    rf"\b(?:(?:has|have|had|was|were|is|are|got|gets)\s+)?(?:been\s+)?{_DONE}\s+{_MOST}(?:\s+often)?{_COUNTED}"
    r"(?=\s*(?:[?.!]|$))",
    re.IGNORECASE,
)


def say_sold_most(question: str, catalog: Catalog) -> str:
    """Say which column is added up where things are ranked by how many of them there were."""
    if " most" not in question and " least" not in question and " fewest" not in question:
        return question
    found = _USED.search(question) or _SOLD.match(question)
    sold = sold_in(catalog) if found else []
    if found is None or len(sold) != 1:
        return question
    told = found.groupdict()
    goods = stem((told.get("goods") or "").casefold())
    if goods and not any(goods in table.words for table in catalog.tables):
        return question
    end = "highest" if found["most"].casefold() == "most" else "lowest"
    said = f"has the {end} total {pieces_sold(sold[0], catalog)}"
    rest = question[found.end() :]
    if "who" not in told:
        return f"{question[: found.start()]}{said}{rest}"
    if rest.strip(" ?.!"):
        most = "most" if end == "highest" else "fewest"
        return f"{found['lead']} {found['who']} sold the {most} {spoken(sold[0].name)}{rest}"
    return f"{found['lead']} {found['who']} {said}{rest}"
