"""How two kinds of things are related: one names the other, or rows of a third table name both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.agent.question.composing.graphs import graph_of
from services.agent.question.composing.named import row_named
from services.agent.question.composing.nodes import Hop
from services.agent.question.language.doers import DEEDS, DOERS
from services.agent.question.language.parts import DOERS_FIRST, is_partaking, verb_root
from services.agent.question.language.verbs import ROWS_OF
from services.agent.question.language.vocabulary import PERSONS
from services.agent.question.language.words import normalise, root, stem
from services.agent.question.plans.plan import Condition, InSet, RowSet
from services.agent.question.tables.schema import Catalog, Table

_WHO = """
    people personnel pupil learner tutor lecturer intern musician dancer composer scientist researcher lawyer
    chef supplier vendor manufacturer company firm contractor publisher provider distributor
"""
_ANSWER_WHO = PERSONS | DOERS | set(map(stem, _WHO.split()))


@dataclass(frozen=True)
class Way:
    """A way from things of one table to things of another."""

    start: Table
    goal: Table
    hops: tuple[Hop, ...]
    """One where a row of either names the other; two over a table between, whose rows name both."""

    @property
    def between(self) -> str | None:
        """The name of the table between, if there is one."""
        return self.hops[0].other.table if len(self.hops) == 2 else None

    def rows_with(
        self, conditions: tuple[Condition, ...], catalog: Catalog, own: tuple[Condition, ...] = ()
    ) -> Condition:
        """Return the condition for rows of the start that are related to such rows of the goal.

        Args:
            conditions: What tells the rows of the goal.
            catalog: Where the table between is found.
            own: What is said of the rows between.
        """
        goal = RowSet(self.goal, conditions)
        if len(self.hops) == 1:
            return InSet(self.hops[0].own, goal, self.hops[0].other)
        first, second = self.hops
        rows = RowSet(catalog.by_name[first.other.table], (*own, InSet(second.own, goal, second.other)))
        return InSet(first.own, rows, first.other)


def ways(start: Table, goal: Table, catalog: Catalog) -> list[Way]:
    """Find how things of two tables are related, directly or over one table that only relates things."""
    graph = graph_of(catalog)
    found = [Way(start, goal, (hop,)) for hop in graph.direct(start.name, goal.name)]
    for back in graph.hops(start.name):
        middle = catalog.by_name[back.other.table]
        names_start = back.is_back or back.own == start.key
        if not names_start or middle in (start, goal) or is_thing(middle):
            continue
        onward = [hop for hop in graph.direct(middle.name, goal.name) if _names(hop, goal)]
        found += [Way(start, goal, (back, hop)) for hop in onward if hop.own != back.other]
    return found


def _names(hop: Hop, goal: Table) -> bool:
    """Whether each row names one of the goal's: by its key, be it that each of them is named but once."""
    return hop.to_one and (not hop.is_back or hop.other == goal.key)


def is_thing(table: Table) -> bool:
    """Whether rows have names of their own: what they are is no mere relation of others."""
    label = table.label
    return table.is_named and label is not None and label.role != "id" and label.is_text


def answers_who(table: Table) -> bool:
    """Whether the rows of a table can be asked for by ``who``: persons, and firms that act as such."""
    return bool({*table.words, *table.row_words} & _ANSWER_WHO)


def says(verb: str, way: Way, catalog: Catalog) -> bool:
    """Whether a verb says which way is meant: it is what those do, or what the rows between are called."""
    said = verb_root(verb)
    doers = DOERS_FIRST.get(said, frozenset()) | (DEEDS[said].doers if said in DEEDS else frozenset())
    ends = {*way.start.words, *way.goal.words}
    if said in {root(word) for word in ends} or doers & ends:
        return True
    middle = catalog.by_name[way.between] if way.between else None
    names = [*(middle.words if middle else ()), *way.hops[0].own.words, *way.hops[0].other.words]
    roots = {root(word) for word in names} - {root(word) for word in ends}
    return said in roots or bool(middle and ROWS_OF.get(said, frozenset()) & middle.roots)


def told_ways(related: Sequence[Way], verb: str | None, catalog: Catalog) -> list[Way]:
    """Return the ways that a verb says; all of them where it says none, and no more than that they are.

    Where a verb has doers of its own, who teaches and who sells, nobody else does it.
    """
    said = [way for way in related if verb and says(verb, way, catalog)]
    if said:
        return said
    neutral = verb is None or (is_partaking(verb) and verb_root(verb) not in DEEDS)
    return list(related) if neutral else []


def named_things(said: str, catalog: Catalog) -> Iterator[tuple[Table, tuple[Condition, ...]]]:
    """Yield the things that a text names: their table, and what tells them there.

    A word for the rows may stand before or behind: ``project X``, ``the X project``.
    """
    text = normalise(said).removeprefix("the ").strip()
    for table in catalog.tables:
        if table.label is None or not table.label.is_text:
            continue
        for name in _plain(text, table):
            conditions = row_named(name, table, catalog) if " " in name or len(table.names) == 1 else ()
            if conditions:
                yield table, conditions
                break


def _plain(text: str, table: Table) -> Iterator[str]:
    """Yield a name as it stands, and without the word for the rows that it is said with."""
    yield text
    words = text.split()
    for noun, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if rest and stem(noun) in (*table.words, *table.row_words):
            yield " ".join(rest).removeprefix("the ")
