"""From a question and a catalogue to one of three outcomes: answered, ambiguous, refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, count, islice

from services.agent.question.alike import read_related
from services.agent.question.besides import naming
from services.agent.question.bests import figures_of_best
from services.agent.question.bridging import read_bridged
from services.agent.question.bymeans import read_by_mean
from services.agent.question.byrole import say_by_role
from services.agent.question.candidates import (
    CUT,
    Found,
    Reading,
    near_best,
    print_reading,
    read_question,
    write_all,
)
from services.agent.question.composing.ages import with_ages
from services.agent.question.composing.graphs import graph_of
from services.agent.question.composing.joins import inherit_joins
from services.agent.question.composing.keyed import with_keys
from services.agent.question.composing.lapses import with_lapse
from services.agent.question.contrasts import Figure, read_contrast
from services.agent.question.contrasts.units import say_quotients
from services.agent.question.definitions import Explained, explain
from services.agent.question.definitions.exclusions import read_exclusion
from services.agent.question.definitions.scopes import leaves_scope
from services.agent.question.doubts.soundness import is_sound
from services.agent.question.endday import read_end_day
from services.agent.question.groupwise import is_apart, read_apart
from services.agent.question.heads import read_rows
from services.agent.question.language.everyday.doing import without_idioms
from services.agent.question.language.length import check_question
from services.agent.question.language.roles import RoleTurn
from services.agent.question.linking.capitals import quote_codes
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.linking.parlance import is_everyday
from services.agent.question.moved import figures_of_moved
from services.agent.question.nested import MOST_DEPTH, read_nested
from services.agent.question.outcomes import Interpretation, Outcome, answer_of, offer_all, shows, surer
from services.agent.question.plans.plan import Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.refusing import refuse, tell_names, without_all_days
from services.agent.question.restating import restate
from services.agent.question.rewording.asides import without_asides
from services.agent.question.rewording.headers.givennames import say_full_names
from services.agent.question.rewording.headers.sayings import say_plainly
from services.agent.question.rewording.headers.sheetwords import without_sheet_words
from services.agent.question.rewording.wordings import reword
from services.agent.question.rivals import questions_of_rivals, twins
from services.agent.question.roundabout import say_again, say_idioms
from services.agent.question.shaping.form import read_form
from services.agent.question.shaping.kindly import say_part
from services.agent.question.shaping.placing import read_place
from services.agent.question.shaping.repeatedly import say_repeatedly
from services.agent.question.shaping.severally import say_severally
from services.agent.question.shaping.shaping import Shape
from services.agent.question.shaping.wanted import Wanted, read_wanted
from services.agent.question.sidebyside import read_side_by_side
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.written import write_out

MOST_TOKENS = 150  # Words beyond which a text is no question that a plan could explain.
MOST_ASKED = 16  # Definitions and described rows within a question that are read as questions of their own.
PLAIN = 0.94  # Confidence from which a question as it stands is asked in no other words.
OFFERED = 0.55  # Confidence from which readings as sure as each other are offered, though none answers.
MOST_READINGS = 3  # Readings offered to pick from.


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question about the tables of a catalogue."""
    check_question(question)
    question = quote_codes(say_full_names(question, catalog := with_keys(catalog)), catalog)
    catalog = with_ages(inherit_joins(write_out(question, catalog), catalog), question, now)
    lapsed = with_lapse(plain := without_asides(question), catalog)
    found = _understood(*lapsed, now) if lapsed else None
    return found if found and found.outcome is Outcome.ANSWERED else _understood(plain, catalog, now)


def _understood(plain: str, catalog: Catalog, now: date | None) -> Interpretation:
    """Understand a question that has no asides."""
    if beside := read_side_by_side(plain, catalog, lambda text: answer_of(_understood(text, catalog, now))):
        return beside
    question = say_idioms(without_sheet_words(restate(plain, catalog), catalog), catalog, first=True)
    ask = partial(_surest, catalog=catalog, now=now)
    rows = read_related(plain, question, catalog, ask) or read_rows(question, catalog, ask)
    rows = rows or read_end_day(plain, catalog, ask) or read_by_mean(question, catalog, ask)
    if known := [rows] if rows else read_bridged(plain, catalog):
        return offer_all(known, catalog)
    found = _offer(figures_of_moved(question, catalog), catalog, now)
    found = found or _by_role(question, catalog, now, RoleTurn.FIRST)
    found = found or _plainly_or_by_role(question, catalog, now)
    if found.outcome is Outcome.REFUSED:
        figures = chain(figures_of_best(question, catalog), questions_of_rivals(question, catalog))
        found = _said_again(question, catalog, now) or _offer(figures, catalog, now) or found
    return tell_names(without_all_days(found, plain, catalog), question, catalog)


