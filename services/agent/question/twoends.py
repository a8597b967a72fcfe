"""Rows told by both their ends: "flights from Rome to Oslo", "that depart from Rome and arrive in Oslo".

Each end is asked for by itself; what both answers say of the same rows is kept once, and both ends.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.contrasts import Ask, Figure, read_jointly
from services.agent.question.plans.plan import Condition, InSet, Plan, RowSet

_LONGEST_NAME = 4
"""Words of the longest name of an end."""
_NO_NAME = r"(?!(?:to|from|and|or|in|on|at|with|by|for|of|is|are|was|were|do|does|there)\b)"
_NAME = rf"(?:the\s+)?{_NO_NAME}[\w'.-]+(?:\s+{_NO_NAME}[\w'.-]+){{0,3}}?"
_LAST = rf"(?:the\s+)?{_NO_NAME}[\w'.-]+(?:\s+{_NO_NAME}[\w'.-]+){{%d}}(?=$|[,.;?!]|\s)"
_GO = r"(?:go(?:es|ing)?|arriv(?:es?|ing)|land(?:s|ing)?|end(?:s|ing)?)"
_START = r"(?:depart(?:s|ing)?|leav(?:es?|ing)|start(?:s|ing)?|originat(?:es?|ing))"
_WAYS = (
    rf"\b(?P<one>from\s+{_NAME})\s+(?P<other>to\s+{_LAST})",
    rf"\b(?P<one>{_START}(?:\s+from)?\s+{_NAME}),?\s+(?:and\s+)?(?P<other>{_GO}\s+(?:to|in|at)\s+{_LAST})",
)
"""Each with a place for how many words there are behind the first of the second end's name."""
_NEITHER = re.compile(
    r"(?P<have>(?:have|has|had|with)\s+)(?P<one>no\s+[\w' -]+?),?\s+(?:and|or|nor)\s+"
    r"(?:(?:have|has|with)\s+)?(?P<other>no\s+[\w' -]+)$",
    re.IGNORECASE,
)
"""``Harbours with no departing ferries and no arriving ferries``."""


def read_two_ends(question: str, ask: Ask) -> Figure | None:
    """Read which rows go from one thing to another; None where nothing asks so, or not surely."""
    return read_jointly(_cuts(question.strip(" ?.!")), _from_both, ask)


def _cuts(question: str) -> Iterator[tuple[str, str]]:
    """Yield the questions with each end alone, with the shortest name of the second end first."""
    neither = _NEITHER.search(question)
    if neither:
        head = question[: neither.start()] + neither["have"]
        yield f"{head}{neither['one']}", f"{head}{neither['other']}"
    for way in _WAYS:
        for count in range(_LONGEST_NAME):
            found = re.search(way % count, question, re.IGNORECASE)
            if found:
                before, after = question[: found.start()], question[found.end() :]
                yield f"{before}{found['one']}{after}", f"{before}{found['other']}{after}"


def _from_both(one: Plan, other: Plan) -> Plan | None:
    """Return the plan of rows that both plans are of, which differ in nothing but an end of them."""
    rows = _rows_of_both(one.rows, other.rows)
    return replace(one, rows=rows) if rows and replace(one, rows=rows) == replace(other, rows=rows) else None


def _rows_of_both(one: RowSet, other: RowSet) -> RowSet | None:
    """Return the rows that have both ends; deeper, where one condition of each is about the same rows."""
    if one.table != other.table or one.extreme or other.extreme:
        return None
    shared = [each for each in one.conditions if each in other.conditions]
    first = [each for each in one.conditions if each not in shared]
    second = [each for each in other.conditions if each not in shared]
    if len(first) != 1 or len(second) != 1:
        return None
    both = _both(first[0], second[0])
    return RowSet(one.table, (*shared, *both)) if both else None


def _both(one: Condition, other: Condition) -> tuple[Condition, ...]:
    """Return two conditions as they stand where each is about an end, or one about rows with both."""
    if not (isinstance(one, InSet) and isinstance(other, InSet)) or one.negated != other.negated:
        return ()
    if one.negated:
        return (one, other) if (one.key, one.rows) != (other.key, other.rows) else ()
    if one.column != other.column:
        return (one, other) if one.key == other.key else ()
    rows = _rows_of_both(one.rows, other.rows) if one.key == other.key else None
    return (replace(one, rows=rows),) if rows else ()
