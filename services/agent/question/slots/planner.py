"""Turns conditions and wishes into plans over one home table; fair readings that differ are all returned."""

from collections.abc import Iterator, Sequence

from services.agent.question.composing.nodes import NotUnderstoodError
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import OFTEN
from services.agent.question.linking.headers import NAMED
from services.agent.question.plans.plan import Comparison, Function
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.combining import plan_combined
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.enough import plan_enough, plan_having_figure
from services.agent.question.slots.figures import plan_figures
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.groups import (
    plan_groups,
    plan_having,
    plan_rank,
)
from services.agent.question.slots.listing import plan_list
from services.agent.question.slots.means import mean_count
from services.agent.question.slots.often import plan_often
from services.agent.question.slots.view import View, has_any
from services.agent.question.slots.wishes import Rank, Want, Wishes
from services.agent.question.slots.within import best_of_groups, plan_best


def plans_for(view: View, bindings: Sequence[Binding], wishes: Wishes) -> Iterator[Draught]:
    """Yield every plan that the slots allow; none when the home cannot carry the question."""
    try:
        yield from _plans(Ground(view, bindings, wishes))
    except NotUnderstoodError:
        return


def _group_pairs(ground: Ground) -> None:
    """``Customers and the number of their orders``: the things that are named, with a figure for each."""
    wishes = ground.wishes
    plain = [want for want in wishes.wants if want.is_plain]
    computed = [want for want in wishes.wants if want.function and want.at >= 0]
    if wishes.groups or wishes.rank:
        return
    if _group_apposed(ground, plain, computed) or _rank_apposed(ground, plain, computed):
        return
    if len(plain) != 1 or not computed or plain[0].at > computed[0].at:
        return
    if not computed[0].joined or plain[0].table == ground.view.home:
        return
    if any(want.table and want.table == plain[0].table for want in computed):
        return
    label = plain[0].column or (plain[0].table.label if plain[0].table else None)
    if label and not label.is_measure:
        wishes.groups, wishes.wants = [(label, None)], computed
        ground.score *= 0.95


def _group_apposed(ground: Ground, plain: Sequence[Want], computed: Sequence[Want]) -> bool:
    """Group by what stands right beside a figure, as in notes: ``average price make``."""
    wishes = ground.wishes
    ranks = has_any(ground.view.items, Sense.HIGHEST, Sense.LOWEST)
    if wishes.having or ranks or not computed:
        return False
    keys = [want.column for want in plain if want.column and _is_kind(ground, want)]
    if not keys or len(keys) < len(plain) or set(keys) & set(ground.bound):
        return False
    if not any(_stand_together(ground, each) for each in ([computed[-1], *plain], [*plain, computed[0]])):
        return False
    wishes.groups, wishes.wants = [(key, None) for key in keys], list(computed)
    return True


def _rank_apposed(ground: Ground, plain: Sequence[Want], computed: Sequence[Want]) -> bool:
    """Ask for the row whose name stands beside an extreme, as in notes: ``lowest price flat address``."""
    wishes = ground.wishes
    extremes = (Function.MAXIMUM, Function.MINIMUM)
    if (
        wishes.rank
        or wishes.groups
        or len(computed) != 1
        or computed[0].function not in extremes
        or not plain
    ):
        return False
    column = computed[0].column
    named = [want.column or (want.table.label if want.table else None) for want in plain]
    notes = all(item.is_link or item.has(Sense.HIGHEST, Sense.LOWEST) for item in ground.view.items)
    if not notes or column is None or any(each is None or each.repeats for each in named):
        return False
    largest = computed[0].function is Function.MAXIMUM
    word = "highest" if largest else "lowest"
    wishes.rank = Rank(computed[0].at, largest, word, None, column, computed[0].strength)
    wishes.wants = list(plain)
    return True


def _stand_together(ground: Ground, wants: Sequence[Want]) -> bool:
    """Whether nothing stands between things that are asked for but values and a word for the rows."""
    places, home = [want.at for want in wants], ground.view.home
    used = {at for each in ground.bindings for at in each.used}
    rest = set(range(places[0], places[-1])) - {*places, *used}
    named = all(any(hit.table == home for hit in ground.view.items[at].tables) for at in rest)
    return named and places == sorted(places)


def _is_kind(ground: Ground, want: Want) -> bool:
    """Whether rows share what is asked for, so that they may be grouped by it: no verb of ``how many``."""
    column, item = want.column, ground.view.items[want.at]
    shared = column and column.repeats and not column.is_measure and column.table == ground.view.home.name
    asked = has_any(ground.view.items, Sense.DO) or ground.view.items[0].normal == "how many"
    return bool(shared and want.strength >= NAMED and not (asked and item.has(Sense.LIGHT)))


def _counts_related(ground: Ground) -> bool:
    """Whether each thing of the home has to have so many rows of another table, and that is not shown."""
    wishes, few = ground.wishes, (Comparison.LESS, Comparison.AT_MOST)
    computed = any(want.function for want in wishes.wants) or wishes.rank is not None
    shown = ground.view.home.label is not None and wishes.having and wishes.having.comparison not in few
    return (computed or not shown) and ground.count_related()


def _has_loose_figure(wishes: Wishes) -> bool:
    """Whether a function stands apart from what is asked for, and no ``how long`` says of what it is."""
    loose = any(want.function and want.column is None and want.at < 0 for want in wishes.wants)
    hinted = wishes.asks in (Sense.HOW, Sense.HOW_MUCH)
    return loose and not hinted and any(want.is_plain for want in wishes.wants)


def _plans(ground: Ground) -> Iterator[Draught]:
    wishes = ground.wishes
    _group_pairs(ground)
    if wishes.averages_counts and not wishes.groups:
        yield mean_count(ground)
    elif wishes.combination:
        yield from plan_combined(ground)
    elif wishes.rank and (best := best_of_groups(ground)):
        yield from plan_best(ground, wishes.rank, best)
    elif wishes.groups:
        yield from plan_groups(ground)
    elif wishes.having and not _counts_related(ground):
        yield from plan_having(ground)
    elif wishes.rank:
        often = wishes.rank.word in OFTEN and not wishes.rank.column
        yield from (plan_often if often else plan_rank)(ground, wishes.rank)
    elif _has_loose_figure(wishes):
        yield from plan_having_figure(ground)
        yield from plan_figures(ground)
    elif any(want.function for want in wishes.wants):
        if wishes.order or wishes.descending is not None:
            raise NotUnderstoodError
        yield from plan_figures(ground)
    else:
        yield from plan_enough(ground)
        yield from plan_list(ground)
