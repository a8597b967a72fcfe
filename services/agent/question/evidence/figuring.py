"""Puts words of their own in the place of words for figures: formulas of cells."""

import re
from dataclasses import replace

from services.agent.question.composing.exactly import with_exact_formula
from services.agent.question.composing.formulas import RATIO
from services.agent.question.composing.joins import inherit_joins
from services.agent.question.evidence.measured import without_owner
from services.agent.question.evidence.naming import columns_named
from services.agent.question.evidence.quotients import plain_formula
from services.agent.question.language.words import in_either_number, name_words, spoken, stem
from services.agent.question.tables.columns import Column, Span
from services.agent.question.tables.made import with_column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.spans import span_column

FIGURES = ("asvorth", "bisvorth", "cesvorth")
"""What figures are called that a question tells; no table, header or cell is."""
_CALLED = re.compile(r"\b(?:sum|total)\s*\(([^()]+)\)|\b(?:sum\s+of|total)\s+(?:the\s+)?", re.I)
_SCALED = re.compile(
    r"^\(?(?P<figure>avg|average|sum)\s*\((?P<of>[^()]+)\)\)?\s*(?P<sign>[/*])\s*(?P<number>\d+(?:\.\d+)?)$",
    re.I,
)
_YEARS = re.compile(
    r"\s+(?:from|in|between)\s+(?P<one>(?:19|20)\d\d)(?:\s*(?:to|and|-)\s*(?P<two>(?:19|20)\d\d))?", re.I
)
_APART = re.compile(
    r"^(?P<unit>year)(?:\s+of)?\s*\(?\s*(?P<end>[\w .]+?)\)?\s*(?:-|\bminus\b)\s*"
    r"year(?:\s+of)?\s*\(?\s*(?P<start>[\w .]+?)\)?$",
    re.IGNORECASE,
)


_OLD = re.compile(
    r"\b(?:(?:who|that|which)\s+)?(?:is|are|was|were)\s+(?P<how>(?:at\s+least|at\s+most|over|under|more\s+than|less\s+than)\s+)?"
    r"(?P<years>\d+)\s+years?\s+old\b",
    re.IGNORECASE,
)


def is_summed(says: str) -> bool:
    """Whether a formula is of sums over many rows."""
    return bool(_CALLED.search(says))


def computed(catalog: Catalog, name: str, term: str, says: str) -> tuple[Catalog, Column] | None:
    """Give a table the column that a formula of exact headers computes, called by a word of its own."""
    text = plain_formula(says)
    if apart := _APART.match(text):
        return _years_apart(catalog, name, term, apart)
    summed = is_summed(text)
    made = with_exact_formula(catalog, name, _CALLED.sub(lambda each: each[1] or "", text), _exactly)
    return made if made and (made[1].role == RATIO or not summed) else None


def scaled(catalog: Catalog, name: str, term: str, says: str) -> tuple[Catalog, Column, str] | None:
    """Give a table the column of a part of its cells: "AVG(rent) / 12" is the average of twelfths."""
    found = _SCALED.match(says.strip())
    made = (
        computed(catalog, name, term, f"{found['of']} {found['sign']} {found['number']}") if found else None
    )
    return (*made, "total" if found["figure"].casefold() == "sum" else "average") if found and made else None


def _years_apart(
    catalog: Catalog, name: str, term: str, apart: re.Match[str]
) -> tuple[Catalog, Column] | None:
    """Give a table the years between two of its days, by their numbers."""
    pairs = [
        (one, other)
        for one in columns_named(apart["start"], catalog)
        for other in columns_named(apart["end"], catalog)
        if one.table == other.table and one.is_date and other.is_date
    ]
    if len(pairs) != 1:
        return None
    ((first, last),) = pairs
    span, rows = Span(first, last, "year"), catalog.by_name[first.table].rows
    made = replace(span_column(first.table, span), name=term, words=(stem(name),), distinct=rows)
    known, column = with_column(made, catalog)
    return inherit_joins(known, catalog), column


def _exactly(text: str, catalog: Catalog) -> list[Column | float]:
    """Return what a part of a formula is, exactly: a header, or a number."""
    plain = text.strip(" ()")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return [float(plain)]
    return [each for each in columns_named(plain, catalog) if each.is_number]


def call(question: str, term: str, name: str, says: str, column: Column, catalog: Catalog) -> str | None:
    """Call a figure by its own word where a question uses the term; None where it does not.

    What its rows are called before it is no news, nor are the years that the formula's headers name.
    """
    rows = rf"(?:{in_either_number(spoken(column.table))}\s+)?"
    pattern = rf"(?<![\w-]){rows}{in_either_number(term)}(?![\w-])"
    summed = is_summed(says)
    pattern = rf"(?:\b(?:total|overall|average)\s+)?{pattern}" if summed else pattern
    if term.casefold() == "age" and not re.search(pattern, question, re.I):
        question = _OLD.sub(r"with age of \g<how>\g<years>", question)
    if not re.search(pattern, question, re.I):
        return None
    text = re.sub(pattern, f"total {name}" if summed else name, question, flags=re.I)
    ends = "|".join(in_either_number(spoken(each.name)) for each in _days(column))
    text = (
        re.sub(rf"\s+(?:at|on|in)\s+(?:their|his|her|its|the)\s+(?:{ends})\b", "", text, flags=re.I)
        if ends
        else text
    )
    timed = any(each.is_date or each.is_year for each in catalog.by_name[column.table].columns)
    text = _without_headers(text, name, says)
    return _without_years(without_owner(text, name, catalog), says, all_of_them=not timed)


def _days(column: Column) -> tuple[Column, ...]:
    """Return the days between which a figure lies."""
    return (column.span.start, column.span.end) if column.span else ()


def _without_headers(text: str, name: str, says: str) -> str:
    """Leave out of "the rise of the toll of Kent" what a figure is computed of: its formula says that."""
    found = re.search(
        rf"\b{name}\s+(?:of|in)\s+(?:the\s+)?(?P<what>[a-z]+(?:\s+[a-z]+){{0,3}}?)(?=\s+(?:of|in|for|from|at|by|per)\b)",
        text,
        re.IGNORECASE,
    )
    told = {stem(word) for word in name_words(says)}
    if found is None or not {stem(word) for word in found["what"].casefold().split()} <= told:
        return text
    return f"{text[: found.start()]}{name}{text[found.end() :]}"


def _without_years(text: str, says: str, *, all_of_them: bool) -> str:
    """Leave out the years that the headers of a formula name, of rows without days all of them."""
    named = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", says))

    def put(found: re.Match[str]) -> str:
        return "" if all_of_them or {*filter(None, (found["one"], found["two"]))} <= named else found.group()

    return _YEARS.sub(put, text)
