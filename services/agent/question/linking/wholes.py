"""What a question says whole: a header word for word, an order such as ``highest first``."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import SENSES, Sense
from services.agent.question.linking.items import Item
from services.agent.question.tables.columns import Column

_LINKS = {Sense.SINCE, Sense.UNTIL, Sense.IN, Sense.OF, Sense.BY, Sense.WITH, Sense.AFTER, Sense.BEFORE}
"""Senses of words that go on to what follows, though a header may end in them."""
_NO_OBJECT = (*_LINKS, Sense.DO, Sense.BE, Sense.HAVE, Sense.THAT, Sense.WHEN, Sense.AND, Sense.OR)
"""Senses of words that such a word cannot go on to: ``how many points against did they have``."""

_LIMITS = {
    Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST, Sense.BETWEEN, Sense.SINCE, Sense.UNTIL,
    Sense.AFTER, Sense.BEFORE, Sense.MINIMUM, Sense.MAXIMUM, Sense.HIGHEST, Sense.LOWEST, Sense.NOT,
}  # fmt: skip
"""Senses that make something else of a name that begins so."""


def unparted(spans: Sequence[list[tuple[float, Item]]]) -> list[list[tuple[float, Item]]]:
    """Leave out pieces that cut through what is said whole.

    ``The plot number of plots`` counts nothing, and ``highest first`` asks for no first one.

    Args:
        spans: For each word of a question, the pieces that begin there, with their weights.
    """
    items = [item for found in spans for _, item in found]
    whole: list[tuple[int, int]] = []

    def says_whole(item: Item) -> bool:
        return _says_header(item, [piece for _, piece in spans[item.end]] if item.end < len(spans) else [])

    for is_said in (says_whole, _says_order, _says_name):
        for item in sorted(filter(is_said, items), key=lambda item: (item.start, -item.end)):
            if all(item.end <= start or end <= item.start for start, end in whole):
                whole.append((item.start, item.end))

    def is_cut(item: Item) -> bool:
        around = [(start, end) for start, end in whole if item.start < end and start < item.end]
        return any(item.start > start or end > item.end for start, end in around)

    return [[pair for pair in found if not is_cut(pair[1])] for found in spans]


def _says_header(item: Item, following: Sequence[Item]) -> bool:
    several = item.end - item.start > 1 and not item.senses
    # "Members since 2018" has the words of a header by chance.
    links = _LINKS.intersection(SENSES.get((item.normal.rpartition(" ")[2],), ()))
    links = links if following and not any(each.has(*_NO_OBJECT) for each in following) else set()
    exact = [hit.column for hit in item.columns if hit.strength >= 1 and not _is_verb(item, hit.column)]
    return several and not links and any(item.stems in (column.words, column.spelt) for column in exact)


def _is_verb(item: Item, column: Column) -> bool:
    """Whether ``cities named X`` only looks like a header: of the city's name."""
    return item.normal.endswith(("ed", "ing")) and not column.name.casefold().endswith(("ed", "ing"))


def _says_name(item: Item) -> bool:
    """Whether a name, written as its cell is, begins with a word for a limit: ``copies of Under Elms``."""
    several = item.end - item.start > 1 and item.is_proper
    return several and not _LIMITS.isdisjoint(SENSES.get((item.normal.split()[0],), ()))


def _says_order(item: Item) -> bool:
    several = item.end - item.start > 1 and not item.is_link
    return several and item.has(Sense.DESCENDING, Sense.ASCENDING)
