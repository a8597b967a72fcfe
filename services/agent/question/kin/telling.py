"""Reads what is to be told of rows and of those that they refer to: both names, the difference in salary.

Whose a thing is, its owner says: ``the manager's salary`` or ``their own``; a thing without one is of the
owner that was named last. A list that is not told to its end is not read at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.agent.question.kin.references import Reference
from services.agent.question.kin.showing import Referred
from services.agent.question.kin.wordings import rows_pattern
from services.agent.question.language.words import normalise, stem
from services.agent.question.plans.plan import Combination, Output
from services.agent.question.tables.columns import Column

_CLOSING = re.compile(
    r"^(?P<core>.{12,}?)(?:[.?;:!]\s+|,\s+(?=show|list|return|give))(?:please\s+)?"
    r"(?:return|show|list|give|include|report|display|tell)\s+(?:me\s+|us\s+)?(?P<told>[^.?;!]+)[.?!]*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"^(?P<core>.{12,}?),?\s+(?:(?:along|together)\s+with|with|showing|and\s+(?:show|list|give)|and(?=\s+(?:by\s+how\s+much|how\s+many)\b))\s+"
    r"(?P<told>[^.?;!]+)[.?!]*$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\s*,\s*(?:and\s+|then\s+)?|\s+(?:and|next\s+to|alongside|beside|besides|as\s+well\s+as|plus|followed\s+by)\s+",
    re.IGNORECASE,
)
"""What stands between the things that are to be told."""
_ARTICLES = r"(?:(?:the|their|his|her|its|each|every|both|two|our)\s+)*"
_BOTH = re.compile(r"^(?:the\s+|their\s+)?(?:both|two)\s+(?:(?:the|their|of)\s+)*", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"^(?:the\s+)?(?:difference|gap)"
    r"(?:\s+(?:in|of|between)\s+(?:(?:the|their|both|two|these)\s+)*(?P<what>[\w ]+))?$|"
    r"^by\s+how\s+much$|^how\s+much\s+(?:more|less|higher|lower)(?:\s+(?:they|he\s+or\s+she)\s+\w+)?$",
    re.IGNORECASE,
)
_OWNER_OF = r"^{articles}(?P<what>[\w -]+?)\s+of\s+{articles}(?P<who>{who})$"
_OWNER = r"^{articles}(?P<who>{who})(?:['\u2019]s?)?(?:\s+(?:own\s+)?(?P<what>[\w -]+))?$"
_LONE_OWN = re.compile(r"^(?:the\s+)?(?:their|his|her|its)\s+(?:own\s+)?(?P<what>[\w -]+)$", re.IGNORECASE)
_NAME = frozenset(map(stem, ["name", "names", "full"]))


@dataclass(frozen=True)
class Parted:
    """A question without what it says is to be told, and that."""

    core: str
    told: str = ""
    is_added: bool = False
    """Whether it is told beside what the rows are called."""


def parted(question: str) -> Iterator[Parted]:
    """Part a question from what it says is to be told; first where it says nothing of it."""
    yield Parted(question)
    for pattern in (_CLOSING, _BESIDE):
        found = pattern.match(question)
        if found:
            yield Parted(found["core"], found["told"], pattern is _BESIDE)


class Teller:
    """What can be told of rows and of the rows that these refer to."""

    def __init__(self, reference: Reference, there: Referred, compared: Column, *, is_same: bool) -> None:
        self.reference, self.there, self.compared, self.is_same = reference, there, compared, is_same
        up, rows = reference.kin.up or "(?!)", f"{rows_pattern(reference)}|one|each one|person"
        self._owners = [
            (is_up, re.compile(form.format(articles=_ARTICLES, who=rf"(?:{who})s?"), re.IGNORECASE))
            for form in (_OWNER_OF, _OWNER)
            for is_up, who in ((True, up), (False, rows))
        ]

    def told(self, parts: Parted) -> tuple[Output, ...]:
        """Return the outputs for a list of what is to be told; nothing where a part is not known."""
        own = list(map(Output, self.reference.table.names))
        found: list[Output] = []
        is_up: bool | None = None
        for part in filter(None, (each.strip() for each in LISTED.split(parts.told))):
            both, difference = _BOTH.match(part), _DIFFERENCE.match(part)
            if both:
                outputs = [
                    each for up in (False, True) for each in self._columns(part[both.end() :], is_up=up)
                ]
            elif difference:
                outputs = self._apart(difference["what"])
            else:
                is_up, what = self._owned(part, is_up)
                outputs = self._columns(what, is_up=is_up) if is_up is not None else []
            if not outputs:
                return ()
            found += outputs
        if parts.is_added and not set(own) & set(found):
            found = [*own, *found]
        return tuple(dict.fromkeys(found))

    def _owned(self, part: str, last: bool | None) -> tuple[bool | None, str]:
        """Return whether a thing is of the row that is referred to, and what it is."""
        for is_up, owner in self._owners:
            found = owner.match(part)
            if found:
                return is_up, found["what"] or "name"
        own = _LONE_OWN.match(part)
        if own:
            return False, own["what"]
        led = re.match(r"^the\s+", part, re.IGNORECASE)
        return (
            (None, part)
            if led and last and not self.is_same
            else (last or False, part[led.end() :] if led else part)
        )

    def _columns(self, what: str, *, is_up: bool) -> list[Output]:
        said = {stem(word) for word in normalise(what).split()} - {stem("the"), stem("own")}
        names = self.there.names if is_up else self.reference.table.names
        if said <= _NAME:
            return list(map(Output, names))
        column = self._column(said)
        if column is None:
            return []
        return [Output(replace(column, table=self.there.lookup.one.table) if is_up else column)]

    def _column(self, said: set[str]) -> Column | None:
        columns = [each for each in self.reference.table.columns if each != self.reference.column]
        whole = [each for each in columns if set(each.words) == said]
        found = whole or [each for each in columns if said and said <= set(each.words)]
        if self.compared in found or (not found and said <= _PAID):
            return self.compared
        return found[0] if len(found) == 1 else None

    def _apart(self, what: str | None) -> list[Output]:
        """Return by how much rows have more of what is compared than those that they refer to."""
        column = self._column({stem(word) for word in normalise(what).split()}) if what else self.compared
        if column is None or not column.is_number:
            return []
        other = Output(replace(column, table=self.there.lookup.one.table))
        return [Output(column, combination=Combination.DIFFERENCE, other=other)]


_PAID = frozenset(map(stem, ["salary", "wage", "pay", "rate", "earnings"]))
