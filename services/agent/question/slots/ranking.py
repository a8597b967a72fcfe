"""Reads superlatives: the highest, the top three, the oldest, the most of something."""

from dataclasses import replace

from services.agent.question.composing.draft import is_ordered, is_rankable
from services.agent.question.composing.grouping import FUNCTIONS
from services.agent.question.language.everyday.degrees import DOWN
from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS, OFTEN, PEOPLE
from services.agent.question.linking.deeds import says_done
from services.agent.question.linking.headers import NAMED, says_head
from services.agent.question.linking.items import TableHit
from services.agent.question.plans.plan import Function
from services.agent.question.slots.doing import (
    COUNTING,
    figure_called,
    rank_lasted,
    rank_money,
    rank_people,
    rank_rows,
    rank_verb,
)
from services.agent.question.slots.flags import says_kind
from services.agent.question.slots.lasting import is_turned
from services.agent.question.slots.limits import limit_at
from services.agent.question.slots.nouns import rows_at
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Rank, Want
from services.agent.question.tables.columns import Column

_MONEY = ("money", "cash")
"""What ``makes the most money`` says no more than ``makes the most`` does with."""
_MANY = ("men", "women", "people")
_IN_PART = 0.7
"""Strength below which no more than a first word of a header was said."""


def _rank_header(walk: Walk) -> bool:
    """Read a header that is a superlative by itself: ``the state with the highest elevation``."""
    first = SENSES.get((walk.item.normal.split()[0],), ()) if " " in walk.item.normal else ()
    if not (Sense.HIGHEST in first or Sense.LOWEST in first) or not (walk.wishes.wants or walk.wishes.asks):
        return False
    want = walk.column(walk.at, is_rankable)
    if want is None or want.column is None or want.strength < 0.9:
        return False
    walk.wishes.link(want.at, "column", want.column.path, want.strength)
    walk.wishes.rank = Rank(walk.at, Sense.HIGHEST in first, "", None, want.column, want.strength)
    walk.at += 1
    return True


def read_rank(walk: Walk) -> bool:
    """Read a superlative with what it compares, as far as that follows it."""
    item = walk.item
    if walk.wishes.rank is None and _rank_header(walk):
        return True
    largest = item.has(Sense.HIGHEST, Sense.TOP)
    if not (largest or item.has(Sense.LOWEST, Sense.BOTTOM)) or walk.wishes.rank or walk.is_header(item):
        return False
    before = walk.view.item(walk.at - 1)
    if before and before.normal == "at" and item.normal in COUNTING:
        return False  # "At least 75" compares.
    limit, index = limit_at(walk)
    following = named_next(walk, index)
    money = following is not None and walk.view.items[following].normal in _MONEY
    if limit is None and following is not None and _is_function(walk, following):
        # "Lowest, average and highest salary": one of several figures of the column that follows.
        walk.pending.append(Function.MAXIMUM if largest else Function.MINIMUM)
        walk.at += 1
        return True
    word, index, following = _compared(walk, index, following, largest=largest)
    if word in DOWN and item.normal in COUNTING:
        largest = not largest  # "The most affordable" has the lowest price.
    rank, thing = Rank(walk.at, largest, word, limit), walk.view.item(-1 if following is None else following)
    ends = thing is None or (thing.has(Sense.BY) and not thing.is_link)
    verbal = ends and ((word in COUNTING and rank_verb(walk, rank)) or rank_lasted(walk, rank))
    if verbal or rank_rows(walk, rank):
        walk.at = index
        return True
    if money and rank_money(walk, rank):
        walk.at = index
        return True
    if _rank_function(walk, rank, following) or _rank_column(walk, rank, following):
        return True
    if _rank_counted(walk, rank, following) or _rank_kind(walk, rank):
        return True
    walk.wishes.rank = rank
    walk.at = index if word == item.normal else (following or len(walk.view.items))
    return True


def named_next(walk: Walk, index: int) -> int | None:
    """Return where the next thing is named, past values: ``the most open tickets``."""
    while index in walk.used and (walk.view.items[index].values or says_kind(walk.view, index)):
        index += 1
    return walk.following(index)


def _compared(walk: Walk, index: int, following: int | None, *, largest: bool) -> tuple[str, int, int | None]:
    """Return the word for what is compared, where the superlative ends, and the next piece that says more."""
    word = walk.item.normal
    thing = walk.view.item(following) if following is not None else None
    if thing is None or following is None or thing.is_link:
        return word, index, following
    if thing.normal in _MONEY:
        return word, following + 1, walk.following(following + 1)
    if thing.has(Sense.HOW_MANY):
        return "most" if largest else "fewest", index, walk.following(following + 1)
    if thing.normal in ATTRIBUTE_HINTS:
        return thing.normal, index, walk.following(following + 1)
    return word, index, following


