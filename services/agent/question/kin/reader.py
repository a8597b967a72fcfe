"""Reads questions about what rows of one table are to each other, before anything else is read in them."""

import re

from services.agent.question.candidates import Reading
from services.agent.question.kin.comparing import read_compared
from services.agent.question.kin.counting import read_whole
from services.agent.question.kin.naming import Ask, printed, read_named, read_referred
from services.agent.question.kin.references import references_of
from services.agent.question.kin.tallying import read_tallied
from services.agent.question.kin.wordings import kin_words, said_by_kin
from services.agent.question.tables.schema import Catalog

_DENIED = re.compile(
    r"\b(?:not|never|no|without|except|excluding|nobody|none|neither|nor)\b|n['\u2019]t\b|"
    r"\bother\s+than\b",
    re.IGNORECASE,
)
"""Words that deny something: it is not certain of what."""


def read_kin(question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    """Read a question about rows and those of the same table that they refer to.

    Args:
        question: What is asked.
        catalog: Whose rows are meant.
        ask: Understands a question for rows of a kind.
    """
    spoken = [each for each in references_of(catalog) if kin_words(each).search(question)]
    if len(spoken) != 1:
        return None
    (reference,) = spoken
    plan = read_compared(question, reference, catalog, ask) or read_whole(question, reference, catalog)
    plan = plan or read_tallied(question, reference, catalog, ask)
    if plan:
        return printed(plan)
    if _DENIED.search(question):
        return None
    for said in said_by_kin(question, reference, catalog):
        reading = read_named(said, reference, ask, question)
        if reading:
            return reading
    return read_referred(question, reference, ask)


def misses_kin(question: str, catalog: Catalog) -> bool:
    """Whether a question names a row and speaks of what that refers to: no reading but by kin is of that.

    Of rows that refer to it by name other readings know as much.
    """
    for reference in references_of(catalog):
        if kin_words(reference).search(question):
            said = said_by_kin(question, reference, catalog)
            if any(each.is_up or not reference.is_named for each in said):
                return True
    return False
