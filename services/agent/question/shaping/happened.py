"""Says of rows to which something happened that its figure is above zero: "how many flights were delayed"."""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.words import root, spoken, stem, word_root
from services.agent.question.tables.calling import table_named, tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_HAPPENED = re.compile(
    r"(?:\s+(?:that|which|who))?\s+(?:is|are|was|were|got|had\s+been|have\s+been)\s+(?P<no>not\s+|never\s+)?(?P<done>[a-z]+ed)"
    r"(?=\s*[?.!,]|\s*$|\s+(?:in|from|to|on|with|of|and)\s+(?!average\b))",
    re.IGNORECASE,
)
_ON_TIME = re.compile(
    r"(?:\s+(?:that|which|who))?\s+(?:is|are|was|were|left|arrived|departed|came)\s+(?P<no>not\s+)?on\s+time\b",
    re.IGNORECASE,
)
_DELAY = "delay"
_DONE = re.compile(
    r"(?<!not )(?<!never )\b(?P<done>[a-z]{2,}ed)\s+(?=(?P<rows>[a-z]+(?:\s+[a-z]+)?s)\b)", re.IGNORECASE
)
"""A participle before rows: ``filed claims``, ``hired drivers``."""
_NEVER = re.compile(
    r"(?:\s+(?:that|which|who))?\s+(?:have|has|had|was|were|is|are)\s+never\s+(?:been\s+|got\s+)?(?P<done>[a-z]{3,}ed)"
    r"(?:\s+(?:for|to|at|in|on|by|with)(?:\s+any(?:body|one))?)?(?=\s*(?:[.?!,;]|$))",
    re.IGNORECASE,
)
"""What never happened to a thing: ``were never applied for``."""
_DAYS = frozenset(map(word_root, ["on", "at", "date", "day", "time", "timestamp"]))
_DONE_WITH = re.compile(
    r"^(?P<ask>(?:how\s+many|which|list(?:\s+(?:all|the))*)\s+)(?P<done>[a-z]{2,}ed)\s+(?P<rows>[a-z]+s)\b",
    re.IGNORECASE,
)
_SHORT = 3
"""Letters by which a state may be said in short: ``enr``."""


def say_happened(question: str, catalog: Catalog) -> str:
    """Ask for a figure above zero, or of zero where it did not happen to a row; most stay as they are."""
    if len(catalog.tables) != 1:
        return question
    for pattern in (_HAPPENED, _ON_TIME):
        found = pattern.search(question)
        if found is None or not _speaks_of_rows(question[: found.start()], catalog):
            continue
        happened = "done" in found.groupdict()
        column = _figure(found["done"].casefold().removesuffix("ed") if happened else _DELAY, catalog)
        if column:
            limit = "above 0" if happened != bool(found["no"]) else "of 0"
            return f"{question[: found.start()]} with {spoken(column.name)} {limit}{question[found.end() :]}"
    return question


def without_done(question: str, catalog: Catalog) -> str:
    """Leave out a participle that tells nothing of rows: each of them has a day on which it was done."""

    def left(found: re.Match[str]) -> str:
        done, rows = found["done"].casefold(), found["rows"].casefold()
        whole = table_named(rows, catalog)
        tables = [whole] if whole else tables_called(stem(rows.split()[0]), catalog)
        return "" if len(tables) == 1 and _was_done_to_all(done, tables[0], catalog) else found[0]

    return _DONE.sub(left, _DONE_WITH.sub(lambda found: _with_rows(found, catalog), question))


def _with_rows(found: re.Match[str], catalog: Catalog) -> str:
    """Ask for things with rows of what was done to them: animals with adoptions, for adopted ones."""
    done, things = word_root(found["done"].casefold()), tables_called(stem(found["rows"].casefold()), catalog)
    own = {word for each in things for column in each.columns for word in column.roots}
    if len(things) != 1 or done in own or catalog.values(found["done"].casefold()):
        return found[0]
    near = {edge.many.table for edge in known_joins(catalog) if edge.one == things[0].key}
    rows = [name for name in near if done in map(root, catalog.by_name[name].words)]
    return f"{found['ask']}{found['rows']} with {spoken(rows[0])}" if len(rows) == 1 else found[0]


def _was_done_to_all(done: str, table: Table, catalog: Catalog) -> bool:
    """Whether all rows have a day under a header that says no more, and no state or flag says that it was."""
    days = [
        each
        for each in table.columns
        if each.is_date and {*map(root, each.core)} - _DAYS == {word_root(done)}
    ]
    words = {word for each in catalog.columns if not each.is_date for word in each.roots}
    states = [each.casefold() for column in table.columns for each in column.values or () if column.repeats]
    is_state = any(len(each) >= _SHORT and done.startswith(each[:_SHORT]) for each in states)
    plain = len(days) == 1 and not days[0].nulls
    return plain and not is_state and word_root(done) not in words and not catalog.values(done)


def say_never_done(question: str, catalog: Catalog) -> str:
    """Ask for things that no row refers to, of rows that each have a day on which it was done."""
    found = _NEVER.search(question)
    words = re.findall(r"[\w-]+", question[: found.start()]) if found else []
    called = (tables_called(stem(word.casefold()), catalog) for word in reversed(words))
    tables: list[Table] = next(filter(None, called), [])
    if found is None or len(tables) != 1:
        return question
    done = word_root(found["done"].casefold())
    if any(done in each.roots for each in tables[0].columns) or catalog.values(found["done"].casefold()):
        return question
    edges = [edge for edge in known_joins(catalog) if edge.one == tables[0].key]
    edges = [
        edge for edge in edges if not any(each.startswith(done) for each in edge.many.roots)
    ]  # Who did it.
    rows = {edge.many.table for edge in edges if _has_day_of(done, catalog.by_name[edge.many.table])}
    kept = f"{question[: found.start()]} have no {spoken(next(iter(rows)))}" if len(rows) == 1 else ""
    return f"{kept}{question[found.end() :]}" if kept else question


def _has_day_of(done: str, table: Table) -> bool:
    """Whether each row of a table has a day on which it was done."""
    return any(each.is_date and not each.nulls and done in map(root, each.core) for each in table.columns)


def _speaks_of_rows(said: str, catalog: Catalog) -> bool:
    """Whether the rows are named before a verb: it is done to them, and not to what they count."""
    return any(stem(word) in catalog.tables[0].words for word in said.casefold().split())


def _figure(noun: str, catalog: Catalog) -> Column | None:
    """Return the only header that has the noun of a verb, of figures from zero on."""
    shared = [each for each in catalog.columns if noun in spoken(each.name).split()]
    alone = len(shared) == 1 and shared[0].is_measure and shared[0].minimum == 0 and shared[0].distinct > 2
    return shared[0] if alone else None
