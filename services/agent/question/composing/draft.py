"""One try at reading a question with one table as its home: state and look-ups shared by the rules."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from services.agent.question.composing.nodes import TWO_WAYS, Graph, Hop, Node, NotUnderstoodError
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import (
    ATTRIBUTE_HINTS,
    MAKING,
    SIZE_HINTS,
    SIZE_WORDS,
    WORTH_WORDS,
)
from services.agent.question.language.words import root, stem
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Bucket, Condition, Function
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.spans import counts_times

_LENGTH, _TIME = stem("duration"), stem("time")
"""Among the headers that an adjective may be about, where it says how long something goes on."""
_OF_MONEY = frozenset(map(stem, ["cost", "costs"]))
"""Words of headers of which a row may have several that are added up to one."""
GLUE = (
    Sense.FILLER, Sense.BE, Sense.DO, Sense.HAVE, Sense.OF, Sense.ALL, Sense.IN, Sense.WITH, Sense.NAMED,
    Sense.THAT, Sense.WHICH, Sense.LIST, Sense.LIGHT, Sense.ROWS, Sense.AND, Sense.SINCE, Sense.UNTIL,
)  # fmt: skip
"""Senses of words that hold a question together and may be passed over."""

_RATES = frozenset(map(stem, ["percent", "rate"]))
"""Words of headers of what makes nothing large: the biggest order has no highest discount."""


@dataclass(frozen=True)
class Ranking:
    """A superlative that still has to find its place."""

    largest: bool
    limit: int | None
    word: str
    column: Column | None = None
    function: Function | None = None
    noun: bool = False
    """Whether the superlative stands before a thing (``largest city``), not before a measure."""
    count: "Column | Table | None" = None
    """What is counted, for the most or the fewest of something."""


@dataclass(frozen=True)
class Match:
    """Which words meant what, for showing it and for confidence."""

    text: str
    kind: str
    target: str
    score: float


@dataclass
class Draft:
    """The question, the home table, and what is understood so far."""

    catalog: Catalog
    graph: Graph
    items: list[Item]
    home: Table
    now: date | None = None
    at: int = 0
    root: Node = field(init=False)
    node: Node = field(init=False)
    counting: bool = False
    distinct: bool = False
    function: Function | None = None
    target_table: Table | None = None
    targets: list[Column] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    """Tables that the question named itself."""
    target_item: Item | None = None
    """The piece that named the last target."""
    groups: list[tuple[Column, Bucket | None]] = field(default_factory=list)
    group_tables: list[Table] = field(default_factory=list)
    ranking: Ranking | None = None
    hint: tuple[str, ...] = ()
    """Headers that ``how long`` or ``where`` ask for."""
    hint_kind: str = ""
    single: bool = False
    """Whether any one example is asked for (``name a player``)."""
    choice: Column | None = None
    """The column whose values stand between ``or``: ``who won more, X or Y``."""
    descending: bool | None = None
    """The order that was asked for by words such as ``highest first``; None when none was."""
    negated: bool = False
    preposition: bool = False
    """Whether a word such as ``in`` stands before the next piece."""
    clause: bool = False
    """Whether ``does`` or ``that`` was read: a subject of its own may follow."""
    confidence: float = 1.0
    reasons: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.node = Node(self.home)

    @property
    def has_target(self) -> bool:
        """Whether it is known what is asked for."""
        return bool(self.target_table or self.targets)

    def multiplies(self, table: str) -> bool:
        """Whether one of the rows described now may have several in that table."""
        path = self.graph.path(self.node.table.name, table)
        return bool(path) and not all(hop.to_one for hop in path or ())

    def doubt(self, factor: float, reason: str) -> None:
        """Lower the confidence, and say why."""
        self.confidence *= factor
        self.reasons.append(reason)

    def matched(self, item: Item, kind: str, target: str, score: float) -> None:
        """Record what a piece meant."""
        self.matches.append(Match(item.text, kind, target, round(score, 2)))
        if score < 1.0:
            self.confidence *= 1.0 - (1.0 - score) * (0.3 if score > 0.5 else 0.8)

    def peek(self, index: int, *extra: Sense) -> Item | None:
        """Return the item at the index or the first after it that is not glue."""
        position = self.after_glue(index, *extra)
        return self.items[position] if position < len(self.items) else None

    def after_glue(self, index: int, *extra: Sense) -> int:
        """Return the first index from here on whose item is more than glue."""
        while index < len(self.items) and self.is_glue(self.items[index], *extra):
            index += 1
        return index

    def is_glue(self, item: Item, *extra: Sense) -> bool:
        """Whether the item carries no meaning of its own here."""
        return bool(item.senses) and not item.is_link and all(s in GLUE or s in extra for s in item.senses)

    def add(self, node: Node, condition: Condition) -> None:
        """Restrict a node's rows."""
        node.conditions.append(condition)

    def reach(self, node: Node, table: Table, *, negated: bool = False) -> Node:
        """Return a node for a related table below this one, made if it is not there yet."""
        if node.table == table:
            return node
        for child in node.children:
            if child.node.table == table and child.negated == negated:
                return child.node
        path = self.graph.path(node.table.name, table.name)
        if not path:
            raise NotUnderstoodError
        self.confidence *= 0.98 ** len(path)
        if self.graph.leads_two_ways(node.table.name, table.name, self.items):
            self.doubt(TWO_WAYS, f"{node.table.name} and {table.name} share several things")
        if len(path) == 1:
            path = [self._said_hop(node.table.name, path[0])]
        for step, hop in enumerate(path):
            # "Customers who never bought a lamp": no order of theirs holds one, so the first step is denied.
            node = node.attach(hop, self.catalog.by_name[hop.other.table], negated=negated and step == 0)
        return node

    def _said_hop(self, start: str, hop: Hop) -> Hop:
        """Of several ways to join two tables, take the one that the question has a word for."""
        rivals = [
            each for each in self.graph.direct(start, hop.other.table) if each.score >= hop.score - 0.05
        ]
        if len(rivals) < 2:
            return hop
        said = {stem for item in self.items for stem in item.stems}
        spoken = [len(said & (set(each.own.core) | set(each.other.core))) for each in rivals]
        best = max(spoken)
        if spoken.count(best) > 1:
            self.doubt(0.6, f"{start} and {hop.other.table} are joined in several ways")
        return rivals[spoken.index(best)]

    def choose(
        self, item: Item, fits: Callable[[Column], bool] = lambda _: True, *, near: Node | None = None
    ) -> tuple[Column, float] | None:
        """Choose the column that a piece means: strong links first, near tables before far ones."""
        scored = [
            (round(hit.strength - self.distance(hit.column.table, near or self.node), 4), hit.column)
            for hit in item.columns
            if fits(hit.column)
        ]
        top = max((score for score, _ in scored), default=0.0)
        if top <= 0:
            return None
        best = [column for score, column in scored if score == top]
        if len(best) == 1:
            return best[0], top
        # Two headers fit equally well: the rest of the question may have a word for one of them.
        others = {stem for each in self.items if each is not item for stem in each.stems}
        said = sorted(best, key=lambda c: (-len(others & set(c.words)), c.position))
        clear = len(others & set(said[0].words)) > len(others & set(said[1].words))
        return said[0], top if clear or said[0].table != said[1].table else 0.3 * top

    def distance(self, table: str, near: Node) -> float:
        """How unlikely it is that a word here is about that table."""
        if table == near.table.name:
            return 0.0
        if table in {node.table.name for node in near.up()}:
            return 0.05
        path = self.graph.path(near.table.name, table)
        return 0.15 * len(path) if path else 2.0

    def date_of(self, table: Table) -> Column | None:
        """Choose the date (or year) of a table: the one that the question has a word for, or its main one."""
        dates = [column for column in table.columns if column.is_date]
        dates = dates or [column for column in table.columns if column.is_year]
        if len(dates) < 2:
            return dates[0] if dates else None
        said = {stem for item in self.items for stem in item.stems}
        roots = {root(word) for word in said}
        own = {root(word) for word in ("date", "year", *table.words)}
        spoken = [column for column in dates if roots & ((days_told(column) or column.roots) - own)]
        if len(spoken) == 1:
            return spoken[0]
        plain = [column for column in dates if column.words in (("date",), ("year",))]
        chosen = plain[0] if plain else table.main_date or dates[0]
        self.doubt(0.92, f"{chosen.name} was taken of several dates")
        return chosen

    def hinted(self, words: tuple[str, ...], fits: Callable[[Column], bool], table: Table) -> Column | None:
        """Find the column of a table that an adjective is about."""
        said = {stem for item in self.items for stem in item.stems}
        for word in words:
            found = [column for column in table.columns if word in column.words and fits(column)]
            found = [column for column in found if not (column.is_time and is_no_length(word, words))]
            found = [
                column for column in found if column.is_measure or not (word == "time" and column.is_number)
            ]
            found = [column for column in found if word not in MAKING or not column.is_measure]
            found = [column for column in found if word != "time" or not counts_times(column)]
            if word == "date" and found and all(column.is_date for column in found):
                return self.date_of(table)
            if found:
                return None if are_rivals(found, word, said) else nearest(found, said)
        return None

    def adjective_column(self, word: str, table: Table) -> Column | None:
        """Find what ``largest``, ``longest``, ``newest`` compare in a table."""
        own = ATTRIBUTE_HINTS.get(word)
        column = self.hinted(own or (), is_rankable, table)
        if column or own:
            return column
        if word in SIZE_WORDS:
            column = self.hinted(SIZE_HINTS, is_rankable, table)
        if word in ("highest", "lowest"):
            column = self.hinted(ATTRIBUTE_HINTS["high"], is_rankable, table)
        if column or word not in SIZE_WORDS:
            return column
        measures = [each for each in table.columns if each.is_measure]
        worth = [each for each in measures if set(each.words) & WORTH_WORDS]
        if len(measures) > 1 and len(worth) == 1:
            self.doubt(0.92, f"{word} was taken to mean {worth[0].name}")
            return worth[0]
        lone = measures[0] if len(measures) == 1 else None
        return None if lone and (lone.on_top - {*table.words} or _RATES & {*lone.words}) else lone


