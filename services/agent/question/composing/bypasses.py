"""Tables that rows of pairs link: the tags of posts, and no tag's own excerpt, which is a post as well.

Where nobody says the part that one has for the other, things go together by the rows that say which do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.nodes import Graph, Hop
from services.agent.question.composing.roles import Roles
from services.agent.question.composing.rolewords import Role, placed_at
from services.agent.question.language.words import root, word_root
from services.agent.question.linking.items import Item
from services.agent.question.tables.rolekeys import are_persons, calls, is_doer, last_word
from services.agent.question.tables.schema import Catalog

_ROOT = 4
"""Letters of a root from which a longer one that begins so is of the same word."""


def along_pairs(graph: Graph, roles: Roles, catalog: Catalog, items: Sequence[Item]) -> Graph:
    """Return the graph with the parts that are said, and without those unsaid of what pairs link anyway."""
    graph = graph.keeping(roles.chosen())
    parts = [replace(role, words=role.words - {*_words(role.hop, catalog)}) for role in roles.only]
    unsaid = [part.hop for part in parts if part.words and not _is_said(part, items)]
    dropped = [hop for hop in unsaid if any(_pairs(hop, graph, catalog))]
    return graph.without(dropped) if dropped else graph


def _is_said(part: Role, items: Sequence[Item]) -> bool:
    """Whether a question says a part, or what those who have it do: a supervisor, of "supervised by"."""
    roots = {root(word) for word in part.words}
    said = {word_root(word) for item in items for word in item.normal.split()}
    named = any(_are_kin(one, other) for one in roots for other in said)
    return named or placed_at(part, items) is not None


def _are_kin(one: str, other: str) -> bool:
    """Whether two roots begin alike, the shorter with all of its letters: who supervised, a supervisor."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _ROOT and long.startswith(short)


def _words(hop: Hop, catalog: Catalog) -> tuple[str, ...]:
    """Return what the rows that a hop leads to are called."""
    there = catalog.by_name[hop.other.table]
    return (*there.words, *there.row_words)


def _pairs(hop: Hop, graph: Graph, catalog: Catalog) -> Iterator[bool]:
    """Yield for each table that is of pairs whether it links the two tables."""
    ends, part = {hop.own.table, hop.other.table}, _is_part(hop, catalog)
    for table in catalog.tables:
        others = [each.other.table for each in graph.hops(table.name) if each.to_one and not each.is_back]
        paired = sorted(others) == sorted(ends) and (part or graph.is_of_pairs(table))
        yield table.name not in ends and paired


def _is_part(hop: Hop, catalog: Catalog) -> bool:
    """Whether a header only says which part somebody has: the head of a club, of whose members pairs tell."""
    word, there = last_word(hop.own), catalog.by_name[hop.other.table]
    return is_doer(word) and are_persons(there) and not calls(there, word)
