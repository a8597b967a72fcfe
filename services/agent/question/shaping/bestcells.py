"""Asks for the cell of a best row by its header: "what does the oldest nurse earn"."""

import re

from services.agent.question.language.doings import VERB_HINTS
from services.agent.question.language.superlatives import EST
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.language.words import spoken, stem
from services.agent.question.shaping.sides import hinted
from services.agent.question.tables.schema import Catalog

_BEST = (
    rf"(?P<who>the\s+(?P<best>(?:highest|lowest|best|worst|top)[\s-]+(?:paid|earning)|most\s+[\w-]+|least\s+[\w-]+|"
    rf"{EST})\b[^?.!,]*?)"
)
_DOES = re.compile(
    rf"^(?:what|how\s+much)\s+(?:money\s+)?(?:does|did|do|would|will)\s+{_BEST}\s+(?P<verb>[a-z]{{3,}})(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_IS = re.compile(rf"^how\s+much\s+(?:is|was|are|were)\s+{_BEST}(?P<end>[\s?.!]*)$", re.IGNORECASE)


def say_best_cells(question: str, catalog: Catalog) -> str:
    """Name the figure that a verb is about, of the row that a superlative of another figure finds."""
    if len(catalog.tables) != 1 or not (found := _DOES.match(question) or _IS.match(question)):
        return question
    (table,) = catalog.tables
    verb = stem(found.groupdict().get("verb", "cost").casefold())
    own = [each for each in table.columns if each.is_measure and verb in each.words]
    column = own[0] if len(own) == 1 else hinted(VERB_HINTS.get(verb, ()), table)
    best = " ".join(found["best"].casefold().split())
    other = hinted(ATTRIBUTE_HINTS.get(best, ATTRIBUTE_HINTS.get(best.split()[-1], ())), table)
    paid = best.endswith(("paid", "earning"))
    if column is None or (other == column and not paid):
        return question
    return f"what is the {spoken(column.name)} of {found['who']}{found['end']}"
