"""Sets a part of an amount against the whole: "what percent of the energy made was sold", of two headers."""

import re

from services.agent.question.language.words import normalise, spoken, stem, tokenise
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_PART = re.compile(
    r"^(?:(?:what|which)\s+|(?:what\s+(?:is|was)\s+)?the\s+)?(?P<as>percent(?:age)?|share|fraction|proportion|part)\s+of\s+"
    r"(?:(?:the|our|all|total|overall)\s+)*(?P<whole>[\w-]+(?:\s+[\w-]+){0,2}?)"
    r"(?P<of>\s+(?:of|in|on)\s+(?:the\s+|all\s+)?[a-z]+)?\s+(?:(?:that|which)\s+)?"
    r"(?:(?:is|are|was|were|has\s+been|have\s+been|got)\s+)(?:actually\s+|then\s+|later\s+)?"
    r"(?P<done>[a-z]+)(?P<rest>(?:,?\s+(?:by|per|for|in|during|at|across|of|over|on|between|since)\b.*)?[\s?.!]*)$",
    re.IGNORECASE,
)


def say_share_of_amount(question: str, catalog: Catalog) -> str:
    """Say which two figures of a row are meant; as it stands where a state of rows may be, or no two are."""
    found = _PART.match(question)
    whole = _whole(found["whole"], catalog) if found else None
    if found is None or whole is None or catalog.values(normalise(found["done"])):
        return question
    done = stem(found["done"].casefold())
    own = (column for column in catalog.columns if column.table == whole.table and column != whole)
    parts = [column for column in own if column.is_measure and done in column.words]
    if len(parts) != 1 or done in whole.words:
        return question
    part, said = spoken(parts[0].name), spoken(whole.name)
    if found["as"].casefold().startswith("percent"):
        return f"{part} as a percent of {said}{found['rest']}"
    return f"total {part} divided by total {said}{found['rest']}"


def _whole(said: str, catalog: Catalog) -> Column | None:
    """Return the only figure that is called by just these words, in whichever order."""
    words = {stem(token.normal) for token in tokenise(said)}
    found = [column for column in catalog.columns if column.is_measure and words == {*column.words}]
    return found[0] if len(found) == 1 else None
