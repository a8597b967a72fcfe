"""Leaves out that rows are listed, where the data know of nothing that is listed or is not."""

import re

from services.agent.question.language.words import normalise, stem
from services.agent.question.tables.schema import Catalog

_LISTED = re.compile(
    r"^(?P<asked>how\s+many\s+(?:different\s+|distinct\s+)?[a-z-]+(?:\s+[a-z-]+)?\s+are)\s+(?P<said>listed|recorded|stored)"
    r"(?=[\s.?!]*$)",
    re.IGNORECASE,
)


def without_listed(question: str, catalog: Catalog) -> str:
    """Say that rows are there, of ``how many boats are listed``; of houses for sale it stays as it is."""
    found = _LISTED.match(question)
    if found is None:
        return question
    word = stem(found["said"].casefold())
    headers = any(word in column.words for column in catalog.columns)
    rows = any(word in table.words[:1] for table in catalog.tables)
    if headers or rows or catalog.values(normalise(found["said"])):
        return question
    return f"{found['asked']} there{question[found.end() :]}"
