"""Values that an answer is wanted for one by one: "residents versus visitors", "how many A, how many B".

Without groups each of them is a row of its own. Beside the groups that are asked for, "for each branch", each
is a column.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import Token, name_words, tokenise
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.linking.linker import covers, link
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_SEVERALLY = re.compile(
    r"[\s,]*\b(?:respectively|separately|individually|each on (?:its|their) own)\b,?", re.IGNORECASE
)
_SET_BESIDE = re.compile(
    r"[\s,(]*\b(?:(?:(?:in|as|with|into)\s+)?(?:an?\s+)?(?:separate|different|(?:its|their)\s+own|two|three|four|[234])\s+"
    r"columns?|side\s+by\s+side|next\s+to\s+each\s+other)\b[,)]?",
    re.IGNORECASE,
)
_ONE_EACH = re.compile(
    r"[.;,]\s*(?:please\s+)?(?:(?:i|we)(?:'d|\s+would)?\s+(?:like|want|need)\s+|(?:give|show|return|use|with)\s+(?:me\s+)?)?"
    r"(?:one|a)\s+(?:row|line)\s+(?:per|for\s+(?:each|every))\s+\w+(?:\s+with\s+(?:the|its)\s+\w+)?(?=\s*[.?!]|\s*$)",
    re.IGNORECASE,
)
_AGAINST = r"(?:versus|vs\.?|against|compared\s+(?:with|to|against))"
_COMPARE = re.compile(r"^(?:please\s+)?compare\s+(?=\w)", re.IGNORECASE)
_COUNT = r"(?:how\s+many|(?:the\s+)?(?:number|count)\s+of|the\s+number\s+(?:that|who|which))"
_SIGNS = re.compile(
    rf"\b{_AGAINST}(?!\w)|^(?:please\s+)?compare\s|\b{_COUNT}\s.*\b(?:and|,)\s*{_COUNT}\s|,\s*{_COUNT}\s"
    r"|\b(?P<link>for|of|in|by)\s[^,.?]*\band\s+(?P=link)\s|\b(?:and|,)\s[^.?]*\b(?:the\s+)?(?:ones|those)\s",
    re.IGNORECASE,
)
"""What tells that a list of values is meant one by one."""
_DIFFERS = re.compile(
    r"\b(?:differences?|differ|than|ratio|divided|minus|gap|times\s+as|shares?|proportion|percentage\s+of|growth|grow|grew|"
    r"changed?|respectively)\b",
    re.IGNORECASE,
)
"""What makes one figure of two."""
_ADDED = re.compile(
    r"\b(?:combined|altogether|together(?!\s+with)|in\s+(?:all(?!\s+\w+s\b)|total))\b", re.IGNORECASE
)
"""What asks for one figure of all values: "the combined amount for North and for South"."""
_GROUPS = re.compile(r"\b(?:per|(?:for|in|at|of|by|within)\s+(?:each|every)|by)\s+(?=\w)", re.IGNORECASE)
_LINKING = frozenset(
    ["versus", "vs", "compared", "against", "ones", "those", "who", "which", "number", "count"]
)
"""Words besides those of the lexicon that may stand between two values of a list."""
_BETWEEN = (
    Sense.AND, Sense.HOW_MANY, Sense.OF, Sense.IN, Sense.BE, Sense.FILLER, Sense.THAT, Sense.WITH, Sense.WHO,
    Sense.HAVE,
)  # fmt: skip
_MOST_BETWEEN = 8
"""Pieces between two values of a list."""
_STRETCHES = ("year", "quarter", "month")


@dataclass(frozen=True)
class _Listed:
    """Values of one column that stand one after another, or stretches of time."""

    places: tuple[int, ...]
    """Where they are among the pieces of the question."""
    column: Column | None
    """None for stretches of time."""


def say_severally(question: str, catalog: Catalog) -> str:
    """Ask for each of the values that are listed, where the question says that it wants them one by one."""
    found = _SEVERALLY.search(question)
    if found:
        column = _listed(link(question[: found.start()], catalog))
        if column is None:
            return question
        said = question[: found.start()] + question[found.end() :]
        return f"{said.rstrip(' ?.!')} per {_header(column, catalog)}"
    beside = _SET_BESIDE.search(question)
    plain = _SET_BESIDE.sub(" ", _ONE_EACH.sub("", question)).rstrip(" ?.!")
    sign = _SIGNS.search(plain)
    if _DIFFERS.search(question) or not (beside or sign):
        return question
    added = bool(sign and sign["link"] and _ADDED.search(question)) and not beside
    plain = _COMPARE.sub("", plain)
    ways = (link(plain, catalog), covers(plain, catalog, most=1)[0])
    asked = (_one_by_one(plain, items, catalog, added=added) for items in ways)
    return next(filter(None, asked), question)


def _one_by_one(question: str, items: Sequence[Item], catalog: Catalog, *, added: bool) -> str | None:
    """Ask for values one by one, as columns beside groups and else as rows; None where none are listed.

    Where they are added up they are asked for together: "for North and South".
    """
    tokens = tokenise(question)
    listed = next(_lists(items), None)
    if items[-1:] and items[-1].end != len(tokens):
        return None  # A word was said in other words to be linked: the pieces are none of this text.
    if listed is None or not any(_asks_figure(item) for item in items[: listed.places[0]]):
        return None
    first, last = (items[listed.places[at]] for at in (0, -1))
    head, tail = question[: tokens[first.start].start], question[tokens[last.end - 1].end :]
    said = " and ".join(items[place].text for place in listed.places)
    if added:
        return f"{head}{said}{tail}"
    if _GROUPS.search(head + tail):
        return _as_columns(listed, items, (head, tail), tokens) if listed.column else None
    header = _header(listed.column, catalog) if listed.column else items[listed.places[0]].period
    unit = header if isinstance(header, str) else header.grain if header else ""
    return f"{head}{said}{tail} per {unit}"


def _asks_figure(item: Item) -> bool:
    """Whether a piece says what is computed of each value."""
    computed = item.has(Sense.HOW_MANY, Sense.HOW_MUCH, Sense.SUM, Sense.AVERAGE, Sense.MEDIAN)
    return computed or item.stems[-1:] == ("rate",) or any(hit.column.is_measure for hit in item.columns)


def _as_columns(
    listed: _Listed, items: Sequence[Item], around: tuple[str, str], tokens: Sequence[Token]
) -> str | None:
    """Count the rows of each value in a figure of its own; None where something else is counted."""
    counts = [at for at in range(listed.places[0]) if items[at].has(Sense.HOW_MANY) and not items[at].is_link]
    start = counts[-1] if counts else None
    if start is None or listed.column is None:
        return None
    between = [
        *items[start + 1 : listed.places[0]],
        *_inner(items, listed),
        *items[listed.places[-1] + 1 :][:1],
    ]
    nouns = [item for item in between if _names(item, listed.column)]
    if not nouns or any(
        item.is_link and item not in nouns and not item.has(*_BETWEEN) for item in between[:-1]
    ):
        return None
    head, tail = around
    begins = tokens[items[start].start].start
    after = items[listed.places[-1] + 1 :][:1]
    if after and after[0] in nouns:  # "Open and closed tickets".
        tail = tail.lstrip()[len(after[0].text) :]
    figures = [f"number of {items[place].text} {nouns[0].text}" for place in listed.places]
    return f"{head[:begins]}{', '.join(figures[:-1])} and {figures[-1]}{tail}"


def _inner(items: Sequence[Item], listed: _Listed) -> list[Item]:
    inside = range(listed.places[0], listed.places[-1])
    return [items[at] for at in inside if at not in listed.places]


def _names(item: Item, column: Column) -> bool:
    """Whether a piece names the table whose rows have the values."""
    return any(hit.table.name == column.table and hit.strength >= NAMES for hit in item.tables)


def _lists(items: Sequence[Item]) -> Iterator[_Listed]:
    """Yield the runs of values of one column, or of stretches of one length, with nothing else between."""
    for at, item in enumerate(items):
        for column in [None] if item.period else [hit.column for hit in item.values]:
            places = _run(items, at, column)
            if len(places) > 1 and len({items[place].normal for place in places}) == len(places):
                yield _Listed(tuple(places), column)


def _run(items: Sequence[Item], at: int, column: Column | None) -> list[int]:
    places = [at]
    for place in range(at + 1, len(items)):
        item = items[place]
        if _is_alike(items[at], item, column):
            places.append(place)
        elif place - places[-1] > _MOST_BETWEEN or not _may_stand_between(item, column):
            break
    links = (items[one + 1 : other] for one, other in pairwise(places))
    parted = (any(each.has(Sense.AND) or each.normal in _LINKING or each.after_comma for each in some) or
              items[other].after_comma for some, other in zip(links, places[1:], strict=True))  # fmt: skip
    return places if all(parted) or all(_is_with(items, pair) for pair in pairwise(places)) else [at]


def _is_with(items: Sequence[Item], pair: tuple[int, int]) -> bool:
    """Whether one stretch of time is compared ``with`` another."""
    inner = items[pair[0] + 1 : pair[1]]
    return bool(items[pair[1]].period) and any(each.has(Sense.WITH, Sense.IN) for each in inner)


def _is_alike(first: Item, item: Item, column: Column | None) -> bool:
    if column is None:
        grains = {each.period.grain for each in (first, item) if each.period}
        return item.period is not None and len(grains) == 1 and grains <= set(_STRETCHES)
    return any(hit.column == column for hit in item.values)


def _may_stand_between(item: Item, column: Column | None) -> bool:
    named = column is not None and _names(item, column)
    return named or item.normal in _LINKING or (item.has(*_BETWEEN) and not item.is_link)


def _listed(items: list[Item]) -> Column | None:
    """Return the one column that every value at the end of a question is of, where there are several."""
    columns: list[set[Column]] = []
    for item in reversed(items):
        if item.values:
            columns.append({hit.column for hit in item.values})
        elif not item.has(Sense.AND, Sense.FILLER):
            break
    shared = set.intersection(*columns) if len(columns) > 1 else set[Column]()
    return shared.pop() if len(shared) == 1 else None


def _header(column: Column, catalog: Catalog) -> str:
    """Return what people call a column, with its table where others have a column of that name."""
    alone = sum(each.words == column.words for each in catalog.columns) == 1
    return " ".join(
        name_words(column.name) if alone else (*name_words(column.table), *name_words(column.name))
    )
