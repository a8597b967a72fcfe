"""Reads a question of two figures by asking for each of them, and sets their plans against each other."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product

from services.agent.question.composing.draft import Match
from services.agent.question.contrasts.aligning import Link, complete
from services.agent.question.contrasts.explained import explained, put_last
from services.agent.question.contrasts.frames import Frame, frames_of, rate_frames
from services.agent.question.contrasts.joining import (
    combine,
    divide_by_all,
    divide_part,
    mean_of_things,
    mixes_units,
)
from services.agent.question.contrasts.phrases import Grouped, group_ways, is_figure, plain_noun
from services.agent.question.contrasts.sharing import share_tail
from services.agent.question.contrasts.units import per_thing
from services.agent.question.language.words import spoken, stem
from services.agent.question.plans.plan import Combination, Function, Order, Plan
from services.agent.question.tables.calling import number_words
from services.agent.question.tables.labels import names_part
from services.agent.question.tables.schema import Catalog

JOINED = 0.98
"""What is left of the less sure of two figures when they are set against each other."""
_GROWING = (Combination.GROWTH, Combination.DECLINE)
_GIVEN = re.compile(
    r"[.;?]\s*(?:please\s+)?(?:use|take|with|count)\s+(?P<whole>.+?)\s+as (?:the |your )?"
    r"(?:base|basis|denominator|total|whole|100\s*%)[\s.!?]*$",
    re.IGNORECASE,
)
_SUMS = re.compile(
    r"\b(?:total(?! number)|amounts?|money|cash|flow|sums?|revenue|turnover|outstanding|owed|unpaid)\b",
    re.IGNORECASE,
)
"""Words of a question whose figures are rather sums than counts."""
_AMOUNTS = re.compile(r"\b(?:sales|expenses|payments|donations|refunds|costs)\b", re.IGNORECASE)
"""Rows that are amounts, where nothing asks how many there are."""
_COUNTS = re.compile(r"\b(?:how\s+many|numbers?|counts?)\b", re.IGNORECASE)
_BARE_YEAR = re.compile(
    r"^(?:how many|what is the(?: total)?(?: amount of)?)\s+(?:in\s+)?\d{4}$", re.IGNORECASE
)
"""A year where a figure would stand: whatever table is called by it, it is the year of the other figure."""
_REMARK = re.compile(r"\(\s*(?:any|of any|no matter|whatever|regardless)\b[^()]*\)", re.IGNORECASE)
_AMOUNT = "what is the total amount"
_FIGURE_WORDS = frozenset(map(stem, ["total", "average", "amount", "sum", "value", "number", "mean"]))
_OTHERS = r"\bto\s+(?:all\s+)?(?:the\s+)?(?:other|remaining)\s+\w"
_REST = re.compile(rf"{_OTHERS}|\b(?:twice|double|triple)\s+(?:the|its|their)\b", re.IGNORECASE)
"""A part against what is left without it, or against a multiple, and not against all."""


@dataclass(frozen=True)
class Figure:
    """One way to understand a question for one figure."""

    plan: Plan
    confidence: float
    matches: tuple[Match, ...] = ()

    def beside(self, other: "Figure", plan: Plan, joined: float = JOINED) -> "Figure":
        """Return what both figures together make, as sure as the less sure of them."""
        matches = tuple(dict.fromkeys((*self.matches, *other.matches)))
        return Figure(plan, joined * min(self.confidence, other.confidence), matches)


Ask = Callable[[str], Sequence[Figure]]
"""Reads a question for one figure; the surest way first, and none that is not sure enough."""


@dataclass
class Contrast:
    """What became of a question of two figures."""

    found: list[Figure] = field(default_factory=list)
    is_lone: bool = False
    """Whether no other rule may read the question: it would overlook one of its figures."""


def read_contrast(question: str, catalog: Catalog, ask: Ask, link: Link) -> Contrast:
    """Read a question that sets two figures against each other; of others nothing is found.

    Args:
        question: The question, without what says how its answer is to be written.
        catalog: What the question is about.
        ask: Reads a question for one figure.
        link: Cuts a text into linked pieces.
    """
    if _REST.search(question):
        return Contrast(is_lone=True)
    given = _GIVEN.search(question)
    text = _REMARK.sub(" ", _GIVEN.sub("", question))
    text = put_last(explained(text))
    contrast = Contrast()
    ask = _remembering(ask)
    sums = bool(_SUMS.search(question) or (_AMOUNTS.search(question) and not _COUNTS.search(question)))
    for grouped in group_ways(text, number_words(catalog)):
        said = frames_of(grouped.text, given["whole"] if given else "")
        things = [each for each in per_thing(grouped.text) if grouped.group or each.is_percent]
        for frame in chain(said, rate_frames(grouped.text, catalog), things):
            contrast.is_lone = contrast.is_lone or frame.is_lone
            figures = _figures(frame.summed() if sums else frame, grouped, ask, link, catalog)
            contrast.found = [ranked for each in figures if (ranked := _ranked(each, grouped))]
            if contrast.found:
                return contrast
            contrast.is_lone = contrast.is_lone or _is_narrowed(frame, grouped, ask)
        if grouped.largest is not None and is_figure(grouped.text):
            # "The average number of seats per subscription", where seats are a header.
            ways = (grouped.text, grouped.text.replace("number of ", ""))
            plain = next((found for way in ways if (found := ask(grouped.asking(f"what is the {way}")))), ())
            contrast.found = [ranked for each in plain if (ranked := _ranked(each, grouped))]
            return contrast
    return contrast


def _is_narrowed(frame: Frame, grouped: Grouped, ask: Ask) -> bool:
    """Whether the whole of a share is said to be only some rows: then a part has to be found among them."""
    ways = frame.right if frame.done else ()
    return any(each.plan.rows.conditions for way in ways for each in ask(grouped.asking(way))[:1])


def _remembering(ask: Ask) -> Ask:
    """Ask each question once."""
    known: dict[str, Sequence[Figure]] = {}

    def ask_once(text: str) -> Sequence[Figure]:
        if text not in known:
            known[text] = ask(text)
        return known[text]

    return ask_once


def _figures(frame: Frame, grouped: Grouped, ask: Ask, link: Link, catalog: Catalog) -> Iterator[Figure]:
    if frame.combination is Combination.SHARE:
        yield from _shares(frame, grouped, ask, link) if frame.right else _own_shares(frame, grouped, ask)
        return
    for left, right in _pairs(frame, link):
        others = _of_named(ask(grouped.asking(right)), right, link, is_each=frame.is_each)
        others = [each for each in others if not frame.is_lent or _says_of(right, each.plan, link)]
        yield from _set_against(ask(grouped.asking(left)), others, frame, catalog)


def _of_named(figures: Sequence[Figure], said: str, link: Link, *, is_each: bool) -> Sequence[Figure]:
    """Keep the figures of the very rows that are named: where there are any, or what is asked is of each.

    Each of what a header counts is no row: "parts cost per labour hour".
    """
    things = [hit.table for item in link(said) for hit in item.tables]
    if is_each and not things:
        return [each for each in figures if each.plan.outputs[-1].function is Function.SUM]
    named = [each for each in figures if each.plan.rows.table in things]
    named = [each for each in named if not each.plan.outputs[-1].distinct] or named
    return named if named or is_each else figures


def _says_of(text: str, plan: Plan, link: Link) -> bool:
    """Whether a question names the header or the rows that its figure is of; of a count there is none."""
    column = plan.outputs[-1].column
    said = {stem(word) for word in re.findall(r"\w+", text.casefold())} - _FIGURE_WORDS
    things = [hit.table for item in link(text) for hit in item.tables]
    return column is None or not said.isdisjoint(column.words) or plan.rows.table in things


def _pairs(frame: Frame, link: Link) -> Iterator[tuple[str, str]]:
    """Yield the questions for both figures, in full."""
    if not frame.is_elliptic:
        rights = [right for right in frame.right if not _BARE_YEAR.match(right)]
        for left, right in product(frame.left, rights):
            shared = share_tail(left, right)
            if shared == _AMOUNT and right.startswith(f"{_AMOUNT} of "):
                continue  # "The amount and the tax of a bill": of what the amount is, only the tax says.
            yield shared, right
            if _names_rows(shared.removeprefix(left), link):
                yield left, right
        return
    if is_figure(plain_noun(frame.right[0])):
        return  # "The highest price and the lowest cost" leaves nothing out.
    for left in frame.left:
        pair = complete(left, frame.right[0], link)
        if pair:
            yield pair


def _names_rows(tail: str, link: Link) -> bool:
    """Whether what is said behind the second figure is no more than whose rows it is of: "of order lines"."""
    said = [item for item in link(tail) if item.is_link] if tail.lstrip().startswith("of ") else []
    return bool(said) and all(item.tables and not item.values for item in said)


def _set_against(
    ones: Sequence[Figure], others: Sequence[Figure], frame: Frame, catalog: Catalog
) -> Iterator[Figure]:
    for one in ones:
        for other in others:
            left, right = (other, one) if frame.is_turned else (one, other)
            counts = left.plan.outputs[-1].function is Function.COUNT
            if counts and frame.is_amount:
                continue
            if frame.is_mean and right.plan.outputs[-1].function is Function.COUNT:
                plan = mean_of_things(left.plan, right.plan)
            else:
                plan = combine(left.plan, right.plan, frame.combination, catalog, is_each=frame.is_each)
            if plan and frame.is_percent:
                ratio = replace(plan.outputs[-1], percent=True)
                plan = replace(plan, outputs=(*plan.outputs[:-1], ratio))
            if plan:  # What grew is one figure, said once.
                yield one.beside(other, plan, 1.0 if frame.combination in _GROWING else JOINED)


def _shares(frame: Frame, grouped: Grouped, ask: Ask, link: Link) -> Iterator[Figure]:
    """Ask for the whole, then for the part: in the whole's own words, else of its table's rows."""
    for way, whole_way in zip(frame.left, frame.right, strict=True):
        asked = _of_named(ask(grouped.asking(whole_way)), whole_way, link, is_each=False)
        wholes = [each for each in asked if not _sums_limited(each, frame, way)]
        if not wholes:
            continue
        found = list(_portions(ask(grouped.asking(way)), wholes, says_whole=True))
        if not found and way == frame.left[0]:
            rows = spoken(wholes[0].plan.rows.table.name)
            again = grouped.asking(f"how many {rows} {frame.done}")
            found = list(_portions(ask(again), wholes, says_whole=False))
        if found:
            yield from found
            return


def _sums_limited(whole: Figure, frame: Frame, way: str) -> bool:
    """Whether marks are added up of which only the verb tells: ``graded papers that got over 80``."""
    figure = whole.plan.outputs[-1]
    if figure.function is not Function.SUM or figure.column is None or way == frame.left[0]:
        return False
    said = {stem(word) for word in re.findall(r"\w+", frame.right[0].lower())}
    return said.isdisjoint(figure.column.words) and bool(re.search(r"\d", frame.done))


def _own_shares(frame: Frame, grouped: Grouped, ask: Ask) -> Iterator[Figure]:
    """Read ``the percentage of cancelled orders``: of all orders, where that is all that is said of them."""
    for way in frame.left:
        for part in ask(grouped.asking(way)):
            plan = divide_by_all(part.plan)
            if plan:
                yield replace(part, plan=plan, confidence=JOINED * part.confidence)


def _ranked(figure: Figure, grouped: Grouped) -> Figure | None:
    """Keep the groups that rank first, where only they are asked for; None of what is no ratio of alike."""
    plan = figure.plan
    if mixes_units(plan):
        return None
    if grouped.largest is None:
        return figure
    if not plan.grouped:
        return None
    place = len(plan.outputs) - 1
    order = (Order(place, descending=grouped.largest),)
    answer = None if grouped.shows_figure else _names_before(plan, place)
    ties = grouped.limit is None
    return replace(figure, plan=replace(plan, order=order, ties=ties, limit=grouped.limit, answer=answer))


def _portions(parts: Sequence[Figure], wholes: Sequence[Figure], *, says_whole: bool) -> Iterator[Figure]:
    for whole in wholes:
        for part in parts:
            plan = divide_part(part.plan, whole.plan, says_whole=says_whole)
            if plan:
                yield part.beside(whole, plan)


def _names_before(plan: Plan, place: int) -> tuple[int, ...]:
    """Return where groups are named before their figure: persons by two columns, all else by one."""
    last, first = (plan.outputs[at].column if at >= 0 else None for at in (place - 1, place - 2))
    both = last and first and first.table == last.table and names_part(last) and first.is_text
    return (place - 2, place - 1) if both else (place - 1,)
