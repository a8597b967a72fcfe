"""Things that did something in each of two years: "who performed in both 2014 and 2015".

Each year is asked of the same things by itself, and both hold. No one row lies in two years: where the things
are told by a year of their own, nothing is read.
"""

import re

from services.agent.question.conjoined import Ask, joined, put_together
from services.agent.question.contrasts import Figure
from services.agent.question.language.periods import MONTH_NAMES
from services.agent.question.plans.plan import InSet, Plan

_TIME = rf"(?:(?:(?:{'|'.join(MONTH_NAMES)})\s+)?(?:19|20)\d\d)"
_BOTH = re.compile(
    rf"\s(?P<at>in|during)\s+(?:the\s+years?\s+(?:of\s+)?)?both\s+(?:(?:of\s+)?(?:the\s+)?years?\s+)?(?P<one>{_TIME})\s+and\s+"
    rf"(?:(?:in|during)\s+)?(?P<other>{_TIME})\b",
    re.IGNORECASE,
)


def says_both_times(question: str) -> bool:
    """Whether two years are said that both hold of the same things."""
    return bool(_BOTH.search(question))


def read_both_times(question: str, ask: Ask) -> Figure | None:
    """Read the things of both years; None where no two are said, or one of them is not read surely."""
    found = _BOTH.search(question)
    if found is None:
        return None
    before, after = question[: found.start()], question[found.end() :]
    texts = [f"{before} {found['at']} {found[each]}{after}" for each in ("one", "other")]
    readings = [reading for text in texts if (reading := ask(text))]
    if len(readings) < len(texts):
        return None
    plan = _kept(readings[0].plan, readings[1].plan)
    return joined(readings, plan) if plan else None


def _kept(one: Plan, other: Plan) -> Plan | None:
    """Keep the things that have rows of both years; None where the years are their own."""
    first, second = set(one.rows.conditions), set(other.rows.conditions)
    apart = first ^ second
    if len(apart) != 2 or not first - second or not all(isinstance(each, InSet) for each in apart):
        return None
    return put_together([one, other])
