"""Says of persons "under 40", "who are 80", "the over-50s" that an age is meant, where the table tells it."""

import re

from services.agent.question.language.vocabulary import PEOPLE
from services.agent.question.language.words import spoken, stem
from services.agent.question.linking.parlance import tables_called
from services.agent.question.tables.schema import Catalog, Table

_ENDS = (
    r"(?:\s+years?(?:\s+(?:old|of\s+age))?)?"
    r"(?=\s*[?.!,]|\s*$|"
    r"\s+(?:in|by|per|and|or|from|with|who|that|work|on|for|stay|have|has|live|earn|there|are|is|were|was)\b)"
)
_LIMITED = re.compile(
    r"\b(?P<who>[^\W\d_]+)\s+(?:(?:(?:who|that)\s+)?(?:are|is|were)\s+)?(?:aged\s+)?"
    r"(?P<way>under|over|above|below|past|older\s+than|younger\s+than)\s+(?:the\s+age\s+of\s+)?(?P<n>\d{1,2})"
    rf"{_ENDS}",
    re.IGNORECASE,
)
_EXACT = re.compile(
    rf"\b(?P<who>[^\W\d_]+)\s+(?:(?:who|that)\s+)?(?:are|is|were|was)\s+(?P<n>[1-9]\d?){_ENDS}", re.IGNORECASE
)
"""``People who are 40``: an age and no other figure of theirs."""
_REACHED = re.compile(
    r"\b(?:(?:who|that)\s+)?(?:(?:have|has|had|are|is|were|was)\s+)?(?P<not>not\s+(?:yet\s+)?)?(?:already\s+)?"
    r"(?:(?P<past>passed|past|beyond)|reached|turned|attained)\s+(?:the\s+)?age\s+of\s+(?P<n>\d{1,3})\b",
    re.IGNORECASE,
)
"""``Who have already passed the age of 80``."""
_WHO_WHERE = re.compile(
    r"^(?P<who>who\s+(?:in|at|from|on|with|among)\s+[^,?]{2,40}?)\s+(?:is|are|was|were)\s+(?:aged\s+)?"
    rf"(?P<way>under|over|above|below)\s+(?P<n>\d{{1,2}}){_ENDS}",
    re.IGNORECASE,
)
_LIMITED_NOUN = re.compile(r"\b(?:the\s+)?(?P<way>over|under)[-\s](?P<n>\d{2})s\b", re.IGNORECASE)
_STAGES = {
    "minors": "below 18",
    "under-age people": "below 18",
    "adults": "of at least 18",
    "grown-ups": "of at least 18",
    "teenagers": "between 13 and 19",
    "teens": "between 13 and 19",
    "twenty-somethings": "between 20 and 29",
    "thirty-somethings": "between 30 and 39",
    "forty-somethings": "between 40 and 49",
    "fifty-somethings": "between 50 and 59",
    "sixty-somethings": "between 60 and 69",
    "sexagenarians": "between 60 and 69",
    "septuagenarians": "between 70 and 79",
    "octogenarians": "between 80 and 89",
    "nonagenarians": "between 90 and 99",
    "centenarians": "of at least 100",
}
"""What people of some ages are called, and those ages."""
_STAGE = re.compile(
    rf"\b(?P<stage>{'|'.join(word.replace('-', '[- ]?') for word in _STAGES)})\b(?!\s+\d)", re.IGNORECASE
)
_YOUNG = frozenset(["children", "kids", "youngsters"])
_CHILD = frozenset(["child", "kid", "youngster"])
_CHILDREN = re.compile(
    rf"\b(?P<who>{'|'.join((*_YOUNG, *_CHILD))})\b(?P<told>\s+with\s+an\s+age\s+below\b)?", re.IGNORECASE
)
_GROWN = 21
"""An age above which some of the rows are no children."""
_AGE = stem("age")
_WAYS = {"over": "above", "under": "below"}
_LESS = ("under", "below", "younger than")


_BARE = re.compile(
    r"\b(?P<done>reached|turned)\s+(?P<n>\d{1,3})(?:\s+yet\b|(?=\s*(?:[?.!,]|$)))", re.IGNORECASE
)
"""``Who have not reached 50 yet``, of years."""


