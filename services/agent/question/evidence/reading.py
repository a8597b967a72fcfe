"""Reads all that a question tells of its words, and says the question with words of its own for them."""

import re
from dataclasses import dataclass, field, replace

from services.agent.question.evidence.conditions import Told, read_cell, read_conditions
from services.agent.question.evidence.ends import End, read_end, say_end
from services.agent.question.evidence.figuring import FIGURES, call, computed, is_summed
from services.agent.question.evidence.marking import MARKS, add_mark, mark_rows
from services.agent.question.evidence.naming import columns_named
from services.agent.question.evidence.otherwise import called_otherwise, say_figure, unused_header
from services.agent.question.evidence.pieces import Piece, cut
from services.agent.question.evidence.quotients import Formula, read_formula
from services.agent.question.evidence.unsaid import say_unsaid
from services.agent.question.language.words import in_either_number, spoken, stem
from services.agent.question.plans.plan import Combination
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_GENERIC = frozenset(
    [
        "percentage",
        "percent",
        "ratio",
        "difference",
        "proportion",
        "share",
        "rate",
        "times",
        "result",
        "average",
        "number",
        "answer",
        "it",
    ]
)
"""Words for any figure: what they are told to be is how that is computed which is asked for anyway."""
_OF_ONE = re.compile(
    r"^[Ww]hat\s+(?:is|was)\s+the\s+percentage\s+of\s+\w+\s+[\w ]+?\s+of\s+"
    r"(?P<who>(?:the\s+)?[A-Z]\w*(?:\s+[A-Z]\w*)*)\s*\??$"
)
"""The share of one's own rows: its whole is what this one has."""


@dataclass(frozen=True)
class Evidence:
    """A question with words of its own for what it told."""

    question: str
    catalog: Catalog
    marks: dict[tuple[str, str], Told] = field(default_factory=dict)
    """Table and header of each column of yes and no -> the rows that it tells."""
    figures: tuple[Column, ...] = ()
    """Columns of formulas, each of which the answer has to be made of."""
    formulas: tuple[Formula, ...] = ()
    """Figures that the answer has to be, though it is asked for them in words of its own."""
    ends: tuple[End, ...] = ()
    """The highest or lowest that the answer has to be made of."""
    headers: tuple[Column, ...] = ()
    """What is explained in words that the question does not use: the answer has to be made of it."""
    sums: bool = False
    """Whether the figures are quotients of sums."""


def read_evidence(question: str, catalog: Catalog) -> Evidence | None:
    """Return the question in words of its own; None where it tells nothing with exact headers."""
    text, pieces = cut(question)
    if not pieces:
        return None
    said = {stem(word) for word in re.findall(r"[A-Za-z]+", question.casefold())}
    found, left, terms = Evidence(text, catalog), list[Piece](), dict[str, Told]()
    for piece in pieces:
        told = _told_rows(piece, said, catalog)
        if told is None:
            left.append(piece)
            continue
        terms[told[0]] = told[1]
        found = _marked(found, *told) or found
    unmarked = {term for term, told in terms.items() if told not in found.marks.values()}
    for piece in left:
        others = [each.text for each in pieces if each is not piece]
        figured = _figured(found, piece, terms, said, catalog)
        figured = figured or _named(found, piece, others, said, catalog)
        if figured is None:
            return None
        found = figured
    if unmarked - _used_terms(found, terms):
        return None  # What is told is not what is asked in these words.
    return found


def _used_terms(found: Evidence, terms: dict[str, Told]) -> set[str]:
    """Return the terms of which only a formula is made."""
    parts = [part.told for each in found.formulas for part in (each.one, each.other)]
    return {term for term, told in terms.items() if told in parts}


def _told_rows(piece: Piece, said: set[str], catalog: Catalog) -> tuple[str, Told] | None:
    """Read a word for rows and what they are told by, whichever stands first."""
    for term, says in piece.parted():
        told = read_conditions(says, said, catalog)
        told = told or read_cell(says, catalog)
        if told and (piece.is_strong or not columns_named(term, catalog)):
            return term, told
        told = None if told else read_conditions(term, said, catalog) or read_cell(term, catalog)
        if told and not re.search(r"[=<>]", says):
            return says, told
    return None


