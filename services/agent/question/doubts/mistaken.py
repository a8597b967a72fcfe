"""Whether a plan takes those who do one thing for others, or passes over what has been done with things."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from services.agent.question.doubts.denials import denies_some
from services.agent.question.language.doers import DEEDS, DOERS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.nouns import PLAYED_NOUNS
from services.agent.question.language.verbs import OUTCOMES, ROWS_OF, SAID_BY
from services.agent.question.language.words import stem, word_root
from services.agent.question.linking.items import NAMES, Item, named_tables
from services.agent.question.plans.dated import Within
from services.agent.question.plans.parts import columns_in, parts_of
from services.agent.question.plans.plan import (
    Compare,
    CompareColumns,
    Comparison,
    Condition,
    Function,
    InSet,
    Missing,
    OneOf,
    Plan,
)
from services.agent.question.slots.states import state_columns
from services.agent.question.slots.view import is_participle
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.numbering import ASK_PERSONS
from services.agent.question.tables.persons import PERSONS, columns_of_persons, does_other
from services.agent.question.tables.schema import Table

PASSED = frozenset(
    ["sold", "bought", "purchased", "ordered", "rented", "borrowed", "leased", "lent", "shipped", "delivered"]
)
"""What has been done with some things, and with others not."""
_STAGE_WORDS = """
    ship deliver dispatch pack send mail post collect fulfil fulfill process complete finish close resolve
    settle invoice bill pay refund return approve confirm accept reject review sign check handle cancel
    schedule broadcast
"""
_STAGES = frozenset(map(word_root, _STAGE_WORDS.split()))
"""Verbs of what comes of a row of a log later on, of some rows and of others not."""

_WRONG_WAY = {
    "from": frozenset(map(stem, ["destination", "arrival"])),
    "to": frozenset(map(stem, ["origin", "departure", "source"])),
}
"""What leads to a place or from it -> words of headers of the other end of a way."""
_RESULTS = frozenset(["won", "win", "w", "lost", "loss", "victory", "defeat"])
"""Cells that say how a game ended for who is told in its row."""
_LEFT = frozenset(["left", "quit", "resigned", "departed"])
"""What those have done who are no longer there."""

_ENDED = _LEFT | {"dropped", "abandoned", "exited", "passed", "failed", "completed", "finished", "missed"}
"""What only some have done of those who take part in something."""


def mistakes_deed(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a verb of the question is read as one of others, or not at all.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    return (
        _takes_other_doer(plan, conditions, items)
        or _passes_over(plan, conditions, items)
        or _leaves_end(plan, conditions, items)
        or _leaves_outcome_of_games(plan, conditions, items)
        or _takes_other_for_missing(conditions, items)
        or _turns_way(conditions, items)
        or _answers_with_person(plan, items)
        or _leaves_leavers(plan, conditions, items)
        or _takes_thing_for_person(plan, items)
        or _takes_state_of_others(conditions, items)
        or denies_some(conditions, items)
    )


def _takes_state_of_others(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``guests who cancelled`` has become who has a cancelled order, though they have a day of it."""
    named = {hit.table.name: hit.table for item in items for hit in named_tables(item)}
    states = {each.column for each in conditions if isinstance(each, Compare | OneOf)}
    states = {column for column in states if column.table not in named}
    for before, item, after in zip(items, items[1:], [*items[2:], None], strict=False) if states else ():
        days = {each for hit in before.tables for each in hit.table.columns if each.is_date and each.nulls}
        if after is None or (before.has(Sense.WHO, Sense.THAT, Sense.HAVE) and not before.is_link):
            days = {each for table in named.values() for each in table.columns if each.is_date and each.nulls}
        done = word_root(item.normal) in {root for day in days for root in days_told(day)}
        if done and states & {hit.column for hit in item.values} and not (after and after.tables):
            return True
    return False


