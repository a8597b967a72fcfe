"""Says a part of a name as its header does, and a quantity of rows as their number: "how numerous"."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.schema import Catalog

_NAMES = (
    ("last name", "surname", "family name", "second name"),
    ("first name", "forename", "given name", "christian name"),
)
"""What each part of a person's name is called."""
_ANY = re.compile(rf"\b(?:{'|'.join(name for names in _NAMES for name in names)})s?\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"\b(?:the\s+)?quantity\s+of\s+(?=[a-z])|\bhow\s+numerous\s+(?:are|were)\s+(?P<rows>[^,?]+?)(?=\s*[?.]*$)",
    re.IGNORECASE,
)
_OVERALL = re.compile(
    r"\b(?P<the>the\s+)overall\s+(?=(?:[a-z]+\s+)?(?:expenses?|expenditure|costs?|price|amount|spend(?:ing)?|income|"
    r"revenue|turnover|weight|distance|length|duration|time|hours)\b)",
    re.IGNORECASE,
)


def say_same_names(question: str, catalog: Catalog) -> str:
    """Say names and numbers of rows in the words that headers leave; what a header says itself stays."""
    if _ANY.search(question):
        question = _named(question, catalog)
    said = _QUANTITY.search(question)
    if said and not _says(catalog, "quantity"):
        rows = said["rows"]
        put = f"how many {rows} are there" if rows else "the number of "
        question = f"{question[: said.start()]}{put}{question[said.end() :]}"
    found = _OVERALL.search(question)
    return _OVERALL.sub(r"\g<the>total ", question) if found and not _says(catalog, "overall") else question


def _named(question: str, catalog: Catalog) -> str:
    for names in _NAMES:
        headers = [column for column in catalog.columns if column.words in _stems(names)]
        known = {column.words for column in headers}
        others = [name for name in names if _stems([name])[0] not in known]
        if len(known) == 1 and others:
            pattern = rf"\b(?:{'|'.join(others)})(?P<many>s?)\b"
            question = re.sub(pattern, rf"{spoken(headers[0].name)}\g<many>", question, flags=re.IGNORECASE)
    return question


def _stems(names: tuple[str, ...] | list[str]) -> list[tuple[str, ...]]:
    return [tuple(map(stem, name.split())) for name in names]


def _says(catalog: Catalog, word: str) -> bool:
    root = stem(word)
    return any(root in column.words for column in catalog.columns)
