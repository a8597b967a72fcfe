"""Rows that are called by whose they are, as those rows: "how many guest bills", of bills with a guest."""

import re
from collections.abc import Iterator

from services.agent.question.composing.graphs import graph_of
from services.agent.question.language.words import name_words, normalise, stem
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.schema import Catalog, Table

_PAIR = re.compile(
    r"\b(?P<lead>(?:how\s+many|numbers?\s+of|counts?\s+of|percent(?:age)?\s+of|share\s+of|of|all|the|list|show|which|"
    r"most|fewest|more|fewer|than\s+\d+|least\s+\d+|most\s+\d+|exactly\s+\d+)\s+"
    r"(?:(?:the|all|all\s+the)\s+)?)(?P<one>[a-z]+)\s+(?P<many>[a-z]+s)\b"
    r"(?!\s+(?:the|an?|most|least|more|fewer|less|no|any|each|every)\b)",
    re.IGNORECASE,
)
"""No verb: behind what "a guest bills" stands what."""


_ANY_ROWS = frozenset(
    ["tests", "samples", "measurements", "readings", "entries", "records", "exams", "checks"]
)
"""What rows of anything are called behind the name of their table: "laboratory tests"."""


def say_rows_of(question: str, catalog: Catalog) -> str:
    """Leave out whose some rows are, where each of them is somebody's; most questions stay as they are."""
    if len(catalog.tables) < 2:
        return question
    return _PAIR.sub(lambda found: _rows(found, catalog), question)


def _rows(found: re.Match[str], catalog: Catalog) -> str:
    one, many = found["one"].casefold(), found["many"].casefold()
    owner = _table(one, catalog) if not one.endswith("s") or one.endswith("ss") else None
    if owner and many in _ANY_ROWS and not _is_said(many, catalog):
        return f"{found['lead']}{found['one']} rows"
    rows = _table(many, catalog)
    if owner is None or rows is None or owner == rows or _is_name(one, many, catalog):
        return found.group()
    hops = [hop for hop in graph_of(catalog).direct(rows.name, owner.name) if hop.to_one]
    return f"{found['lead']}{found['many']}" if len(hops) == 1 else found.group()


def _table(word: str, catalog: Catalog) -> Table | None:
    """Return the only table that is called so, and by nothing else."""
    called = [each for each in tables_called(stem(word), catalog) if set(each.words) == {stem(word)}]
    return called[0] if len(called) == 1 else None


def _is_name(one: str, many: str, catalog: Catalog) -> bool:
    """Whether both words together are a header, a table or a cell."""
    both = {stem(one), stem(many)}
    named = any(both <= words for words in _names(catalog))
    return named or bool(catalog.values(normalise(f"{one} {many}")))


def _is_said(noun: str, catalog: Catalog) -> bool:
    """Whether a table or a header is called by a noun."""
    return any(stem(noun) in words for words in _names(catalog))


def _names(catalog: Catalog) -> Iterator[set[str]]:
    """Yield the words of each table and of each header."""
    yield from ({*table.words, *table.row_words} for table in catalog.tables)
    yield from ({*map(stem, name_words(column.name))} for column in catalog.columns)
