"""How long each row of a table lasted: from the day on which it began to the day on which it was over."""

from collections.abc import Set

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.units import COUNTED_TIME
from services.agent.question.language.verbs import SERVING
from services.agent.question.language.vocabulary import AGE_SUPERLATIVES
from services.agent.question.language.words import name_words, word_root
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.happenings import own_day
from services.agent.question.linking.items import NAMES
from services.agent.question.slots.states import ENDINGS
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column, Span
from services.agent.question.tables.ends import ends_of, one_of
from services.agent.question.tables.hours import hours_of
from services.agent.question.tables.measuring import measured_by
from services.agent.question.tables.schema import Table
from services.agent.question.tables.spans import span_column

_LASTING_WORDS = "last lasts lasted lasting take takes took taken taking stay stays stayed staying needed "
_LASTING_WORDS += "sit sits sat wait waits waited stand stands stood standing waiting sitting"
OF_LENGTH = frozenset(
    ["longest", "shortest", "longer", "shorter", "fastest", "slowest", "quickest", "quicker"]
)
"""Words that compare how long something took, where no header says it."""
_QUICK = frozenset(["fastest", "quickest", "slowest"])
"""Of these, those that compare how fast it was over: the fastest took least."""
LASTING = frozenset(_LASTING_WORDS.split())
"""Verbs for how long something went on."""

_ON = frozenset([*LASTING, *SERVING, "been", "has been", "have been", "had been"])
"""What says that something went on."""
_AGED = frozenset(["age", "aged", "old"])
_SPELL_WORDS = "day week month year hour minute second night"
_WITHIN = frozenset(["of", "on", "in", "at", "with", "as", "since"])
_SPELLS = frozenset(form for word in _SPELL_WORDS.split() for form in (word, f"{word}s"))


def lasting_of(table: Table, end: Column | None = None) -> tuple[Column, Column] | None:
    """Return the first and the last day of each row, where one column says each.

    Args:
        table: Whose rows last.
        end: The last day, where the question says which.
    """
    dates = [column for column in table.columns if column.is_date]
    pair = ends_of(dates) if end is None else None
    if pair:
        return pair
    own, over = own_day(table), end or one_of(dates, ENDINGS)
    if own and over and own != over:
        return own, over
    return hours_of(table) if end is None else None


def is_mean_meant(word: str, column: Column) -> bool:
    """Whether a kind of many rows is the fastest by all of them: an agent, by one ticket."""
    return word in _QUICK and column.is_text and column.repeats


def lasts(word: str, column: Column) -> bool:
    """Whether a word compares how long something took, and a column says that in a unit of time."""
    return word in OF_LENGTH and not column.unit_words.isdisjoint(COUNTED_TIME)


def is_turned(word: str, column: Column) -> bool:
    """Whether the most of a superlative is the least of a column: the youngest was born last."""
    aged = word in AGE_SUPERLATIVES and (column.is_date or column.is_year)
    return aged or (word in _QUICK and (column.span is not None or lasts(word, column)))


def is_about(view: View) -> bool:
    """Whether the question is about the home's rows: it names them, or no table at all."""
    named = {hit.table for item in view.items for hit in item.tables if hit.strength >= NAMES}
    named |= {table for item in view.items for table in tables_of_deed(item, view.catalog)}
    return not named or view.home in named


def length_of(view: View, unit: str | None = None, end: Column | None = None) -> Column | None:
    """Return how long each of the home's rows lasted: in the unit, else as exactly as its days allow."""
    days = lasting_of(view.home, end) if is_about(view) else None
    if days is None:
        return None
    exact = all(day.tells_clock for day in days)
    return span_column(view.home.name, Span(*days, unit or ("minute" if exact else "day")))


def spell_of(view: View) -> Column | None:
    """Return the only figure of the home that says how long something went on: days on the market.

    It does only where the question says that something did: the longest of boats is none of days.
    """
    verbs = (item for item in view.items if not item.is_link or item.has(Sense.LIGHT))
    went_on = any(item.normal in _ON or item.has(Sense.DO) for item in verbs)
    said = frozenset(word_root(item.normal) for item in view.items)
    found = [each for each in view.home.columns if each.is_measure and _is_spell(each, said)]
    if not found and any(item.normal in LASTING for item in view.items):
        found = [each for each in view.home.columns if each.is_measure and _counts_time(each)]
    return found[0] if went_on and len(found) == 1 and len(view.catalog.tables) == 1 else None


def _counts_time(column: Column) -> bool:
    """Whether a header's first or last word is a unit of time that no age is told in: ``shipping_days``."""
    words = name_words(column.name)
    return bool({words[0], words[-1]} & _SPELLS) and _AGED.isdisjoint(words)


def _is_spell(column: Column, said: Set[str]) -> bool:
    """Whether a header says how long something went on: years of service; waiting hours where one waits."""
    words = name_words(column.name)
    going_on = words[0] in _SPELLS and not _WITHIN.isdisjoint(words[1:2])
    deed = words[-1] in _SPELLS and any(word_root(word) in said for word in words[:-1])
    return going_on or deed or "lasting" in measured_by(column)
