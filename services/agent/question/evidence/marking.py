"""Puts a word of its own in the place of words for some rows: "cats with a low weight" become marked ones."""

import re

from services.agent.question.evidence.conditions import Told
from services.agent.question.evidence.measured import without_measured
from services.agent.question.evidence.naming import words_of
from services.agent.question.language.words import in_either_number, name_words, spoken, stem
from services.agent.question.plans.parts import columns_in
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.made import with_column
from services.agent.question.tables.schema import Catalog, Table

MARKS = ("asvolded", "bisvolded", "cesvolded", "desvolded", "esvolded")
"""What rows are called that a question tells; no table, header or cell is."""
_LEADS = re.compile(
    r"^(?:(?:being|having|has|have|had|with|is|are|was|were|be|to|an?|the|in|who|that|which|those)\s+)+(?=\w)",
    re.IGNORECASE,
)
_LIGHT = re.compile(r"\b(?:degree|level|levels|amount|state|status)\s+of\s+", re.IGNORECASE)
_YEAR = re.compile(
    r"(?:(?:the\s+)?(?:year|month\s+of)\s+)?(?P<when>(?:(?:jan|febr)uary|march|april|may|june|july|august|"
    r"(?:septem|octo|novem|decem)ber)?\s*(?:19|20)\d\d)", re.I,
)  # fmt: skip
"""A term that is a year or a month: it keeps what is asked to its rows."""
_WHERE = re.compile(
    r"\b(?:where|whose|in\s+which|for\s+which)\s+(?:(?:the|its|their)\s+)?(?P<what>[a-z]+(?:\s+[a-z]+){0,3})\s+$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\s+(?:from|between)\s+(?P<one>(?:19|20)\d\d)\s+(?:to|and)\s+(?P<two>(?:19|20)\d\d)\b", re.IGNORECASE
)
_MEASURED = r"(?:\s+(?:levels?|values?|counts?|ranges?|results?))"
_ARTICLE = r"(?:(?:an?|the|their|its|his|her|any|some)\s+)?"
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "not", "also", "who", "that", "which"])
_HAVE = frozenset(["have", "has", "had", "having", "with", "without"])
_AT = _HAVE | {"in", "of", "under", "on", "for", "holding", "within", "whose"}
_OF_FIGURE = re.compile(
    r"\b(?:ratio|number|count|percent|percentage|share|proportion|sum|total|average|rate)\s+of\s+$", re.I
)
_HAVE_BEHIND = re.compile(r"have\s+$", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:an?|the|any|some)\s+$", re.IGNORECASE)
_NO_NOUNS = frozenset(
    [
        "are",
        "is",
        "was",
        "were",
        "have",
        "has",
        "had",
        "did",
        "do",
        "who",
        "that",
        "which",
        "in",
        "at",
        "on",
        "of",
        "from",
        "with",
        "and",
        "or",
        "by",
        "per",
        "for",
        "live",
        "to",
    ]
)
"""Words behind a term that are no noun that it is said of."""
_COUNTED = re.compile(
    r"(?:^|\b(?:how\s+many|number\s+of|percentage\s+of|percent\s+of|proportion\s+of|share\s+of|count\s+of|among|for|the|all|"
    r"list|show|are\s+there\s+more|which|of|between|and|or|to|by|than)\s+(?:(?:all|the|our)\s+)*)$",
    re.IGNORECASE,
)
_JOINING = ("to", "and", "or")
_NOUNS = 4
"""Words before a term among which the noun stands that it is said of."""


def add_mark(told: Told, mark: str, term: str, catalog: Catalog) -> Catalog:
    """Give a table the column of yes and no that tells these rows."""
    column = Column(told.table, term, "BOOLEAN", role="flag", distinct=2, words=(stem(mark),))
    return with_column(column, catalog)[0]


def mark_rows(text: str, term: str, told: Told, mark: str, catalog: Catalog) -> str | None:
    """Put the mark where a question uses the term; None where it does not, or not surely of these rows."""
    plain = _LEADS.sub("", term.strip(" \"'`\u2018\u2019\u201c\u201d"))
    table = catalog.by_name[told.table]
    if not plain or (len(plain.split()) == 1 and is_called(table, stem(plain.casefold()))):
        return None
    if when := _YEAR.fullmatch(plain):
        return _only(text, when["when"].strip(), f"{mark} {spoken(table.name)}")
    found = list(re.finditer(_pattern(plain, told), text, re.IGNORECASE))
    for each in reversed(found):
        before, behind = text[: each.start()], text[each.end() :]
        if plainly := _without_header(before, behind, told):
            text = f"{plainly[0]}that are {mark}{plainly[1]}"
            continue
        before, behind = without_measured(before, behind, catalog)
        put = _put(before, each, behind, table, mark)
        if put is None:
            return None
        text = put
    return text if found else None


def _without_header(before: str, behind: str, told: Told) -> tuple[str, str] | None:
    """Leave out the header that a term is said of as of a row: "where the toll rose from 1995 to 1996"."""
    lead, years = _WHERE.search(before), _FROM_TO.match(behind)
    headers = {word for each in columns_in(told.conditions) for word in map(stem, name_words(each.name))}
    if lead is None or not {stem(word) for word in lead["what"].casefold().split()} <= headers:
        return None
    known = years and {years["one"], years["two"]} <= headers
    return before[: lead.start()], behind[years.end() :] if years and known else behind


