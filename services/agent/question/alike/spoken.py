"""What a question says of rows and of the same thing that two ways lead to, as far as its words are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.agent.question.kin.telling import parted
from services.agent.question.language.words import normalise, stem, word_root
from services.agent.question.tables.calling import is_called, tables_called
from services.agent.question.tables.schema import Catalog, Table

_OPENING = re.compile(
    r"(?:how\s+many|which|what|list|show|give|find|name|return|get|display)\s",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:not|never|no|none|without|nor|each|every|per|most|least|average|total|than|or|only|all|percent\w*)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""Words that say something of the rows that no two ways do."""
_TIME = re.compile(r"\s+(?:in|during|since|before|after)\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d$")
_SIGN = re.compile(
    r"\b(?:(?:the|a|an|one|two)\s+)?(?P<sign>same|different|another)\s|(?:\b(?:their|its|his|her)|['\u2019]s)\s+(?P<own>own|home)\s",
    re.IGNORECASE,
)
_EMPTY_WORDS = """
    a an the that which who whom where when whose were was are is be been being have has had having do does
    did in at of by to from with as on for into out off up over between two both and also one ones they them
    it he she their its his her own same different this these those there live lives lived living reside
    resides residing located situated go goes went gone going come comes came coming belong belongs
    work works worked working s place placed made make happen happened take took taken place themselves itself
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_DONE_BY = re.compile(r"([a-z]+)\s+by\b")
_DONE_TO = re.compile(r"\b(?:who|that)\s+\w+(?:ed|ote)\s+(?:the|an?)\s+(?P<thing>[\w-]+)$", re.IGNORECASE)
"""Who did something, and to what: "who ordered the test"."""
_LONGEST = 4
"""Words behind the sign among which that is which is the same."""


@dataclass(frozen=True)
class Spoken:
    """A question for rows, in parts."""

    table: Table
    plain: tuple[str, ...]
    """The question without what is the same, in one form and another."""
    asked: frozenset[str]
    """Roots of what is the same, or differs."""
    said: frozenset[str]
    """Roots of all other words that tell something of the ways to it."""
    loose: frozenset[str]
    """Those of them that only may tell something: participles, of whatever belongs to what."""
    thing: frozenset[str]
    """The last of them, where it may be no more than what somebody did something to."""
    is_same: bool
    is_between: bool
    """Whether it is said of two of a kind and not of either: ``between two airports``."""


def spoken_of(question: str, catalog: Catalog) -> Iterator[Spoken]:
    """Yield what a question may say of the same thing: of each of the words behind ``same``."""
    for parts in parted(" ".join(question.split())):
        core = parts.core.strip(" ?.!,")
        signs = list(_SIGN.finditer(core))
        if len(signs) != 1 or not _OPENING.match(core) or _OTHER.search(core):
            continue
        head = head_of(core[: signs[0].start()], catalog)
        if head:
            of_them = _names_them(core[signs[0].end() :], head[1])
            yield from () if of_them else _parts(core, head, signs[0], "" if parts.is_added else parts.told)


def head_of(text: str, catalog: Catalog) -> tuple[str, Table] | None:
    """Return a question up to the first word that is what the rows of one table are called."""
    for word in re.finditer(r"[\w-]+", text):
        tables = tables_called(stem(normalise(word.group())), catalog)
        if len(tables) > 1:
            return None
        if tables and word.group().casefold().endswith("s"):
            return text[: word.end()], tables[0]
    return None


def _names_them(behind: str, table: Table) -> bool:
    """Whether another of the very rows is meant: "members who were invited by another member"."""
    noun = normalise(behind).split()[:1]
    return bool(noun) and is_called(table, stem(noun[0]))


def _parts(core: str, head: tuple[str, Table], sign: re.Match[str], told: str) -> Iterator[Spoken]:
    text, table = head
    time = _TIME.search(core)
    end = time.start() if time else len(core)
    before = core[len(text) : sign.start()]
    behind = normalise(core[sign.end() : end]).split()
    plain = _plain(text, table, core[end:], told)
    is_between = bool(re.search(r"\b(?:between|two|both)\b", before, re.IGNORECASE))
    is_same = (sign["sign"] or "same").casefold() == "same"
    for start in range(min(_LONGEST, len(behind))):
        for length in (2, 1):
            asked_words = behind[start : start + length]
            if len(asked_words) < length or _EMPTY & {*asked_words}:
                continue
            rest = [*normalise(before).split(), *behind[:start], *behind[start + length :]]
            said = [word for word in rest if word not in _EMPTY]
            loose = [word for word in said if word.endswith(("ed", "ing"))] + _DONE_BY.findall(before)
            thing = [found["thing"]] if (found := _DONE_TO.search(core[:end])) else []
            roots = [frozenset(map(word_root, words)) for words in (asked_words, said, loose, thing)]
            yield Spoken(table, plain, roots[0], roots[1], roots[2], roots[3], is_same, is_between)


def _plain(head: str, table: Table, time: str, told: str) -> tuple[str, ...]:
    """Ask for the rows of whom nothing else is said."""
    kind = re.sub(r"^(?:which|what)\s+", "list the ", head, flags=re.IGNORECASE)
    texts = (kind, head) if kind != head else (head,)
    forms = [f"{text}{time}{f'. Return {told}.' if told else '?'}" for text in texts]
    return tuple(forms)
