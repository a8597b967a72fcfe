"""Asks for the quotient that a question tells behind what it asks: "How full are shows? Give seats sold …".

What it asks in other words before says by what it is grouped and of which rows it is: these are kept, and all
else is what the quotient says more precisely. Where that may be more, the question stays refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.spans import UNITS

_SENTENCES = re.compile(r"(?<=[.?!;])\s+|:\s+")
_LEAD = (
    r"^(?:please\s+)?(?:(?P<verb>give|return|show|report|list|take|use|compute|calculate)\s+)?(?:me\s+)?(?:the\s+)?"
    r"(?:(?P<group>[a-z][\w' -]*?)\s+and\s+(?:the\s+)?)?"
)
_LINK = r"(?P<link>divided\s+by|over|as\s+an?\s+(?:percent(?:age)?|fraction|share|proportion)\s+of)"
_OPERAND = r"[^,;:.?()]+?(?:\s*\([^()]*\))?"
_QUOTIENT = re.compile(
    rf"{_LEAD}(?P<one>{_OPERAND}),?\s+{_LINK}\s+(?:the\s+)?(?P<other>{_OPERAND})(?P<as>\s+as\s+an?\s+\w+)?\s*[.?!]*$",
    re.IGNORECASE,
)
_DIVIDE = re.compile(
    rf"^(?:please\s+)?divide\s+(?:the\s+)?(?P<one>{_OPERAND})\s+by\s+(?:the\s+)?(?P<other>{_OPERAND})\s*[.?!]*$",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"^(?:please\s+)?(?:return|give|show|report|list)\s+(?:me\s+)?(?:the\s+)?(?P<group>[a-z][\w' -]*?)\s+"
    r"and\s+(?:the\s+|its\s+|that\s+)?(?P<figure>[a-z%][\w' %-]*?)\s*[.!]*$",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    r",?\s+(?:by|per|(?:for|in|on|at|of|within)\s+(?:each|every))\s+(?:type\s+of\s+)?(?P<group>[a-z][\w'-]*(?:\s+[\w'-]+){0,2}?)"
    r"(?=\s+(?:for|in|on|at|of|by|per|over|during|from|with|do|does|did)\b|\s*[,?.(]|\s*$)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\bpercent(?:age)?\b|%", re.IGNORECASE)
_SPELLED = re.compile(r"^.*\(\s*(?P<says>[^()]*\s(?:plus|minus|times|less|multiplied\s+by)\s[^()]*?)\s*\)$")
_LISTED = re.compile(r"\s*\([^()]*\)")
_FIGURED = re.compile(r"^(?:total|sum|number|count|average)\b", re.IGNORECASE)
_NARROWING = (
    Sense.NOT, Sense.WITHOUT, Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.BETWEEN,
    Sense.ONLY, Sense.MISSING, Sense.PRESENT, Sense.UNEQUAL, Sense.TOP, Sense.BOTTOM, Sense.HIGHEST,
    Sense.LOWEST,
    Sense.BEFORE, Sense.AFTER, Sense.SINCE, Sense.UNTIL, Sense.OR, Sense.THAT, Sense.WITH, Sense.WHERE,
)  # fmt: skip
"""Senses of words that say of which rows a figure is, in ways that are not carried over."""
_HINTED = 0.5
"""Strength from which a word may be what a column of yes and no says."""


@dataclass(frozen=True)
class Quotient:
    """Two figures, and what stands between them."""

    one: str
    link: str
    other: str
    group: str


def say_quotient(question: str, catalog: Catalog) -> str | None:
    """Ask for the quotient that a question tells; None where it tells none, or not of which rows."""
    first, *rest = _SENTENCES.split(question.strip())
    spelled = next((each for each in rest if _QUOTIENT.match(each) or _DIVIDE.match(each)), None)
    quotient = _quotient(spelled, catalog) if spelled else None
    if quotient is None:
        return None
    rest = [each for each in rest if each != spelled]
    returned = next((found for each in rest if (found := _RETURNED.match(each))), None)
    parts = {stem(word) for each in (quotient.one, quotient.other) for word in each.casefold().split()}
    ways = (found["group"] for found in _GROUPED.finditer(first))
    grouped = next((each for each in ways if not _is_told(each, parts)), "")
    group = quotient.group or (returned["group"] if returned else grouped)
    told = parts | {stem(word) for word in group.casefold().split()}
    said = _GROUPED.sub(lambda found: " " if _is_told(found["group"], told) else found.group(), first)
    rows = _rows_said(_LISTED.sub("", said), group, catalog)
    if rows is None or _GROUPED.search(said) or (group and not _names_column(group, catalog)):
        return None
    percent = _PERCENT.search(first) or (returned and _PERCENT.search(returned["figure"]))
    text = f"{_figure(quotient.one)} {quotient.link} {_figure(quotient.other)}"
    text += f" by {group}" if group else ""
    text += "".join(f" {each}" for each in rows)
    text += ", in percent" if percent and not _PERCENT.search(quotient.link) else ""
    others = [each for each in rest if not returned or each != returned.string]
    return " ".join([f"{text}.", *others]) if others else text


def _is_told(group: str, told: set[str]) -> bool:
    """Whether the last word of a group is one of what is told: the groups, or what all is divided by."""
    last = group.casefold().split()[-1]
    return not told.isdisjoint({stem(last), stem(UNITS.get(last, last))})  # Nights are days.


def _quotient(spelled: str, catalog: Catalog) -> Quotient | None:
    if found := _DIVIDE.match(spelled):
        return Quotient(found["one"], "divided by", found["other"], "")
    found = _QUOTIENT.match(spelled)
    if found is None:
        return None
    group, one = found["group"] or "", found["one"]
    if group and (not found["verb"] or not _names_column(group, catalog)):
        group, one = "", f"{group} and {one}"
    between = "divided by" if found["link"].casefold() == "over" else found["link"]
    return Quotient(one, between, found["other"], group)


def _figure(said: str) -> str:
    """Say a figure by its formula where one stands in brackets behind it."""
    plain = re.sub(r"\s+in\s+total$|^(?:all|the)\s+", "", said.strip(), flags=re.IGNORECASE)
    found = _SPELLED.match(plain)
    return (f"total {found['says']}" if _FIGURED.match(plain) else found["says"]) if found else plain


def _names_column(said: str, catalog: Catalog) -> bool:
    """Whether a word of a phrase is of a header or a table."""
    return any(item.columns or item.tables for item in link(said, catalog))


def _rows_said(said: str, group: str, catalog: Catalog) -> list[str] | None:
    """Return what says of which rows a figure is; None where that may be more than is understood."""
    items = link(said, catalog)
    if any(map(_may_narrow, items)) or any(_is_unread(one, after) for one, after in pairwise(items)):
        return None
    kinds = list(_kinds(items))
    periods = [item.text for item in items if item.period]
    if any(kind is None for kind in kinds) or len(periods) > 1:
        return None
    return [*(f"for {kind}" for kind in kinds), *(f"in {each}" for each in periods)]


def _may_narrow(item: Item) -> bool:
    flag = any(hit.column.is_flag and hit.strength >= _HINTED for hit in item.columns)
    number = item.number is not None and not item.period
    return flag or number or (item.has(*_NARROWING) and not item.is_link)


def _is_unread(item: Item, after: Item) -> bool:
    """Whether an unknown word stands before a noun for rows: which of them it means, nobody knows."""
    rows = any(hit.strength >= NAMED for hit in after.tables)
    return rows and not item.is_known and not item.senses


def _kinds(items: Sequence[Item]) -> Iterator[str | None]:
    """Yield the kinds of rows that are named; None for a value that stands before no noun for rows."""
    for at, item in enumerate(items):
        named = item.tables or any(hit.strength >= NAMED for hit in item.columns)
        if not item.values or named or (at and items[at - 1].has(Sense.HOW)):
            continue  # "How full" is what is asked for.
        after = items[at + 1] if at + 1 < len(items) else None
        yield f"{item.text} {after.text}" if after and after.tables else None
