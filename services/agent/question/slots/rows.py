"""Words that only stand for the rows of the one table: ``the episode``, ``games``, ``he``, and what rows do.

A table of a web page hardly ever says what its rows are. Where it is the only table, a noun that means
nothing else stands for a row, a verb that means nothing else is what rows do, and a noun after a header says
no more than the header does.
"""

from services.agent.question.headers import NAMED
from services.agent.question.items import Item
from services.agent.question.lexicon import Sense
from services.agent.question.nouns import (
    ATTRIBUTE_NOUNS,
    COUNTED_NOUNS,
    FIGURE_NOUNS,
    PLACING_WORDS,
    PRONOUNS,
)
from services.agent.question.plan import Function
from services.agent.question.slots.units import measured_in
from services.agent.question.slots.view import View, has_any
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Want
from services.agent.question.vocabulary import KEY_WORDS, LABEL_WORDS, UNIT_HINTS
from services.agent.question.words import stem

ROW_NOUN = 0.96
"""For a noun that stands for a row: the only table has nothing else to speak of."""
ROW_VERB = 0.93
"""For an unknown verb where a verb stands: only one thing can be done with what is named beside it."""
FIGURE_NOUN = 0.96
"""For a noun after a header that says no more than the header does: ``UK position``."""
PRONOUN = 0.97
"""For a word for the one whom the table is about."""
_ARTICLES = ("the", "a", "an", "this", "that", "each", "any", "every", "all the", "these", "those")
_LEADING = (Sense.OF, Sense.IN, Sense.BY, Sense.DO, Sense.HAVE, Sense.WITH, Sense.BE)


def unknown_share(view: View, index: int) -> float | None:
    """Return what an unknown word leaves of the confidence where it only stands for rows; None elsewhere."""
    item = view.items[index]
    if len(view.catalog.tables) > 1 or not _is_foreign(item):
        return None
    if item.normal in PRONOUNS:
        return PRONOUN
    if any(measured_in(column, item.normal) for column in view.home.columns):
        return FIGURE_NOUN  # "In km".
    if names_row(view, index) or _is_numbered(view, index):
        return ROW_NOUN
    return ROW_VERB if _is_verb(view, index) else None


def _is_foreign(item: Item) -> bool:
    """Whether a word means nothing in the table, in whatever way the question is cut."""
    if item.is_known or item.is_left or not item.normal.isalpha() or item.normal in PLACING_WORDS:
        return False
    return item.start == 0 or not item.text[0].isupper()


def names_row(view: View, index: int) -> bool:
    """Whether an unknown noun only stands for a row: ``the episode that …``, ``how many games``."""
    item, before, after = view.item(index), view.item(index - 1), view.item(index + 1)
    if len(view.catalog.tables) > 1 or item is None or before is None or not _is_row_noun(item):
        return False
    if before.has(Sense.HOW_MANY) and _is_object(view, index):
        return False  # "How many goals did X score": what is counted is nothing that a row is.
    return _opens_noun(item, before) and not (after is not None and after.normal == "of")


def _is_row_noun(item: Item) -> bool:
    if not _is_foreign(item) or len(item.normal) < 3 or item.normal.endswith("ly"):
        return False
    return stem(item.normal) not in ATTRIBUTE_NOUNS and item.normal not in UNIT_HINTS


def _opens_noun(item: Item, before: Item) -> bool:
    """Whether a noun may follow: an article, ``which``, a name before ``game``, ``of`` before a plural."""
    if before.normal in _ARTICLES or before.has(Sense.HOW_MANY, Sense.WHICH, Sense.LIST, Sense.NAMED):
        return True
    if item.normal.endswith("ing"):
        return False
    if before.has(Sense.OF, Sense.IN):
        return item.normal.endswith("s")
    named = before.values or before.number is not None or before.period
    return bool(named and not item.normal.endswith("ed"))


