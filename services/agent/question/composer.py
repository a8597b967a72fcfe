"""Walks through the linked question and fills a draft: what is asked, of which rows."""

from collections.abc import Callable
from dataclasses import replace

from services.agent.question.draft import Draft, NotUnderstoodError, Ranking, is_rankable
from services.agent.question.filters import FILTERS
from services.agent.question.items import Item
from services.agent.question.lexicon import ATTRIBUTE_HINTS, PERSON_WORDS, PLACE_WORDS, SENSES, Sense
from services.agent.question.plan import Bucket, Function
from services.agent.question.schema import Column, Table

_FUNCTIONS = {
    Sense.SUM: Function.SUM,
    Sense.AVERAGE: Function.AVERAGE,
    Sense.MINIMUM: Function.MINIMUM,
    Sense.MAXIMUM: Function.MAXIMUM,
}
_BUCKETS = {bucket.value: bucket for bucket in Bucket} | {
    "daily": Bucket.DAY,
    "weekly": Bucket.WEEK,
    "monthly": Bucket.MONTH,
    "quarterly": Bucket.QUARTER,
    "yearly": Bucket.YEAR,
    "annual": Bucket.YEAR,
}


def compose(draft: Draft) -> None:
    """Read the whole question into the draft; raises NotUnderstoodError when the home cannot carry it."""
    rules: list[Callable[[Draft], bool]] = [
        read_frame, read_group, read_ranking, read_function, *FILTERS, read_relation, read_thing
    ]  # fmt: skip
    while draft.at < len(draft.items):
        if any(rule(draft) for rule in rules):
            continue
        item = draft.items[draft.at]
        if draft.is_glue(item) or item.has(Sense.LIGHT):
            _pass_glue(draft, item)
        elif item.has(Sense.WHERE, Sense.WHO, Sense.WHEN) and _has_target(draft):
            draft.clause = draft.clause or item.has(Sense.WHERE)
        elif item.has(Sense.LIST) and draft.at == 0:
            pass
        elif item.has(Sense.OR) and _same_thing(draft):
            draft.at += 1
        elif item.has(Sense.CONTAINS, Sense.HAVE, Sense.BE) and draft.node is draft.root:
            draft.doubt(0.97, f"{item.text} was taken as a plain verb")
        elif _is_unit(draft, item):
            draft.doubt(0.92, f"{item.text} was taken as what the header before it counts")
        else:
            draft.unknown.append(item.text)
        draft.at += 1


def _is_unit(draft: Draft, item: Item) -> bool:
    """Whether an unknown plural after a header of counts only says what is counted: ``gold medals``."""
    before = draft.items[draft.at - 1] if draft.at else None
    plural = item.normal.endswith("s") and not item.normal.endswith("ss")
    return bool(
        not item.is_known and plural and before and any(hit.column.is_measure for hit in before.columns)
    )


def _same_thing(draft: Draft) -> bool:
    """Whether ``or`` stands between two words for one table: ``cities or towns``."""
    if not 0 < draft.at < len(draft.items) - 1:
        return False
    before, after = draft.items[draft.at - 1], draft.items[draft.at + 1]
    return bool({hit.table.name for hit in before.tables} & {hit.table.name for hit in after.tables})


def _pass_glue(draft: Draft, item: Item) -> None:
    draft.preposition = item.has(Sense.IN) or (draft.preposition and item.has(Sense.FILLER))
    if _has_target(draft) and item.has(Sense.DO, Sense.THAT, Sense.WHICH):
        draft.clause = True


def read_frame(draft: Draft) -> bool:
    """Read what kind of answer is wanted: how many, how long, where, when, who, how many different."""
    item = draft.items[draft.at]
    following = draft.items[draft.at + 1] if draft.at + 1 < len(draft.items) else None
    if item.has(Sense.LIST) and following and following.normal in ("a", "an", "one"):
        draft.single = True
    if item.has(Sense.HOW_MANY):
        draft.counting = True
    elif item.has(Sense.DISTINCT) and not item.is_link:
        draft.distinct = True
    elif item.has(Sense.HOW) and following and following.normal in ATTRIBUTE_HINTS:
        draft.hint, draft.hint_kind = ATTRIBUTE_HINTS[following.normal], "how"
        draft.at += 1
    elif item.has(Sense.HOW_MUCH):
        draft.hint_kind = "much"
    elif item.has(Sense.WHERE) and not _has_target(draft):
        draft.hint, draft.hint_kind = PLACE_WORDS, "where"
    elif item.has(Sense.WHEN) and not _has_target(draft):
        draft.hint_kind = "when"
    elif item.has(Sense.WHO) and not _has_target(draft):
        draft.hint, draft.hint_kind = PERSON_WORDS, "who"
    else:
        return False
    draft.at += 1
    return True