def say_ages(question: str, catalog: Catalog) -> str:
    """Name the age that people have, or are under or over; nothing changes where no column is one."""
    if not (
        _WHO_WHERE.search(question)
        or _LIMITED.search(question)
        or _EXACT.search(question)
        or _LIMITED_NOUN.search(question)
        or _STAGE.search(question)
        or _REACHED.search(question)
        or _BARE.search(question)
        or _CHILDREN.search(question)
    ):
        return question
    if not any(_AGE in column.words and column.is_number for column in catalog.columns):
        return question
    return _of_the_young(_with_ages(question, catalog), catalog)


def _with_ages(question: str, catalog: Catalog) -> str:
    question = _REACHED.sub(_with_reached, _BARE.sub(r"\g<done> the age of \g<n>", question))
    question = _LIMITED.sub(lambda found: _with_age(found, catalog), question)
    question = _EXACT.sub(lambda found: _with_age(found, catalog), question)
    question = _WHO_WHERE.sub(lambda found: _who_where(found, catalog), question)
    return _of_stages(question, catalog)


def _of_the_young(question: str, catalog: Catalog) -> str:
    """Call children what the only table's rows are called, where all of these are young or an age is told."""
    if len(catalog.tables) > 1 or not (found := _CHILDREN.search(question)):
        return question
    table, said = catalog.tables[0], stem(found["who"].casefold())
    if (
        any({said, *map(stem, _YOUNG)} & {*column.words} for column in table.columns)
        or catalog.values(said)
        or not _aged(catalog)
    ):
        return question
    oldest = max(float(each.maximum or 0) for each in table.columns if _AGE in each.words and each.is_number)
    if oldest > _GROWN and not found["told"]:
        return question
    rows = spoken(table.name)
    one = found["who"].casefold() in _CHILD and rows.endswith("s")
    return (
        f"{question[: found.start()]}{rows.removesuffix('s') if one else rows}{question[found.end('who') :]}"
    )


def _with_reached(found: re.Match[str]) -> str:
    limit = "above" if found["past"] else "of at least"
    if found["not"]:
        limit = "of at most" if found["past"] else "below"
    return f"with an age {limit} {found['n']}"


def _with_age(found: re.Match[str], catalog: Catalog) -> str:
    who = found["who"].casefold()
    told = any(stem(who) in table.words for table in _aged(catalog)) or (
        who in _YOUNG and not catalog.values(who)
    )
    told = told or any(hit.table in _aged(catalog) for hit in tables_called(who, catalog))
    if not (told or who in PEOPLE or who.removesuffix("s") in PEOPLE or who in ("people", "who")):
        return found.group()
    aged = _aged(catalog)
    rows = spoken(aged[0].name) if who in ("people", "persons", *_YOUNG) and len(aged) == 1 else found["who"]
    if "way" not in found.groupdict():
        return f"{rows} {'has' if who == 'who' else 'with'} an age of {found['n']}"
    if who == "who":
        return found.group()
    way = "below" if " ".join(found["way"].casefold().split()) in _LESS else "above"
    return f"{rows} with an age {way} {found['n']}"


def _who_where(found: re.Match[str], catalog: Catalog) -> str:
    """Say that an age is meant of those who are somewhere, where the rows of the only table have one."""
    if len(catalog.tables) > 1 or not _aged(catalog):
        return found.group()
    way = "below" if found["way"].casefold() in _LESS else "above"
    return f"{found['who']} has an age {way} {found['n']}"


def _of_stages(question: str, catalog: Catalog) -> str:
    """Say what ages the over-50s and the minors have, where the only such table has no cell called so."""
    tables = _aged(catalog)
    if len(tables) != 1:
        return question
    rows = spoken(tables[0].name)
    question = _LIMITED_NOUN.sub(
        lambda found: f"{rows} with an age {_WAYS[found['way'].casefold()]} {found['n']}",
        question,
    )
    found = _STAGE.search(question)
    said = found["stage"].casefold() if found else ""
    if found is None or catalog.values(said) or catalog.values(said.removesuffix("s")):
        return question
    ages = next(ages for word, ages in _STAGES.items() if word.replace("-", "") == re.sub(r"[- ]", "", said))
    return f"{question[: found.start()]}{rows} with an age {ages}{question[found.end() :]}"


def _aged(catalog: Catalog) -> list[Table]:
    """Return the tables that tell how old their rows are."""
    named = {column.table for column in catalog.columns if _AGE in column.words and column.is_number}
    return [catalog.by_name[name] for name in sorted(named)]
