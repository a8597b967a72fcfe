"""Names the column of numbers as its header does: ``plot nos``, ``the numbers of the late sailings``."""

import re
from collections.abc import Iterator
from itertools import pairwise

from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_SHORT = re.compile(r"\b(?P<of>[^\W\d_]+)\s+(?P<no>nos?)\b\.?(?!\s+\d)", re.IGNORECASE)
_WRITTEN = ("number", "num", "nr", "nbr")
"""What headers write for a number, besides ``no``."""
_CALLED = frozenset(["no", *_WRITTEN])
"""Headers of nothing but a number."""
_ENDS = frozenset(["no", *_WRITTEN])
_NUMBERS = re.compile(
    r"^(?P<ask>(?:(?:list|show|give|name|tell|find|return|enumerate|what\s+are)\s+(?:(?:me|us)\s+)?)?(?:the\s+)?)"
    r"numbers\s+of\s+(?=(?P<rest>[^?]+))",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    r"(?<!total )\bnumber\s+of\s+(?=the\s+(?P<one>[^\W\d_]+)\s+"
    r"(?:who|that|which|from|named|called|with|whose|in|at|for|by|on)\b)",
    re.IGNORECASE,
)
"""The number that one of them has: ``the number of the player who``; of one there is nothing to count."""
_ROW = re.compile(
    r"\b(?P<rows>[^\W\d_]+)\s+(?:(?:with|having|whose|under)\s+(?:the\s+|an\s+)?(?:ids?|number)\s+(?:(?:is|are|of|=)\s+)?|"
    r"number\s+)(?=\d)",
    re.IGNORECASE,
)
"""One row by its number, which the header may call by the row: ``the member with id 12``."""
_NUMBERED = re.compile(
    r"\b(?P<rows>[^\W\d_]+)\s+(?:(?:number|nr|no)\b\.?\s+|#\s*)?(?P<n>\d+)\b(?![.,:/-]\d|\s*%|\s+[^\W\d_]+[^\W\d_su]s\b)",
    re.IGNORECASE,
)
"""A row by its number alone: ``the email of employee 23``, but no ``order 12 chairs``."""
_AMOUNT = re.compile(
    r"\b(?P<of>[^\W\d_]+[^\W\d_su]s)\s+number"
    r"(?=\s+(?:more|fewer|less|over|under|at\s+(?:least|most)|between|exactly)\b)",
    re.IGNORECASE,
)
"""The verb behind a plural: ``where bedrooms number more than 4``."""
_OF_ROWS = re.compile(
    r"\b(?P<the>the|their)\s+(?P<rows>[^\W\d_]+)\s+(?:numbers(?!\s+\d)|number(?=\s+(?:of|for)\s+"
    r"(?:(?:the|all|every|each|any)\s+)?(?:[^\W\d_]+\s+)?(?P=rows)e?s?\b))",
    re.IGNORECASE,
)
"""The numbers that rows go by: ``the order numbers of late orders``, ``the guest number of guests who``."""
_TOLD = re.compile(
    r"(?P<ask>^(?:(?:list|show|give|name|find|return|what\s+are)\s+(?:(?:me|us)\s+)?(?:the\s+)?)?)"
    r"(?P<key>ids?|codes?|e-?mails?)"
    r"(?P<rest>(?:,?\s+and\s+|,\s+)(?:the\s+)?[\w, ]+?\s+of\s+(?:(?:the|all|our)\s+)*)"
    r"(?P<rows>[^\W\d_]+)\b",
    re.IGNORECASE,
)
"""What else rows are told by beside a name: ``the codes and names of harbours``."""
_KEY_OF = re.compile(
    r"^(?P<ask>(?:list|show|give|find|return|what\s+(?:is|are))\s+(?:me\s+|us\s+)?the\s+)(?P<of>[^\W\d_]+)\s+"
    r"numbers?\s+of\s+",
    re.IGNORECASE,
)
"""A number that each row has: ``list the patient number of cases``, ``the inventory number of cars``."""
_NUMBERING = frozenset(
    map(
        stem,
        ["inventory", "stock", "serial", "reference", "registration", "identification", "item", "catalogue"],
    )
)
_NEAR = 4
"""Words within which the noun for the rows stands: ``the numbers of all Norwegian flats``."""
_GROUPED = re.compile(r"\b(?:per|by|each|every)\b", re.IGNORECASE)


