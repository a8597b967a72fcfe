"""What rows of two kinds share: "which towns have both clerks under 30 and clerks over 50", "shared by both".

It is asked for of each kind by itself, and kept where the other has it as well; or, where towns "have clerks
but no guests", where the other has none of it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.conjoined import Ask, is_list, joined, put_together
from services.agent.question.contrasts import Figure
from services.agent.question.plans.parts import add_conditions
from services.agent.question.plans.plan import Condition, InSet, Missing, Plan

_GROUP = r"(?P<group>[a-z]+(?:\s+(?!(?:has|have|had|is|are|that|which|of|with)\b)[a-z]+){0,2}?)"
_END = r"(?:\s+(?:living|working|based|located)?\s*(?:there|in\s+(?:it|them)))?"
_HAVE = re.compile(
    r"^(?:(?:which|what)(?:\s+(?:is|are)\s+the)?|(?:list|show|find|give)(?:\s+all)?(?:\s+the)?)\s+"
    rf"{_GROUP}\s+(?:(?:that|which)\s+)?(?:has|have|had)\s+both\s+(?P<one>.+?)\s+and\s+(?P<other>.+?){_END}$",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"^(?:(?:list|show|find|give|return|which|what(?:\s+(?:is|are))?)\s+)(?:all\s+)?(?:the\s+)?(?:different\s+|distinct\s+)?"
    rf"{_GROUP}\s+"
    r"(?:(?:that|which)\s+)?(?:(?:is|are)\s+)?(?:shared\s+by\s+(?:both\s+)?|common\s+to\s+(?:both\s+)?|of\s+both\s+)"
    r"(?P<one>.+?)\s+and\s+(?P<other>.+)$",
    re.IGNORECASE,
)
_LIVE = r"(?:live|reside|come|work|stay|are|is|located|based|born)(?:\s+(?:from|in))?"
_WHERE = re.compile(
    rf"^(?:(?:in|from)\s+)?(?:(?:which|what)\s+)?(?:(?:list|show|find|give)\s+(?:all\s+)?(?:the\s+)?)?{_GROUP}\s+"
    rf"(?:do|does|where|(?:in|from)\s+which)\s+both\s+(?P<one>.+?)\s+and\s+(?P<other>.+?)\s+{_LIVE}$",
    re.IGNORECASE,
)
"""``In which states do both owners and vets live``."""
_ALONE = re.compile(
    rf"^(?:(?:what\s+(?:are|is)\s+the|(?:in\s+|from\s+)?(?:which|what)|(?:list|show|find|give)(?:\s+all)?(?:\s+the)?)\s+)?{_GROUP}\s+"
    rf"(?:(?:that|which|have|has|with|do|does|are|there)\s+)*(?P<one>.+?)(?:\s+{_LIVE})?,?\s+but\s+"
    rf"(?:(?:have|has|with|are|there)\s+)*(?:no|not|without)\s+(?:any\s+)?(?P<other>.+?)(?:\s+(?:{_LIVE}|lived|there))*$",
    re.IGNORECASE,
)
"""``Which states have owners but no vets``."""
_THAN = r"(?:before|after|since|over|under|above|below|at\s+least|at\s+most|(?:[a-z]+er|more|less)\s+than)"
_LIMIT = re.compile(rf"\s+(?={_THAN}\s+\S+(?:\s+\S+)?$)", re.IGNORECASE)
_OTHER_LIMIT = re.compile(rf"^{_THAN}\s", re.IGNORECASE)
_ARTICLE = re.compile(r"^an?\s+(?=[a-z]+$)", re.IGNORECASE)
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
    for one, other, alone in _questions(text):
        first = ask(one)
        second = ask(other) if first else None
        plan = _shared(first.plan, second.plan, negated=alone) if first and second else None
        if first and second and plan:
            return joined([first, second], plan)
    return None


def _questions(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the questions for either kind, and whether the other is to have none of it."""
    both = _HAVE.match(text) or _SHARED.match(text) or _WHERE.match(text)
    found = both or _ALONE.match(text)
    if found is None or _INNER.search(found["one"]) or _INNER.search(found["other"]):
        return
    one, other = found["one"], found["other"]
    if _OTHER_LIMIT.match(other):  # "Founded before 1950 and after 1950".
        limit = _LIMIT.search(one)
        other = f"{one[: limit.start()]} {other}" if limit else ""
    one, other = _ARTICLE.sub("", one), _ARTICLE.sub("", other)
    if other:
        yield (
            f"list the different {found['group']} of {one}",
            f"list the different {found['group']} of {other}",
            both is None,
        )


def _shared(one: Plan, other: Plan, *, negated: bool) -> Plan | None:
    """Keep what the other plan lists as well: the same things, or the same texts of a column.

    Negated, what it does not list: of texts alone that name no rows, and of two tables.
    """
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
    same = one.rows.table == other.rows.table
    if negated and (same or mine.column in one.rows.table.names or not mine.column.is_text):
        return None
    apart = set(one.rows.conditions) ^ set(other.rows.conditions)
    if same and apart and all(isinstance(each, InSet) for each in apart):
        return put_together([one, other])
    if mine.column.words != theirs.column.words or (mine.column == theirs.column and not apart):
        return None
    filled = [Missing(theirs.column, negated=True)] if theirs.column.nulls else []
    rows = add_conditions(other, filled).rows
    known: list[Condition] = [Missing(mine.column, negated=True)] if negated and mine.column.nulls else []
    known.append(InSet(mine.column, rows, theirs.column, negated))
    return replace(add_conditions(one, known), distinct=True)
