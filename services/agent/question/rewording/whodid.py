"""Says of which kind of persons one asks by what they did: "who sold the most", of those who sell."""

import re

from services.agent.question.language.parts import DOERS_FIRST, verb_root
from services.agent.question.tables.calling import one_row
from services.agent.question.tables.rolekeys import are_persons
from services.agent.question.tables.schema import Catalog

_WHO = re.compile(r"^who\s+(?=(?:has\s+|have\s+|had\s+)?(?P<verb>[a-z]+)\s+(?!by\b))", re.IGNORECASE)


def say_who_did(question: str, catalog: Catalog) -> str:
    """Name the only table of those who do such things, where several hold persons."""
    found = _WHO.match(question)
    doers = DOERS_FIRST.get(verb_root(found["verb"]), frozenset()) if found else frozenset()
    persons = [table for table in catalog.tables if are_persons(table)] if doers else []
    meant = [table for table in persons if doers & {*table.words[-1:], *table.row_words}]
    if found is None or len(meant) != 1 or len(persons) < 2:
        return question
    return f"Which {one_row(meant[0])} {question[found.end() :]}"
