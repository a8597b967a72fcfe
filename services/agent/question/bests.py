"""Which figures ``the best rep`` may be about: the question names none, so a few are offered."""

import re
from collections.abc import Iterator

from services.agent.question.composing.graphs import graph_of
from services.agent.question.language.vocabulary import NOT_ADDED, QUANTITY_WORDS
from services.agent.question.language.words import word_root
from services.agent.question.linking.items import NAMES
from services.agent.question.linking.linker import link
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_GOOD = r"best|top|strongest|favou?rite|most\s+(?:popular|successful|valuable)"
_BAD = r"worst|weakest|poorest|least\s+(?:popular|successful)"
_BEST = re.compile(
    rf"^(?:(?:who|which|what)\s+(?:is|are|was|were)\s+)?(?:(?:our|the|my)\s+)*(?P<way>{_GOOD}|(?P<bad>{_BAD}))\s+"
    r"(?P<thing>[\w-]+(?:\s+[\w-]+)?)\s*[?.!]*$",
    re.IGNORECASE,
)
_HARM_WORDS = """
    scrapped lost loss defect error return returned refund complaint delay late overdue missed absent waste
    damaged cancelled failed failure fault sick debt rejected downtime incident cost price fee lead wait
"""
_HARMS = frozenset(map(word_root, _HARM_WORDS.split()))
"""Roots of headers of which more is worse."""


def figures_of_best(question: str, catalog: Catalog) -> Iterator[str]:
    """Yield questions that each name a figure, for one that ranks things by none."""
    said = _BEST.match(" ".join(question.split()))
    items = link(said["thing"], catalog) if said else []
    tables = [hit.table for hit in items[0].tables if hit.strength >= NAMES] if len(items) == 1 else []
    if said is None or len(tables) != 1 or tables[0].label is None:
        return
    bad, popular = bool(said["bad"]), said["way"].lower().endswith("popular")
    for table, column in _figures(tables[0], catalog):
        harmful = bool(_HARMS & column.roots)
        if (harmful and not bad) or (popular and not (_is_liking(column) and table != tables[0])):
            continue
        way = "highest" if harmful or not bad else "lowest"
        averaged = set(column.words) & NOT_ADDED and table != tables[0]
        figures = ("average ", "") if averaged else ("" if table == tables[0] else "total ",)
        yield from (f"which {said['thing']} has the {way} {figure}{column.name}" for figure in figures)


def _is_liking(column: Column) -> bool:
    """Whether the column says how often or how well something is liked."""
    return bool(set(column.words) & (QUANTITY_WORDS | {"rate", "star", "score"}))


def _figures(thing: Table, catalog: Catalog) -> Iterator[tuple[Table, Column]]:
    """Yield what is measured of a thing: harms first, then what its rows are worth, then the rest."""
    hops = [hop for hop in graph_of(catalog).hops(thing.name) if not hop.to_one]
    tables = [*dict.fromkeys(catalog.by_name[hop.other.table] for hop in hops), thing]
    found = [(table, column) for table in tables for column in table.columns if column.is_measure]
    return iter(sorted(found, key=lambda pair: (not _HARMS & pair[1].roots, pair[0].worth != pair[1])))
