"""Adds to the names what else is asked of those that have them: "and how old are they? Surnames, please."."""

import re

from services.agent.question.language.doings import VERB_HINTS, VERB_OBJECTS
from services.agent.question.language.everyday.doing import ASKED
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.language.words import spoken, stem
from services.agent.question.linking.linker import link
from services.agent.question.linking.parlance import columns_of
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_TWO = re.compile(
    r"^(?P<first>[^?]+?),?\s+and\s+"
    r"(?P<second>(?:in\s+)?(?:how|what|when|which)\s+[^?]*?\b(?:they|he|she|it)\b[^?]*)\?\s*"
    r"(?P<lead>(?:(?:please\s+)?(?:give|show|list)\s+(?:me\s+)?)?(?:(?:just|only)\s+)?(?:the\s+)?)"
    r"(?P<close>[^?.]+?)(?:\s+(?:is|are)\s+enough|\s+will\s+do|,?\s+please)?\s*\.?$",
    re.IGNORECASE,
)
_WEAK = 0.6
"""Strength up to which a word names no column."""
_ADJECTIVE = re.compile(r"^how\s+(?P<how>[a-z]+)\s+(?:is|are|was|were|do|does|did)\b", re.IGNORECASE)
_LAST_VERB = re.compile(
    r"\b(?:they|he|she|it)\s+(?P<verb>[a-z]+)(?:\s+(?:from|in|for|with|of|on|at))?$", re.IGNORECASE
)


_WHO = re.compile(
    r"^(?P<first>which\s+[^?]+?),?\s+and\s+who\s+(?P<verb>[a-z]+)\s+(?:them|it)\s*\?*$", re.IGNORECASE
)
"""``Which machines were down, and who runs them``."""


def say_second_ask(question: str, catalog: Catalog) -> str:
    """List with the names what a second question asks, where a sentence of its own asks for these."""
    if len(catalog.tables) != 1:
        return question
    if (found := _WHO.match(question)) and (label := catalog.tables[0].label):
        told = columns_of(ASKED.get(("who", stem(found["verb"].casefold())), ()), catalog)
        both = f"the {spoken(label.name)} and the {spoken(told[0].name)}" if len(told) == 1 else ""
        return f"{found['first']}? Give me {both}." if both else question
    found = _TWO.match(question)
    column = _asked(found["second"], catalog) if found else None
    if (
        found is None
        or column is None
        or stem(column.words[-1]) in map(stem, found["close"].casefold().split())
    ):
        return question
    return f"{found['first']}? Give me the {found['close']} and the {spoken(column.name)}."


_AND_ASKED = re.compile(
    r"^(?P<first>(?:which|who|what)\s+[^?]+?),?\s+and\s+"
    r"(?P<second>(?:how|what|when|where|which)\s+[^?]*?\b(?:they|he|she|it|these|those|them)\b[^?]*)\??\s*$",
    re.IGNORECASE,
)
_MONEY_ASKED = re.compile(
    r"^(?:how\s+much\s+(?:is|was|were|are|did|do|does)\b|what\s+(?:did|do|does)\s+(?:they|it|he|she)\s+(?:pay|cost|spend)\b)",
    re.IGNORECASE,
)
_MONEY = ("price", "cost", "fare", "fee", "rent", "bill", "amount", "total")


def say_both_asked(question: str, catalog: Catalog) -> str:
    """Ask for the names with what a second question asks of them: "and where do they live"."""
    found = _AND_ASKED.match(question) if len(catalog.tables) == 1 else None
    label = catalog.tables[0].label
    column = (_asked(found["second"], catalog) or _paid(found["second"], catalog)) if found else None
    if found is None or label is None or column is None or column == label:
        return question
    return f"{found['first']}? Give me the {spoken(label.name)} and the {spoken(column.name)}."


_THEIRS = re.compile(
    r"^(?P<lead>(?:(?:what|which)\s+(?:is|are|were|was)|give(?:\s+me)?|list|show(?:\s+me)?|name|tell\s+me)\s+(?:the\s+)?)"
    r"(?P<what>[^,?]+?)(?P<of>\s+(?:of|for)\s+[^,?]+?),?\s+and\s+"
    r"(?P<second>(?:how|what|when|where|which)\s+[^?]*?\b(?:they|he|she|it|them|him|her)\b[^?.]*)[?.]*\s*$",
    re.IGNORECASE,
)
_ILL = re.compile(r"\bwhat\s+(?:was|were|is|are)\s+wrong\s+with\b", re.IGNORECASE)
_ILLNESS = tuple(map(stem, ["diagnosis", "disease", "illness", "condition", "ailment"]))


def say_their_headers(question: str, catalog: Catalog) -> str:
    """List beside a header what else is asked of those rows: "the names of …, and what did they have"."""
    found = _THEIRS.match(question) if len(catalog.tables) == 1 else None
    if found is None:
        return question
    second = found["second"]
    column = _hinted(_ILLNESS, catalog) if _ILL.search(second) else _asked(second, catalog)
    if column is None or column.words[-1] in map(stem, found["what"].casefold().split()):
        return question
    return f"{found['lead']}{found['what']} and the {spoken(column.name)}{found['of']}?"


def _paid(second: str, catalog: Catalog) -> Column | None:
    """Return the only figure of money, where the second question asks for an amount that no word names."""
    if not _MONEY_ASKED.match(second):
        return None
    return _hinted(tuple(map(stem, _MONEY)), catalog)


def _asked(second: str, catalog: Catalog) -> Column | None:
    """Return the only column that the second question can be about."""
    said = [hit.column for item in link(second, catalog) for hit in item.columns if hit.strength > _WEAK]
    if len(set(said)) == 1:
        return said[0]
    how, verb = _ADJECTIVE.match(second), _LAST_VERB.search(second)
    if how:
        return _hinted(ATTRIBUTE_HINTS.get(how["how"].casefold(), ()), catalog)
    if verb is None or not second.casefold().startswith("what"):
        return None
    done = stem(verb["verb"].casefold())
    told = columns_of(ASKED.get(("o", done), ()), catalog)
    hints = (*VERB_OBJECTS.get(done, ()), *VERB_HINTS.get(done, ()))
    return told[0] if len(told) == 1 else _hinted(hints, catalog)


def _hinted(hints: tuple[str, ...], catalog: Catalog) -> Column | None:
    named = ([each for each in catalog.columns if hint in each.words] for hint in hints)
    first = next((found for found in named if found), [])
    return first[0] if len(first) == 1 else None
