"""Names the column that parts rows in two: "for rush jobs and for normal jobs", "by the rush flag".

Where cells are codes, each of the two words has to begin with one of them: ``N`` and ``U``, of new and used.
"""

import re

from services.agent.question.language.words import stem
from services.agent.question.shaping.sides import side_column
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_PAIR = re.compile(
    r"(?:^|,?\s+)(?P<at>for|of|in|at|on|with|among)\s+(?:the\s+)?(?P<one>[a-z][\w-]*)\s+(?:(?P<rows>[a-z]+)\s+)?"
    r"and\s+(?P<again>(?P=at)\s+)?(?:the\s+)?(?P<other>[a-z][\w-]*)\s+(?P<last>[a-z]+)(?=\s*(?:[,.?!;:]|$))",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:differen\w+|ratio|versus|vs|compar\w+|than|between|both|together|combined|sum)\b", re.IGNORECASE
)
"""Words of questions that make one figure of two kinds."""
_FLAG = re.compile(
    r"\b(?:the\s+)?(?P<what>[a-z]+)\s+(?:flag|indicator|marker)\b(?!\s+(?:is|was|=|set|true|false)\b)",
    re.IGNORECASE,
)
_REST = frozenset(["normal", "regular", "standard", "ordinary", "usual", "other", "remaining", "plain"])
"""What rows are called of which a flag does not hold."""
_CODE = 2
"""Letters of a code at most."""
_CODED = re.compile(r"\b(?P<what>[a-z]+)\s+codes?\b", re.IGNORECASE)


def say_kinds(question: str, catalog: Catalog) -> str:
    """Group by the column whose two cells are named one after the other; others stay as they are."""
    question = _FLAG.sub(lambda found: _flag_named(found, catalog), question)
    question = _CODED.sub(lambda found: _coded(found, catalog), question)
    found = _PAIR.search(question)
    if (
        found is None
        or _AGAINST.search(question)
        or stem(found["rows"] or found["last"]) != stem(found["last"])
    ):
        return question
    column = _parting(found["one"].casefold(), found["other"].casefold(), found["last"], catalog)
    if column is None:
        return question
    by = f"by {column.name}"
    return (
        f"{question[: found.start()]} {by}{question[found.end() :]}"
        if found.start()
        else f"{by}{question[found.end() :]}"
    )


def _parting(one: str, other: str, rows: str, catalog: Catalog) -> Column | None:
    """Return the only column of such rows that has these two kinds, and no others."""
    column = side_column(one, other, catalog)
    if column:
        return column if column.distinct == len((one, other)) else None
    tables = [table for table in catalog.tables if is_called(table, stem(rows.casefold()))]
    found = [
        column
        for table in tables
        for column in (*_flags(one, other, table), *_flags(other, one, table), *_codes(one, other, table))
    ]
    return found[0] if len(found) == 1 else None


def _flags(one: str, other: str, table: Table) -> list[Column]:
    """Return the flags that hold for one kind, where the other is called after those for which none does."""
    if other not in _REST and other.replace("-", "") not in (f"non{one}", f"un{one}"):
        return []
    return [each for each in table.columns if each.is_flag and stem(one) in each.words]


def _codes(one: str, other: str, table: Table) -> list[Column]:
    found = list[Column]()
    for column in table.columns:
        codes = [value.casefold() for value in column.values or ()]
        if len(codes) != len((one, other)) or any(len(code) > _CODE or not code.isalpha() for code in codes):
            continue
        begun = [[code for code in codes if word.startswith(code)] for word in (one, other)]
        if all(len(each) == 1 for each in begun) and begun[0] != begun[1]:
            found.append(column)
    return found


def _flag_named(found: re.Match[str], catalog: Catalog) -> str:
    """Call a flag by its header, where that says of what it is one and not that it is a flag."""
    said = stem(found["what"].casefold())
    flags = [each for each in catalog.columns if each.is_flag and said in each.words]
    called = any(stem("flag") in each.words for each in flags)
    return flags[0].name if len(flags) == 1 and not called else found.group()


def _coded(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out that cells are codes, where they are and no header says so: ``country code``, of ``DE``."""
    said = stem(found["what"].casefold())
    named = [each for each in catalog.columns if said in each.words]
    alike = {each.words for each in named} == {(said,)}
    codes = all(each.values and all(_is_code(value) for value in each.values) for each in named)
    return found["what"] if alike and codes else found.group()


def _is_code(value: str) -> bool:
    return len(value) <= _CODE and value.isupper()
