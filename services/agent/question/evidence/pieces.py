"""Cuts a question into what it asks and what it tells: "…? Late refers to status = 'L'; rate = a / b."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.agent.question.evidence.naming import columns_named
from services.agent.question.tables.schema import Catalog

_LINK = (
    r"refers?\s+to|means?(?:\s+that)?|stands?\s+for|denotes?|indicates?|represents?|implies|signif(?:y|ies)|"
    r"contains?(?=\s+(?:the|data)\s)|is\s+(?:when|if)|(?:can|may)\s+be\s+(?:re)?presented\s+(?:as|by)|"
    r"(?:is|are)\s+(?:re)?presented\s+(?:as|by)|(?:is|are)\s+(?:defined|calculated|computed)\s+(?:as|by)|equals?|=|is|are"
)
_LINKED = re.compile(rf"\s+(?:{_LINK})\s+|\s*(?<![<>=!])=(?!=)\s*", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.?!;])\s+")
_NEXT = re.compile(
    r",\s+(?:and\s+)?(?=[^,;]{1,60}?\s+(?:refers?\s+to|means?|stands?\s+for|denotes?)\s)|;\s*(?:and\s+)?|"
    r"(?<=['\"\w)])\s+and\s+(?=(?:(?!\sand\s)[^,;=]){1,60}?\s+(?:refers?\s+to|stands?\s+for|denotes?|means)\s)|"
    r"(?<=['\"\w)])\s+and\s+(?=[\w .]{1,40}?\s*=\s*[^\s,;]+\s+(?:is|are|means|stands\s+for)\s)",
    re.I,
)
_OPENING = re.compile(
    r"^(?:(?:here|where|note\s+that|and|also|assume(?:\s+that)?|consider(?:\s+that)?)\s*,?\s+)+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r",?\s+\(?(?:where|given\s+that|assuming)\s+(?P<told>(?:[^.?!;]|\.(?=\d))+?)\)?(?=\s*[?!.;]+(?:\s|$)|$)",
    re.I,
)
_GOES_ON = re.compile(
    r"^(?P<told>.*'[^']*')\s*,\s+(?P<rest>(?!.*(?:=|\brefers?\s+to\b|\bmeans?\b))[a-z].*)$", re.IGNORECASE
)
_EXPLAINS = re.compile(
    r"\s(?:refers?\s+to|means?|stands?\s+for|denotes?|indicates?|represents?|contains?|presented\s+(?:as|by)|"
    r"represented\s+(?:as|by))\s",
    re.I,
)
_IS_NAME = re.compile(
    r"^['\"]?(?P<cell>[A-Z0-9][^=<>'\"]*?)['\"]?\s+(?:is|are|refers?\s+to|means?)\s+(?:the\s+|an?\s+)?"
    r"(?:(?:full|first|last|short|long|given|family)\s+)?(?:names?|surnames?|titles?)$"
)
_FORMULA = re.compile(r"^(?:divide|subtract|multiply|count|sum|cast)\s*\(", re.IGNORECASE)
"""A formula that nothing is told to be: it is what is asked for."""
_CELL = re.compile(r"['\"\u2018\u2019\u201c\u201d<>=]|\d$")
_MOST = 16
"""Words of a term."""


@dataclass(frozen=True)
class Piece:
    """One thing that a question tells, in each way that its words may be parted."""

    text: str

    @property
    def explains(self) -> bool:
        """Whether it says what something means: what "is" something may be what is asked for."""
        return self.is_strong and not _CELL.search(self.text)

    @property
    def is_strong(self) -> bool:
        """Whether it tells with a word that says nothing else: "refers to"."""
        return bool(_EXPLAINS.search(self.text))

    def parted(self) -> Iterator[tuple[str, str]]:
        """Yield what may be the term, and what it is said to be."""
        if _FORMULA.match(self.text):
            yield "result", self.text
        for found in _LINKED.finditer(self.text):
            term, says = self.text[: found.start()].strip(" ,'\""), self.text[found.end() :].strip(" ,")
            if term and says and len(term.split()) <= _MOST:
                yield term, says


def cut(question: str) -> tuple[str, list[Piece]]:
    """Return what is asked, and the pieces that may tell something of it."""
    asked, pieces = list[str](), list[Piece]()
    sentences = _SENTENCES.split(question.strip())
    asks = any(sentence.endswith("?") for sentence in sentences)
    for at, sentence in enumerate(sentences):
        is_asked = sentence.endswith("?") or (at == 0 and not asks)
        if is_asked or not _LINKED.search(sentence):
            asked.append(sentence)
        else:
            pieces += _pieces(sentence)
    text = " ".join(asked)
    found = _CLAUSE.search(text)
    if found and _LINKED.search(found["told"]):
        told, rest = _parted(_closed(found["told"]))
        pieces += _pieces(told)
        text = text[: found.start()] + rest + text[found.end() :]
    return text, pieces


def _closed(told: str) -> str:
    """Close the bracket of a function, if the last one was taken for that of an aside."""
    return f"{told})" if told.count("(") == told.count(")") + 1 else told


def _parted(told: str) -> tuple[str, str]:
    """Cut off what a question goes on with behind a clause that ends with a cell: ``= 'A', made in May``."""
    found = _GOES_ON.match(told)
    return (found["told"], f" {found['rest']}") if found else (told, "")


def _pieces(sentence: str) -> list[Piece]:
    plain = [_OPENING.sub("", each.strip(" .;!")) for each in _NEXT.split(sentence)]
    return [Piece(each) for each in plain if each]


def is_idle(piece: Piece, asked: str, catalog: Catalog) -> bool:
    """Whether it only says that a cell which is asked about is a name: "Ann Lee is the full name"."""
    found = _IS_NAME.match(piece.text)
    return bool(found and found["cell"] in asked and not columns_named(found["cell"], catalog))
