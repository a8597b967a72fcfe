"""Words of a question to the only table that say nothing of their own: ``he``, ``in km``, ``position 9``.

A table of a web page hardly ever says what its rows are. Where it is the only one, a verb that means nothing
else is what rows do, and a noun beside a header or a number says no more than these do.
"""

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.nouns import PLACING_WORDS, PRONOUNS
from services.agent.question.language.units import UNIT_HINTS
from services.agent.question.language.vocabulary import ANYONE, KEY_WORDS
from services.agent.question.language.words import stem
from services.agent.question.linking.items import Item
from services.agent.question.slots.units import measured_in, names_more
from services.agent.question.slots.view import ARTICLES, LEADING, PLACED, View, has_any

CONTEXT = 0.96
"""For a header named in passing, and for a noun before a number: they say whose, and what the number is."""
_VERB = 0.93
"""For an unknown verb where a verb stands: only one thing can be done with what is named beside it."""
_UNIT = 0.96
"""For the unit that a header says in brackets."""
_ANYONE = 0.96
"""For a word for people or things that are told by the rest of the question."""
_PRONOUN = 0.97
"""For a word for the one whom the table is about."""


def unknown_share(view: View, index: int) -> float | None:
    """Return what such a word leaves of the confidence; None for any other word."""
    item = view.items[index]
    if len(view.catalog.tables) > 1:
        return None
    if not names_more(item) and any(measured_in(column, item.normal) for column in view.home.columns):
        return _UNIT
    before, hints = view.item(index - 1), UNIT_HINTS.get(item.normal, ())
    if (
        before
        and not item.is_link
        and before.has(Sense.IN)
        and any(set(hints) & set(each.words) for each in view.home.columns)
    ):
        return _UNIT  # "The average stay in days".
    if item.normal in ANYONE and not item.is_link:
        return _ANYONE if not _is_amount(view, index) else None
    if not _is_foreign(item):
        return None
    if item.normal in PRONOUNS:
        return _PRONOUN
    if _is_numbered(view, index):
        return CONTEXT
    return _VERB if _is_verb(view, index) else None


def _is_amount(view: View, index: int) -> bool:
    """Whether a word for people is counted or compared: ``how many people``, ``more than 20 people``."""
    before = view.item(index - 1)
    counts = (Sense.HOW_MANY, Sense.HIGHEST, Sense.LOWEST, Sense.NOT, Sense.SHARE)
    return before is not None and (before.number is not None or before.has(*counts))


def _is_foreign(item: Item) -> bool:
    """Whether a word means nothing in the table, in whatever way the question is cut."""
    if item.is_known or item.is_left or not item.normal.isalpha() or item.normal in PLACING_WORDS:
        return False
    return item.start == 0 or not item.text[0].isupper()


def _is_verb(view: View, index: int) -> bool:
    """Whether an unknown word stands where a verb does: after ``did X``, after ``that``, before ``by``."""
    item, before, after = view.items[index], view.item(index - 1), view.item(index + 1)
    if item.normal.endswith("ly") or before is None or before.normal in ("a", "an"):
        return False
    if view.catalog.parts(item.normal):
        return False  # "Flat", where cells say of some rows "Flat stage".
    said = view.items[:index]
    if has_any(said[-6:], Sense.DO) and not has_any(said, Sense.HAVE):
        return all(each.is_known for each in said)
    being = before.normal.rpartition(" ")[2] in ("is", "are", "was", "were")
    limited = (each.number is not None and not each.period for each in view.items[index + 1 : index + 5])
    being = being and not any(limited)  # "That are new" does nothing, "that were down for 40 hours" does.
    if before.has(Sense.THAT, Sense.WHO, Sense.WHICH) and not being:
        return after is not None
    done = being or before.is_link or before.has(Sense.BE) or view.names_row(index - 1)
    return item.normal.endswith(("ed", "ing")) and done


def _is_numbered(view: View, index: int) -> bool:
    """Whether a noun only says what a number after it is: ``position 9``, ``car number 13``."""
    after = view.item(index + 1)
    if after is not None and any(stem(after.normal) in KEY_WORDS for _ in after.columns):
        after = view.item(index + 2)
    return after is not None and after.normal.isdigit()


def is_row_column(view: View, at: int) -> bool:
    """Whether a header named in passing only says whose: ``of the player who``, ``for drivers with``."""
    item, after = view.items[at], view.item(at + 1)
    placed = at > 0 and view.items[at - 1].normal in PLACED  # "The platform of the last title".
    at -= 1 if placed else 0
    before = view.item(at - 1)
    if len(view.catalog.tables) > 1 or before is None or (after is not None and after.columns):
        return False
    column = item.columns[0].column if item.columns else None
    if column is None or not (column.is_text or column.unique):
        return False
    had = view.item(at - 2) if before.normal in ARTICLES else before
    if had and had.has(Sense.HAVE) and column not in (view.home.label, view.home.things):
        return False  # "Who had the pole position": what stands there is asked for, and no row by it.
    if before.values:
        return True  # "The Washington Redskins game".
    article = before.normal in ARTICLES
    outer = view.item(at - 2) if article else before
    led = outer is not None and outer.has(*LEADING)
    return led and (article or item.normal.endswith("s"))
