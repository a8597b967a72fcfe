"""Whether a plan answers what the question word asks for, and keeps what stands right behind it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from services.agent.question.composing.grouping import FUNCTIONS
from services.agent.question.composing.nodes import condition_column
from services.agent.question.doubts.leftout import leaves_said
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import LABEL_WORDS, PLACE_WORDS, YEAR_WORDS
from services.agent.question.language.words import name_words
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.parts import answering, parts_of
from services.agent.question.plans.plan import (
    AnyOf,
    Compare,
    CompareFigure,
    Comparison,
    Condition,
    Function,
    InSet,
    Plan,
    TextMatch,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.spans import UNITS

_ASKING = (Sense.WHO, Sense.WHICH, Sense.HOW_MANY, Sense.HOW_MUCH, Sense.HOW, Sense.LIST, Sense.WHERE)
_VERBS = (Sense.BE, Sense.HAVE, Sense.DO, Sense.OF, Sense.LIGHT)
_TESTS = (Sense.CONTAINS, Sense.STARTS, Sense.ENDS)
_OTHERS = frozenset(["him", "her", "them"])
_PLACES = frozenset(["first", "last", "final"])
_DOERS = ("er", "or", "ers", "ors", "ist", "ists", "ee", "ees", "man", "woman", "person", "people")
_ARTICLES = frozenset(["the", "a", "an"])
_SEVERAL = frozenset(["children", "people", "men", "women", "staff", "crew"])
"""Headers of several that do not end as plurals do."""
_WHOLE = 0.95
"""Strength of a word that is a whole header."""


def misses_asked(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether other things are shown than where, when or who asks for, or a part of the question is left out.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    return (
        _is_other_kind(plan, items)
        or leaves_said(plan, conditions, items)
        or _leaves_test(conditions, items)
        or _is_done_to_whom(items)
        or _takes_owner_for_answer(plan, items)
        or _shows_other_header(plan, items)
        or _asks_whether(items)
        or _counts_named_row(plan, items)
        or _counts_for_span(plan, items)
        or _computes_which(plan, items)
        or _leaves_how(plan, items)
        or _answers_by_number(plan, items)
        or _leaves_place(plan, conditions, items)
    )


def _is_other_kind(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a name is shown where a place or a day is asked for that the table has, or a number for who."""
    answer = answering(plan)
    shown = [output.column for output in answer if output.column and not output.function]
    if plan.grouped and items and items[0].has(Sense.WHO) and any(each.is_measure for each in shown[:1]):
        return True  # "Who came most often", of how many came so often.
    if not (shown and items) or plan.grouped or any(item.has(*_ASKING) for item in items[1:]):
        return False
    bound = set(map(condition_column, plan.rows.conditions))
    free = [column for column in plan.rows.table.columns if column not in bound]
    first = items[0]
    if first.has(Sense.WHO):
        return shown[0].is_date or not any(_may_be_who(column) for column in shown)
    if first.has(Sense.WHERE, Sense.WHEN) and all(column.is_flag for column in shown):
        return True  # "Where does she work", of a column that says who works at home.
    fits = names_place if first.has(Sense.WHERE) else holds_time if first.has(Sense.WHEN) else None
    return fits is not None and not any(map(fits, shown)) and any(map(fits, free))


def _may_be_who(column: Column) -> bool:
    """Whether cells may say who: no years that are text only because some cell lists several."""
    named = [*YEAR_WORDS, "date"]
    return (column.is_text and set(named).isdisjoint(column.words)) or column.role == "id"


def names_place(column: Column) -> bool:
    """Whether a header says where something is or happens."""
    return column.is_text and not set(PLACE_WORDS).isdisjoint(column.words)


def holds_time(column: Column) -> bool:
    """Whether the cells of a column say when."""
    return column.is_date or column.is_year or column.type.startswith("TIME")


