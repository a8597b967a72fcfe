"""Reads superlatives of which a verb says what they compare: who earns the most, what sold most often."""

from collections.abc import Callable, Set
from dataclasses import replace

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.money import EARNING, WORTH_VERBS
from services.agent.question.language.vocabulary import NOT_ADDED, OFTEN, PRICE_WORDS, WORTH_WORDS
from services.agent.question.language.words import word_root
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.parlance import columns_called
from services.agent.question.plans.plan import Function
from services.agent.question.slots.adjectives import column_of_verb, compared_column, lasted
from services.agent.question.slots.lasting import LASTING, OF_LENGTH
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Rank, Want
from services.agent.question.tables.columns import Column
from services.agent.question.tables.measuring import is_taken
from services.agent.question.tables.schema import Table

COUNTING = ("most", "least", "fewest")
"""Superlatives that are of how many or how much."""
_RAISING = frozenset(map(word_root, ["raise", "collect"]))
"""Verbs of which ``the most`` is of money, where nothing else is said."""
_NO_WORTH = NOT_ADDED - PRICE_WORDS - WORTH_WORDS
"""Words of figures that nobody spends or earns: of visitors with an age, whose visits say what was spent."""
_WORTH = 0.9
"""Strength of what rows are worth, where a verb stands for it."""


def rank_verb(walk: Walk, rank: Rank) -> bool:
    """Read ``who earns the most``: the verb before says what is compared."""
    wants = walk.wishes.wants
    column = wants[0].column if len(wants) == 1 and wants[0].is_plain else None
    if walk.wishes.asks is Sense.WHO and column and column.is_number:
        walk.wishes.rank = replace(rank, column=column, strength=wants[0].strength)
        wants.clear()
        return True
    return _rank_hinted(walk, rank)


def rank_lasted(walk: Walk, rank: Rank) -> bool:
    """Read ``waited the longest``, where a header says how long that went on."""
    column = lasted(walk.view) if rank.word in OF_LENGTH else None
    if column is None:
        return False
    said = [want.at for want in walk.wishes.wants if want.column == column]
    walk.wishes.wants = [want for want in walk.wishes.wants if want.column != column]
    walk.wishes.link(said[0] if said else rank.at, "column", column.path, _WORTH)
    walk.wishes.rank = replace(rank, column=column, strength=_WORTH)
    return True


def _rank_hinted(walk: Walk, rank: Rank) -> bool:
    """Read ``makes the most``: the verb before says what, where no header has its word."""
    at = walk.at - 1
    while (item := walk.view.item(at)) and item.has(Sense.FILLER) and not item.is_link:
        at -= 1
    verb = walk.view.item(at)
    column = column_of_verb(walk.view, verb.stems[0]) if verb and verb.stems else None
    if column is None or not column.is_number or walk.counting or walk.pending:
        return False
    if is_done_elsewhere(walk, _deeds_of(walk)):
        return False
    _take_verb(walk, rank, at, column)
    return True


def _deeds_of(walk: Walk) -> set[Table]:
    return {table for item in walk.view.items for table in tables_of_deed(item, walk.view.catalog)}


def is_done_elsewhere(walk: Walk, deeds: Set[Table] | None = None) -> bool:
    """Whether rows of another table are what was done: "spent on stays", whatever was paid.

    No payment says which vendor it was made to: then it is what the home's rows are worth.
    """
    deeds = _deeds_of(walk) if deeds is None else deeds
    asked = {want.column.table for want in walk.wishes.wants if want.column}
    asked |= {want.table.name for want in walk.wishes.wants if want.table}
    ways = [(table.name, name) for table in deeds for name in asked]
    known = any(one == other or walk.view.graph.path(one, other, to_one=True) for one, other in ways)
    return bool(deeds) and walk.view.home not in deeds and (known or not asked)


def rank_rows(walk: Walk, rank: Rank) -> bool:
    """Read ``most often`` and ``spent the most``: rows are counted, or what they are worth is added up."""
    deeds = _deeds_of(walk)
    if is_done_elsewhere(walk, deeds):
        return False
    if walk.item.normal in OFTEN and deeds:
        walk.wishes.rank = replace(rank, word="most" if rank.largest else "fewest", counted=walk.view.home)
        return True  # "Booked most often": the bookings of each are counted.
    after = walk.view.item(walk.at + 1)
    if after and after.has(Sense.ROWS) and walk.item.normal in COUNTING and walk.wishes.wants:
        walk.wishes.rank = replace(rank, counted=walk.view.home)
        return True
    return walk.item.normal in COUNTING and _rank_worth(walk, rank)


