"""What tables say of things that are sold: how many of them, and what one of them costs."""

from collections.abc import Sequence

from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.measuring import measured_by

_SOLD = frozenset(map(stem, ["quantity", "qty", "unit", "units", "pieces", "copies"]))
_KEPT = frozenset(map(stem, ["stock", "inventory", "reorder", "minimum", "hand", "available", "left"]))
"""Words of headers of what lies in the store, and is not sold by that."""
_SHOULD = "reorder minimum min maximum max threshold safety par level target capacity limit"
LEVELS = frozenset(map(stem, _SHOULD.split()))
"""Words of headers of how much there should be."""
_STORED = frozenset(map(stem, ["stock", "inventory", "hand", "quantity", "units", "available", "balance"]))
"""Words of headers of how much there is."""
_PRICED = frozenset(map(stem, ["price", "rate", "cost"]))
_EACH = frozenset(map(stem, ["unit", "per", "each", "single", "apiece"]))
_PRICE = stem("price")
_BOUGHT = frozenset(map(stem, ["cost", "purchase", "buying", "wholesale", "landed"]))
"""Words of headers of what a thing costs those who sell it."""
_OF_GOODS = frozenset([_PRICE, stem("cost")])


def is_price(column: Column) -> bool:
    """Whether the header calls what the column holds a price."""
    return column.is_measure and _PRICE in column.words


def is_price_of_one(column: Column) -> bool:
    """Whether what one piece, night or tonne costs is held, which nobody adds up."""
    return column.is_measure and not _PRICED.isdisjoint(column.words) and not _EACH.isdisjoint(column.words)


def _is_priced(column: Column) -> bool:
    """Whether it is about money, and no number of anything: a unit price, the cost of a unit."""
    return is_price(column) or is_price_of_one(column)


def sold_columns(columns: Sequence[Column]) -> list[Column]:
    """Return those of a table's columns that say how many of a thing were sold in a row.

    Beside the price of one these are what the price is per, tonnes of ``Price per t``, or the only whole
    numbers of the table under a noun in the plural: bottles.
    """
    measures = [each for each in columns if each.is_measure and _KEPT.isdisjoint(each.words)]
    named = [each for each in measures if not _SOLD.isdisjoint(each.words) and not _is_priced(each)]
    if named or not any(map(is_price_of_one, columns)):
        return named
    goods = [each for each in measures if not ("money" in measured_by(each) or each.on_top)]
    each_of = {word for column in columns if is_price_of_one(column) for word in _priced_by(column)}
    of_unit = [each for each in goods if not each_of.isdisjoint((*each.units, *each.plain))]
    plural = [each for each in goods if "INT" in each.type and name_words(each.name)[-1].endswith("s")]
    return next((found for found in (of_unit, plural) if len(found) == 1), [])


def _priced_by(column: Column) -> tuple[str, ...]:
    """Return the word for what a price is of, and its stem: ``t`` of ``Price per t``."""
    words = name_words(column.name)
    said = words[words.index("per") + 1 :][:1] if "per" in words else []
    return (*said, *map(stem, said))


def is_stored(column: Column) -> bool:
    """Whether a column says how much of a thing there is, and not how much there should be."""
    named = not _STORED.isdisjoint(column.words) and LEVELS.isdisjoint(column.words)
    return column.is_measure and named and not _is_priced(column)


def tells_store(column: Column) -> bool:
    """Whether a column says how much of a thing there is in store, or should be."""
    return is_stored(column) or (column.is_measure and not _KEPT.isdisjoint(column.words))


def buying_and_selling(columns: Sequence[Column]) -> tuple[Column, Column] | None:
    """Return what a thing costs its seller and what it is sold for, where a table holds one of each."""
    money = [each for each in columns if each.is_measure and not _OF_GOODS.isdisjoint(each.words)]
    buying = [each for each in money if not _BOUGHT.isdisjoint(each.words)]
    selling = [each for each in money if _BOUGHT.isdisjoint(each.words) and is_price(each)]
    return (buying[0], selling[0]) if len(buying) == len(selling) == 1 else None
