"""Puts a mark in the place of words that nothing knows, of which a told formula says what they come to."""

import re

from services.agent.question.evidence.conditions import Told
from services.agent.question.evidence.measured import ENDS, is_unknown
from services.agent.question.language.words import plural, spoken, stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.schema import Catalog

_OF = r"\b(?P<of>(?:percentage|percent|proportion|share)\s+of\s+)(?:(?:the|all|all\s+the)\s+)?"
_NOUN = re.compile(rf"{_OF}(?P<what>[\w-]+(?:\s+[\w-]+){{0,3}}?){ENDS}", re.I)
_SAID = re.compile(
    rf"{_OF}(?P<rows>[\w-]+)\s+(?:(?:that|who|which)\s+)?(?P<be>are|is|were|was|have|had|has|did)\s+(?P<what>[^,;]+?)(?=\s*[?.!]*$)",
    re.I,
)


def say_unsaid(question: str, told: Told, mark: str, catalog: Catalog) -> str | None:
    """Ask for the share of marked rows: of "the percentage of lodgers", or of "rooms are let to lodgers".

    Args:
        question: What is asked.
        told: The rows that the share is told to be of.
        mark: What they are called.
        catalog: What the question is about, which knows none of the words.
    """
    table = catalog.by_name[told.table]
    noun = _NOUN.search(question)
    if noun and is_unknown(noun["what"], catalog):
        rows = spoken(table.name)
        rows = rows if rows.endswith("s") else plural(rows)
        return f"{question[: noun.start()]}{noun['of']}{mark} {rows}{question[noun.end() :]}"
    said = _SAID.search(question)
    if (
        said
        and is_called(table, stem(said["rows"].casefold()))
        and is_unknown(said["what"], catalog, whole=True)
    ):
        return f"{question[: said.start()]}{said['of']}{said['rows']} are {mark}{question[said.end() :]}"
    return None
