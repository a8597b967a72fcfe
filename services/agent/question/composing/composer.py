"""Walks through the linked question and fills a draft: what is asked, of which rows."""

from collections.abc import Callable

from services.agent.question.composing.draft import (
    Draft,
)
from services.agent.question.composing.filters import FILTERS, read_flag
from services.agent.question.composing.grouping import FUNCTIONS, read_group
from services.agent.question.composing.nodes import NotUnderstoodError
from services.agent.question.composing.superlatives import read_ranking
from services.agent.question.composing.things import read_relation, read_thing
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS, PEOPLE, PERSON_WORDS, PLACE_WORDS
from services.agent.question.linking.items import Item


def compose(draft: Draft) -> None:
    """Read the whole question into the draft; raises NotUnderstoodError when the home cannot carry it."""
    rules: list[Callable[[Draft], bool]] = [
        _skip_unknown_noun, read_frame,
        read_flag, read_group, read_ranking, read_function, *FILTERS, read_relation, read_thing
    ]  # fmt: skip
    while draft.at < len(draft.items):
        if any(rule(draft) for rule in rules) or _pass_agent(draft):
            continue
        item = draft.items[draft.at]
        if draft.is_glue(item) or item.has(Sense.LIGHT):
            _pass_glue(draft, item)
        elif item.has(Sense.WHERE, Sense.WHO, Sense.WHEN) and draft.has_target:
            draft.clause = draft.clause or item.has(Sense.WHERE)
        elif item.has(Sense.LIST) and draft.at == 0:
            pass
        elif item.has(Sense.ONLY) and not draft.has_target:
            pass  # "Only shipped orders" says no more than "shipped orders" does.
        elif item.has(Sense.OR) and _same_thing(draft):
            draft.at += 1
        elif item.has(Sense.CONTAINS, Sense.HAVE, Sense.BE) and draft.node is draft.root:
            draft.doubt(0.97, f"{item.text} was taken as a plain verb")
        elif _is_unit(draft, item):
            draft.doubt(0.92, f"{item.text} was taken as what the header before it counts")
        else:
            draft.unknown.append(item.text)
        draft.at += 1


def _pass_agent(draft: Draft) -> bool:
    """Pass ``by`` before a value: ``shipped by X`` says who did it, and no group."""
    following = draft.peek(draft.at + 1)
    if draft.at and draft.items[draft.at - 1].is_noun:
        return False  # "Crossed by X", under a header of what crosses: X is what crosses, or what is crossed.
    if draft.items[draft.at].normal != "by" or not (following and following.values and not following.is_noun):
        return False
    draft.preposition = True
    draft.at += 1
    return True


def _skip_unknown_noun(draft: Draft) -> bool:
    """Note a word that asks where a noun should stand: ``which show``, ``which count``."""
    item, before = draft.items[draft.at], draft.items[draft.at - 1] if draft.at else None
    asks = item.has(Sense.LIST, Sense.HOW_MANY) and " " not in item.normal
    if (
        not asks
        or item.normal in ("name", "list")
        or item.is_link
        or not (before and before.has(Sense.WHICH))
    ):
        return False
    draft.unknown.append(item.text)
    draft.at += 1
    return True


def _is_unit(draft: Draft, item: Item) -> bool:
    """Whether an unknown plural after a header of counts only says what is counted: ``gold medals``.

    Zero and one count nothing: they say which things are meant.
    """
    before = draft.items[draft.at - 1] if draft.at else None
    plural = item.normal.endswith("s") and not item.normal.endswith("ss")
    counts = [hit.column for hit in before.columns if hit.column.is_measure] if before else []
    return not item.is_known and plural and any(column.distinct > 2 for column in counts)


def _same_thing(draft: Draft) -> bool:
    """Whether ``or`` stands between two words for one table: ``cities or towns``."""
    if not 0 < draft.at < len(draft.items) - 1:
        return False
    before, after = draft.items[draft.at - 1], draft.items[draft.at + 1]
    return bool({hit.table.name for hit in before.tables} & {hit.table.name for hit in after.tables})


def _pass_glue(draft: Draft, item: Item) -> None:
    draft.preposition = item.has(Sense.IN) or (draft.preposition and item.has(Sense.FILLER))
    if draft.has_target and item.has(Sense.DO, Sense.THAT, Sense.WHICH):
        draft.clause = True


def read_frame(draft: Draft) -> bool:
    """Read what kind of answer is wanted: how many, how long, where, when, who, how many different."""
    item = draft.items[draft.at]
    following = draft.items[draft.at + 1] if draft.at + 1 < len(draft.items) else None
    if item.has(Sense.LIST) and following and following.normal in ("a", "an", "one"):
        draft.single = True
    if item.has(Sense.HOW_MANY):
        _count(draft)
    elif item.has(Sense.DESCENDING, Sense.ASCENDING):
        draft.descending = item.has(Sense.DESCENDING)
    elif item.has(Sense.DISTINCT) and not item.is_link:
        draft.distinct = True
    elif item.has(Sense.HOW) and following and following.normal in ATTRIBUTE_HINTS:
        draft.hint, draft.hint_kind = ATTRIBUTE_HINTS[following.normal], "how"
        draft.at += 1
    elif item.has(Sense.HOW_MUCH):
        draft.hint_kind = "much"
    elif item.has(Sense.WHERE) and not draft.has_target:
        draft.hint, draft.hint_kind = PLACE_WORDS, "where"
    elif item.has(Sense.WHEN) and not draft.has_target:
        draft.hint_kind = "when"
    elif item.has(Sense.WHO) and not draft.has_target:
        draft.hint, draft.hint_kind = PERSON_WORDS, "who"
    else:
        return False
    draft.at += 1
    return True


def _count(draft: Draft) -> None:
    before = [draft.items[at] for at in (draft.at - 2, draft.at - 1) if at >= 0]
    if draft.has_target and any(each.has(Sense.AND) for each in before):
        raise NotUnderstoodError  # "Customers and the number of their orders": a figure for each.
    draft.counting = True
    _count_value(draft)


def _count_value(draft: Draft) -> None:
    """``How many analysts``: a value that no noun follows stands for the rows that have it."""
    item, after = draft.peek(draft.at + 1), draft.after_glue(draft.at + 1) + 1
    following = draft.items[after] if after < len(draft.items) else None
    if item is None or not item.values or item.senses or item.is_noun or draft.has_target:
        return
    if following and (following.is_noun or following.normal in PEOPLE):
        return
    if not any(hit.column.table == draft.home.name for hit in item.values):
        raise NotUnderstoodError
    draft.target_table = draft.home


def read_function(draft: Draft) -> bool:
    """Read ``average salary``, ``sum of amount``, ``total``."""
    item = draft.items[draft.at]
    function = next((FUNCTIONS[sense] for sense in item.senses if sense in FUNCTIONS), None)
    if function is None:
        return False
    following = draft.peek(draft.at + 1, Sense.HOW_MANY)
    own = next((hit for hit in item.columns if hit.strength >= 0.95), None)
    if own and not (following and following.columns):
        return False
    if draft.function and draft.function is not function:
        raise NotUnderstoodError
    draft.function = function
    draft.at += 1
    return True
