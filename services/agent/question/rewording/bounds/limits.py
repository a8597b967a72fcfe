"""Says limits in the usual order: "over 100 from the jury" is a jury over 100, "never reached 9" below 9."""

import re

from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_NUMBER = r"[$€£]?\d[\d,.]*(?:\s+(?:thousand|million|billion))?"
_LIMIT = (
    r"more\s+than|fewer\s+than|less\s+than|over|under|above|below|at\s+least|at\s+most|exactly|"
    r"no\s+(?:more|fewer|less)\s+than"
)
_BEHIND = re.compile(
    rf"\b(?P<limit>{_LIMIT})\s+(?P<number>{_NUMBER})(?:\s+(?:points?|votes?|marks?))?\s+(?:from|with|by|on|in|for|at)\s+"
    r"(?:the|an?|their|its|his|her)\s+(?P<header>[^\W\d_]+(?:\s+[^\W\d_]+)?)",
    re.IGNORECASE,
)
_NOT = (
    r"(?:do|does|did|could|can|has|have|had)\s*(?:n['\u2019]?t|\s+not|\s+never)|never|"
    r"fail(?:s|ed)?\s+to|cannot"
)
_REACH = (
    r"reach(?:es|ed)?|attain(?:s|ed)?|get\s+to|got\s+to|make\s+it\s+to|made\s+it\s+to|come\s+(?:up\s+)?to|hit"
)
_EXCEED = r"exceed(?:s|ed)?|surpass(?:es|ed)?|top(?:s|ped)?|(?:go|went)\s+(?:over|above|beyond|past)"
_DENIED = re.compile(
    rf"\b(?:{_NOT})\s+(?:even\s+|ever\s+)*(?:(?P<reach>{_REACH})|{_EXCEED})\s+(?=(?:the\s+)?{_NUMBER})",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?P<verb>(?:kill|injur|harm|employ|wound)(?:e?[sd]|ed)?|hurts?)\s+"
    r"(?:nobody|no[\s-]one|no\s+people|not\s+a\s+soul)\b",
    re.IGNORECASE,
)
_SURPASSED = re.compile(
    rf"\b(?:surpass(?:es|ed|ing)?|tops|topp(?:ed|ing)|in\s+excess\s+of|upwards\s+of|"
    rf"(?:went|gone|goes|go|got|rose|climbed)\s+(?:past|beyond))\s+(?={_NUMBER})",
    re.IGNORECASE,
)


_NONE = re.compile(
    r"\b(?:(?:that|who|which)\s+)?(?:has|have|had|did|do|does)?\s*(?:not|never)\s+(?P<verb>[a-z]{3,})\s+"
    r"(?:a\s+single|a|any|one)\s+(?P<what>[a-z]+)\b",
    re.IGNORECASE,
)
"""``Have not missed a single lesson``, of a header of lessons missed."""
_ONE = re.compile(
    r"\b(?:(?P<have>has|have|had|having|with|from)\s+(?:(?:just|only|exactly)\s+)?|(?:just|only|exactly)\s+)"
    r"(?:one|a\s+single|a\s+lone)\s+"
    r"(?P<what>[a-z]+(?:\s+[a-z]+)?)\b",
    re.IGNORECASE,
)
"""``Have just one room``, of a header that counts rooms."""


def say_limits(question: str, catalog: Catalog) -> str:
    """Put a header before the limit that it has, and what is denied of a number the other way round."""
    question = _NOBODY.sub(r"\g<verb> 0 people", question)
    question = _NONE.sub(lambda found: _not_one(found, catalog), question)
    question = _ONE.sub(lambda found: _only_one(found, catalog), question)
    if not any(character.isdigit() for character in question):
        return question
    said = _DENIED.sub(lambda found: "are below " if found["reach"] else "are at most ", question)
    said = _SURPASSED.sub("more than ", said)
    return _BEHIND.sub(lambda found: _headed(found, catalog), said)


def _not_one(found: re.Match[str], catalog: Catalog) -> str:
    """Say that there is none, where the only table's header says what was done and of what."""
    said = {stem(found["what"].casefold()), stem(found["verb"].casefold())}
    counts = [each for each in catalog.columns if each.is_measure and said == {*each.words}]
    told = len(catalog.tables) == 1 and len(counts) == 1
    return f"with {spoken(counts[0].name)} of 0" if told else found.group()


def _only_one(found: re.Match[str], catalog: Catalog) -> str:
    """Say the number where the only table counts what there is one of."""
    words = found["what"].casefold().split()
    for size in (len(words), 1) if len(catalog.tables) == 1 else ():
        stems = tuple(map(stem, words[:size]))
        counts = [each for each in catalog.columns if each.is_measure and each.words[-size:] == stems]
        if len(counts) == 1 and name_words(counts[0].name)[-1].endswith("s"):
            return f"{found['have'] or ''} exactly 1 {found['what']}".lstrip()
    return found.group()


def _headed(found: re.Match[str], catalog: Catalog) -> str:
    words = found["header"].split()
    for size in (2, 1):
        column = _called(words[:size], catalog) if len(words) >= size else None
        if column:
            rest = "".join(f" {word}" for word in words[size:])
            return f"{column.name} {found['limit']} {found['number']}{rest}"
    return found.group()


def _called(words: list[str], catalog: Catalog) -> Column | None:
    """Return the only column of figures that is called by just these words."""
    stems = tuple(stem(word.casefold()) for word in words)
    found = [each for each in catalog.columns if stems in (each.words, each.plain)]
    return found[0] if len(found) == 1 and found[0].is_number else None
