"""A header of what each row refers to, shown beside the rows: ``the orders with customer name``."""

import re

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.linker import link
from services.agent.question.shaping.elements import Element, Part, read_elements
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_WITH = re.compile(
    r"^(?P<core>\S.*?)(?:\s+(?:together|along))?\s+with\s+(?:(?:the|their|its)\s+)?"
    r"(?P<tail>[^\W\d]+(?:\s+[^\W\d]+){0,3})[\s.?!]*$",
    re.IGNORECASE,
)


def read_related(question: str, catalog: Catalog) -> tuple[str, tuple[Element, ...]] | None:
    """Return a question without what it shows of other tables behind ``with``, and what that is.

    A header of the rows' own may say which of them have it, ``orders with a discount``: it is none of these,
    unless it is said whose it is, or they all have it.
    """
    found = _WITH.match(question)
    if found is None:
        return None
    things, elements = link(found["core"], catalog), read_elements(found["tail"], catalog)
    counts = bool(things) and things[0].has(Sense.HOW_MANY) and not any(each.has(Sense.BY) for each in things)
    own = {hit.table.name for item in things for hit in item.tables}
    if len(elements) != 1 or counts or not own:
        return None
    owner = {hit.table.name for hit in link(found["tail"].split()[0], catalog)[0].tables}
    told = _is_of_another(elements[0], own - owner) and _is_named(elements[0], found["tail"])
    return (found["core"], elements) if told or _all_have(elements[0], own) else None


def _is_named(element: Element, text: str) -> bool:
    """Whether a header is said with whose it is, or a name is meant: no ``orders with discount``."""
    return element.part is Part.NAME or (element.part is Part.COLUMN and len(text.split()) > 1)


def _all_have(element: Element, own: set[str]) -> bool:
    """Whether each row has what a header of its own says, and something of it: ``employees with email``."""
    best = max((hit.strength for hit in element.columns), default=0.0)
    columns = [hit.column for hit in element.columns if hit.strength == best and hit.column.table in own]
    told = element.part is Part.COLUMN and best >= NAMED and len(columns) == 1 and not columns[0].is_flag
    return told and not columns[0].nulls and not (columns[0].is_number and not _is_above_zero(columns[0]))


def _is_above_zero(column: Column) -> bool:
    return isinstance(column.minimum, int | float) and column.minimum > 0


def _is_of_another(element: Element, own: set[str]) -> bool:
    """Whether an element is of none of some tables, or is by which their rows refer to another one's."""
    tables = {element.table.name} if element.table else {hit.column.table for hit in element.columns}
    keys = [hit.column for hit in element.columns if hit.column.role == "id" and not hit.column.unique]
    return bool(tables) and (tables.isdisjoint(own) or bool(keys))
