"""Leaves out how a person is addressed before a name: ``what does Mr Smith have``, of a man called so."""

import re

from services.agent.question.language.words import normalise
from services.agent.question.linking.linker import link
from services.agent.question.tables.schema import Catalog

_TITLED = re.compile(
    r"\b(?P<title>(?:[Mm](?:r|rs|s|iss|ister|adam)|MR|MRS|MS)\b\.?)\s+(?=(?P<name>[A-Z][^\W\d_]+))"
)
_MEN = frozenset(["mr", "mister"])


def without_titles(question: str, catalog: Catalog) -> str:
    """Say of which gender a person is in place of a title, where cells tell that; names keep their own."""
    if (found := _TITLED.search(question)) is None or len(catalog.tables) != 1:
        return question
    title = found["title"].rstrip(".").casefold()
    if catalog.values(normalise(f"{title} {found['name']}")) or catalog.parts(title):
        return question
    said = "male" if title in _MEN else "female"
    genders = {hit.column for item in link(said, catalog) for hit in item.values}
    word = f"{said} " if len(genders) == 1 else ""
    return f"{question[: found.start()]}{word}{question[found.end() :]}"
