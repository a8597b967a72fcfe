"""Columns of yes and no: as adjectives, as what rows were marked as, and as what parts them in two.

A header may be said as a clause of its own, "where the fee was not waived"; its ``not`` denies nothing else.
Of rows of another table, ``never late`` is said of all that a thing has: none of them is late.
"""

from collections.abc import Sequence

from services.agent.question.composing.spots import verb_of_header
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.light import LIGHT
from services.agent.question.language.words import name_words, root, stem, word_root
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.plan import Compare, Comparison
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column

_LEADING = (Sense.IN, Sense.WITH, Sense.OF, Sense.FILLER, Sense.HAVE, Sense.BE)
_HOLDER_WORDS = "subscriber holder member user owner recipient customer client buyer case work only"
_HOLDERS = frozenset(map(stem, _HOLDER_WORDS.split()))
"""Nouns after a yes or no that say no more than it: ``newsletter subscribers``."""

_PARTED = frozenset(["grouped", "sorted", "ordered"])
_BEING = (Sense.BE, Sense.EQUAL, Sense.UNEQUAL)
_OF = ("of", "as")
"""What stands between a header and its cell."""
_CELLS = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False}
"""How a cell of yes and no may be named itself."""


def flag_at(view: View, index: int) -> Binding | None:
    """Read ``active products``, ``not covered by warranty``, ``newsletter subscribers only``."""
    found = None if _is_to_be_done(view, index) or _is_group(view, index) else _flag(view, index)
    before = range(max(index - 5, 0), index)
    if found is None or any(halves_at(view, at) == (found[0], index + 1) for at in before):
        return None
    column, strength = found
    lead = _lead(view, index)
    first = min(lead, default=index)
    verb = verb_of_header(view.items, index, column)
    around = (*range(max(first - 2, 0), index), *verb)
    denied = [at for at in around if view.items[at].has(Sense.NOT, Sense.UNEQUAL)]
    if denied and _is_of_other_subject(view, denied[0]):
        return None
    cell, said = _cell(view, index)
    holds = (bool(denied) == view.items[index].has(Sense.NOT)) == said
    none = not (holds or view.has_one(column.table))
    condition = Compare(column, Comparison.EQUAL, column.flag(holds=holds or none))
    used = frozenset([index, *lead, *denied, *verb, *_holders(view, index), *cell])
    text = view.items[index].text
    return Binding(column, condition, 0.7 + 0.25 * strength, used, text, explicit=True, denied=none)


def _flag(view: View, index: int) -> tuple[Column, float] | None:
    columns = view.columns(index, lambda column: column.is_flag)
    rows = any(hit.table == view.home and hit.strength >= NAMES for hit in view.items[index].tables)
    if columns and (
        _says_verb_alone(view.items[index], columns[0][0]) or _says_rows(view, index, columns[0][0])
    ):
        return None
    return columns[0] if columns and not rows else None  # "Delays" are rows, whatever flight was delayed.


def _says_rows(view: View, index: int, column: Column) -> bool:
    """Whether no more is said than what all rows of a table between are: affiliated, be it PRIMARY or not."""
    said = set(view.items[index].stems)
    rows = view.catalog.by_name[column.table]
    between = len({hop.other.table for hop in view.graph.hops(rows.name) if not hop.is_back}) > 1
    return between and not said >= set(column.words) and {root(each) for each in said} <= rows.roots


def _says_verb_alone(item: Item, column: Column) -> bool:
    """Whether only the verb of a header is said, and not how it is done: all work, and some at night."""
    if len(column.words) < 2 or len(item.stems) > 1 or item.normal not in LIGHT:
        return False
    first, *_, last = name_words(column.name)
    return word_root(item.normal) == word_root(first) and last.endswith("ly")


