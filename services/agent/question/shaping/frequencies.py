"""Counts the rows of each kind where it is asked how common, or how large, each is."""

import re

from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.language.words import normalise, root, spoken, stem, word_root
from services.agent.question.linking.parlance import columns_called
from services.agent.question.rewording.rules import BE
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_HOW = (
    r"(?P<how>common|frequent|widespread|usual|popular|prevalent|rare|often|large|big|strong|"
    r"well\s+represented)"
)
_EACH = re.compile(
    rf"^how\s+{_HOW}\s+(?:{BE}|do|does|did)\s+(?:each|every|the\s+(?:different|various|single|individual))\s+(?:of\s+the\s+)?"
    r"(?P<what>[^?.!,]+?)(?:\s+(?:occur|appear|come\s+up|happen)s?)?(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    rf"^how\s+{BE}\s+(?:the\s+|our\s+|all\s+)?(?P<rows>[\w-]+(?:\s+[\w-]+)?)\s+(?:spread|distributed|split(?:\s+up)?|divided(?:\s+up)?)\s+"
    r"(?:out\s+)?(?:over|across|among|between|by|into)\s+(?:the\s+|our\s+|all\s+)?(?P<what>[^?.!,]+?)(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"^how\s+(?P<how>common|frequent|widespread|prevalent|large|big)\s+{BE}\s+(?:the\s+|our\s+)?"
    r"(?P<value>[^?.!,]+?)(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"^how\s+(?:{BE}|do|does|did)\s+(?:most|the\s+most)\s+(?:of\s+(?:the|our)\s+)?(?P<rows>[\w-]+)\s+(?:get\s+)?"
    r"(?P<done>[\w-]{4,})(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_SIZES = frozenset(["large", "big", "strong"])
_SIZE_WORDS = {*ATTRIBUTE_HINTS["big"], *map(stem, ["strength", "headcount", "staff", "member", "capacity"])}
_OF_PERSONS = frozenset(map(stem, ["age", "gender", "sex"]))
_RATED = frozenset(map(stem, ["popularity", "rating", "frequency", "prevalence", "rate", "share", "vote"]))


def say_frequencies(question: str, catalog: Catalog) -> str:
    """Ask for the number of rows of each kind; nothing changes where a header tells such a size itself.

    A size is the number of rows only of what groups persons: how large a district is no row tells.
    """
    if len(catalog.tables) != 1 or not question.casefold().startswith("how "):
        return question
    (table,) = catalog.tables
    told = {word for column in table.columns for word in column.words}
    found = _EACH.match(question) or _SPREAD.match(question)
    column = kind_of(found["what"], table, catalog) if found else None
    if found and column:
        groups = found.groupdict()
        if groups.get("how") and not _counts(found["how"], told):
            return question
        return f"how many {spoken(table.name)} are there per {spoken(column.name)}{found['end']}"
    most = _MOST.match(question)
    done = [each for each in _kinds(table) if root(each.core[-1]) == word_root(most["done"])] if most else []
    if most and len(done) == 1:
        return f"what is the most common {spoken(done[0].name)}{most['end']}"
    one = _ONE.match(question)
    if one is None or not _counts(one["how"], told):
        return question
    value = _value(one["value"], table, catalog)
    return f"how many {spoken(table.name)} have {value}{one['end']}" if value else question


def _counts(how: str, told: set[str]) -> bool:
    """Whether no header of the table tells how common or large something is."""
    if how.casefold() in _SIZES:
        return not told & _SIZE_WORDS and not told.isdisjoint(_OF_PERSONS)
    return not told & _RATED


def kind_of(said: str, table: Table, catalog: Catalog) -> Column | None:
    """Return the only column of repeated cells whose header is said, in whole or by one of its words."""
    words = tuple(stem(word) for word in said.casefold().split())
    kinds = _kinds(table)
    whole = [each for each in kinds if each.words == words]
    parts = whole or [each for each in kinds if len(words) == 1 and words[0] in each.words]
    parts = parts or [hit.column for hit in columns_called(said.casefold(), catalog) if hit.column in kinds]
    return parts[0] if len(parts) == 1 else None


def _kinds(table: Table) -> list[Column]:
    return [each for each in table.columns if each.repeats and (each.is_text or each.is_flag)]


def _value(said: str, table: Table, catalog: Catalog) -> str | None:
    """Return a cell with its header, of ``the Sales team``: a cell alone, or before a word for its kind."""
    words = said.split()
    for size in (len(words), len(words) - 1):
        hits = [hit for hit in catalog.values(normalise(" ".join(words[:size]))) if not hit.is_part]
        if size and len(hits) == 1 and hits[0].column in table.columns and hits[0].column.repeats:
            return f"{spoken(hits[0].column.name)} {hits[0].values[0]}"
    return None
