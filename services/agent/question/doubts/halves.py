"""Whether a plan answers only half of a question: of two things, or of things with a figure."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.composing.grouping import FUNCTIONS
from services.agent.question.doubts.asked import holds_time, names_place
from services.agent.question.doubts.misrelated import misrelates
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import Combination, Function, Plan
from services.agent.question.tables.columns import Column

_MEANS = {Function.AVERAGE, Function.MEDIAN}
_MEAN_WORDS = frozenset(map(stem, ["average", "mean", "median", "avg", "typical"]))
_ENDS = {Function.MINIMUM, Function.MAXIMUM}
_FIRST, _LAST = frozenset(["first", "earliest"]), frozenset(["last", "latest", "most recent"])
_OF_WHICH = frozenset(["of them", "of these", "of those"])
_FIGURED = (Sense.HOW_MANY, Sense.HOW_MUCH, *FUNCTIONS)
"""How a question begins that asks for a figure before it asks for a part of it."""
_INTERROGATIVES = frozenset(["what", "which", "who", "whom", "whose", "where", "when", "how"])


def answers_half(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether one of two things is told: of ``who won, and where was it``, of ``drivers with average pay``.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    leaves = (
        _leaves_ask, _leaves_part, _leaves_name, _leaves_count, _leaves_owned, _drops_things, _leaves_header,
        _leaves_mean, _leaves_end, _drops_groups, _lists_total,
        misrelates,
    )  # fmt: skip
    return any(each(plan, items) for each in leaves)


def _leaves_end(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether only one end is told of ``the first and the last date``, of when it began and when it ended."""
    said = [item for item in items if not item.has(Sense.FILLER)]
    for first, link, last, day in zip(said, said[1:], said[2:], said[3:], strict=False):
        begins = first.normal in _FIRST or first.has(Sense.MINIMUM, Sense.LOWEST)
        ends = last.normal in _LAST or last.has(Sense.MAXIMUM, Sense.HIGHEST)
        if begins and ends and link.has(Sense.AND) and any(hit.column.is_date for hit in day.columns):
            return not {output.function for output in plan.outputs} >= _ENDS
    shown = {output.function for output in plan.outputs} & _ENDS
    if plan.grouped and len(shown) == 1 and _names_both_ends(said):
        return True
    asked = {item.normal for item in said}
    both = bool(asked & _FIRST and asked & _LAST) and sum(item.normal == "when" for item in said) > 1
    return both and not {output.function for output in plan.outputs} >= _ENDS


def _names_both_ends(said: Sequence[Item]) -> bool:
    """Whether ``the highest bid and the lowest`` are two figures: no lowest bid is the highest."""
    low, high = (
        [at for at, item in enumerate(said) if not item.is_link and item.has(*senses)]
        for senses in ((Sense.MINIMUM, Sense.LOWEST), (Sense.MAXIMUM, Sense.HIGHEST))
    )
    ands = [at for at, item in enumerate(said) if item.has(Sense.AND) and not item.is_link]
    return any(min(a, b) < at < max(a, b) <= at + 2 for a in low for b in high for at in ands)


