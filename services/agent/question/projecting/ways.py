"""Which cell a phrase means of a row: its own, or one of what the row refers to, in the part that is said."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from services.agent.question.composing.nodes import Graph, Hop
from services.agent.question.composing.rolewords import Role
from services.agent.question.kin.references import references_of
from services.agent.question.language.words import name_words, root, stem
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.linker import link
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_ARTICLES = re.compile(
    r"^(?:(?:the|a|an|its|their|his|her|each|respective|corresponding|this|that)\s+)+", re.I
)
_DID_IT = re.compile(
    r"\s+(?:who|that|which)\s+(?:(?:has|have|had)\s+)?[a-z]+(?:ed|t|n|s)\s+(?:it|them)$", re.IGNORECASE
)
"""``The clerk who booked it``: the one that the row names."""
_OF = re.compile(r"^(?P<what>[\w -]+?)\s+of\s+(?P<owner>[\w' -]+)$", re.IGNORECASE)
_OWNED = re.compile(r"^(?P<owner>[\w -]+?)(?:['\u2019]s|(?<=s)['\u2019])\s+(?P<what>[\w -]+)$", re.IGNORECASE)
_PLAIN_WORDS = """
    the a an its their his her who whom that which it they them was were is are been had has have did do each
    this s came come went go goes going made performed carried person one people in of
