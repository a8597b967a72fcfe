"""Shows a few rows as they stand in their sheet: ``show me the first 10 orders``, ``list 5 tickets``."""

import re

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import normalise, stem
from services.agent.question.plans.plan import Order, Output, Plan, RowSet
from services.agent.question.plans.printer import to_sql
from services.agent.question.tables.schema import Catalog, Table

_SURE = 0.9
"""How sure it is that some rows are wanted, whichever: an order by a day may be meant."""
_FEW = re.compile(
    r"^(?:please\s+)?(?:(?:show|list|give|display|print|see|view|get)\s+)(?:(?:me|us)\s+)?(?:only\s+|just\s+)?"
    r"(?:the\s+|any\s+|some\s+)?(?:(?P<end>first|last)\s+)?"
    rf"(?P<count>\d{{1,4}}|{'|'.join(NUMBER_WORDS)})\s+"
    r"(?:(?:example\s+|sample\s+)?(?:rows?|records?|entries|lines)\s+(?:of|from|in)\s+)?(?:the\s+)?"
    r"(?P<what>[\w -]+?)"
    r"(?:\s+(?:table|sheet|rows|records))?[\s.?!]*$",
    re.IGNORECASE,
)


def read_few(question: str, catalog: Catalog) -> Reading | None:
    """Read a question for so many rows of one table, of which nothing else is said.

    The last ones are those of the latest day where rows have one day, and there is no telling where they have
    several.
    """
    found = _FEW.match(question)
    table = _called(found["what"], catalog) if found else None
    if found is None or table is None:
        return None
    last = (found["end"] or "").lower() == "last"
    dates = [column for column in table.columns if column.is_date]
    place = dates[0] if last and dates else table.order
    said = found["count"].lower()
    limit = NUMBER_WORDS[said] if said in NUMBER_WORDS else int(said)
    if place is None or not limit or (last and len(dates) > 1):
        return None
    outputs = tuple(Output(column) for column in table.columns if column != place)
    order = (Order(len(outputs), descending=last),)
    shown = tuple(range(len(outputs) + bool(dates and last)))
    plan = Plan(RowSet(table), (*outputs, Output(place)), order=order, limit=limit, answer=shown)
    return print_reading(plan, to_sql(plan), _SURE, ())


def _called(name: str, catalog: Catalog) -> Table | None:
    """Return the table of that name, or else the only one called so with a year: ``sales_2024``."""
    said = normalise(name)
    exact = [table for table in catalog.tables if normalise(table.name) == said]
    rows = [table for table in catalog.tables if [stem(said)] == [w for w in table.words if not w.isdigit()]]
    found = exact or rows
    return found[0] if len(found) == 1 else None