def say_keys(question: str, catalog: Catalog) -> str:
    """Say of what the codes or the numbers are that are asked for beside other headers."""
    return _TOLD.sub(lambda found: _told_by(found, catalog), question)


def say_numbers(question: str, catalog: Catalog) -> str:
    """Write out a short ``no`` as the header has it, and say which numbers those of rows are."""
    said = _KEY_OF.sub(lambda found: _key_of(found, catalog), question)
    said = _AMOUNT.sub(lambda found: _amounting(found, catalog), said)
    said = _OF_ONE.sub(lambda found: _of_one(found, catalog), said)
    said = _OF_ROWS.sub(lambda found: _of_rows(found, catalog), said)
    said = _SHORT.sub(lambda found: _written(found, catalog), said)
    said = _ROW.sub(lambda found: _row_by_key(found, catalog), said)
    said = _NUMBERED.sub(lambda found: _numbered_row(found, catalog), said)
    found = _NUMBERS.match(said)
    rest = found["rest"] if found and not _GROUPED.search(found["rest"]) else ""
    if found is None or not rest:
        return said
    listed = _lists(found["ask"]) and not _has_header(rest, catalog)
    key = _key(catalog) if listed or _has_rows(rest, catalog) else None
    return f"{found['ask']}{key.name} of {said[found.end() :]}" if key else said


def _key_of(found: re.Match[str], catalog: Catalog) -> str:
    """Name the key of the only table, where the word before is one for its rows or numbers things."""
    table, of = catalog.tables[0], stem(found["of"].casefold())
    key = table.key
    counted = any(each.is_measure and of in each.words for each in catalog.columns)
    if key is None or len(catalog.tables) > 1 or counted:
        return found.group()
    numbers = {"no", "number", "id", "code"} & {*name_words(key.name)[-1:]}
    rows = of in (*table.words, *table.row_words)
    return (
        f"{found['ask']}{spoken(key.name)} of " if numbers and (rows or of in _NUMBERING) else found.group()
    )


def _of_one(found: re.Match[str], catalog: Catalog) -> str:
    """Name the only column that is called a number and nothing else, where one row is spoken of."""
    columns = [column for table in catalog.tables for column in table.columns]
    numbers = [
        each for each in columns if set(name_words(each.name)) <= _CALLED and len(name_words(each.name)) == 1
    ]
    plural = found["one"].casefold().endswith("s")
    return found.group() if plural or len(numbers) != 1 else f"{numbers[0].name} of "


def _told_by(found: re.Match[str], catalog: Catalog) -> str:
    """Name the header of the rows that is a code or a number of theirs."""
    table, key = _table_of(found["rows"], catalog), stem(found["key"].casefold())
    named = [each for each in table.columns if each.words == (*table.words, key)] if table else []
    return (
        f"{found['ask']}{spoken(named[0].name)}{found['rest']}{found['rows']}"
        if len(named) == 1
        else found[0]
    )


def _of_rows(found: re.Match[str], catalog: Catalog) -> str:
    """Name the key of the rows, where no header says a number of theirs."""
    table, rows = _table_of(found["rows"], catalog), stem(found["rows"].casefold())
    told = any(end for column in catalog.columns for end in _ends_behind(rows, column))
    return f"{found['the']} {spoken(table.key.name)}" if table and table.key and not told else found.group()


