"""Reads which values rows of two kinds share: states where both owners and vets live, towns without shops.

Either kind is asked for in a question of its own; what they share stands under one header in both tables.
"""

import re
from dataclasses import replace

from services.agent.question.candidates import Reading
from services.agent.question.kin.naming import Ask, printed
from services.agent.question.language.words import stem
from services.agent.question.plans.plan import InSet, Missing, Order, Output, Plan, RowSet
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_SURE = 0.9
_ASK = (
    r"^(?:(?:what|which)\s+(?:are|is)\s+the\s+|(?:in\s+|from\s+)?(?:what|which)\s+|"
    r"(?:please\s+)?(?:list|show|give|find|name|return)\s+(?:me\s+)?(?:all\s+)?(?:the\s+)?)?"
    r"(?:distinct\s+|different\s+)?(?P<what>[a-z][\w-]*)\s+"
)
_LIVE = r"(?:live|living|reside|come|came|work|stay|are|is|located|based|born|there|from|in|lived)"
_HAVE = (
    r"(?:(?:that|which|where|do|does|are|is|have|has|with|in\s+which|from\s+which|among|there\s+are|are\s+there|"
    r"shared\s+by|the\s+home\s+of|home\s+to|of|common\s+to|in\s+common\s+to)\s+)*"
)
_END = rf"(?:\s+{_LIVE})*(?:\s+in\s+common)?\s*[?.!]*$"
_BOTH = re.compile(
    rf"{_ASK}(?P<links>{_HAVE})(?P<both>both\s+)?(?P<one>\S.*?)\s+(?:and|as\s+well\s+as)\s+(?:also\s+)?(?P<other>\S.*?){_END}",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"{_ASK}{_HAVE}(?P<one>\S.*?)(?:\s+{_LIVE})*,?\s+but\s+(?:(?:there\s+are|with|where|have)\s+)*(?:no|not|without)\s+"
    rf"(?:any\s+)?(?P<other>\S.*?){_END}",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\b(?:shared|common)\b", re.IGNORECASE)


def read_shared(question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    """Read which values rows of two kinds have, or of the first alone; None where that is not all it asks.

    Args:
        question: What is asked.
        catalog: Whose rows are meant.
        ask: Understands a question for rows of a kind.
    """
    text = " ".join(question.split())
    alone = _ALONE.match(text)
    found = alone or _BOTH.match(text)
    headers = _headers(found["what"], catalog) if found else {}
    if found is None or not headers or not (alone or found["both"] or _SHARED.search(text)):
        return None
    one, other = (_kind(found[side], ask, headers) for side in ("one", "other"))
    if one is None or other is None or one == other or (alone and one.table == other.table):
        return None
    return printed(_plan(one, other, headers, negated=bool(alone)), _SURE)


def _headers(what: str, catalog: Catalog) -> dict[str, Column]:
    """Return of each table the column of texts that is called just so; none where rows are called so."""
    said = stem(what.casefold())
    if any(said in table.words for table in catalog.tables):
        return {}
    named = [each for each in catalog.columns if each.is_text and each.words[-1:] == (said,)]
    return {each.table: each for each in named if len([one for one in named if one.table == each.table]) == 1}


def _kind(said: str, ask: Ask, headers: dict[str, Column]) -> RowSet | None:
    """Return the rows that are described: all that there are where only their table is named."""
    found = ask(f"How many {said} are there?")
    plan = found.plan if found else None
    if plan is None or plan.grouped or plan.lookups or plan.having or plan.rows.table.name not in headers:
        return None
    return plan.rows


def _plan(one: RowSet, other: RowSet, headers: dict[str, Column], *, negated: bool) -> Plan:
    column, key = headers[one.table.name], headers[other.table.name]
    known = replace(other, conditions=(*other.conditions, Missing(key, negated=True)))
    told = Missing(column, negated=True) if negated else None  # What is missing is in no set at all.
    conditions = (*one.conditions, *((told,) if told else ()), InSet(column, known, key, negated))
    rows = replace(one, conditions=conditions)
    return Plan(rows, (Output(column),), distinct=True, order=(Order(0, descending=False),))
