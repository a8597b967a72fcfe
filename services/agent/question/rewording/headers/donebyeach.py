"""Says for each what was done by each: "how many maps were drawn by each clerk", where a header says who."""

import re

from services.agent.question.language.words import name_words
from services.agent.question.tables.schema import Catalog

_BY_EACH = re.compile(
    r"\s+(?:(?:that|which)\s+)?(?:(?:has|have|had)\s+been\s+|(?:is|are|was|were)\s+)?(?P<done>[a-z]+)\s+by\s+"
    r"(?P<each>each|every)\s+(?=[a-z])",
    re.IGNORECASE,
)


def say_done_by_each(question: str, catalog: Catalog) -> str:
    """Leave out what was done before "by each", where a header says by whom it was."""
    found = _BY_EACH.search(question)
    done = (found["done"].casefold(), "by") if found else ()
    if found is None or not any(name_words(each.name) == done for each in catalog.columns):
        return question
    return f"{question[: found.start()]} for {found['each']} {question[found.end() :]}"
