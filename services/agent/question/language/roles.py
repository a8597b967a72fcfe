"""Whole questions that ask for a cell by what it is to people.

They are the lines of ``roles.txt``, which says how to write one, and of ``roundabout.txt``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from services.agent.question.language.everyday.concepts import read_lines
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import stem

Tier = tuple[tuple[str, ...], ...]
"""Names of one thing, each as the stems of its words."""
_FORMS = {"BE": ("is", "are", "was", "were"), "DO": ("do", "does", "did"), "HAVE": ("has", "have", "had")}
_AMOUNT = r"\s+(?:amount|number|sum)\s+of"
_NUMBER = (
    r"[$€£]?\d[\d.,]*(?:\s*(?:k|m|bn|thousand|million|billion)\b)?"
    rf"|(?:{'|'.join(NUMBER_WORDS)}|twenty|thirty|forty|fifty|hundred|thousand)\b(?:\s+(?:hundred|thousand|million))?"
)
_HOLES = {
    "_": r"(?P<thing>\S.*?)",
    "N": r"(?P<noun>(?!(?:number|amount|sum|count|share|percentage)\b)[\w'-]+(?:\s+[\w'-]+)?)",
    "W": r"[\w'-]+",
    "P": (
        r"(?:people|persons|guests|students|passengers|visitors|spectators|fans|patients|cars|pupils|players|"
        r"travell?ers|customers|children|kids|adults|participants|attendees|viewers|animals|riders|drivers)"
    ),
    "Q": r"(?P<q>(?:how\s+many|which|what|who|list|show|name|give|find|all|the)\b.*?)",
    "U": r"(?P<unit>night|day|week|month|year|hour|minute|person|kilo|seat)",
    "MID": r"(?P<mid>after|before|on|since|in)",
    "MOST": (
        rf"(?:(?P<most>most|(?:largest|highest|greatest|biggest){_AMOUNT})"
        rf"|(?P<least>least|fewest|(?:smallest|lowest){_AMOUNT}))"
    ),
    "BEST": r"(?:(?P<most>best|highest|top)|(?P<least>worst|lowest))",
    "CMP": (
        r"(?P<cmp>(?:no\s+)?(?:more|less|fewer|greater|higher|lower|better|worse|larger|smaller|bigger)\s+than|over|above|under|below|at\s+least|"
        r"at\s+most|up\s+to|exactly)"
    ),
    "#": rf"(?P<n>{_NUMBER})",
}
_ANY_FIRST = "*"
"""Where rules stand that may begin with any word."""
_REST = (
    r"(?P<rest>(?:\s+(?:in|at|of|from|for|with|among|whose|that|who|which|where|during|after|before|on|by|since|"
    r"between)\b.*)?)$"
)
_HEAD = re.compile(r"\[(?P<kind>[ntpdxs])(?P<adds>\+?)\]\s*(?P<names>.*)", re.DOTALL)
PLAIN, ROUNDABOUT = "roles.txt", "roundabout.txt"
"""Files of rules: those asked first, and those asked where a question was refused."""
LOOKUP = "what is the {fig}{c}{of}"
"""How a cell is asked for where a wording says nothing else."""
ENDS = {"^": True, "v": False}
"""Marks behind a wording: which end it asks for."""


class RoleTurn(Enum):
    """When a wording is tried: before the question as it stands, or where that is not surely understood."""

    FIRST = "first"
    LATER = "later"


@dataclass(frozen=True)
class Role:
    """What the cells of a column are to people, whatever its header is."""

    kind: str
    """``n`` a figure, ``t`` a text, ``p`` persons, maybe of another table, ``d`` a time, ``s`` a state
    that some rows have not reached, ``x`` anything."""
    adds: bool
    """Whether its figures are added up where several rows are meant."""
    tiers: tuple[Tier, ...]
    """What headers call it, the likeliest first; of figures of one tier no table may have two."""


@dataclass(frozen=True)
class Rule:
    """One way to ask for a role."""

    role: Role
    words: tuple[str, ...]
    cues: tuple[frozenset[str], ...]
    """Words of which each set has one in every question of the kind."""
    template: str
    up: bool | None
    """Which end is asked for, where the wording itself does not tell most from least."""
    open_ended: bool
    turn: RoleTurn

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The wording as a pattern, compiled only once a question has its words."""
        ending = _REST if self.open_ended else r"(?P<rest>)$"
        return re.compile("^" + pattern_of(self.words) + ending, re.IGNORECASE)


