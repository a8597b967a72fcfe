"""Names the header that says of which kind rows are: ``what sort of books does X publish``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.schema import Catalog

_KINDS = re.compile(
    r"^(?:what|which)\s+(?:different\s+)?(?:kinds?|sorts?|types?)\s+of\s+(?P<rows>[a-z]+s)\s+(?P<verb>do|does|did|are|were|come|have)\b"
    r"(?P<rest>[^?]+)",
    re.IGNORECASE,
)
_OF_HEADER = re.compile(
    r"^(?:what|which)\s+(?:different\s+)?(?:kinds?|sorts?|types?)\s+of\s+(?P<header>[a-z]+)\s+"
    r"(?:are\s+there|do\s+(?:we|you|they)\s+(?:have|offer|sell)|are\s+available|exist)\s*\?*$",
    re.IGNORECASE,
)
_NAMED = frozenset(
    map(stem, ["genre", "category", "type", "kind", "style", "breed", "cuisine", "species", "sort"])
)


def say_kind_of_rows(question: str, catalog: Catalog) -> str:
    """Name the only header of kinds, where the kinds of the only table's rows are asked for."""
    if len(catalog.tables) > 1:
        return question
    if (found := _OF_HEADER.match(question)) and _is_header(found["header"], catalog):
        return f"list the different {found['header']}"
    found = _KINDS.match(question)
    if found is None or not is_called(catalog.tables[0], stem(found["rows"].casefold())):
        return question
    named = [each for each in catalog.columns if each.is_text and each.repeats and each.words[-1] in _NAMED]
    if len(named) != 1:
        return question
    header = spoken(named[0].name)
    return f"which {header} {found['verb']}{found['rest']}{question[found.end() :]}"


def _is_header(word: str, catalog: Catalog) -> bool:
    said = (stem(word.casefold()),)
    return any(each.spelt == said and each.is_text and each.repeats for each in catalog.columns)
