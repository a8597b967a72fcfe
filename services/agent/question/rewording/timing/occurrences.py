"""What happened, by its noun, as the rows that it happened to: cancellations are ``customers who cancelled``.

Only of a noun that nothing else in the data is called by: no table, no figure, no cell.
"""

import re

from services.agent.question.language.vocabulary import PERSON_WORDS
from services.agent.question.language.words import name_words, spoken, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Catalog

_NOUN = re.compile(
    r"(?<![\w'-])(?:new\s+)?(?P<noun>[a-z]{3,}(?:(?P<end>ations|itions|tions|sions|ments|als|ures|ances)|"
    r"[ -]?(?P<particle>up|out|in|off)s))(?![\w'-])",
    re.IGNORECASE,
)
"""How nouns of what happened end, of which several are meant."""
_PERSONS = frozenset(map(word_root, PERSON_WORDS))
_OPENS = re.compile(r"^(?:(?:the|our|show|give|me|all|total|overall)\s+)*$|\bby\s+$", re.IGNORECASE)
"""Before a noun of what happened, whose rows are then counted and not listed."""
_MOST = re.compile(r"\b(?:the\s+)?(?P<way>most|fewest|least)\s+$", re.IGNORECASE)
_OWNED = re.compile(r"\s+(?:dates?|days?|times?|reasons?|rates?|of)\b", re.IGNORECASE)
"""What makes another thing of the noun: ``the registration dates``, ``cancellations of flights``."""


def say_occurrences(question: str, catalog: Catalog) -> str:
    """Name the rows to which something happened in the place of its noun; most questions stay as they are."""
    told = [(found, said) for found in _NOUN.finditer(question) if (said := _rows_of(found, catalog))]
    if len(told) != 1:
        return question  # Of two things that happened each is counted by itself.
    found, said = told[0]
    before, behind = question[: found.start()], question[found.end() :]
    if opens := _OPENS.search(before):
        return f"{before if opens.start() else ''}number of {said}{behind}"
    return f"{_MOST.sub(_numbered, before)}{said}{behind}"


def _numbered(found: re.Match[str]) -> str:
    return f"the {'highest' if found['way'].casefold() == 'most' else 'lowest'} number of "


def _rows_of(found: re.Match[str], catalog: Catalog) -> str | None:
    """Return the rows to which something happened, said by it; None where no one day tells of it."""
    noun = re.sub(r"[ -]", "", found["noun"].casefold())
    day = None if _OWNED.match(found.string[found.end() :]) else _day_of(noun, catalog)
    return _said(day, noun, found["end"]) if day else None


def _day_of(noun: str, catalog: Catalog) -> Column | None:
    """Return the only day on which what a noun says happened; None where it is called so itself."""
    told = word_root(noun)
    named = any(told in table.roots for table in catalog.tables) or catalog.values(noun)
    days = [column for column in catalog.columns if column.is_date and told in days_told(column)]
    others = [column for column in catalog.columns if not column.is_date and told in column.roots]
    return days[0] if len(days) == 1 and not named and not others else None


def _said(day: Column, noun: str, end: str | None) -> str | None:
    """Say of the rows of a day's table that it happened to them; None where no verb of the noun does."""
    words = name_words(day.name)
    verbs = [at for at, word in enumerate(words) if word.endswith("ed")]
    verb = words[verbs[0]] if verbs else f"{noun.removesuffix(end or '')}ed"
    if verbs and words[verbs[0] + 1 :][:1] and words[verbs[0] + 1] in ("up", "out", "off", "in"):
        verb = f"{verb} {words[verbs[0] + 1]}"
    elif word_root(verb) not in days_told(day):
        return None
    people = not _PERSONS.isdisjoint(map(word_root, name_words(day.table)))
    return f"{spoken(day.table)} {'who' if people else 'that were'} {verb}"
