"""What has to be ordered again, by how much of it there is and should be: ``which parts need restocking``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.selling import is_stored, tells_store

_AGAIN = r"(?:re-?order|re-?stock|replenish)"
_NEEDED = re.compile(
    r"\b(?P<rows>[a-z]+s)\s+(?:(?:that|which|we|do\s+we|should\s+we)\s+)*(?:"
    rf"(?:need|have)\s+to\s+(?:be\s+)?{_AGAIN}(?:ed)?|need\s+{_AGAIN}(?:ing|ment)|should\s+(?:we\s+|be\s+)?{_AGAIN}(?:ed)?|"
    rf"{_AGAIN}|(?:are\s+)?(?:running\s+)?low(?:\s+(?:on|in)\s+(?:stock|inventory))?|are\s+due\s+for\s+{_AGAIN}(?:ing)?)"
    r"(?=\s*[?.!]*$)",
    re.IGNORECASE,
)


def say_restocked(question: str, catalog: Catalog) -> str:
    """Compare what there is with the level at which it is ordered again, where the rows have one of each."""
    found = _NEEDED.search(question)
    if not found:
        return question
    said = stem(found["rows"].lower())
    for table in catalog.tables:
        if not is_called(table, said):
            continue
        stored = [column for column in table.columns if is_stored(column)]
        levels = [column for column in table.columns if tells_store(column) and column not in stored]
        if len(stored) == len(levels) == 1:
            low = f"{spoken(stored[0].name)} less than or equal to {spoken(levels[0].name)}"
            rows = f"{found['rows']} with {low}"
            return f"{question[: found.start()]}{rows}{question[found.end() :]}"
    return question