def _leaves_ask(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a second question word got no column of its own: ``how many are there and who are they``."""
    asks = _asks_of(items)
    end = plan.rows.extreme.column if plan.rows.extreme else None
    told = [output for output in plan.outputs if output.function or output.column != end]
    if any(ask.normal.startswith("who") for ask in asks[1:]) and len(told) < len(asks):
        return True  # The figure by which one was found tells nobody's name.
    if len(asks) < 2 or len(plan.outputs) < len(asks):
        return len(asks) > 1
    columns = [output.column for output in plan.outputs if output.column and not output.function]
    figures = sum(output.function is not None for output in plan.outputs)
    if plan.grouped and figures < sum(_asks_figure(ask, items) for ask in asks):
        return True
    home = plan.rows.table.columns
    for ask in asks:
        timed = figures or any(output.bucket for output in plan.outputs) or any(map(holds_time, columns))
        placed = not any(map(names_place, home)) or any(map(names_place, columns))
        if (ask.has(Sense.WHEN) and not timed) or (ask.has(Sense.WHERE) and not placed):
            return True
    return False


def _leaves_part(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many joined, and how many of them left`` has become one figure."""
    figures = len({output for output in plan.outputs if output.function})
    parted = any(many.has(Sense.HOW_MANY) and of.normal in _OF_WHICH for many, of in pairwise(items))
    if parted and figures < 2 and items[0].has(*_FIGURED):
        return True
    if _restricts_both(plan, items):
        return True
    asks = sum(item.has(Sense.HOW_MANY) for item in items)
    plain = [output.column for output in plan.outputs if output.function is None]
    things = {column.table for column in plain if column and column.unique}
    keys = len(things) + sum(column is None or column.table not in things for column in plain)
    # "How many men and how many women" are told by a group, which another one is beside: "for each town".
    by = any(item.has(Sense.BY) and not item.is_link for item in items)
    return plan.grouped and by and asks > 1 and figures + keys - 1 < asks


def _restricts_both(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether all are counted of those alone of which the second figure is: ``and how many were late``."""
    said = [at for at, item in enumerate(items) if item.has(Sense.HOW_MANY)]
    whole = len(said) > 1 and any(item.normal == "there" for item in items[said[0] : said[1]])
    if not whole or sum(output.function is not None for output in plan.outputs) < 2:
        return False
    behind, before = (
        {hit.column for item in part for hit in item.values} for part in (items[said[1] :], items[: said[1]])
    )
    return any(getattr(each, "column", None) in behind - before for each in plan.rows.conditions)


def _leaves_name(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the driver's name`` has become a number of drivers' that nothing joins to any names."""
    keys = [output.column for output in plan.outputs if output.column and not output.function]
    numbers = bool(keys) and all(key.is_number and "id" in key.words for key in keys)
    return plan.grouped and numbers and any(item.normal == "name" for item in items)


def _asks_figure(ask: Item, items: Sequence[Item]) -> bool:
    """Whether a figure is asked for: ``how many``, ``what is the average``."""
    at = items.index(ask)
    said = items[at + 1 : at + 4]
    return ask.has(Sense.HOW_MANY, Sense.HOW_MUCH) or any(
        item.has(*FUNCTIONS) and not item.is_link for item in said
    )


def _asks_of(items: Sequence[Item]) -> list[Item]:
    """Return the words that ask, each for something else: the first, and those that follow ``and``.

    A word that asks once more says what the things are, or asks the same of others: ``which are open and
    which cost less``, ``how many men and how many women``.
    """
    asks: list[Item] = []
    said: set[str] = set()
    before: Item | None = None
    for at, item in enumerate(items):
        word = item.normal.removeprefix("by ").split()[0]
        asking = word in _INTERROGATIVES and not item.is_link and not _goes_on(items, at)
        linked = before is not None and before.has(Sense.AND) and not before.is_link
        if asking and word not in said and (linked or not asks):
            asks.append(item)
        said |= {word} if asking else set()
        if not item.has(Sense.FILLER, Sense.IN) or item.is_link:
            before = item
    return asks


def _goes_on(items: Sequence[Item], at: int) -> bool:
    """Whether ``and who are older than 80`` tells more of those "whose" something was told before."""
    if items[at].normal.split()[0] != "who" or not any(each.normal == "whose" for each in items[:at]):
        return False
    behind = (each for each in items[at + 1 : at + 4] if not each.has(Sense.BE, Sense.FILLER) or each.is_link)
    first = next(behind, None)
    limits = (Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST)
    return first is not None and (first.has(*limits) or bool(first.values))


def _leaves_count(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the number of sales and the number of visits`` has become one number."""
    said = [item for item in items if item.is_link or not item.has(Sense.FILLER, Sense.LIST, Sense.BE)]
    counts = [at for at, item in enumerate(said) if item.has(Sense.HOW_MANY) and not item.is_link]
    asked = [at for at in counts if not at or (said[at - 1].has(Sense.AND) and not said[at - 1].is_link)]
    figures = {output for output in plan.outputs if output.function}
    return counts[:1] == [0] and len(asked) > max(1, len(figures)) and not plan.grouped


def _leaves_owned(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``clients and their projects`` tells nothing of the projects."""
    named = {output.column.table for output in plan.outputs if output.column}
    computed = any(output.function for output in plan.outputs)
    for link, owner, things in zip(items, items[1:], items[2:], strict=False):
        led = link.has(Sense.AND, Sense.WITH) and not link.is_link and owner.normal in ("their", "its")
        tables = {hit.table.name for hit in things.tables if hit.strength >= NAMED}
        if led and tables and not computed and tables.isdisjoint(named):
            return True
    return False


def _drops_things(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``drivers with average pay`` has become one figure, and no driver is told."""
    lone = len(plan.outputs) == 1 and plan.outputs[0].function not in (None, Function.COUNT)
    at = 1 if items and items[0].has(Sense.LIST, Sense.ALL) and not items[0].is_link else 0
    told = [item for item in items[at:] if not item.has(Sense.FILLER) or item.is_link]
    if not lone or plan.grouped or len(told) < 3:
        return False
    things, led, figure = told[:3]
    return things.is_noun and led.has(Sense.WITH) and figure.has(*FUNCTIONS) and not figure.is_link


def _drops_groups(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``for each town, the number of shops and …`` has become one figure of all towns."""
    lone = len(plan.outputs) == 1 and plan.outputs[0].function is not None and not plan.grouped
    led = bool(items) and items[0].has(Sense.BY) and not items[0].is_link
    return lone and led and any(item.has(Sense.AND) and not item.is_link for item in items)


def _lists_total(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``what is the total amount`` has become what each row of all has under such a header."""
    column = plan.outputs[0].column if len(plan.outputs) == 1 and not plan.outputs[0].function else None
    rows = plan.rows
    alone = column and column.is_measure and not (rows.conditions or rows.extreme or plan.limit or plan.ties)
    asked = any(item.normal.startswith("total") and not item.normal.endswith("s") for item in items[:4])
    return bool(alone) and asked and items[0].normal in ("what is", "what was")


def _leaves_header(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``and the total cost`` has no cost in the plan, or one of ``wins and losses`` is left out."""
    there = {part.name for part in parts_of(plan) if isinstance(part, Column)}
    told = [item for item in items if not item.has(Sense.FILLER) or item.is_link]
    named = [{hit.column.name for hit in item.columns if hit.strength >= NAMED} for item in told]
    for at, names in enumerate(named[1:], start=1):
        lead = told[at - 1]
        figured = lead.has(Sense.SUM, Sense.AVERAGE, Sense.MEDIAN) and not lead.is_link
        paired = at > 1 and lead.has(Sense.AND) and not lead.is_link and bool(named[at - 2] & there)
        if names and not names & there and not told[at].tables and (figured or paired):
            return not _tells_own(plan, told[at])
    return False


def _tells_own(plan: Plan, item: Item) -> bool:
    """Whether a word is a header but for the name of the table: the ``age`` of pets, their ``pet_age``."""
    table = plan.rows.table
    shown = {output.column for output in plan.outputs}
    own = [hit.column for hit in item.columns if hit.column in shown and hit.column.table == table.name]
    return any(set(each.words) - {*table.words} == set(item.stems) for each in own)


def _leaves_mean(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a mean is asked for, and there is none: ``with 7 tests and their average``."""
    means = [item for item in items if item.has(Sense.AVERAGE, Sense.MEDIAN) and not item.is_link]
    if not means:
        return False
    if not any(map(_is_mean, parts_of(plan))):
        return True
    told = [item for item in items if not item.has(Sense.FILLER) and not item.is_link]
    functions = {output.function for output in plan.outputs}
    ends = (Sense.HIGHEST, Sense.LOWEST, Sense.MINIMUM, Sense.MAXIMUM)
    both = any(
        mean in means and link.has(Sense.AND) and end.has(*ends)
        for mean, link, end in zip(told, told[1:], told[2:], strict=False)
    )
    return both and not (functions & _MEANS and functions & _ENDS)


def _is_mean(part: object) -> bool:
    """Whether a part of a plan is a mean, as a figure, a total by how many, or a header that says so."""
    if isinstance(part, Column):
        return not _MEAN_WORDS.isdisjoint(part.words)
    return isinstance(part, Function | Combination) and part in (*_MEANS, Combination.RATIO)
