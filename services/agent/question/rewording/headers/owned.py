"""Says groups by their own name alone: of ``by product category`` the categories, or a header of products.

And rows by what they are of: a customer account is a row of the customers, where nothing else is called so.
"""

import re

from services.agent.question.language.words import plural, root, spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Catalog, Table

_GROUPED = re.compile(
    r"\b(?P<by>by|per|for\s+each|each|every)\s+(?P<rows>[a-z]+)\s+(?P<group>[a-z]+)(?=\s*(?:[,?.!]|$)|\s+(?:in|for|from|since|and|of|on)\b)",
    re.IGNORECASE,
)


_ACCOUNTS = re.compile(r"\b(?P<rows>[a-z]+)\s+(?P<noun>accounts?|records?|profiles?)\b", re.IGNORECASE)
_DEEDS = re.compile(r"\b(?P<rows>[a-z]+)\s+(?P<noun>[a-z]{3,}(?:ions?|ments?|als?))\b", re.IGNORECASE)
_CONTAINS = re.compile(
    r"\b(?:that\s+)?(?P<verb>contain(?:s|ed|ing)?)\s+(?P<what>(?:(?!the\s+word|the\s+text)[\w-]+)(?:\s+[\w-]+){0,3})",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\d{4}|\b(?:day|days|date|week|month|quarter|year|when|before|after|since)\b", re.IGNORECASE
)
"""What speaks of days: of several that rows have, the deed is then the one that is meant."""
_ALIKE = 4
"""Letters with which a deed begins, and the header of its day: an application, of an ``applied`` date."""


def say_rows(question: str, catalog: Catalog) -> str:
    """Say ``player accounts`` as players, where no table and no header is called by accounts.

    So are ``claim submissions`` claims, of which each has the day on which it was submitted.
    """
    question = _ACCOUNTS.sub(lambda found: _rows(found, catalog), question)
    if _DATED.search(question):
        return question
    return _DEEDS.sub(lambda found: _rows(found, catalog, dated=True), question)


def say_contained(question: str, catalog: Catalog) -> str:
    """Say of rows that contain rows of another table that they have them: playlists that contain tracks."""
    found = _CONTAINS.search(question)
    behind = [stem(word.casefold()) for word in found["what"].split()] if found else []
    before = (
        [stem(word.casefold()) for word in re.findall(r"[a-z]+", question[: found.start()])] if found else []
    )
    rows = {table.name for table in catalog.tables if table.words[-1:] and table.words[-1] in behind}
    owners = {table.name for table in catalog.tables if table.words[-1:] and table.words[-1] in before}
    if found is None or not rows or not owners - rows:
        return question
    verb = "with" if found["verb"].casefold().endswith("ing") else "have"
    return f"{question[: found.start('verb')]}{verb}{question[found.end('verb') :]}"


def _rows(found: re.Match[str], catalog: Catalog, *, dated: bool = False) -> str:
    rows, noun = found["rows"].casefold(), stem(found["noun"].casefold())
    tables = [table for table in catalog.tables if table.words == (stem(rows),)]
    named = any(noun in (*table.words, *table.row_words) for table in catalog.tables)
    if len(tables) != 1 or named or any(noun in column.words for column in catalog.columns):
        return found.group()
    days = [column for column in tables[0].columns if column.is_date]
    if dated and not any(word[:_ALIKE] == noun[:_ALIKE] for day in days for word in day.words):
        return found.group()
    return plural(found["rows"]) if found["noun"].endswith("s") else found["rows"]


def say_owned(question: str, catalog: Catalog) -> str:
    """Leave out the rows that have groups, where both are tables and no header is called by both."""
    found = _GROUPED.search(question) if len(catalog.tables) > 1 else None
    if found is None:
        return question
    rows, group = stem(found["rows"].casefold()), stem(found["group"].casefold())
    homes = [table for table in catalog.tables if table.words == (rows,)]
    groups = [table for table in catalog.tables if table.words == (group,)]
    own = _own(homes[0], group, catalog) if len(homes) == 1 and not groups else None
    own = own or (None if homes or groups else _of_deed(rows, group, catalog))
    if own and not any({rows, group} <= {*column.words} for column in catalog.columns):
        return f"{question[: found.start('rows')]}{spoken(own.name)}{question[found.end() :]}"
    if len(homes) != 1 or len(groups) != 1 or rows == group:
        return question
    if any({rows, group} <= {*column.words} for column in catalog.columns):
        return question
    if not any(column.role == "id" and group in column.words for column in homes[0].columns):
        return question
    return f"{question[: found.start('rows')]}{found['group']}{question[found.end() :]}"


def _own(table: Table, group: str, catalog: Catalog) -> Column | None:
    """Return the only kind of the rows that is called so: ``jar type``, of jars with a ``glass_type``."""
    named = [each for each in table.columns if len(each.words) > 1 and each.words[-1] == group]
    alike = [each for each in catalog.columns if named and each.words == named[0].words]
    return named[0] if len(named) == 1 == len(alike) and named[0].repeats else None


def _of_deed(deed: str, group: str, catalog: Catalog) -> Column | None:
    """Return the only header of a group, where its rows tell when the deed was done: ``payment channel``."""
    named = [each for each in catalog.columns if each.words == (group,) and each.is_text and each.repeats]
    if len(named) != 1 or any(deed in (*table.words, *table.row_words) for table in catalog.tables):
        return None
    days = [each for each in catalog.by_name[named[0].table].columns if each.is_date]
    done = any(root(deed) in days_told(day) for day in days)
    return named[0] if done and not catalog.values(deed) else None