def _is_function(walk: Walk, index: int) -> bool:
    """Whether another figure of the same column is named next, after a comma or ``and``."""
    item = walk.view.items[index]
    listed = item.after_comma or walk.view.items[index - 1].has(Sense.AND)
    return listed and item.has(*FUNCTIONS, Sense.HIGHEST, Sense.LOWEST) and not item.is_link


def _rank_function(walk: Walk, rank: Rank, index: int | None) -> bool:
    """Read ``the highest average salary``."""
    item = walk.view.item(index) if index is not None else None
    function = next((FUNCTIONS[sense] for sense in item.senses if sense in FUNCTIONS), None) if item else None
    if function is None or index is None:
        return False
    want = walk.column(named_next(walk, index + 1), is_rankable)
    if want is None or want.column is None:
        return False
    walk.wishes.link(want.at, "column", want.column.path, want.strength)
    walk.wishes.rank = replace(rank, column=want.column, strength=want.strength, function=function)
    walk.at = want.at + 1
    return True


def _rank_column(walk: Walk, rank: Rank, index: int | None) -> bool:
    # Of the only table even numbers of rows are ranked where they are named: "the highest pick number".
    fits = is_rankable if len(walk.view.catalog.tables) > 1 else is_ordered
    want, hit = walk.column(index, fits) or figure_called(walk, rank, fits), walk.table(index)
    if want is None or want.column is None or (hit and hit.strength > want.strength):
        return False
    if hit and want.column.role == "id" and hit.strength == want.strength:
        return False  # "The lowest paid worker" has no lowest worker number.
    dated = rank.word in COUNTING and want.column.is_date
    if rank.word in OFTEN or (dated and not (walk.wishes.groups or walk.wishes.wants)):
        return False  # "The most common age group" is no highest, "the most redeemed" no latest one.
    walk.at = want.at + 1
    walk.wishes.link(want.at, "column", want.column.path, want.strength)
    if dated:
        walk.wishes.rank = replace(rank, counted=walk.view.home)
        return True  # "Which month had the most air dates": the rows of each are counted.
    plain = [each for each in walk.wishes.wants if each.is_plain]
    if walk.pending and not plain:
        walk.pending.append(Function.MAXIMUM if rank.largest else Function.MINIMUM)
        walk.add(want)
        return True
    if plain or walk.wishes.asks or walk.counting or rank.limit or walk.wishes.groups or _of_rows(walk, want):
        walk.wishes.rank = replace(rank, column=want.column, strength=want.strength)
    else:
        alone = len(walk.view.catalog.tables) == 1
        if alone and want.strength < _IN_PART and not says_head(want.column, walk.view.said()):
            walk.wishes.strength *= 0.7  # "The largest tower", under "Tower height": a tower is asked for.
        turned = is_turned(rank.word, want.column)
        function = Function.MAXIMUM if rank.largest != turned else Function.MINIMUM
        walk.wishes.wants.append(Want(want.at, want.column, None, function, want.strength))
        walk.since_want = []
    return True


def _of_rows(walk: Walk, want: Want) -> bool:
    """Whether rows are ranked, and no figure is asked for: ``the most aged pet``."""
    view, alone = walk.view, len(walk.view.catalog.tables) == 1
    later = [at for at in range(want.at + 1, len(view.items)) if view.asks_at(at)]
    asked = (
        walk.column(walk.following(later[-1] + 1)) or walk.table(walk.following(later[-1] + 1))
        if later
        else None
    )
    if asked and alone and view.items[0].has(Sense.WITH):
        return True
    behind = want.at + 1
    while behind in walk.used and view.items[behind].values:
        behind += 1  # "The most borrowed French book".
    hit, following = walk.table(behind), view.item(behind)
    if want.column and says_done(view.items[want.at], want.column) and _is_thing(walk, want.at + 1):
        return True  # "The highest priced desk", "the top rated episode".
    if view.items[want.at].normal in ATTRIBUTE_HINTS and hit and hit.table == view.home:
        return True  # "The most populous city": the adjective says of which row.
    named = [each.column for each in (following.columns if following else ()) if each.strength >= NAMED]
    if alone and following and view.home.label in named and not following.after_comma:
        return True  # "The most populous district".
    if alone and any(map(view.names_row, walk.wishes.unexplained)):
        return True  # "Which one gives the most milk".
    return alone and (view.names_row(behind) or bool(hit and hit.table == view.home and hit.strength >= 0.9))


