"""What a question says of the part in which rows refer to a table, and where it says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.agent.question.composing.nodes import Hop
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import root, stem, word_root
from services.agent.question.linking.items import Item

ENDS_OF_WAYS = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "origin from source departure depart departing start starting sender send leave leaving pickup",
        "destination to arrival arrive arriving target end ending receiver recipient land landing dropoff",
    )
)
"""Words for where something comes from, and where it goes to."""

_GIVING = ("made", "make", "makes", "gave", "give", "gives")
"""Verbs of whose it is that something is done: ``the citations that each paper makes``."""
TEXTS = (Sense.STARTS, Sense.ENDS)
"""What a name begins or ends with, and nothing that goes anywhere."""
_TIMED = ("late", "early", "on time", "too late")
_OWN_WORD = 0.7
"""Strength from which a word is one that a header has, and not only one like it."""
GOING = frozenset(map(stem, ["depart", "departing", "leave", "leaving", "arrive", "arriving"]))
_WHEN = frozenset(
    ["latest", "earliest", "first", "last", "date", "dates", "day", "time", "before", "after", "since"]
)
PLACED = ("from", "to", "into")
"""Those that say so only before what is there."""


@dataclass(frozen=True)
class Role:
    """One of several ways in which rows refer to a table."""

    hop: Hop
    words: frozenset[str]
    """What the header says of the role; nothing where it only says what is referred to."""
    voice: str = ""
    """The participle, where it alone tells the role from that of another header: ``cited``, ``citing``."""
    beyond: frozenset[str] = frozenset()
    """The tables that what is referred to refers to itself: the city of an airport."""
    is_only: bool = False
    """Whether its table refers to the other in no other role: then it is said in full, or not at all."""

    @property
    def kin(self) -> frozenset[str]:
        """Every word that says the role."""
        return self.words.union(*(kin for kin in ENDS_OF_WAYS if kin & self.words))


def placed_at(role: Role, items: Sequence[Item]) -> int | None:
    """Return where a question first says a role; None where it does not."""
    if role.voice:
        return _voice_at(role, items)
    for at, item in enumerate(items):
        if item.has(*TEXTS):
            continue
        if item.normal in PLACED:
            said = item.normal in role.kin and _is_there(role, items[at + 1 : at + 4])
        else:
            timed = tells_day(item, role, items) or _is_timed(items[at + 1 : at + 2])
            timed = timed or _is_header(item, role)
            kin = role.words if timed else role.kin
            words = {*item.stems, *map(stem, item.normal.split())}
            deeds = set() if item.tables or " " in item.normal else {word_root(item.normal)}
            said = bool(kin & words or deeds & {root(word) for word in role.words if not timed})
        if said:
            return at
    return None


def _voice_at(role: Role, items: Sequence[Item]) -> int | None:
    """Return where it is said that a thing does what the header says, or that it is done to it.

    ``The citations of a paper`` are those in which it is cited, unless it made them.
    """
    table, passive = role.hop.own.table, role.voice.endswith("ed")
    does, done, rows = list[int](), list[int](), list[int]()
    for at, item in enumerate(items):
        if word_root(item.normal) in role.words:
            has = at > 0 and items[at - 1].has(Sense.HAVE)
            (done if item.normal.endswith("ed") and not has else does).append(at)
        elif item.normal in _GIVING:
            does.append(at)
        elif any(hit.table.name == table for hit in item.tables):
            rows.append(at)
    places = (done or ([] if does else rows)) if passive else does
    return places[0] if places else None


def tells_day(item: Item, role: Role, items: Sequence[Item]) -> bool:
    """Whether a verb says on which day something happened, and nothing of where it went: ``received``."""
    if item.stems and item.stems[0] in GOING and not any(_is_time(each) for each in items):
        return False
    named = {hit.table.name for each in items for hit in each.tables} | {role.hop.own.table}
    return any(hit.column.is_date and hit.column.table in named for hit in item.columns)


def _is_time(item: Item) -> bool:
    """Whether a word is of a time, or asks for one: then a verb may say when it was, and not from where."""
    return item.period is not None or item.has(Sense.WHEN) or item.normal in _WHEN


def _is_header(item: Item, role: Role) -> bool:
    """Whether a word is of a header in another table, and says no role: the source of the leads."""
    tables = {role.hop.own.table, role.hop.other.table}
    hits = [hit.column for hit in item.columns if hit.strength >= _OWN_WORD and hit.column.role != "id"]
    return bool(hits) and not any(each.is_date or each.table in tables for each in hits)


def _is_timed(following: Sequence[Item]) -> bool:
    """Whether it is said when something happened, and not where: ``arrived after``, ``left late``."""
    return any(each.has(Sense.AFTER, Sense.BEFORE) or each.normal in _TIMED for each in following)


def _is_there(role: Role, items: Sequence[Item]) -> bool:
    """Whether the first thing that is named is of the table that is referred to."""
    named = next((item for item in items if item.is_link), None)
    if named is None:
        return False
    tables = {hit.column.table for hit in named.values} | {hit.table.name for hit in named.tables}
    return bool(tables & {role.hop.other.table, *role.beyond})
