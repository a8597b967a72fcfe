"""Says by whom rows are had, where a header says which part somebody has in them: ``heads two departments``.

The department's header HEAD numbers a physician: who is the head of it, heads it or whom it is headed by has
it. Which of several ways between the two is meant, the part has said.
"""

import re

from services.agent.question.composing.joins import known_joins
from services.agent.question.language.parts import verb_root
from services.agent.question.language.words import name_words, stem, word_root
from services.agent.question.tables.calling import one_row
from services.agent.question.tables.edges import Edge
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.rolekeys import is_doer, last_word
from services.agent.question.tables.schema import Catalog

_BE = r"(?:is|are|was|were)"
_AMOUNT = (
    r"(?P<amount>(?:the\s+)?(?:most|fewest)|(?:more|fewer|less)\s+than\s+\w+|at\s+(?:least|most)\s+\w+|"
    r"(?:exactly|only|over)\s+\w+|no|any|an?|two|three|several|\d+)"
)
_ROWS = r"(?:(?:different|distinct)\s+)?(?P<rows>[a-z]{3,})"
_HELD = re.compile(
    rf"\b(?:{_BE}\s+(?P<not>not\s+|never\s+)?(?:(?:the|an?)\s+)?(?P<noun>[a-z]{{4,}})\s+(?:of|for)|"
    rf"(?:(?:do|does|did|have|has)\s+(?P<never>not\s+|never\s+)?)?(?P<verb>[a-z]{{3,}}))\s+{_AMOUNT}\s+{_ROWS}\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"^how\s+many\s+(?P<rows>[a-z]{3,})\s+(?:(?:does|do|did)\s+(?:each|every)\s+(?P<who>[a-z]+(?:\s+[a-z]+)?)\s+"
    rf"(?P<verb>[a-z]{{3,}})|{_BE}\s+(?P<done>[a-z]{{3,}})\s+by\s+(?:each|every)\s+(?P<by>[a-z]+(?:\s+[a-z]+)?))"
    r"(?=\s*[?.]*$)",
    re.IGNORECASE,
)
_WHO = re.compile(r"^who\s+(?=(?:have|has)\s)", re.IGNORECASE)


def say_parts_held(question: str, catalog: Catalog) -> str:
    """Say that somebody has the rows in which a header says their part, where only one such header does."""
    each = _EACH.match(question)
    if each:
        held = _held(each["verb"] or each["done"], each["rows"], catalog)
        who = each["who"] or each["by"]
        said = f"How many {each['rows']} does each {who} have" if held else each.group()
        return f"{said}{question[each.end() :]}"
    for found in _HELD.finditer(question):
        held = _held(found["noun"] or found["verb"], found["rows"], catalog)
        if held:
            said = f"{question[: found.start()]}{_have(found)}{question[found.end() :]}"
            return _WHO.sub(f"Which {one_row(catalog.by_name[held.one.table])} ", said)
    return question


def _have(found: re.Match[str]) -> str:
    denied = found["not"] or found["never"]
    amount = "no" if denied and found["amount"].casefold() in ("any", "a", "an") else found["amount"]
    return f"{'do not have' if denied and amount != 'no' else 'have'} {amount} {found['rows']}"


def _held(part: str, rows: str, catalog: Catalog) -> Edge | None:
    """Return the only join by which somebody has such a part in such rows."""
    said = {word_root(part.casefold()), word_root(part.casefold().removesuffix("s")), verb_root(part)}
    edges = dict.fromkeys(edge for root, each in _parts(catalog).items() if root in said for edge in each)
    told = [edge for edge in edges if stem(rows.casefold()) in catalog.by_name[edge.many.table].words[-1:]]
    return told[0] if len(told) == 1 else None


@remembered
def _parts(catalog: Catalog) -> dict[str, list[Edge]]:
    """Return the joins whose headers say a part and not who has it, where nothing else joins the tables."""
    edges = known_joins(catalog) if len(catalog.tables) > 1 else []
    led: dict[str, set[str]] = {}
    for edge in edges:
        led.setdefault(edge.many.table, set()).add(edge.one.table)
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        ends = {edge.many.table, edge.one.table}
        sole = sum({each.many.table, each.one.table} == ends for each in edges) == 1
        sole = sole and not any(ends <= others for others in led.values())  # Or pairs would be had.
        for root in _roots(edge) if sole and len(ends) > 1 else ():
            found.setdefault(root, []).append(edge)
    return found


def _roots(edge: Edge) -> set[str]:
    """Return the roots of what somebody does or is by a header: advises as an advisor, sold by SOLD_BY."""
    words, word = name_words(edge.many.name), last_word(edge.many)
    if len(words) == 2 and word == "by":
        return {word_root(words[0]), verb_root(words[0])}
    own = {*name_words(edge.one.table), *name_words(edge.one.name)}
    return {word_root(word), word_root(f"{word[:-2]}e")} if word not in own and is_doer(word) else set()
