"""Whether a day is taken for that of something else, a year for a figure, or a figure for a year."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import SAID_BY, SERVING
from services.agent.question.language.vocabulary import PERSON_WORDS
from services.agent.question.language.words import IRREGULAR_ROOTS, root, word_root
from services.agent.question.linking.happenings import days_done, is_general, verb_of
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.dated import Within
from services.agent.question.plans.parts import columns_in, ends_in, parts_of
from services.agent.question.plans.plan import Compare, Condition, Function, InSet, Plan, RowSet
from services.agent.question.plans.whens import tells_when
from services.agent.question.slots.pairs import AGAINST_DEADLINE
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import DEADLINES, days_told

_BIRTH = frozenset(map(root, ["birth", "birthday", "born"]))
_DEATH = frozenset(map(root, ["death", "died", "die", "dead"]))
"""Roots of headers for days that nobody is hired or leaves on, and of what is said of them."""
_AGES = frozenset(map(root, ["age", "old", "young"]))
_OLDEST = frozenset(map(word_root, ["oldest", "youngest", "eldest"]))
_LED = (Sense.IN, Sense.AFTER, Sense.BEFORE, Sense.SINCE, Sense.UNTIL)
"""Words behind which a number that may be a year is one."""
_JOINING_WORDS = "signup sign create register join enrol since hire add up registration"
_JOINING = frozenset(map(word_root, _JOINING_WORDS.split()))
"""Roots of headers for the day since which persons are known."""
_ENDS = (Sense.HIGHEST, Sense.LOWEST, Sense.MAXIMUM, Sense.MINIMUM)
_TIMELY = frozenset(["latest", "last", "newest", "earliest", "first"])
"""Superlatives of days, and of no amounts."""
_OVER = frozenset(["ended", "finished", "expired", "closed", "lapsed", "concluded"])
"""What has happened to those rows alone that have a day of it."""
_SIDES = (Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST)
_SPENDING = frozenset(map(word_root, ["spend", "pay", "cost", "earn", "sell", "weigh", "score"]))
"""Roots of verbs behind which ``more than`` limits an amount."""


def mistakes_day(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``hired in 1981`` has become born in 1981, or ``spent more than 1000`` after the year 1000.

    Args:
        plan: What was understood.
        conditions: All conditions of the plan's rows.
        items: The question as it was cut.
    """
    days = [each.column for each in conditions if isinstance(each, Within)]
    wrong = days and (_mistakes_life(days, items) or _limits_amount(items) or _dates_by_others(plan, items))
    wrong = bool(wrong) or _takes_extreme(plan, items) or _dates_by_beginning(plan, items)
    wrong = wrong or _leaves_birth(conditions, items) or _takes_birth(conditions, items)
    wrong = wrong or _passes_end(plan, items) or _ages_others(plan, items)
    return wrong or _dates_home(plan, items) or _lates_others(plan, items)


