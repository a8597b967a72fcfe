"""Asks which mechanic did something, where a question asks who, and rows are their customers' too."""

import re

from services.agent.question.language.words import name_words, spoken, stem, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_WHO = re.compile(r"^who\s+(?:(?:has|have|had)\s+)?(?P<verb>[a-z]+)\b", re.IGNORECASE)
_DEED_WORDS = """
    fix repair mend service work treat serve clean cook install inspect handle close resolve solve answer
    process
"""
_DEEDS = frozenset(map(word_root, _DEED_WORDS.split()))
"""Roots of what is done for customers, and not by them."""
_DOER_WORDS = """
    mechanic technician engineer doctor physician nurse vet veterinarian dentist therapist surgeon plumber
    electrician gardener cleaner cook chef waiter handler installer inspector stylist hairdresser barber
    employee worker agent operator
"""
_DOERS = frozenset(map(stem, _DOER_WORDS.split()))


def say_server(question: str, catalog: Catalog) -> str:
    """Ask which of the only column of those who do such things, in the rows that a question is about."""
    found = _WHO.match(question)
    if found is None or word_root(found["verb"].casefold()) not in _DEEDS:
        return question
    said = [stem(word) for word in re.findall(r"[a-z]+", question[found.end() :].casefold())]
    named = [table for table in catalog.tables if table.words[-1:] and table.words[-1] in said]
    tables = catalog.tables if len(catalog.tables) == 1 else named
    columns = [each for table in tables[:1] for each in table.columns if each.is_text and _is_doer(each)]
    named_so = len(catalog.tables) == 1 and tables[0].label in columns
    if len(tables) != 1 or len(columns) != 1 or named_so:
        return question
    said_so = word_root(found["verb"].casefold()) in columns[0].roots  # "Handled by" says it already.
    deed = f"has{question[found.end() :]}" if said_so else question[found.start("verb") :]
    return f"which {spoken(columns[0].name)} {deed}"


def _is_doer(column: Column) -> bool:
    """Whether a header says who does something: the mechanic, ``assigned_to``, ``handled_by``."""
    words = name_words(column.name)
    part = len(words) == 2 and words[0].endswith("ed") and words[1] in ("by", "to")
    return part or not _DOERS.isdisjoint(column.words)
