"""Conditions against a figure of other rows: above average, cheaper than that one."""

from services.agent.question.composing.comparisons import TIME_SENSES, comparison_of
from services.agent.question.composing.draft import is_comparable
from services.agent.question.composing.grouping import FUNCTIONS
from services.agent.question.language.doings import VERB_HINTS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Compare, CompareFigure, Comparison, Condition, Function, RowSet
from services.agent.question.slots.adjectives import column_of_verb, compared_column
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.flags import flag_at
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column

_NAMED_IN_PART = 0.7
"""Strength from which a part of a header says what is compared."""
_SIDES = (Comparison.MORE, Comparison.LESS, Comparison.AT_LEAST, Comparison.AT_MOST)
_HEIGHTS = frozenset(["above", "below", "higher than", "lower than", "better than", "worse than"])
"""What says of places which is the better one: third is above fourth."""
_TURNED = {Comparison.MORE: Comparison.LESS, Comparison.LESS: Comparison.MORE}


def figure_at(view: View, index: int) -> Binding | None:
    """Read ``above the average salary``, ``earns more than X``, ``larger than X``."""
    how = comparison_of(view.items[index])
    if how not in _SIDES or view.items[index].is_link:
        return None
    after = view.after_glue(index + 1)
    item = view.item(after)
    if item is None:
        return None
    function = next((FUNCTIONS[sense] for sense in item.senses if sense in FUNCTIONS), None)
    if function is not None and not item.is_link:
        return _against_all(view, index, after, how, function)
    return _against_one(view, index, after, how)


def _against_all(view: View, index: int, after: int, how: Comparison, function: Function) -> Binding | None:
    behind = view.after_glue(after + 1)
    columns = view.columns(behind, is_comparable)
    some: tuple[Condition, ...] = ()
    if columns and columns[0][1] >= 0.7 and columns[0][0].table == view.home.name:
        (column, strength), end = columns[0], behind + 1
        some, end = _said_of(view, end)
    else:
        found, end = _column_before(view, index), after + 1
        if found is None:
            return None
        column, strength = found, 1.0
        some = _of_some(view, after + 1)
        end += len(some)
    used = frozenset([*_with_header(view, index, column), *range(index, end)])
    condition = CompareFigure(column, how, function, RowSet(view.home, some))
    score = 0.95 * (0.5 + 0.5 * strength)
    return Binding(column, condition, score, used, view.items[index].text, explicit=True, at=index)


def _of_some(view: View, index: int) -> tuple[Condition, ...]:
    """Return which rows have the figure: ``more than the average lamp``, where that is a value."""
    item = view.item(index)
    hits = [hit for hit in item.values if hit.column.table == view.home.name] if item else []
    if not hits or len(hits[0].values) > 1 or hits[0].column == view.home.label:
        return ()
    return (Compare(hits[0].column, Comparison.EQUAL, hits[0].values[0]),)


def _said_of(view: View, index: int) -> tuple[tuple[Condition, ...], int]:
    """Return which rows have the figure, and what follows: ``the average price of (all) used cars``."""
    item = view.item(index)
    if item is None or not item.has(Sense.OF) or item.is_link:
        return (), index
    at = view.after_glue(index + 1)
    flag, rows = flag_at(view, at) if view.item(at) else None, view.item(at + 1)
    some = (flag.condition,) if flag and flag.column.table == view.home.name else _of_some(view, at)
    named = rows is not None and any(hit.table == view.home for hit in rows.tables)
    return (some, at + 1 + named) if some else ((), index)


def _against_one(view: View, index: int, after: int, how: Comparison) -> Binding | None:
    """Compare with the row that a value names."""
    item, label = view.items[after], view.home.label
    hit = next((hit for hit in item.values if hit.column == label), None)
    column = _column_before(view, index)
    if hit is None or column is None or label is None or len(hit.values) > 1:
        return None
    if view.items[index].has(*TIME_SENSES) and not (column.is_date or column.is_year):
        return None  # "The game after X" asks for the next row, and for no larger number.
    if column.is_place and view.items[index].normal in _HEIGHTS:
        how = _TURNED.get(how, how)  # "Ranked above X".
    function = Function.MAXIMUM if how in (Comparison.MORE, Comparison.AT_LEAST) else Function.MINIMUM
    named: Condition = Compare(label, Comparison.EQUAL, hit.values[0])
    condition = CompareFigure(column, how, function, RowSet(view.home, (named,)))
    used = frozenset([*_with_header(view, index, column), *range(index, after + 1)])
    return Binding(column, condition, 0.93, used, f"{view.items[index].text} {item.text}", at=index)


def _column_before(view: View, index: int) -> Column | None:
    """Return what is compared: a header or a verb before the words, or the adjective among them."""
    before = _before(view, index)
    columns = view.columns(before, is_comparable) if before is not None else []
    own = [pair for pair in columns[:1] if pair[1] >= _NAMED_IN_PART and pair[0].table == view.home.name]
    if own and own[0][1] >= NAMED:
        return own[0][0]  # "Whose rate is higher than": no height.
    for word in view.items[index].normal.split():
        if word in ATTRIBUTE_HINTS:
            return compared_column(word, view)
    if own:
        return own[0][0]
    item: Item | None = view.item(index - 1)
    if item and item.stems and item.stems[0] in VERB_HINTS:
        return column_of_verb(view, item.stems[0])
    return compared_column("largest", view) if "larger" in view.items[index].normal else None


def _before(view: View, index: int) -> int | None:
    at = index - 1
    while at >= 0 and view.is_glue(at) and not view.items[at].has(Sense.LIGHT):
        at -= 1
    return at if at >= 0 else None


def _with_header(view: View, index: int, column: Column) -> range:
    """Return the pieces from the header of the column up to the comparison, when it stands there."""
    before = _before(view, index)
    named = before is not None and any(hit.column == column for hit in view.items[before].columns)
    return range(before, index) if named and before is not None else range(index, index)