def _leaves_birth(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``by composers born after 1850`` has become what was composed after 1850."""
    told = [each.column for each in conditions if isinstance(each, Within | Compare)]
    days = [column for column in told if column.is_date or column.is_year]
    born = any(item.normal == "born" for item in items)
    tables = {hit.table for item in items for hit in item.tables if hit.strength >= NAMES} if born else ()
    known = any(column.is_birth for table in tables for column in table.columns)
    return known and bool(days) and not any(day.is_birth for day in days)


def _lates_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``delivered late`` has become what a claim calls late, where rows have a day and a deadline."""
    named = {hit.table.name for item in items for hit in item.tables if hit.strength >= NAMES}
    late = [
        each.rows.table.name
        for each in plan.rows.conditions
        if isinstance(each, InSet) and each.rows.table.name not in named and each.column.table in named
        for inner in each.rows.conditions
        if isinstance(inner, Compare) and str(inner.value).casefold() in AGAINST_DEADLINE
    ]
    home = plan.rows.table
    due = [each for each in home.columns if each.is_date and days_told(each) & DEADLINES]
    return bool(late) and len(due) == 1 and len(days_done(home)) == 1


def _takes_birth(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``who made a vase in 1990`` has become who was born in that year."""
    told = [each.column for each in conditions if isinstance(each, Compare)]
    births = [column for column in told if column.is_year and column.is_birth]
    said = {word_root(word) for item in items for word in item.normal.split()} if births else set()
    named = {hit.column for item in items for hit in item.columns if hit.strength >= NAMES}
    done = any(verb_of(item) is not None and not item.has(Sense.BE, Sense.HAVE, Sense.DO) for item in items)
    return bool(births) and done and said.isdisjoint(_BIRTH | _AGES) and named.isdisjoint(births)


def _ages_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which client with a card is the oldest`` has become the one whose card is."""
    ends = [at for at, item in enumerate(items) if word_root(item.normal) in _OLDEST and item.has(*_ENDS)]
    rows = next((hit.table for item in items for hit in item.tables if hit.strength >= NAMES), None)
    if not ends or rows is None or not any(column.is_birth for column in rows.columns):
        return False
    other = any(hit.table != rows for at in ends for item in items[at + 1 : at + 2] for hit in item.tables)
    days = [column for column in ends_in(plan) if column.is_date]
    return not other and any(day.table != rows.name for day in days)


def _dates_home(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows go by their own day, where it is that of others: "votes on posts made in 2014"."""
    home = plan.rows.table
    for noun, verb, light, period in zip(items, items[1:], items[2:], items[3:], strict=False):
        others = {hit.table.name for hit in noun.tables if hit.strength >= NAMES} - {home.name}
        told = {hit.column for hit in verb.columns if hit.column.is_date and hit.column.table in others}
        if not (told and period.period and light.has(*_LED)) or any(hit.table == home for hit in noun.tables):
            continue
        days = {part.column for part in parts_of(plan) if isinstance(part, Within)}
        if any(day.table == home.name for day in days) and not any(day.table in others for day in days):
            return True
    return False


def _passes_end(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``which leases have ended`` has become all leases, though a day says which."""
    for before, item in pairwise(items):
        over = item.normal in _OVER and before.has(Sense.BE, Sense.HAVE) and not before.is_link
        days = (
            {hit.column for hit in item.columns if hit.column.is_date and hit.column.nulls} if over else set()
        )
        own = {day for day in days if day.table == plan.rows.table.name}
        if own and own.isdisjoint(columns_in(plan)):
            return True
    return False


def _dates_by_beginning(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether persons who did something in a year have become those who joined in it."""
    home = plan.rows.table
    days = [each.column for each in plan.rows.conditions if isinstance(each, Within)]
    joined = [day for day in days if day.table == home.name and days_told(day) and days_told(day) <= _JOINING]
    if not joined or {*home.words}.isdisjoint(PERSON_WORDS):
        return False
    for before, item in pairwise(items):
        verb = verb_of(item) if any(hit.table == home for hit in before.tables) else None
        done = item.normal.endswith("ed") or not IRREGULAR_ROOTS.keys().isdisjoint(item.stems)
        told = verb in _JOINING or not _JOINING.isdisjoint(SAID_BY.get(verb or "", ()))
        if verb and done and not (told or is_general(item) or item.normal in SERVING or item.has(Sense.HAVE)):
            return True
    return False


def _takes_extreme(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the latest amount has become the largest."""
    ends = [item for item in items if item.has(*_ENDS) and not item.is_link]
    if not ends or not all(item.normal in _TIMELY for item in ends):
        return False
    largest = [each.column for each in plan.outputs if each.function in (Function.MAXIMUM, Function.MINIMUM)]
    return any(each and each.is_measure and not each.is_date and not each.is_year for each in largest)


def _dates_by_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows that have days of their own go by the day of others, and neither are named.

    ``How many accounts were created in May`` asks for no tickets on accounts, of whoever came in May.
    """
    home = plan.rows.table
    others = [each for each in plan.rows.conditions if isinstance(each, InSet) and not each.negated]
    dated = [part.table.name for each in others if _is_timed(each.rows) for part in _rows_of(each)]
    if not dated or not any(column.is_date for column in home.columns):
        return False
    named = {hit.table.name for item in items for hit in item.tables if hit.strength >= NAMES}
    return named.isdisjoint([home.name, *dated])


def _is_timed(rows: RowSet) -> bool:
    """Whether all that is said of some rows is when they are."""
    said = rows.conditions
    inner = (_is_timed(each.rows) if isinstance(each, InSet) else tells_when(each) for each in said)
    return bool(said) and all(inner)


def _rows_of(condition: InSet) -> list[RowSet]:
    return [part for part in parts_of(condition) if isinstance(part, RowSet)]


def _mistakes_life(days: Sequence[Column], items: Sequence[Item]) -> bool:
    """Whether a birthday is taken for another day, or for that of a death."""
    lived = [each for each in days if not (_BIRTH | _DEATH).isdisjoint(each.roots)]
    if not lived:
        return False
    said = {word_root(word) for item in items for word in item.normal.split()}
    if not said.isdisjoint(_BIRTH | _DEATH):
        return not any(said & kind and each.roots & kind for kind in (_BIRTH, _DEATH) for each in lived)
    named = {hit.column for item in items for hit in item.columns if hit.strength >= NAMES}
    deeds = any(verb_of(item) in SAID_BY for item in items)
    return deeds and said.isdisjoint(_AGES) and named.isdisjoint(lived)


def _limits_amount(items: Sequence[Item]) -> bool:
    """Whether a verb for an amount stands before the limit that has become a day."""
    for verb, side, limit in zip(items, items[1:], items[2:], strict=False):
        limited = side.has(*_SIDES) and not side.has(Sense.AFTER, Sense.BEFORE) and not side.is_link
        if limited and limit.period and limit.number and word_root(verb.normal) in _SPENDING:
            return True
    return False


def counts_years(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``in 2023``, or ``after 2023``, is taken for a figure: a price that is more than 2023."""
    timed = any(isinstance(each, Within) for each in conditions)
    years = {
        item.number
        for before, item in pairwise(items)
        if item.period and before.has(*_LED, *((Sense.OF,) if timed else ())) and not before.is_link
    }
    plain = [each for each in conditions if isinstance(each, Compare) and not each.column.is_year]
    return any(each.column.is_number and each.value in years for each in plain)