def _alternatives(word: str) -> list[str]:
    """Return the patterns of the words that may stand in one place."""
    found = []
    for each in word.split("/"):
        pieces = [_FORMS.get(piece, (re.escape(piece),)) for piece in each.split("+")]
        found.append(
            r"\s+".join(f"(?:{'|'.join(forms)})" if len(forms) > 1 else forms[0] for forms in pieces)
        )
    return found


def _piece(word: str) -> str:
    optional, word = word.endswith("?"), word.removesuffix("?")
    if word == "THE":
        return r"(?:\s+(?:the|an?|this|that|our|my))?"
    said = _HOLES.get(word) or f"(?:{'|'.join(_alternatives(word))})"
    return rf"(?:\s+{said})?" if optional else rf"\s+{said}"


def pattern_of(words: Sequence[str]) -> str:
    """Return the words of a wording as a pattern; of two nouns the first is kept."""
    first, noun, rest = "".join(map(_piece, words)).partition("(?P<noun>")
    return first + noun + rest.replace("(?P<noun>", "(?:")


def cues_of(words: Sequence[str]) -> tuple[frozenset[str], ...]:
    """Return the words that a question must have some of: what is no hole, and may not be left out."""
    told = [word for word in words if not (word in _HOLES or word == "THE" or word.endswith("?"))]
    return tuple(frozenset(_beginnings(word)) for word in told)


def _beginnings(word: str) -> Iterator[str]:
    """Yield the words with which what may stand in one place begins."""
    for each in word.split("/"):
        first = each.split("+")[0]
        yield from _FORMS.get(first, (first,))


def _template(words: list[str], up: bool | None) -> str:
    if "CMP" in words:
        return "{q} have a {c} {cmp} {n}{rest}"
    if up is None and not {"MOST", "BEST"} & set(words):
        return LOOKUP
    if "N" in words:
        return "which {noun} has the {way} {c}{rest}"
    asks = "who" if words[0] in ("who", "whose", "who/what/which") else "which {row}"
    return asks + " has the {way} {c}{rest}"


def read_rule(wording: str, role: Role) -> tuple[list[str], Rule]:
    """Read one wording; return the words it may begin with, and the rule."""
    said, _, template = (part.strip() for part in wording.partition("=>"))
    turn = RoleTurn.FIRST if said.startswith("!") else RoleTurn.LATER
    words = said.removeprefix("!").split()
    up = ENDS.get(words[-1])
    words = words[:-1] if up is not None else words
    open_ended = words[-1] == "..."
    words = words[:-1] if open_ended else words
    template = template or _template(words, up)
    open_ended = open_ended or "{rest}" in template
    rule = Rule(role, tuple(words), cues_of(words), template, up, open_ended, turn)
    return list(_first_words(words)), rule


def _first_words(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in ("Q", "_"):
            yield _ANY_FIRST
            return
        yield from _beginnings(word.removesuffix("?"))
        if not word.endswith("?"):
            return


def read_role(head: str) -> Role:
    """Read what opens a line: the kind of its cells, and what headers call them."""
    found = _HEAD.match(head.strip())
    if found is None:
        raise ValueError(f"no role: {head}")
    tiers = (
        tuple(tuple(map(stem, name.split())) for name in tier.split(",") if name.strip())
        for tier in found["names"].split(";")
    )
    return Role(found["kind"], bool(found["adds"]), tuple(tiers))


@cache
def _rules(book: str) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for line in read_lines(book):
        head, *wordings = line.split("|")
        role = read_role(head)
        for wording in wordings:
            firsts, rule = read_rule(wording.strip(), role)
            for first in firsts:
                found.setdefault(first, []).append(rule)
    return {first: tuple(rules) for first, rules in found.items()}


def roles_in(
    question: str, book: str = PLAIN, turn: RoleTurn | None = None
) -> Iterator[tuple[re.Match[str], Rule]]:
    """Yield the rules of a turn, or of all, that a sentence may be of, in the order of the file."""
    words = question.casefold().split()
    said = frozenset(words)
    text = " " + " ".join(question.split())
    rules = _rules(book)
    for rule in (*rules.get(words[0], ()), *rules.get(_ANY_FIRST, ())) if words else ():
        if (turn and rule.turn is not turn) or any(cues.isdisjoint(said) for cues in rule.cues):
            continue
        found = rule.pattern.match(text)
        if found:
            yield found, rule
