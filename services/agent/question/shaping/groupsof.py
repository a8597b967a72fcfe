"""Groups told by the row that each row refers to: ``by the branch of the clerk they were booked with``."""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.words import name_words, stem
from services.agent.question.linking.linker import link
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.schema import Catalog, Table

_BY = r"\b(?P<by>(?:(?:split|grouped|broken\s+down)\s+)?by|per|for\s+each|each|every)\s+"
_REFERRED = (
    r"(?:\s+(?:(?:that|which|whom?)\s+)?(?:it|they|he|she)\s+(?:is|are|was|were|has\s+been|have\s+been)\s+[a-z]+\s+"
    r"(?:with|by|to|for|from|at|in|on|under)"
    r"|\s+(?:concerned|involved|in\s+question))?"
)
"""What only says again that a row refers to the other: ``they were booked with``."""
_GROUP_OF = re.compile(
    rf"{_BY}(?:the\s+|its\s+|their\s+)?(?P<group>[a-z]+(?:\s+[a-z]+)?)\s+of\s+(?:(?:the|its|their|each|an?)\s+)?"
    rf"(?P<rows>[a-z]+(?:\s+[a-z]+)??){_REFERRED}(?=\s*(?:[,?.!;]|$))",
    re.IGNORECASE,
)


_KEYS = {stem(word) for word in ("id", "code", "number", "key", "no")}
_LOOKED_AFTER = re.compile(
    r",?\s+(?:[a-z]+ed\s+)?(?:for|of|from|to|with|on|by)\s+(?:the\s+|all\s+)*(?:[a-z]+\s+of\s+(?:the\s+|all\s+)*)?"
    r"(?P<things>[a-z]+)\s+(?:that\s+|whom\s+)?they\s+(?:(?:currently|now|personally)\s+)?"
    r"(?:look\s+after|manage|handle|serve|are\s+responsible\s+for|are\s+in\s+charge\s+of|take\s+care\s+of)\b",
    re.IGNORECASE,
)
"""What persons are to the rows that refer to them: ``of the customers they look after``."""


def _without_way(question: str, catalog: Catalog) -> str:
    """Leave out by whom figures are somebody's, where only these rows refer to those persons at all."""
    found = _LOOKED_AFTER.search(question)
    if found is None:
        return question
    before = {stem(word) for word in re.findall(r"[a-z]+", question[: found.start()].casefold())}
    things = [each for each in catalog.tables if is_called(each, stem(found["things"].casefold()))]
    joins = [edge for edge in known_joins(catalog) if edge.many.table != edge.one.table]
    if len(things) != 1:
        return question
    led = {edge.one.table for edge in joins if edge.many.table == things[0].name}
    persons = {
        name for name in led if before & {*catalog.by_name[name].row_words, *catalog.by_name[name].words}
    }
    ways = {edge.many.table for edge in joins if edge.one.table in persons}
    alone = len(persons) == 1 and ways == {things[0].name}
    return f"{question[: found.start()]}{question[found.end() :]}" if alone else question


def say_groups_of(question: str, catalog: Catalog) -> str:
    """Name the rows before their group, as ``by clerk branch`` does; most questions stay as they are."""
    if len(catalog.tables) < 2:
        return question
    return _GROUP_OF.sub(lambda found: _before(found, catalog), _without_way(question, catalog))


def _before(found: re.Match[str], catalog: Catalog) -> str:
    """Name the group alone, or behind its rows where the rows of other tables have one that is called so."""
    tables = _tables(found["rows"], catalog)
    group = tuple(map(stem, name_words(found["group"])))
    homes = [table for table in catalog.tables if any(column.words == group for column in table.columns)]
    if any(each.name in _referred(found["rows"], catalog) for each in homes):
        return f"{found['by']} {found['rows']} {found['group']}"
    if len(tables) != 1 or tables[0] not in homes:
        return found.group()
    rows = "" if len(homes) == 1 else f"{tables[0].name} "
    return f"{found['by']} {rows}{found['group']}"


def _referred(rows: str, catalog: Catalog) -> set[str]:
    """Return the tables that rows refer to under a header called so: a project's manager, an employee."""
    said = frozenset(map(stem, rows.casefold().split()))
    keys = {column.path: frozenset(column.words) - _KEYS for column in catalog.columns}
    return {edge.one.table for edge in known_joins(catalog) if keys.get(edge.many.path) == said}


def _tables(rows: str, catalog: Catalog) -> list[Table]:
    """Return the tables whose rows are called so."""
    hits = [hit.table for item in link(rows, catalog) for hit in item.tables]
    named = [table for table in catalog.tables if is_called(table, stem(rows.casefold().split()[-1]))]
    return list(dict.fromkeys([*hits, *named]))
