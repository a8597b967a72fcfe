"""Figures that are said as what is done with numbers: "totalled over the regions", "averaged by kind"."""

import re
from collections.abc import Sequence

from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_TOTAL_OF = re.compile(
    r"\btotal\s+(?:number|amount|count|sum)\s+of\s+(?:the\s+)?(?=(?P<what>[\w-]+)\b)", re.IGNORECASE
)
_TOTAL_OF_ROWS = re.compile(
    r"\btotal\s+(?P<what>[a-z]+)\s+of\s+(?=(?:(?:the|all|our)\s+)*(?:[a-z]+\s+)?(?P<rows>[a-z]+s)\b)",
    re.IGNORECASE,
)
_COUNT_OF = re.compile(r"\b(?:total\s+)?(?P<rows>[a-z]+)\s+counts?\b(?!\s+of\b)", re.IGNORECASE)
"""``Total order count``: how many orders there are, where no header is called so."""
_HEADER_COUNT = re.compile(r"\b(?P<what>[a-z]+)\s+counts?(?=\s+of\b)", re.IGNORECASE)
_FIGURE_NUMBER = re.compile(
    r"\b(?P<figure>average|mean|median|total|sum\s+of\s+the)\s+number\s+of\s+(?P<what>[\w-]+(?:\s+[\w-]+){0,2}?)"
    r"(?P<of>(?:\s+(?:per|of\s+an?)\s+[\w-]+)?)"
    r"(?=\s*(?:[,.;?!]|$)|\s+(?:per|by|for|in|of|over|since|among|across)\b)",
    re.IGNORECASE,
)
"""Of a header, which no rows are called by: "the average number of hours worked"."""
_DONE = re.compile(r"[a-z]+(?:ed|en)$", re.IGNORECASE)
_COUNTS = frozenset(map(stem, ["number", "count", "total", "no", "qty"]))
"""Words by which a header says that its cells count something."""
_END_OF_TOTALS = re.compile(
    rf"\b(?P<end>(?:{EST}|average|mean|minimum|maximum)\s+total)\s+of\b", re.IGNORECASE
)
"""Where a header is ``Total``, "the lowest total of" is the least in it, and nothing is summed."""
_FIGURE_OF_TOTALS = re.compile(
    rf"\b(?P<figure>{EST}|average|mean|median|minimum|maximum|sum\s+of\s+(?:the|all))\s+totals?\s+(?:of|for)\s+(?:(?:the|all|our)\s+)*(?P<rows>[a-z]+)\b",
    re.IGNORECASE,
)
_TOTAL_OF_LED = re.compile(
    r"^(?:for|of)\s+(?:(?:the|all|our)\s+)*(?P<rows>[a-z]+)\s+(?P<where>where\s+[^?]+?),\s+"
    rf"(?P<ask>what\s+(?:is|was)\s+the\s+(?:{EST}|average|mean|median|minimum|maximum|sum\s+of\s+the)\s+total)(?=\s*\?*$)",
    re.IGNORECASE,
)
_AND_TOTAL = re.compile(
    r"^(?P<ask>what\s+are\s+the\s+(?P<first>[a-z]+(?:\s+[a-z]+)?)\s+and\s+(?:the\s+)?total)\s+of\s+(?=(?:(?:the|all|our)\s+)*(?P<rows>[a-z]+)\b)",
    re.IGNORECASE,
)
"""``The buyer and total of orders``: two headers, and no sum."""
_TOTAL = stem("total")
_AMOUNT_DONE = re.compile(
    r"^what\s+(?P<what>amount|sum)\s+(?:was|were|has\s+been|got)\s+(?P<done>[a-z]+ed|paid|spent)\s+"
    r"(?=(?:for|per|each|in\s+each)\s)",
    re.IGNORECASE,
)
"""``What amount was approved for …``: all that was, added up."""
_SAID = {"averaged": "on average", "counted": "counted"}
_VERB = r"(?P<done>totall?ed|summed|added|averaged|counted)(?:\s+up)?"
_LAST = re.compile(r",?\s+(?P<done>totall?ed|summed|averaged)(?:\s+up)?\s*(?=$|[.?!])", re.IGNORECASE)
_OVER = re.compile(
    rf",?\s+{_VERB}\s+(?:over|across|by|per|for)\s+(?:(?:all|each|every|the|of|our)\s+)*"
    r"(?P<what>[\w-]+(?:\s+[\w-]+)?)\s*(?=$|[.?!,])",
    re.IGNORECASE,
)
_BY = re.compile(rf",?\s+{_VERB}\s+by\b", re.IGNORECASE)
"""Behind which may stand who did it: "parcels added by Ana"."""
_EACH = re.compile(
    rf"(?:,?\s+{_VERB})?\s+(?P<what>[^\W\d_]{{3,}}(?:\s+[^\W\d_]{{3,}})?)\s+by\s+(?P=what)\b", re.IGNORECASE
)


def say_summings(question: str, catalog: Catalog) -> str:
    """Say as a figure what is summed, averaged or counted, and for each of what; rows are all one."""
    said = _AMOUNT_DONE.sub(r"what is the total \g<done> \g<what> ", question)
    if (_TOTAL,) in catalog.headers:
        said = _AND_TOTAL.sub(lambda found: _beside(found, catalog), said)
        said = _TOTAL_OF_LED.sub(lambda found: _led(found, catalog), said)
        said = _TOTAL_OF.sub(lambda found: _sum_of(found, catalog), said)
        said = _END_OF_TOTALS.sub(
            r"\g<end> for", _FIGURE_OF_TOTALS.sub(lambda found: _of_all(found, catalog), said)
        )
    said = _TOTAL_OF_ROWS.sub(lambda found: _own_sum(found, catalog), said)
    said = _COUNT_OF.sub(lambda found: _number_of(found, catalog), said)
    said = _HEADER_COUNT.sub(lambda found: _header_count(found, catalog), said)
    said = _FIGURE_NUMBER.sub(lambda found: _figure_of(found, catalog), said)
    said = _EACH.sub(lambda found: _each(found, catalog), said)
    said = _OVER.sub(lambda found: _each(found, catalog), said)
    return _LAST.sub(lambda found: f" {_figure(found)}", said)


