"""Sets a part of an amount against the whole: "what percent of the energy made was sold", of two headers."""

import re

from services.agent.question.language.words import normalise, spoken, stem, tokenise
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_PART = re.compile(
    r"^(?:(?:what|which)\s+|(?:what\s+(?:is|was)\s+)?the\s+)?(?P<as>percent(?:age)?|share|fraction|proportion|part)\s+of\s+"
    r"(?:(?:the|our|all|total|overall)\s+)*(?P<whole>[\w-]+(?:\s+[\w-]+){0,2}?)"
    r"(?P<of>\s+(?:of|in|on)\s+(?:the\s+|all\s+)?[a-z]+)?\s+(?:(?:that|which)\s+)?"
    r"(?:(?:is|are|was|were|has\s+been|have\s+been|got)\s+|(?=(?:[a-z]+ed|came|went)\b))(?:actually\s+|then\s+|later\s+)?"
    r"(?P<done>[a-z]+)(?:\s+(?:up|in|out|back))?(?P<rest>(?:,?\s+(?:by|per|for|in|during|at|across|of|over|on|between|since)\b.*)?[\s?.!]*)$",
    re.IGNORECASE,
)

_GROUPED_FIRST = re.compile(
    r"^(?P<by>(?:per|by|(?:for|in|at)\s+(?:each|every))\s+[^,?]+),\s*(?P<rest>.+)$", re.IGNORECASE
)


_RATIO = re.compile(
    r"\b(?:(?P<one>[a-z]+)(?:-to-|/)(?P<other>[a-z]+)\s+ratio(?:\s+of(?=\s+(?:each|every)\b))?|"
    r"ratio\s+of\s+(?:the\s+)?(?P<first>[a-z]+)\s+to\s+(?:the\s+)?(?P<second>[a-z]+)"
    r"(?=\s+(?:by|per|for|in|of|at|across)\b|\s*[?.,]|\s*$))",
    re.IGNORECASE,
)
"""Two headers, each by a word of its own: "paid-to-billed ratio", "ratio of paid to billed"."""


def say_share_of_amount(question: str, catalog: Catalog) -> str:
    """Say which two figures of a row are meant; as it stands where a state of rows may be, or no two are."""
    question = _RATIO.sub(lambda found: _of_headers(found, catalog), question)
    if first := _GROUPED_FIRST.match(question):
        rest = first["rest"].rstrip(" ?.!")
        said = say_share_of_amount(rest, catalog)
        return question if said == rest else f"{said} {first['by']}"
    found = _PART.match(question)
    if found is None or catalog.values(normalise(found["done"])):
        return question
    done = stem(found["done"].casefold())
    pair = _named_apart(found["whole"], done, catalog) or _named_alike(found["whole"], done, catalog)
    if pair is None:
        return question
    part, said = (spoken(column.name) for column in pair)
    if found["as"].casefold().startswith("percent"):
        return f"{part} as a percent of {said}{found['rest']}"
    return f"total {part} divided by total {said}{found['rest']}"


def _of_headers(found: re.Match[str], catalog: Catalog) -> str:
    """Say in full which amounts of one table are meant, where only two headers have these words."""
    one, other = (stem((found[a] or found[b]).casefold()) for a, b in (("one", "first"), ("other", "second")))
    measures = [column for column in catalog.columns if column.is_measure]
    pairs = [
        (part, whole)
        for part in measures
        for whole in measures
        if part != whole and part.table == whole.table and one in part.words and other in whole.words
    ]
    if len(pairs) != 1:
        return found.group()
    ((part, whole),) = pairs
    each = " for" if found["one"] and found.group().endswith(" of") else ""
    return f"ratio of total {spoken(part.name)} to total {spoken(whole.name)}{each}"


def _named_apart(said: str, done: str, catalog: Catalog) -> tuple[Column, Column] | None:
    """Return the part by what is done, beside a whole that is called in full."""
    whole = _whole(said, catalog)
    if whole is None or done in whole.words:
        return None
    own = (column for column in catalog.columns if column.table == whole.table and column != whole)
    parts = [column for column in own if column.is_measure and done in column.words]
    return (parts[0], whole) if len(parts) == 1 else None


def _named_alike(said: str, done: str, catalog: Catalog) -> tuple[Column, Column] | None:
    """Return the only two amounts of the same things, one of them what is done: guests booked and shown."""
    words = {stem(token.normal) for token in tokenise(said)}
    pairs = list[tuple[Column, Column]]()
    measures = [column for column in catalog.columns if column.is_measure]
    for part in (column for column in measures if done in column.words):
        things = {*part.words} - {done}
        rest = words - {*catalog.by_name[part.table].words}
        alike = [each for each in measures if each.table == part.table and things <= {*each.words}]
        wholes = [each for each in alike if each != part and rest <= {*each.words}]
        pairs += [(part, wholes[0])] if things and things <= words and len(alike) == 2 and wholes else []
    return pairs[0] if len(pairs) == 1 else None


def _whole(said: str, catalog: Catalog) -> Column | None:
    """Return the only figure that is called by just these words, in whichever order."""
    words = {stem(token.normal) for token in tokenise(said)}
    found = [column for column in catalog.columns if column.is_measure and words == {*column.words}]
    return found[0] if len(found) == 1 else None
