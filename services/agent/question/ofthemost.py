"""Things told by the one row that is the most of all: "the guest with the longest stay", of no column.

Which row that is, is asked for in a question of its own, and the other question of any such row; then the
things are kept that this one row tells.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from services.agent.question.contrasts import Ask, Figure
from services.agent.question.language.words import stem
from services.agent.question.plans.parts import columns_in, rebuild
from services.agent.question.plans.plan import InSet, Plan

_OF_THE_MOST = 0.95
"""What is left of the less sure of the two questions."""
_END = (
    r"(?P<end>longest|shortest|latest|earliest|oldest|newest|cheapest|highest|lowest|largest|smallest|"
    r"most\s+expensive|most\s+recent)"
)
_ROW = re.compile(
    r"\b(?P<lead>had|has|have|with|of|in|on|during|for|took|take|made|by|used)\s+(?:the|his|her|their)\s+"
    rf"{_END}\s+(?P<rows>[a-z]+)(?=[\s?.!]*$)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s+(?P<verb>[a-z]+ed)\s+(?:for\s+)?the\s+(?P<end>longest|shortest)(?:\s+time)?(?=[\s?.!]*$)",
    re.IGNORECASE,
)


def read_of_the_most(question: str, ask: Ask) -> Figure | None:
    """Read which things the longest of some rows is of; None where nothing asks so, or not surely."""
    for any_row, row, noun in _cuts(question.strip(" ?.!")):
        whole, best = ask(any_row), ask(row)
        if len(whole) != 1 or len(best) != 1:
            continue
        plan = _of(whole[0].plan, best[0].plan, noun)
        if plan:
            sure = _OF_THE_MOST * min(whole[0].confidence, best[0].confidence)
            return replace(whole[0].beside(best[0], plan), confidence=sure)
    return None


def _cuts(question: str) -> Iterator[tuple[str, str, str]]:
    """Yield the question of any such row, the one for the row itself, and what the rows are called."""
    if found := _ROW.search(question):
        noun = found["rows"].removesuffix("s")
        any_row = f"{found['lead']} {_an(noun)}"
        yield f"{question[: found.start()]}{any_row}", f"what is the {found['end']} {noun}", stem(noun)
    if found := _VERB.search(question):
        noun = re.sub(r"ed$", "", found["verb"])
        lead = re.sub(r"\s+(?:who|that|which|has|have)$", "", question[: found.start()])
        yield f"{lead} with {_an(noun)}", f"what is the {found['end']} {noun}", stem(noun)


def _an(noun: str) -> str:
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


def _of(whole: Plan, best: Plan, noun: str) -> Plan | None:
    """Keep of the rows that a plan speaks of the one that is the most; None where it speaks of others."""
    rows, ends = best.rows, best.rows.extreme
    plain = not (best.grouped or best.limit or best.ties or best.having or best.lookups or rows.conditions)
    if not plain or ends is None or noun not in rows.table.words or whole.rows.table == rows.table:
        return None
    places: list[InSet] = []

    def put(part: Any) -> Any:
        if isinstance(part, InSet) and part.rows.table == rows.table:
            places.append(part)
            return replace(part, rows=rows)
        return part

    plan: Plan = rebuild(whole, put)
    bare = len(places) == 1 and not (places[0].negated or places[0].rows.conditions or places[0].rows.extreme)
    return plan if bare and ends.column not in columns_in(whole) else None