def _is_object(view: View, index: int) -> bool:
    """Whether what is counted is done by something that is named later, or counts something itself."""
    item, after = view.items[index], view.item(index + 1)
    if after is None or stem(item.normal) in COUNTED_NOUNS:
        return True
    subject, rest = view.item(index + 2), view.item(index + 3)
    if subject is None or subject.number is not None or subject.has(Sense.MORE, Sense.LESS):
        return False
    if after.has(Sense.DO) and subject.values and rest is not None:
        # "How many episodes did X write": X stands under a header that the verb names.
        return not {hit.column for hit in subject.values} & {hit.column for hit in rest.columns}
    return after.has(Sense.DO) or bool(after.has(Sense.HAVE) and subject.values and rest is not None)


def names_figure(view: View, index: int) -> bool:
    """Whether a word after a header says no more than the header does: ``UK position``, ``goals figure``."""
    item, before = view.item(index), view.item(index - 1)
    if item is None or before is None or len(view.catalog.tables) > 1 or item.tables or item.values:
        return False
    named, own = (max((hit.strength for hit in each.columns), default=0.0) for each in (before, item))
    return stem(item.normal) in FIGURE_NOUNS and named >= 0.7 and own < min(named, NAMED)


def _is_verb(view: View, index: int) -> bool:
    """Whether an unknown word stands where a verb does: after ``did X``, after ``that``, before ``by``."""
    item, before, after = view.items[index], view.item(index - 1), view.item(index + 1)
    if item.normal.endswith("ly") or before is None:
        return False
    said = view.items[:index]
    if has_any(said[-6:], Sense.DO) and not has_any(said, Sense.HAVE):
        return all(each.is_known for each in said)
    if before.has(Sense.THAT, Sense.WHO, Sense.WHICH):
        return after is not None
    return item.normal.endswith(("ed", "ing")) and (before.is_link or before.has(Sense.BE))


def _is_numbered(view: View, index: int) -> bool:
    """Whether a noun only says what a number after it is: ``position 9``, ``car number 13``."""
    after = view.item(index + 1)
    if after is not None and any(stem(after.normal) in KEY_WORDS for _ in after.columns):
        after = view.item(index + 2)
    return after is not None and after.normal.isdigit()


def is_row_column(view: View, at: int) -> bool:
    """Whether a header named in passing only says whose: ``of the player who``, ``for drivers with``."""
    item, before, after = view.items[at], view.item(at - 1), view.item(at + 1)
    if len(view.catalog.tables) > 1 or before is None or (after is not None and after.columns):
        return False
    if not item.columns or not item.columns[0].column.is_text:
        return False
    if before.values:
        return True  # "The Washington Redskins game".
    article = before.normal in _ARTICLES
    outer = view.item(at - 2) if article else before
    led = outer is not None and outer.has(*_LEADING)
    return led and (article or item.normal.endswith("s"))


def read_row(walk: Walk) -> bool:
    """Read ``how many episodes``, ``which building``, ``the name of the ship``, ``UK position``."""
    view, wishes = walk.view, walk.wishes
    before, opening = view.item(walk.at - 1), view.item(walk.at - 2)
    if names_figure(view, walk.at):
        wishes.strength *= FIGURE_NOUN
        walk.at += 1
        return True
    if wishes.wants or wishes.rank or not names_row(view, walk.at):
        return False
    if walk.counting and before is not None and before.has(Sense.HOW_MANY):
        walk.counting = False
        wishes.wants.append(Want(walk.at, None, view.home, Function.COUNT))
    elif before is not None and _asks(before, opening) and view.home.label and not walk.pending:
        walk.add(Want(walk.at, view.home.label, None, None, _label_strength(view)))
    else:
        return False
    wishes.strength *= ROW_NOUN
    walk.at += 1
    return True


def _asks(before: Item, opening: Item | None) -> bool:
    if before.has(Sense.WHICH, Sense.NAMED):
        return True
    return before.normal == "the" and opening is not None and opening.has(Sense.LIST, Sense.NAMED)


def _label_strength(view: View) -> float:
    """How surely a row is called what stands under the label: surely under ``name``, likely elsewhere."""
    label = view.home.label
    return 0.95 if label and set(label.words) & LABEL_WORDS else 0.8