def _said_again(question: str, catalog: Catalog, now: date | None) -> Interpretation | None:
    """Answer a question that was refused as it stands in other words for the same; None for all others."""
    said = say_again(question, catalog)
    asked = (_by_role(text, catalog, now) or _plainly(text, catalog, now) for text in said)
    return next((found for found in asked if found.outcome is Outcome.ANSWERED), None)


def _surest(question: str, catalog: Catalog, now: date | None) -> Reading | None:
    """Return the reading that a question is answered with, if it is."""
    return answer_of(_plainly(question, catalog, now))


def _plainly_or_by_role(question: str, catalog: Catalog, now: date | None) -> Interpretation:
    """Believe the surest: the question as it stands, or what it asks for by what that is to people."""
    plain = _plainly(question, catalog, now)
    sure = plain.readings[0].confidence if plain.outcome is Outcome.ANSWERED else 0.0
    by_role = None if sure >= PLAIN else _by_role(question, catalog, now, RoleTurn.LATER)
    return surer(plain, by_role) if by_role else plain


def _by_role(
    question: str, catalog: Catalog, now: date | None, turn: RoleTurn | None = None
) -> Interpretation | None:
    """Answer a question that asks for a cell by what it is to people; None for all others."""
    said = islice(say_by_role(question, catalog, turn=turn), MOST_READINGS)
    asked = (_explained(each, catalog, now) for each in dict.fromkeys(said))
    found = next((found for found in asked if found.outcome is Outcome.ANSWERED), None)
    return found and offer_all(twins(found.readings[0], link(question, catalog)), catalog)


def _offer(figures: Iterator[str], catalog: Catalog, now: date | None) -> Interpretation | None:
    """Offer the figures that a word may mean, or the best be found by; none is surer than another."""
    asked = (_read(Explained(each, catalog), now) for each in islice(figures, MOST_ASKED))
    sure = [found.readings[0] for found in asked if found.outcome is Outcome.ANSWERED]
    readings = [replace(each, confidence=OFFERED) for each in {each.sql: each for each in sure}.values()]
    return Interpretation(Outcome.AMBIGUOUS, tuple(readings[:MOST_READINGS])) if len(readings) > 1 else None


def _plainly(question: str, catalog: Catalog, now: date | None) -> Interpretation:
    """Understand a question as it stands, or with what a saying of it asks for."""
    if (said := say_plainly(question, catalog)) is None:
        return _explained(question, catalog, now)
    if shows(found := _read(Explained(said.question, catalog), now), said):
        return found
    found = _explained(question, catalog, now)
    if found.outcome is not Outcome.ANSWERED or (shows(found, said) and not said.is_lone):
        return found
    return refuse(link(question, catalog), catalog, doubtful=found.readings[0])


def _explained(question: str, catalog: Catalog, now: date | None) -> Interpretation:
    """Understand a question with what it explains by itself."""
    asked = count()

    def ask(text: str, catalog: Catalog) -> Plan | None:
        if next(asked) >= MOST_ASKED:
            return None
        found = _read(Explained(text, catalog), now)
        return found.readings[0].plan if found.outcome is Outcome.ANSWERED else None

    for say in (say_repeatedly, say_severally, say_quotients):
        question = say(question, catalog)
    explained = explain(question, catalog, ask)
    if summed := explained.added_up:
        found = _read(summed, now)
        if (best := answer_of(found)) and (summed.is_of_all or best.plan.grouped):
            return found
    return _read(explained, now)


def _read(explained: Explained, now: date | None) -> Interpretation:
    """Understand a question that explains none of its words."""
    exclusion, catalog = read_exclusion(explained.question), explained.catalog
    if leaves_scope(exclusion.question) or len(exclusion.question.split()) > 2 * MOST_TOKENS:
        return refuse(link(exclusion.question, catalog), catalog)
    place = read_place(exclusion.question)
    form = read_form(place.question, computed=catalog.is_computed)
    plain = Shape(form, Wanted(form.question), catalog, graph_of(catalog), exclusion, explained, place)
    found = _shaped(plain, now)
    if found.outcome is not Outcome.REFUSED or not is_everyday(plain.question, catalog):
        return found  # What the data says itself is believed before what people may call it.
    form = read_form(without_idioms(place.question), computed=catalog.is_computed)
    return _shaped(replace(plain, form=form, wanted=Wanted(form.question), everyday=True), now)


def _shaped(plain: Shape, now: date | None) -> Interpretation:
    """Understand a question with each shape of the answer that it may ask for, and with none."""
    offered: Interpretation | None = None
    for wanted in read_wanted(plain.form.question, plain.catalog):
        wanted = replace(wanted, question=reword(wanted.question))
        found = _interpret(replace(plain, wanted=wanted), now)
        if found.outcome is Outcome.ANSWERED:
            return found
        offered = offered or (found if found.outcome is Outcome.AMBIGUOUS else None)
    found = _interpret(plain, now)
    return offered if offered and found.outcome is not Outcome.ANSWERED else found


