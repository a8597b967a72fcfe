"""Conditions that start with a word of their own: between, contains, missing, a header of yes and no."""

from dataclasses import replace

from services.agent.question.composing.comparisons import lies_within
from services.agent.question.composing.filters import TEXT_TESTS, any_text, nothing_in, texts_from
from services.agent.question.composing.times import date_condition
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.units import convert
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Between, Compare, Comparison, Condition, Missing
from services.agent.question.slots.against import figure_at
from services.agent.question.slots.binding import Binding, look_right
from services.agent.question.slots.events import days_of, happened
from services.agent.question.slots.flags import flag_at, says_both
from services.agent.question.slots.going import going_at
from services.agent.question.slots.levels import level_at
from services.agent.question.slots.literals import neither_at
from services.agent.question.slots.numbers import usual_column
from services.agent.question.slots.pairs import pairs_at
from services.agent.question.slots.sameness import alike_at
from services.agent.question.slots.sheet import neighbours_at
from services.agent.question.slots.states import state_at
from services.agent.question.slots.units import unit_after
from services.agent.question.slots.valued import valued_at
from services.agent.question.slots.view import View, has_any
from services.agent.question.slots.weekdays import weekdays_at
from services.agent.question.tables.columns import Column
from services.agent.question.tables.hours import own_clock


def clauses_at(view: View, index: int) -> list[Binding]:
    """Return the conditions that begin with, or are made of, the piece at the index."""
    readers = (
        _between,
        _text_test,
        _missing,
        flag_at,
        _given,
        happened,
        state_at,
        weekdays_at,
        going_at,
        figure_at,
        neither_at,
        valued_at,
        level_at,
    )
    found = [each for reader in readers if (each := reader(view, index))]
    more = (*pairs_at(view, index), *neighbours_at(view, index), *alike_at(view, index))
    return [replace(each, at=index) for each in (*found, *more)]


def _header_before(view: View, index: int) -> tuple[int, Column, float] | None:
    at = index - 1
    while at >= 0 and view.is_glue(at):
        at -= 1
    columns = view.columns(at) if at >= 0 else []
    if columns and columns[0][0].role == "id" and view.items[at].tables:
        return None  # "Sailors between 40 and 60": a word for the rows, and not their numbers.
    return (at, *columns[0]) if columns else None


def _between(view: View, index: int) -> Binding | None:
    limits = _limits(view, index)
    if limits is None:
        return None
    low, high = limits
    compared = has_any(view.items, Sense.GROWTH, Sense.DIFFERENCE) and not has_any(view.items, Sense.BY)
    if compared and low.period:
        return None
    header = _header_before(view, index)
    if header and low.period and low.period.clock and not header[1].tells_clock:
        header = None
    span = set(range(index, index + 4))
    column, score = (header[1], 0.75 + 0.25 * header[2]) if header else (None, 0.85)
    unit, (behind, gap) = unit_after(view, index + 4), look_right(view, index + 3, far=True)
    after = (
        view.columns(behind, lambda each: each.is_number)
        if behind is not None and low.number is not None
        else []
    )
    span |= set(unit.used)
    if after and behind is not None and not unit.is_adjective:
        header, column, score = (behind, *after[0]), after[0][0], 0.75 + 0.25 * after[0][1]
        span |= {behind, *gap}
    elif header and column and (column.is_number or column.is_date or column.is_time):
        span |= set(range(header[0], index))
    else:
        column = unit.column
        if column is None and low.period and high.period:
            column, verb = _dated(view, index, low, high)
            span |= verb
        if column is None and low.number is not None and high.number is not None:
            usual = {usual_column(view, Comparison.MORE, each) for each in (low.number, high.number)}
            column = usual.pop() if len(usual) == 1 else view.home.worth
    if column is None:
        return None
    condition = _range(column, low, high, unit.word)
    text = " ".join(view.items[at].text for at in range(index, index + 4))
    explicit = header is not None and column == header[1]
    return Binding(column, condition, score, frozenset(span), text, explicit=explicit) if condition else None


def _dated(view: View, index: int, low: Item, high: Item) -> tuple[Column | None, set[int]]:
    """Return the date that two periods may be about, and its verb; plain numbers only as years of it."""
    happened_on = (
        days_of(view, index + 1)[:1] if low.period and low.period.clock else days_of(view, index)[:1]
    )
    if low.period and low.period.clock:
        found_at = happened_on[0][0] if happened_on else own_clock(view.home)
        return found_at, {verb for _, _, verb in happened_on}
    found = next((each for each in view.home.columns if each.is_date or each.is_year), None)
    found = happened_on[0][0] if happened_on else found
    plain = low.number is not None and high.number is not None
    column = None if plain and not lies_within(found, low, high) else found
    return column, {verb for _, _, verb in happened_on}


def _limits(view: View, index: int) -> tuple[Item, Item] | None:
    items = view.items
    if index + 3 >= len(items) or not items[index].has(Sense.BETWEEN, Sense.SINCE):
        return None
    low, link, high = items[index + 1 : index + 4]
    if items[index].has(Sense.BETWEEN):
        joins = link.has(Sense.AND)
    else:
        joins = link.has(Sense.UNTIL) or link.normal == "to"
    return (
        (low, high) if joins and all(each.number is not None or each.period for each in (low, high)) else None
    )


