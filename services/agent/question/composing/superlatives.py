"""Reads superlatives: the highest, the top three, the longest, the most of something."""

from dataclasses import replace

from services.agent.question.composing.draft import Draft, Ranking, is_rankable
from services.agent.question.composing.grouping import FUNCTIONS
from services.agent.question.composing.nodes import NotUnderstoodError
from services.agent.question.composing.ranked import turned
from services.agent.question.composing.things import is_compound, read_thing
from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.linking.deeds import says_done
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Extreme, Function
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table


def read_ranking(draft: Draft) -> bool:
    """Read ``the highest population``, ``top 3 customers``, ``the largest city``, ``the most rivers``."""
    item = draft.items[draft.at]
    if draft.has_target and not item.senses and _is_superlative_header(draft, item):
        return True
    largest = item.has(Sense.HIGHEST, Sense.TOP)
    if not (largest or item.has(Sense.LOWEST, Sense.BOTTOM)):
        return False
    limit, index = _limit(draft)
    index = draft.after_glue(index)
    thing = draft.items[index] if index < len(draft.items) else None
    word = item.normal
    if thing and thing.normal in ATTRIBUTE_HINTS and not thing.tables:
        word, index = thing.normal, draft.after_glue(index + 1)
        thing = draft.items[index] if index < len(draft.items) else None
    if thing and thing.has(Sense.HOW_MANY):
        index = draft.after_glue(index + 1)
        thing, word = (draft.items[index] if index < len(draft.items) else None), "most"
    ranking = Ranking(largest, limit, word)
    draft.at = index
    if thing and FUNCTIONS.get(next(iter(thing.senses), Sense.LIGHT)):
        return _rank_function(draft, ranking, index)
    return _place_ranking(draft, ranking, thing)


def _is_superlative_header(draft: Draft, item: Item) -> bool:
    """Read a header that is a superlative by itself: ``the state with the highest elevation``."""
    first = SENSES.get(tuple(item.normal.split()[:1]), ())
    chosen = draft.choose(item, is_rankable)
    if not chosen or not (Sense.HIGHEST in first or Sense.LOWEST in first) or chosen[0] in draft.targets:
        return False
    draft.matched(item, "column", chosen[0].path, chosen[1])
    draft.at += 1
    return _rank_rows(draft, Ranking(Sense.HIGHEST in first, None, item.normal.split()[0], chosen[0]))


def _limit(draft: Draft) -> tuple[int | None, int]:
    index = draft.at + 1
    before = draft.items[draft.at - 1] if draft.at else None
    if index < len(draft.items) and isinstance(draft.items[index].number, int):
        return int(draft.items[index].number or 1), index + 1
    if before and isinstance(before.number, int) and before.text in draft.unknown:
        draft.unknown.remove(before.text)
        return before.number, index
    return None, index


def _rank_function(draft: Draft, ranking: Ranking, index: int) -> bool:
    function = FUNCTIONS[draft.items[index].senses[0]]
    position = draft.after_glue(index + 1)
    item = draft.items[position] if position < len(draft.items) else None
    chosen = draft.choose(item, is_rankable) if item else None
    if not item or not chosen:
        raise NotUnderstoodError
    draft.matched(item, "column", chosen[0].path, chosen[1])
    draft.ranking = Ranking(ranking.largest, ranking.limit, ranking.word, chosen[0], function)
    draft.at = position + 1
    return True


def _place_ranking(draft: Draft, ranking: Ranking, thing: Item | None) -> bool:
    """Find what a superlative is about: a column, a table, or what was asked for before."""
    if thing:
        following = draft.items[draft.at + 1] if draft.at + 1 < len(draft.items) else None
        chosen = draft.choose(thing, is_rankable)
        if chosen and following and following.columns and is_compound(draft, chosen[0], following):
            draft.at += 1
            thing, chosen = following, draft.choose(following, is_rankable)
        if chosen and (not thing.tables or chosen[1] > max(hit.strength for hit in thing.tables)):
            draft.matched(thing, "column", chosen[0].path, chosen[1])
            draft.at += 1
            of_rows = bool(following) and says_done(thing, chosen[0])  # "The highest priced desk".
            ranking = Ranking(ranking.largest, ranking.limit, ranking.word, chosen[0], noun=of_rows)
            return _rank_rows(draft, ranking)
        counted = _counted_column(draft, thing)
        if counted and ranking.word in ("most", "least", "fewest") and draft.targets:
            draft.matched(thing, "column", counted.path, 1.0)
            draft.at += 1
            draft.ranking = replace(ranking, word="most", count=counted)
            return True
        if thing.tables and ranking.word in ("most", "least", "fewest") and draft.has_target:
            draft.matched(thing, "table", thing.tables[0].table.name, thing.tables[0].strength)
            draft.at += 1
            counts = _linked(draft, thing.tables[0].table)
            if draft.node is not draft.root:
                raise NotUnderstoodError
            draft.ranking = Ranking(ranking.largest, ranking.limit, "most", count=counts)
            return True
        if thing.tables or thing.columns:
            if not thing.tables and not any(hit.column == draft.home.label for hit in thing.columns):
                raise NotUnderstoodError
            if not read_thing(draft, relation=True):
                raise NotUnderstoodError
            ranking = replace(ranking, noun=True)
    return _rank_rows(draft, ranking)


def _linked(draft: Draft, thing: Table) -> Table:
    """Count the rows that join a thing to others of its kind: ``the state that borders the most states``."""
    links = [child for child in draft.root.children if child.node is draft.node and draft.node.is_bare]
    if thing != draft.home or len(links) != 1 or links[0].negated:
        return thing
    draft.root.children.remove(links[0])
    draft.node = draft.root
    return links[0].node.table


def _counted_column(draft: Draft, thing: Item) -> Column | None:
    """Return the column of texts that ``the most X`` counts, for a thing that is no table."""
    chosen = draft.choose(thing, lambda c: c.is_text and not c.looks_counted)
    return chosen[0] if chosen and not thing.tables and chosen[1] >= 0.9 else None


def _rank_rows(draft: Draft, ranking: Ranking) -> bool:
    """Put a superlative on the rows that are being described, or keep it for the end."""
    if draft.node is draft.root or (ranking.limit or 1) > 1:
        asked = not (ranking.noun or draft.has_target) and _asks_for_value(draft)
        if ranking.column and ranking.limit is None and asked:
            # "The highest price of a lamp" asks for the price, not for the lamp.
            largest = turned(ranking, ranking.column).largest
            draft.function = Function.MAXIMUM if largest else Function.MINIMUM
            draft.targets.append(ranking.column)
            return True
        draft.ranking = ranking
        return True
    _rank_node(draft, ranking)
    return True


def _asks_for_value(draft: Draft) -> bool:
    before = draft.items[: draft.at]
    return not draft.hint_kind and not any(each.has(Sense.HAVE) for each in before)


def _rank_node(draft: Draft, ranking: Ranking) -> None:
    column = ranking.column or draft.adjective_column(ranking.word, draft.node.table)
    if not column:
        raise NotUnderstoodError
    node = draft.reach(draft.node, draft.catalog.by_name[column.table])
    node.extreme = Extreme(column, turned(ranking, column).largest)
