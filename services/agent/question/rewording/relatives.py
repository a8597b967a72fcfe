"""Says the word that is left out before what somebody does: ``the projects Ann works on``.

And what was done to rows before their noun, where more is asked of them: ``shops that closed and the town``.
"""

import re

from services.agent.question.language.words import normalise, stem, word_root
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Catalog

_LEFT_OUT = re.compile(
    r"(?P<things>\b[^\W\d_]+s)\s+(?P<x>[A-Z][\w'\u2019.-]*(?:\s+[A-Z][\w'\u2019.-]*){0,3})\s+"
    r"(?:(?:is|was|has|had)\s+)?(?P<verb>[a-z]+(?:s|ed|ing))(?:\s+(?:on|in|for|at|to|with))?[\s?.!]*$"
)
"""Things, a name, and to the end what it does with them."""
_DONE = re.compile(
    r"\b(?P<rows>[a-z]+s)\s+(?:that|which|who)\s+(?:(?:have|has|had|were|are)\s+(?:been\s+)?)?(?P<verb>[a-z]+ed)"
    r"(?=,?\s+(?:and|with)\s+(?:the|their|its)\b)",
    re.IGNORECASE,
)


def say_done_rows(question: str, catalog: Catalog) -> str:
    """Say ``closed shops and their towns``, of shops that closed, where only some did."""
    return _DONE.sub(lambda found: _done(found, catalog), question)


def _done(found: re.Match[str], catalog: Catalog) -> str:
    """Put what was done to only some rows, on a day of theirs, before their noun."""
    homes = [table for table in catalog.tables if is_called(table, stem(found["rows"].lower()))]
    verb = word_root(found["verb"].lower())
    days = [day for table in homes for day in table.columns if day.is_date and verb in days_told(day)]
    return f"{found['verb']} {found['rows']}" if len(days) == 1 and days[0].nulls else found[0]


def say_left_out(question: str, catalog: Catalog) -> str:
    """Put ``that`` between the word for the rows of a table and the name of who does something with them."""
    found = _LEFT_OUT.search(question) if len(catalog.tables) > 1 else None
    if found is None or not found.start() or not catalog.values(normalise(found["x"])):
        return question
    word = stem(found["things"].casefold())
    if not any((word,) == table.words for table in catalog.tables):
        return question
    at = found.start("x")
    return f"{question[:at]}that {question[at:]}"