def _row_by_key(found: re.Match[str], catalog: Catalog) -> str:
    """Name the column that numbers the rows that are spoken of, where no header is called a number itself."""
    if "number" in found.group().casefold() and found["rows"].casefold().endswith("s"):
        return found.group()  # "Courses with number 3": what they are called may say it.
    table = _table_of(found["rows"], catalog)
    key = table.key if table else None
    if table is None or key is None or {"id", "number"} & {each.name.casefold() for each in table.columns}:
        return found.group()
    if "number" in found.group().casefold() and _has_number(found["rows"], table):
        return found.group()
    return f"{found['rows']} with {key.name} "


def _numbered_row(found: re.Match[str], catalog: Catalog) -> str:
    """Name the column that numbers the rows, where one of them has the number and no cell says both words."""
    if found["rows"].casefold().endswith("s"):
        return found.group()
    table = _table_of(found["rows"], catalog)
    key = table.key if table else None
    if table is None or key is None or not key.is_number or not _between(key, int(found["n"])):
        return found.group()
    if _has_number(found["rows"], table):
        return found.group()
    if catalog.values(f"{found['rows']} {found['n']}".casefold()):
        return found.group()
    return f"{found['rows']} with {key.name} {found['n']}"


def _has_number(rows: str, table: Table) -> bool:
    """Whether a header besides the key is the number of a row: ``visit_no``, of each patient's visits."""
    of = stem(rows.casefold())
    return any(end for each in table.columns if each != table.key for end in _ends_behind(of, each))


def _table_of(rows: str, catalog: Catalog) -> Table | None:
    """Return the only table that is called by a word for its rows."""
    tables = tables_called(stem(rows.casefold()), catalog)
    return tables[0] if len(tables) == 1 else None


def _between(key: Column, number: int) -> bool:
    ends = (key.minimum, key.maximum)
    return all(isinstance(end, int) for end in ends) and ends[0] <= number <= ends[1]


def _written(found: re.Match[str], catalog: Catalog) -> str:
    of = stem(found["of"].casefold())
    ends = {end for column in catalog.columns for end in _ends_behind(of, column)}
    if not ends and found["no"].casefold() == "no":
        return f"{found['of']} no"  # With a header that ends so it is a number, and denies nothing.
    plural = "s" if found["no"].casefold() == "nos" else ""
    return f"{found['of']} number{plural}"


def _amounting(found: re.Match[str], catalog: Catalog) -> str:
    """Say "are" for the verb; where a header ends so ("orders number over 9"), it is that column."""
    ends = (_ends_behind(stem(found["of"].casefold()), column) for column in catalog.columns)
    return found.group() if any(map(any, ends)) else f"{found['of']} are"


def _ends_behind(of: str, column: Column) -> Iterator[str]:
    """Yield the words for a number that stand right behind another word of a header."""
    words = name_words(column.name)
    return (end for word, end in pairwise(words) if end in _ENDS and stem(word) == of)


def _lists(ask: str) -> bool:
    """Whether they are to be listed: nobody has a count listed."""
    return ask.casefold().startswith(("list", "show", "give", "name", "enumerate"))


def _has_header(rest: str, catalog: Catalog) -> bool:
    """Whether the first noun is one of a header, whose cells count it: ``the numbers of passengers``."""
    first = stem(rest.casefold().split()[0])
    return any(first in column.words for column in catalog.columns)


def _has_rows(rest: str, catalog: Catalog) -> bool:
    """Whether the rows of a table are spoken of in the plural, before anything is said of them."""
    first = re.findall(r"[^\W\d_]+", rest.casefold())[:_NEAR]
    said = {stem(word) for word in first if word.endswith("s")}
    return any(said & {*table.words, *table.row_words} for table in catalog.tables)


def _key(catalog: Catalog) -> Column | None:
    """Return the only column that numbers the rows of the only table."""
    columns = catalog.tables[0].columns if len(catalog.tables) == 1 else ()
    numbers = [each for each in columns if each.unique and _ENDS & {*name_words(each.name)[-1:]}]
    return numbers[0] if len(numbers) == 1 else None
