"""What people say of rows in place of a header, anywhere in a question: the lines of ``idioms.txt``."""

import re
from collections import defaultdict
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
    first: bool = False
    """Whether it is said plainly before the question is read at all, which would be misread as it stands."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The wording as a pattern, compiled only once a question has its words."""
        return re.compile(pattern_of(self.words) + r"(?=[\s,;.?!]|$)", re.IGNORECASE)


def read_idiom(wording: str, role: Role) -> Idiom:
    """Read one wording with what takes its place."""
    said, _, template = (part.strip() for part in wording.partition("=>"))
    first, said = said.startswith("!"), said.removeprefix("!")
    words = [word for word in said.split() if word != "..."]
    up = ENDS.get(words[-1])
    words = words[:-1] if up is not None else words
    told = "has {c} {cmp} {n}" if "CMP" in words else "has the {way} {c}"
    return Idiom(role, tuple(words), cues_of(words), template or told, up, first)


def spelt_out(wording: str) -> tuple[str, ...]:
    """Return the wordings that one of an event stands for: ``@climbed/scaled climb/scale``."""
    if not wording.startswith("@"):
        return (wording,)
    done, _, do = wording.removeprefix("@").partition(" ")
    return tuple(each.format(done=done, do=do or done) for each in _OF_EVENTS)


_OF_EVENTS = (
    "!which/what BE THE? last/latest/newest/most+recent N to be/get/have+been {done} ^"
    " => which {{noun}} has the {{way}} {{c}}",
    "!which/what BE THE? first/earliest/oldest N to be/get/have+been {done} v"
    " => which {{noun}} has the {{way}} {{c}}",
    "!BE THE? last/latest/newest/most+recent one/thing? to be/get/have+been {done} ^",
    "!BE THE? first/earliest/oldest one/thing? to be/get/have+been {done} v",
    "!who BE THE? last/latest/newest/most+recent W to be/get/have+been {done} ^ => who has the {{way}} {{c}}",
    "!who BE THE? first/earliest W to be/get/have+been {done} v => who has the {{way}} {{c}}",
    "BE/HAVE+been first? {done} THE? last/latest/most+recently ^",
    "BE/HAVE+been {done} THE? first/earliest/longest+ago v",
    "BE/HAVE+been {done} longer+ago/before/earlier+than all/any/every THE? others/other/rest W? v",
    "BE/HAVE+been {done} after/later+than all/any/every THE? others/other/rest W? ^",
    "BE/HAVE+been already {done} by => have {{c}} until",
    "that/which BE/HAVE+been? already? first? {done} => with {{c}}",
    "BE/HAVE+been already? first? {done} => have {{c}}",
    "did/has/have/had someone/somebody/anyone/anybody/people/they/we/man/one already? first? {do}/{done} "
    "=> have {{c}}",
    "had not yet? been {done} yet? by/before/until # => have {{c}} after {{n}}",
    "had people/someone/somebody/anyone/man already? {done} => have {{c}}",
)
"""How it is said of rows when something was done to them."""


@cache
def _idioms() -> tuple[Idiom, ...]:
    found = []
    for line in read_lines("idioms.txt"):
        head, *wordings = line.split("|")
        role = read_role(head)
        found += [read_idiom(each, role) for wording in wordings for each in spelt_out(wording.strip())]
    return tuple(found)


def idioms_in(question: str, *, first: bool = False) -> Iterator[Idiom]:
    """Yield the wordings all of whose words a question may have; of those that are said first, or of all."""
    said = frozenset(re.findall(r"[\w'-]+", question.casefold()))
    idioms, by_cue = _by_cue(first=first)
    for place in sorted({place for word in {"", *said} for place in by_cue.get(word, ())}):
        if not any(cues.isdisjoint(said) for cues in idioms[place].cues):
            yield idioms[place]


@cache
def _by_cue(*, first: bool) -> tuple[tuple[Idiom, ...], dict[str, list[int]]]:
    """Return the wordings, and by each word of their rarest cues where they stand; by none, without cues."""
    idioms = tuple(each for each in _idioms() if each.first or not first)
    by_cue = defaultdict[str, list[int]](list)
    for place, idiom in enumerate(idioms):
        for word in min(idiom.cues, key=len, default=[""]):
            by_cue[word].append(place)
    return idioms, dict(by_cue)
