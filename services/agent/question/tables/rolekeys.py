"""Numbers of persons under headers that only say what part they have: ``approved_by``, ``sender_id``.

Such a header shares no word with the table that it refers to. What it says is that somebody is meant; whose
numbers they are, the numbers say, where they spread over those of one table of persons and no other. Where
they are nearly all of these numbers, they are theirs whatever the header says.
"""

import re
from collections.abc import Iterator, Sequence, Set

from services.agent.question.language.aliases import OTHER_NAMES
from services.agent.question.language.doers import DOERS
from services.agent.question.language.kin import kin_of
from services.agent.question.language.shorthand import ABBREVIATIONS
from services.agent.question.language.vocabulary import ABOUT_PEOPLE, PERSONS
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_PARTIES = """
    sender receiver recipient payer payee lender approver assignee creator referrer host mechanic requester
    pm inspector examiner supervisor assistant helper caller giver taker winner loser organizer organiser
    advisor adviser editor consultant counselor counsellor broker planner pilot captain cook chef
    manager leader guide lead head chair coach judge agent rep boss contact delegate
"""
_CALLED = PERSONS | DOERS | frozenset(map(stem, _PARTIES.split()))
_DONE = frozenset(
    ["sold", "made", "taken", "given", "held", "written", "paid", "sent", "led", "run", "taught", "done"]
)
"""Participles that do not end in "ed"."""
AMONG = frozenset(["referred", "invited", "recommended", "introduced", "mentored", "referrer", "inviter"])
"""What is done among those of one kind, whose own numbers these are."""
_THINGS = """
    order number folder container voucher charger printer computer server register counter charter letter
    paper offer transfer semester quarter customer chapter tower motor sensor color colour sector vector
"""
_NOBODY = frozenset(_THINGS.split())
"""Nouns in "er" and "or" that are none of persons, or name their tables themselves."""
_DOING = re.compile(r"[a-z]{3,}(?:er|or|ist|ian)")
SPREAD = 0.5
"""Share of the range of a table's numbers over which those of a column that refers to it spread at least."""


_SOME = 0.2
"""The same, where no other table of persons has all of these numbers, and they are many enough."""
_ENOUGH = 10
_FEWEST = 3
"""Distinct numbers from which those under a bare part are no codes of their own."""
_LEADING = frozenset(
    ["head", "chair", "dean", "manager", "captain", "leader", "president", "lead", "boss", "supervisor"]
)
"""Parts of those who lead others of their own, and none that visitors or buyers have."""
ALMOST_ALL = 0.8
"""Share of a table's numbers among which those of a column are theirs, whatever its header says."""


def of_bare_roles(
    left: Sequence[Column], joins: Sequence[tuple[Column, Column]], catalog: Catalog, taken: Set[str]
) -> Iterator[tuple[Column, Column]]:
    """Yield each column that says no more than a part of persons, with their key: the ``head``.

    Where several tables of persons have all of its numbers it is of the one that the header calls so by
    another word, or of the one whose rows pairs put together with those of the column's own table.

    Args:
        left: Columns of a table that their headers join to no other.
        joins: The joins that headers say, each from the many to the one.
        catalog: Whose tables may be meant.
        taken: The tables that other columns of the table refer to by name.
    """
    for many in left:
        word = name_words(many.name)[-1:]
        parts = word and (stem(word[0]) in _CALLED or word[0] in _LEADING) and not word[0].endswith("s")
        if not parts or many.type != "BIGINT" or many.distinct < _FEWEST:
            continue
        others = [catalog.by_name[name] for name in catalog.by_name if name not in {many.table, *taken}]
        able = [each for each in others if each.key and are_persons(each)]
        able = [each for each in able if each.key and _spreads(many, each.key, over=_SOME)]
        named = [each for each in able if calls(each, word[0])]
        pairs = {pair.table for pair, key in joins if key.table == many.table}
        near = pairs | {key.table for pair, key in joins if pair.table in pairs}
        close = [each for each in able if each.name in near and word[0] in _LEADING]
        fits = named or (able if len(able) == 1 else close)
        if len(fits) == 1 and fits[0].key:
            yield many, fits[0].key


def calls(table: Table, word: str) -> bool:
    """Whether a table is called after a word for the same persons."""
    return not {*OTHER_NAMES.get(word, ())}.isdisjoint(
        each.removesuffix("s") for each in name_words(table.name)
    )


