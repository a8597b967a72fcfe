"""What people say of rows in place of a header, anywhere in a question: the lines of ``idioms.txt``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from services.agent.question.language.everyday.concepts import read_lines
from services.agent.question.language.roles import ENDS, Role, cues_of, pattern_of, read_role


@dataclass(frozen=True)
class Idiom:
    """One wording, and what takes its place."""

    role: Role
    words: tuple[str, ...]
    cues: tuple[frozenset[str], ...]
    """Words of which each set has one in every question that has the wording."""
    template: str
    up: bool | None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The wording as a pattern, compiled only once a question has its words."""
        return re.compile(pattern_of(self.words) + r"(?=[\s,;.?!]|$)", re.IGNORECASE)


def read_idiom(wording: str, role: Role) -> Idiom:
    """Read one wording with what takes its place."""
    said, _, template = (part.strip() for part in wording.partition("=>"))
    words = [word for word in said.split() if word != "..."]
    up = ENDS.get(words[-1])
    words = words[:-1] if up is not None else words
    told = "has {c} {cmp} {n}" if "CMP" in words else "has the {way} {c}"
    return Idiom(role, tuple(words), cues_of(words), template or told, up)


@cache
def _idioms() -> tuple[Idiom, ...]:
    found = []
    for line in read_lines("idioms.txt"):
        head, *wordings = line.split("|")
        role = read_role(head)
        found += [read_idiom(wording.strip(), role) for wording in wordings]
    return tuple(found)


def idioms_in(question: str) -> Iterator[Idiom]:
    """Yield the wordings all of whose words a question may have."""
    said = frozenset(re.findall(r"[\w'-]+", question.casefold()))
    for idiom in _idioms():
        if not any(cues.isdisjoint(said) for cues in idiom.cues):
            yield idiom
