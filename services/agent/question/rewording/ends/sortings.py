"""Says by which header a list is ordered: ``starting with the youngest``, ``from cheapest to dearest``."""

import re
from collections.abc import Iterator

from services.agent.question.language.everyday.degrees import DOWN
from services.agent.question.language.superlatives import EST, is_largest
from services.agent.question.language.vocabulary import AGE_SUPERLATIVES, ATTRIBUTE_HINTS
from services.agent.question.language.words import stem, tokenise
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_EXTREME = rf"(?:(?P<way>most|least)\s+(?P<adjective>[a-z]+)|(?P<word>{EST}))"
_OTHER = rf"(?:(?:most|least)\s+[a-z]+|{EST})"
_TAIL = (
    r"(?P<tail>\s+(?:in|at|of|from|since|with|who|whose|where|that)\s+(?!order\b|terms\b|age\b)[^,;?!]+?)?"
)
"""Which rows are meant, where that is said behind their order: ``from youngest to oldest in Rome``."""
_ORDERS = tuple(
    re.compile(rf"^(?P<head>.+?){order}\s*[)]?{_TAIL}\s*[.?!]*$", re.IGNORECASE)
    for order in (
        rf"\s*[,(]?\s*\b(?:starting|beginning)\s+(?:with|from|at)\s+(?:the\s+)?{_EXTREME}(?:\s+ones?)?"
        r"(?:(?:,|\s+and)\s+(?:ending|finishing|going)\b.*)?",
        rf"\s*[,(]?\s*\bfrom\s+(?:the\s+)?{_EXTREME}\s+to\s+(?:the\s+)?{_OTHER}(?:\s+ones?)?",
        r"\s*[,(]?\s*\bfrom\s+(?:the\s+)?(?P<way>most|least)\s+to\s+(?:the\s+)?(?:most|least)\s+(?P<adjective>[a-z]+)(?P<word>)",
        rf"\s*[,(]\s*(?:the\s+)?{_EXTREME}\s+first",
    )
)
_NOUN = r"(?!(?:first|ones?|in|at|of|from|with|who|by)\b)[\w-]+(?:\s+[\w-]+)?"
_BETWEEN_ENDS = re.compile(
    rf"^(?P<head>.+?)\s*[,(]?\s*\bfrom\s+(?:the\s+)?(?P<end>{EST})\s+"
    rf"(?:(?P<by>[\w -]+?)\s+to\s+(?:the\s+)?{EST}\s+(?P=by)"
    rf"|to\s+(?:the\s+)?{EST}\s+(?P<noun>{_NOUN}))\s*[.?!]*$",
    re.IGNORECASE,
)
"""``From lowest price to highest price``, ``from highest to lowest rating``."""
_BY_NOUN = re.compile(
    r"^(?P<head>.+?)\s*[,(]?\s*\b(?:starting|beginning)\s+with\s+(?:the\s+)?ones?\s+"
    r"(?:with|that\s+ha(?:s|ve)|having)\s+(?:the\s+)?"
    r"(?P<end>most|highest|largest|biggest|greatest|fewest|least|lowest|smallest)\s+(?P<by>[\w -]+?)"
    r"(?:(?:,|\s+and)\s+(?:ending|finishing|going)\b.*)?\s*[.?!]*$",
    re.IGNORECASE,
)
_OF_TIME = ("earliest", "latest", "newest", "oldest", "recent")
_TIMED = re.compile(r"\b(?:year|date|day|time|\w+ed)\b", re.IGNORECASE)
_HEIGHTS = ("highest", "lowest")
_SORTS = re.compile(r"^(?:rank|order|sort|arrange)\s+(?=\w)", re.IGNORECASE)
_MARKS = ("starting", "beginning", "from", "first")
_FIGURED = re.compile(
    r"\b(?:by|per|each|every|average|mean|median|total|sum|number|count|how|top|bottom|most|least|with\s+the)\b"
    rf"|\b{EST}\b|^(?:who|what\s+is|what\s+was)\b",
    re.IGNORECASE,
)
"""Words of a question for figures, or for some of the rows."""


def say_first_end(question: str, catalog: Catalog) -> str:
    """Name the column by which a plain list is to be ordered; most questions stay as they are."""
    lowered = question.casefold()
    if not any(mark in lowered for mark in _MARKS):
        return question
    found = _BY_NOUN.match(question)
    if found and not _FIGURED.search(found["head"]):
        return _sorted(found["head"], found["by"], largest=bool(is_largest(found["end"].lower())))
    found = _BETWEEN_ENDS.match(question)
    largest = is_largest(found["end"].lower()) if found else None
    if found and largest is not None and not _FIGURED.search(found["head"]):
        by = found["by"] or found["noun"]
        late = found["end"].lower() == "oldest" and _TIMED.search(by)  # The oldest year is the first.
        return _sorted(found["head"], by, largest=largest and not late)
    for pattern in _ORDERS:
        found = pattern.match(question)
        shown = found and " with their " in found["head"].casefold()  # The slots read what is shown beside.
        if found and not shown and not _FIGURED.search(found["head"]):
            return _by_extreme(found, catalog) or question
    return question


def _by_extreme(found: re.Match[str], catalog: Catalog) -> str | None:
    adjective = (found["adjective"] or "").lower()
    word = adjective or found["word"].lower()
    largest = found["way"].lower() == "most" if adjective else is_largest(word)
    column = _column_of(word, found["head"], catalog)
    if column is None or largest is None:
        return None
    turned = word in AGE_SUPERLATIVES and (column.is_date or column.is_year)
    turned = turned != (bool(adjective) and word in DOWN)
    head = f"{found['head']}{found['tail'] or ''}"
    return _sorted(head, column.name, largest=largest != turned)


def _sorted(head: str, by: str, *, largest: bool) -> str:
    return f"{_SORTS.sub('list ', head)}, sorted by {by} {'descending' if largest else 'ascending'}"


def _column_of(word: str, head: str, catalog: Catalog) -> Column | None:
    """Return the only column of the rows that are listed that a superlative may be about."""
    tables = list(_listed(head, catalog))
    columns = tables[0].columns if len(tables) == 1 else ()
    for hint in ATTRIBUTE_HINTS.get("high" if word in _HEIGHTS else word, ()):
        fits = [each for each in columns if hint in each.words and (each.is_number or each.is_date)]
        if fits:
            return fits[0] if len(fits) == 1 and fits[0].role != "id" else None
    dates = [each for each in columns if each.is_date] if word in _OF_TIME else []
    return dates[0] if len(dates) == 1 else None


def _listed(head: str, catalog: Catalog) -> Iterator[Table]:
    """Yield the table whose rows are listed: the only one, or that of the first noun that names any."""
    if len(catalog.tables) == 1:
        yield catalog.tables[0]
        return
    for token in tokenise(head):
        named = [
            each for each in catalog.tables if token.stem == stem(each.name) or is_called(each, token.stem)
        ]
        if named:
            yield from named
            return