def _has_target(draft: Draft) -> bool:
    return bool(draft.target_table or draft.targets)


def read_group(draft: Draft) -> bool:
    """Read ``by region``, ``per month``, ``for each customer and year``."""
    item = draft.items[draft.at]
    bucket = _BUCKETS.get(item.normal)
    if bucket and item.normal not in {b.value for b in Bucket} and _date_column(draft):
        draft.groups.append((_date_column(draft) or draft.home.columns[0], bucket))
        draft.at += 1
        return True
    if not item.has(Sense.BY, Sense.ORDER):
        return False
    index = draft.after_glue(draft.at + 1)
    if index >= len(draft.items):
        return False
    if draft.ranking and not draft.ranking.column and _rank_by(draft, index):
        return True
    taken = False
    if index + 1 < len(draft.items) and _describes_header(draft.items[index], draft.items[index + 1]):
        index += 1
    while index < len(draft.items) and _group_key(draft, draft.items[index]):
        taken, draft.at = True, index + 1
        if index + 2 >= len(draft.items) or not draft.items[index + 1].has(Sense.AND):
            break
        index = draft.after_glue(index + 1)
    return taken


def _describes_header(thing: Item, header: Item) -> bool:
    """Whether a table's name stands before one of its headers: ``customer segment``."""
    tables = {hit.table.name for hit in thing.tables}
    return any(hit.column.table in tables and hit.strength >= 0.9 for hit in header.columns)


def _rank_by(draft: Draft, index: int) -> bool:
    item, function = draft.items[index], None
    for sense in (*_FUNCTIONS, Sense.HOW_MANY):
        if item.has(sense) and index + 1 < len(draft.items):
            following = draft.peek(index + 1)
            if following and following.is_link:
                function = _FUNCTIONS.get(sense, Function.COUNT)
                index, item = draft.items.index(following), following
                break
    assert draft.ranking
    ranking = draft.ranking
    if function is Function.COUNT and item.tables:
        draft.ranking = Ranking(ranking.largest, ranking.limit, ranking.word, count=item.tables[0].table)
        draft.at = index + 1
        return True
    chosen = draft.choose(item, is_rankable)
    if not chosen:
        return False
    draft.matched(item, "column", _path(chosen[0]), chosen[1])
    draft.ranking = Ranking(ranking.largest, ranking.limit, ranking.word, chosen[0], function)
    draft.at = index + 1
    return True


def _group_key(draft: Draft, item: Item) -> bool:
    bucket = _BUCKETS.get(item.normal)
    column = draft.choose(item, lambda c: not c.is_measure)
    if bucket and not (column and column[1] >= 0.95):
        dated = _date_column(draft)
        if not dated:
            return False
        draft.groups.append((dated, bucket))
        draft.matched(item, "bucket", _path(dated), 1.0)
        return True
    table = next((hit for hit in item.tables), None)
    if column and (not table or column[1] >= table.strength or not table.table.label):
        draft.groups.append((column[0], None))
        draft.matched(item, "column", _path(column[0]), column[1])
        return True
    if table and table.table.label:
        draft.groups.append((table.table.label, None))
        draft.matched(item, "table", table.table.name, table.strength)
        return True
    return False


def _date_column(draft: Draft) -> Column | None:
    """The one date column that a time without a header is about."""
    dates = [column for column in draft.home.columns if column.is_date]
    if len(dates) > 1:
        draft.doubt(0.7, "several date columns")
    return dates[0] if dates else None


def _path(column: Column) -> str:
    return f"{column.table}.{column.name}"


