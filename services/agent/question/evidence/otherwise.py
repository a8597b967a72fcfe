"""Says headers in the place of what they are told to be called: "A2 refers to the town", "who means name"."""

import re
from collections.abc import Callable, Collection, Iterator

from services.agent.question.evidence.finding import partly_used, used
from services.agent.question.evidence.naming import columns_named, nearest
from services.agent.question.language.words import normalise, spoken
from services.agent.question.linking.linker import link
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*\+\s*")
_FIGURE = re.compile(r"^(?P<figure>avg|average|sum|total)\s*\(\s*(?P<of>[^()]+?)\s*\)$", re.I)
_COUNT = re.compile(r"^count\s*\([^()]+\)$", re.I)
_MANY = re.compile(r"\b(?:how\s+many|number|count|total)\b", re.I)
_FIGURES = {"avg": "average", "average": "average", "sum": "total", "total": "total"}
_LED = re.compile(r"\b(?:average|mean|total|(?:amount|value|level|number)\s+of)\s+$", re.I)
_COLUMN_OF = re.compile(
    r"^(?:the\s+)?(?:(?:data|column|values?|names?|information)\s+(?:of|for|about)\s+(?=\w)|(?:the\s+|an?\s+)(?=\w))",
    re.I,
)


def called_otherwise(
    question: str, term: str, says: str, others: Collection[str], catalog: Catalog
) -> str | None:
    """Say the headers that a term is told to be, in its place: ``who refers to first_name, last_name``.

    Args:
        question: What is asked.
        term: What stands before the word that tells.
        says: What stands behind it.
        others: All else that the question tells.
        catalog: What it is about.
    """
    for words, headers in _called(term, says, catalog):
        found = used(question, words)
        if found is None and len(headers) == 1:
            found = partly_used(question, words, _is_known(catalog), others)
        if found:
            put = " and ".join(map(_said, headers))
            return f"{question[: found.start()]}{put}{question[found.end() :]}"
    return None


def _called(term: str, says: str, catalog: Catalog) -> Iterator[tuple[str, list[str]]]:
    """Yield words with the headers that they are told to be, whichever stand first."""
    for words, told in ((term, says), (says, term)):
        headers = [each for each in _LISTED.split(told.strip(" ()")) if each]
        known = headers and all(columns_named(each, catalog) for each in headers)
        words = _COLUMN_OF.sub("", words.strip(" \"'()"))
        is_cell = known and len(headers) == 1 and _is_cell(words, headers[0], catalog)
        if known and not is_cell and not columns_named(words, catalog):
            yield words, headers


def _is_cell(words: str, header: str, catalog: Catalog) -> bool:
    """Whether words stand in a column: what they refer to says where they do."""
    hits = catalog.values(normalise(words)) if words else []
    return any(hit.column == each for hit in hits for each in columns_named(header, catalog))


def unused_headers(term: str, says: str, said: Collection[str], catalog: Catalog) -> list[Column]:
    """Return the headers that are explained, though the question does not use the words for them."""
    for told in (says, term):
        named = [columns_named(each, catalog) for each in _LISTED.split(told.strip(" ()")) if each]
        if named and all(named):
            found = [nearest(each, said, catalog) for each in named]
            return [each for each in found if each] if all(found) else []
    return []


def say_figure(question: str, term: str, says: str, catalog: Catalog) -> str | None:
    """Say the average or the total of a header in the place of a term; a count of rows is said anyway."""
    if _COUNT.match(says):
        return question if _MANY.search(question) else None
    figure, found = _FIGURE.match(says), used(question, term)
    if figure is None or found is None or not columns_named(figure["of"], catalog):
        return None
    before = re.sub(_LED, "", question[: found.start()])
    put = f"{_FIGURES[figure['figure'].casefold()]} {_said(figure['of'])}"
    return f"{before}{put}{question[found.end() :]}"


def _said(header: str) -> str:
    """Return a header as a question says it: with a number in it, as it stands."""
    return header if re.search(r"\d", header) else spoken(header)


def _is_known(catalog: Catalog) -> Callable[[str], bool]:
    return lambda word: all(item.is_known for item in link(word, catalog))
