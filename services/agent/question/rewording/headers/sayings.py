"""Puts the header in the place of a whole wording that asks for it: ``what became of X``, the fate of X."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.agent.question.language.sayings import Saying, sayings_in
from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_PRONOUNS = frozenset(["they", "we", "he", "she", "it", "you", "i", "one"])
_OTHER_WORDS = (
    "starting start previous former first last second third home away winning losing opening next other "
    "total average best worst high low highest lowest college junior school per"
)
_OTHERS = frozenset(map(stem, _OTHER_WORDS.split()))
"""Words of a header by which it is about something else than its head says: a starting position."""
_LEADS = re.compile(
    r"(?:in|on|at|for|from|against|of|after|before|during|when|with|to|by|as|vs|versus|since|until)\b",
    re.IGNORECASE,
)
"""What begins a condition that needs no ``of`` before it."""
_WINS = re.compile(r"\b(?:win|wins|won)\b", re.IGNORECASE)
"""What tells some rows from others, where cells say which of them won."""
_IS_BEATEN = re.compile(r"who\s+(?:beat|defeated|knocked\s+out|saw\s+off)\b", re.IGNORECASE)
"""How it is asked to whom someone lost."""
_AFTER = re.compile(r"\b(?:after|following)\b", re.IGNORECASE)
_OBLIGED = re.compile(r"(?:i|you|we|one|people|they)\s+(?:have|need|must|ought)\b", re.IGNORECASE)
_YEAR = stem("year")
_CLAUSE_BEGUN = re.compile(
    r"\b(?:that|which|who)(?:\s+(?:was|were|is|are|has|had|have|did))?$", re.IGNORECASE
)
_KINDS = ("what ", "which ")
"""How a thing is asked for by a noun: ``which ground do they play at``; ``who built it`` names no header."""
_COUNTS = ("how many", "how much", "how big", "how large")


@dataclass(frozen=True)
class Said:
    """A question that names the column that it asks for."""

    question: str
    column: Column
    narrows: bool
    """Whether it says of which rows."""
    is_lone: bool
    """Whether the question itself would be misread: what stood after a round is no later row's."""


def say_plainly(question: str, catalog: Catalog) -> Said | None:
    """Name the column that a saying asks for, where the only table has one; None for all other questions."""
    if len(catalog.tables) != 1:
        return None
    for found, saying in sayings_in(question):
        if _OBLIGED.match((found.groupdict().get("thing") or "").strip()):
            continue  # "What do I have to pay to cross it" asks for no river.
        column = _column_of(saying, catalog.tables[0], _asking(found).strip().casefold())
        if column is not None and not (_joins(found) or _names_other(found, column, catalog.tables[0])):
            told = any(hit.column != column for hit in catalog.values("won"))
            won = " won" if told and _WINS.search(_asking(found)) else ""
            won = " lost" if _IS_BEATEN.match(_asking(found).strip()) else won
            of = _of(found, catalog) + won
            return Said(
                f"what is the {column.name} {of}", column, bool(of), bool(_AFTER.search(_asking(found)))
            )
    return None


def _column_of(saying: Saying, table: Table, asking: str) -> Column | None:
    """Return the column for the likeliest header that a saying may be about, if only one has it."""
    if asking.startswith("how old") and any(stem("age") in each.words for each in table.columns):
        return None  # An age says it of itself, whatever else has a year.
    which, counts = asking.startswith(_KINDS), asking.startswith(_COUNTS)
    rows = [each for each in table.columns if which or each.core != table.words]  # No course is where it is.
    free = [
        each for each in rows if (not counts or each.is_number or each.looks_counted) and not each.is_flag
    ]
    free = [each for each in free if not (asking.startswith("when") and _names_places(each))]
    for name in saying.headers:
        words = tuple(map(stem, name.split()))
        exact = [each for each in free if words in (each.words, each.plain, each.core)]
        others = _OTHERS.difference(words)
        found = exact or [
            each
            for each in free
            if set(words) <= set(each.words) and others.isdisjoint(each.words) and _dates(asking, words, each)
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _dates(asking: str, words: Sequence[str], column: Column) -> bool:
    """Whether a header with the words says when, where it must: ``seats left`` do not."""
    timed = column.is_year or column.is_date or column.is_time or (column.is_text and _YEAR not in words)
    return timed or not (_YEAR in words or asking.startswith("when"))


def _names_places(column: Column) -> bool:
    """Whether texts without any digit stand under a header: no flight arrives at a time under ``From``."""
    return column.is_text and not any(map(str.isdigit, "".join(column.values or ())))


def _joins(found: re.Match[str]) -> bool:
    """Whether the last word is a clause's own: ``when was the ship launched that was laid down``."""
    return bool(_CLAUSE_BEGUN.search((found.groupdict().get("thing") or "").strip()))


def _names_other(found: re.Match[str], column: Column, table: Table) -> bool:
    """Whether the words that ask name another header: ``which make did he drive`` asks for no car."""
    end = found.start("thing") if "thing" in found.re.groupindex else found.start("rest")
    asking = found.string[:end].strip().casefold()
    words = {stem(word) for word in asking.split()} if asking.startswith(_KINDS) else set()
    named = [each for each in table.columns if len(each.core) == 1 and each.core[0] in words]
    return bool(named) and column not in named


def _asking(found: re.Match[str]) -> str:
    """Return the words that ask, without what they ask about."""
    return found.string[: found.start("rest")]


def _is_owner(thing: str, catalog: Catalog) -> bool:
    """Whether a thing is what the table is about: they, or ``the Rovers`` of whom no cell speaks."""
    name = thing.casefold().removeprefix("the ")
    if name in _PRONOUNS:
        return True
    told = catalog.values(name) or catalog.parts(name)
    return name.isalpha() and name.endswith("s") and name != thing.casefold() and not told


def _of(found: re.Match[str], catalog: Catalog) -> str:
    """Return what the column is asked of: the thing in the hole, if it has a name, and what follows it."""
    thing, rest = found.groupdict().get("thing") or "", found["rest"].strip()
    asked_of = rest if _is_owner(thing, catalog) else f"{thing} {rest}".strip()
    return f"of {asked_of}" if asked_of and not _LEADS.match(asked_of) else asked_of
