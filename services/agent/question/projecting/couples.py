"""Things listed beside others that go with them: "the names of tutors and the classes they have taught".

Such a list has a row for each pair of the two: for each class that has a tutor, or for each row that says
which class a pupil took.
"""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.words import stem
from services.agent.question.tables.calling import one_row, tables_called
from services.agent.question.tables.schema import Catalog, Table

_SHOW = (
    r"^(?:please\s+)?(?:(?:list|show|give|find|return|display|get)(?:\s+(?:me|us))?|what\s+(?:is|are|were))\s+"
    r"(?:all\s+)?(?:the\s+)?(?:pairs\s+of\s+)?"
)
_ALL = (
    r"(?:(?:his\s+(?:or|for)\s+her|all|each|every|their|its|his|her|the|corresponding|respective|different|of)"
    r"\s+)*"
)
_AND = r"\s*,?\s+(?:and|with|along\s+with|together\s+with|as\s+well\s+as)\s+"
_NOUN = r"[a-z]+"
_HEADERS = r"(?:(?!\b(?:number|count|total|average|sum|how|of|for)\b)[\w' -])+?(?:,[\w -]+?)*"
_VERB = (
    r"(?:\s+(?:that\s+|which\s+|in\s+which\s+|where\s+)?(?:they|it|he|she|each)\s+"
    r"(?:(?:have|has|had|are|is|were|was|do|did)\s+)?[a-z]+(?:\s+(?:in|at|for|to|on|by|with))?)?"
)
_OF = re.compile(
    rf"{_SHOW}(?P<one>{_HEADERS})\s+(?:of|for)\s+{_ALL}(?P<rows>{_NOUN}){_AND}{_ALL}"
    rf"(?:(?P<other>{_HEADERS})\s+of\s+{_ALL})?"
    rf"(?P<others>{_NOUN}){_VERB}[\s.?]*$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"{_SHOW}{_ALL}(?P<rows>{_NOUN})'s\s+(?P<one>{_HEADERS}){_AND}{_ALL}"
    rf"(?:(?P<others>{_NOUN})'s\s+(?P<other>{_HEADERS})|"
    rf"(?P<other2>{_HEADERS})\s+of\s+{_ALL}(?P<others2>{_NOUN}))[\s.?]*$",
    re.IGNORECASE,
)


def say_couples(question: str, catalog: Catalog) -> str | None:
    """Say which rows a list of two things has, and what it shows of each; None where it is no such list."""
    text = " ".join(question.split())
    found = _OF.match(text) or _OWNED.match(text)
    if found is None:
        return None
    said = {name.rstrip("2"): part for name, part in found.groupdict().items() if part}
    one, others = (_table(said[each], catalog) for each in ("rows", "others"))
    rows = _rows_of(one, others, catalog) if one and others and one != others else None
    if rows is None or one is None or others is None:
        return None
    beside = _shown(said["other"], said["others"]) if "other" in said else f"the {said['others']}"
    return f"For each {one_row(rows)}, return {_shown(said['one'], said['rows'])}, and {beside}"


def _table(noun: str, catalog: Catalog) -> Table | None:
    """Return the only table that is called so by a word alone."""
    tables = [each for each in tables_called(stem(noun.casefold()), catalog) if len(each.words) == 1]
    return tables[0] if len(tables) == 1 else None


def _shown(headers: str, noun: str) -> str:
    """Say of each header whose it is."""
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", headers.strip())
    owner = noun.removesuffix("s")
    return ", ".join(f"the {part.removeprefix('the ')} of the {owner}" for part in parts if part)


def _rows_of(one: Table, other: Table, catalog: Catalog) -> Table | None:
    """Return the table that has a row for each pair: the one that refers to the other, or to both of them."""
    edges = {(edge.many.table, edge.one.table) for edge in known_joins(catalog)}
    there, back = (one.name, other.name) in edges, (other.name, one.name) in edges
    if there != back:
        return one if there else other
    pairs = [each for each in catalog.tables if {(each.name, one.name), (each.name, other.name)} <= edges]
    return pairs[0] if len(pairs) == 1 and not there else None
