"""Reads all that a question tells of its words, and says the question with words of its own for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import islice

from services.agent.question.evidence.conditions import Told, cell_of, read_cell, read_conditions
from services.agent.question.evidence.ends import End, read_end, say_end
from services.agent.question.evidence.figuring import FIGURES, call, computed, is_summed, scaled
from services.agent.question.evidence.finding import used
from services.agent.question.evidence.marking import MARKS, add_mark, mark_rows
from services.agent.question.evidence.naming import columns_named
from services.agent.question.evidence.otherwise import called_otherwise, say_figure, unused_headers
from services.agent.question.evidence.pieces import Piece, cut, is_idle
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


class Way(Enum):
    """What is put in the place of words for rows: words of their own, the cells that tell them, nothing."""

    MARKS = "marks"
    CELLS = "cells"
    NONE = "none"


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
    held: tuple[Told, ...] = ()
    """Rows that are told of words which stay as they are: what these are read as has to be just that."""
    sums: bool = False
    """Whether the figures are quotients of sums."""


def read_evidence(question: str, catalog: Catalog) -> Iterator[Evidence]:
    """Yield the question in words of its own, then as it is asked; nothing where it tells all otherwise."""
    text, pieces = cut(question)
    pieces = [each for each in pieces if not is_idle(each, text, catalog)]
    if not pieces:
        return
    found = _read(text, pieces, catalog, Way.MARKS)
    others = (_read(text, pieces, catalog, way) for way in (Way.CELLS, Way.NONE))
    held = (each for each in others if each and each.held)
    if found and _are_of_one_column([*found.marks.values()]):
        yield from islice(held, 1)  # Two cells of a column are set against each other as they stand.
    if found:
        yield found
    if found is None or found.marks:
        yield from held


def _are_of_one_column(told: list[Told]) -> bool:
    """Whether several words for rows are told by cells of one column."""
    columns = [each.columns for each in told if cell_of(each)]
    return len(columns) == len(told) > 1 and len(set(columns)) == 1


def _read(text: str, pieces: list[Piece], catalog: Catalog, way: Way) -> Evidence | None:
    """Read each piece of what is told; None where one of them is not told with exact headers."""
    said = {stem(word) for word in re.findall(r"[A-Za-z]+", text.casefold())}
    said |= {stem(word) for each in pieces for word in re.findall(r"[A-Za-z]+", each.text.casefold())}
    found, left, terms = Evidence(text, catalog), list[Piece](), dict[str, Told]()
    for piece in pieces:
        told = _told_rows(piece, said, catalog)
        if told is None:
            left.append(piece)
            continue
        terms[told[0]] = told[1]
        found = _put(found, *told, way) or found
    unmarked = {term for term, told in terms.items() if told not in found.marks.values()}
    for piece in left:
        others = [each.text for each in pieces if each is not piece]
        figured = _figured(found, piece, terms, said, catalog)
        figured = figured or _named(found, piece, others, said, catalog)
        if figured is None:
            return None
        found = figured
    held = (terms[term] for term in terms if term in unmarked - _used_terms(found, terms))
    return replace(found, held=tuple(held))


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


def _put(found: Evidence, term: str, told: Told, way: Way) -> Evidence | None:
    """Put in the place of a word for rows what it is told to be."""
    if way is Way.MARKS:
        return _marked(found, term, told)
    cell, at = cell_of(told), used(found.question, term)
    if way is Way.NONE or cell is None or at is None:
        return None
    before = re.sub(r"\b(?:the|an?)\s+$", "", found.question[: at.start()], flags=re.I)
    return replace(found, question=f"{before}{cell}{found.question[at.end() :]}")


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
        if formula and _is_generic(plain):
            return _of_unsaid(replace(found, formulas=(*found.formulas, formula)), formula)
        if formula:
            return _asked(found, plain, formula)
    return None


def _is_generic(term: str) -> bool:
    """Whether a term is a word for any figure, alone or with what it is of: "ratio of guests to hosts"."""
    first, *rest = term.casefold().split()
    return first in _GENERIC and (not rest or rest[0] in ("of", "in", "between"))


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
        if headers := unused_headers(term, says, said, catalog) if piece.explains else []:
            return replace(found, headers=(*found.headers, *headers))
    return None


def _computed(found: Evidence, term: str, says: str) -> Evidence | None:
    """Give a table the column of a formula of its cells, and call it by a word of its own."""
    if len(found.figures) == len(FIGURES):
        return None
    name = FIGURES[len(found.figures)]
    if part := scaled(found.catalog, name, term, says):
        return _scaled(found, term, name, part)
    made = computed(found.catalog, name, term, says)
    text = call(found.question, term, name, says, made[1], found.catalog) if made else None
    if made is None or text is None:
        return None
    sums = found.sums or is_summed(says)
    return replace(found, question=text, catalog=made[0], figures=(*found.figures, made[1]), sums=sums)


def _scaled(found: Evidence, term: str, name: str, part: tuple[Catalog, Column, str]) -> Evidence | None:
    """Ask for the average or the total of parts of cells in the place of a term."""
    known, column, figure = part
    at = used(found.question, term)
    if at is None:
        return None
    text = f"{found.question[: at.start()]}{figure} {name}{found.question[at.end() :]}"
    return replace(found, question=text, catalog=known, figures=(*found.figures, column))


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
