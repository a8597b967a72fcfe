"""Names that are copied beside the number of whoever has them: they join nothing that the number does not."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from services.agent.question.tables.columns import Column


class Join(Protocol):
    """What is joined, by which key, and how sure that is."""

    @property
    def many(self) -> Column:
        """The column that refers to rows of another table."""

    @property
    def one(self) -> Column:
        """What tells these rows apart."""

    @property
    def score(self) -> float:
        """How sure it is, 0 to 1."""


J = TypeVar("J", bound=Join)


def without_copies(edges: Iterable[J], sure: float) -> list[J]:
    """Leave out a name of its own in each row of a table whose rows each have a number of their own there.

    ``results.guest_no`` is a guest's, and so is ``results.guest_name``, where no guest has two results: both
    say one thing. Of a table with several rows of one guest a name may be that of another.

    Args:
        edges: Joins from many rows to one.
        sure: Score from which names speak as a whole.
    """
    known = list(edges)
    numbered = {
        (each.many.table, each.one.table)
        for each in known
        if each.score >= sure and each.many.is_number and each.many.unique and each.one.unique
    }
    return [
        each
        for each in known
        if each.score >= sure
        or not (each.many.is_text and each.many.unique)
        or (each.many.table, each.one.table) not in numbered
    ]
