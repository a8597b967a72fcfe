"""The linked question as one table sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from services.agent.question.columns import Column
from services.agent.question.items import Item
from services.agent.question.lexicon import Sense
from services.agent.question.nodes import Graph
from services.agent.question.schema import Catalog, Table

STEP_COST = 0.08
"""How much a link loses for each join between its table and the home."""
_GLUE = frozenset(
    [
        Sense.FILLER, Sense.BE, Sense.DO, Sense.HAVE, Sense.OF, Sense.ALL, Sense.IN, Sense.WITH, Sense.NAMED,
        Sense.THAT, Sense.WHICH, Sense.LIST, Sense.LIGHT, Sense.ROWS, Sense.AND, Sense.SINCE, Sense.UNTIL,
        Sense.WHERE,
    ]
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """The pieces of a question, and the table whose rows an answer is made of."""

    items: tuple[Item, ...]
    catalog: Catalog
    graph: Graph
    home: Table
    now: date | None = None
    event: int | None = None
    """The verb whose events the home's rows are: what it happens to is counted by them."""

    def item(self, index: int) -> Item | None:
        """Return the piece at the index, if there is one."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def cost(self, table: str) -> float:
        """How much a link to that table loses here; 1 when it cannot be reached."""
        if table == self.home.name:
            return 0.0
        path = self.graph.path(self.home.name, table)
        return min(STEP_COST * len(path), 1.0) if path else 1.0

    def columns(
        self, index: int, fits: Callable[[Column], bool] = lambda _: True
    ) -> list[tuple[Column, float]]:
        """Return the columns that the piece may name, the likeliest first."""
        item = self.item(index)
        found = []
        for hit in item.columns if item else ():
            strength = hit.strength * (1.0 - self.cost(hit.column.table))
            if strength > 0 and fits(hit.column):
                found.append((hit.column, strength))
        return sorted(found, key=lambda pair: (-pair[1], pair[0].table, pair[0].position))

    def is_glue(self, index: int) -> bool:
        """Whether the piece only holds others together."""
        item = self.item(index)
        return bool(item and item.senses and not item.is_link and _GLUE.issuperset(item.senses))

    def after_glue(self, index: int, *extra: Sense) -> int:
        """Return the first index from here on whose piece is more than glue."""
        while self.is_glue(index) or (
            extra and (item := self.item(index)) and item.has(*extra) and not item.is_link
        ):
            index += 1
        return index

    def said(self) -> frozenset[str]:
        """Return every stem of the question."""
        return frozenset(stem for item in self.items for stem in item.stems)


def has_any(items: Sequence[Item], *senses: Sense) -> bool:
    """Whether some piece has one of the senses."""
    return any(item.has(*senses) for item in items)