def _interpret(shape: Shape, now: date | None, *, is_part: bool = False) -> Interpretation:
    """Understand what a question asks besides the shape of its answer; a part of one is no more parted."""
    catalog = shape.catalog
    items = link(shape.question, catalog)
    if not items or len(items) > MOST_TOKENS:
        return refuse(items, catalog)
    contrasted, is_lone = _contrast(shape, now)
    readings = write_all(contrasted, shape)
    if readings or is_lone:
        found = Found(readings, (), tuple(item.text for item in items if not item.is_known), ())
        by_groups = None if readings or is_part else _groupwise(items, shape, now)
        return by_groups or _decide(found, items, catalog)
    apart = _groupwise(items, shape, now) if not is_part and is_apart(shape.question) else None
    decided = apart or _decide(read_question(items, shape, now), items, catalog)
    if decided.outcome is Outcome.ANSWERED or len(catalog.tables) < 2:
        return decided
    nested = _nested(items, shape, now)
    is_done = nested or is_part or decided.outcome is Outcome.AMBIGUOUS
    return nested or (None if is_done else _groupwise(items, shape, now)) or decided


def _groupwise(items: list[Item], shape: Shape, now: date | None) -> Interpretation | None:
    """Answer a question for a figure by groups, or of several clauses, where each part is read surely."""

    def ask(said: str) -> list[Figure]:
        found = _interpret(shape.about(say_part(said, catalog)), now, is_part=True)
        return _figures(found, offered=True)

    text, catalog = shape.question, shape.catalog
    surest = partial(_surest, catalog=catalog, now=now)
    figure = read_apart(text, ask, surest, catalog, shape.graph)
    return _sure(figure, naming(shape, figure.plan)) if figure and is_sound(figure.plan, items) else None


def _nested(
    items: list[Item], shape: Shape, now: date | None, depth: int = MOST_DEPTH
) -> Interpretation | None:
    """Answer a question about things that are described, where each of its parts is read surely."""

    def ask(text: str) -> list[Figure]:
        pieces, plain = link(text, shape.catalog), shape.about(text)
        found = _decide(read_question(pieces, plain, now), pieces, shape.catalog)
        if found.outcome is not Outcome.ANSWERED and depth > 1:
            found = _nested(pieces, plain, now, depth - 1) or found
        return _figures(found)

    figure = read_nested(shape.question, items, ask, catalog=shape.catalog, graph=shape.graph)
    return _sure(figure, shape) if figure else None


def _figures(found: Interpretation, *, offered: bool = False) -> list[Figure]:
    """Return what a part of a question was answered with, or offered; nothing where it was refused."""
    known = found.readings if offered or found.outcome is Outcome.ANSWERED else ()
    return [Figure(each.plan, each.confidence, each.matches) for each in known]


def _sure(figure: Figure, shape: Shape) -> Interpretation | None:
    """Answer with what was made of several questions, where it is sure."""
    sure = [each for each in write_all([_printed(figure)], shape)[:1] if each.confidence >= CUT]
    return Interpretation(Outcome.ANSWERED, tuple(sure)) if sure else None


def _decide(found: Found, items: list[Item], catalog: Catalog) -> Interpretation:
    """Answer what is sure, offer what is about as sure, and refuse the rest."""
    readings, slots = list(found.readings), list(found.slots)
    if not readings or readings[0].confidence < CUT:
        offered = near_best(slots[:MOST_READINGS]) if slots and slots[0].confidence >= OFFERED else []
        if len(offered) > 1 and not found.missed:
            return Interpretation(Outcome.AMBIGUOUS, tuple(offered))
        best = max([*readings[:1], *slots[:1]], key=lambda each: each.confidence, default=None)
        return refuse(items, catalog, found.unknown, left=found.missed, doubtful=best)
    near = near_best(readings)
    return offer_all(near[:MOST_READINGS] if len(near) > 1 else twins(readings[0], items), catalog)


def _contrast(shape: Shape, now: date | None) -> tuple[list[Reading], bool]:
    """Read a question that sets two figures against each other, each asked for by itself.

    Beside the readings it says whether the question may be read in no other way.
    """
    question, catalog = shape.question, shape.catalog

    def ask(text: str) -> list[Figure]:
        found = read_question(link(text, catalog), shape.about(text), now)
        sure = {each.sql: each for each in (*found.slots, *found.readings) if each.confidence >= CUT}
        return [Figure(each.plan, each.confidence, each.matches) for each in sure.values()]

    contrast = read_contrast(question, catalog, ask, lambda text: shape.about(text).cuts(1, now)[0])
    by_doubt = sorted(contrast.found, key=lambda each: each.confidence)
    best = {to_sql(each.plan): _printed(each) for each in by_doubt}
    return sorted(best.values(), key=lambda reading: (-reading.confidence, reading.sql)), contrast.is_lone


def _printed(figure: Figure) -> Reading:
    return print_reading(figure.plan, to_sql(figure.plan), figure.confidence, figure.matches)