def nearest(found: Sequence[Column], said: Set[str]) -> Column:
    """Return the column of which most is said, the plainest, the first of its sheet."""
    return max(found, key=lambda c: (len(said & set(c.words)), -len(c.words), -c.position))


def are_rivals(found: Sequence[Column], word: str, said: Set[str]) -> bool:
    """Whether two amounts of money are meant as likely by what is dear: the cost of parts, that of labour."""
    told = [len(said & set(column.words)) for column in found]
    plain = any(column.words == (word,) for column in found)
    return word in _OF_MONEY and len(found) > 1 and not (plain or any(told))


def is_comparable(column: Column) -> bool:
    """Whether larger and smaller mean something in the column."""
    return column.is_number or column.is_date


def is_ordered(column: Column) -> bool:
    """Whether the first and the last of the column mean something: of times of the day, too."""
    return is_comparable(column) or column.is_time


def is_no_length(word: str, words: Sequence[str]) -> bool:
    """Whether a word of headers that say how long something goes on may be one for a time of the day."""
    return word == _TIME and _LENGTH in words


def is_rankable(column: Column) -> bool:
    """Whether someone may ask for the highest of the column: keys are not ranked, numbers of shirts are."""
    return is_ordered(column) and (column.role != "id" or column.words == ("number",))