"""
_EMPTY = frozenset(map(stem, _PLAIN_WORDS.split()))
"""Words that say nothing of the part that somebody has."""
_NUMBERS = frozenset(map(stem, ("id", "code", "number", "key", "no", "name", "ref")))
_LEAST = 0.85
"""Strength from which a word names a column of the table of whose rows it is said."""
_WHOLE_NAME = {"name", "full"}


@dataclass(frozen=True)
class Way:
    """How a row leads to cells: by no joins to its own."""

    hops: tuple[Hop, ...]
    columns: tuple[Column, ...]


class Ways:
    """The cells to which the rows of one table lead."""

    def __init__(self, table: Table, catalog: Catalog, graph: Graph, called: Set[str] = frozenset()) -> None:
        own = [hop for hop in graph.hops(table.name) if hop.to_one and not hop.is_back]
        same = [each for each in references_of(catalog) if each.table == table]
        self.hops = [*own, *(Hop(each.column, each.key, True, 1.0) for each in same)]
        self.table, self.catalog, self.graph = table, catalog, graph
        self.called = {*table.words, *table.row_words, *called}
        """What the rows themselves are called."""

    def find(self, phrase: str) -> Way | None:
        """Return the only way to what a phrase means; None where there is none, or several."""
        return self._found(_bare(phrase)) or self._found(_bare(_DID_IT.sub("", phrase)))

    def _found(self, text: str) -> Way | None:
        said = _OF.match(text) or _OWNED.match(text)
        if said:
            return self._of_owner(said["what"], said["owner"]) or self._plain(text)
        return self._plain(text) or self._parted(text)

    def _plain(self, text: str) -> Way | None:
        """Find a column of the rows' own, or the only one so called of what they refer to."""
        columns = self._cells(text, self.table, NAMED) or self._own(text)
        if columns:
            return Way((), columns)
        found = []
        for hop in self.hops:
            there = self.catalog.by_name[hop.other.table]
            if columns := self._cells(text, there, NAMED):
                found.append(Way((hop,), columns))
        return found[0] if len(found) == 1 else None

    def _own(self, text: str) -> tuple[Column, ...]:
        """Return the rows' names, or the column that is called just so but for what the rows are called."""
        return self._cells(text, self.table, _LEAST, linked=False)

    def _parted(self, text: str) -> Way | None:
        """Find a cell that is said behind whose it is: ``sender name``."""
        words = text.split()
        ways = (self._of_owner(" ".join(words[at:]), " ".join(words[:at])) for at in range(1, len(words)))
        return next(filter(None, ways), None)

    def _of_owner(self, what: str, owner: str) -> Way | None:
        what = _bare(what)
        words = {stem(word) for word in name_words(_bare(owner))} - _EMPTY
        words = words - self.called or words  # "The club's leader", of a club.
        if words and words <= self.called:
            own = self._cells(what, self.table, _LEAST)
            return Way((), own) if own else None
        for hops in self._led(owner, words):
            columns = self._cells(what, self.catalog.by_name[hops[-1].other.table], _LEAST)
            return Way(hops, columns) if columns else None
        return None

    def _led(self, owner: str, words: set[str]) -> Iterator[tuple[Hop, ...]]:
        """Yield the way to what a phrase says the row refers to, if there is only one."""
        fits = [hop for hop in self.hops if words and self._is_said(hop, owner, words)]
        bare = [hop for hop in fits if not self._unsaid(hop, words)]
        if fits:
            best = fits if len(fits) == 1 else bare
            yield from ([(best[0],)] if len(best) == 1 else [])
            return
        named = [
            table for table in self.catalog.tables if words and words <= {*table.words, *table.row_words}
        ]
        ways = [self.graph.path(self.table.name, table.name, to_one=True) for table in named]
        far = [tuple(way) for way in ways if way and len(way) > 1 and self._is_only(way)]
        yield from (far if len(far) == 1 else [])

    def _is_said(self, hop: Hop, owner: str, words: set[str]) -> bool:
        """Whether a phrase says nothing but the part of what a column refers to, and what that is."""
        there = self.catalog.by_name[hop.other.table]
        known = {*self._kin(hop), *there.words, *there.row_words}
        roots = set(map(root, known))
        if all(word in known or root(word) in roots for word in words):
            several = sum(each.other.table == there.name for each in self.hops) > 1
            part = {root(word) for word in self._kin(hop) - {*there.words, *there.row_words}}
            return not several or not part or bool(part & set(map(root, words)))
        initials = "".join(word[0] for word in name_words(_bare(owner)))
        return len(initials) > 1 and [*name_words(hop.own.name)][:1] == [initials]

    def _kin(self, hop: Hop) -> frozenset[str]:
        """Return every word that says the part of what a column refers to."""
        return Role(hop, frozenset(hop.own.words) - _NUMBERS).kin

    def _unsaid(self, hop: Hop, words: set[str]) -> set[str]:
        """Return the words of a part that nobody says."""
        there = self.catalog.by_name[hop.other.table]
        role = set(hop.own.words) - _NUMBERS - {*there.words, *there.row_words}
        return {root(word) for word in role} - set(map(root, words))

    def _is_only(self, path: Sequence[Hop]) -> bool:
        """Whether no step of a way has another beside it."""
        steps = ([each for each in self.graph.hops(hop.own.table) if _is_beside(each, hop)] for hop in path)
        return all(len(step) == 1 for step in steps)

    def _cells(self, what: str, table: Table, least: float, *, linked: bool = True) -> tuple[Column, ...]:
        """Return the column of a table that is called so, or all that name its rows."""
        words, own = {stem(word) for word in name_words(what)}, {*table.words, *table.row_words}
        if "name" in words and words <= _WHOLE_NAME | (own if least < NAMED else set()):
            return table.names if least < NAMED else ()
        exact = [each for each in table.columns if _is_called(each, words, own)]
        if len(exact) == 1 and (least < NAMED or words & own):
            return tuple(exact)
        items = link(what, self.catalog)
        hits = [hit for hit in items[0].columns if hit.column.table == table.name and hit.strength >= least]
        best = max((hit.strength for hit in hits), default=0.0)
        top = [hit.column for hit in hits if hit.strength == best]
        if len(items) == 1 and len(top) == 1 and linked:
            return tuple(top)
        numbered = words & _NUMBERS and words & own and words <= {*_NUMBERS, *own}
        return (table.key,) if numbered and table.key and not hits else ()


def _is_called(column: Column, words: set[str], own: set[str]) -> bool:
    """Whether a header says just these words, but for those that say what its rows are."""
    header, words = {*column.words} - {"of"}, words - {"of"}
    return bool(words) and words <= header | own and header <= words | own and bool(header & words)


def _is_beside(hop: Hop, other: Hop) -> bool:
    return hop.to_one and not hop.is_back and hop.other.table == other.other.table


def _bare(text: str) -> str:
    return _ARTICLES.sub("", text.strip())
