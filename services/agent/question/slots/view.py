"""The linked question as one table sees it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from services.agent.question.composing.nodes import Graph
from services.agent.question.language.demonyms import DEMONYMS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.nouns import (
    ATTRIBUTE_NOUNS,
    COUNTED_NOUNS,
    FIGURE_NOUNS,
    NAMED_NOUNS,
    PLACING_WORDS,
)
from services.agent.question.language.practising import PRACTISING
from services.agent.question.language.superlatives import is_largest
from services.agent.question.language.thesaurus import SYNONYMS
from services.agent.question.language.vocabulary import PERSON_WORDS
from services.agent.question.language.words import root, stem
from services.agent.question.linking.callings import values_of
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item
from services.agent.question.linking.keys import PREPOSITIONS
from services.agent.question.linking.parlance import columns_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

STEP_COST = 0.08
"""How much a link loses for each join between its table and the home."""
SURE_WAY = 0.4
"""Share of a join's cost that is left for what can mean nothing else."""
_EXACTLY = 0.97
"""Strength of a word that is a whole header."""
_GLUE = frozenset(
    [
        Sense.FILLER, Sense.BE, Sense.DO, Sense.HAVE, Sense.OF, Sense.ALL, Sense.IN, Sense.WITH, Sense.NAMED,
        Sense.THAT, Sense.WHICH, Sense.LIST, Sense.LIGHT, Sense.ROWS, Sense.AND, Sense.SINCE, Sense.UNTIL,
        Sense.WHERE,
    ]
)  # fmt: skip


_NOUN = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)?")
ARTICLES = frozenset(["the", "a", "an", "all the", "any", "this", "these", "those", "each", "every"])
LEADING = (Sense.OF, Sense.IN, Sense.WITH, Sense.BY, Sense.DO, Sense.HAVE, Sense.BE, Sense.LIGHT)
"""What stands before the noun for a row whose cells are asked for."""
_INTRODUCING = (Sense.WHICH, Sense.HOW_MANY, Sense.ALL, Sense.OF, Sense.HIGHEST, Sense.LOWEST)
PARTICLES = frozenset(["back", "out", "up", "down", "away", "along"])
"""Words that go with a verb, and are no noun: ``sent the book back``."""
PLACED = frozenset(["first", "last", "final", "next", "previous"])
"""Which of the rows is meant, by their order."""
PLAYERS = frozenset(map(stem, ["player", "athlete", "competitor", "contestant", "participant"]))
"""Headers of those who practise any sport or art."""
ONES = ("one", "ones")
"""What stands for a noun that was not said again, or not at all."""
_INTERROGATIVES = ("what", "which", "who")
_ENDING = (
    Sense.THAT, Sense.WITH, Sense.WHERE, Sense.WHO, Sense.AFTER, Sense.BEFORE, Sense.MORE, Sense.LESS,
    Sense.AT_LEAST, Sense.AT_MOST, Sense.BETWEEN, Sense.NOT, Sense.WITHOUT,
)  # fmt: skip
"""What stands before and after a noun that is no more than a noun."""


