"""Things told by what their rows come to in all: "who paid more than 500 in total", "spent over 90 on tours".

That they did so at all is asked in a question of its own, "which guests paid": it says which rows tell of it.
Whatever the engine understands of such rows, what each of them is worth is added up for each thing.
"""

import re
from dataclasses import replace

from services.agent.question.contrasts import Ask, Figure
from services.agent.question.differing import parts_of_rows, relates
from services.agent.question.plans.plan import (
    Comparison,
    Function,
    Having,
    InSet,
    Lookup,
    Order,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.schema import Table
from services.agent.question.tables.selling import is_price_of_one, sold_columns

SUMMED = 0.97
"""What is left of the question whether there are any such rows."""
_HOW = {
    Comparison.MORE: r"more\s+than|over|above",
    Comparison.LESS: r"less\s+than|under|below",
    Comparison.AT_LEAST: r"at\s+least",
    Comparison.AT_MOST: r"at\s+most|no\s+more\s+than",
}
_LIMIT = "|".join(f"(?P<{how.name}>{said})" for how, said in _HOW.items())
_ALL = r"(?:in\s+total|in\s+all|in\s+sum|altogether|overall|all\s+together)"
_IN_ALL = re.compile(
    rf"^(?P<ask>which|what)\s+(?P<things>[a-z-]+)\s+(?:(?:have|has|had|were|was)\s+)*(?P<deed>[a-z]+)\s+"
    rf"(?P<total>a\s+total\s+of\s+)?(?:{_LIMIT})\s+[$€£]?(?P<n>\d[\d,]*(?:\.\d+)?)(?:\s+(?:dollars|euros?|pounds|usd|eur))?"
    rf"(?P<before>\s+{_ALL})?"
    rf"(?P<what>\s+(?:on|for|in|worth\s+of)\s+(?!total\b|all\b|sum\b)[a-z][\w -]*?)??(?P<behind>\s+{_ALL})?"
    rf"(?P<when>\s+(?:in|during|since)\s+(?:[a-z]+\s+)?\d{{4}})?(?P<last>\s+{_ALL})?$",
    re.IGNORECASE,
)
_MONEY = frozenset(["spent", "earned"])
"""What is always said of all that somebody spent, and of no single row."""
_LINKS = re.compile(r"^\s*(?:on|for|in|worth\s+of)\s+", re.IGNORECASE)


def is_in_all(question: str) -> bool:
    """Whether things are told by what their rows come to."""
    return _said(question) is not None


def read_in_all(question: str, ask: Ask) -> Figure | None:
    """Read which things come to so much; None where nothing asks so, or it is not sure of which rows."""
    said = _said(question)
    if said is None:
        return None
    what, when = said["what"] or "", said["when"] or ""
    deed = f"{said['ask']} {said['things']} {said['deed']}"
    for text in dict.fromkeys([f"{deed}{what}{when}", f"{deed} {_LINKS.sub('', what)}{when}"]):
        figures = ask(" ".join(text.split()))
        plan = _summed(figures[0].plan, said) if len(figures) == 1 else None
        if plan:
            return replace(figures[0], plan=plan, confidence=SUMMED * figures[0].confidence)
    return None


def _said(question: str) -> re.Match[str] | None:
    found = _IN_ALL.match(" ".join(question.strip(" ?.!").split()))
    total = found and (found["total"] or found["before"] or found["behind"] or found["last"])
    return found if found and (total or found["deed"].casefold() in _MONEY) else None


def _summed(plan: Plan, said: re.Match[str]) -> Plan | None:
    """Add up what the rows are worth by which the things were told."""
    things = plan.rows.table
    related = [each for each in plan.rows.conditions if isinstance(each, InSet) and relates(each, things)]
    plain = not (plan.grouped or plan.limit or plan.ties or plan.having or plan.lookups or plan.rows.extreme)
    if len(related) != 1 or not plain or not things.key or not things.names:
        return None
    (relation,) = related
    own = tuple(each for each in plan.rows.conditions if each != relation)
    known = (InSet(relation.key, RowSet(things, own), relation.column),) if own else ()
    rows = RowSet(relation.rows.table, (*relation.rows.conditions, *known))
    lookups: tuple[Lookup, ...] = (Lookup(relation.key, relation.column),)
    while not _is_money(rows.table) or not _is_all(rows):
        parts = parts_of_rows(rows)
        if parts is None:
            return None
        rows, lookups = parts[0], (parts[1], *lookups)
    return _told(things, said, Plan(rows, (), lookups=lookups, grouped=True))


def _is_all(rows: RowSet) -> bool:
    """Whether no rows of others decide which of them there are: those would be what is added up."""
    return not any(isinstance(each, InSet) and each.column == rows.table.key for each in rows.conditions)


def _is_money(rows: Table) -> bool:
    worth = rows.worth
    return worth is not None and not is_price_of_one(worth) and not sold_columns(rows.columns)


def _told(things: Table, said: re.Match[str], plan: Plan) -> Plan:
    how = next(each for each in _HOW if said[each.name])
    number = float(said["n"].replace(",", ""))
    names = [Output(each) for each in things.names if each != things.key]
    outputs = (*names, Output(things.key), Output(plan.rows.table.worth, Function.SUM))
    shown = tuple(range(len(names))) or (0,)
    return replace(
        plan,
        outputs=outputs,
        having=(Having(len(outputs) - 1, how, int(number) if number.is_integer() else number),),
        order=tuple(Order(each, descending=False) for each in shown),
        answer=shown,
    )
