"""Asks for the expenses of each thing where one asks what was spent on it: SPENT ON is a day."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.schema import Catalog

_SPENT = re.compile(
    r"^(?:how\s+much(?:\s+money)?\s+(?:(?:was|is|were|has\s+been|have\s+we)\s+spent|(?:did|do)\s+we\s+spend)|"
    r"(?:(?:what\s+is|show|give)\s+)?the\s+total(?:\s+(?:amount|money|sum))?\s+(?:(?:that\s+was|of\s+money)\s+)?spent)"
    r"\s+(?:on|for|in)\s+(?=(?:each|every)\b)",
    re.IGNORECASE,
)
_OUTLAYS = frozenset(map(stem, ["expense", "expenditure", "spending", "outlay"]))


def say_spent_on_each(question: str, catalog: Catalog) -> str:
    """Ask for the total of the only table of expenses that has one amount in each row."""
    if not _SPENT.match(question):
        return question
    tables = [each for each in catalog.tables if _OUTLAYS & {*each.words[-1:]} and each.worth]
    return (
        _SPENT.sub(f"what are the total {spoken(tables[0].name)} of ", question)
        if len(tables) == 1
        else question
    )
