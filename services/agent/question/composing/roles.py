"""Tables that rows refer to in several roles: the depot that a trip starts from, and the one it goes to.

The question says which is meant, by a word of the header ("origin region", "country of destination") or by
one that means as much ("departed from"). What says none of them is answered by neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.nodes import Graph, Hop, condition_column
from services.agent.question.composing.rolewords import GOING, PLACED, TEXTS, Role, placed_at, tells_day
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import name_words, root, stem, word_root
from services.agent.question.linking.items import Item
from services.agent.question.plans.parts import columns_in, joined_columns, parts_of
from services.agent.question.plans.plan import InSet, Lookup, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_KEYS = {stem(word) for word in ("id", "code", "number", "key", "no", "name")}


class Roles:
    """The roles of a catalogue's tables, and which of them a question says."""

    def __init__(self, graph: Graph, catalog: Catalog, items: Sequence[Item]) -> None:
        found = (group for table in catalog.tables for group in _groups(graph, catalog, table.name))
        self.graph, self.catalog, self.items = graph, catalog, items
        self.groups = [group for group in found if all(role.words for role in group)]
        self.only = list(_only(graph, catalog))
        places = {role.hop: placed_at(role, items) for group in self.groups for role in group}
        self.said = {hop: place for hop, place in places.items() if place is not None}
        """Each role that is said, and where."""

    def chosen(self) -> dict[tuple[str, str], Hop]:
        """Return the one role that is said, of the two tables that it joins."""
        found = {}
        for group in self.groups:
            said = [role.hop for role in group if role.hop in self.said]
            if len(said) == 1:
                found[said[0].own.table, said[0].other.table] = said[0]
        return found

    def mistakes(self, plan: Plan) -> bool:
        """Whether a plan takes a role that nobody says, or leaves one out that is said."""
        joined = set(joined_columns(plan))
        if any(self._strays(each, plan) for each in plan.lookups):
            return True
        return any(self._mistakes(group, joined, plan) for group in self.groups)

    def _mistakes(self, group: Sequence[Role], joined: set[tuple[Column, Column]], plan: Plan) -> bool:
        used = [role for role in group if (role.hop.own, role.hop.other) in joined]
        if not used:
            swaps = self._swaps(group, plan) or self._takes_other(group, plan)
            return swaps or self._is_guessed(group, joined) or self._leaves_out(group, plan)
        hops = {(role.hop.own, role.hop.other) for role in group}
        denied = (each for each in parts_of(plan) if isinstance(each, InSet) and each.negated)
        if any((each.column, each.key) in hops and each.rows.table == plan.rows.table for each in denied):
            return True  # "Got a gift and never sent one": of those who did, and not of the other side.
        if any(role.hop not in self.said for role in used):
            return True
        columns = columns_in(plan)
        return any(role.hop.own not in columns for role in group if role.hop in self.said)

    def _leaves_out(self, group: Sequence[Role], plan: Plan) -> bool:
        """Whether a verb of going says an end of which the plan has nothing: departures, of all flights."""
        goes = [role for role in group if role.hop in self.said and self._is_going(self.said[role.hop])]
        columns = columns_in(plan)
        return bool(goes) and all(role.hop.own not in columns for role in goes)

    def _is_going(self, at: int) -> bool:
        return bool(GOING & {*self.items[at].stems})

    def _is_guessed(self, group: Sequence[Role], joined: set[tuple[Column, Column]]) -> bool:
        """Whether things are told by rows that refer to them in a part that nothing says."""
        back = [role.hop for role in group if (role.hop.other, role.hop.own) in joined]
        return any(hop not in self.said for hop in back)

    def _takes_other(self, group: Sequence[Role], plan: Plan) -> bool:
        """Whether a key itself is looked at in another role than is said: a code, of what goes there."""
        said = {role.hop.own for role in group if role.hop in self.said}
        columns = {*columns_in(plan)}
        return bool(said) and not said & columns and any(role.hop.own in columns for role in group)

    def _swaps(self, group: Sequence[Role], plan: Plan) -> bool:
        """Whether two conditions stand for roles in another order than these are said in."""
        hops = {(role.hop.own, role.hop.other): role.hop for role in group}
        ways = [(each.key, each.column) for each in plan.rows.conditions if isinstance(each, InSet)]
        used = [hops[way] for way in ways if way in hops]
        said = sorted((hop for hop in self.said if hop in hops.values()), key=lambda hop: self.said[hop])
        return len(used) > 1 and len(said) > 1 and used != said

    def _strays(self, way: Lookup, plan: Plan) -> bool:
        """Whether a part that nobody speaks of leads to a header that others have too: whose ``site``."""
        table, home = self.catalog.by_name[way.one.table], plan.rows.table.name
        if {*way.many.core} & {*table.words, *way.one.words} or placed_at(
            _role_of(way), self.items
        ) is not None:
            return False
        said = {stem(word) for item in self.items for word in item.text.casefold().split()}
        if said & {*table.words, *table.row_words}:
            return False
        columns = [each.column for each in plan.outputs] + [*map(condition_column, plan.rows.conditions)]
        used = [each for each in columns if each and each.table == table.name]
        rivals = [each for own in used for each in self.catalog.columns if each.words == own.words != ()]
        others = {each.table for each in rivals if each not in used}
        near = (name == home or self.graph.path(home, name, to_one=True) for name in others)
        return any(near)

    def merged(self, items: Sequence[Item]) -> list[Item]:
        """Read ``origin region`` and ``region of origin`` as that column, and pass over ``departing``."""
        found = list(items)
        for hop in self.chosen().values():
            role = next(each for group in self.groups for each in group if each.hop == hop)
            found = [_quiet(item, role, items) for item in _joined_up(found, role)]
        for role in self.only:
            found = _joined_up(found, role)
        return found


