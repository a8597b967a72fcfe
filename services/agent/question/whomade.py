"""Asks for the persons that rows name where one asks who made them: ``the largest donation and who made it``.

Which persons these are, the rows say: donations name one donor each. What it came to is shown with them.
"""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.calling import one_row
from services.agent.question.tables.rolekeys import are_persons
from services.agent.question.tables.schema import Catalog, Table

_END = r"the\s+(?:most\s+[a-z]+|least\s+[a-z]+|[a-z]+est)\s+(?:single\s+|one\s+)?(?P<rows>[a-z]+)"
_PLAIN = re.compile(
    r"^the\s+(?:larg|bigg|high|great|small|low)est\b|^the\s+most\s+expensive\b", re.IGNORECASE
)
"""Ends of what a row is worth."""
_AND_WHO = re.compile(
    rf"^(?:(?:what|which)\s+(?:is|was)|show(?:\s+me)?|give(?:\s+me)?|find)\s+(?P<end>{_END})(?P<rest>[^,?]*?),?\s+and\s+"
    r"(?:by\s+)?who(?:m)?\s+(?:(?:has|had|was|is)\s+)?[a-z]+\s+(?:it|that|by)\s*[?.]*$",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"^(?:who|(?:which|what)\s+(?P<persons>[a-z]+))\s+(?:(?:has|had)\s+)?[a-z]+\s+(?P<end>{_END})(?P<rest>[^,?]*?)"
    r"(?P<much>,?\s+and\s+(?:how\s+(?:much|large|big|high|expensive)|what)\s+(?:is|was)\s+(?:it|its\s+[a-z]+|the\s+amount))?\s*[?.]*$",
    re.IGNORECASE,
)


def say_who_made(question: str, catalog: Catalog) -> str:
    """Ask for the only persons that such rows name, and where it is asked for what the row is worth."""
    found = _AND_WHO.match(question) or (_WHO.match(question) if len(catalog.tables) > 1 else None)
    if found is None:
        return question
    noun = stem(found["rows"].casefold())
    rows = [each for each in catalog.tables if noun in each.words[-1:]]
    if found.re is _AND_WHO and not rows:
        return _of_header(found, noun, catalog)
    persons = _persons(rows[0], catalog) if len(rows) == 1 else None
    told = found.groupdict().get("persons")
    if persons is None or (told and stem(told.casefold()) not in persons.words):
        return question
    if found.re is _WHO and not found["much"]:
        return question if told else f"Which {one_row(persons)} has {found['end']}{found['rest']}?"
    if not rows[0].worth or not _PLAIN.match(found["end"]):
        return question
    end = re.sub(r"\b(?:single|one)\s+", "", found["end"])
    names = persons.names[1:] and [spoken(each.name) for each in persons.names]
    whose = f"{one_row(persons)} " if "name" in (names or ["name"]) else ""  # Many things have a name.
    shown = ", ".join(f"{whose}{name}" for name in names or ["name"])
    return f"Show the {shown} and {spoken(rows[0].worth.name)} of {end}{found['rest']}"


def _of_header(found: re.Match[str], noun: str, catalog: Catalog) -> str:
    """Read ``the highest salary in each team and who earns it``, of a header of persons."""
    having = [
        table
        for table in catalog.tables
        if are_persons(table) and any(each.is_measure and noun in each.core for each in table.columns)
    ]
    if len(having) != 1:
        return found.string
    return f"Which {one_row(having[0])} has {found['end']}{found['rest']} and what is it?"


def _persons(rows: Table, catalog: Catalog) -> Table | None:
    """Return the only table of persons of whom each of some rows names one."""
    if are_persons(rows):
        return None
    led = [edge for edge in known_joins(catalog) if edge.many.table == rows.name]
    found = [table for edge in led if are_persons(table := catalog.by_name[edge.one.table])]
    return found[0] if len(found) == 1 else None
