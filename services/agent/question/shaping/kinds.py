"""Names the column that parts rows in two: "for rush jobs and for normal jobs", "by the rush flag".

Of a column of more cells those named are kept: "for paid and for denied claims", "open or paid claims".
Where cells are codes, each of the two words has to begin with one of them: ``N`` and ``U``, of new and used.
"""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.linking.linker import link
from services.agent.question.shaping.sides import side_column
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_PAIR = re.compile(
    r"(?:^|,?\s+)(?P<at>for|of|in|at|on|with|among)\s+(?:the\s+)?(?P<one>[a-z][\w-]*)\s+(?:(?P<rows>[a-z]+)\s+)?"
    r"and\s+(?P<again>(?P=at)\s+)?(?:the\s+)?(?P<other>[a-z][\w-]*)\s+(?P<last>[a-z]+)(?=\s*(?:[,.?!;:]|$))",
    re.IGNORECASE,
)
_TWO = (
    r"(?P<other>[a-z][\w-]*)\s+(?P<rows>(?:[a-z]+\s+)?(?P<noun>[a-z]+s))"
    r"(?=\s*(?:[,.?!;:]|$)|\s+(?:in|by|per|from|since|during|for|are|were|is|was|do|did|have|with)\b)"
)
_EACH_OF_TWO = re.compile(
    rf"(?:^|\s+)(?P<at>for|of|among|how\s+many)\s+(?:the\s+)?(?P<one>[a-z][\w-]*)\s+and\s+(?P=at)\s+(?:the\s+)?{_TWO}",
    re.IGNORECASE,
)
"""Kinds each led by a word of its own: each has a figure of its own."""
_EITHER = re.compile(rf"\b(?P<one>[a-z][\w-]*)\s+or\s+{_TWO}", re.IGNORECASE)
_MANY_ARE = re.compile(
    r"^(?P<at>how\s+many)\s+(?P<rows>(?:[a-z]+\s+)?(?P<noun>[a-z]+s))\s+(?:are|were|have\s+been)\s+(?P<one>[a-z][\w-]*)\s+"
    r"and\s+how\s+many\s+(?:of\s+them\s+)?(?:are|were|have\s+been)\s+(?P<other>[a-z][\w-]*)",
    re.IGNORECASE,
)
_END = re.compile(r"[\s?.!]*$")
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
    question = _EITHER.sub(lambda found: _described(found, catalog) or found.group(), question)
    question = _each_of_two(question, catalog)
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


def _each_of_two(question: str, catalog: Catalog) -> str:
    """Ask by state for a figure of rows in either of two states."""
    found = _EACH_OF_TWO.search(question) or _MANY_ARE.match(question)
    if found is None or _AGAINST.search(question[found.end() :]):
        return question
    rows, column = _described(found, catalog), _shared(found, catalog)
    if rows is None or column is None or column[0].distinct == len(("one", "other")):
        return question
    by = f" by {spoken(column[0].name)}"
    if found["at"].casefold().startswith("how"):
        main = _END.sub("", f"how many {found['rows']}{question[found.end() :]}")
        kept = f"{main}{by} with {rows.partition(' with ')[2]}"
        return kept if not found.start() and not re.search(r"[?.;,]", main) else question
    if found.start():
        return f"{question[: found.start()]} of {rows}{by}{question[found.end() :]}"
    main = _END.sub("", question[found.end() :].lstrip(" ,"))
    if re.search(r"[?.;]", main):
        return question  # More is said behind the question itself.
    counted = main.casefold().startswith("how many")
    return f"{main}{by} of {rows}" if not counted else f"{main}{by} with {rows.partition(' with ')[2]}"


def _described(found: re.Match[str], catalog: Catalog) -> str | None:
    """Say which rows are meant by the cells of the column that has both of two kinds."""
    shared = _shared(found, catalog)
    if shared is None:
        return None
    column, one, other = shared
    return f"{found['rows']} with {spoken(column.name)} '{one}' or '{other}'"


def _shared(found: re.Match[str], catalog: Catalog) -> tuple[Column, str, str] | None:
    """Return the only column of such rows in which two words name a cell each, and the cells."""
    named = [
        {hit.column: hit.values for hit in items[0].values if hit.column.repeats} if len(items) == 1 else {}
        for items in (link(found["one"], catalog), link(found["other"], catalog))
    ]
    both = [
        (each, named[0][each][0], named[1][each][0])
        for each in named[0]
        if len(named[0][each]) == len(named[1].get(each, ())) == 1 and named[0][each] != named[1][each]
    ]
    own = [each for each in both if is_called(catalog.by_name[each[0].table], stem(found["noun"].casefold()))]
    return own[0] if len(both) == len(own) == 1 else None


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
