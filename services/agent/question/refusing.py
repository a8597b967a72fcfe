"""Refuses a question, and says why: by the words that match nothing, or else by what stood in the way."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.candidates import CUT, Reading
from services.agent.question.doubts.answering import HOLDING, POINTING
from services.agent.question.doubts.mistaken import PASSED
from services.agent.question.endday import adds_all_days
from services.agent.question.kin import misses_kin, told_by_name
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import OUTCOMES
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.linking.suggestions import suggest
from services.agent.question.outcomes import Interpretation, Outcome, answer_of
from services.agent.question.plans.plan import Plan
from services.agent.question.slots.states import YET
from services.agent.question.tables.schema import Catalog, Table

_FOR_EACH = re.compile(r"\s*for\s+(?:each|every)\s", re.IGNORECASE)
_ABOUT_TABLES = frozenset(["table", "tables", "sheet", "sheets", "help", "dataset", "datasets"])
_ABOUT_COLUMNS = frozenset(["column", "columns", "field", "fields", "header", "headers"])
"""Words of a question about the data's own shape, which no rows answer."""
_GUARDED = (
    (YET, "no column says surely which rows are “{}” so; a status of more than two kinds does not."),
    (OUTCOMES, "no column or cell says which rows “{}” tells apart."),
    (PASSED, "no table, column or cell says which rows have been “{}”."),
    (POINTING, "nothing says what “{}” is: name it, or ask right after the question that does."),
    (frozenset(["own"]), "a row is not compared with what is its “{}”."),
    (HOLDING, "no column says how many something can “{}”, and counting rows does not."),
)
"""Words that readings are refused for leaving out, and why no other reading tells them."""
_MOST_NAMES = 20
_LEADING = (
    Sense.IN, Sense.OF, Sense.WITH, Sense.BY, Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST,
    Sense.SINCE, Sense.UNTIL, Sense.AFTER, Sense.BEFORE, Sense.BETWEEN, Sense.NOT, Sense.WITHOUT, Sense.EQUAL,
    Sense.HIGHEST, Sense.LOWEST, Sense.TOP, Sense.BOTTOM,
)  # fmt: skip
"""Words that say little without the one behind them."""


def without_all_days(found: Interpretation, question: str, catalog: Catalog) -> Interpretation:
    """Refuse an answer that adds up snapshots of all days, where the question says of none.

    So is one figure of all where it is asked for each of some things, however its words are explained.
    """
    known = answer_of(found)
    if known is None or not (adds_all_days(known.plan, question) or leaves_each(known.plan, question)):
        return found
    return refuse(link(question, catalog), catalog, doubtful=known)


def leaves_each(plan: Plan, question: str) -> bool:
    """Whether a plan is one figure of all rows, where a question begins with each of some things."""
    figures = all(each.function or each.combination for each in plan.outputs)
    return bool(_FOR_EACH.match(question)) and figures and not plan.grouped


def refuse(
    items: Sequence[Item],
    catalog: Catalog,
    unknown: Sequence[str] = (),
    *,
    left: Sequence[str] = (),
    doubtful: Reading | None = None,
) -> Interpretation:
    """Refuse a question.

    Args:
        items: The question as it was cut.
        catalog: The tables that it is asked of.
        unknown: Words that match nothing.
        left: Known words that no reading had a place for.
        doubtful: The surest reading that is not sure enough.
    """
    words = tuple(dict.fromkeys(unknown or (item.text for item in items if not item.is_known)))
    said = Counter(name for item in items for name in sorted(_touched(item)))
    tables = [catalog.by_name[name] for name, _ in said.most_common()]
    reason = _shape_of(words, catalog, tables) if words else _reason(items, left, doubtful)
    return Interpretation(
        Outcome.REFUSED,
        unknown_words=words,
        suggestions=suggest(catalog, words, tables),
        doubtful=doubtful,
        reason=reason,
    )


def _reason(items: Sequence[Item], left: Sequence[str], doubtful: Reading | None) -> str:
    """Say what stood in the way where every word is known."""
    if doubtful and doubtful.confidence < CUT:
        sure = f"{doubtful.confidence:.2f} of the {CUT} that it takes"
        return f"Every word is known, but the surest reading is not sure enough ({sure}): {doubtful.words}"
    told = [f"“{_with_next(items, word)}”" for word in dict.fromkeys(left)]
    if told:
        return f"Every word is known, but no reading has a place for {' and '.join(told)}."
    for said, why in _GUARDED:
        last = (item.normal.rpartition(" ")[2] for item in items if not item.is_link)
        word = next((word for word in last if word in said), None)  # "of them" is one piece.
        if word:
            return f"Every word is known, but {why.format(word)}"
    return "Every word is known, but no reading of them together answers all that is asked."


def _with_next(items: Sequence[Item], word: str) -> str:
    """Return a word with the one behind it, where it says little alone: ``in 2020``."""
    at = next((at for at, item in enumerate(items) if item.text == word), None)
    if at is None or at + 1 >= len(items) or items[at].is_link or not items[at].has(*_LEADING):
        return word
    return f"{word} {items[at + 1].text}"


def _shape_of(words: Sequence[str], catalog: Catalog, said: Sequence[Table]) -> str:
    """Name the tables, or a table's columns, to who asks for them: no rows do."""
    asked = {word.casefold() for word in words}
    if said and asked & _ABOUT_COLUMNS:
        names = [column.name for column in said[0].columns]
        return f"The columns of {said[0].name} are {_listed(names)}."
    return f"The tables are {_listed(sorted(catalog.by_name))}." if asked & _ABOUT_TABLES else ""


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def _touched(item: Item) -> set[str]:
    """Return the tables that a piece has to do with."""
    columns = {hit.column.table for hit in item.columns} | {hit.column.table for hit in item.values}
    return {hit.table.name for hit in item.tables} | columns


def tell_names(found: Interpretation, question: str, catalog: Catalog) -> Interpretation:
    """Tell rows that others of their table refer to by their names; refuse what is no answer by them."""
    told = tuple(told_by_name(each, question, catalog) for each in found.readings)
    readings = tuple(each for each in told if each)
    if len(readings) == len(told) and not (readings and misses_kin(question, catalog)):
        return replace(found, readings=readings)
    return refuse(link(question, catalog), catalog, doubtful=found.readings[0])
