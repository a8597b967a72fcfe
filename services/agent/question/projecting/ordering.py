"""Sorts what a question tells by one of several figures: "..., ordered by the total minutes descending"."""

import re
from dataclasses import replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.language.words import name_words, stem
from services.agent.question.plans.parts import columns_in
from services.agent.question.plans.plan import Function, Order, Output, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.projecting.frames import Sorting, sorting_of
from services.agent.question.projecting.reader import Surest
from services.agent.question.shaping.arranging import shown_of

_CALLED = {
    Function.COUNT: ("number", "count"),
    Function.SUM: ("total", "sum"),
    Function.AVERAGE: ("average", "mean"),
    Function.MAXIMUM: ("highest", "maximum"),
    Function.MINIMUM: ("lowest", "minimum"),
}
"""How figures are called."""
_BARE = re.compile(r",?\s+in\s+(?P<way>descending|ascending)\s+order$", re.IGNORECASE)
SORTED = 0.98
"""What is left of the question without its order."""


def read_sorted(question: str, ask: Surest) -> Reading | None:
    """Read a question that ends in an order; None where what it is of is not clear.

    Args:
        question: As it was asked.
        ask: Answers the question without its order.
    """
    told = sorting_of(question) or _by_figure(question)
    found = ask(told.text) if told else None
    if told is None or found is None or found.plan.limit or found.plan.ties or not found.plan.grouped:
        return None
    said = set(map(stem, name_words(told.by))) - {"the", "of"}
    fits = [(len(said & _words(output, found.plan)), output) for output in shown_of(found.plan)]
    best = max(score for score, _ in fits)
    named = [output for score, output in fits if score == best and (said or output.function)]
    whole = [output for output in named if not output.when]  # Of all, and not of the late ones among them.
    named = whole if len(named) > 1 else named
    if len(named) != 1 or not (best or not said):
        return None
    order = (Order(found.plan.outputs.index(named[0]), told.descending),)
    plan = replace(found.plan, order=order)
    return print_reading(plan, to_sql(plan), SORTED * found.confidence, found.matches)


def _by_figure(question: str) -> Sorting | None:
    """Return the order of a list of figures that is said by its direction alone: "in descending order"."""
    text = " ".join(question.split()).strip(" .?!")
    found = _BARE.search(text)
    return found and Sorting(text[: found.start()], "", found["way"].casefold() == "descending")


def _words(output: Output, plan: Plan) -> set[str]:
    """Return the stems by which an output is called."""
    table = output.rows.table if output.rows else plan.rows.table
    own = {*output.column.words} if output.column else {*table.words}
    for column in columns_in(output.when):
        own |= {*column.words}
    return own | {stem(word) for word in (_CALLED.get(output.function, ()) if output.function else ())}