def _leaves_test(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``ends in X`` has become X itself."""
    tested = any(item.has(*_TESTS) and not item.is_link for item in items)
    told = (part for each in conditions for part in (each.conditions if isinstance(each, AnyOf) else (each,)))
    return tested and not any(isinstance(each, TextMatch) for each in told)


def _is_done_to_whom(items: Sequence[Item]) -> bool:
    """Whether ``who beat him`` asks for a row whose value says what was done to the one it is all about."""
    return any(
        who.has(Sense.WHO) and verb.has(Sense.LIGHT) and verb.values and whom.normal in _OTHERS
        for who, verb, whom in zip(items, items[1:], items[2:], strict=False)
    )


def _asks_whether(items: Sequence[Item]) -> bool:
    """Whether yes or no is asked for, which no rows say: ``did the trial work out``."""
    first = items[0] if items else None
    opens = first is not None and first.has(Sense.DO, Sense.BE, Sense.HAVE) and not first.is_link
    there = any("there" in item.normal.split() for item in items[:2])  # "Are there any": they are listed.
    return opens and not there and not any(item.has(Sense.OR, *_ASKING) for item in items[1:])


def _counts_named_row(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows are counted of which one is named: ``how many metres high is X`` wants what it has.

    A measure names no row, even where no two rows have the same: ``how many have won 0 medals``. What is
    called as a table or another column is counted: ``how many districts have X as incumbent``.
    """
    lone = len(plan.outputs) == 1 and plan.outputs[0].function is Function.COUNT
    compared = [each for each in plan.rows.conditions if isinstance(each, Compare) and each.column.unique]
    names = [each.column for each in compared if each.comparison is Comparison.EQUAL]
    named = lone and any(column.role != "id" and not column.is_measure for column in names)
    return named and not _says_what_is_counted(items, names)


def _says_what_is_counted(items: Sequence[Item], named: Sequence[Column]) -> bool:
    """Whether a table or a column stands right behind ``how many``; a header in the plural lists several."""
    for before, item in pairwise(items):
        if before.has(Sense.HOW_MANY) and not before.is_link:
            if any(hit.strength >= NAMES for hit in item.tables):
                return True
            headers = [hit.column for hit in item.columns if hit.strength >= _WHOLE]
            return any(_names_one(column) for column in headers if column not in named)
    return False


def _names_one(column: Column) -> bool:
    """Whether each cell is one thing: a name, or the number of the row that the first column has."""
    last = name_words(column.name)[-1:]
    numbers = column.position == 0 and column.unique
    several = not last or last[0].endswith("s") or last[0] in _SEVERAL
    return (column.is_text or numbers) and not several


def _takes_owner_for_answer(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``what is the capital of X`` has become the row whose capital is X: X is what has one."""
    at = next((at for at, item in enumerate(items) if item.is_link), 0)
    rest = [item for item in items[at + 1 :] if not item.has(Sense.FILLER) or item.is_link]
    opens = all(item.has(Sense.LIST, Sense.WHICH, Sense.BE, Sense.FILLER) for item in items[:at])
    if not (at and opens and len(rest) == 2 and rest[0].has(Sense.OF) and not rest[0].is_link):
        return False
    headers = _named(items[at])
    fixed = {condition_column(each) for each in plan.rows.conditions}
    return bool(headers & fixed & {hit.column for hit in rest[1].values})


def _shows_other_header(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``what make did he drive``, ``the names of towns`` show something else than what they name.

    A year that is asked for is one, or a day.
    """
    answer = answering(plan)
    shown = {output.column for output in answer}
    computed = {output.function for output in plan.outputs}
    named = [items[at] for at in _named_places(items)]
    for item in named:
        own = {hit.column.table for hit in item.columns} & {plan.rows.table.name} and len(computed) < 2
        if not own and any(FUNCTIONS.get(sense) in computed - {None} for sense in item.senses):
            continue  # "The average and highest price", where a header of another table is "average".
        whole = {hit.column for hit in item.columns if hit.strength >= _WHOLE}
        if whole and not item.tables and whole.isdisjoint(shown):
            return True
    years = any(item.normal in ("year", "years") for item in named)
    timed = any(
        column and (holds_time(column) or not YEAR_WORDS.isdisjoint(column.words)) for column in shown
    )
    return years and not timed and not any(output.bucket for output in plan.outputs)


def _named_places(items: Sequence[Item]) -> Iterator[int]:
    """Yield where a word stands right behind ``what``, ``what is the`` or ``the names of``.

    Two headers side by side are one thing; with its value a header only says which rows are meant.
    """
    for at in range(1, len(items)):
        following = items[at + 1] if at + 1 < len(items) else None
        asked = items[at - 1].normal in ("what", "which") and not items[at - 1].is_link
        opened = items[0].has(Sense.LIST, Sense.WHICH) and all(
            each.has(Sense.LIST, Sense.WHICH, Sense.FILLER, Sense.BE) for each in items[:at]
        )
        listed = at > 1 and items[at - 1].has(Sense.OF) and items[at - 2].normal in ("name", "names")
        compound = following and _continues(following)
        limits = following and (following.number is not None or following.values)  # "Which year 7 pupils".
        plain = items[at - 1].normal == "which" or LABEL_WORDS.isdisjoint(items[at].stems)
        if (asked or listed or opened) and plain and not (compound or limits):
            yield at


def _continues(following: Item) -> bool:
    """Whether a word makes one thing with the header before it: ``title holder``, not ``title premiered``.

    Nor does a verb with what it is done to: ``constructor won the race``.
    """
    doing = not _ARTICLES.isdisjoint(following.normal.split())
    return (
        following.is_noun
        and not doing
        and not (following.has(Sense.LIGHT) or following.normal.endswith("ed"))
    )


def _named(item: Item) -> set[Column]:
    return {hit.column for hit in item.columns if hit.strength >= NAMES}


def _counts_for_span(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many days from sale to show`` has become something else than a span of time."""
    if any(isinstance(part, Column) and part.span for part in parts_of(plan)):
        return False
    for at, (item, after) in enumerate(pairwise(items)):
        named = item.tables or _named(item)
        rest = items[at + 2 :]
        joined = after.normal == "from" and any(each.normal == "to" for each in rest)
        stretch = any(each.period or each.number is not None for each in rest)  # "Days from 3 to 9 May".
        if item.normal in UNITS and joined and not (named or stretch):
            return True
    return False


def _asked_thing(items: Sequence[Item]) -> list[Item] | None:
    """Return the pieces of what stands behind ``which`` up to the verb; None where nothing is asked so."""
    at = next((at for at, item in enumerate(items[:2]) if item.normal in ("which", "what")), None)
    if at is None or items[at].is_link or len(items) < at + 2:
        return None
    thing = list(takewhile(lambda item: not item.has(*_VERBS) or item.is_noun, items[at + 1 :]))
    return thing if thing or items[at + 1].has(Sense.HAVE) else None


def _computes_which(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which school has the highest`` has become a figure alone, and no school is told."""
    thing = _asked_thing(items)
    if thing is None or plan.grouped or not all(output.function for output in plan.outputs):
        return False
    named = {hit.column for item in thing for hit in item.columns}
    computed = any(item.has(*FUNCTIONS, Sense.HOW_MANY, Sense.SHARE) for item in thing)
    return not computed and named.isdisjoint(output.column for output in plan.outputs)


def _leaves_how(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how long`` is answered with something else than the length that the table has."""
    for before, item in pairwise(items):
        if before.normal == "how" and not before.is_link and _named(item):
            return _named(item).isdisjoint(part for part in parts_of(plan) if isinstance(part, Column))
    return False


def _answers_by_number(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which team`` is answered with a number of another name, ``in 2010, who`` with a rank."""
    output = plan.outputs[plan.answer[0] if plan.answer else 0]
    column = output.column
    if column is None or output.function or output.bucket or plan.grouped:
        return False
    said = [item for item in items if any(hit.column == column for hit in item.columns)]
    if said and len(plan.outputs) > 1 and all(item.number is not None for item in said):
        return True
    figure = (column.is_number and column.role != "id") or column.leading is not None
    thing = _asked_thing(items)
    if not figure or thing is None or holds_time(column):
        return False
    named = [item for item in thing if column in _named(item)]
    plural = name_words(column.name)[-1].endswith("s")  # How many counties there are is no county.
    return not named or (plural and not any(item.normal.endswith("s") for item in named))


def _leaves_place(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``the last finisher`` has become all who finished."""
    for item, after in pairwise(items):
        ends = after.normal.endswith(_DOERS) and not after.is_link and not item.is_link
        if item.normal in _PLACES and ends:
            picked = plan.rows.extreme or plan.limit or plan.ties or any(out.function for out in plan.outputs)
            return not picked and not any(isinstance(each, CompareFigure | InSet) for each in conditions)
    return False
