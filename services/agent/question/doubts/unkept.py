"""Whether a plan leaves out of which kind rows are: ``buy orders`` and ``completed payments`` are not all."""

from collections.abc import Sequence, Set
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import ROWS_OF
from services.agent.question.language.words import word_root
from services.agent.question.linking.happenings import is_general
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.plans.parts import columns_in, parts_of
from services.agent.question.plans.plan import Condition, Function, Plan, RowSet
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Table
from services.agent.question.tables.written import holds_letter_of, is_lettered

_OPENING = (
    Sense.OF, Sense.HOW_MANY, Sense.LIST, Sense.FILLER, Sense.SUM, Sense.AVERAGE, Sense.BY,
    Sense.MINIMUM, Sense.MAXIMUM, Sense.HIGHEST, Sense.LOWEST, Sense.TOP, Sense.DISTINCT,
)  # fmt: skip
"""What stands before a noun with its kind; behind a noun for people a verb would be what they do."""
_DOING = (Sense.THAT, Sense.WHO, Sense.BE, Sense.AND)
"""What stands before what was done, where the rows' noun does not."""


def leaves_kind(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a verb before the rows' noun says of which kind they are, and nothing of the plan is of that.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows and figures.
        items: The question as it was cut.
    """
    places = zip((None, *items), pairwise(items), strict=False)
    if _leaves_event(plan, conditions, items) or _leaves_deed(plan, conditions, items):
        return True
    if _leaves_had(plan, conditions, items) or _leaves_outcome(plan, items):
        return True
    kinds = [kind for before, (kind, rows) in places if _is_kind(before, kind, rows)]
    if not kinds:
        return False
    parts = [*parts_of(plan.outputs), *parts_of(tuple(conditions))]
    columns = {part for part in parts if isinstance(part, Column)}
    related = {word for part in parts if isinstance(part, Table) for word in part.roots}
    roots = related | {word for column in columns for word in column.roots}
    return any(not _is_told(kind, columns, roots) for kind in kinds)


def _leaves_had(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether nothing is told of ``an offer`` that rows come with: behind its article it is no verb."""
    said = [
        item
        for link, article, item in zip(items, items[1:], items[2:], strict=False)
        if link.has(Sense.WITH)
        and not link.is_link
        and article.normal in ("a", "an")
        and item.has(Sense.LIGHT)
    ]
    parts = [*parts_of(plan), *parts_of(tuple(conditions))] if said else []
    roots = {root for part in parts if isinstance(part, Table | Column) for root in part.roots}
    return any(item.columns and word_root(item.normal) not in roots for item in said)


def _leaves_outcome(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``passed``, of which a letter stands in a column of the rows, is nowhere in a plan."""
    said = [item.normal for item in items if item.normal.endswith("ed") and is_lettered(item.normal)]
    tables = {part.table for part in parts_of(plan) if isinstance(part, RowSet)} if said else set()
    for word in said:
        lettered = {column for table in tables for column in table.columns if holds_letter_of(word, column)}
        if lettered and lettered.isdisjoint(columns_in(plan)):
            return True
    return False


def _leaves_event(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether nothing of a figure is of a participle that days of other tables tell: ``quantity sent``."""
    if all(output.function in (None, Function.COUNT) for output in plan.outputs):
        return False
    parts = [*parts_of(plan), *parts_of(tuple(conditions))]
    known = {part.name for part in parts if isinstance(part, Table)}
    known |= {part.table for part in parts if isinstance(part, Column)}
    roots = {word for part in parts if isinstance(part, Table | Column) for word in part.roots}
    for item in items:
        days = [hit.column for hit in item.columns]
        told = word_root(item.normal) in roots or not all(
            day.is_date and day.table not in known for day in days
        )
        if days and not told and _is_done(item) and not (is_general(item) or item.values or item.tables):
            return True
    return False


def _leaves_deed(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether nothing is of what only some rows had done to them by a day: ``shops that closed``."""
    known = {part for part in (*parts_of(plan), *parts_of(tuple(conditions))) if isinstance(part, Column)}
    cells = {each.column for each in plan.outputs if each.function is None and each.bucket is None}
    limits = {part for part in parts_of(tuple(conditions)) if isinstance(part, Column)}
    for before, item in pairwise(items):
        if not (_is_done(item) and (before.tables or before.has(*_DOING))):
            continue
        told = known - (cells - limits) if before.has(Sense.THAT, Sense.WHO) else known
        said = {hit.column for hit in item.columns} | {hit.column for hit in item.values}
        days = [hit.column for hit in item.columns if hit.column.table == plan.rows.table.name]
        if not said & told and any(
            _is_of_some(day) and word_root(item.normal) in days_told(day) for day in days
        ):
            return True
    return False


def _is_of_some(day: Column) -> bool:
    """Whether a column says on which day something was done to some rows."""
    return day.is_date and day.nulls > 0


def _is_told(kind: Item, columns: Set[Column], roots: Set[str]) -> bool:
    """Whether a part of the plan is of what the verb says: a header or cell of it, or rows that it makes."""
    verb = word_root(kind.normal)
    hits = {hit.column for hit in kind.values} | {hit.column for hit in kind.columns}
    made = _is_done(kind) and not ROWS_OF.get(verb, frozenset()).isdisjoint(roots)
    return bool(hits & columns) or verb in roots or made


def _is_kind(before: Item | None, kind: Item, rows: Item) -> bool:
    if not kind.has(Sense.LIGHT) or len(kind.stems) != 1 or rows.after_comma:
        return False
    if before is not None and (not before.has(*_OPENING) or before.has(Sense.LIGHT)):
        return False
    named = {word for hit in rows.tables if hit.strength >= NAMED for word in hit.table.roots}
    if not named or not rows.normal.endswith("s") or is_general(kind):
        return False
    return not (_is_done(kind) and named & ROWS_OF.get(word_root(kind.normal), frozenset()))


def _is_done(kind: Item) -> bool:
    """Whether a verb is a participle: ``booked trips`` may be all of them, ``book trips`` are none."""
    return kind.normal.endswith("ed") or not kind.normal.startswith(word_root(kind.normal))
