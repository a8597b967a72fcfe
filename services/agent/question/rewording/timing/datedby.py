"""Puts the day that a figure goes by beside its period: "the sum in 2024, by the date it was sent"."""

import re

from services.agent.question.language.shorthand import shortening
from services.agent.question.language.verbs import SAID_BY
from services.agent.question.language.words import name_words, spoken, stem, word_root
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Catalog

_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    r"\s+(?:in|during|for|over)\s+(?P<when>(?:the\s+)?(?:(?:first|second|last)\s+(?:half|quarter)\s+of\s+|"
    rf"[QH][1-4]\s+(?:of\s+)?)?{_YEAR})\b(?!\s*[-\u2013])",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b")
_SETTLED = re.compile(
    r"\b(?:with|where|whose)\s+[\w ]+?\s+(?:is\s+|was\s+)?(?:in|during)\s+(?:19|20)\d\d", re.I
)
_GOING = (
    r"(?:going\s+by|based\s+on|judged\s+by|according\s+to|counted\s+by|dated\s+by|(?:year|month|quarter)s?\s+by|by|"
    r"using|taking|dating\s+(?:them|it|each|these|those)\s+by|(?:assigned|attributed|allocated)\s+to\s+the\s+"
    r"(?:year|month|quarter)\s+of)"
)
_ASIDE = re.compile(
    rf"\s*[,(;]\s*{_GOING}\s+(?:the\s+|its\s+|their\s+)?"
    r"(?P<said>(?:(?:date|day)\s+(?:(?:on\s+which|that|when)\s+)?|when\s+)"
    r"(?:it|they|he|she|we|the\s+\w+)\s+[\w ]+?|"
    r"(?:date|day)\s+(?:of\s+)?[\w-]+|[\w-]+(?:\s+[\w-]+)?\s+(?:date|day))\s*[)]?(?=\s*(?:[,.;?!]|$))",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(
    rf"\b(?:in|for|of)\s+(?:each|every\s+one)\s+of\s+the\s+(?:calendar\s+)?years\s+{_YEAR}(?:\s*,?\s*(?:and\s+)?{_YEAR})+\b",
    re.I,
)
_STRETCH = re.compile(
    r"\b(?:per|by|(?:for|in)\s+(?:each|every))\s+(?:calendar\s+)?(?P<unit>year|quarter|month)\b(?!\s+(?:of|numbers?|names?)\b)",
    re.I,
)
_DONE_PER = re.compile(
    r"\b(?P<rows>[a-z]+s)\s+(?:(?:who|that|which)\s+)?(?:(?:were|was|have|has|got)\s+)?(?P<verb>(?!by\b|in\b|per\b|of\b)[a-z]+)"
    r"(?:\s+(?:the|our)\s+(?P<thing>[a-z]+))?\s+(?:per|by|each|(?:in|during|for)\s+(?:each|every))\s+"
    rf"(?P<unit>year|quarter|month)\b(?:\s+(?:of|in)\s+(?P<year>{_YEAR})\b|(?!\s+of\b))",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"\s*[.;,(?]\s*(?:use|using|take|taking|by|going\s+by|based\s+on|counting)\s+(?:the\s+)?"
    r"(?:(?P<unit>year|quarter|month)\s+of\s+(?:the\s+|its\s+|their\s+)?)?"
    r"(?P<said>(?:[\w-]+\s+){1,2}?(?:date|day)|(?<=of\sthe\s)[\w-]+)\b\s*[)]?(?=\s*(?:[,.;?!]|$))",
    re.IGNORECASE,
)
_REMARKS = re.compile(
    r"^\s*,?(?:\s*(?:,|and)?\s*(?:whole\s+(?:calendar\s+)?days|(?:[a-z]+\s+)?[a-z]+\s+(?:of|with|in)\s+(?:every|any|all)\s+(?:status|state)(?:es|s)?))+",
    re.IGNORECASE,
)
"""What else is told there that changes nothing."""
_HEADER = re.compile(
    rf"\s*[,(;]\s*{_GOING}\s+(?:the\s+|its\s+|their\s+)?(?P<said>[\w-]+(?:\s+[\w-]+){{0,2}}?)\s*[)]?(?=\s*(?:[,.;?!]|$))",
    re.IGNORECASE,
)
_DONE = re.compile(r"\s+(?P<verb>[a-z]+ed|made)$", re.IGNORECASE)
_DAY_NOUN = re.compile(r"\b(?P<said>[a-z]+\s+[a-z]+)\s+(?:date|day)\b", re.IGNORECASE)
_SMALL = """
    the it they he she we its their that on which when what was were is are has have had been be of by
    date day
"""
_SAYING_NOTHING = frozenset(_SMALL.split())


def say_dated(question: str, catalog: Catalog) -> str:
    """Say whose day lies in the only period that a question has; most questions stay as they are."""
    question = _beside_stretch(_EACH_YEAR.sub(_each_year, question), catalog)
    question = _DONE_PER.sub(lambda found: _done_per(found, catalog), question)
    return _beside_period(_DAY_NOUN.sub(lambda found: _named(found, catalog), question), catalog)


def _each_year(found: re.Match[str]) -> str:
    """Say years that follow each other as a range of which each is a group."""
    years = [int(year) for year in _ANY_YEAR.findall(found[0])]
    in_order = years == [*range(years[0], years[0] + len(years))]
    return f"per year from {years[0]} to {years[-1]}" if in_order else found[0]


def _done_per(found: re.Match[str], catalog: Catalog) -> str:
    """Say by its header the day on which was done what rows are counted by: "orders shipped per month"."""
    tables = [table for table in catalog.tables if is_called(table, stem(found["rows"].lower()))]
    roots = {word_root(found["verb"].lower())}
    if found["thing"] and any(is_called(table, stem(found["thing"].lower())) for table in catalog.tables):
        return found[0]
    for words in (roots, {other for each in roots for other in SAID_BY.get(each, ())}):
        days = [day for table in tables for day in table.columns if day.is_date and words & days_told(day)]
        if days:
            when = f" in {found['year']}" if found["year"] else ""
            named = f"{found['rows']} per {found['unit']} of {spoken(days[0].name)}{when}"
            return named if len(days) == 1 and not days[0].nulls else found[0]  # Else there are undone ones.
    return found[0]


def _beside_stretch(question: str, catalog: Catalog) -> str:
    """Say whose year the groups are of right beside them: "per year. Use the year of the check-in date"."""
    told = _OF_WHICH.search(question)
    groups = list(_STRETCH.finditer(question[: told.start()])) if told else []
    if (
        told is None
        or len(groups) != 1
        or (told["unit"] and told["unit"].lower() != groups[0]["unit"].lower())
    ):
        return question
    column = day_called(told["said"], catalog, question[: told.start()])
    if column is None:
        return question
    end, rest = groups[0].end(), question[told.end() :]
    rest = ("?" if told[0].lstrip().startswith("?") else "") + _REMARKS.sub("", rest)
    return f"{question[:end]} of {spoken(column.name)}{question[end : told.start()]}{rest}"


def _named(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out the noun behind a header that is a day without saying so: ``paid on date``."""
    days = {name_words(column.name) for column in catalog.columns if column.is_date}
    words = name_words(found.group())
    return found["said"] if words not in days and words[:-1] in days else found.group()


def _beside_period(question: str, catalog: Catalog) -> str:
    aside = _ASIDE.search(question) or _by_header(question, catalog)
    periods = list(_PERIOD.finditer(question[: aside.start()])) if aside else []
    if (
        aside is None
        or len(periods) != 1
        or len(_ANY_YEAR.findall(question)) != 1
        or _SETTLED.search(question)
    ):
        return question
    column = day_called(aside["said"], catalog, question[: aside.start()])
    if column is None:
        return question
    period, head = periods[0], question[: aside.start()]
    dated = f"with {spoken(column.name)} in {period['when']}"
    before = without_verb(head[: period.start()], catalog)
    return f"{before}{head[period.end() :]} {dated}{question[aside.end() :]}"


def _by_header(question: str, catalog: Catalog) -> re.Match[str] | None:
    """Find an aside that is the header of a day, which need not say that it is one: ``(by run start)``."""
    found = _HEADER.search(question)
    days = {name_words(column.name) for column in catalog.columns if column.is_date} if found else ()
    return found if found and name_words(found["said"]) in days else None


def without_verb(before: str, catalog: Catalog) -> str:
    """Leave out a verb for what happened on the day that is named, where no cell or header says it."""
    found = _DONE.search(before)
    if found is None or catalog.values(found["verb"].casefold()):
        return before
    said = word_root(found["verb"])
    named = [each.roots for each in catalog.columns] + [each.roots for each in catalog.tables]
    return before if any(said in roots for roots in named) else before[: found.start()]


def day_called(said: str, catalog: Catalog, question: str = "") -> Column | None:
    """Return the only date that is called so, or that tells when what is said was done.

    Args:
        said: ``invoice date``, ``date paid``, ``date it went out``.
        catalog: What the question is about.
        question: The words around it; of days in several tables that of a table named there is meant.
    """
    words = [word for word in name_words(said) if word not in _SAYING_NOTHING]
    for word in reversed(words):
        root = word_root(word)
        named = [each for each in catalog.columns if each.is_date and root in each.roots]
        own = [each for each in catalog.columns if each.is_date and has_in_short(each, word, catalog)]
        others = [each for each in catalog.columns if each.is_date and each.roots & {*SAID_BY.get(root, ())}]
        if found := named or own or others:
            return _only(found, words, catalog, question)
    return None


def has_in_short(day: Column, word: str, catalog: Catalog) -> bool:
    """Whether a day says in short what its rows are called: ``ord_date``, of orders."""
    begins, *others = day.words
    own = is_called(catalog.by_name[day.table], stem(word)) and shortening(begins, word)
    return bool(own and others) and days_told(day) <= {word_root(begins)}


def _only(found: list[Column], words: list[str], catalog: Catalog, question: str) -> Column | None:
    """Return the column whose other words are said, too, or whose table the question names."""
    roots = set(map(word_root, words))
    best = max(len(roots & each.roots) for each in found)
    found = [each for each in found if len(roots & each.roots) == best]
    if len(found) == 1:
        return found[0]
    stems = {stem(word) for word in re.findall(r"[a-z]+", question.casefold())}
    named = [each for each in found if any(is_called(catalog.by_name[each.table], word) for word in stems)]
    return named[0] if len(named) == 1 else None
