"""What a word stands for that a question tells: a figure of many rows, or rows that it describes."""

import re
from dataclasses import replace

from services.agent.question.composing.formulas import with_formula
from services.agent.question.definitions.explained import Ask, Explained
from services.agent.question.definitions.figures import share_of, tell_figure
from services.agent.question.definitions.naming import FIGURE
from services.agent.question.definitions.scopes import made_of, plain_rows, rows_of_value, united
from services.agent.question.definitions.spelled import SPELLED
from services.agent.question.language.words import in_either_number, name_words, spoken, stem
from services.agent.question.plans.plan import Plan, RowSet

DIVIDED = re.compile(
    r",?\s+(?:divided\s+by|over|out\s+of|as\s+an?\s+(?:percentage|share|fraction|proportion)\s+of)\s+",
    re.IGNORECASE,
)
"""What stands between the two figures of a quotient."""
WRITTEN = re.compile(r",?\s+(?:as|in)\s+(?:an?\s+)?(?:percentage|percent|pct|%)$", re.IGNORECASE)
"""How a figure is written, behind what it is."""
TOTAL = r"(?:(?:total|overall|sum\s+of(?:\s+the)?)\s+)?"
_ALL = re.compile(r"^(?:total|overall)\s+(?=\w)", re.IGNORECASE)
_ALL_OF = re.compile(r"^(?:the\s+)?(?:(?:number|count)\s+of\s+)?(?:all\s+)?(?:the\s+)?", re.IGNORECASE)
_EITHER = re.compile(r"\s*\+\s*|\s+(?:and|or|plus)\s+", re.IGNORECASE)
_LAST_OVER = re.compile(
    r",?\s+(?:over|across|among)\s+(?:only\s+)?(?:(?:all|the)\s+)*"
    rf"(?P<rows>(?!.*{FIGURE})[a-z][\w-]*\s[\w' -]+)$",
    re.IGNORECASE,
)
"""Behind a quotient of two figures, of which rows both are."""
_OF_FORMULA = re.compile(
    r"^(?:the\s+)?(?:sum\s+of|total)\s+(?:the\s+)?\(?(?P<says>[^()]*?\s(?:times|multiplied\s+by|plus|minus)\s[^()]*?)\)?$",
    re.IGNORECASE,
)
"""``sum of quantity times price``."""


def rows_of_both(says: str, told: Explained, ask: Ask) -> tuple[str, RowSet] | None:
    """Return a quotient of figures without what says of which rows both are, and these."""
    found = _LAST_OVER.search(says)
    rows = rows_told(found["rows"], told, ask) if found and "divided by" in says[: found.start()] else None
    return (says[: found.start()], rows) if found and rows else None


def of_formula(term: str, says: str, told: Explained, ask: Ask) -> Explained | None:
    """Let a term stand for a quotient of which one figure is what a formula of cells comes to."""
    sides = re.split(r",?\s+divided\s+by\s+", says)
    summed = [_OF_FORMULA.match(side.strip(" ()")) for side in sides]
    formula = next(filter(None, summed), None)
    known = with_formula(told.catalog, SPELLED, formula["says"]) if formula and len(sides) == 2 else None
    if known is None or all(summed):
        return None
    one, other = (f"total {SPELLED}" if each else side for side, each in zip(sides, summed, strict=True))
    return figured(term, f"what is the {one} divided by {other}?", replace(told, catalog=known), ask)


def figured(
    term: str, question: str, told: Explained, ask: Ask, over: RowSet | None = None
) -> Explained | None:
    """Let a term stand for the figure that a question asks for, and ask for its total where it is used."""
    plan = ask(question, told.catalog)
    return _standing(term, made_of(plan, over.table, told.catalog) if plan and over else plan, told)


def shared(term: str, says: str, told: Explained, ask: Ask) -> Explained | None:
    """Let a term stand for how many of some things are of a kind: "late trips divided by all trips"."""
    for found in DIVIDED.finditer(says):
        part, whole = (
            _any_rows(WRITTEN.sub("", each), told, ask)
            for each in (says[: found.start()], says[found.end() :])
        )
        found_ = _standing(term, share_of(part, whole, percent="percent" in says.lower()), told)
        if found_:
            return found_
    return None


def _standing(term: str, plan: Plan | None, told: Explained) -> Explained | None:
    """Let a term stand for what a plan computes."""
    term = _ALL.sub("", term)
    found = tell_figure(tuple(map(stem, name_words(term))), term, plan, told.catalog)
    if not found:
        return None
    figure, catalog = found
    word = in_either_number(term)
    text = re.sub(rf"\b{TOTAL}({word})\b", r"total \1", told.question, flags=re.IGNORECASE)
    return replace(told, question=text, figures=(*told.figures, figure), catalog=catalog)


def rows_told(described: str, told: Explained, ask: Ask) -> RowSet | None:
    """Return the rows that are described; None where that is not sure."""
    return plain_rows(ask(f"list all {described}", told.catalog), described)


def rows_kept(described: str, told: Explained, ask: Ask) -> RowSet | None:
    """Return the rows that a clause keeps or leaves out, be they told by a value alone."""
    return rows_told(described, told, ask) or rows_of_value(described, told.catalog)


def _any_rows(described: str, told: Explained, ask: Ask) -> RowSet | None:
    """Return the rows that are of one kind or another: "confirmed + no-shows"."""
    kinds = [_ALL_OF.sub("", each) for each in _EITHER.split(described.strip(" ()"))]
    rows = [rows_told(each, told, ask) for each in kinds]
    noun = next((spoken(each.table.name) for each in rows if each), "")
    whole = [each or rows_told(f"{kind} {noun}", told, ask) for kind, each in zip(kinds, rows, strict=True)]
    return whole[0] if len(whole) == 1 else united(whole)
