"""How much of the money is in a state that some rows are in: ``how much was refunded in May``."""

import re

from services.agent.question.language.words import spoken, word_root
from services.agent.question.tables.schema import Catalog, Table, ValueHit

_MUCH = re.compile(
    r"^how\s+much\s+(?:money\s+)?(?:is|was|has\s+been|were|are)\s+(?:still\s+|currently\s+)?(?P<state>[a-z]+)"
    r"(?P<rest>(?:\s+(?:in|by|per|for|from|during|since|last|this)\s+.*)?)[?.!]*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\btotal\s+(?P<done>[a-z]+ed)(?=\s+(?:in|by|per|for|from|during|since|last|this)\b|\s*[?.!]*$)",
    re.IGNORECASE,
)


def say_state_sums(question: str, catalog: Catalog) -> str:
    """Add up what the rows of one state are worth; a total of what was done with rows is that of the rows."""
    found = _MUCH.match(question)
    hits = [hit for hit in catalog.values(found["state"].lower()) if _is_state(hit)] if found else []
    table = catalog.by_name[hits[0].column.table] if len(hits) == 1 else None
    if found and table and table.worth and not _has_day(found["state"], table):
        return f"total {spoken(table.worth.name)} of {found['state']} {spoken(table.name)}{found['rest']}"
    done = _TOTAL.search(question)
    rows = [each for each in catalog.tables if done and _is_done(done["done"], each)]
    if done and len(rows) == 1 and rows[0].worth:
        said = f"total {spoken(rows[0].worth.name)} of {spoken(rows[0].name)}"
        return f"{question[: done.start()]}{said}{question[done.end() :]}"
    return question


def _is_state(hit: ValueHit) -> bool:
    return not hit.is_part and hit.column.is_text and hit.column.repeats


def _has_day(state: str, table: Table) -> bool:
    """Whether a column says when it came about: "how much was paid in May" is about the day of that."""
    return any(column.is_date and word_root(state.lower()) in column.roots for column in table.columns)


def _is_done(done: str, table: Table) -> bool:
    """Whether rows are called after what was done: invoices, of ``invoiced``."""
    return word_root(done.lower()) in table.roots
