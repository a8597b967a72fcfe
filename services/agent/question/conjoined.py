"""Things of which several clauses say something: "who have an email address and do not have any pets".

Each clause is asked of the same things by itself, and all of them hold together. A clause that speaks of
what another one named, by a pronoun or as a part of it, is none that can be asked by itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from services.agent.question.candidates import Reading
from services.agent.question.contrasts import Figure
from services.agent.question.plans.parts import add_conditions
from services.agent.question.plans.plan import Condition, InSet, Plan, RowSet

JOINED = 0.97
"""What is left of the least sure of the clauses."""
MOST_CLAUSES = 4
_AUX = r"(?:have|has|had|do|does|did|are|is|were|was|never|don['\u2019]t|doesn['\u2019]t|didn['\u2019]t)"
_VERB = rf"(?:{_AUX}|not|no|with|without|[a-z]{{2,}}(?:ed|pt|ght|old)|made|gave|took|won|paid|rent|use|own)\b"
_HEAD = re.compile(
    rf"^(?P<ask>which|what|how\s+many)\s+(?P<things>[\w-]+(?:\s+[\w-]+){{0,2}}?)\s+(?:(?P<rel>who|that|which)\s+)?(?={_VERB})",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(rf"\s+(?={_AUX}\b)", re.IGNORECASE)
_AND = re.compile(
    rf",?\s+(?:and|but)\s+(?:(?:who|that|also|still|yet|currently)\s+)*(?={_VERB})", re.IGNORECASE
)
_INNER = re.compile(
    r"\b(?:who|whom|whose|which|that|where|when|it|them|they|there|then|those|these|same|both|either|or|than|if|other)\b",
    re.IGNORECASE,
)
"""What may speak of something else than the things themselves."""
_GIVEN, _TAKEN = (
    re.compile(r"\b(?:sent|send|gave|give)\b", re.I),
    re.compile(r"\b(?:received?|got|get)\b", re.I),
)
"""Two sides of one thing: what is sent is what somebody receives, whatever the clause names."""
_OWNING = re.compile(r"^with\s+", re.IGNORECASE)
_LACKING = re.compile(r"^(?:without(?:\s+any)?|no)\s+", re.IGNORECASE)
_STRESSED = re.compile(r"^(?:did|do|does)\s+(?!not\b)(?=[a-z])", re.IGNORECASE)

_UNDONE = re.compile(
    r"\bbut\s+(?:(?:have|has|had|did|do|does|were|was|are|is)\s+)?(?:never|not)\b|\bbut\s+\w+n['\u2019]t\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"^(?P<does>(?:(?:have|has|had)\s+)?[a-z]+)\s+(?P<what>(?:an?\s+|any\s+)?[a-z]+)", re.IGNORECASE
)
_ANOTHER = re.compile(r"\b(?:one|any)$", re.IGNORECASE)

Ask = Callable[[str], Reading | None]
"""Understands a question; None where it is not answered surely."""


def read_conjoined(question: str, ask: Ask) -> Figure | None:
    """Read things that several clauses describe; None where there is one, or one is not read surely."""
    for texts in _questions(" ".join(question.strip(" ?.!").split())):
        found: list[Reading] = []
        for text in texts:
            reading = ask(text)
            if reading is None:
                break
            found.append(reading)
        plan = put_together([each.plan for each in found]) if len(found) == len(texts) else None
        if plan:
            return joined(found, plan)
    return None


def joined(found: Sequence[Reading], plan: Plan) -> Figure:
    """Return what several readings together make, nearly as sure as the least sure of them."""
    matches = tuple(dict.fromkeys(match for each in found for match in each.matches))
    return Figure(plan, JOINED * min(each.confidence for each in found), matches)


def is_half_denied(question: str) -> bool:
    """Whether one thing is said to be done and another not: "who rented a boat but never booked a tour"."""
    return bool(_UNDONE.search(question))


def _questions(question: str) -> Iterator[list[str]]:
    """Yield the questions for each clause, wherever the relative clause of the things may end."""
    head = _HEAD.match(question)
    if head is None or (_GIVEN.search(question) and _TAKEN.search(question)):
        return
    rest = question[head.end() :]
    is_described = bool(head["rel"]) or bool(re.match(r"with(?:out)?\b", rest, re.IGNORECASE))
    ends = [found.start() for found in _BOUNDARY.finditer(rest)][::-1] if is_described else [0]
    for end in ends:
        clauses = [*_clauses(rest[:end]), *_clauses(rest[end:].strip())]
        if 1 < len(clauses) <= MOST_CLAUSES and not any(_INNER.search(each) for each in clauses):
            yield [f"{head['ask']} {head['things']} {_said(each)}" for each in _named(clauses)]


def _named(clauses: list[str]) -> list[str]:
    """Name in each clause what the first did something to: "hired a boat", but "never sailed one"."""
    first = _OBJECT.match(clauses[0])
    what = first["what"] if first else ""
    said = {"one": what, "any": f"any {what}"} if what else {}
    return [_ANOTHER.sub(lambda word: said.get(word[0].casefold()) or word[0], each) for each in clauses]


def _clauses(text: str) -> list[str]:
    return [each.strip() for each in _AND.split(text) if each.strip()]


def _said(clause: str) -> str:
    """Say what describes things as what they do: ``with a car`` is that they have one."""
    clause = _STRESSED.sub("", clause)
    return _LACKING.sub("have no ", _OWNING.sub("have ", clause))


def put_together(plans: Sequence[Plan]) -> Plan | None:
    """Keep the things that all plans list; where one is made of groups of other rows, those groups."""
    grouped = [each for each in plans if each.grouped]
    plain = [each for each in plans if not each.grouped]
    if len(grouped) > 1 or not plain or not all(map(is_list, plain)):
        return None
    things = plain[0].rows.table
    outputs = {each.outputs for each in plain}
    if any(each.rows.table != things for each in plain) or len(outputs) > 1:
        return None
    conditions: tuple[Condition, ...] = tuple(
        dict.fromkeys(each for plan in plain for each in plan.rows.conditions)
    )
    if _takes_sides(conditions):
        return None
    if not grouped:
        return replace(plain[0], rows=RowSet(things, conditions))
    (groups,) = grouped
    ways = [
        each
        for each in groups.lookups
        if each.one == things.key and each.many.table == groups.rows.table.name
    ]
    if len(ways) != 1 or not groups.having:
        return None
    return add_conditions(groups, [InSet(ways[0].many, RowSet(things, conditions), ways[0].one)])


def _takes_sides(conditions: Sequence[Condition]) -> bool:
    """Whether rows of one table name things in two parts: what was sent is not what was received."""
    sides = {(each.rows.table.name, each.key) for each in conditions if isinstance(each, InSet)}
    return len({table for table, _ in sides}) < len(sides)


def is_list(plan: Plan) -> bool:
    """Whether a plan lists or counts rows that only conditions tell: none is picked, ranked or looked up."""
    picks = plan.limit or plan.ties or plan.having or plan.within or plan.rows.extreme or plan.lookups
    return not picks