def _role_of(way: Lookup) -> Role:
    return Role(Hop(way.many, way.one, True, 1.0), frozenset(way.many.words) - _KEYS - {"by", "to"})


def _groups(graph: Graph, catalog: Catalog, table: str) -> Iterator[list[Role]]:
    hops = [hop for hop in graph.hops(table) if hop.to_one and not hop.is_back]
    for other in dict.fromkeys(hop.other.table for hop in hops):
        group = [hop for hop in hops if hop.other.table == other]
        if len(group) > 1:
            known = {*catalog.by_name[other].words, *_KEYS}
            known |= set.intersection(*(set(hop.own.words) for hop in group))
            # A header that is the key's own says no role: a state and the one that it borders.
            plain = any(hop.own.words == hop.other.words for hop in group)
            beyond = frozenset(hop.other.table for hop in graph.hops(other) if hop.to_one and not hop.is_back)
            roles = [Role(hop, frozenset(hop.own.words) - known, beyond=beyond - {table}) for hop in group]
            yield [] if plain else _voiced(group) or roles


def _voiced(group: Sequence[Hop]) -> list[Role]:
    """Return the roles of headers that differ by a participle alone: who cites, and what is cited."""
    said = [[word for word in name_words(hop.own.name) if word.endswith(("ed", "ing"))] for hop in group]
    roots = {word_root(word) for words in said for word in words}
    ends = {word.endswith("ed") for words in said for word in words}
    if len(group) != 2 or any(len(words) != 1 for words in said) or len(roots) != 1 or len(ends) != 2:
        return []
    return [Role(hop, frozenset(roots), words[0]) for hop, words in zip(group, said, strict=True)]


def _only(graph: Graph, catalog: Catalog) -> Iterator[Role]:
    """Yield what rows refer to in one role that their header tells: the manager of a project, an employee."""
    for table in catalog.tables:
        hops = [hop for hop in graph.hops(table.name) if hop.to_one and not hop.is_back]
        others = [hop.other.table for hop in hops]
        # A key in short is said in full: the joins have it as it stands.
        written = {column.name: column.words for column in table.columns}
        for hop in hops:
            words = frozenset(written[hop.own.name]) - _KEYS
            plain = words <= {*catalog.by_name[hop.other.table].words, *hop.other.words}
            if others.count(hop.other.table) == 1 and words and not plain:
                yield Role(hop, words, is_only=True)


def _joined_up(items: Sequence[Item], role: Role) -> list[Item]:
    """Read a role beside a column of what is referred to as that column."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        for places in ((0, 1), (0, 2, 1)):
            taken = [items[at + place] for place in places if at + place < len(items)]
            joined = _compound(taken, role) if len(taken) == len(places) else None
            if joined:
                found.append(joined)
                at += len(places)
                break
        else:
            found.append(items[at])
            at += 1
    return found


def _compound(pieces: Sequence[Item], role: Role) -> Item | None:
    """Return a column of what is referred to, said with its role: first, or last behind ``of``."""
    (one, other), link = (pieces[0], pieces[1]), pieces[2:]
    said, column = (other, one) if link else (one, other)
    if link and not (link[0].has(Sense.OF) and not link[0].is_link):
        return None
    words = {*said.stems, *map(stem, said.normal.split())}
    if said.values or not (role.words <= words if role.is_only else words & role.words):
        return None
    hits = tuple(hit for hit in column.columns if hit.column.table == role.hop.other.table)
    if not hits or column.values:
        return None
    start, end = min(one.start, other.start), max(one.end, other.end)
    return replace(column, text=f"{one.text} {other.text}", columns=hits, tables=(), start=start, end=end)


def _quiet(item: Item, role: Role, items: Sequence[Item]) -> Item:
    """Pass over a verb that says the role: ``departing from``."""
    if not item.is_known and word_root(item.normal) in {root(word) for word in role.words}:
        return replace(item, senses=(Sense.LIGHT,))  # "Consigned", of a consignor.
    verbs = role.kin - role.words
    known = item.values or item.tables or item.normal in PLACED or item.has(*TEXTS)
    known = known or tells_day(item, role, items)
    return item if known or not verbs & set(item.stems) else replace(item, columns=(), senses=(Sense.FILLER,))
