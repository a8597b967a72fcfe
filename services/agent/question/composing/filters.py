"""Rules that read one condition on text or on what is missing; and the list of all condition rules."""

from collections.abc import Sequence

from services.agent.question.composing.comparisons import (
    read_between,
    read_column_comparison,
    read_comparison,
    read_counted,
)
from services.agent.question.composing.draft import Draft
from services.agent.question.composing.spots import column_at, place, verb_of_header
from services.agent.question.composing.values import read_value
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import (
    AnyOf,
    Compare,
    Comparison,
    Condition,
    Missing,
    TextMatch,
    TextTest,
)
from services.agent.question.tables.columns import Column

TEXT_TESTS = {
    Sense.CONTAINS: TextTest.CONTAINS,
    Sense.STARTS: TextTest.STARTS,
    Sense.ENDS: TextTest.ENDS,
}


def read_text_test(draft: Draft) -> bool:
    """Read ``[name] starts with A``, ``names containing "berg"``."""
    spot = column_at(draft, draft.at, lambda c: c.is_text)
    index = draft.after_glue(spot.after) if spot else draft.at
    if index + 1 >= len(draft.items):
        return False
    negated = draft.items[index].has(Sense.NOT)
    index += negated
    item = draft.items[index]
    test = next((test for sense, test in TEXT_TESTS.items() if sense in item.senses), None)
    if test is None or index + 1 >= len(draft.items):
        return False
    text = draft.items[index + 1]
    if not text.quoted and text.senses and len(text.normal) > 1 and not text.is_link:
        return False
    if spot is None and not text.quoted and (text.tables or text.columns):
        return False  # "Playlists contain tracks": a verb, and no name with this word in it.
    column = spot.column if spot else draft.node.table.label
    if column is None:
        return False
    said = texts_from(draft.items, index + 1)
    condition = any_text(column, test, [each.text for each in said], negated=negated or draft.negated)
    if condition is None:
        return False
    place(draft, column, condition)
    draft.negated = False
    draft.at = index + 2 * len(said)
    return True


def texts_from(items: Sequence[Item], index: int) -> list[Item]:
    """Return the texts of a test from the first on: of ``contains "cream" or "gel"`` both."""
    found = [items[index]]
    for link, text in zip(items[index + 1 :: 2], items[index + 2 :: 2], strict=False):
        if not link.has(Sense.OR) or not (text.quoted or not text.is_known):
            break
        found.append(text)
    return found


def any_text(column: Column, test: TextTest, texts: Sequence[str], *, negated: bool) -> Condition | None:
    """Return the condition that one of the texts is there; none for several that are not."""
    if negated and len(texts) > 1:
        return None
    tests = tuple(TextMatch(column, test, text, negated) for text in texts)
    return tests[0] if len(tests) == 1 else AnyOf(tests)


def read_missing(draft: Draft) -> bool:
    """Read ``without a phone``, ``email is missing``, ``customers without orders``."""
    item = draft.items[draft.at]
    if item.has(Sense.WITHOUT, Sense.MISSING):
        return _without(draft)
    if item.has(Sense.NOT, Sense.UNEQUAL) and _not_yet(draft):
        return True
    spot = column_at(draft, draft.at, lambda _: True)
    if spot is None:
        return False
    index = draft.after_glue(spot.after)
    if index >= len(draft.items):
        return False
    item = draft.items[index]
    negated = item.has(Sense.NOT, Sense.UNEQUAL)
    index += negated
    item = draft.items[index] if index < len(draft.items) else item
    if not item.has(Sense.MISSING, Sense.PRESENT):
        return False
    place(draft, spot.column, Missing(spot.column, negated or item.has(Sense.PRESENT)))
    draft.matched(spot.item, "column", spot.column.path, spot.strength)
    draft.at = index + 1
    return True


def _not_yet(draft: Draft) -> bool:
    """Read ``not closed`` at the end: the day on which it would have been is missing."""
    spot = column_at(draft, draft.at + 1, lambda c: c.is_date and c.nulls > 0)
    if spot is None or spot.after < len(draft.items):
        return False
    place(draft, spot.column, Missing(spot.column))
    draft.matched(spot.item, "column", spot.column.path, spot.strength)
    draft.at = spot.after
    return True


def _without(draft: Draft) -> bool:
    item = draft.items[draft.at]
    index = draft.after_glue(draft.at + 1)
    spot = column_at(draft, index, lambda _: True)
    thing = draft.items[index] if index < len(draft.items) else None
    table = max(thing.tables, key=lambda hit: hit.strength, default=None) if thing else None
    if table and thing and (not spot or table.strength >= spot.strength):
        draft.node = draft.reach(draft.node, table.table, negated=True)
        draft.matched(thing, "table", table.table.name, table.strength)
        draft.at = index + 1
        return True
    done = any(each.has(Sense.LIGHT) for each in draft.items[draft.at + 1 : index])
    if spot is None or spot.column.table != draft.node.table.name or (done and spot.column.role != "date"):
        return False  # "Have never been seen? Name and age": a verb, and no header.
    place(draft, spot.column, nothing_in(spot.column) if item.has(Sense.WITHOUT) else Missing(spot.column))
    draft.matched(spot.item, "column", spot.column.path, spot.strength)
    draft.at = spot.after
    return True


def nothing_in(column: Column) -> Condition:
    """Say that a row has none of it: no value, or a zero where the column holds amounts."""
    if column.is_flag:
        return Compare(column, Comparison.EQUAL, column.flag(holds=False))
    if not column.is_measure:
        return Missing(column)
    zero = Compare(column, Comparison.EQUAL, 0)
    return AnyOf((Missing(column), zero)) if column.nulls else zero


def read_flag(draft: Draft) -> bool:
    """Read ``active products``, ``products that are not active``: a header that is true or false of a row."""
    item = draft.items[draft.at]
    flag = next((hit for hit in item.columns if hit.column.is_flag and hit.strength >= 0.7), None)
    if flag is None or draft.node.table.name != flag.column.table:
        return False
    near = draft.items[max(draft.at - 3, 0) : draft.at + 3]
    if not draft.target_table and not any(
        hit.table.name == flag.column.table for n in near for hit in n.tables
    ):
        return False
    verb = verb_of_header(draft.items, draft.at, flag.column)
    negated = draft.negated != any(draft.items[at].has(Sense.NOT) for at in (draft.at, *verb))
    draft.negated = False
    draft.add(draft.node, Compare(flag.column, Comparison.EQUAL, flag.column.flag(holds=not negated)))
    draft.matched(item, "column", flag.column.path, flag.strength)
    draft.at += 1 + len(verb)
    return True


def read_not(draft: Draft) -> bool:
    """Remember a ``not`` for the condition that follows."""
    item = draft.items[draft.at]
    if not item.has(Sense.NOT, Sense.UNEQUAL) or item.is_link:
        return False
    draft.negated = True
    draft.at += 1
    return True


FILTERS = (
    read_missing,
    read_between,
    read_text_test,
    read_column_comparison,
    read_comparison,
    read_counted,
    read_value,
    read_not,
)
"""In the order in which they are tried."""
