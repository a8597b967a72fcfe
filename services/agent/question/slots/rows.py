"""Words of a question to the only table that say nothing of their own: ``he``, ``in km``, ``position 9``.

A table of a web page hardly ever says what its rows are. Where it is the only one, a verb that means nothing
else is what rows do, and a noun beside a header or a number says no more than these do.
"""

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.nouns import PLACING_WORDS, PRONOUNS
from services.agent.question.language.units import UNIT_HINTS
from services.agent.question.language.verbs import SAID_BY
from services.agent.question.language.vocabulary import ANYONE, KEY_WORDS, PEOPLE
from services.agent.question.language.words import stem, word_root
from services.agent.question.linking.items import Item
from services.agent.question.slots.lasting import LASTING
from services.agent.question.slots.nouns import is_about_people
from services.agent.question.slots.units import names_more
from services.agent.question.slots.view import ARTICLES, LEADING, PLACED, View, has_any
from services.agent.question.tables.measuring import measured_in

CONTEXT = 0.96
"""For a header named in passing, and for a noun before a number: they say whose, and what the number is."""
_VERB = 0.93
"""For an unknown verb where a verb stands: only one thing can be done with what is named beside it."""
_UNIT = 0.96
"""For the unit that a header says in brackets."""
_ANYONE = 0.96
"""For a word for people or things that are told by the rest of the question."""
_NAMING = 4
"""Different cells below which a column that rows share calls none of them anything."""
_MODALS = frozenset(["have to", "has to", "had to", "can", "could", "may", "might", "must"])
"""Words before a verb that say nothing of what it is."""
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
    if item.normal in LASTING and not item.is_link:
        return _VERB  # "How long did they wait": that something went on.
    if before and before.normal == "to" and word_root(item.normal) in SAID_BY and not item.is_known:
        return _VERB  # "Took 3 days to arrive".
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
    if before.normal in _MODALS and after is not None:
        return True  # "Who had to queue for", "that can be": what one had to do is told by what follows.
    done = being or before.is_link or before.has(Sense.BE) or view.names_row(index - 1)
    if _are_rows(view, before) and after is not None:
        return True
    return item.normal.endswith(("ed", "ing")) and done


def acts(view: View, index: int) -> bool:
    """Whether a word stands where the verb of the only table's rows does: ``people learn``."""
    before, item, after = view.item(index - 1), view.items[index], view.item(index + 1)
    plain = not item.normal.endswith(("s", "ing", "ed")) and not item.tables and not item.values
    alone = len(view.catalog.tables) == 1
    return bool(before and after and plain and alone and _are_rows(view, before) and after.values)


def _are_rows(view: View, item: Item) -> bool:
    """Whether the rows are named in the plural, so that what follows is what they do: ``people queue``."""
    if item.normal in PEOPLE:
        return is_about_people(view.home)
    return item.normal.endswith("s") and any(hit.table == view.home for hit in item.tables)


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
    told = any(hit.column == column for each in view.items for hit in each.values)
    if column.repeats and column.distinct < _NAMING and not told:
        return False  # "Flats where you keep pets", of a header of yes and no: it says which flats.
    article = before.normal in ARTICLES
    outer = view.item(at - 2) if article else before
    led = outer is not None and outer.has(*LEADING)
    return led and (article or item.normal.endswith("s"))