def _range(column: Column, low: Item, high: Item, said: str) -> Condition | None:
    if column.is_number and low.number is not None and high.number is not None:
        meant = [convert(number, said, column.unit_words) for number in (low.number, high.number)]
        if meant[0] is not None and meant[1] is not None:
            return Between(column, meant[0], meant[1])
        return Between(column, low.number, high.number)
    if low.period and high.period:
        return date_condition(column, low.period, Comparison.EQUAL, until=high.period)
    return None


def _text_test(view: View, index: int) -> Binding | None:
    item = view.items[index]
    test = (
        next((test for sense, test in TEXT_TESTS.items() if item.has(sense)), None) if item.senses else None
    )
    text = view.item(index + 1) if test else None
    if test is None or text is None or (text.senses and not text.quoted and len(text.normal) > 1):
        return None
    header = _header_before(view, index)
    if header and view.items[header[0]].tables and _says_name(view, header[0], index):
        header = None  # "Customers whose name contains X": what they are called.
    column = header[1] if header else view.home.label
    if column is None or not column.is_text:
        return None
    before = range(header[0], index) if header else range(max(index - 2, 0), index)
    negated = any(view.items[at].has(Sense.NOT) for at in before)
    relative = any(view.items[at].has(Sense.THAT, Sense.WHO) for at in before) and not negated
    if header and relative:
        before = range(header[0] + 1, index)  # "Products that start with K": what is asked for, too.
    said = texts_from(view.items, index + 1)
    condition = any_text(column, test, [each.text for each in said], negated=negated)
    if condition is None:
        return None
    used = frozenset([*range(index, index + 2 * len(said)), *(before if header or negated else ())])
    return Binding(column, condition, 0.95, used, f"{item.text} {text.text}", explicit=bool(header))


_NOUNS_FOLLOW = ("a", "any", "no")
"""Last words of what says that something is missing, behind which no verb stands."""


def _says_name(view: View, start: int, end: int) -> bool:
    return any(view.items[at].normal in ("name", "names") for at in range(start + 1, end))


def _missing(view: View, index: int) -> Binding | None:
    item = view.items[index]
    if item.has(Sense.WITHOUT):
        if says_both(view, index):
            return None
        after = view.after_glue(index + 1)
        columns = [pair for pair in view.columns(after) if pair[1] >= 0.6]
        following = view.item(after) or item
        said = view.items[index + 1 : after + 1]  # "Have never been seen? Name and species."
        verb = any(each.has(Sense.LIGHT) for each in said) and item.normal.split()[-1] not in _NOUNS_FOLLOW
        if not columns or verb:
            return None  # "Have never bought": a verb, and no header.
        column, strength = columns[0]
        if following.tables and not (column.is_date and column.nulls and strength >= NAMED):
            return None
        used = frozenset(range(index, after + 1))
        return Binding(column, nothing_in(column), 0.75 + 0.25 * strength, used, item.text, explicit=True)
    if item.normal == "no" and (nothing := _no(view, index)):
        return nothing
    if not item.has(Sense.MISSING, Sense.PRESENT):
        return None
    behind, header = view.columns(index + 1), _header_before(view, index)
    if behind and behind[0][1] >= 0.9:  # "An unknown first ascent".
        column, strength = behind[0]
        condition = Missing(column, negated=item.has(Sense.PRESENT))
        used = frozenset([index, index + 1])
        return Binding(column, condition, 0.75 + 0.25 * strength, used, item.text, explicit=True)
    if header is None:
        return None
    at, column, strength = header
    negated = item.has(Sense.PRESENT) or any(view.items[i].has(Sense.NOT) for i in range(at, index))
    used = frozenset(range(at, index + 1))
    return Binding(column, Missing(column, negated), 0.75 + 0.25 * strength, used, item.text, explicit=True)


def _no(view: View, index: int) -> Binding | None:
    """Read ``left no note``, ``for which we have got no phone``: nothing stands under the header."""
    found = [pair for pair in view.columns(index + 1) if pair[1] >= NAMED and pair[0].nulls]
    named = view.items[index + 1].tables if found else ()
    if not found or named or found[0][0].table != view.home.name:
        return None
    column, strength = found[0]
    used, text = frozenset([index, index + 1]), f"no {view.items[index + 1].text}"
    return Binding(column, nothing_in(column), 0.75 + 0.25 * strength, used, text, explicit=True)


def _given(view: View, index: int) -> Binding | None:
    """Read ``orders with a discount``: the rows that have any, where some have none."""
    item = view.items[index]
    if not item.has(Sense.WITH, Sense.HAVE):
        return None
    after = view.after_glue(index + 1)
    following = view.item(after + 1)
    columns = [pair for pair in view.columns(after) if pair[1] >= 0.7]
    named = any(hit.strength >= 0.8 for each in view.items[:index] for hit in each.tables)
    if not (columns and named) or view.is_glue(after):
        return None
    if following and not (following.has(Sense.AND) and not following.is_link):
        return None
    column, strength = columns[0]
    if column.is_measure and column.minimum == 0:
        condition: Condition = Compare(column, Comparison.MORE, 0)
    elif column.nulls:
        condition = Missing(column, negated=True)
    else:
        return None
    used = frozenset(range(index, after + 1))
    return Binding(column, condition, 0.7 + 0.25 * strength, used, item.text, explicit=True)