def _is_group(view: View, index: int) -> bool:
    """Whether rows are told apart by it, both kinds: ``orders by gift_wrapped``, ``per gift wrapped``."""
    before, after = view.item(index - 1), view.item(index + 1)
    by = before is not None and not before.is_link and before.has(Sense.BY)
    covered = {view.items[at].normal for at in _lead(view, index)[:1]} - _PARTED  # "Covered by insurance".
    return by and not covered and (after is None or after.after_comma or not after.is_noun)


def says_kind(view: View, index: int) -> bool:
    """Whether a yes or no stands before the rows that it is of: ``each overdue loan``, one by one."""
    item, after = view.items[index], view.item(index + 1)
    if after is None or after.after_comma or not item.columns or item.tables or item.values:
        return False
    rows = {hit.table.name for hit in after.tables if hit.strength >= NAMES}
    return all(hit.column.is_flag and hit.column.table in rows for hit in item.columns)


def kinds_told(items: Sequence[Item]) -> set[str]:
    """Return the tables of whose rows some pieces say of which kind they are."""
    values = {hit.column.table for item in items for hit in item.values}
    return values | {hit.column.table for item in items for hit in item.columns if hit.column.is_flag}


def _is_to_be_done(view: View, index: int) -> bool:
    """Whether a verb is of what may be done yet: ``ready to adopt``, of which none has been adopted."""
    before, item = view.item(index - 1), view.items[index]
    infinitive = before is not None and before.normal == "to" and not before.is_link
    return infinitive and all(item.normal not in name_words(hit.column.name) for hit in item.columns)


def _lead(view: View, index: int) -> list[int]:
    """Return the participle before a yes or no, with its preposition: ``covered by``, ``signed up for``."""
    at = index - 1
    while (item := view.item(at)) and not item.is_link and (item.has(*_LEADING) or item.normal == "by"):
        at -= 1
    item = view.item(at)
    done = item is not None and not item.is_link and item.normal.split()[0].endswith("ed")
    return list(range(at, index)) if done and at < index - 1 else []


def _is_of_other_subject(view: View, index: int) -> bool:
    """Whether ``and were never late`` is said of what the question begins with, and not of the home."""
    at = index - 1
    while (item := view.item(at)) and not item.is_link and item.has(Sense.BE, Sense.HAVE):
        at -= 1
    joint = view.item(at)
    if at == index - 1 or joint is None or not joint.has(Sense.AND):
        return False
    named = (hit.table for item in view.items[:at] for hit in item.tables if hit.strength >= NAMES)
    return next(named, view.home) != view.home


def _cell(view: View, index: int) -> tuple[range, bool]:
    """Return where the cell itself is named behind the header, and what it says: ``a balcony of yes``."""
    at, denied = index + 1, False
    while (item := view.item(at)) and not item.is_link and (item.has(*_BEING) or item.normal in _OF):
        at, denied = at + 1, item.has(Sense.UNEQUAL)
    item, after = view.item(at), view.item(at + 1)
    ends = after is None or after.after_comma or after.has(Sense.AND, Sense.OR)
    if item is None or item.normal not in _CELLS or not (ends or item.normal != "no"):
        return range(0), True
    return range(index, at + 1), _CELLS[item.normal] != denied


def _holders(view: View, index: int) -> list[int]:
    found: list[int] = []
    while (item := view.item(index + 1)) and not item.is_link and set(item.stems) <= _HOLDERS:
        index += 1
        found.append(index)
    return found


def says_both(view: View, index: int) -> bool:
    """Whether ``without`` only names the other half: ``with and without a sea view``."""
    before, lead = view.item(index - 1), view.item(index - 2)
    joined = before is not None and before.has(Sense.AND, Sense.OR) and not before.is_link
    return joined and lead is not None and lead.has(Sense.WITH) and not lead.is_link


def halves_at(view: View, index: int) -> tuple[Column, int] | None:
    """Return what parts rows in two, and the place after it: ``with and without a pool``."""
    without = view.item(index + 2)
    if without is None or not without.has(Sense.WITHOUT) or not says_both(view, index + 2):
        return None
    after = view.after_glue(index + 3)
    found = _flag(view, after)
    return (found[0], after + 1) if found else None
