"""Reads with which things something was done for more, or less, than a figure of theirs: their list price.

That it was done at all is asked in a question of its own, "how many cars were sold": it says which rows tell
of it. Of these the figure is meant that is called as the other one is, or that each of them is worth.
"""

import re
from collections.abc import Iterator

from services.agent.question.alike.paired import rows_done
from services.agent.question.alike.spoken import head_of
from services.agent.question.kin.naming import Ask
from services.agent.question.language.words import stem
from services.agent.question.plans.plan import CompareColumns, Comparison, Condition, InSet, RowSet
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_MORE = r"more\s+than|above|over|higher\s+than|greater\s+than"
_LESS = r"less\s+than|below|under|lower\s+than"
_AGAINST = re.compile(
    rf"^\s*(?:(?:that|which)\s+)?(?P<deed>[a-z]+(?:\s+[a-z]+){{0,3}}?)\s+(?:(?:for|at|at\s+a\s+price)\s+)?"
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\s+(?:(?:their|its|the)\s+)?(?P<level>[a-z]+(?:\s+[a-z]+){{0,2}}?)"
    r"(?P<when>\s+(?:in|during|since|after|before)\s+.+)?$",
    re.IGNORECASE,
)


def dealt_above(question: str, catalog: Catalog, ask: Ask) -> Iterator[tuple[str, Table, Condition]]:
    """Yield the question for all things, their table, and that some of their rows lie above a figure of them.

    Args:
        question: What is asked.
        catalog: Whose rows are meant.
        ask: Understands a question for things with which something was done.
    """
    core, _, told = question.strip(" ?.!").partition(". ")
    head = head_of(core, catalog)
    found = _AGAINST.match(core[len(head[0]) :]) if head else None
    if not head or not found:
        return
    text, table = head
    level = _level(found["level"], table)
    done = rows_done(f"how many {text.split()[-1]} {found['deed']}{found['when'] or ''}?", table, ask)
    figure = _figure(done.rows.table, level) if level and done else None
    if not done or not level or not figure:
        return
    how = Comparison.MORE if found["more"] else Comparison.LESS
    against = CompareColumns(figure, how, level, (done.key, done.column))
    rows = RowSet(done.rows.table, (*done.rows.conditions, against))
    yield f"{text}{f'. {told}' if told else '?'}", table, InSet(done.column, rows, done.key)


def _level(said: str, table: Table) -> Column | None:
    words = set(map(stem, said.casefold().split()))
    named = [each for each in table.columns if each.is_measure and words <= {*each.words}]
    whole = [each for each in named if words == {*each.words}] or named
    return whole[0] if len(whole) == 1 else None


def _figure(rows: Table, level: Column) -> Column | None:
    """Return the figure of a row that is called as the other one is, or what each row is worth."""
    alike = [each for each in rows.columns if each.is_measure and each.words[-1:] == level.words[-1:]]
    return alike[0] if len(alike) == 1 else None if alike else rows.worth
