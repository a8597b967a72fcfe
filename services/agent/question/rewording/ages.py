"""Says of persons "under 40" that an age is meant, where the table tells how old they are."""

import re

from services.agent.question.language.vocabulary import PEOPLE
from services.agent.question.language.words import stem
from services.agent.question.tables.schema import Catalog

_LIMITED = re.compile(
    r"\b(?P<who>[^\W\d_]+)\s+(?:(?:(?:who|that)\s+)?(?:are|is|were)\s+)?(?:aged\s+)?"
    r"(?P<way>under|over|above|below|older\s+than|younger\s+than)\s+(?:the\s+age\s+of\s+)?(?P<n>\d{1,2})"
    r"(?:\s+years?(?:\s+(?:old|of\s+age))?)?(?=\s*[?.!,]|\s*$|\s+(?:in|by|per|and|or|from|with|who|that|work)\b)",
    re.IGNORECASE,
)
_AGE = stem("age")
_LESS = ("under", "below", "younger than")


def say_ages(question: str, catalog: Catalog) -> str:
    """Name the age that people are under or over; a question stays as it is where no column is one."""
    if not _LIMITED.search(question):
        return question
    if not any(_AGE in column.words and column.is_number for column in catalog.columns):
        return question
    return _LIMITED.sub(lambda found: _with_age(found, catalog), question)


def _with_age(found: re.Match[str], catalog: Catalog) -> str:
    who = found["who"].casefold()
    aged = [column.table for column in catalog.columns if _AGE in column.words]
    named = any(stem(who) in catalog.by_name[table].words for table in aged)
    if not (named or who in PEOPLE or who.removesuffix("s") in PEOPLE or who == "people"):
        return found.group()
    way = "below" if " ".join(found["way"].casefold().split()) in _LESS else "above"
    return f"{found['who']} with an age {way} {found['n']}"
