"""Plans that tell only what rows are called, where something else of them was asked for."""

from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import ANYONE, KEY_WORDS, LABEL_WORDS
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.plan import Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.persons import columns_of_persons

_KINDS = ("kinds of", "sorts of", "kind of", "sort of", "types of", "type of")
_LIST = ("what is", "what are", "what was", "what were")


def tells_names_only(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a plan lists only what rows are called, for "by whom", "what do they buy", "kinds of dogs"."""
    table = plan.rows.table
    if not items:
        return False
    shown = [plan.outputs[at] for at in plan.answer or range(len(plan.outputs))]
    names = (table.label, table.key)
    if _leaves_name(plan, items):
        return True
    if plan.grouped or any(each.function or each.column not in names for each in shown):
        return False
    if table.label is None or len(items) < 3:
        return False
    return (
        _asks_doer(items, table.label, columns_of_persons(table))
        or _asks_object(items, table.label)
        or _asks_kinds(items)
        or _asks_unheard(items)
    )


def _leaves_name(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether names are asked for beside a figure, or persons, and figures alone are told."""
    shown = [plan.outputs[at] for at in plan.answer or range(len(plan.outputs))]
    if plan.grouped or any(
        each.function or each.column is None or not each.column.is_measure for each in shown
    ):
        return False
    names = any(
        item.normal in ("name", "names") and not item.is_link and after.has(Sense.AND)
        for item, after in pairwise(items)
    )
    return names or (items[0].has(Sense.WHO) and not items[0].is_link)


def _asks_doer(items: Sequence[Item], label: Column, persons: Sequence[Column]) -> bool:
    """Whether it is asked by whom something was done, or whose rows are so, and no person is told."""
    by = items[0].normal == "by" and items[1].has(Sense.WHO) and not items[1].is_link
    whose = items[0].normal == "whose" and any(hit.strength >= NAMES for hit in items[1].tables)
    return (by or whose) and label not in persons


def _asks_object(items: Sequence[Item], label: Column) -> bool:
    """Whether those who do something are told, of whom it was asked what they do: ``what do clients buy``."""
    do = next((at for at, item in enumerate(items[:3]) if item.has(Sense.DO) and not item.is_link), 0)
    if items[0].normal not in ("what", "which") or not do:
        return False
    doer = next((item for item in items[do + 1 :] if not item.has(Sense.FILLER)), None)
    people = doer is not None and (doer.normal in ANYONE or any(hit.column == label for hit in doer.columns))
    return people and not any(item.has(Sense.AND, Sense.HIGHEST, Sense.LOWEST) for item in items)


def _asks_kinds(items: Sequence[Item]) -> bool:
    """Whether ``what kinds of dogs`` became their names: a cell stands where a header would."""
    at = next((at for at, item in enumerate(items[:-1]) if item.normal in _KINDS), None)
    return at is not None and bool(items[at + 1].values) and not items[at + 1].columns


def _asks_unheard(items: Sequence[Item]) -> bool:
    """Whether what is asked of the rows is called by words that mean nothing here."""
    if items[0].normal not in _LIST or items[0].is_link:
        return False
    rest = list(dropwhile(lambda item: item.has(Sense.FILLER) and not item.is_link, items[1:]))
    said = list(takewhile(lambda item: not item.is_known, rest))
    of = rest[len(said)] if len(said) < len(rest) else None
    if not said or of is None or not of.has(Sense.OF) or of.is_link:
        return False
    plain = {word for item in said for word in item.stems} & (LABEL_WORDS | KEY_WORDS)
    behind = rest[len(said) + 1 : len(said) + 2]
    return not plain and any(hit.strength >= NAMES for item in behind for hit in item.tables)