def _marked(found: Evidence, term: str, told: Told) -> Evidence | None:
    """Put a mark in the place of a word for rows."""
    if len(found.marks) == len(MARKS):
        return None
    mark = MARKS[len(found.marks)]
    text = mark_rows(found.question, term, told, mark, found.catalog)
    if text is None:
        return None
    term = f"{term} {mark}" if columns_named(term, found.catalog) else term
    known = add_mark(told, mark, term, found.catalog)
    return replace(found, question=text, catalog=known, marks={**found.marks, (told.table, term): told})


def _figured(
    found: Evidence, piece: Piece, terms: dict[str, Told], said: set[str], catalog: Catalog
) -> Evidence | None:
    """Put a word of its own in the place of a figure, or keep what the answer has to be."""
    for term, says in piece.parted():
        plain = re.sub(r"^(?:the|an?)\s+", "", term.strip(" \"'"), flags=re.I)
        if put := _computed(found, plain, says):
            return put
        formula = read_formula(says, terms, said, catalog)
        if formula and len(plain.split()) == 1 and plain.casefold() in _GENERIC:
            return _of_unsaid(replace(found, formulas=(*found.formulas, formula)), formula)
        if formula:
            return _asked(found, plain, formula)
    return None


def _of_unsaid(found: Evidence, formula: Formula) -> Evidence:
    """Mark the rows that a share is told to be of, where the question has other words for them."""
    told = formula.one.told
    if formula.kind is not Combination.RATIO or told is None or found.marks:
        return found
    text = say_unsaid(found.question, told, MARKS[0], found.catalog)
    if text is None:
        return found
    term = told.columns[0].name + MARKS[0]
    known = add_mark(told, MARKS[0], term, found.catalog)
    return replace(found, question=text, catalog=known, marks={(told.table, term): told})


def _named(
    found: Evidence, piece: Piece, others: list[str], said: set[str], catalog: Catalog
) -> Evidence | None:
    """Say an end, a figure or a header in the place of words for it."""
    for term, says in piece.parted():
        if end := read_end(says, said, catalog):
            asked = say_end(found.question, term, end, catalog)
            return replace(found, question=asked, ends=(*found.ends, end))
        text = say_figure(found.question, term, says, catalog)
        text = text or called_otherwise(found.question, term, says, others, catalog)
        if text:
            return replace(found, question=text)
        header = unused_header(term, says, said, catalog) if piece.explains else None
        if header:
            return replace(found, headers=(*found.headers, header))
    return None


def _computed(found: Evidence, term: str, says: str) -> Evidence | None:
    """Give a table the column of a formula of its cells, and call it by a word of its own."""
    if len(found.figures) == len(FIGURES):
        return None
    name = FIGURES[len(found.figures)]
    made = computed(found.catalog, name, term, says)
    text = call(found.question, term, name, says, made[1], found.catalog) if made else None
    if made is None or text is None:
        return None
    sums = found.sums or is_summed(says)
    return replace(found, question=text, catalog=made[0], figures=(*found.figures, made[1]), sums=sums)


def _asked(found: Evidence, term: str, formula: Formula) -> Evidence | None:
    """Ask for what a figure is told to be: the percentage of rows, or of an amount, that are marked."""
    pattern = rf"(?<![\w-]){in_either_number(term)}(?![\w-])(?:\s+of\s+(?:the\s+|all\s+)?{_noun(formula)})?"
    if formula.kind is not Combination.RATIO or formula.one.told is None or formula.other.told:
        return None
    if formula.one.column != formula.other.column or formula.one.table != formula.other.table:
        return None
    if not re.search(pattern, found.question, re.I) or len(found.marks) == len(MARKS):
        return None
    mark, told = MARKS[len(found.marks)], formula.one.told
    of = formula.one.column
    rows = spoken(told.table)
    what = f"{spoken(of.name)} of {mark} {rows}" if of else f"{mark} {rows}"
    text = re.sub(pattern, f"percentage of {what}", found.question, flags=re.I)
    text = _OF_ONE.sub(rf"what percentage of {rows} of \g<who> are {mark}?", text) if of is None else text
    known = add_mark(told, mark, term, found.catalog)
    return replace(
        found, question=text, catalog=known, marks={**found.marks, (told.table, term): told},
        formulas=(*found.formulas, formula),
    )  # fmt: skip


def _noun(formula: Formula) -> str:
    return in_either_number(spoken(formula.one.table))
