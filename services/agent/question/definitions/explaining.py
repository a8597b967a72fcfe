"""Takes out of a question what it explains, and puts it in the place of the words explained."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from services.agent.question.composing.formulas import with_formula, with_revenue
from services.agent.question.composing.spending import with_spending, with_stock_value
from services.agent.question.definitions.enough import enough_inside, read_enough
from services.agent.question.definitions.explained import Ask, Explained
from services.agent.question.definitions.naming import (
    as_one,
    ask_in_percent,
    called_in_full,
    in_hundreds,
    of_all_groups,
)
from services.agent.question.definitions.scopes import INCLUDE, read_scope, scope_inside
from services.agent.question.definitions.sentences import Meaning, meanings_of, sentences_of
from services.agent.question.definitions.spelled import SPELLED
from services.agent.question.definitions.states import describe, is_one, read_state
from services.agent.question.definitions.telling import (
    DIVIDED,
    TOTAL,
    WRITTEN,
    figured,
    of_formula,
    rows_kept,
    rows_of_both,
    rows_told,
    shared,
)
from services.agent.question.language.words import in_either_number
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.income import say_totals
from services.agent.question.linking.linker import link
from services.agent.question.rewording.asides import without_asides
from services.agent.question.tables.schema import Catalog

_MOST = 4
"""Things that one question explains."""
_ARTICLES = re.compile(r"^(?:(?:the|a|an|that|their|its|when|where|if|whose)\s+)+", re.IGNORECASE)
_OWNER = re.compile(r"(?<=\bof )(?:the|that|each|its|their|an?)\s+\w+(?:'s|s'|\u2019s)\s+", re.IGNORECASE)
"""Whose a thing is, where the figure is asked for of each: "the percentage of the building's units"."""
_IN_TABLE = re.compile(
    r"\s+(?:column\s+)?(?:in|from|of|on)\s+(?:the\s+)?(?:(?!(?:in|from|of|on|the)\b)\w+\s+){1,3}tables?\b"
    r"|\s+columns?\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"^(?:sum|total|overall\s+sum)\s+(?:of\s+)?(?:all\s+)?(?:the\s+)?(?P<what>.+)$", re.IGNORECASE
)
_OVER = re.compile(
    r",?\s+(?:and\s+)?(?:(?:summed|totall?ed|added\s+up|counted|taken|computed|calculated|measured)\s+)?"
    r"(?:over|across|for|on|of)\s+(?:(?:all|the|any)\s+)*(?P<rows>\w.*)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+(?P<aside>(?:ignoring|excluding|regardless\s+of|before)\s+.*)$", re.IGNORECASE)
_ONLY = re.compile(
    r",?\s+(?:and|but|where)\s+only\s+(?P<rows>\w+\s+\w+)\s+(?:earn|counts?|are|is|qualify|matter|apply)\b.*$",
    re.IGNORECASE,
)
"""``…, and only completed payments earn a fee``."""
_IT = re.compile(
    r"\b(?:show|give|report|compute|calculate|determine|return|list) (?:it|them|this)\b|\bwork it out\b",
    re.IGNORECASE,
)
"""What is explained, where it is asked for without its name: "show it by city"."""
_COUNTED = re.compile(r"\b(?:how many|number of|count(?: of)?|list)\b", re.IGNORECASE)
_FIGURED = re.compile(
    r"^(?:sum|total|number|count|average|mean|ratio|percentage|share|difference)\b|"
    r"\b(?:times|multiplied\s+by|divided\s+by|minus|plus|as\s+a\s+(?:percentage|share|fraction))\b|[*/+]",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:(?:with|having|without|has|have|had)\s+.+|"
    r"[\w ]+?\s+(?:is|are|was|were|=|equals|exceeds?|above|below|over|under|"
    r"(?:more|less|fewer|higher|lower|later|earlier)\s+than|at\s+(?:least|most)|after|before)\s+.+)$",
    re.IGNORECASE,
)
_THINGS = re.compile(r"^(?:\w+\s+){1,3}(?:with|without|who|that|which|whose|having|holding|\w+ed)\s", re.I)


def explain(question: str, catalog: Catalog, ask: Ask) -> Explained:
    """Put what a question explains in the place of its words; most questions explain nothing.

    Args:
        question: As it was asked.
        catalog: What it is about.
        ask: Reads a definition or a description of rows as a question of its own.
    """
    told = Explained(question, catalog, computed=SPELLED if SPELLED in question else "")
    for _ in range(_MOST):
        step = next(_steps(told, ask), None)
        if step is None:
            break
        told = step.rephrased(without_asides(step.question))
    if told.question == question:
        earned = with_revenue(catalog, question)
        for say in (with_stock_value, with_spending):
            question, earned = say(earned, question)
        return replace(told, question=say_totals(question, catalog), catalog=earned)
    return told


def _steps(told: Explained, ask: Ask) -> Iterator[Explained]:
    """Yield the question with one of the things taken out that it explains."""
    sentences = sentences_of(told.question)
    for at, sentence in enumerate(sentences if len(sentences) > 1 else []):
        rest = " ".join([*sentences[:at], *sentences[at + 1 :]])
        stated = read_state(sentence, rest)
        if stated:
            yield told.rephrased(stated)
            continue
        yield from _kept_by(sentence, told.rephrased(rest), told, ask)
    yield from _steps_inside(told, ask)
    for meaning in meanings_of(told.question):
        if meaning.is_apposed and _is_told(meaning.term, told.catalog):
            continue  # "Articles, price minus cost": two things that are asked for.
        put = _put(meaning, told.rephrased(meaning.rest), ask)
        rows = rows_told(meaning.scope, told, ask) if meaning.scope else None
        if put and (rows or not meaning.scope):
            yield put.over(rows)


def _steps_inside(told: Explained, ask: Ask) -> Iterator[Explained]:
    """Yield the question without a clause that says which rows are counted, or which groups are wanted."""
    enough = enough_inside(told.question)
    if enough:
        yield from _kept_by(enough[1], told.rephrased(enough[0]), told, ask)
    inside = scope_inside(told.question)
    if inside is None:
        return
    rest = told.rephrased(inside[0])
    added = inside[1].removeprefix(f"{INCLUDE} ")
    if added != inside[1] and rows_kept(added, told, ask):
        yield rest
    yield from _kept_by(inside[1], rest, told, ask)


def _kept_by(sentence: str, rest: Explained, told: Explained, ask: Ask) -> Iterator[Explained]:
    """Yield the rest of a question kept to the groups or the rows that a sentence says."""
    enough = read_enough(sentence, partial(rows_told, told=told, ask=ask))
    if enough:
        yield replace(rest, enough=(*told.enough, enough))
    rows = read_scope(sentence, partial(rows_kept, told=told, ask=ask))
    if rows:
        yield rest.over(rows)


def _is_told(term: str, catalog: Catalog) -> bool:
    """Whether a table or a header is called so."""
    items = link(term, catalog)
    named = [hit.strength for item in items for hit in item.tables]
    named += [hit.strength for item in items for hit in item.columns]
    return len(items) == 1 and max(named, default=0.0) >= NAMED


def _put(meaning: Meaning, told: Explained, ask: Ask) -> Explained | None:
    """Put a meaning in the place of a word; None where the word is not there or nothing can be made of it."""
    text = told.question
    term = called_in_full(meaning, text, told.catalog)
    says = of_all_groups(_OWNER.sub("", meaning.says), text)
    says = _IN_TABLE.sub("", _ARTICLES.sub("", says)).replace("_", " ").strip(" ,")
    if quotient := in_hundreds(says):
        part = _put(replace(meaning, says=quotient), told, ask)
        return part and part.rephrased(ask_in_percent(term, part.question))
    if both := rows_of_both(says, told, ask):
        part = _put(replace(meaning, says=both[0]), told, ask)
        return part and part.over(both[1])
    told = told.rephrased(as_one(term, says, text)) if DIVIDED.search(says) else told
    return _meant(term, says, told, ask)


def _meant(term: str, says: str, told: Explained, ask: Ask) -> Explained | None:
    """Put what a term means in its place, or in that of "it" where only that stands for it."""
    word, text = in_either_number(term), told.question
    if not re.search(rf"\b{word}\b", text, re.IGNORECASE):
        told = told.rephrased(_IT.sub(f"show {term}", text, count=1))
        if told.question == text:
            return None
        text = told.question
    if is_one(says):
        return _said(told, describe(word, says, text))
    computed = _computed(term, says, told, ask)
    if computed:
        return computed
    if _THINGS.match(says) and not _FIGURED.search(says):
        says = says if term.endswith("s") or _COUNTED.search(text) else f"number of {says}"
        return _in_place(told, word, says)
    if _FIGURED.search(says):
        figure = of_formula(term, says, told, ask) or shared(term, says, told, ask)
        figure = figure or figured(term, f"what is the {says}?", told, ask)
        if figure:
            return figure
        summed = _SUM.match(says)
        total = f"total {summed['what']}" if summed and not DIVIDED.search(says) else says
        return _in_place(told, word, total)
    return _said(told, describe(word, says, text)) if _STATE.match(says) else None


def _computed(term: str, says: str, told: Explained, ask: Ask) -> Explained | None:
    """Give a table the column that a formula computes, be it over some rows only."""
    summed = _SUM.match(says)
    said = summed["what"] if summed else says
    aside = _ASIDE.search(said)
    if aside:
        rows = read_scope(aside["aside"], partial(rows_told, told=told, ask=ask))
        if rows is None and any(item.tables or item.values for item in link(aside["aside"], told.catalog)):
            return None  # Rows that it leaves out, and nothing says which.
        part = _computed(term, said[: aside.start()], told, ask)
        return part.over(rows) if part else None
    if written := WRITTEN.search(said):
        part = _computed(term, said[: written.start()], told, ask)
        return part and part.rephrased(ask_in_percent(term, part.question))
    only = _ONLY.search(said)
    if only:
        rows = rows_told(only["rows"], told, ask)
        part = _computed(term, said[: only.start()], told, ask) if rows else None
        return part.over(rows) if part else None
    whole = with_formula(told.catalog, term, said) or with_formula(told.catalog, term, says)
    if whole:
        return replace(told, catalog=whole, computed=in_either_number(term))
    for found in _OVER.finditer(said):
        rows = rows_told(found["rows"], told, ask)
        what = said[: found.start()]
        if rows is None:
            continue
        homes = (None, rows.table)
        tried = (with_formula(told.catalog, term, what, home=home) for home in homes)
        made = next(filter(None, tried), None)
        if made:
            return replace(told, catalog=made, computed=in_either_number(term)).over(rows)
        figure = figured(term, f"what is the total {what}?", told, ask, rows) if summed else None
        if figure:
            return figure.over(rows)
    return None


def _in_place(told: Explained, word: str, says: str) -> Explained:
    """Put what a word means where it stands, and where its total is asked for."""
    text = re.sub(rf"\b{TOTAL}{word}\b", lambda _: says, told.question, flags=re.IGNORECASE)
    return told.rephrased(text)


def _said(told: Explained, text: str | None) -> Explained | None:
    return told.rephrased(text) if text else None