def read_ranking(draft: Draft) -> bool:
    """Read ``the highest population``, ``top 3 customers``, ``the largest city``, ``the most rivers``."""
    item = draft.items[draft.at]
    if _has_target(draft) and not item.senses and _is_superlative_header(draft, item):
        return True
    largest = item.has(Sense.HIGHEST, Sense.TOP)
    if not (largest or item.has(Sense.LOWEST, Sense.BOTTOM)):
        return False
    limit, index = _limit(draft)
    index = draft.after_glue(index)
    thing = draft.items[index] if index < len(draft.items) else None
    word = item.normal
    if thing and thing.normal in ATTRIBUTE_HINTS and not thing.is_link:
        word, index = thing.normal, draft.after_glue(index + 1)
        thing = draft.items[index] if index < len(draft.items) else None
    if thing and thing.has(Sense.HOW_MANY):
        index = draft.after_glue(index + 1)
        thing, word = (draft.items[index] if index < len(draft.items) else None), "most"
    ranking = Ranking(largest, limit, word)
    draft.at = index
    if thing and _FUNCTIONS.get(next(iter(thing.senses), Sense.LIGHT)):
        return _rank_function(draft, ranking, index)
    return _place_ranking(draft, ranking, thing)


def _is_superlative_header(draft: Draft, item: Item) -> bool:
    """Read a header that is a superlative by itself: ``the state with the highest elevation``."""
    first = SENSES.get((item.normal.split()[0],), ())
    chosen = draft.choose(item, is_rankable)
    if not chosen or not (Sense.HIGHEST in first or Sense.LOWEST in first) or chosen[0] in draft.targets:
        return False
    draft.matched(item, "column", _path(chosen[0]), chosen[1])
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
    function = _FUNCTIONS[draft.items[index].senses[0]]
    position = draft.after_glue(index + 1)
    item = draft.items[position] if position < len(draft.items) else None
    chosen = draft.choose(item, is_rankable) if item else None
    if not item or not chosen:
        raise NotUnderstoodError
    draft.matched(item, "column", _path(chosen[0]), chosen[1])
    draft.ranking = Ranking(ranking.largest, ranking.limit, ranking.word, chosen[0], function)
    draft.at = position + 1
    return True


def _place_ranking(draft: Draft, ranking: Ranking, thing: Item | None) -> bool:
    """Find what a superlative is about: a column, a table, or what was asked for before."""
    if thing:
        following = draft.items[draft.at + 1] if draft.at + 1 < len(draft.items) else None
        chosen = draft.choose(thing, is_rankable)
        if chosen and following and following.columns and _compound(draft, chosen[0], following):
            draft.at += 1
            thing, chosen = following, draft.choose(following, is_rankable)
        if chosen and (not thing.tables or chosen[1] > max(hit.strength for hit in thing.tables)):
            draft.matched(thing, "column", _path(chosen[0]), chosen[1])
            draft.at += 1
            ranking = Ranking(ranking.largest, ranking.limit, ranking.word, chosen[0])
            return _rank_rows(draft, ranking)
        counted = _counted_column(draft, thing)
        if counted and ranking.word in ("most", "least", "fewest") and draft.targets:
            draft.matched(thing, "column", _path(counted), 1.0)
            draft.at += 1
            draft.ranking = replace(ranking, word="most", count=counted)
            return True
        if thing.tables and ranking.word in ("most", "least", "fewest") and _has_target(draft):
            draft.matched(thing, "table", thing.tables[0].table.name, thing.tables[0].strength)
            draft.at += 1
            if draft.node is not draft.root:
                raise NotUnderstoodError
            draft.ranking = Ranking(ranking.largest, ranking.limit, "most", count=thing.tables[0].table)
            return True
        if thing.tables or thing.columns:
            if not thing.tables and not any(hit.column == draft.home.label for hit in thing.columns):
                raise NotUnderstoodError
            if not read_thing(draft, relation=True):
                raise NotUnderstoodError
            ranking = replace(ranking, noun=True)
    return _rank_rows(draft, ranking)


def _counted_column(draft: Draft, thing: Item) -> Column | None:
    """Return the column of texts that ``the most X`` counts, for a thing that is no table."""
    chosen = draft.choose(thing, lambda c: c.is_text and not c.looks_counted)
    return chosen[0] if chosen and not thing.tables and chosen[1] >= 0.9 else None


def _rank_rows(draft: Draft, ranking: Ranking) -> bool:
    """Put a superlative on the rows that are being described, or keep it for the end."""
    if draft.node is draft.root or (ranking.limit or 1) > 1:
        if ranking.column and ranking.limit is None and not _has_target(draft) and _asks_for_value(draft):
            # "The highest price of a lamp" asks for the price, not for the lamp.
            draft.function = Function.MAXIMUM if ranking.largest else Function.MINIMUM
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
    from services.agent.question.plan import Extreme

    column = ranking.column or draft.adjective_column(ranking.word, draft.node.table)
    if not column:
        raise NotUnderstoodError
    node = draft.reach(draft.node, draft.catalog.by_name[column.table])
    node.extreme = Extreme(column, ranking.largest)