def of_whom(
    many: Column, catalog: Catalog, *, taken: Set[str], beside: Set[tuple[str, str]] = frozenset()
) -> Column | None:
    """Return the key of the only table of persons that a column of parts may refer to.

    Args:
        many: A column that its header joins to no table.
        catalog: Whose tables may be meant.
        taken: The tables that other columns of its table refer to by name.
        beside: The tables that columns of parts beside it refer to, each with the last word of its header:
            who prepared a quote and who approved it are persons of one table.
    """
    words = name_words(many.name)
    if not many.is_number or many.type.startswith(("DOUBLE", "FLOAT", "DECIMAL")):
        return None
    home = catalog.by_name[many.table]
    among = AMONG & {*words} or (are_persons(home) and kin_of(many.name, name_words(home.name)))
    if among and home.key and _spreads(many, home.key, over=0.0):
        return None  # "Referred by", of a row of the same table.
    others = [each for each in catalog.tables if each.name not in {many.table, *taken}]
    persons = [each for each in others if are_persons(each)]
    roles = [each.key for each in persons if _is_role(words, each, catalog)]
    parts = [each.key for each in persons if _says_part(words) and each.key not in roles]
    fits = [key for key in roles if key and _spreads(many, key, over=0.0)]
    same = [key for key in parts if key and (key.table, _last(words)) in beside]
    fits += [key for key in same if _spreads(many, key, over=0.0)]
    fits += [key for key in parts if key and key not in same and _spreads(many, key, over=SPREAD)]
    if not fits:  # No other table of persons has all these numbers.
        able = [key for key in parts if key and _spreads(many, key, over=0.0)]
        sure = len(able) == 1 and many.distinct >= _ENOUGH
        fits = [key for key in able if sure and _spreads(many, key, over=_SOME)]
    if not fits and words[-1:] == ("id",):
        keys = [each.key for each in persons if each.key]
        fits = [key for key in keys if _spreads(many, key, over=ALMOST_ALL) and _has_most(many, key)]
    return fits[0] if len(fits) == 1 else None


def are_persons(table: Table) -> bool:
    """Whether the rows of a table are persons, as far as its name, its key or first and last names say it."""
    rows = {*table.words, *table.row_words}
    said = bool(rows & ABOUT_PEOPLE) or any(word.endswith("ist") for word in rows)
    return said or len(table.names) > 1


def are_doers(table: Table) -> bool:
    """Whether the rows of a table are persons, or are called by what they do: composers, sponsors."""
    born = any(column.is_birth for column in table.columns)
    return born or are_persons(table) or any(map(is_doer, name_words(table.name)[-1:]))


def last_word(column: Column) -> str:
    """Return the last word of a header that is none for a number."""
    return _last(name_words(column.name))


def is_doer(word: str) -> bool:
    """Whether a word says what somebody does: a sender, a translator, a guide."""
    return stem(word) in _CALLED or bool(_DOING.fullmatch(word) and word not in _NOBODY)


def _last(words: Sequence[str]) -> str:
    return next((word for word in reversed(words) if word != "id"), "")


def _has_most(many: Column, one: Column) -> bool:
    """Whether most numbers of a key stand in a column, each several times."""
    return ALMOST_ALL * one.distinct <= many.distinct <= many.rows / 2


def _says_part(words: Sequence[str]) -> bool:
    """Whether a header says who did it, or which part in it somebody has."""
    plain = [word for word in words if word != "id"]
    if len(plain) == 2 and plain[1] in ("by", "to"):
        return plain[0].endswith("ed") or plain[0] in _DONE
    if not plain or words[-1] != "id":
        return False
    return is_doer(ABBREVIATIONS.get(plain[-1], plain[-1]))


def _is_role(words: Sequence[str], table: Table, catalog: Catalog) -> bool:
    """Whether a header is what some of the persons are by their own row: a ``vet``, a ``fitter``."""
    plain = [word for word in words if word != "id"]
    hits = catalog.values(plain[0]) if len(plain) == 1 else ()
    cells = (cell for hit in hits if hit.column.table == table.name for cell in hit.values)
    return any(cell.casefold() == plain[0] for cell in cells)


def _spreads(many: Column, one: Column, *, over: float) -> bool:
    """Whether all numbers of a column lie within those of a key, over so much of their range."""
    try:
        low, high = float(many.minimum), float(many.maximum)
        first, last = float(one.minimum), float(one.maximum)
    except (TypeError, ValueError):
        return False
    inside = first <= low and high <= last and many.distinct <= one.distinct
    return one.is_number and inside and high - low >= over * (last - first) and last > first
