"""How a question says what it shows of each of some rows, and which rows these are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.agent.question.language.words import name_words, stem

_SHOW = (
    r"(?:(?:please\s+)?(?:return|list|show|give|find|display|report|get|tell)(?:\s+(?:me|us))?|"
    r"what\s+(?:is|are|was|were))"
)
_EACH = r"(?:each\s+of\s+the|each|every|all\s+of\s+the|all\s+the|all)"
_FOR_EACH = re.compile(
    rf"^for\s+{_EACH}\s+(?P<rows>[^,;]+?)\s*,\s*(?:also\s+)?{_SHOW}\s+(?P<shown>.+)$", re.IGNORECASE
)
"""``For each late order, return the date, the customer name and the name of the clerk``."""
_OF_EACH = re.compile(
    rf"^{_SHOW}\s+(?P<shown>[^.;?]+?)\s+(?:of|for)\s+{_EACH}\s+"
    r"(?P<rows>[^,;.]+?)(?P<more>(?:,\s*(?:and\s+)?|,?\s+(?:and|(?:together|along)\s+with|as\s+well\s+as)\s+)"
    r"(?:the|its|their)\s[^;.]+)?$",
    re.IGNORECASE,
)
"""``Return the date and the customer name of each late order``, perhaps with more behind it."""
_THEN = re.compile(
    r"^(?P<rows>[^.;?]+)[.?;]\s*(?:please\s+)?(?:return|give|show|list|report|include|display)(?:\s+(?:me|us))?\s+"
    r"(?P<shown>[^.;?]+)$",
    re.IGNORECASE,
)
"""``Which orders were late? Return the date and the customer name``."""
_WITH = re.compile(
    r"^(?P<rows>(?:which|what|list|find|show|give)\s[^.;?]+?),\s*(?:giving|returning|showing|with|listing)\s+"
    r"(?P<shown>(?:the|their|its)\s[^.;?]+)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"^(?P<rows>(?:which|what|list|find)\s[^.;?(]+?)\s*\((?P<shown>[^()]+)\)$", re.IGNORECASE
)
"""``Which clerks sold at least ten (clerk name and count)?``"""
_HOW_MANY = re.compile(
    r"^(?P<rows>(?:which|what|list|find)\s[^.;?]+?),?\s+and\s+(?P<shown>(?:for|in|to|of|with|at)?\s*how\s+many\s[^.;?,]*?"
    r"\b(?:each|every\s+one|they)\b[^.;?,]*)$",
    re.IGNORECASE,
)
"""``Which clerks sold at least ten, and how many did each sell?``"""
_OF_THE = re.compile(
    rf"^{_SHOW}\s+(?P<shown>[^.;?]+?)\s+(?:of|for)\s+(?P<rows>the\s+(?:top\s+)?(?:\d+|two|three|four|five|six|eight|ten)\s[^,;.]+)$",
    re.IGNORECASE,
)
"""``Return the name and the number of visits of the five clients with the most visits``."""
_ORDERED = re.compile(
    r"[.,;?]?\s+(?:(?:and\s+)?(?:order(?:ed)?|sort(?:ed)?|rank(?:ed)?)(?:\s+(?:it|them|the\s+\w+))?\s+by|in\s+order\s+of)\s+"
    r"(?P<by>[^,.;?]+?)(?:,?\s*(?:in\s+)?(?P<how>descending|ascending|desc|asc|alphabetically|"
    r"(?:from\s+)?(?:high(?:est)?|larg(?:e|est)|most)(?:\s+(?:to\s+\w+|first))?|"
    r"(?:from\s+)?(?:low(?:est)?|small(?:est)?)(?:\s+(?:to\s+\w+|first))?)(?:\s+order)?)?$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"[,;.(]\s*(?:with\s+)?(?:the\s+)?(?P<how>most|highest|largest|biggest|greatest|least|fewest|lowest|smallest)\s+"
    r"(?P<by>(?:[\w-]+\s+){0,3})first\)?$",
    re.IGNORECASE,
)
"""``..., most visits first``."""
_OFTEN = frozenset(["frequent", "common", "popular", "often", "numerous"])
_PARTS = re.compile(
    r"\s*,?\s+(?:(?:together|along)\s+with|as\s+well\s+as)\s+|\s*,\s*(?:and\s+)?|\s+and\s+(?:also\s+)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:which|what|list|find|show|give|return)\s+(?:me\s+)?(?:(?:all|the|top|\d+|two|three|four|five|six|eight|ten)\s+)*",
    re.IGNORECASE,
)
_DOWN = re.compile(r"^(?:desc|(?:from\s+)?(?:high|larg|most))", re.IGNORECASE)
MOST_PARTS = 6
"""Things shown of each row; of more it is hardly a list of them."""


@dataclass(frozen=True)
class Frame:
    """What a question shows of each of some rows."""

    rows: str
    """Which rows, as a question or a noun with what is said of it."""
    parts: tuple[str, ...]
    is_asked: bool
    """Whether the rows are asked for in a sentence of their own."""
    by: str = ""
    """What the answer is sorted by."""
    descending: bool = False

    @property
    def called(self) -> frozenset[str]:
        """Stems of the first words for the rows: "the manager's name", of managers, is their own."""
        return frozenset(map(stem, name_words(_LEAD.sub("", self.rows))[:2]))

    @property
    def questions(self) -> tuple[str, ...]:
        """Questions for the rows alone, any of which will do."""
        return (
            (self.rows,) if self.is_asked else (f"how many {self.rows} are there", f"list every {self.rows}")
        )


@dataclass(frozen=True)
class Sorting:
    """What a question is sorted by, at its end."""

    text: str
    """The question without that."""
    by: str
    descending: bool


def sorting_of(question: str) -> Sorting | None:
    """Return the order that a question ends in, if it does."""
    text = " ".join(question.split()).strip(" .?!")
    ordered = _ORDERED.search(text)
    if ordered is None:
        first = _FIRST.search(text)
        return first and Sorting(text[: first.start()].strip(" .?!,"), _measure(first), _is_down(first))
    down = bool(_DOWN.match(ordered["how"] or ""))
    return Sorting(text[: ordered.start()].strip(" .?!,"), ordered["by"], down)


def _measure(first: re.Match[str]) -> str:
    """Return what the first has most of: how many there are, where they are frequent."""
    by = first["by"].strip()
    return "number" if by.casefold() in _OFTEN else by


def _is_down(first: re.Match[str]) -> bool:
    return first["how"].casefold() not in ("least", "fewest", "lowest", "smallest")


def frames_of(question: str) -> Iterator[Frame]:
    """Yield each way to part a question into rows and what is shown of them."""
    sorting = sorting_of(question)
    text = sorting.text if sorting else " ".join(question.split()).strip(" .?!")
    by, descending = (sorting.by, sorting.descending) if sorting else ("", False)
    for pattern in (_FOR_EACH, _OF_EACH, _OF_THE, _THEN, _WITH, _BRACKET, _HOW_MANY):
        found = pattern.match(text)
        if not found:
            continue
        shown = found["shown"] + (found.groupdict().get("more") or "")
        parts = tuple(part.strip() for part in _PARTS.split(shown) if part.strip())
        if 0 < len(parts) <= MOST_PARTS:
            rows = f"list {found['rows']}" if pattern is _OF_THE else found["rows"].strip()
            yield Frame(rows, parts, pattern not in (_FOR_EACH, _OF_EACH), by, descending)
