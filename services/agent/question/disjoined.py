"""Things of which one of two clauses holds: "who live in Ulm or own no boat", "before 1908 or since 1913".

Each of the two is asked of the same things by itself; what both say of them holds anyway.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.conjoined import Ask, is_list, joined
from services.agent.question.contrasts import Figure
from services.agent.question.language.words import stem
from services.agent.question.plans.plan import AnyOf, Condition, Plan, RowSet
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.schema import Catalog

_OR = re.compile(r"\s+or\s+(?:(?:who|that|which)\s+)?", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:please\s+)?(?:list|show|find|give|count|return)|which|what|who|how\s+many|for)\b", re.IGNORECASE
)
_CLAUSES = re.compile(
    r"^(?P<before>.+?\s(?:where|with|have|has|had))\s+(?P<one>[^,]*?\d[^,]*?)\s+or\s+(?:(?:where|with|have|has|had)\s+)?"
    r"(?P<other>(?:the\s+|an?\s+)?[^\d,]*?[a-z]{3,}[^\d,]*\d[\d.,]*\b[^,]*?)(?P<behind>,\s*(?:what|show|list|give)\s.+)?$",
    re.IGNORECASE,
)
"""Two limits of two figures: ``where goals is greater than 20 or wage is greater than 75000``."""
_SIDES = re.compile(
    r"^(?P<before>.+?\s(?P<link>where|whose))\s+(?P<one>[^,]+?)\s+or\s+(?:(?P=link)\s+)?"
    r"(?P<other>(?:the\s+)?(?:[a-z]+\s+){1,3}(?:is|are|was|were|=|>|<|equals|has|have)\s[^,]+?)"
    r"(?P<behind>,\s*(?:what|show|list|give)\s.+)?$",
    re.IGNORECASE,
)
"""Two cells: ``where the wing is East or the status is open``."""
_VERB = re.compile(
    r"^(?:have|has|had|do|does|did|are|is|were|was|never|don['\u2019]t|live|lives|lived|work|works|worked|own|owns|"
    r"use|uses|weigh|weighs|teach|teaches|play|plays|come|comes|came|made|gave|took|won|paid|sold|[a-z]{3,}ed)\s",
    re.IGNORECASE,
)
_THAN = (
    r"(?:after|before|since|over|under|above|below|exactly|at\s+least|at\s+most|"
    r"(?:more|less|fewer|greater|higher|lower|larger|smaller|older|younger|longer|shorter|heavier|lighter|earlier|"
    r"later)\s+than)"
)
_COMPARED = re.compile(
    rf"^(?P<before>.+?)\s+(?P<one>{_THAN}\s+(?:the\s+year\s+)?[\w.,$€£-]+(?:\s+(?!or\b)[a-z]+)?)\s+or\s+"
    rf"(?P<other>{_THAN}\s+\S.*)$",
    re.IGNORECASE,
)
_INNER = re.compile(r"\b(?:and|but|either|neither|both|each|every|per|whose)\b|\bor\b.*\bor\b", re.IGNORECASE)
"""What may bind the two in another way."""


def says_either(question: str) -> bool:
    """Whether one of two clauses is to hold: "with over 20 goals or a wage below 900", "are old or won X"."""
    text = " ".join(question.strip(" ?.!").split())
    if " or " not in text or not _LEAD.match(text) or _binds_otherwise(text):
        return False
    parts = _OR.split(text)
    verbs = len(parts) == 2 and bool(_VERB.match(f"{parts[1]} "))
    return verbs or bool(_CLAUSES.match(text) or _SIDES.match(text))


def _binds_otherwise(text: str) -> bool:
    """Whether more is bound than the two clauses, of which each tells whose they are."""
    return bool(_INNER.search(text.replace(" whose ", " ")))


def read_disjoined(question: str, ask: Ask, catalog: Catalog) -> Figure | None:
    """Read things of which either clause holds; None where there is one, or one is not read surely."""
    text = " ".join(question.strip(" ?.!").split())
    if not _OR.search(text) or not _LEAD.match(text) or _binds_otherwise(text):
        return None
    for one, other in _questions(text, catalog):
        first = ask(one)
        second = ask(other) if first else None
        plan = _either(first.plan, second.plan) if first and second else None
        if first and second and plan:
            return joined([first, second], plan)
    return None


def _questions(text: str, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the two questions: of two limits of one figure, or of two things that are said of some rows."""
    if found := _COMPARED.match(text):
        yield f"{found['before']} {found['one']}", f"{found['before']} {found['other']}"
        return
    if found := _CLAUSES.match(text) or _SIDES.match(text):
        behind = found["behind"] or ""
        yield f"{found['before']} {found['one']}{behind}", f"{found['before']} {found['other']}{behind}"
        return
    parts = _OR.split(text)
    if len(parts) != 2 or not _VERB.match(parts[1]):
        return
    words = parts[0].split()
    for at, word in enumerate(words[:-1]):
        if tables_called(stem(word.casefold()), catalog):
            yield parts[0], f"{' '.join(words[: at + 1])} that {parts[1]}"


def _either(one: Plan, other: Plan) -> Plan | None:
    """Keep the things that either plan lists."""
    alike = one.rows.table == other.rows.table and one.outputs == other.outputs
    if not alike or not (is_list(one) and is_list(other)) or one.grouped or other.grouped:
        return None
    first, second = one.rows.conditions, other.rows.conditions
    own = [each for each in first if each not in second]
    others = [each for each in second if each not in first]
    if len(own) != 1 or len(others) != 1:
        return None
    kept: tuple[Condition, ...] = tuple(each for each in first if each in second)
    return replace(one, rows=RowSet(one.rows.table, (*kept, AnyOf((own[0], others[0])))))
