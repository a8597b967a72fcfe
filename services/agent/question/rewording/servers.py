"""Asks which mechanic did something, where a question asks who, and rows bear their customers' names."""

import re

from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.tables.schema import Catalog

_WHO = re.compile(r"^who\s+(?:(?:has|have|had)\s+)?(?P<verb>[a-z]+)\b", re.IGNORECASE)
_DEED_WORDS = "fix repair mend service work treat serve clean cook install inspect"
_DEEDS = frozenset(map(word_root, _DEED_WORDS.split()))
"""Roots of what is done for customers, and not by them."""
_DOER_WORDS = """
    mechanic technician engineer doctor physician nurse vet veterinarian dentist therapist surgeon plumber
    electrician gardener cleaner cook chef waiter handler installer inspector stylist hairdresser barber
    employee worker agent operator
"""
_DOERS = frozenset(map(stem, _DOER_WORDS.split()))


def say_server(question: str, catalog: Catalog) -> str:
    """Ask which of the only column of those who do such things, in a workbook of one table."""
    found = _WHO.match(question)
    if found is None or len(catalog.tables) > 1 or word_root(found["verb"].casefold()) not in _DEEDS:
        return question
    table = catalog.tables[0]
    columns = [each for each in table.columns if each.is_text and not _DOERS.isdisjoint(each.words)]
    if len(columns) != 1 or table.label in columns:
        return question
    return f"which {spoken(columns[0].name)} {question[found.start('verb') :]}"
