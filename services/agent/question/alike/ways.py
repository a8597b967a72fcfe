"""The ways from a row to something of it: its own column, or that of a row which it leads to, key by key."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import takewhile

from services.agent.question.composing.rolewords import ENDS_OF_WAYS
from services.agent.question.kin.references import references_of
from services.agent.question.language.vocabulary import GENERIC_NAME_WORDS
from services.agent.question.language.words import name_words, stem, word_root
from services.agent.question.plans.plan import Lookup
from services.agent.question.shaping.arranging import renamed
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import Edge
from services.agent.question.tables.schema import Catalog, Table

LONGEST = 3
"""Keys of a way at most."""
_SHORTEST = 4
"""Letters that two words of one root begin with at least: who assesses, and what was assessed."""
_TAILS = 4
"""Letters in which they may differ at their ends."""
_EMPTY = frozenset(["by", "to", "of", "in", "at"])


@dataclass(frozen=True)
class Way:
    """How something is reached from a row: over which keys, and which column it is there."""

    keys: tuple[tuple[Column, Column], ...]
    """Each key and the column of the other table that it names."""
    end: Column
    roles: frozenset[str]
    """Roots of what the headers of the keys say beside the table that they lead to."""
    needed: tuple[frozenset[str], ...]
    """Of each key that leads to what another beside it leads to, or that is compared itself: its role.

    A word of it has to be said.
    """
    steps: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    """For each key its role, and the roots of what the rows are called that it leads to."""

    @property
    def words(self) -> frozenset[str]:
        """All roots that speak of it."""
        return self.roles.union(roots_of(self.end), *(goal for _, goal in self.steps))

    def is_told(self, said: Set[str]) -> bool:
        """Whether words say which way it is."""
        if not all(_says(role, said) for role in self.needed):
            return False
        for role, goal in reversed(self.steps):
            if _says(role, said) or goal & said:
                return True
            if role:
                return False  # Whose adviser it is nobody says; that a clerk's office is meant, it is.
        return not self.steps


def _says(role: frozenset[str], said: Set[str]) -> bool:
    return any(akin(word, each) for word in said for each in role)


def akin(one: str, other: str) -> bool:
    """Whether two roots are of one word, as far as their first letters tell it."""
    begin = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (begin >= _SHORTEST and begin >= max(len(one), len(other)) - _TAILS)


def roots_of(column: Column) -> frozenset[str]:
    """Return the roots of a header's words that say something."""
    deeds = {word for word in name_words(column.name) if word.endswith(("ed", "ing"))}
    return frozenset(map(word_root, {*column.words, *deeds} - _EMPTY - GENERIC_NAME_WORDS))


def rows_of(table: Table) -> frozenset[str]:
    """Return the roots of what the rows of a table are called."""
    return frozenset(map(word_root, (*table.words, *table.row_words)))


def ways_from(table: Table, asked: frozenset[str], catalog: Catalog, edges: list[Edge]) -> Iterator[Way]:
    """Yield each way from the rows of a table to what is asked for, a column or the rows of a table.

    Args:
        table: Where the ways begin.
        asked: Roots of what is to be found at their end.
        catalog: Whose tables they lead through.
        edges: The joins between these.
    """
    yield from _onward(Way((), table.columns[0], frozenset(), ()), table, asked, catalog, edges)


def _onward(
    way: Way, table: Table, asked: frozenset[str], catalog: Catalog, edges: list[Edge]
) -> Iterator[Way]:
    keys = keys_of(table, catalog, edges)
    named = [many for many, one in keys if asked <= rows_of(catalog.by_name[one.table])]
    for end in named or _columns(table, asked, catalog):
        role = _role(end, asked) if named else roots_of(end) - asked
        needed = (*way.needed, role) if named and (role or len(named) > 1) else way.needed
        yield replace(way, end=end, roles=way.roles | role, needed=needed)
    for many, one in keys if len(way.keys) < LONGEST else ():
        there = catalog.by_name[one.table]
        if any(key.table == there.name for key, _ in way.keys):
            continue
        goal = rows_of(there)
        role = _role(many, goal)
        is_forked = sum(other.table == one.table for _, other in keys) > 1
        needed = (*way.needed, role) if is_forked else way.needed
        further = Way((*way.keys, (many, one)), many, way.roles | role, needed, (*way.steps, (role, goal)))
        yield from _onward(further, there, asked, catalog, edges)


def _columns(table: Table, asked: frozenset[str], catalog: Catalog) -> list[Column]:
    """Return the columns of a table that say what is asked for; none where it is what rows are called."""
    if any(asked <= rows_of(each) for each in catalog.tables):
        return []
    columns = [each for each in table.columns if asked <= roots_of(each) and each != table.key]
    columns = [each for each in columns if not each.is_measure]
    return [each for each in columns if asked >= roots_of(each) - rows_of(table)] or columns


def _role(key: Column, goal: frozenset[str]) -> frozenset[str]:
    """Return what the header of a key says beside the rows it leads to, and other words for that."""
    words = roots_of(key) - goal
    if not words:
        return words
    said = set(map(stem, (*name_words(key.name), *key.words)))
    return words.union(*(map(word_root, ends) for ends in ENDS_OF_WAYS if ends & said))


def keys_of(table: Table, catalog: Catalog, edges: list[Edge]) -> list[tuple[Column, Column]]:
    """Return the keys of a table that name rows, those of its own too."""
    found = [(edge.many, edge.one) for edge in edges if edge.many.table == table.name]
    found += [(each.column, each.key) for each in references_of(catalog) if each.table == table]
    first: dict[Column, Column] = {}
    for many, one in found:
        if many != table.key:
            first.setdefault(many, one)
    return list(first.items())


class Joined:
    """The tables that ways lead through, joined to the rows that they begin at."""

    def __init__(self, table: Table, catalog: Catalog) -> None:
        self._names: dict[tuple[tuple[Column, Column], ...], str] = {(): table.name}
        self._catalog = catalog
        self.lookups: list[Lookup] = []

    def end_of(self, way: Way) -> Column:
        """Return the column that a way leads to, under the name that its table has there."""
        for at, (many, one) in enumerate(way.keys):
            so_far = way.keys[: at + 1]
            if so_far in self._names:
                continue
            taken = one.table in self._names.values()
            name = renamed(many, {*self._catalog.by_name, *self._names.values()}) if taken else one.table
            there = replace(many, table=self._names[way.keys[:at]])
            self.lookups.append(Lookup(there, replace(one, table=name), one.table if taken else ""))
            self._names[so_far] = name
        return replace(way.end, table=self._names[way.keys])