def _is_thing(walk: Walk, at: int) -> bool:
    """Whether a noun for some rows follows: a value of theirs, or a header of texts."""
    item = walk.view.item(at)
    if item is None or item.after_comma:
        return False
    texts = any(hit.column.is_text and hit.strength >= _IN_PART for hit in item.columns)
    return texts or (at in walk.used and bool(item.values))


def _rank_counted(walk: Walk, rank: Rank, index: int | None) -> bool:
    """Read ``the most orders``: a thing that is counted for what was asked before."""
    if rank.word not in COUNTING or index is None:
        return False
    if not (walk.wishes.wants or walk.wishes.groups or walk.wishes.asks is Sense.WHO):
        return False
    want, hit = (
        walk.column(index, lambda column: column.is_text and not column.looks_counted),
        walk.table(index),
    )
    people = walk.view.items[index].normal in PEOPLE  # "Treats the most people".
    if people and rank_people(walk, rank):
        walk.at = index + 1
        return True
    hit = hit or (None if want else rows_at(walk, index) if people else _row_noun(walk, index))
    if hit and not (want and want.strength > hit.strength):
        walk.wishes.rank = replace(rank, counted=hit.table)
        walk.wishes.link(index, "table", hit.table.name, hit.strength)
    elif want and want.column and want.strength >= 0.9:
        walk.wishes.rank = replace(rank, counted=want.column)
        walk.wishes.link(index, "column", want.column.path, want.strength)
    else:
        return False
    walk.at = index + 1
    return True


def _rank_kind(walk: Walk, rank: Rank) -> bool:
    """Read ``the most calls``: the home's rows of a kind, which stands for them in the plural."""
    at, asked = rank.at + 1, walk.wishes.wants or walk.wishes.asks is Sense.WHO
    item, behind = walk.view.item(at), walk.view.item(at + 1)
    if rank.word not in COUNTING or rank.limit or at not in walk.used or item is None or not asked:
        return False
    kinds = [
        hit.column for hit in item.values if hit.column.repeats and hit.column.table == walk.view.home.name
    ]
    several = item.normal.endswith("s") or item.normal in _MANY
    if not kinds or not several or (behind and behind.is_noun):
        return False
    walk.wishes.rank = replace(rank, counted=walk.view.home)
    walk.at = at + 1
    return True


def _row_noun(walk: Walk, index: int) -> TableHit | None:
    """Take an unknown plural for the rows, where no figure of theirs may be called so: ``the most songs``."""
    measures = any(column.is_measure for column in walk.view.home.columns)
    plural = walk.view.items[index].normal.endswith("s")
    return rows_at(walk, index) if plural and not measures else None


def read_rank_by(walk: Walk, index: int | None) -> bool:
    """Read what ``top 3 customers`` are ranked ``by``."""
    rank = walk.wishes.rank
    item = walk.view.item(index) if index is not None else None
    if rank is None or rank.column or rank.counted or item is None or index is None:
        return False
    if _rank_function(walk, rank, index):
        return True
    if item.has(Sense.HOW_MANY) and not item.is_link:
        index = walk.following(index + 1)
        hit = walk.table(index)
        if hit is None or index is None:
            return False
        walk.wishes.rank = replace(rank, counted=hit.table)
        walk.wishes.link(index, "table", hit.table.name, hit.strength)
        walk.at = index + 1
        return True
    want = walk.column(index, is_rankable)
    if want is None or want.column is None or not may_compare(rank.word, want.column):
        return False
    walk.wishes.rank = replace(rank, column=want.column, strength=want.strength)
    walk.wishes.link(index, "column", want.column.path, want.strength)
    walk.at = index + 1
    _explain_adjective(walk, rank)
    return True


def _explain_adjective(walk: Walk, rank: Rank) -> None:
    """Pass over an adjective that the column explains: ``the least bitter by IBU``."""
    at = rank.at + 1
    unknown = at in walk.wishes.unexplained and not walk.view.items[at].is_known
    if unknown and rank.word in ("most", "least"):
        walk.wishes.unexplained.remove(at)


def may_compare(word: str, column: Column) -> bool:
    """Whether a superlative may be about a column: "the most expensive per seat" is not about seats."""
    return set(ATTRIBUTE_HINTS.get(word, column.words)) & set(column.words) != set()
