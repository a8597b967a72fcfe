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
_SENTENCES = re.compile(r"(?<=[?.!])\s+")
_IS_PART = re.compile(
    r"^(?:what|which)\s+(?P<as>percent(?:age)?|share|fraction|proportion)\s+of\s+(?:(?:the|our|all|total|overall)\s+)+"
    r"(?P<whole>[\w-]+(?:\s+[\w-]+){0,3}?)\s+(?:is|are|was|were)\s+(?:in\s+)?(?:the|our)\s+(?:(?:total|overall)\s+)*"
    r"(?P<part>(?!(?:same|most|best|only)\b)[\w-]+(?:\s+[\w-]+){0,2}?)"
    r"(?P<rest>(?:,?\s+(?:by|per|for|in|during|at|across|over|on|between|since)\b.*)?[\s?.!]*)$",
    re.IGNORECASE,
)
"""``What percent of the fare is the tip``: two figures by their own names."""
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
        head, *others = _SENTENCES.split(first["rest"], maxsplit=1)
        rest = head.rstrip(" ?.!")
        said = say_share_of_amount(rest, catalog)
        return question if said == rest else " ".join([_with_group(said, first["by"]), *others])
    if (told := _IS_PART.match(question)) and (named := _both_named(told, catalog)):
        over = "as a percent of" if told["as"].casefold().startswith("percent") else "divided by"
        return f"total {named[0]} {over} total {named[1]}{told['rest']}"
    found = _PART.match(question)
    if found is None or catalog.values(normalise(found["done"])):
        return question
    done = stem(found["done"].casefold())
    pair = _named_apart(found["whole"], done, catalog) or _named_alike(found["whole"], done, catalog)
    if pair is None or not _may_be_part(*pair):
        return question
    part, said = (spoken(column.name) for column in pair)
    if found["as"].casefold().startswith("percent"):
        return f"{part} as a percent of {said}{found['rest']}"
    return f"total {part} divided by total {said}{found['rest']}"


def _with_group(said: str, group: str) -> str:
    """Say by what a share is grouped before a clause of its own, where its rows are told behind a comma."""
    figure, comma, rows = said.partition(", ")
    return f"{figure} {group}{comma}{rows}?"


def _both_named(said: re.Match[str], catalog: Catalog) -> tuple[str, str] | None:
    """Return the headers of two figures, each said in full, be it with what its rows are called."""
    part, whole = _whole(said["part"], catalog), _whole(said["whole"], catalog)
    return (spoken(part.name), spoken(whole.name)) if part and whole and part != whole else None


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


def _may_be_part(part: Column, whole: Column) -> bool:
    """Whether no row has more of the one than any has of the other: what is made is no part of the scrap."""
    most = [each.maximum for each in (part, whole)]
    return not all(isinstance(each, int | float) for each in most) or part.maximum <= whole.maximum


def _whole(said: str, catalog: Catalog) -> Column | None:
    """Return the only figure that is called by just these words, in whichever order.

    What its rows are called may stand among them: "the gross order amount".
    """
    words = {stem(token.normal) for token in tokenise(said)}
    measures = [column for column in catalog.columns if column.is_measure]
    found = [column for column in measures if words == {*column.words}]
    found = found or [
        column for column in measures if words == {*column.words, *catalog.by_name[column.table].words}
    ]
    return found[0] if len(found) == 1 else None
