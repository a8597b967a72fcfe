"""Numbers that name rows of another table, whatever their header says: keys, and nothing measured."""

from dataclasses import replace

from services.agent.question.composing.joins import join_by, known_joins
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import SURE
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog


@remembered
def with_keys(catalog: Catalog) -> Catalog:
    """Take whole numbers that surely name another table's rows for keys: ``editor`` is no size of books."""
    edges = known_joins(catalog)
    sure = {edge.many for edge in edges if edge.score >= SURE and edge.one.role == "id"}
    keys = {column: replace(column, role="id") for column in sure if _is_taken_for_size(column)}
    if not keys:
        return catalog
    told = catalog.with_tables(
        [
            replace(table, columns=tuple(keys.get(each, each) for each in table.columns))
            for table in catalog.tables
        ]
    )
    joins = [replace(each, many=keys.get(each.many, each.many)) for each in edges]
    return join_by(told, joins)


def _is_taken_for_size(column: Column) -> bool:
    """Whether a column of whole numbers is a measure by its profile, and none that counts: ``visits``."""
    plural = column.name.endswith("s") and not column.name.endswith("ss")
    return column.type == "BIGINT" and column.role == "measure" and not column.unique and not plural
