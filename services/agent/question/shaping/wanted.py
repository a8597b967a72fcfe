"""What a question says of its answer's columns: "names only", "with the amount", "make, model and price".

Such words stand before or after what is asked, and say nothing of which rows are meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import normalise
from services.agent.question.linking.linker import link
from services.agent.question.shaping.elements import (
    FIGURES,
    LISTED,
    OWNED,
    RANKS,
    Element,
    Part,
    read_elements,
    written_out,
)
from services.agent.question.shaping.related import read_related
from services.agent.question.shaping.returning import beside_first, in_full, read_returned
from services.agent.question.tables.schema import Catalog


@dataclass(frozen=True)
class Wanted:
    """A question without what it says of its columns, and what that was."""

    question: str
    elements: tuple[Element, ...] = ()
    is_added: bool = False
    """Whether they come beside what is asked anyway."""
    groups: bool = False
    """Whether they come beside what each group is."""
    is_asked: bool = False
    """Whether they are asked for by a question word of their own: ``and how many are there``."""


_ASKS = (
    r"(?:please\s+)?(?:(?:i|we)(?:'d|\s+would)?(?:\s+just|\s+only)?\s+(?:want|need|like)(?:\s+to\s+(?:see|have|know))?|just|only|give|"
    r"show|list|tell|return|include|including|giving|showing|listing|returning|reporting|display|report|provide|use|state|"
    r"(?:output\s+)?(?:columns|fields|output)(?=\s*:))"
    r"(?:\s+(?:me|us|just|only))*"
)
_ADDS = r"(?:together\s+with|along\s+with|as\s+well\s+as|with|and|plus|including|and\s+also)"
_INTERROGATIVE = (
    r"(?:what(?:'s|\s+(?:is|are|was|were))|what\s+(?:does|do|did)|how\s+(?:many|much)|"
    r"(?:(?:on|in|at|from)\s+)?(?:which|what))"
)
_BREAKS = re.compile(
    r"\s*(?<!\.[A-Za-z])[?.!;:(]+\s+(?=\S)|\s+[-–—]+\s+|\s*\(\s*|\s*,\s*|\s+by\s+(?=(?:first|full|last)\b|names?\b|id\b)"
    r"|\s+(?=with\s+(?!(?:the\s+)?(?:most|least|\w+est)\b)[^?.!:;]{1,80}(?:,|\sand)\s[^?.!:;]{1,80}[.?!]*$)"
    rf"|\s+(?=(?:together|along)\s+with\b|with\s+(?:their|its|the\s+{FIGURES})\b|and\s+(?:{_INTERROGATIVE}|when)\b)",
    re.IGNORECASE,
)
"""Where what is said of the columns may begin; inside a sentence a word of its own must introduce it."""
_OPENS = re.compile(rf"(?:{_ADDS}|{_ASKS}|{_INTERROGATIVE})\b", re.IGNORECASE)
_ONLY = re.compile(
    r"[\s,]+(?:only|please|thanks|thank you|too|as well|for each|each|respectively|"
    r"(?:(?:in|as)\s+)?(?:\d|one|two|three|four|five|six)\s+(?:rows?|columns?|lines?))[\s.?!)]*$",
    re.I,
)
_LISTED_AFTER = re.compile(rf"{_ONLY.pattern}|^(?:(?:first|last|full|their)\s+)?names?\b", re.IGNORECASE)
"""How a list of columns is known that follows a comma without any word for it."""
_LONE = re.compile(r"^(?:just|only)\b|\bonly[\s.?!)]*$", re.IGNORECASE)
"""What says that nothing else is to be shown."""
_TOO = re.compile(r"\b(?:too|as\s+well|also)[\s.?!)]*$", re.IGNORECASE)
"""What says that something is to be shown besides."""
_CLAUSE = re.compile(r"^\s*(?:if|when|where|for|in|with|on|at|of|among)\b", re.IGNORECASE)
"""How a question begins with a condition."""
_FIGURE_ASKED = re.compile(
    rf"^(?:what\s+(?:is|are|was|were)\s+)?(?:the\s+)?(?:how\s+(?:many|much)\b|{FIGURES}\s+of\b|(?:total|average|avg)\s)",
    re.IGNORECASE,
)
"""How a question begins that asks for a figure, which stays whatever columns are shown of its groups."""
_ADDED = re.compile(rf"^{_ADDS}\s+", re.IGNORECASE)
_ASKED = re.compile(rf"^{_ASKS}\b[\s:]*", re.IGNORECASE)
_ASKED_AFTER = re.compile(rf"^{_INTERROGATIVE}\b\s*", re.IGNORECASE)
_HEADED = re.compile(
    r"^(?:the|these|following|this|a)\s+(?:\w+\s+)?(?:ranks?|ranking|columns?|fields?|list|table)\s*:\s*",
    re.I,
)
"""What is said to follow, before a list of columns: ``give the rank: region, amount, rank``."""
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
    r"^(?:for|per|by)\s+(?:(?:each|every)\s+)?(?:of\s+(?:the|our)\s+)?(?P<group>[^,:]+?)"
    r"(?:\s*[,:]\s*|\s+(?=(?:show|give|list|return|display|tell)\b))(?P<tail>.+)$",
    re.IGNORECASE,
)
_WITH_FIGURE = re.compile(
    r"^(?:the\s+)?(?P<columns>[\w' ]+?(?:,\s*[\w'][\w' ]*?)*),?\s+and\s+(?:the\s+)?"
    r"(?P<figure>(?:total\s+)?(?:number|count|total|sum|average|mean)\b[^,?.;]+)(?P<rest>(?:,.*)?)$",
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
_TOP = re.compile(
    rf"^(?P<things>(?:the\s+|our\s+)?top\s+\w+\s+[\w-]+)(?:,?\s+(?:{EST}|most)\s+first)?[\s.?!]*$",
    re.IGNORECASE,
)
"""The best of things by the one figure that is wanted of them."""
_INSIDE = re.compile(r"^(?P<columns>[^()]+)\)\s*(?P<rest>[^\s.,;:?!].*)$")
"""A list of columns right behind the things: ``the courses (code and title) with the most …``."""
_ORDERED = re.compile(rf",?\s+(?P<order>(?:{EST}|most|least|fewest)\s+first)[\s.?!]*$", re.IGNORECASE)
"""An order that is said last, after the columns."""
_OF_ENOUGH = re.compile(
    r"^for\s+(?:each|every)\s+[a-z]+(?:\s+[a-z]+)?\s+(?:with|having)\s+(?:at\s+least|more\s+than|over|fewer\s+than)\s+"
    r"\w+\s+[a-z]+,?\s+(?:show|list|give|find)\s+(?:me\s+)?(?:the\s+)?(?:average|mean|total|maximum|minimum|highest|lowest)\b",
    re.IGNORECASE,
)
_MOST_BEFORE = 6
"""Words before a bracket that may belong to one cell with it."""
_MOST_TAILS = 6
"""Places where a list of columns may begin that are tried."""


def read_wanted(question: str, catalog: Catalog) -> Iterator[Wanted]:
    """Yield the question as it stands without what it says of its columns, the surest way first.

    Nothing is yielded where it says nothing of them.
    """
    said = written_out(_ONCE.sub("", question))
    if _OF_ENOUGH.match(said):
        return  # What is shown is a figure of each group, and nothing beside how many each has.
    yield from _returned_of_groups(said, catalog)
    yield from _of_groups(said, catalog)
    yield from _each_with_figure(said, catalog)
    if related := read_related(said, catalog):
        yield Wanted(*related, is_added=True)
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
        elements = read_elements(_plainly(tail), catalog)
        yield from _grouped(elements, f" per {first['group']}", shows_group=True)
        if elements and all(each.part is not Part.FIGURE or each.is_cell for each in elements):
            yield Wanted(first["group"], elements)  # "For every sale of a lamp, show the date and the price".
    for found in _PER.finditer(question, 0, _LONGEST_HEAD):
        elements = read_elements(_LISTS.sub("", question[: found.start()]), catalog)
        plain = all(each.part is Part.FIGURE for each in elements)
        yield from _grouped(elements, question[found.start() :], shows_group=plain)


def _returned_of_groups(question: str, catalog: Catalog) -> Iterator[Wanted]:
    """Read ``for each city, how many … and how many …? Return the city, the number and the number lost``.

    The question itself says in full what the sentence behind it names in the same order.
    """
    for found in islice(_BREAKS.finditer(question), _MOST_TAILS):
        closed = found.group().strip() in ("?", ".") and _ASKED.match(question[found.end() :])
        tail = _tail(question, found, catalog) if closed else None
        for each in _of_groups(tail.question, catalog) if tail else ():
            elements = in_full(tail.elements, each.elements) if tail else ()
            if elements:
                yield Wanted(each.question, elements)
        inner = _asked_besides(tail.question, catalog) if tail else None
        beside = beside_first(tail.elements, inner.elements) if tail and inner else ()
        if inner and beside:
            yield replace(inner, elements=beside, is_added=False)


def _asked_besides(question: str, catalog: Catalog) -> Wanted | None:
    """Read ``…, and how many of them were late``: a figure that a question word of its own asks for."""
    tails = (_tail(question, found, catalog) for found in islice(_BREAKS.finditer(question), _MOST_TAILS))
    return next((tail for tail in tails if tail and tail.is_asked), None)


def _each_with_figure(question: str, catalog: Catalog) -> Iterator[Wanted]:
    """Read ``return the country and the number of clients``: what repeats beside a figure groups it."""
    found = _WITH_FIGURE.match(_LISTS.sub("", question))
    elements = read_elements(found["columns"], catalog) if found else ()
    if found and elements and all(each.part is Part.COLUMN and each.columns for each in elements):
        groups = " and ".join(re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", OWNED.sub("", found["columns"])))
        yield Wanted(f"{found['figure']} per {groups}{found['rest']}")


def _grouped(elements: Sequence[Element], group: str, *, shows_group: bool) -> Iterator[Wanted]:
    measures = [each.measure for each in elements if each.measure]
    if any(each.values for each in measures) and any(each.part is Part.NAME for each in elements):
        return  # "Average amount for won and lost deals": two kinds of deals, and no name beside a figure.
    for each in measures if len(elements) > 1 else ():
        yield Wanted(f"{each.plain}{group}", tuple(elements), groups=shows_group)


def _head(question: str, catalog: Catalog) -> Wanted | None:
    """Read ``list the names of the three hotels …``."""
    heads = (_head_before(question, found, catalog) for found in _HEAD.finditer(question, 0, _LONGEST_HEAD))
    return next((head for head in heads if head), None)


def _head_before(question: str, found: re.Match[str], catalog: Catalog) -> Wanted | None:
    head = question[: found.start()]
    if not (_NAMES.search(head) or LISTED.search(head)):
        return None
    elements = read_elements(_LISTS.sub("", head), catalog)
    rest = question[found.end() :]
    things = link(_THINGS.sub("", rest), catalog)[:4]
    named = any(each.part is Part.NAME for each in elements) or len(elements) > 1
    counted = bool(things) and things[0].normal.isdigit()
    if not named or not (counted or any(item.tables for item in things)):
        return None
    if not all(each.part is not Part.FIGURE or each.measure for each in elements):
        return None
    figures = [each.measure for each in elements if each.measure]
    top = _TOP.match(rest) if len(figures) == 1 else None
    return Wanted(f"{top['things']} by {figures[0].plain}" if top else rest, elements)


def _tail(question: str, found: re.Match[str], catalog: Catalog) -> Wanted | None:
    core, tail = question[: found.start()], question[found.end() :]
    mark = found.group().strip()
    inside = _INSIDE.match(tail) if mark == "(" else None
    if inside:
        elements = read_elements(inside["columns"], catalog)
        return Wanted(f"{core} {inside['rest']}", elements) if len(elements) > 1 else None
    order = _ORDERED.search(tail) if mark in ("?", ".") or _ASKED.match(tail) else None
    if order:
        core, tail = f"{core}, {order['order']}", tail[: order.start()]
    if _CLAUSE.match(core) and _ASKED_AFTER.match(tail):
        return None  # "If x is y, what is z": the question itself.
    closed = mark == "(" and tail.rstrip(" .?!").endswith(")")
    if closed and _is_of_cell(core, tail.rstrip(" .?!"), catalog):
        return None
    opened = closed or mark.lower() == "by" or bool(_OPENS.match(tail))
    opened = opened or (mark == "," and bool(_LISTED_AFTER.search(tail)))
    if mark in (",", "", "(", "by") and not opened:
        return None
    before = _LISTS.sub("", re.sub(r"(?i)^for\b.*,\s*", "", core), count=1).removeprefix("the ")
    cells = read_elements(before, catalog) if mark == "," else ()
    if cells and all(each.part is not Part.FIGURE for each in cells):
        return None  # "The last name" of "what are the first name, last name and …" goes on with a list.
    added, lone = bool(_ADDED.match(tail) or _TOO.search(tail)), bool(_LONE.search(tail))
    tail = _ADDED.sub("", tail)
    asked = added and bool(_ASKED_AFTER.match(tail))
    tail = _ONLY.sub("", tail.rstrip(" .?!)"))
    returned = mark in ("?", ".") and bool(_ASKED.match(tail))
    tail = _plainly(_HEADED.sub("", _ASKED.sub("", tail, count=2)))
    elements = read_elements(tail, catalog) or (read_returned(tail, catalog) if returned else ())
    if not elements or len(core.split()) < 2:
        return None
    figures = [each.part is Part.FIGURE for each in elements]
    if mark == "by" and (len(elements) < 2 or any(figures) or not RANKS.search(core)):
        return None  # "Count of users by name and country": groups, and no columns.
    stretches = all(each.bucket for each in elements)  # "Month numbers": how what groups is written.
    added = added or all(figures) or stretches or bool(_ASKED_AFTER.match(tail))
    added = added or (bool(_FIGURE_ASKED.match(core)) and not any(figures))
    return Wanted(core, elements, added and not lone, is_asked=asked)


def _is_of_cell(core: str, bracket: str, catalog: Catalog) -> bool:
    """Whether a bracket at the end is a part of what some cell says: ``Barton CC (KS)``."""
    words = core.split()[-_MOST_BEFORE:]
    return any(catalog.values(normalise(f"{' '.join(words[at:])} ({bracket}")) for at in range(len(words)))


def _plainly(text: str) -> str:
    """Leave out the question word before a list of columns, but not where it counts."""
    return text if re.match(r"how\s", text, re.IGNORECASE) else _ASKED_AFTER.sub("", text)