def _beside(found: re.Match[str], catalog: Catalog) -> str:
    """Say for which rows, where a header of texts is asked for beside the totals."""
    first = tuple(stem(word) for word in found["first"].casefold().split())
    texts = any(each.spelt == first and not each.is_measure for each in catalog.columns)
    return f"{found['ask']} for " if texts else found.group()


def _led(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for the figure of totals first, and say of which of the only rows behind it."""
    told = len(catalog.tables) == 1 and is_called(catalog.tables[0], stem(found["rows"].casefold()))
    return f"{found['ask']} {found['where']}" if told else found.group()


def _of_all(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out the rows behind a figure of their totals, where all rows are theirs."""
    told = len(catalog.tables) == 1 and is_called(catalog.tables[0], stem(found["rows"].casefold()))
    return f"{found['figure']} total" if told else found.group()


def _header_count(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out that a header counts something: "the page count of", under pages."""
    said = (stem(found["what"].casefold()),)
    named = any(each.is_measure and each.spelt == said for each in catalog.columns)
    return found["what"] if named else found.group()


def _sum_of(found: re.Match[str], catalog: Catalog) -> str:
    """Sum another figure where a header is ``Total``: "the total number of bronze medals" is not its."""
    word = stem(found["what"].casefold())
    return "sum of " if any(word in each.words and each.is_measure for each in catalog.columns) else found[0]


def _own_sum(found: re.Match[str], catalog: Catalog) -> str:
    """Sum what the rows have that are named, where a header of others is called a total of it by itself."""
    what, rows = stem(found["what"].casefold()), stem(found["rows"].casefold())
    tables = [each.name for each in catalog.tables if is_called(each, rows)]
    measures = [each for each in catalog.columns if each.is_measure and what in each.words]
    own = [each for each in measures if each.table in tables]
    others = any({*each.words} == {_TOTAL, what} and each.table not in tables for each in measures)
    return f"sum of the {found['what']} of " if len(tables) == len(own) == 1 and others else found.group()


def _number_of(found: re.Match[str], catalog: Catalog) -> str:
    """Ask how many rows there are, where only a table is called by the word before "count"."""
    rows = stem(found["rows"].casefold())
    header = any(rows in each.words and {*each.words} - {rows} <= _COUNTS for each in catalog.columns)
    tables = [each for each in catalog.tables if is_called(each, rows)]
    if header or len(tables) != 1:
        return found.group()
    said = found["rows"] if found["rows"].casefold().endswith("s") else f"{found['rows']}s"
    return f"number of {said}"


def _figure_of(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for the figure of a header that is a number of something, of rows as of groups of others."""
    what, _, done = found["what"].rpartition(" ")
    ways = [(found["what"], ""), (what, f" {done}")] if _DONE.match(done) and what else [(found["what"], "")]
    of = [stem(word) for word in name_words(found["of"])][-1:]
    for said, rest in ways:
        header = _header(said, found.string, catalog)
        if header and (not of or is_called(catalog.by_name[header.table], of[0])):
            told = said if [*header.core] == _stems(said) else " ".join(name_words(header.name))
            return f"{found['figure'].split()[0]} {told}{rest}"
    return found.group()


def _header(said: str, question: str, catalog: Catalog) -> Column | None:
    """Return the header that says how many of some things, which no rows are."""
    words, others = _stems(said), {*_stems(question)}
    if any(is_called(table, words[-1]) for table in catalog.tables):
        return None
    plain = [each for each in catalog.columns if each.is_measure and [*each.core] == words]
    counts = [each for each in catalog.columns if each.is_measure and _counts(each, words)]
    own = [each for each in (*plain, *counts) if {*catalog.by_name[each.table].words} <= others]
    named = own or plain or counts
    return named[0] if len(named) == 1 else None


def _stems(said: str) -> list[str]:
    return [stem(word) for word in name_words(said)]


def _counts(column: Column, words: Sequence[str]) -> bool:
    """Whether a header says no more than that it counts some things."""
    return {*words} < {*column.words} <= {*words, *_COUNTS}


def _each(found: re.Match[str], catalog: Catalog) -> str:
    words = {stem(word) for word in found["what"].casefold().split()}
    rows, headers = rows_and_headers(catalog)
    figure = f" {_figure(found)}" if found["done"] else ""
    if _BY.match(found.group()) and not words <= rows | headers:
        return found.group()
    if words <= rows and not words <= headers:
        return figure or found.group()
    if len(catalog.tables) > 1 and not words <= headers:
        return found.group()  # "Summed over kept visits": some of the rows of one of several tables.
    return f"{figure} per {found['what']}" if figure or words <= headers else found.group()


def _figure(found: re.Match[str]) -> str:
    return _SAID.get(found["done"].casefold(), "in total")


@remembered
def rows_and_headers(catalog: Catalog) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words for the rows of the only table, and those of all headers."""
    tables = catalog.tables if len(catalog.tables) == 1 else ()
    rows = {word for table in tables for word in (*table.words, *table.row_words)}
    return frozenset(rows), frozenset(word for column in catalog.columns for word in column.words)
