"""Says which rows the end is of where only a cell is named: ``what's the most powerful diesel``."""

import re

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import normalise
from services.agent.question.tables.calling import one_row, tells_rows
from services.agent.question.tables.schema import Catalog

_END = re.compile(
    rf"^(?P<ask>(?:what|which)(?:['\u2019]s|\s+is|\s+was)\s+(?:the|our)\s+(?:{EST}|(?:most|least)\s+[a-z-]+))\s+"
    r"(?P<cell>[a-z][a-z-]*)\s*(?P<end>\?*)$",
    re.IGNORECASE,
)


def say_rows_at_end(question: str, catalog: Catalog) -> str:
    """Name the only table's rows behind a cell that stands for them; most questions stay as they are."""
    found = _END.match(question) if len(catalog.tables) == 1 else None
    if found is None or not tells_rows(catalog.tables[0]):
        return question
    hits = catalog.values(normalise(found["cell"]))
    kinds = bool(hits) and all(hit.column.is_text and hit.column.repeats for hit in hits)
    return f"{found['ask']} {found['cell']} {one_row(catalog.tables[0])}{found['end']}" if kinds else question
