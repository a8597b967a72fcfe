"""What rows of two kinds share: "which towns have both clerks under 30 and clerks over 50", "shared by both".

It is asked for of each kind by itself, and kept where the other has it as well.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.composing.nodes import add_conditions
from services.agent.question.conjoined import JOINED, Ask, is_list, put_together
from services.agent.question.contrasts import Figure
from services.agent.question.plans.plan import InSet, Missing, Plan

_GROUP = r"(?P<group>[a-z]+(?:\s+(?!(?:has|have|had|is|are|that|which|of|with)\b)[a-z]+){0,2}?)"
_END = r"(?:\s+(?:living|working|based|located)?\s*(?:there|in\s+(?:it|them)))?"
_HAVE = re.compile(
    rf"^(?:which|what)\s+{_GROUP}\s+(?:has|have|had)\s+both\s+(?P<one>.+?)\s+and\s+(?P<other>.+?){_END}$",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"^(?:(?:list|show|find|give|return|what\s+(?:is|are))\s+)(?:all\s+)?(?:the\s+)?(?:different\s+|distinct\s+)?"
    rf"{_GROUP}\s+"
    r"(?:(?:that|which)\s+)?(?:(?:is|are)\s+)?(?:shared\s+by\s+(?:both\s+)?|common\s+to\s+(?:both\s+)?|of\s+both\s+)"
    r"(?P<one>.+?)\s+and\s+(?P<other>.+)$",
    re.IGNORECASE,
)
_THAN = r"(?:before|after|since|over|under|above|below|at\s+least|at\s+most|(?:[a-z]+er|more|less)\s+than)"
_LIMIT = re.compile(rf"\s+(?={_THAN}\s+\S+(?:\s+\S+)?$)", re.IGNORECASE)
_OTHER_LIMIT = re.compile(rf"^{_THAN}\s", re.IGNORECASE)
_INNER = re.compile(
    r"\b(?:and|or|but|not|no|never|without|most|least|number\s+of)\b|n['\u2019]t\b", re.IGNORECASE
)
"""What may bind the two in another way."""


def says_both_groups(question: str) -> bool:
    """Whether two kinds of rows are said that share something."""
    return next(_questions(" ".join(question.strip(" ?.!").split())), None) is not None


def read_both_groups(question: str, ask: Ask) -> Figure | None:
    """Read what two kinds of rows share; None where no two are said, or one is not read surely."""
    text = " ".join(question.strip(" ?.!").split())
    for one, other in _questions(text):
        first = ask(one)
        second = ask(other) if first else None
        plan = _shared(first.plan, second.plan) if first and second else None
        if first and second and plan:
            matches = tuple(dict.fromkeys((*first.matches, *second.matches)))
            return Figure(plan, JOINED * min(first.confidence, second.confidence), matches)
    return None


def _questions(text: str) -> Iterator[tuple[str, str]]:
    found = _HAVE.match(text) or _SHARED.match(text)
    if found is None or _INNER.search(found["one"]) or _INNER.search(found["other"]):
        return
    one, other = found["one"], found["other"]
    if _OTHER_LIMIT.match(other):  # "Founded before 1950 and after 1950".
        limit = _LIMIT.search(one)
        other = f"{one[: limit.start()]} {other}" if limit else ""
    if other:
        yield (
            f"list the different {found['group']} of {one}",
            f"list the different {found['group']} of {other}",
        )


def _shared(one: Plan, other: Plan) -> Plan | None:
    """Keep what the other plan lists as well: the same things, or the same texts of a column."""
    lone = len(one.outputs) == len(other.outputs) == 1
    if not lone or not (is_list(one) and is_list(other)) or one.grouped or other.grouped:
        return None
    mine, theirs = one.outputs[0], other.outputs[0]
    if (
        mine.function
        or theirs.function
        or mine.bucket
        or theirs.bucket
        or not (mine.column and theirs.column)
    ):
        return None
    apart = set(one.rows.conditions) ^ set(other.rows.conditions)
    if one.rows.table == other.rows.table and apart and all(isinstance(each, InSet) for each in apart):
        return put_together([one, other])
    if mine.column.words != theirs.column.words or (mine.column == theirs.column and not apart):
        return None
    filled = [Missing(theirs.column, negated=True)] if theirs.column.nulls else []
    rows = add_conditions(other, filled).rows
    return replace(add_conditions(one, [InSet(mine.column, rows, theirs.column)]), distinct=True)
