"""Two kinds of rows set against each other, and when most came about: ``open vs closed tickets``."""

import re

from services.agent.question.language.words import normalise, spoken, stem
from services.agent.question.rewording.rules import BE
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.worth import sold_in

_VERSUS = re.compile(
    r"^(?:(?:compare|show|give|plot|chart)\s+(?:me\s+)?)?(?:(?:the\s+)?(?:number|count)\s+of\s+|how\s+many\s+)?"
    r"(?P<one>\w[\w -]*?)\s+(?:vs\.?|versus|against|compared\s+(?:to|with))\s+(?P<other>\w[\w -]*?)\s+"
    r"(?P<rows>[a-z]+s)(?P<rest>(?:\s+(?:in|by|per|for|from|during|since|last|this)\b.*)?)[?.!]*$",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"^(?:(?:compare|show|give)\s+(?:me\s+)?)?(?:the\s+|our\s+)?(?!how\b|which\b|what\b|who\b|did\b|was\b|is\b|by\b)"
    r"(?P<asked>[a-z]\w*(?:\s+[a-z][\w'-]*){0,5}?)\s+(?:(?:in|of|for|from|between)\s+)?(?P<one>(?:19|20)\d\d)\s+"
    r"(?:vs\.?|versus|against|compared\s+(?:to|with))\s+(?:in\s+)?(?P<other>(?:19|20)\d\d)[?.!]*$",
    re.IGNORECASE,
)
"""``Revenue in 2022 vs 2023``: a figure of each of two years."""
_BUSIEST = re.compile(
    r"^(?:(?:what|which|when)\s+(?:is|was|were|are)\s+)?(?:the\s+|our\s+)?(?P<way>busiest|quietest)\s+"
    r"(?P<bucket>(?:day\s+of\s+the\s+week|weekday|day|week|month|quarter|year|hour))"
    r"(?:\s+(?:for|of|by)\s+(?:the\s+|our\s+)?(?P<rows>[a-z]+s))?(?P<rest>(?:\s+(?:in|during|of)\s+\S.*)?)[?.!]*$",
    re.IGNORECASE,
)

_USED = re.compile(
    rf"^(?P<asked>(?:which|what)\b.*\b{BE}\s+(?:used|chosen|picked|selected|requested|visited|reported|mentioned))\s+"
    r"(?:the\s+)?(?P<how>most|least)[?.!]*$",
    re.IGNORECASE,
)


def say_versus(question: str, catalog: Catalog) -> str:
    """Count rows of each of two kinds, or ask when most of them came about."""
    found = _VERSUS.match(question)
    table = _table(found["rows"], catalog) if found else None
    column = _kinds(found["one"], found["other"], table, catalog) if found and table else None
    if found and column:
        kinds = f"{spoken(column.name)} {found['one']} or {found['other']}"
        return f"number of {found['rows']} with {kinds} by {spoken(column.name)}{found['rest']}"
    if years := _YEARS.match(question):
        return _by_year(years, catalog)
    used = _USED.match(question)
    if used and not sold_in(catalog):  # Where pieces are counted, most may be used of another.
        return f"{used['asked']} {used['how']} often"
    busiest = _BUSIEST.match(question)
    table = _table(busiest["rows"], catalog) if busiest else None
    if busiest is None or table is None or not any(column.is_date for column in table.columns):
        return question
    most = "most" if busiest["way"].lower() == "busiest" else "fewest"
    return (
        f"which {busiest['bucket']} has the {most} {busiest['rows'] or spoken(table.name)}{busiest['rest']}"
    )


def _by_year(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for the figure of two years by year; of rows how many there were."""
    asked = found["asked"]
    rows = _table(asked.split()[0], catalog) and asked.split()[0].endswith("s")
    figure = f"number of {asked}" if rows else asked
    return f"{figure} by year in {found['one']} and {found['other']}"


def _table(rows: str | None, catalog: Catalog) -> Table | None:
    """Return the table of such rows; the only one where none are named."""
    said = stem(rows.lower()) if rows else None
    found = [each for each in catalog.tables if said is None or is_called(each, said)]
    found = [each for each in found if said and each.words == (said,)] or found
    return found[0] if len(found) == 1 else None


def _kinds(one: str, other: str, table: Table, catalog: Catalog) -> Column | None:
    """Return the only column of a table that holds both values."""
    held = [
        {
            hit.column
            for hit in catalog.values(normalise(each))
            if not hit.is_part and hit.column.table == table.name
        }
        for each in (one, other)
    ]
    both = held[0] & held[1]
    return both.pop() if len(both) == 1 else None
