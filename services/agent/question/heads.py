"""Shows rows as they stand in their sheet: ``show me the first 10 orders``, ``what is in sheet2``."""

import re
from collections.abc import Callable
from dataclasses import replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import name_words, normalise, stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.linker import link
from services.agent.question.plans.plan import MostRelated, Order, Output, Plan, RowSet
from services.agent.question.plans.printer import to_sql
from services.agent.question.tables.calling import table_named
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.wholerows import read_whole_rows

Ask = Callable[[str], Reading | None]

_SURE = 0.9
"""How sure it is that some rows are wanted, whichever: an order by a day may be meant."""
_SHOW = r"^(?:please\s+)?(?:(?:show|list|give|display|print|see|view|get)\s+)(?:(?:me|us)\s+)?"
_FEW = re.compile(
    rf"{_SHOW}(?:only\s+|just\s+)?"
    r"(?:the\s+|any\s+|some\s+)?(?:(?P<end>first|last)\s+)?"
    rf"(?P<count>(?!(?:19|20)\d\d\b)\d{{1,4}}|an?|one|{'|'.join(NUMBER_WORDS)})\s+"
    r"(?:(?:example\s+|sample\s+)?(?:rows?|records?|entries|lines)\s+(?:of|from|in)\s+)?(?:the\s+)?"
    r"(?P<what>[\w -]+?)"
    r"(?:\s+(?:table|sheet|rows|records))?[\s.?!]*$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"(?:{_SHOW}|^what(?:'s|\s+is|\s+are)?\s+(?P<what_is>in|on)\s+)(?:(?:all|every|everything)\s+)?(?:of\s+)?(?:the\s+)?"
    r"(?P<rows>(?:(?:rows?|records?|entries|lines|data|contents?)\s+)?(?:of|from|in|on|for)\s+(?:the\s+)?)?"
    r"(?P<what>[\w -]+?)(?P<sheet>\s+(?:table|sheet|tab))?[\s.?!]*$",
    re.IGNORECASE,
)
"""All that one sheet holds; by its name alone where that is no word for its rows."""


def read_rows(question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    """Read a question for a few rows of a sheet, for all of them, or for a few or all of those it describes.

    Args:
        question: What is asked.
        catalog: Whose sheets are meant.
        ask: Understands a question for rows of a kind.
    """
    few = _read_few(question, catalog) or _read_whole(question, catalog) or _read_few_of(question, ask)
    return few or read_whole_rows(question, catalog, ask)


def _read_few(question: str, catalog: Catalog) -> Reading | None:
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
    limit = _number(found["count"])
    if place is None or not limit or (last and len(dates) > 1):
        return None
    outputs = tuple(Output(column) for column in table.columns if column != place)
    order = (Order(len(outputs), descending=last),)
    shown = tuple(range(len(outputs) + bool(dates and last)))
    plan = Plan(RowSet(table), (*outputs, Output(place)), order=order, limit=limit, answer=shown)
    return print_reading(plan, to_sql(plan), _SURE, ())


def _read_whole(question: str, catalog: Catalog) -> Reading | None:
    """Read a question for all of a sheet: for its rows, or by a name that says nothing of what they are."""
    found = _WHOLE.match(question)
    if found is None:
        return None
    table, told = table_named(found["what"], catalog), found["rows"] or found["sheet"]
    table = table or (_linked(found["what"], catalog) if told else None)
    if table is None or table.order is None:
        return None
    things = name_words(table.name)[-1].endswith("s") or (table.label is not None and table.label.unique)
    if things and not (told or found["what_is"] or table.number):
        return None  # "Show me the customers" asks who they are.
    plan = _in_order(Plan(RowSet(table), tuple(map(Output, table.columns))), table.order)
    return print_reading(plan, to_sql(plan), _SURE, ())


def _linked(name: str, catalog: Catalog) -> Table | None:
    """Return the table that a name means and nothing else: ``February``, of a sheet for each month."""
    items = link(name, catalog)
    hits = [hit for hit in items[0].tables if hit.strength >= NAMED] if len(items) == 1 else []
    return hits[0].table if len(hits) == 1 and not items[0].values else None


def _read_few_of(question: str, ask: Ask) -> Reading | None:
    """Read a question for so many of the rows that it describes: ``list 3 open tickets of Ann``.

    Or for so many of what a column names: ``list 10 reps``, of sales that each have one.
    """
    found = _FEW.match(question)
    limit = _number(found["count"]) if found and not found["end"] else 0
    all_rows = ask(f"list the {found['what']}") if found and limit else None
    plan = all_rows.plan if all_rows else None
    if all_rows and plan and _are_kinds(plan):
        few = replace(plan, limit=limit, order=plan.order or (Order(0, descending=False),))
        return print_reading(few, to_sql(few), all_rows.confidence, all_rows.matches)
    if not (all_rows and plan) or not _are_rows(plan):
        return None
    place = plan.rows.table.order
    if place is None or place.table != plan.rows.table.name:
        return None
    few = replace(_in_order(plan, place), limit=limit)
    return print_reading(few, to_sql(few), all_rows.confidence, all_rows.matches)


def _in_order(plan: Plan, place: Column) -> Plan:
    """Tell the rows of a plan in the order of their sheet, which is not shown."""
    shown = plan.answer or tuple(range(len(plan.outputs)))
    order = (Order(len(plan.outputs), descending=False),)
    return replace(plan, outputs=(*plan.outputs, Output(place)), order=order, answer=shown)


def _number(said: str) -> int:
    said = said.lower()
    return NUMBER_WORDS[said] if said in NUMBER_WORDS else 1 if said in ("a", "an", "one") else int(said)


def _are_rows(plan: Plan) -> bool:
    """Whether rows are told that a condition finds, and none is ranked or computed."""
    picked = plan.rows.extreme or plan.limit or plan.ties or plan.having or plan.grouped or plan.distinct
    own = all(output.column and output.column.table == plan.rows.table.name for output in plan.outputs)
    plain = not any(output.function or output.combination or output.bucket for output in plan.outputs)
    most = any(isinstance(each, MostRelated) for each in plan.rows.conditions)  # The 3 with the most.
    return bool(plan.rows.conditions and own and plain and not (picked or most))


def _are_kinds(plan: Plan) -> bool:
    """Whether each text of one column is told once, of all rows."""
    picked = plan.rows.extreme or plan.limit or plan.ties or plan.having or plan.grouped
    lone = len(plan.outputs) == 1 and not (plan.outputs[0].function or plan.outputs[0].bucket)
    return bool(plan.distinct and lone and not picked and not plan.rows.conditions)


def _called(name: str, catalog: Catalog) -> Table | None:
    """Return the table of that name, or else the only one called so with a year: ``sales_2024``."""
    exact, said = table_named(name, catalog), normalise(name)
    rows = [table for table in catalog.tables if [stem(said)] == [w for w in table.words if not w.isdigit()]]
    found = [exact] if exact else rows
    return found[0] if len(found) == 1 else None