def rank_people(walk: Walk, rank: Rank) -> bool:
    """Read ``employs the most people``: the verb before names the figure that says how many."""
    last = walk.wishes.wants[-1] if walk.wishes.wants else None
    column = last.column if last and last.is_plain and last.at in (rank.at - 1, rank.at - 2) else None
    if last is None or column is None or not column.is_measure:
        return False
    wants = walk.wishes.wants
    wants.pop()
    if not (wants or walk.wishes.asks):
        wants.append(Want(last.at, None, walk.view.home))  # "Which firm employs": the verb took its place.
    walk.wishes.rank = replace(rank, column=column, strength=last.strength)
    return True


def _rank_worth(walk: Walk, rank: Rank) -> bool:
    at = walk.at - 1
    while (item := walk.view.item(at)) and item.has(Sense.FILLER) and not item.is_link:
        at -= 1
    verb, column = walk.view.item(at), walk.view.home.worth
    asked = walk.wishes.wants or walk.wishes.asks is Sense.WHO
    if verb is None or not asked or column is None or not _NO_WORTH.isdisjoint(column.words):
        return False
    after = walk.following(walk.at + 1)
    raises = verb.normal in EARNING and word_root(verb.normal) in _RAISING and after is None
    if verb.normal not in WORTH_VERBS and not raises:
        return False
    following = walk.table(after)
    if following and following.table != walk.view.home:
        return False
    _take_verb(walk, rank, at, column)
    return True


def _take_verb(walk: Walk, rank: Rank, at: int, column: Column) -> None:
    """Rank by what the verb at a place speaks of, which is then explained."""
    wishes = walk.wishes
    wishes.wants = [
        want for want in wishes.wants if want.at != at or (want.column != column and not want.table)
    ]
    wishes.unexplained = [each for each in wishes.unexplained if each != at]
    wishes.link(at, "column", column.path, _WORTH)
    wishes.rank = replace(rank, column=column, strength=_WORTH, function=_added(walk, column))


def _added(walk: Walk, column: Column) -> Function | None:
    """Return the sum where a verb asks for a kind of rows: what a category costs, all of its rows cost."""
    if not walk.wishes.wants and walk.view.home.label is None:
        return Function.SUM if column.is_measure else None  # "Who claimed the most", of a log of many claims.
    kinds = [want.column for want in walk.wishes.wants if want.column]
    adds = column.is_measure and not set(column.words) & NOT_ADDED
    return Function.SUM if adds and len(kinds) == 1 and kinds[0].is_text and kinds[0].repeats else None


def rank_money(walk: Walk, rank: Rank) -> bool:
    """Read ``brought in the most money``: what the home's rows are worth, of no number of them."""
    column, asked = walk.view.home.worth, walk.wishes.wants or walk.wishes.asks is Sense.WHO
    if (
        column is None
        or not is_taken(column)
        or not asked
        or rank.word not in COUNTING
        or is_done_elsewhere(walk)
    ):
        return False
    walk.wishes.rank = replace(rank, column=column, strength=_WORTH)
    walk.wishes.link(rank.at, "column", column.path, _WORTH)
    return True


def figure_called(walk: Walk, rank: Rank, fits: Callable[[Column], bool]) -> Want | None:
    """Find the figure that people call so right behind a superlative: ``the shortest stay``, of nights."""
    item = walk.view.item(rank.at + 1)
    if item is None or item.is_link or item.senses != (Sense.LIGHT,) or item.normal.endswith("ed"):
        return None
    called = [hit for hit in columns_called(item.normal, walk.view.catalog) if fits(hit.column)]
    if len(called) == 1:
        return Want(rank.at + 1, called[0].column, None, None, called[0].strength)
    stays = item.normal in LASTING and rank.word in OF_LENGTH
    column = compared_column(rank.word, walk.view) if stays else None
    return Want(rank.at + 1, column, None, None, _WORTH) if column and fits(column) else None