def read_function(draft: Draft) -> bool:
    """Read ``average salary``, ``sum of amount``, ``total``."""
    item = draft.items[draft.at]
    function = next((_FUNCTIONS[sense] for sense in item.senses if sense in _FUNCTIONS), None)
    if function is None:
        return False
    following = draft.peek(draft.at + 1, Sense.HOW_MANY)
    own = next((hit for hit in item.columns if hit.strength >= 0.95), None)
    if own and not (following and following.columns):
        return False
    if draft.function and draft.function is not function:
        raise NotUnderstoodError
    draft.function = function
    draft.at += 1
    return True


def read_relation(draft: Draft) -> bool:
    """Read a header used as a verb: ``states that border states``, ``border the state with …``."""
    item = draft.items[draft.at]
    following = draft.after_glue(draft.at + 1, Sense.HIGHEST, Sense.LOWEST)
    if not item.columns or not _has_target(draft) or following >= len(draft.items):
        return False
    thing = draft.items[following]
    if any(each.normal in ("most", "least", "fewest") for each in draft.items[draft.at + 1 : following]):
        return False
    for hit in item.columns:
        for there in thing.tables:
            hops = [
                hop for hop in draft.graph.direct(hit.column.table, there.table.name) if hop.own == hit.column
            ]
            back = [
                hop
                for hop in draft.graph.direct(draft.node.table.name, hit.column.table)
                if hop.other != hit.column
            ]
            if not hops or not (back or draft.node.table.name == hit.column.table):
                continue
            middle = draft.node
            if draft.node.table.name != hit.column.table:
                middle = draft.node.attach(back[0], draft.catalog.by_name[hit.column.table])
            draft.node = middle.attach(hops[0], there.table)
            draft.matched(item, "column", _path(hit.column), hit.strength)
            draft.at += 1
            return True
    return False


def read_thing(draft: Draft, *, relation: bool = False) -> bool:
    """Read a table or column that is asked for, or that other rows are related through."""
    item = draft.items[draft.at]
    if not (item.tables or item.columns):
        return False
    following = draft.items[draft.at + 1] if draft.at + 1 < len(draft.items) else None
    if item.has(Sense.LIST) and draft.at == 0 and not (following and following.has(Sense.AND, Sense.OF)):
        return False
    table = max(item.tables, key=lambda hit: (hit.strength, hit.table == draft.home), default=None)
    column = draft.choose(item)
    first = not _has_target(draft)
    if table and not (first and column and column[1] > table.strength):
        draft.matched(item, "table", table.table.name, table.strength)
        draft.mentioned.add(table.table.name)
        draft.at += 1
        if first:
            draft.target_table = table.table
        elif draft.node.table != table.table:
            _go_to(draft, table.table)
        return True
    if not column:
        return False
    if following and following.columns and not following.senses and _compound(draft, column[0], following):
        draft.at += 1
        return True
    if not first and draft.items[draft.at - 1].has(Sense.AND) is False and not relation:
        return _same_subject(draft, item, column)
    draft.targets.append(column[0])
    draft.matched(item, "column", _path(column[0]), column[1])
    draft.at += 1
    return True


def _compound(draft: Draft, column: Column, following: Item) -> bool:
    """Whether two headers side by side are one thing, named by the second: ``population density``."""
    head = draft.choose(following)
    after = draft.peek(following_index(draft, following) + 1)
    if after and (after.values or after.number is not None or after.senses):
        return False
    if not head or head[0] == column or head[0].table != column.table or following.tables:
        return False
    draft.doubt(0.97, f"{column.name} was taken to describe {head[0].name}")
    return True


def following_index(draft: Draft, item: Item) -> int:
    """Return where an item stands."""
    return next(i for i, each in enumerate(draft.items) if each is item)


def _go_to(draft: Draft, table: Table) -> None:
    """Make a mentioned table the one that the next words are about."""
    for node in draft.node.up():
        if node.table == table:
            draft.node = node
            return
    draft.node = draft.reach(draft.node, table)


def _same_subject(draft: Draft, item: Item, column: tuple[Column, float]) -> bool:
    """Pass a word that only names again what is asked for (``in which state is the state capital``)."""
    if column[0] in draft.targets:
        draft.at += 1
        return True
    if not draft.targets and draft.target_table and draft.counting is False and not draft.function:
        return False
    return False
