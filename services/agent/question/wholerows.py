"""Shows all that is told of some rows: ``all details of the nurses``, ``everything about the flat of …``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.language.words import spoken
from services.agent.question.plans.plan import Order, Output, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.tables.schema import Catalog

Ask = Callable[[str], Reading | None]

_LEAD = (
    r"^(?:please\s+)?(?:(?:can|could)\s+you\s+)?(?:(?:show|list|give|tell|display|print|get|find|return)\s+(?:(?:me|us)\s+)?|"
    r"what\s+(?:is|are|was|were)\s+)?"
)
_FACTS = r"(?:information|infos?|details?|data|facts|columns?|fields?|attributes?|particulars)"
_ALL = re.compile(
    rf"{_LEAD}(?:(?:all|every|any|the\s+(?:full|complete|whole|entire)|full|complete)\s+(?:of\s+)?(?:the\s+)?(?:available\s+)?{_FACTS}"
    rf"|everything|the\s+details)\s+(?:(?:that\s+)?(?:there\s+is|you\s+(?:have|know)|we\s+(?:have|know)|is\s+known)\s+)?"
    r"(?:about|of|on|for|regarding|concerning)\s+(?P<what>[^?]+?)[\s.?!]*$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"^(?:for|of|about)\s+(?P<what>.+),\s*(?:what\s+are|show|give|list|display)\s+(?:me\s+)?all\s+(?:of\s+)?(?:the\s+|their\s+)?"
    rf"{_FACTS}[\s.?!]*$",
    re.IGNORECASE,
)
"""``For the flats in Ely, what are all the details?``"""
_KNOWN = re.compile(
    r"^what\s+(?:information\s+)?(?:do\s+(?:we|you)\s+(?:have|know)|is\s+(?:known|there))\s+(?:about|on|of)\s+(?P<what>[^?]+?)[\s.?!]*$",
    re.IGNORECASE,
)


def read_whole_rows(question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    """Read a question for all columns of the rows that it describes.

    Args:
        question: What is asked.
        catalog: Whose rows are meant.
        ask: Understands a question for rows of a kind.
    """
    found = _ALL.match(question) or _TURNED.match(question) or _KNOWN.match(question)
    if found is None:
        return None
    for text in (f"list {found['what']}", *_cells_of(found["what"], catalog)):
        known = ask(text)
        if known and _are_rows(known.plan) and (whole := _whole(known.plan)):
            return print_reading(whole, to_sql(whole), known.confidence, known.matches)
    return None


def _cells_of(what: str, catalog: Catalog) -> Iterator[str]:
    """Yield a question for one cell of the rows, which are told by their names: there is no list of one."""
    (table, *others) = catalog.tables
    cells = [each for each in table.columns if each not in table.names and each.role != "id"]
    if cells and not others:
        yield f"what is the {spoken(cells[-1].name)} of {what}"


def _whole(plan: Plan) -> Plan | None:
    """Return a plan for the same rows with all their columns, in the order of their sheet."""
    table = plan.rows.table
    if table.order is None:
        return None
    outputs = tuple(map(Output, table.columns))
    order = (Order(len(outputs), descending=False),)
    shown = tuple(range(len(outputs)))
    return replace(plan, outputs=(*outputs, Output(table.order)), order=order, answer=shown, distinct=False)


def _are_rows(plan: Plan) -> bool:
    """Whether rows are told that something is said of, and none of their cells is computed or grouped."""
    own = all(output.column and output.column.table == plan.rows.table.name for output in plan.outputs)
    plain = not any(output.function or output.combination or output.bucket for output in plan.outputs)
    picked = plan.limit or plan.ties or plan.having or plan.grouped
    return bool((plan.rows.conditions or plan.rows.extreme) and own and plain and not picked)
