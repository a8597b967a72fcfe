"""Reads how many related rows a thing must have, or that it must have none."""

from services.agent.question.composing.comparisons import comparison_of
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import TRADE_VERBS
from services.agent.question.slots.nouns import rows_at
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Enough, Relation


def read_enough(walk: Walk) -> bool:
    """Read ``more than 3 orders``, ``at least two employees``."""
    how = comparison_of(walk.item)
    number = walk.view.item(walk.at + 1) if how else None
    if how is None or number is None or number.number is None or walk.wishes.having:
        return False
    if walk.at + 1 in walk.used or walk.item.is_link:
        return False
    thing = rows_at(walk, walk.at + 2)
    if thing is None or walk.view.names_row(walk.at + 2):
        return False
    walk.wishes.having = Enough(how, number.number, thing.table)
    walk.wishes.link(walk.at + 2, "table", thing.table.name, thing.strength)
    walk.at += 3
    return True


def read_denied(walk: Walk) -> bool:
    """Read ``without orders``, ``who never ordered``, ``that were not sold``."""
    if not walk.item.has(Sense.WITHOUT, Sense.NOT) or walk.item.is_link or not walk.wishes.wants:
        return False
    if walk.view.ends_clause(walk.at + 1):
        return False
    index = walk.following(walk.at + 1)
    hit = walk.table(index)
    if hit and index is not None and hit.table != walk.view.home:
        walk.wishes.relations.append(Relation(index, hit.table, denied=True))
        walk.wishes.link(index, "table", hit.table.name, hit.strength)
        walk.at = index + 1
        return True
    there = [hop for hop in walk.view.graph.hops(walk.view.home.name) if not hop.to_one]
    if index is None and _ends(walk) and len({hop.other.table for hop in there}) == 1:
        table = walk.view.catalog.by_name[there[0].other.table]  # "Products that were never sold".
        walk.wishes.relations.append(Relation(walk.at, table, denied=True))
        walk.wishes.link(walk.at, "table", table.name, 0.8)
        walk.at += 1
        return True
    return False


def _ends(walk: Walk) -> bool:
    """Whether only a verb of trade follows."""
    view, rest = walk.view, range(walk.at + 1, len(walk.view.items))
    verbs = [index for index in rest if walk.view.items[index].has(Sense.LIGHT)]
    traded = any(view.items[index].normal in TRADE_VERBS for index in verbs)
    return traded and all(index not in walk.used and walk.view.is_glue(index) for index in rest)
