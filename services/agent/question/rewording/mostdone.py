"""Ranks things by how often something was done to them: "the four most booked rooms"."""

import re

from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.deedrows import rows_of_deed, tells_amounts
from services.agent.question.tables.schema import Catalog, Table

_OFTEN = r"(?:\s+(?:often|frequently|commonly|heavily))?"
_DONE = r"(?P<done>[a-z]+ed|bought|sold|borrowed|taken|sent|given|read|seen|chosen|taught|held)"
_KIND = re.compile(
    r"\b(?P<the>the\s+|our\s+)?(?:top\s+)?(?:(?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten)\s+)?"
    rf"(?P<most>most|least){_OFTEN}\s+{_DONE}\s+(?P<things>[a-z]+)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"^(?P<ask>which|what)\s+(?P<things>[a-z]+)\s+(?:is|are|was|were|(?:has|have)\s+been|gets?|got)\s+{_DONE}\s+"
    rf"(?:the\s+)?(?P<most>most|least){_OFTEN}(?=\s*(?:[?.!]|$)|\s+(?:in|during|by|since)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\bthe\s+(?:number|count)\b(?!\s+of\b)", re.IGNORECASE)


def say_most_done(question: str, catalog: Catalog) -> str:
    """Name the rows that are counted, where one table alone holds what was done to those things."""
    found = _CLAUSE.search(question) or _KIND.search(question) if len(catalog.tables) > 1 else None
    rows = _rows(found["done"].casefold(), found["things"].casefold(), catalog) if found else None
    if found is None or rows is None:
        return question
    end = "most" if found["most"].casefold() == "most" else "fewest"
    things, told = found["things"], found.groupdict()
    if "ask" in told:
        said = f"{found['ask']} {things} has the {end} {spoken(rows.name)}"
    elif found["n"] and end == "most":
        said = f"the top {found['n']} {things} by number of {spoken(rows.name)}"
    else:
        number = f"{found['n']} " if found["n"] else ""
        said = f"{found['the'] or ''}{number}{things} with the {end} {spoken(rows.name)}"
    rest = _NUMBER.sub(f"the number of {spoken(rows.name)}", question[found.end() :])
    return question[: found.start()] + said + rest


def _rows(done: str, things: str, catalog: Catalog) -> Table | None:
    """Return the only table of what was done that refers to such things and holds no number of pieces."""
    verb, what = word_root(done), stem(things)
    named = tables_called(what, catalog)
    if not named or any(verb in column.roots and column.is_measure for column in catalog.columns):
        return None
    found = rows_of_deed(verb, what, named, catalog)
    return found[0] if len(found) == 1 and not tells_amounts(found[0]) else None
