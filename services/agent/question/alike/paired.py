"""Reads what somebody did twice with one thing: users who reviewed a shop where they also bought."""

import re
from collections.abc import Iterator

from services.agent.question.alike.spoken import head_of
from services.agent.question.alike.ways import akin, keys_of, roots_of, rows_of
from services.agent.question.composing.joins import known_joins
from services.agent.question.kin.naming import Ask
from services.agent.question.language.words import stem, word_root
from services.agent.question.plans.plan import Condition, InSet, Plan, RowSet
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_TWICE = re.compile(
    r"^\s*(?:who\s+|that\s+)?(?P<first>.+?\s+(?:an?|any|the|one|some|at\s+least\s+one)\s+(?:same\s+)?(?P<thing>[\w-]+))\s+"
    r"(?:(?:(?:at|in|from|for|on|to|by)\s+)?(?:where|which|that)\s+)?they\s+"
    r"(?:(?:have|had|has|also|themselves|did|once|already|both|previously)\s+)*(?P<second>[\w -]+)$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^(?:how\s+many|which|what|list|show|give|find)\s", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:not|never|no|least|most|more|than|each|every|or)\b|n['\u2019]t\b", re.IGNORECASE)


def twice_done(question: str, catalog: Catalog, ask: Ask) -> Iterator[tuple[str, Table, Condition]]:
    """Yield the question for all rows, their table, and what of them is said to have been done twice.

    Args:
        question: What is asked.
        catalog: Whose rows are meant.
        ask: Understands a question for rows of which one of the two is said.
    """
    core, _, told = question.strip(" ?.!").partition(". ")
    head = head_of(core, catalog) if _ASKS.match(core) else None
    found = _TWICE.match(core[len(head[0]) :]) if head else None
    if not head or not found or _OTHER.search(found["second"]):
        return
    text, table = head
    things = tables_called(stem(found["thing"].casefold()), catalog)
    first, second = _sides(text.split()[-1], found, table, ask)
    if len(things) != 1 or not first or not second or first.rows.table == second.rows.table:
        return
    key = _key_to(things[0], first.rows.table, found["first"], catalog)
    other = _key_to(things[0], second.rows.table, found["second"], catalog)
    if key and other and first.rows.table != things[0]:
        both = InSet(key, second.rows, other, beside=((first.key, second.key),))
        rows = RowSet(first.rows.table, (*_own(first.rows, key), both))
        yield f"{text}{f'. {told}' if told else '?'}", table, InSet(first.column, rows, first.key)


def _sides(rows: str, found: re.Match[str], table: Table, ask: Ask) -> tuple[InSet | None, InSet | None]:
    """Return the rows of what was done first, and of what was done as well."""
    behind = (found["second"], f"{found['second']} a {found['thing']}")
    asked = (rows_done(f"how many {rows} {each}?", table, ask) for each in behind)
    return rows_done(f"how many {rows} {found['first']}?", table, ask), next(filter(None, asked), None)


def _own(rows: RowSet, key: Column) -> tuple[Condition, ...]:
    """Return the conditions of some rows besides that they are of any thing at all."""
    return tuple(each for each in rows.conditions if not (isinstance(each, InSet) and each.column == key))


def rows_done(text: str, table: Table, ask: Ask) -> InSet | None:
    """Return of which rows of another table those that are asked for have one; None where that is not all."""
    found = ask(text)
    plan: Plan | None = found.plan if found else None
    if plan is None or plan.rows.table != table or len(plan.rows.conditions) != 1 or plan.lookups:
        return None
    (only,) = plan.rows.conditions
    is_lone = isinstance(only, InSet) and only.column == table.key and not only.negated
    return only if is_lone and isinstance(only, InSet) and only.rows.extreme is None else None


def _key_to(thing: Table, table: Table, said: str, catalog: Catalog) -> Column | None:
    """Return the key by which rows name a thing: the only one, or the one whose role is said, or its own."""
    if table == thing:
        return thing.key
    keys = [many for many, one in keys_of(table, catalog, known_joins(catalog)) if one.table == thing.name]
    words = set(map(word_root, said.casefold().split()))
    if len(keys) > 1:
        roles = {each: roots_of(each) - rows_of(thing) for each in keys}
        keys = [each for each in keys if any(akin(word, role) for word in words for role in roles[each])]
    return keys[0] if len(keys) == 1 else None