def _takes_other_doer(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``what has she written`` has become what she teaches, or ``who bought`` who sold."""
    for at, item in enumerate(items):
        deed = None if at == 0 or _is_noun(item) else DEEDS.get(word_root(item.normal))
        if deed is None or not deed.things.isdisjoint(plan.rows.table.words):
            continue
        before = [item for item in items[:at] if not item.has(Sense.HAVE, Sense.DO, Sense.FILLER, Sense.BE)]
        passive = items[at - 1].has(Sense.BE) or items[at - 1].normal in ("get", "got")
        if not before or passive:
            continue
        if before[-1].has(Sense.WHO) and not before[-1].is_link:
            told = {output.column for output in plan.outputs if output.column and not output.function}
        else:
            named = {hit.column for hit in before[-1].values}
            told = {column for column in _equal(conditions) if column in named}
        if any(does_other(column, deed) for column in told):
            return True
    return False


def _is_noun(item: Item) -> bool:
    """Whether a piece is what the data call something, and no verb."""
    named = any(stem(item.normal) in hit.column.words for hit in item.columns)
    return named or bool(item.values) or any(hit.strength >= NAMES for hit in item.tables)


def _equal(conditions: Sequence[Condition]) -> Iterator[Column]:
    for each in conditions:
        if isinstance(each, Compare) and each.comparison is Comparison.EQUAL:
            yield each.column


def _passes_over(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``which poems have been sold`` has become all poems: nothing in the plan is about a sale.

    Of a log whose rows are no things of their own, each is one that was sold; not each has come any further.
    """
    home = plan.rows.table
    if home.label is None or not home.label.unique or home.label.role == "id":
        return not any(map(_sets_days, conditions)) and _passes_stage(plan, items)
    if _ranks(plan):
        return False
    for before, item in pairwise(items):
        if item.normal in PASSED and not item.is_link and before.has(Sense.BE, Sense.HAVE):
            told = any(isinstance(each, Within) and each.column.is_date for each in conditions)
            told = told or any(isinstance(each, Compare) and each.column.is_measure for each in conditions)
            if not told and _said_by(item).isdisjoint(_roots(plan)):
                return True
    return False


def _sets_days(condition: Condition) -> bool:
    """Whether one day of a row is set against another: ``completed after the due date`` says its days."""
    return isinstance(condition, CompareColumns) and condition.column.is_date


def _passes_stage(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``visits that were billed`` has become all visits, where no header of the log speaks of it."""
    home = plan.rows.table
    known = {root for column in home.columns if not column.nulls for root in column.roots} | home.roots
    for at, item in enumerate(items[1:], 1):
        foreign = is_participle(item) and item.normal.endswith("ed")  # "Reimbursed", which nothing knows.
        cells = {hit.column for hit in item.values if hit.column.table == home.name}
        own = any(hit.column.table == home.name for hit in item.columns)
        own = own or (item.is_link and not (item.columns or cells)) or not cells.isdisjoint(columns_in(plan))
        if own or item.has(Sense.LIST) or not (foreign or word_root(item.normal) in _STAGES):
            continue
        before, after = items[at - 1], items[at + 1 : at + 3]
        passive = before.has(Sense.BE, Sense.HAVE, Sense.THAT) and not before.is_link
        rows = any(hit.table == home for hit in before.tables) and not before.values
        by = len(after) > 1 and after[0].normal == "by" and after[1].values  # "Handled by Mia".
        if (passive or rows) and not by and (cells or _said_by(item).isdisjoint(known | _roots(plan))):
            return True
    return False


def _said_by(item: Item) -> set[str]:
    """Return the roots of a verb, of others for the same, and of what its rows are called."""
    verb = word_root(item.normal)
    return {verb, *SAID_BY.get(verb, ()), *ROWS_OF.get(verb, ())}


def _leaves_end(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``who left the project`` has become all who are in it: nothing says for whom it is over."""
    ends = {word_root(item.normal) for item in items if item.normal in _ENDED and not item.is_link}
    if not ends or any(isinstance(each, Within | Missing) for each in conditions):
        return False
    related = (each for each in plan.rows.conditions if isinstance(each, InSet))
    bridged = any(isinstance(inner, InSet) for each in related for inner in each.rows.conditions)
    measured = any(isinstance(each, Compare) and each.column.is_measure for each in conditions)
    return bridged and not measured and ends.isdisjoint(_roots(plan))


def _ranks(plan: Plan) -> bool:
    picks = plan.rows.extreme or plan.limit or plan.ties or plan.having
    return bool(picks) or any(output.function not in (None, Function.COUNT) for output in plan.outputs)


def _roots(plan: Plan) -> set[str]:
    """Return the roots of the names of all tables and columns that a plan is about."""
    return {root for part in parts_of(plan) if isinstance(part, Table | Column) for root in part.roots}


def _leaves_outcome_of_games(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``games won with attendance over 50000`` has become all such games: nothing says who won."""
    said = [item for item in items if not (item.has(Sense.BE, Sense.HAVE, Sense.FILLER) and not item.is_link)]
    for games, item in pairwise(said):
        played = bool(PLAYED_NOUNS.intersection(games.stems)) and not games.values
        if (
            played
            and item.normal in OUTCOMES
            and columns_in(plan).isdisjoint(hit.column for hit in item.columns)
        ):
            named = [hit for hit in games.columns if hit.strength >= NAMES and hit.column.is_measure]
            if not named and not any(_says_result(each) for each in conditions):
                return True
    return passes_result(plan, items)


def passes_result(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``who has never won a match`` has become who had none, where cells say who won."""
    said = [item for item in items if item.normal in OUTCOMES]
    said = [item for item in said if all(hit.strength < NAMES for hit in item.columns)]
    tables = {part for part in parts_of(plan) if isinstance(part, Table)}
    told = ((column, column.values or ()) for table in tables for column in table.columns)
    results = {column for column, cells in told if not _RESULTS.isdisjoint(map(str.casefold, cells))}
    return bool(said and results) and columns_in(plan).isdisjoint(results)


def _says_result(condition: Condition) -> bool:
    """Whether a condition is of how something ended, or of who did it."""
    column = getattr(condition, "column", None)
    return isinstance(column, Column) and column.is_text


def _takes_other_for_missing(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``no return date`` has become no due date, where a header is the return date."""
    missing = {each.column for each in conditions if isinstance(each, Missing) and not each.negated}
    for before, item in pairwise(items) if missing else ():
        named = {hit.column for hit in item.columns if hit.strength >= NAMES}
        if before.has(Sense.WITHOUT) and named and not item.tables and named.isdisjoint(missing):
            return True
    return False


def _answers_with_person(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``what has she sold`` has become to whom: who does one thing is no thing that another did."""
    opens = len(items) > 2 and items[0].normal == "what" and items[1].has(Sense.HAVE, Sense.DO)
    if not opens or plan.grouped:
        return False
    named = {hit.column for item in items for hit in item.columns if hit.strength >= NAMES}
    shown = {output.column for output in plan.outputs if output.column and not output.function}
    return any(DOERS.intersection(column.words) for column in shown - named)


def _leaves_leavers(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``who left the team`` has become who is in it: no day and no status says who is gone."""
    left = any(
        item.normal in _LEFT and not item.is_link and before.has(Sense.WHO, Sense.THAT, Sense.HAVE, Sense.DO)
        for before, item in pairwise(items)
    )
    states = state_columns(plan.rows.table) if left else frozenset()
    return left and states.isdisjoint(getattr(each, "column", None) for each in conditions)


def _turns_way(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``trains from X`` has become those whose destination is X, or ``to X`` those from there."""
    bound = [each for each in conditions if isinstance(each, Compare) and each.column.is_text]
    for before, item in pairwise(items):
        words = _WRONG_WAY.get(before.normal.rpartition(" ")[2], frozenset())
        turned = [each for each in bound if not words.isdisjoint(each.column.words)]
        hits = {(hit.column, value) for hit in item.values for value in hit.values}
        if any((each.column, each.value) in hits for each in turned):
            return True
    return False


def _takes_thing_for_person(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``who teaches the first class`` is answered with the class, though a header is for persons."""
    shown, home = plan.outputs[0].column, plan.rows.table
    if not items or shown is None or plan.outputs[0].function or shown != home.label:
        return False
    if not (items[0].has(Sense.WHO) or items[0].normal.split()[0] in ASK_PERSONS):
        return False
    named = shown.role == "id" or any(
        hit.column == shown and hit.strength >= NAMES for item in items for hit in item.columns
    )
    return named and bool(columns_of_persons(home)) and not PERSONS & set(shown.words)
