"""What a question says of its answer's columns: "names only", "with the amount", "make, model and price".

Such words stand before or after what is asked, and say nothing of which rows are meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from services.agent.question.items import ColumnHit, Item
from services.agent.question.lexicon import Sense
from services.agent.question.linker import link
from services.agent.question.measures import Measure, read_measure
from services.agent.question.schema import Catalog, Table
from services.agent.question.vocabulary import VERB_HINTS


class Part(StrEnum):
    """One kind of thing that an answer is to show."""

    NAME = "name"
    FIGURE = "figure"
    """What was computed, or what the rows were ranked by."""
    COLUMN = "column"
    KEY = "key"
    """What numbers the rows."""


@dataclass(frozen=True)
class Element:
    """One thing that an answer is to show."""

    part: Part
    columns: tuple[ColumnHit, ...] = ()
    table: Table | None = None
    """Whose name it is, where that is said."""
    hints: tuple[str, ...] = ()
    """Words of the header, where a verb stands for it."""
    measure: Measure | None = None
    """The figure, where it is said in full."""


@dataclass(frozen=True)
class Wanted:
    """A question without what it says of its columns, and what that was."""

    question: str
    elements: tuple[Element, ...] = ()
    is_added: bool = False
    """Whether they come beside what is asked anyway."""
    groups: bool = False
    """Whether they come beside what each group is."""


_FIGURES = (
    r"(?:numbers?|counts?|totals?|amounts?|sums?|averages?|means?|figures?|values?|percentages?|rates?|"
    r"how\s+many|how\s+much)"
)
_OWNER = r"(?:the|their|its|his|her|that|this|those|each|respective|of|them|they|it)"
_ASKS = (
    r"(?:please\s+)?(?:(?:i|we)(?:'d|\s+would)?\s+(?:want|need|like)(?:\s+to\s+(?:see|have|know))?|just|only|give|"
    r"show|list|tell|return|include|including|giving|showing|listing|display|report|provide|use|state)"
    r"(?:\s+(?:me|us|just|only))*"
)
_ADDS = r"(?:together\s+with|along\s+with|as\s+well\s+as|with|and|plus|including|and\s+also)"
_INTERROGATIVE = r"(?:what(?:'s|\s+(?:is|are|was|were))|what\s+(?:does|do|did)|how\s+(?:many|much)|which)"
_BREAKS = re.compile(
    r"\s*[?.!;:(]+\s+(?=\S)|\s+[-–—]+\s+|\s*\(\s*|\s*,\s*|\s+by\s+(?=(?:first|full|last)\b|names?\b|id\b)"
    rf"|\s+(?=(?:together|along)\s+with\b|with\s+(?:their|its|the\s+{_FIGURES})\b|and\s+{_INTERROGATIVE}\b)",
    re.IGNORECASE,
)
"""Where what is said of the columns may begin; inside a sentence a word of its own must introduce it."""
_OPENS = re.compile(rf"(?:{_ADDS}|{_ASKS}|{_INTERROGATIVE})\b", re.IGNORECASE)
_ONLY = re.compile(
    r"[\s,]+(?:only|please|thanks|thank you|too|as well|for each|each|respectively)[\s.?!)]*$", re.I
)
_LONE = re.compile(r"^(?:just|only)\b|\bonly[\s.?!)]*$", re.IGNORECASE)
"""What says that nothing else is to be shown."""
_LISTED = re.compile(
    r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+plus\s+|\s+(?:(?:together|along)\s+)?with\s+(?=the|their|its)"
)
_KEYS = re.compile(r"^(?:ids?|identifiers?)$", re.IGNORECASE)
_ADDED = re.compile(rf"^{_ADDS}\s+", re.IGNORECASE)
_ASKED = re.compile(rf"^{_ASKS}\b[\s:]*", re.IGNORECASE)
_ASKED_AFTER = re.compile(rf"^{_INTERROGATIVE}\b\s*", re.IGNORECASE)
_FIRST_AND_LAST = re.compile(r"\b(first)\s+(?:and|&)\s+(last)\s+names?\b", re.IGNORECASE)
_FIGURE = re.compile(
    rf"^(?:{_OWNER}\s+)*(?:overall\s+)?{_FIGURES}(?:\s+(?:that\s+)?(?:of\s+)?(?:\w+\s+){{0,3}}\w+)?$|^(?:it|that|this|they)$",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"^(?:{_OWNER}\s+)+", re.IGNORECASE)
_ONCE = re.compile(
    r"[\s,;.?!(]+(?:(?:list|show|give)\s+)?each\s+(?:\w+\s+)?(?:only\s+)?(?:just\s+)?once(?:\s+only)?[\s.)?!]*$"
    r"|[\s,;.?!(]+(?:with\s+)?(?:no|without)\s+(?:duplicates|repeats|repetition)[\s.)?!]*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\s(?:of|for)\s+(?=\w)", re.IGNORECASE)
"""Where a list of columns ends before what they are asked of: ``the names of the …``."""
_LONGEST_HEAD = 160
"""Characters before it."""
_PER = re.compile(r",?\s+(?:per|for\s+(?:each|every)(?:\s+of\s+(?:the|our))?|by)\s+(?=\w)", re.IGNORECASE)
"""Where what each group is said begins."""
_FOR_EACH = re.compile(
    r"^(?:for|per|by)\s+(?:(?:each|every)\s+)?(?:of\s+(?:the|our)\s+)?(?P<group>[^,:]+?)\s*[,:]\s*(?P<tail>.+)$",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\b(?:name|title)s?\b", re.IGNORECASE)
_LISTS = re.compile(
    r"^(?:please\s+)?(?:(?:list|show|give|tell|return|get|find|what\s+(?:are|is)|i\s+(?:want|need))\s+)?(?:(?:me|us)\s+)?",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"^(?:(?:all|the|our|any|every|of|those)\s+)*(?:(?:top|bottom)\s+)?(?:\d+\s+)?", re.IGNORECASE
)
_RANKS = re.compile(r"\b(?:\w+est|most|least|top|bottom|first|last)\b(?!\s+names?\b)", re.IGNORECASE)
"""Words that pick rows, and no columns."""
_MOST_PARTS = 6
"""Columns that are listed; of more it is hardly a list of columns."""
_MOST_TAILS = 6
"""Places where a list of columns may begin that are tried."""


def read_wanted(question: str, catalog: Catalog) -> Iterator[Wanted]:
    """Yield the question as it stands without what it says of its columns, the surest way first.

    Nothing is yielded where it says nothing of them.
    """
    said = _ONCE.sub("", question)
    yield from _of_groups(said, catalog)
    head = _head(said, catalog)
    core = head.question if head else said
    for found in islice(_BREAKS.finditer(core), _MOST_TAILS):
        tail = _tail(core, found, catalog)
        if tail:
            yield tail if not head or tail.is_added is False else _joined(head, tail)
            return
    if head:
        yield head
    elif said != question:
        yield Wanted(said)


def _joined(head: Wanted, tail: Wanted) -> Wanted:
    return Wanted(tail.question, (*head.elements, *tail.elements))


def _of_groups(question: str, catalog: Catalog) -> Iterator[Wanted]:
    """Read ``the name and total price per customer``, ``for each city, the number of orders and …``.

    What is asked is then the first of the figures, for each group; the others stand beside it.
    """
    first = _FOR_EACH.match(question)
    if first:
        tail = _ASKED.sub("", first["tail"].rstrip(" .?!"), count=2)
        yield from _grouped(_elements(_plainly(tail), catalog), f" per {first['group']}", shows_group=True)
    for found in _PER.finditer(question, 0, _LONGEST_HEAD):
        elements = _elements(_LISTS.sub("", question[: found.start()]), catalog)
        plain = all(each.part is Part.FIGURE for each in elements)
        yield from _grouped(elements, question[found.start() :], shows_group=plain)


def _grouped(elements: Sequence[Element], group: str, *, shows_group: bool) -> Iterator[Wanted]:
    measures = [each.measure for each in elements if each.measure]
    for each in measures if len(elements) > 1 else ():
        yield Wanted(f"{each.plain}{group}", tuple(elements), groups=shows_group)


def _head(question: str, catalog: Catalog) -> Wanted | None:
    """Read ``list the names of the three hotels …``."""
    heads = (_head_before(question, found, catalog) for found in _HEAD.finditer(question, 0, _LONGEST_HEAD))
    return next((head for head in heads if head), None)


def _head_before(question: str, found: re.Match[str], catalog: Catalog) -> Wanted | None:
    head = question[: found.start()]
    if not (_NAMES.search(head) or _LISTED.search(head)):
        return None
    elements = _elements(_LISTS.sub("", head), catalog)
    rest = question[found.end() :]
    things = link(_THINGS.sub("", rest), catalog)[:4]
    named = any(each.part is Part.NAME for each in elements) or len(elements) > 1
    if not named or not any(item.tables or item.normal.isdigit() for item in things):
        return None
    return (
        Wanted(rest, elements)
        if all(each.part is not Part.FIGURE or each.measure for each in elements)
        else None
    )


def _tail(question: str, found: re.Match[str], catalog: Catalog) -> Wanted | None:
    core, tail = question[: found.start()], question[found.end() :]
    mark = found.group().strip()
    closed = mark == "(" and tail.rstrip(" .?!").endswith(")")
    opened = closed or mark.lower() == "by" or _OPENS.match(tail) or (mark == "," and _ONLY.search(tail))
    if mark in (",", "", "(", "by") and not opened:
        return None
    added, lone = bool(_ADDED.match(tail)), bool(_LONE.search(tail))
    tail = _ADDED.sub("", tail)
    tail = _ONLY.sub("", tail.rstrip(" .?!)"))
    tail = _ASKED.sub("", tail, count=2)
    tail = _plainly(tail)
    elements = _elements(tail, catalog)
    if not elements or len(core.split()) < 2:
        return None
    figures = [each.part is Part.FIGURE for each in elements]
    if mark == "by" and (len(elements) < 2 or any(figures) or not _RANKS.search(core)):
        return None  # "Count of users by name and country": groups, and no columns.
    added = added or all(figures) or bool(_ASKED_AFTER.match(tail))
    return Wanted(core, elements, added and not lone)


def _plainly(text: str) -> str:
    """Leave out the question word before a list of columns, but not where it counts."""
    return text if re.match(r"how\s", text, re.IGNORECASE) else _ASKED_AFTER.sub("", text)


def _elements(text: str, catalog: Catalog) -> tuple[Element, ...]:
    """Read a list of columns; nothing where a part of it is none."""
    written = _FIRST_AND_LAST.sub(r"\1 name, \2 name", text)
    parts = [part for part in _LISTED.split(written) if part.strip()]
    found = [_element(part.strip(" .?!):"), catalog) for part in parts]
    if not found or len(found) > _MOST_PARTS or None in found:
        return ()
    return tuple(each for each in found if each)


def _element(text: str, catalog: Catalog) -> Element | None:
    items = [item for item in link(_OWNED.sub("", text), catalog) if not _is_small(item)]
    measure = read_measure(items)
    if measure:
        return Element(Part.FIGURE, measure.columns, measure=measure)
    if not text or _RANKS.search(text):
        return None
    if _KEYS.match(_OWNED.sub("", text)):
        return Element(Part.KEY)
    if len(items) == 1 and items[0].columns and not items[0].has(Sense.HOW_MANY) and not _is_name(items[0]):
        figure = bool(_FIGURE.match(text))
        return Element(Part.FIGURE if figure else Part.COLUMN, items[0].columns)
    if _FIGURE.match(text):
        return Element(Part.FIGURE)
    if items and _is_name(items[-1]):
        owner = next((hit.table for item in items[:-1] for hit in item.tables if hit.strength >= 0.9), None)
        return Element(Part.NAME, table=owner) if len(items) == 1 + bool(owner) else None
    tables = [hit.table for item in items for hit in item.tables if hit.strength >= 0.9]
    rest = [item for item in items if not item.tables and not item.has(Sense.LIGHT, Sense.DO)]
    if tables and not rest:
        return Element(Part.NAME, table=tables[0])
    if len(items) == 1 and items[0].stems and items[0].stems[0] in VERB_HINTS:
        return Element(Part.COLUMN, hints=VERB_HINTS[items[0].stems[0]])
    return None


def _is_name(item: Item) -> bool:
    return item.normal in ("name", "names")


def _is_small(item: Item) -> bool:
    return (not item.is_link or item.normal in ("s",)) and item.has(
        Sense.FILLER, Sense.DO, Sense.BE, Sense.OF, Sense.ALL, Sense.BY
    )
