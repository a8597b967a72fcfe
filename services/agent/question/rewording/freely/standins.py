"""Calls rows by the name of their table where another word stands for them: ``where can I eat``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.rewording.freely.persons import ANYBODY
from services.agent.question.tables.calling import tells_rows
from services.agent.question.tables.schema import Catalog

_LIVED_IN = (
    "flat apartment house home property listing room studio villa cottage cabin hotel hostel inn guesthouse"
)
_GONE_TO = (
    "restaurant cafe bistro bar pub eatery diner shop store market museum gallery gym park cinema theatre "
    "venue campsite beach pool school hospital clinic library club"
)
PLACES = frozenset(map(stem, f"{_LIVED_IN} {_GONE_TO}".split()))
"""Words for rows that are places one lives in or goes to."""
_ONES = re.compile(
    r"\b(?P<which>which|what|any|all|the|our|[a-z-]+)\s+ones\b(?!\s+(?:of|in\s+the\s+end)\b)", re.IGNORECASE
)
_EXCEPT_ONES = re.compile(
    r"\b(?P<out>other\s+than|except(?:\s+for)?|apart\s+from|besides|but\s+not)\s+(?:the\s+)?(?P<what>[\w-]+)\s+ones\b",
    re.IGNORECASE,
)
_STRANDED = re.compile(r"\b(?:for|with|from|of|by|to|about)\s*[?.!]*$", re.IGNORECASE)
_PLACES = re.compile(
    r"\b(?:places?|spots?|establishments?)\b(?!\s+of\b)(?:\s+to\s+(?:eat|stay|live|sleep|rent|drink|go|shop))?",
    re.IGNORECASE,
)
_LIVE = r"(?:eat|drink|dine|stay|live|sleep|lodge|shop|swim)"
_HAVE = r"(?:get|have|find|try|order|go|rent|buy|move\s+in(?:to)?)"
_WHERE = (
    rf"^where\s+(?:can|could|do|does|should|might|would|may)\s+(?P<who>{ANYBODY}|[a-z]+s)\s+"
    r"{does}\b\s*(?P<rest>[^?]*)"
)
_LIVING = re.compile(_WHERE.format(does=_LIVE), re.IGNORECASE)
_DOING = re.compile(_WHERE.format(does=_HAVE), re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:in|on|at|for|near|with|under|below|above|over|close)\b", re.IGNORECASE)
_CHEAPEST_PLACE = re.compile(
    r"^where(?:['\u2019]s|\s+is|\s+are)\s+(?=the\s+\w+est\b|the\s+(?:most|least)\b)", re.I
)
_NEAR = re.compile(r"\b(?:near|close\s+to|around|by)\s+(?:the\s+)?(?P<where>[\w-]+)", re.IGNORECASE)
_EATEN = re.compile(
    r"\b(?P<what>[\w-]+)\s+(?:food|cooking|dishes|meals?)\b(?=\s*(?:[,?.]|$|in\b|at\b|for\b|with\b|under\b|below\b|and\b))",
    re.IGNORECASE,
)


def say_ones(question: str, catalog: Catalog) -> str:
    """Call rows by the name of their table where a question calls them ones."""
    if _STRANDED.search(question):
        return question  # "Which ones do you pay for": of the rows that says nothing that is read.
    said = _EXCEPT_ONES.sub(r"\g<out> \g<what>", question)
    return _ONES.sub(rf"\g<which> {spoken(catalog.tables[0].name)}", said)


def say_places(question: str, catalog: Catalog) -> str:
    """Call rows by the name of their only table where it is of places, and places are asked for, or where."""
    table = catalog.tables[0]
    if len(catalog.tables) > 1 or PLACES.isdisjoint({*table.words, *table.row_words}):
        return question
    if not tells_rows(table) or _speaks_of_places(catalog):
        return question
    rows = spoken(table.name)
    said = _PLACES.sub(
        lambda found: rows if found[0].split()[0].endswith("s") else rows.removesuffix("s"), question
    )
    return _gone_to(_CHEAPEST_PLACE.sub("which is ", said), rows, _LIVING)


def say_rows_by_deed(question: str, catalog: Catalog) -> str:
    """Ask which rows there are where a question asks where something can be had, of a table of places."""
    table = catalog.tables[0]
    if PLACES.isdisjoint({*table.words, *table.row_words}) or _speaks_of_places(catalog):
        return question
    said = _gone_to(question, spoken(table.name), _DOING)
    said = _EATEN.sub(lambda each: each["what"] if catalog.values(each["what"].casefold()) else each[0], said)
    return _NEAR.sub(lambda each: _in_place(each, catalog), said)


def _gone_to(question: str, rows: str, where: re.Pattern[str]) -> str:
    found = where.match(question)
    rest = found["rest"].strip() if found else ""
    if found is None or not rest:
        return question
    whom = "" if re.fullmatch(ANYBODY, found["who"], re.IGNORECASE) else f" for {found['who']}"
    if _PREPOSITION.match(rest):
        return f"which {rows} are there{whom} {rest}"
    return f"which {rows} have {rest}{whom}"


def _in_place(found: re.Match[str], catalog: Catalog) -> str:
    """Say in which part of a town something is where it is said to be near one that cells name."""
    hits = catalog.values(found["where"].casefold())
    return f"in {found['where']}" if any(hit.column.is_text for hit in hits) else found[0]


def _speaks_of_places(catalog: Catalog) -> bool:
    """Whether a header has the word itself: places may be seats."""
    return any({"place", "spot"} & {*column.spelt} for column in catalog.columns)
