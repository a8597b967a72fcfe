"""What a question says that no plan may overlook, and limits that nothing could keep."""

from collections.abc import Sequence, Set
from itertools import pairwise

from services.agent.question.composing.nodes import condition_column, picks_row
from services.agent.question.doubts.cashflow import mistakes_money
from services.agent.question.doubts.misdated import mistakes_day
from services.agent.question.doubts.mistimed import mistakes_time
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.units import clashes, convert
from services.agent.question.language.vocabulary import LABEL_WORDS
from services.agent.question.language.words import stem, word_root
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.dated import Within
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import (
    Between,
    Compare,
    Condition,
    CountRelated,
    InSet,
    Missing,
    Not,
    Plan,
)
from services.agent.question.slots.states import says_lasting, state_columns
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_EXTREMES = frozenset(
    map(
        stem, ["highest", "lowest", "longest", "shortest", "largest", "smallest", "biggest", "oldest", "best"]
    )
)
"""Superlatives, as they stand in headers: the highest point of each state."""
_RANKS = frozenset(["biggest", "largest", "greatest", "smallest", "best", "worst", "top"])
"""Superlatives that say nothing of by what, where a noun follows them."""
_WAYS = ("highest", "lowest", "top", "bottom", "higher", "lower")
"""Superlatives that say nothing of which end of places is meant."""