def _only(text: str, when: str, rows: str) -> str | None:
    """Keep all that is asked to the rows that a year or a month is told to be."""
    lead = r"(?:in|for|during|of)\s+(?:the\s+)?(?:(?:year|month\s+of)\s+)?"
    pattern = rf",?\s*\b{lead}{re.escape(when)}\b(?!-),?\s*"
    if len(re.findall(pattern, text, re.I)) != 1:
        return None
    rest = re.sub(pattern, " ", text, flags=re.I).strip()
    rest = rest if rest[-1:] in ("?", ".", "!") else f"{rest}."
    return f"{re.sub(r' (?=[?.!]$)', '', rest)} Consider only {rows}."


def _pattern(term: str, told: Told) -> str:
    """Return where a term is used: beside the header that it is about, if that is no part of it."""
    words = _LIGHT.sub("", term).split()
    between = rf"\s+(?:(?:is|are|was|were)\s+)?{_ARTICLE}"
    whole = between.join(in_either_number(word).replace("\\-", r"[-\s]?") for word in words)
    whole = f"{whole}(?:n|an|ian)?" if len(words) == 1 and term.istitle() else whole  # Of a country.
    headers = {words_of(each.name) for each in told.columns}
    named = "|".join(r"\s+".join(map(re.escape, each)) for each in headers if not {*each} & {*words_of(term)})
    if named:
        linked = rf"(?:(?:is|are|was|were)\s+)?(?:(?:within|in|at)\s+)?{_ARTICLE}"
        whole = rf"(?:(?:{named}){_MEASURED}?\s+{linked})?{whole}(?:\s+(?:{named}){_MEASURED}?)?"
    return rf"(?<![\w-]){whole}{_MEASURED}?(?![\w-])"


def _put(before: str, found: re.Match[str], behind: str, table: Table, mark: str) -> str | None:
    """Say that rows are marked, in the way that fits where the term stands."""
    last, rows = found.group().split()[-1], f"{mark} {spoken(table.name)}"
    after = re.match(r"\s+(\w+)", behind)
    if _said_before(before, table):
        return f"{before}{mark}{behind}"  # "How many rooms are spare rooms".
    if is_called(table, stem(last.casefold())) and len(found.group().split()) > 1:
        return f"{before}{mark} {last}{behind}"
    if after and is_called(table, stem(after[1].casefold())):
        return f"{before}{mark}{behind}"
    plain = _DETERMINER.sub("", before)
    words = re.findall(r"[\w'-]+", plain.casefold())
    previous = words[-1] if words else ""
    if previous in _BE:
        return f"{before}{mark}{behind}"
    if words[-3:] == ["how", "many", "have"] and any(is_called(table, stem(word)) for word in words):
        return f"{_HAVE_BEHIND.sub('are ', plain)}{mark}{behind}"
    if previous in _AT and not _OF_FIGURE.search(plain) and not _is_one_of_two(found, previous, after):
        near = any(is_called(table, stem(word)) for word in words[-_NOUNS:])
        return _having(plain, previous, is_own=near, rows=rows, mark=mark) + behind
    if previous and is_called(table, stem(previous)):
        return f"{plain}that are {mark}{behind}"
    is_last = after is None or after[1].casefold() in _NO_NOUNS
    many = _many_of(found.group()) and _COUNTED.search(plain)
    if after and after[1].casefold() in _JOINING and not _DETERMINER.search(before):
        return f"{before}{mark}{behind}"  # "Of residents to guests": the noun stands behind the second.
    if is_last and (many or plain != before):
        return f"{plain}{rows}{behind}"
    return f"{before}{mark}{behind}" if after else None


def _many_of(words: str) -> bool:
    """Whether words end as a noun for several things does."""
    return words.casefold().endswith(("s", "en"))


def _is_one_of_two(found: re.Match[str], previous: str, after: re.Match[str] | None) -> bool:
    """Whether the noun of a term stands behind a second one: "of striped and spotted cats"."""
    joined = after is not None and after[1].casefold() in _JOINING
    return joined and previous == "of" and not _many_of(found.group())


def _said_before(before: str, table: Table) -> bool:
    """Whether the noun that a term is said of stands right before it: "rooms are"."""
    words = re.findall(r"[\w'-]+", before.casefold())[-2:]
    return len(words) == 2 and words[1] in ("are", "were") and is_called(table, stem(words[0]))


def _having(plain: str, previous: str, *, is_own: bool, rows: str, mark: str) -> str:
    """Say ``with marked orders``, or ``that are marked`` where the noun before is that of these rows."""
    rest = re.sub(r"[\w'-]+\s+$", "", plain)
    if not is_own:
        return f"{rest}{previous if previous in _HAVE else 'with'} {rows}"
    if previous == "without":
        return f"{rest}that are not {mark}"
    noun = re.search(r"(?P<noun>[\w-]+)\s+$", rest)
    if noun and previous in ("with", "of", "in", "on", "under", "at"):
        return f"{rest[: noun.start()]}{mark} {rest[noun.start() :].rstrip()}"
    return f"{rest}{'are' if previous in ('have', 'has', 'had') else 'that are'} {mark}"
