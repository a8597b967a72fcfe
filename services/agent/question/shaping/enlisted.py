"""Names the rows that tie things to others by a verb: of "students registered in sections", registrations."""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.deedrows import is_of_deed
from services.agent.question.tables.schema import Catalog, Table

_DONE = re.compile(
    r"\b(?P<things>[a-z]+)\s+(?:(?:who|that|which)\s+)?(?:(?:are|is|was|were|have|has|had|been|get|got)\s+){0,2}"
    r"(?P<done>[a-z]{3,}ed)\s+(?P<link>in|into|for|on|at|to)\s+(?=(?:(?:the|an?|any|all|some)\s+)?(?P<others>[a-z]+)\b)",
    re.IGNORECASE,
)


def say_enlisted(question: str, catalog: Catalog) -> str:
    """Say which rows things have of others, where one table of more words alone ties them by what is done.

    Of a table that is called by the verb alone the verb says as much by itself.
    """
    return _DONE.sub(lambda found: _rows(found, catalog), question) if len(catalog.tables) > 2 else question


def _rows(found: re.Match[str], catalog: Catalog) -> str:
    verb = word_root(found["done"].casefold())
    called_so = [table for table in catalog.tables if verb in table.roots]
    done = called_so or [table for table in catalog.tables if is_of_deed(table, verb)]
    if len(done) != 1 or len(done[0].words) < 2:
        return found.group()
    called = (tables_called(stem(found[each].casefold()), catalog) for each in ("things", "others"))
    ends = [[table.name for table in side if table not in done] for side in called]
    apart = all(len(side) == 1 for side in ends) and ends[0] != ends[1]
    if not apart or not _refers(done[0], catalog) >= {*ends[0], *ends[1]}:
        return found.group()
    return f"{found['things']} with {spoken(done[0].name)} {found['link']} "


def _refers(table: Table, catalog: Catalog) -> set[str]:
    """Return the tables to whose rows those of a table refer."""
    return {edge.one.table for edge in known_joins(catalog) if edge.many.table == table.name}