@dataclass(frozen=True)
class View:
    """The pieces of a question, and the table whose rows an answer is made of."""

    items: tuple[Item, ...]
    catalog: Catalog
    graph: Graph
    home: Table
    now: date | None = None
    event: int | None = None
    """The verb whose events the home's rows are: what it happens to is counted by them."""

    def item(self, index: int) -> Item | None:
        """Return the piece at the index, if there is one."""
        return self.items[index] if 0 <= index < len(self.items) else None

    @property
    def names_things(self) -> bool:
        """Whether large letters tell names from other words: not where most words have one."""
        words = [item for item in self.items if item.text[:1].isalpha()]
        return sum(item.text[:1].isupper() for item in words) < 0.5 * len(words) + 1

    def cost(self, table: str) -> float:
        """How much a link to that table loses here; 1 when it cannot be reached."""
        if table == self.home.name:
            return 0.0
        path = self.graph.path(self.home.name, table)
        return min(STEP_COST * len(path), 1.0) if path else 1.0

    def has_one(self, table: str) -> bool:
        """Whether each of the home's rows has one row there at most, or is one."""
        return table == self.home.name or bool(self.graph.path(self.home.name, table, to_one=True))

    def columns(
        self, index: int, fits: Callable[[Column], bool] = lambda _: True
    ) -> list[tuple[Column, float]]:
        """Return the columns that the piece may name, the likeliest first."""
        item = self.item(index)
        found = []
        for hit in item.columns if item else ():
            alone = item and len([each for each in item.columns if each.strength >= NAMED]) == 1
            sure = alone and hit.strength >= _EXACTLY and self.has_one(hit.column.table)
            cost = self.cost(hit.column.table)
            cost = min(cost, STEP_COST) if sure else cost  # It is told by its header, however far it is.
            strength = hit.strength * (1.0 - cost)
            if strength > 0 and fits(hit.column):
                found.append((hit.column, strength))
        return sorted(found, key=lambda pair: (-pair[1], pair[0].table, pair[0].position))

    def is_glue(self, index: int) -> bool:
        """Whether the piece only holds others together."""
        item = self.item(index)
        return bool(item and item.senses and not item.is_link and _GLUE.issuperset(item.senses))

    def asks_at(self, index: int) -> bool:
        """Whether the question itself begins at the piece, after all that stands before it."""
        item, before = self.items[index], self.item(index - 1)
        asks = item.normal.startswith(_INTERROGATIVES) and item.has(Sense.LIST, Sense.WHICH, Sense.WHO)
        return asks and not item.is_link and not (before and before.has(Sense.AND))

    def after_glue(self, index: int, *extra: Sense) -> int:
        """Return the first index from here on whose piece is more than glue."""
        while self.is_glue(index) or (
            extra and (item := self.item(index)) and item.has(*extra) and not item.is_link
        ):
            index += 1
        return index

    def ends_clause(self, index: int) -> bool:
        """Whether a verb ends its clause, as the question's own follows: ``where X did not pay happened``."""
        found = [each for each in (self.item(index), self.item(index + 1)) if each and not each.is_link]
        verbs = [each.normal for each in found if each.has(Sense.LIGHT)]
        return len(verbs) > 1 and verbs[1].endswith("ed") and verbs[1] != root(verbs[1])

    def names_row(self, index: int) -> bool:
        """Whether an unknown noun only stands for a row of the one table: ``the episode that …``."""
        item = self.item(index)
        if item is None or item.is_known or len(self.catalog.tables) > 1 or not _NOUN.fullmatch(item.normal):
            return False
        before, after = self.item(index - 1), self.item(index + 1)
        if item.normal in ONES and before and before.values and not before.columns:
            return after is None or not after.has(Sense.OF)  # "A religious one".
        if item.normal in ONES and before and before.normal in ("which", "what", "the"):
            return after is not None and not after.has(Sense.OF)  # "Which one has …", "the ones that …".
        if item.normal in DEMONYMS or item.text[:2].isupper():
            return False  # "Spaniards", "EVs": which of the rows.
        if item.start and item.text[:1].isupper() and self.names_things:
            return False  # "The Falcons" are none of the rows, whatever they are.
        if item.normal in PLACING_WORDS or item.normal in PARTICLES or values_of(item.normal, self.catalog):
            return False
        if any(hit.column != self.home.label for hit in self.catalog.parts(item.normal)):
            return False  # "Tier", where a header's cells say "Tier 2".
        if not self._is_label(item) and (self._is_attribute(item) or self._is_in_data(item)):
            return False
        if self._is_figure(index):
            return False
        introduced = self._introduces(index - 1) if before else item.normal.endswith("s")
        ended = (
            after is None
            or after.after_comma
            or bool(after.values)
            or after.number is not None
            or bool(after.period)
        )
        verb = after is not None and (
            after.has(*_ENDING, Sense.LIGHT) or after.normal.endswith(" by") or is_participle(after)
        )
        return introduced and (ended or verb or self.is_glue(index + 1))

    def _is_figure(self, index: int) -> bool:
        """Whether a ranked noun is for a figure: a turnout, of an attendance; "least rent of any flat"."""
        before, after = self.item(index - 1), self.item(index + 1)
        if before is None or not before.has(Sense.HIGHEST, Sense.LOWEST):
            return False
        if any(hit.column.is_number for hit in columns_called(self.items[index].normal, self.catalog)):
            return True
        rows = (
            self.items[index + 2 : index + 5] if after and after.has(Sense.OF) and not after.is_link else ()
        )
        return any(hit.table == self.home and hit.strength >= 0.7 for item in rows for hit in item.tables)

    def _is_label(self, item: Item) -> bool:
        """Whether a noun is another word for what rows are called, and for no other header."""
        likely = set(SYNONYMS.get(item.stems[0], ()))
        heads = [column for column in self.home.columns if _head(column) in {item.stems[0], *likely}]
        if not heads and item.stems[0] in PRACTISING:  # "Fencers" are those of a list of players.
            persons = [column for column in self.home.columns if _head(column) in PERSON_WORDS]
            return persons == [self.home.label] and _head(persons[0]) in PLAYERS
        return bool(heads) and heads == [self.home.label]

    def _is_attribute(self, item: Item) -> bool:
        """Whether a noun is for what a row has or counts; a row that is called by its ``name`` may be any."""
        label = set(self.home.label.words) if self.home.label else set()
        may_be_row = label - {"offici", "full"} == {"name"} and item.stems[0] in NAMED_NOUNS
        return item.stems[0] in ATTRIBUTE_NOUNS | COUNTED_NOUNS and not may_be_row

    def _introduces(self, index: int) -> bool:
        """Whether a noun may follow the piece: an article, a value, ``how many``, ``the 40 floor …``."""
        item, before = self.items[index], self.item(index - 1)
        counted = item.is_noun and before is not None and before.number is not None
        listed = index == 0 and (item.has(Sense.LIST) or item.normal.endswith(" of"))  # "Names of shows".
        told = item.has(*_INTRODUCING) or item.normal in ARTICLES | PLACED or item.number is not None
        return (
            told or listed or counted or bool(item.period) or (bool(item.values) and not self._is_said(index))
        )

    def _is_said(self, index: int) -> bool:
        """Whether a value is said of the rows before it: what follows says how, ``were paid online``."""
        before, after = self.item(index - 1), self.item(index + 1)
        if before is None or after is None or after.normal.endswith("s"):
            return False
        noun = before.is_noun and not before.values
        return noun or (before.has(Sense.BE, Sense.HAVE, Sense.WHO, Sense.THAT) and not before.is_link)

    def describes(self, index: int) -> bool:
        """Whether an unknown noun stands right after a header of the one table: ``the UK peak``."""
        item, before = self.item(index), self.item(index - 1)
        if item is None or before is None or len(self.catalog.tables) > 1 or item.tables or item.values:
            return False
        header, own = (max((hit.strength for hit in each.columns), default=0.0) for each in (before, item))
        if stem(item.normal) in FIGURE_NOUNS and own < min(header, NAMED):
            return True
        if item.normal == "year" and any(
            hit.column.is_year and hit.strength >= NAMED for hit in before.columns
        ):
            return own < NAMED  # "The first elected year".
        if item.is_known or any(hit.column.is_flag for hit in before.columns):
            return False  # "Approved quickly".
        named = any(hit.strength >= 0.95 for hit in before.columns) and item.normal not in PLACING_WORDS
        lead = self.item(index - 2)
        if lead and lead.has(Sense.HIGHEST, Sense.LOWEST, Sense.TOP, Sense.BOTTOM):
            return False  # "The top grossing film" asks for a film.
        return named and bool(_NOUN.fullmatch(item.normal)) and not self._is_in_data(item)

    def leads(self, index: int) -> bool:
        """Whether an unknown noun stands before the last word of one header alone: ``trial hours``."""
        item, after = self.item(index), self.item(index + 1)
        if item is None or after is None or len(self.catalog.tables) > 1 or item.is_known or item.is_left:
            return False
        if not item.text.islower() or not _NOUN.fullmatch(item.normal) or item.normal in PLACING_WORDS:
            return False
        if is_largest(item.normal) is not None or item.normal.endswith("est") or after.normal.endswith("ed"):
            return False  # "The commonest cause", "the stamps collected".
        ends = [each for each in self.home.columns if each.words[-1:] == after.stems[-1:]]
        named = len(ends) == 1 and len(ends[0].core) > 1 and {hit.column for hit in after.columns} == {*ends}
        return named and not self._is_in_data(item)

    def _is_in_data(self, item: Item) -> bool:
        """Whether a piece is linked where the question is cut differently: as a value, or in a header."""
        if values_of(item.normal, self.catalog):
            return True
        likely = {item.stems[0], *SYNONYMS.get(item.stems[0], ())}
        heads = [_head(column) for column in self.home.columns]
        return any(head in likely or root(head) == root(item.stems[0]) for head in heads)

    def said(self) -> frozenset[str]:
        """Return every stem of the question."""
        return frozenset(stem for item in self.items for stem in item.stems)


def is_participle(item: Item) -> bool:
    """Whether an unknown word says what was done with the noun before it: ``samples gathered in …``."""
    return not item.is_known and not item.is_left and item.normal.endswith(("ed", "ing"))


def _head(column: Column) -> str:
    """Return the word that says what a header is: of ``game site`` the site, of ``reason for`` the reason."""
    words = column.core
    cut = next((place for place, word in enumerate(words) if place and word in PREPOSITIONS), len(words))
    return words[cut - 1] if words else ""


def has_any(items: Sequence[Item], *senses: Sense) -> bool:
    """Whether some piece has one of the senses."""
    return any(item.has(*senses) for item in items)
