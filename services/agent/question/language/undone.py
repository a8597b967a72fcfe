"""What may not have happened yet, in the words that people have for it: the lines of ``undone.txt``."""

import re
from dataclasses import dataclass
from functools import cache

from services.agent.question.language.everyday.concepts import read_lines
from services.agent.question.language.roles import Role, read_role

LONGEST = 5
"""Words of the longest wording for what happens."""
_SMALL = re.compile(
    r"\b(?:be|been|being|get|got|gotten|had|have|has|having|their|its|his|her|the|an?|any|some|for|to)\b\s*"
)


@dataclass(frozen=True)
class Deed:
    """Something that happens to rows once."""

    role: Role
    """What headers call it."""
    said: frozenset[str]
    """What people call it."""
    still: frozenset[str]
    """What people say of rows to which it has not happened."""


def plain_deed(words: str) -> str:
    """Leave out of the words for a deed those that say nothing: ``be vaccinated``, ``their shots``."""
    return " ".join(_SMALL.sub("", words.casefold()).split())


@cache
def deeds() -> tuple[Deed, ...]:
    """Return the deeds of the file, in its order."""
    return tuple(map(_read_deed, read_lines("undone.txt")))


def _read_deed(line: str) -> Deed:
    names, _, ways = line.partition("|")
    said, _, still = ways.partition("; still")
    return Deed(read_role(f"[s] {names}"), _phrases(said), _phrases(still))


def _phrases(text: str) -> frozenset[str]:
    return frozenset(filter(None, (plain_deed(part) for part in text.split(","))))


def deed_of(words: str, *, still: bool = False) -> Deed | None:
    """Return the deed that is called so, or of rows to which it has not happened."""
    plain = plain_deed(words)
    return next((each for each in deeds() if plain in (each.still if still else each.said)), None)
