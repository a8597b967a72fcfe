"""Says "both" where one did a thing with each of two: "bought a car and a trailer", of rows of one thing.

And one verb of two states: "failed or were refunded" is were failed or refunded.
"""

import re

from services.agent.question.composing.graphs import graph_of
from services.agent.question.language.words import normalise, stem
from services.agent.question.linking.callings import values_of
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.written import coded_values

_TWO = re.compile(
    r"(?P<before>\b[a-z]+)\s+(?P<things>an?\s+(?P<one>[\w' -]+?)\s+and\s+(?:also\s+)?"
    r"an?\s+(?P<other>[\w' -]+?))(?=\s*[?.!]*$)",
    re.IGNORECASE,
)
_CELL = r"[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*"
_HAD = re.compile(
    r"^(?:[Ww]hich|[Ww]hat|[Ff]ind|[Ll]ist|[Ss]how|[Gg]ive|[Rr]eturn)\s(?:[^?.,]*\s)?"
    r"(?P<rows>(?!names?\b|ids?\b)[a-z]+)(?:\s+(?:names?|ids?))?\s+(?:who|that|which)\s+"
    r"(?:(?!not\b|never\b|or\b|both\b|either\b)[\w-]+\s+){1,6}?(?:(?:in|by|with|from|at|for|on|to)\s+)?"
    rf"(?P<one>{_CELL})\s+and\s+(?P<other>{_CELL})(?=\s*[?.!]*$)"
)
"""``The pupils who take part in Chess and Tennis``: things that have many are said to have both."""
_EITHER = re.compile(
    r"\b(?:(?:is|are|was|were)\s+)?(?P<one>[a-z]{3,})\s+or\s+(?P<be>is|are|was|were)\s+(?P<other>[a-z]{3,}(?:\s+to\s+[a-z-]+)?)\b",
    re.IGNORECASE,
)


def say_either_state(question: str, catalog: Catalog) -> str:
    """Say of two states of one column which ones are meant, with one verb; others stay as they are."""
    found = _EITHER.search(question)
    if found is None:
        return question
    one, other = (_columns_of(normalise(found[each]), catalog) for each in ("one", "other"))
    if not one & other:
        return question
    said = f"{found['be']} {found['one']} or {found['other']}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"


def _columns_of(said: str, catalog: Catalog) -> set[Column]:
    """Return the columns with cells or codes that a word may mean."""
    return {hit.column for hit in (*values_of(said, catalog), *coded_values(said, catalog))}


def say_both_done(question: str, catalog: Catalog) -> str:
    """Say that both things are meant, where each is a cell of one column; "both" is in its place already."""
    found = _TWO.search(question) if len(catalog.tables) > 1 else None
    if not found or found["before"].casefold() == "both":
        return _say_both_had(question, catalog)
    one, other = ({hit.column for hit in catalog.values(normalise(found[each]))} for each in ("one", "other"))
    if not one & other:
        return question
    return f"{question[: found.start('things')]}both {question[found.start('things') :]}"


def _say_both_had(question: str, catalog: Catalog) -> str:
    """Say that things have both of two others, of which each has many: "who play tennis and chess"."""
    found = _HAD.match(question) if len(catalog.tables) > 1 else None
    tables = tables_called(stem(found["rows"].casefold()), catalog) if found else []
    if found is None or len(tables) != 1:
        return question
    one, other = ({hit.column for hit in catalog.values(normalise(found[each]))} for each in ("one", "other"))
    graph = graph_of(catalog)
    many = [each for each in one & other if graph.path(tables[0].name, each.table, to_one=True) is None]
    if len(one & other) != 1 or not many:
        return question
    return f"{question[: found.start('one')]}both {question[found.start('one') :]}"