def overlooks(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a plan leaves out a figure or a state that is said, or counts rows that cannot be there.

    Nor may ``highest first``, which orders all, have become the highest alone.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    too_many = any(
        isinstance(each, CountRelated) and each.number > each.rows.table.rows for each in conditions
    )
    return (
        too_many
        or _takes_others_column(plan, conditions, items)
        or _closes_stretch(conditions, items)
        or _names_others(plan, items)
        or _picks_of_order(plan, items)
        or (plan.ties and any(item.normal.endswith(" first") for item in items if not item.is_link))
        or _ranks_places(plan, items)
        or _leaves_ranked(items)
        or _leaves_kind(plan, items)
        or _mistakes_unit(conditions, items)
        or _lists_extremes(plan, conditions, items)
        or _ranks_others(plan, conditions, items)
        or _leaves_state(plan, conditions, items)
        or mistakes_money(plan, items)
        or mistakes_day(plan, conditions, items)
        or mistakes_time(plan, conditions, items)
        or _leaves_year(plan, conditions, items)
        or (says_lasting(items) and not _tells_state(plan, conditions))
    )


def _picks_of_order(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``from the earliest to the latest``, which orders all, has become the earliest alone."""
    if plan.rows.extreme is None and not plan.ties and plan.limit is None:
        return False
    said = [item.normal for item in items if not item.has(Sense.FILLER) or item.is_link]
    ends = zip(said, said[1:], said[2:], strict=False)
    return any(to == "to" and one.endswith("est") and other.endswith("est") for one, to, other in ends)


def _mistakes_unit(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``over 2 hours`` has become over 2 of a header in minutes, or in kilometres."""
    compared = [each for each in conditions if isinstance(each, Compare | Between)]
    for item, behind in pairwise(items):
        said = item.number is not None and not behind.has(Sense.IN)
        for each in compared if said else ():
            written = each.column.unit_words
            meant = convert(item.number, behind.normal, written) if item.number else None
            wrong = meant not in (None, item.number) or clashes(behind.normal, written)
            limits = (each.low, each.high) if isinstance(each, Between) else (each.value,)
            if item.number in limits and wrong:
                return True
    return False


def _lists_extremes(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether the one highest point of a country has become the highest points of all its states."""
    output = plan.outputs[0]
    if output.column is None or output.function or plan.limit or plan.ties or plan.rows.extreme:
        return False
    named = [item for item in items if output.column in _named(item)]
    one = named and not any(item.normal.endswith("s") for item in named)
    through = plan.rows.conditions and all(isinstance(each, InSet) for each in plan.rows.conditions)
    if not (one and through and _EXTREMES & set(output.column.words)):
        return False
    sets = [each.rows for each in conditions if isinstance(each, InSet)]
    picked = any(picks_row(each, rows.table) for rows in sets for each in rows.conditions)
    return not picked and not any(rows.extreme for rows in sets)


def _ranks_others(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether the largest river has become the largest state, or a row is picked to say what picked it."""
    extreme = plan.rows.extreme
    if extreme is None:
        return False
    fixed = {each.column for each in plan.rows.conditions if isinstance(each, Compare)}
    if plan.outputs[0].column in fixed:
        return True
    ranked = {extreme.column.table}
    ranked |= {each.rows.table.name for each in conditions if isinstance(each, InSet) and each.rows.extreme}
    for before, item in pairwise(items):
        if (
            before.has(Sense.HIGHEST, Sense.LOWEST)
            and not before.is_link
            and item.tables
            and not item.columns
        ):
            return ranked.isdisjoint(hit.table.name for hit in item.tables)
    return False


def _closes_stretch(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``since 2018`` has become 2018: of one such stretch, one end stays open."""
    led = [before for before, item in pairwise(items) if item.period and before.has(Sense.SINCE, Sense.UNTIL)]
    if len(led) != 1 or led[0].is_link or led[0].normal == "from":
        return False
    stretches = [each for each in conditions if isinstance(each, Within)]
    return bool(stretches) and all(each.start and each.end for each in stretches)


def _ranks_places(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a row has the "highest" place: the first, to most people, and to some the largest number."""
    column = plan.rows.extreme.column if plan.rows.extreme else None
    if column is None or not column.is_number or any(item.normal.endswith("number") for item in items):
        return False
    return column.is_place and any(item.normal.split()[0] in _WAYS for item in items if not item.is_link)


def _leaves_ranked(items: Sequence[Item]) -> bool:
    """Whether an unknown word says by what they are ranked: ``which film was the biggest flop``."""
    for at, item in enumerate(items[:-1]):
        opens = items[0].has(Sense.WHICH) and any(each.has(Sense.BE) for each in items[1:at])
        named = opens and any(each.is_noun for each in items[1:at])
        last = items[at + 1 :][:2]
        if named and item.normal in _RANKS and not item.is_link and not last[0].is_known:
            return len(last) == 1 or last[1].has(Sense.IN, Sense.OF)
    return False


def _leaves_kind(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether an unknown word says who or what is asked for: ``who are the freshmen`` are not all.

    Nor are rows grouped each by its own name where groups are asked for by an unknown word.
    """
    said = [item for item in items if not item.has(Sense.FILLER) or item.is_link]
    if not said:
        return False
    for by, group, also, other in zip(said, said[1:], said[2:], said[3:], strict=False):
        if by.has(Sense.BY) and group.is_noun and also.has(Sense.AND) and not other.is_known:
            return True  # "By category and person", where nothing is called a person.
    if said[0].has(Sense.WHO) and len(said) == 3 and said[1].has(Sense.BE):
        return not said[2].is_known
    unknown = said[0].has(Sense.WHICH) and len(said) > 1 and not said[1].is_known
    parts = plan.outputs if plan.grouped else ()
    groups = [each.column for each in parts if not each.function and not each.bucket]
    return unknown and any(column is not None and column.unique for column in groups)


def _takes_others_column(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``security type``, ``the type of the security`` has become the type of a client."""
    shown = {output.column for output in plan.outputs}
    # Whoever is in the list of lecturers by being the course's lecturer is shown as that.
    found_by = {each.key for each in conditions if isinstance(each, InSet) and each.column in shown}
    shown |= found_by
    used = shown | {getattr(each, "column", None) for each in conditions}
    for place, item in enumerate(items):
        before = _owners_before(items, place)
        if _is_anothers({hit.column for hit in item.columns}, _named(item), before, shown):
            return True
        named = {column for column in _named(item) if column.role != "id"}
        if _is_anothers(named, named, _owners_after(items, place), used):
            return True
    return False


def _named(item: Item) -> set[Column]:
    return {hit.column for hit in item.columns if hit.strength >= NAMES}


def _is_anothers(meant: Set[Column], named: Set[Column], owners: Set[str], used: Set[Column | None]) -> bool:
    """Whether, of what a header may mean, something of other tables is used and nothing of the owners'."""
    own = {column for column in named if column.table in owners}
    others = {column for column in meant if column.table not in owners}
    return bool(own and used & others) and not used & own


def _owners_before(items: Sequence[Item], place: int) -> set[str]:
    """Return the tables that are named right before a piece."""
    before = items[place - 1] if place else None
    if before is None or before.values:
        return set()
    least = max(NAMES, *(hit.strength for hit in before.columns), 0)
    return {hit.table.name for hit in before.tables if hit.strength >= least}


def _owners_after(items: Sequence[Item], place: int) -> set[str]:
    """Return the tables that are named right after ``of`` behind a piece."""
    rest = [item for item in items[place + 1 : place + 4] if not item.has(Sense.FILLER)]
    if len(rest) < 2 or not rest[0].has(Sense.OF) or rest[0].is_link:
        return set()
    return {hit.table.name for hit in rest[1].tables if hit.strength >= NAMES}


def _names_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the names of vets are shown where those of owners are asked for, and no vet is spoken of."""
    spoken = {hit.table.name for item in items for hit in item.tables if hit.strength >= NAMES}
    for output in plan.outputs:
        column = output.column
        if column is None or output.function or column.table in spoken or not LABEL_WORDS & {*column.words}:
            continue
        meant = [hit.column for item in items for hit in item.columns if hit.column.words == column.words]
        if any(each.table in spoken for each in meant):
            return True
    return False


def _leaves_state(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``closed claims`` are claims, though some have been closed and some not."""
    known = {condition_column(each) for each in conditions} | {output.column for output in plan.outputs}
    for item, after in pairwise(items):
        done = item.has(Sense.LIGHT) and not item.values and item.normal.endswith("ed")
        for hit in after.tables if done else ():
            days = _days_of(hit.table, word_root(item.normal))
            if days and not known & set(days):
                return True
        kinds = {hit.column for hit in item.values if hit.column.table == plan.rows.table.name}
        told = (
            item.has(Sense.LIGHT)
            and bool(kinds)
            and any(hit.table == plan.rows.table for hit in after.tables)
        )
        if told and (kinds | {hit.column for hit in item.columns}).isdisjoint(parts_of(plan)):
            return True
    return False


def _leaves_year(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``in 2024`` only says which table is meant, though its rows are of other years too."""
    home = plan.rows.table
    named = [item for item in items if item.period and any(hit.table == home for hit in item.tables)]
    if not named or any(isinstance(each, Within) for each in conditions):
        return False
    period = named[0].period
    days = [str(day)[:10] for each in home.columns if each.is_date for day in (each.minimum, each.maximum)]
    start, end = (str(day) if day else "" for day in (period and period.start, period and period.end))
    return bool(start and end) and any(not start <= day < end for day in days if day[:1].isdigit())


def _tells_state(plan: Plan, conditions: Sequence[Condition]) -> bool:
    """Whether a condition says that something goes on, by what the data has for it: an end, a flag, a status.

    Where nothing in the tables says so, a stretch of time may, or where somebody is: ``still live in Rome``.
    """
    tables = {plan.rows.table, *(each.rows.table for each in conditions if isinstance(each, InSet | Not))}
    states = frozenset[Column]().union(*map(state_columns, tables))
    bound = {condition_column(each) for each in conditions}
    if any(isinstance(each, Missing | Not) for each in conditions) or not states.isdisjoint(bound):
        return True
    return not states and any(each and (each.is_date or (each.is_text and each.repeats)) for each in bound)


def _days_of(table: Table, verb: str) -> list[Column]:
    """Return the days on which something was done to some rows of a table, and to others not."""
    return [column for column in table.columns if column.is_date and column.nulls and verb in column.roots]
